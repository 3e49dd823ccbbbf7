"""The pages of the book in a browser: by eye, by key, on a phone, without scripts."""

import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
AXE = ROOT / "book" / "node_modules" / "axe-core" / "axe.min.js"
OTHERS = ["index", "glossary", "notation", "larger", "changelog", "search"]
OTHERS += ["api/helpers.approximate.vae"]
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_asks_no_other_host_and_reports_no_error(open_page, chapter):
    page = open_page(f"{chapter}.html")
    page.wait_for_load_state("networkidle")
    assert page.outside == [] and page.errors == []


@pytest.mark.parametrize("chapter", [*CHAPTERS, *OTHERS])
def test_nothing_scrolls_sideways_on_a_phone(open_page, chapter):
    page = open_page(f"{chapter}.html", width=360, height=740)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chapter", [*CHAPTERS, *OTHERS])
def test_axe_finds_nothing(open_page, chapter, scheme):
    page = open_page(f"{chapter}.html", color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(OPEN_ALL)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_a_fold_opens_by_key(open_page):
    page = open_page("08_vae.html")
    summary = page.locator("details.fold > summary").first
    summary.focus()
    assert not page.evaluate("document.querySelector('details.fold').open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details.fold').open")


def test_a_link_opens_the_fold_that_it_leads_to(open_page):
    page = open_page("08_vae.html#further-two-more-checks")
    fold = page.locator("#further-two-more-checks > details.fold")
    assert fold.evaluate("node => node.open")
    page = open_page("08_vae.html")
    page.evaluate("location.hash = 'further-the-map'")
    page.wait_for_function("document.querySelector('#further-the-map > details').open")


@pytest.mark.parametrize("chapter", ["index", *CHAPTERS])
def test_without_scripts_every_still_is_shown(open_page, book, chapter):
    page = open_page(f"{chapter}.html", java_script_enabled=False)
    stills = page.locator(".live-place > img")
    places = (book / f"{chapter}.html").read_text("utf-8").count('class="live-place"')
    assert stills.count() == places
    for still in stills.all():
        shut = still.locator("xpath=ancestor::details[not(@open)]")
        for _ in range(shut.count()):
            shut.first.locator(":scope > summary").click()
        still.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        assert still.evaluate("node => node.complete && node.naturalWidth") > 0


def test_search_finds_a_term(open_page):
    page = open_page("search.html?q=posterior+collapse")
    page.wait_for_selector("#search-results li a")
    links = page.locator("#search-results li a").evaluate_all("all => all.map((a) => a.href)")
    assert any("08_vae.html" in link for link in links)


def test_what_is_fetched_before_scrolling_is_light(open_page):
    page = open_page("08_vae.html")
    bodies = []
    page.on("response", lambda response: bodies.append(response))
    page.reload()
    page.wait_for_load_state("networkidle")
    size = sum(len(zlib.compress(response.body(), 6)) for response in bodies)
    assert 0 < size <= 800_000
