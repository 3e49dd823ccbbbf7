"""Where a live widget cannot start: its still picture, one sentence, and all else works."""

import re

import pytest

PLACE = "[data-place='08_vae-66']"
STORAGE = """
const get = () => { throw new DOMException("denied", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"])
  Object.defineProperty(window, name, { get, configurable: true });
"""


def brought(page, site):
    """The place, once it is alive or has said why it is not."""
    page.goto(f"{site}08_vae.html")
    place = page.locator(PLACE)
    place.scroll_into_view_if_needed()
    page.wait_for_selector(f"{PLACE}:is([data-state='alive'], [data-state='still'])")
    return place


def stays_a_picture(page, site, *words):
    place = brought(page, site)
    still = place.locator("img")
    assert still.count() == 1 and place.locator(".live-widget").count() == 0
    assert still.evaluate("node => node.decode().then(() => node.naturalWidth)") > 0
    line = place.locator(".live-refusal")
    assert line.count() == 1 and line.is_visible()
    said = line.inner_text()
    assert said.startswith("This stays a picture here: ") and re.search(r"\w\.$", said)
    assert all(word in said for word in words), said
    page_works(page)


def page_works(page):
    fold = page.locator("details.fold").last
    fold.locator(":scope > summary").click()
    assert fold.evaluate("node => node.open")
    page.locator("button.theme-switch-button:visible").first.click()
    page.locator(".theme-change-button[data-mode='dark']:visible").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize(
    ("pattern", "answer", "words"),
    [
        ("**/nets/*", {"status": 404}, ["is missing (404)", "load the page again"]),
        ("**/nets/*", {"body": b"\0" * 1000}, ["is damaged", "load the page again"]),
        ("**/places/*/brain.json", {"body": "{"}, ["is damaged", "load the page again"]),
        ("**/arrays/*", {"body": b"\0" * 8}, ["is damaged", "load the page again"]),
        ("**/runtime/worker.js", {"status": 404}, ["did not start", "load the page again"]),
        ("**/*.wasm", {"status": 404}, ["did not start", "load the page again"]),
        ("**/widgets/require.js", {"status": 404}, ["is missing", "load the page again"]),
        ("**/book/boot.js*", {"status": 404}, ["Load the page again", "newer browser"]),
    ],
)
def test_what_is_missing_or_damaged_is_said(page, site, pattern, answer, words):
    page.route(pattern, lambda route: route.fulfill(**answer))
    stays_a_picture(page, site, *words)


def test_an_old_browser_is_told_so(page, site):
    page.add_init_script("delete window.IntersectionObserver")
    stays_a_picture(page, site, "newer browser")


def test_without_webassembly_one_sentence_says_what_to_do(page, site, book):
    gone = "delete globalThis.WebAssembly;"
    script = gone + (book / "_static/book/runtime/worker.js").read_text("utf-8")
    page.add_init_script(gone)
    page.route("**/runtime/worker.js", lambda route: route.fulfill(body=script))
    stays_a_picture(page, site, "WebAssembly is switched off", "allow it")


def test_without_storage_it_lives(page, site):
    page.add_init_script(STORAGE)
    assert brought(page, site).get_attribute("data-state") == "alive"
    page_works(page)
    assert page.errors == []
