"""Exercises in the page are those of the notebooks, and judged with the same words."""

import ast
import itertools
import json
import re

import in_node
import numpy as np
import pytest

from book.extension.exercise_html import anchor, exercise
from book.extension.exercises import NOTEBOOKS, homes, with_exercises

QUESTIONS = [question for chapter, _ in homes() for question in chapter.QUESTIONS]
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


def sent_along(question):
    """What the page gets to judge answers to a question, None where it judges none."""
    text = exercise(question, "a notebook")
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', text)[1])


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
def judged():
    """Of each question that the page judges: pairs (answer in a cell, the page's verdict)."""
    sent = {question.name: sent_along(question) for question in QUESTIONS}
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


def read(stem):
    return json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text("utf-8"))


@pytest.mark.parametrize(("chapter", "stem"), homes(), ids=[stem for _, stem in homes()])
def test_every_exercise_of_a_chapter_is_in_its_page(chapter, stem):
    before = read(stem)
    cells = with_exercises(read(stem), stem)["cells"]
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    shown = "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    assert len(cells) == len(before["cells"])
    assert not any(re.search(r"\bex\.", "".join(source)) for source in code)
    for question in chapter.QUESTIONS:
        assert shown.count(f'id="{anchor(question)}"') == 1
        assert all(text in shown for text in (question.why, *question.hints))
    written = re.findall(r'class="exercise-guess" data-name="([^"]*)"', shown)
    read_again = re.findall(r'class="exercise-guessed [^"]*" data-name="([^"]*)"', shown)
    assert len(written) == len(set(written)) and set(read_again) <= set(written)


def test_a_cell_of_another_form_is_refused():
    notebook = read("08_vae")
    notebook["cells"][9]["source"] = "print(ex.gap.check(12))"
    with pytest.raises(ValueError, match=r"08_vae, cell 9: expected .* received 'print"):
        with_exercises(notebook, "08_vae")


def test_options_need_no_formulas():
    """What stands in a legend is Markdown without formulas."""
    for question in QUESTIONS:
        if question.kind == "quiz":
            assert "$" not in question.prompt, question.name
