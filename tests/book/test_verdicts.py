"""Exercises in the page are those of the notebooks, and judged with the same words."""

import ast
import html
import importlib
import itertools
import json
import re
import sys
from pathlib import Path

import in_node
import numpy as np
import pytest

from helpers.exercises import CHAPTERS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
QUESTIONS = [question for chapter in CHAPTERS for question in chapter.QUESTIONS]
STEMS = [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
NUMBERS = ["0", "-1", "1e3", "1_000", "+7.5", ".5", "5.", "1e-9", "2.5E+20", "1e400", "−3", "- 4"]
LISTS = ["1,7", "(1, 7)", "[5, 7, 2]", "(5,)", "(5)", "()", "[]", "3,", "1, 2, 3, 4", "(20, 1)"]
WORDS = [
    "box",
    "'box'",
    '"open"',
    "it's",
    "a\\b",
    "1,234",
    "1.2.3",
    "007",
    "two",
    "x\u00a0y",
    "1 2",
]
BLANKS = ["", "  ", "...", "?", "'...'"]
LONG = ["word " * 20, "1" * 75, ", ".join("12345678" for _ in range(9)), "(" + "1.5, " * 15 + ")"]


@pytest.fixture(scope="module")
def parts(book):
    """Of each question, by name: the HTML of its part of a page."""
    pages = "".join((book / f"{stem}.html").read_text("utf-8") for stem in STEMS)
    found = re.findall(r'(?s)<div class="exercise" .*?data-name="(.*?)".*?</script>', pages)
    parts = re.findall(r'(?s)<div class="exercise" .*?</script>', pages)
    assert sorted(found) == sorted(question.name for question in QUESTIONS)
    return dict(zip(found, parts, strict=True))


def sent_along(part):
    """What the page gets to judge answers to a question, None where it judges none."""
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', part)[1])


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def meant(typed):
    """What a cell would get for what was typed in the box: numbers, lists of them, else a word."""
    text = typed.replace("−", "-").strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    items = value if isinstance(value, tuple | list) else [value]
    return value if all(map(is_number, items)) else text


def typed_answers(data):
    """Right and wrong answers, values at the edge of what is let pass, and odd things."""
    said = [data["right"], *(wrong for wrong, _ in data["mistakes"])]
    off = [0.5, 0.99, 1.01, 3, -0.5, -0.99, -1.01]
    near = [value + data["within"] * k for value in filter(is_number, said) for k in off]
    lists = [tuple(value) for value in said if isinstance(value, list)]
    draws = np.random.default_rng(0).normal(size=20).tolist()
    words = [word for value in said if isinstance(value, str) for word in (value.upper(), value)]
    values = map(repr, [*filter(is_number, said), *near, *lists, *map(list, lists), *draws])
    return [*values, *words, *NUMBERS, *LISTS, *WORDS, *BLANKS, *LONG]


def answers(question, data):
    """Pairs: what the page judges, and what a cell would be told."""
    if "right" not in data:
        return [(letter, letter) for letter in data["verdicts"]]
    if "verdicts" in data:
        ways = map("".join, itertools.product("abcd-", repeat=len(data["right"])))
        return [("" if way == "-----" else way,) * 2 for way in ways]
    return [(text, meant(text)) for text in typed_answers(data)]


@pytest.fixture(scope="module")
def judged(parts):
    """Of each question that the page judges: pairs (answer in a cell, the page's verdict)."""
    sent = {name: sent_along(part) for name, part in parts.items()}
    pairs = {q.name: answers(q, sent[q.name]) for q in QUESTIONS if sent[q.name]}
    given = [[sent[name], [text for text, _ in pairs[name]]] for name in pairs]
    code = "return given.map(([data, all]) => all.map((answer) => judge.judge(data, answer)));"
    found = in_node.evaluated("judge", code, given)
    return {
        name: [(cell, verdict) for (_, cell), verdict in zip(pairs[name], verdicts, strict=True)]
        for name, verdicts in zip(pairs, found, strict=True)
    }


def test_page_and_cell_give_the_same_verdict(judged):
    for question in QUESTIONS:
        for cell, verdict in judged.get(question.name, []):
            expected = question.grade(cell)
            told = {key: getattr(expected, key) for key in ("status", "symptom", "cause")}
            assert verdict == told, (question.name, cell)
            assert not expected.evidence


def test_the_page_judges_every_question_that_is_no_code(judged):
    with_code = [q.name for q in QUESTIONS if q.name not in judged]
    assert all(
        "def " in q.cell("start") or "{" in q.cell("start")
        for q in QUESTIONS
        if q.name in with_code
    )
    assert sum(q.kind == "predict" for q in QUESTIONS if q.name in judged) == 12
    for name, pairs in judged.items():
        statuses = {verdict["status"] for _, verdict in pairs}
        assert statuses == {"correct", "not yet", "not attempted"}, name


def test_hints_and_solution_are_in_the_page(parts):
    for question in QUESTIONS:
        part = parts[question.name]
        assert part.count('<details class="exercise-hint">') == len(question.hints)
        assert part.count('<details class="exercise-solution">') == 1
        assert html.unescape(re.search('data-title="(.*?)"', part)[1]) == question.title
        assert part.count("open this chapter in Jupyter") == (sent_along(part) is None)


@pytest.mark.parametrize("stem", STEMS)
def test_no_cell_about_an_exercise_is_left(book, stem):
    page = (book / f"{stem}.html").read_text("utf-8")
    cells = re.findall(r'(?s)<div class="cell_input.*?<pre>(.*?)</pre>', page)
    code = [html.unescape(re.sub("<.*?>", "", cell)) for cell in cells]
    assert code and not any(re.search(r"\bex\.|exercises\.board", text) for text in code)


@pytest.mark.parametrize("stem", STEMS)
def test_every_guess_of_a_chapter_can_be_written_and_is_shown(book, stem):
    page = (book / f"{stem}.html").read_text("utf-8")
    cells = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text("utf-8"))["cells"]
    calls = [re.fullmatch(r'ex\.guess\("(\w+)"(, "")?\)', "".join(c["source"])) for c in cells]
    for kind, ending in (("exercise-guess", ', ""'), ("exercise-guessed exercise-card", None)):
        asked = [f"{stem[:2]}.guess.{call[1]}" for call in calls if call and call[2] == ending]
        assert re.findall(f'class="{kind}" data-name="(.*?)"', page) == asked


@pytest.fixture
def extension(packages, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    return importlib.import_module("book.extension.exercises")


def test_a_cell_of_another_form_is_refused(extension):
    notebook = json.loads((NOTEBOOKS / "08_vae.ipynb").read_text("utf-8"))
    notebook["cells"][9]["source"] = "print(ex.gap.check(12))"
    with pytest.raises(ValueError, match=r"08_vae, cell 9: expected .* received 'print"):
        extension.with_exercises(notebook, "08_vae")


def test_options_need_no_formulas():
    """What stands in a legend is Markdown without formulas."""
    assert not any("$" in question.prompt for question in QUESTIONS if question.kind == "quiz")
