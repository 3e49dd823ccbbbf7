"""Every term of the course once, before use: the table of terms against what the chapters say."""

import csv
import json
import re

import pytest
from minutes import NOTEBOOKS, source

TABLE = NOTEBOOKS[0].parent / "terms.csv"
ENTRIES = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter=";"))
TERMS = {entry["term"].casefold(): entry for entry in ENTRIES}
# Also words of every day, which earlier chapters may use as such.
EVERYDAY = {"direction", "divergence", "factor", "guess", "head", "mixture", "time", "token"}
# Names on the map, which 00 shows; their chapters say what they mean.
FAMILIES = {"autoregressive", "normalizing flow", "gan", "variational autoencoder"}
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)|^#.*$", re.M)  # titles of chapters
# A bold text that ends a sentence, asks or announces something is a label, not a term.
BOLD = re.compile(r"\*\*([^*\n]+?)\*\*")
LABEL = re.compile(r"[.:?!]$|^\d|^[a-e]$|^Predict|^Shift|^Next")


def prose(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return "\n".join(source(cell) for cell in cells if cell["cell_type"] == "markdown")


TEXTS = {path: prose(path) for path in NOTEBOOKS}


def number(path):
    return path.stem[:2]


def bold(text):
    """The terms that a text defines, in the table's spelling."""
    found = (term.strip() for term in BOLD.findall(text))
    return [term for term in found if not LABEL.search(term)]


def entry_of(term):
    """The entry of a term, also in the plural or with a capital."""
    word = term.casefold()
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s")
    return next((TERMS[form] for form in forms if form in TERMS), None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_bold_term_stands_in_the_table(path):
    assert [term for term in bold(TEXTS[path]) if not entry_of(term)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["term"])
def test_a_term_is_defined_in_the_chapter_that_the_table_says(entry):
    chapters = [number(p) for p, text in TEXTS.items() if entry in map(entry_of, bold(text))]
    assert chapters and min(chapters) == entry["chapter"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["term"])
def test_no_chapter_uses_a_term_before_the_one_that_defines_it(entry):
    if entry["term"].casefold() in EVERYDAY | FAMILIES:
        return
    word = re.compile(rf"\b{re.escape(entry['term'])}\b", re.IGNORECASE)
    early = [path for path in NOTEBOOKS if "00" < number(path) < entry["chapter"]]
    assert [path.stem for path in early if word.search(LINK.sub("", TEXTS[path]))] == []


def test_the_table_has_every_term_once_with_a_sentence():
    assert len(TERMS) == len(ENTRIES)
    for entry in ENTRIES:
        assert entry["sentence"].endswith(".") and entry["words"] and entry["chapter"]
