"""The book without a network: a visited chapter, the whole course, a newer edition, no storage."""

import hashlib
import json
import shutil
import threading

import pytest

from book import listing
from book.serve import server

CHAPTER, PLACE = "08_vae.html", "08_vae-66"
READY = "This page now works without a network."
WHOLE = "The whole course works without a network."
NEWER = "A newer edition has come: load the page again to see it."
BROKEN = "[...document.images].filter((image) => image.complete && !image.naturalWidth).length"


class Host:
    """The book below a path of a host whose server can be stopped."""

    def __init__(self, book, folder):
        self.root, self.book = folder, folder / "a" / "path"
        shutil.copytree(book, self.book)
        self.server = server(self.root)
        self.site = f"http://127.0.0.1:{self.server.server_port}/a/path/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


@pytest.fixture
def host(book, tmp_path):
    host = Host(book, tmp_path)
    yield host
    host.stop()


@pytest.fixture
def reader(browser):
    """A new browser's first page."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()


def wait_for(page, text):
    page.locator(".offline p", has_text=text).wait_for(timeout=60_000)


def alive(page):
    """The chapter's first widget answers: its line of text after another random point."""
    place = page.locator(f"[data-place='{PLACE}']")
    place.scroll_into_view_if_needed()
    page.wait_for_selector(f"[data-place='{PLACE}'][data-state='alive']", timeout=60_000)
    status = place.locator("p.status")
    before = status.inner_text()
    place.locator("button", has_text="Random point").click()
    page.wait_for_function(
        "([node, text]) => node.textContent !== text", arg=[status.element_handle(), before]
    )
    return status.inner_text()


def test_a_visited_chapter_works_with_the_server_stopped(host, reader):
    reader.goto(host.site + CHAPTER)
    told = alive(reader)
    wait_for(reader, READY)
    host.stop()
    reader.reload()
    assert alive(reader) == told
    reader.evaluate("[...document.images].forEach((image) => (image.loading = 'eager'))")
    reader.wait_for_function("[...document.images].every((image) => image.complete)")
    assert reader.locator("article img").count() > 5
    assert reader.evaluate(BROKEN) == 0
    assert reader.errors == []
    reader.goto(host.site + "11_gan.html")
    assert "this page was not kept" in reader.locator("p").first.inner_text()


def test_who_only_passes_by_loads_no_network_and_no_runtime(host, reader):
    asked = []
    reader.context.on("request", lambda request: asked.append(request.url))
    reader.goto(host.site + CHAPTER)
    reader.locator(".offline button").wait_for(state="attached", timeout=60_000)
    reader.wait_for_timeout(1500)
    assert all(url.startswith((host.site, "data:", "blob:")) for url in asked)
    assert not [url for url in asked if "/nets/" in url or "/runtime/" in url]


def test_the_whole_course_is_saved_and_says_its_size(host, reader):
    files = json.loads((host.book / listing.LIST).read_text("utf-8"))
    reader.goto(host.site + "notation.html")
    button = reader.locator(".offline button")
    button.wait_for(timeout=60_000)
    size = float(button.inner_text().partition("(")[2].partition(" MB")[0])
    whole = sum(file["bytes"] for file in files.values()) / 1e6
    assert whole - 3 < size <= whole + 1  # some is kept already
    button.click()
    wait_for(reader, WHOLE)
    assert button.is_hidden()
    host.stop()
    for name in ("index.html", "05_taxonomy.html", "changelog.html", ""):
        reader.goto(host.site + name)
        assert reader.locator("h1").count() > 0
    reader.goto(host.site + CHAPTER)
    assert alive(reader)
    assert reader.errors == []


def test_a_newer_edition_replaces_the_older_one(host, reader):
    reader.goto(host.site + CHAPTER)
    alive(reader)
    wait_for(reader, READY)
    page = host.book / CHAPTER
    page.write_text(page.read_text("utf-8").replace("</h1>", " (second edition)</h1>", 1), "utf-8")
    listing.write(host.book)
    reader.reload()
    wait_for(reader, NEWER)
    reader.reload()
    assert "second edition" in reader.locator("h1").first.inner_text()
    reader.wait_for_timeout(500)
    host.stop()
    reader.reload()
    assert "second edition" in reader.locator("h1").first.inner_text()
    assert alive(reader)
    files = json.loads((host.book / listing.LIST).read_text("utf-8"))
    known = {f"{host.site}{path}?sha256={file['sha256']}" for path, file in files.items()}
    kept = reader.evaluate(
        """async () => {
          const names = await caches.keys();
          const all = names.map(async (name) => (await (await caches.open(name)).keys()));
          return (await Promise.all(all)).flat().map(({ url }) => url);
        }"""
    )
    assert len(kept) > 20
    assert [url for url in kept if url not in known] == [
        url for url in kept if f"/{listing.LIST}?" in url
    ]


def thrown(method, name):
    """A script that makes a method of the browser fail."""
    return f"{method} = async () => {{ throw new DOMException('', '{name}') }}"


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (
            thrown("CacheStorage.prototype.open", "SecurityError"),
            "this browser forbids the page to store files",
        ),
        (
            thrown("Cache.prototype.put", "QuotaExceededError"),
            "The browser's storage is full",
        ),
        ("delete Navigator.prototype.serviceWorker", "https addresses only"),
    ],
)
def test_without_storage_all_else_works_and_a_sentence_says_so(host, reader, script, sentence):
    reader.add_init_script(script)
    reader.goto(host.site + CHAPTER)
    wait_for(reader, sentence)
    assert alive(reader)
    assert reader.errors == []


def test_opened_as_a_file_it_says_what_to_do(book, reader):
    reader.goto((book / CHAPTER).as_uri())
    assert "python -m http.server" in reader.get_by_role("alert").inner_text()
    assert reader.locator("h1").count() > 0


def test_the_list_names_every_file_but_those_written_from_it(tmp_path):
    for name, content in (("index.html", b"first"), ("_static/book/sw.js", b"work();")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    listing.write(tmp_path)
    first = (tmp_path / listing.LIST).read_bytes()
    assert set(json.loads(first)) == {"index.html", "_static/book/sw.js"}
    assert json.loads(first)["index.html"]["bytes"] == 5
    worker = (tmp_path / listing.WORKER).read_text("utf-8")
    assert worker == f'const BUILD = "{hashlib.sha256(first).hexdigest()}";\nwork();'
    listing.write(tmp_path)
    assert (tmp_path / listing.LIST).read_bytes() == first
