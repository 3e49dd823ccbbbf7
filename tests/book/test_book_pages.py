"""The pages of the book as files: every chapter, picture, formula, link and term is there."""

import csv
import itertools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from html_page import parsed

from book.assemble import modules

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHAPTERS = [path.stem for path in NOTEBOOKS]
FOLDED = "jp-MarkdownHeadingCollapsed"


def cells(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def stored_pictures(path):
    """Pictures in the outputs of a notebook: stored ones, and those inside HTML."""
    outputs = [output for cell in cells(path) for output in cell.get("outputs", [])]
    data = [output.get("data", {}) for output in outputs]
    inside = sum("".join(d.get("text/html", "")).count("data:image/") for d in data)
    return sum("image/png" in d for d in data) + inside


def pages(book):
    return sorted(book.rglob("*.html"))


def test_every_chapter_has_a_page_and_follows_the_one_before(book):
    for this, following in itertools.pairwise(CHAPTERS):
        assert f"{following}.html" in parsed(book / f"{this}.html").links


@pytest.mark.parametrize("path", NOTEBOOKS, ids=CHAPTERS)
def test_every_picture_of_a_notebook_is_in_its_page(book, path):
    pictures = parsed(book / f"{path.stem}.html").pictures
    assert sum("_images/" in picture["src"] for picture in pictures) == stored_pictures(path)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_picture_says_what_is_on_it_and_how_large_it_is(book, chapter):
    for picture in parsed(book / f"{chapter}.html").pictures:
        assert len(picture["alt"].split()) >= 3, picture
        assert not re.search(r"\.png|^image|Figure size", picture["alt"])
        assert int(picture["width"]) > 0 and int(picture["height"]) > 0
        assert picture["loading"] == "lazy" and picture["decoding"] == "async"


def test_no_picture_is_carried_as_text(book):
    assert [p.name for p in pages(book) if "data:image/png" in p.read_text("utf-8")] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=CHAPTERS)
def test_every_formula_is_set(book, path):
    html = (book / f"{path.stem}.html").read_text("utf-8")
    texts = "".join("".join(c["source"]) for c in cells(path) if c["cell_type"] == "markdown")
    wanted = len(re.findall(r"\$\$.+?\$\$|\$[^$\n]+?\$", texts, re.S))
    assert html.count('<span class="katex">') >= wanted
    assert html.count("<math") == html.count('<span class="katex">')  # for screen readers
    assert "katex-error" not in html
    left = "".join(parsed(book / f"{path.stem}.html").texts)
    assert not re.search(r"\$|\\\(|\\\[|\\frac|\\mathcal", left)


def test_every_link_inside_the_book_leads_somewhere(book):
    dead = []
    for path in pages(book):
        here = path.relative_to(book).as_posix()
        for link in [*parsed(path).links, *parsed(path).loaded]:
            if re.match(r"[a-z]+:", link):
                continue
            target, fragment = urldefrag(urljoin("/" + here, link.split("?")[0]))
            _, fragment = urldefrag(link)
            file = book / unquote(target).lstrip("/") if target.strip("/") else book / "index.html"
            if not file.is_file():
                dead.append((here, link))
            elif fragment and file.suffix == ".html" and unquote(fragment) not in parsed(file).ids:
                dead.append((here, link))
    assert dead == []


def test_no_id_stands_twice_on_a_page(book):
    for path in pages(book):
        ids = parsed(path).ids
        assert sorted(ids) == sorted(set(ids)), path.name


def test_pages_load_nothing_from_elsewhere(book):
    for path in pages(book):
        assert [url for url in parsed(path).loaded if re.match(r"(https?:)?//", url)] == []
    for path in book.rglob("*.css"):
        found = re.findall(r"url\(['\"]?(https?:)?//|@import ['\"]http", path.read_text("utf-8"))
        assert found == [], path.name


@pytest.mark.parametrize("module", modules())
def test_every_public_module_has_a_page(book, module):
    page = parsed(book / "api" / f"{module}.html")
    assert f"module-{module}" in page.ids


def test_terms_lead_to_the_glossary_and_back(book):
    table = (ROOT / "notebooks" / "terms.csv").read_text("utf-8").splitlines()
    glossary = parsed(book / "glossary.html")
    forth = {link for c in CHAPTERS for link in parsed(book / f"{c}.html").links}
    for entry in csv.DictReader(table, delimiter=";"):
        slug = re.sub(r"\W+", "-", entry["term"].casefold()).strip("-")
        assert f"term-{slug}" in glossary.ids
        assert f"glossary.html#term-{slug}" in forth, entry["term"]
        back = [link for link in glossary.links if link.endswith(f"#defined-{slug}")]
        assert [link[:2] for link in back] == [entry["chapter"]]


def test_no_file_names_the_machine_that_built_it(book):
    machine = str(ROOT).encode()
    assert [p.name for p in book.rglob("*") if p.is_file() and machine in p.read_bytes()] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=CHAPTERS)
def test_what_is_folded_in_the_notebook_is_folded_here(book, path):
    folded = sum(cell["metadata"].get(FOLDED, False) for cell in cells(path))
    assert (book / f"{path.stem}.html").read_text("utf-8").count('<details class="fold">') == folded


def test_the_first_page_leads_to_all_chapters_and_has_a_live_explorer(book):
    page = parsed(book / "index.html")
    assert {f"{chapter}.html" for chapter in CHAPTERS} <= set(page.links)
    assert 'class="live-place" data-place="08_vae-64"' in (book / "index.html").read_text("utf-8")
