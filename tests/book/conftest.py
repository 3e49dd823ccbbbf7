"""The book, built once, and a browser that may ask no other host for anything."""

import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from book.serve import Handler, ThreadingHTTPServer

ROOT = Path(__file__).parents[2]
HTML = ROOT / "book" / "_build" / "html"
BUILT_FROM = ROOT / "book" / "_build" / "built_from"
SOURCES = ("book", "helpers", "notebooks", "data", "README.md", "CHANGELOG.md", "start.py")
PASSED_BY = {"node_modules", "_build", "__pycache__", ".ipynb_checkpoints"}
PLACE = "some/path"  # below which the book is served
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge", "chrome")


def start_module():
    """start.py, as a module that works on the environment of these tests."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    start.VENV = Path(sys.prefix)
    return start


def sources():
    """A hash of all that the book is made of."""
    digest = hashlib.sha256()
    for name in SOURCES:
        for folder, folders, files in os.walk(ROOT / name):
            folders[:] = sorted(set(folders) - PASSED_BY)
            for file in sorted(files):
                digest.update(file.encode() + (Path(folder) / file).read_bytes())
        if (ROOT / name).is_file():
            digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def book():
    """The folder of the finished book, built anew if anything that it is made of has changed."""
    if shutil.which("node") is None:
        pytest.skip("the book needs Node")
    start = start_module()
    packages = start.prepare_book()
    with start.alone("the book"):  # two processes of tests want one book
        now = sources()
        if not HTML.exists() or not BUILT_FROM.exists() or BUILT_FROM.read_text() != now:
            env = {**os.environ, "PYTHONPATH": str(packages)}
            command = [sys.executable, "-m", "book.build"]
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            BUILT_FROM.write_text(now)
    return HTML


@pytest.fixture(scope="session")
def site(book, tmp_path_factory):
    """The address of the book on the loopback address, below a path that is not the root."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(book, root / PLACE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{PLACE}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    chosen = os.environ.get("COURSE_BROWSER")
    path = next(filter(None, map(shutil.which, [chosen] if chosen else BROWSERS)), None)
    if path is None:
        pytest.skip("needs Chromium or Chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(context, site):
    """A page of a context: requests to others are aborted and kept, and so are its errors."""
    page = context.new_page()
    page.outside, page.errors = [], []

    def guard(route):
        if route.request.url.startswith((site, "data:", "blob:")):
            return route.continue_()
        page.outside.append(route.request.url)
        return route.abort()

    page.route("**/*", guard)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    return page


@pytest.fixture
def open_page(browser, site):
    """Makes watched pages: `open_page("08_vae.html", width=360, color_scheme="dark")`."""
    contexts = []

    def opened(name, width=1280, height=900, **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = watched(context, site)
        page.goto(site + name)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A watched page, at the book's first one: go on with `page.goto(site + "08_vae.html")`."""
    return open_page("index.html")
