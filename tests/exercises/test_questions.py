"""One contract for every question: right, wrong and blank answers, hints, cells."""

import ast
import importlib
import itertools
import json
import linecache
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from keras import ops

from helpers.exercises import CHAPTERS
from helpers.exercises import chapter_08 as ex
from helpers.exercises.chapter_08.linear import LinearGaussian
from helpers.exercises.engine import Status

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ANSWERS = {c: importlib.import_module(f"answers_{c.__name__[-2:]}") for c in CHAPTERS}
UNSEEN = {c: importlib.import_module(f"unseen_{c.__name__[-2:]}") for c in CHAPTERS}
CHAPTER_OF = {question: chapter for chapter in CHAPTERS for question in chapter.QUESTIONS}
QUESTIONS = [question for chapter in CHAPTERS for question in chapter.QUESTIONS]


def not_implemented(*arguments):
    raise NotImplementedError


BLANK_FUNCTIONS = [None, ..., not_implemented, lambda *arguments: None, lambda *arguments: ...]
WITH_CODE = "complete", "repair"
BLANK_LETTERS = [None, ..., "", "  ", "...", "?"]


def blanks(question):
    """What stands where nobody has answered; a chapter's own where it asks for something else."""
    own = getattr(ANSWERS[CHAPTER_OF[question]], "BLANK", {}).get(short(question))
    return own or (BLANK_FUNCTIONS if question.kind in WITH_CODE else BLANK_LETTERS)


def short(question):
    return question.name.split(".")[1]


def replayed(answers):
    """(question, answer) for every answer that a function of a question gives."""
    return [
        pytest.param(question, answer, id=f"{short(question)}-{number}")
        for question in QUESTIONS
        for number, answer in enumerate(answers(question))
    ]


def listed(table):
    """A function from a question to its answers in a table of the answers files."""

    def answers(question):
        files = (kind[CHAPTER_OF[question]] for kind in (ANSWERS, UNSEEN))
        tables = [getattr(file, table, {}) for file in files]
        return [each for answers in tables for each in answers.get(short(question), [])]

    return answers


def run_cell(code, chapter):
    """Run a cell as IPython does, and return the value of its last line."""
    *body, last = ast.parse(code).body
    names = {"ex": chapter, "ops": ops, "np": np}
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(keepends=True), "<cell>")
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


@pytest.mark.parametrize(("question", "answer"), replayed(listed("RIGHT")))
def test_right_answers_are_correct(question, answer):
    verdict = question.check(answer)
    assert verdict.status == Status.CORRECT, verdict
    assert (verdict.cause, verdict.evidence, verdict.note) == ("", "", "")


@pytest.mark.parametrize(("question", "answer"), replayed(listed("WRONG")))
def test_a_wrong_answer_is_told_its_own_symptom(question, answer):
    answer, phrase = answer
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the learner's own, on purpose
        verdict = question.check(answer)
    assert verdict.status == Status.NOT_YET
    assert phrase in repr(verdict)


@pytest.mark.parametrize(("question", "answer"), replayed(listed("REFUSED")))
def test_other_wrong_answers_are_refused(question, answer):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        verdict = question.check(answer)
    assert verdict.status == Status.NOT_YET
    assert "broke off" not in repr(verdict)


@pytest.mark.parametrize(("question", "answer"), replayed(blanks))
def test_blank_answers_are_not_attempted(question, answer):
    verdict = question.check(answer)
    assert verdict.status == Status.NOT_ATTEMPTED
    assert "hint()" in verdict.forward


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_two_wrong_answers_are_told_the_same(chapter):
    for question in chapter.QUESTIONS:
        answers = ANSWERS[chapter].WRONG[short(question)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            told = [repr(question.grade(answer)) for answer, _ in answers]
        for one, two in itertools.combinations(told, 2):
            assert one != two
        for (_, phrase), own in zip(answers, told, strict=True):
            assert [phrase in text for text in told].count(True) == 1, (phrase, own)


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_the_solved_cell_is_correct(question):
    assert run_cell(question.cell("solved"), CHAPTER_OF[question]).status == Status.CORRECT


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_the_starting_cell_is_blank_or_broken(question):
    expected = Status.NOT_YET if question.kind == "repair" else Status.NOT_ATTEMPTED
    assert run_cell(question.cell("start"), CHAPTER_OF[question]).status == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_cells_are_short_and_use_the_chapters_names_only(question):
    for cell in (question.cell("start"), question.cell("solved")):
        lines = cell.splitlines()
        assert len(lines) <= 20
        assert max(map(len, lines)) <= 100
        assert lines[-1].startswith(f"ex.{short(question)}.check(")


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_hints_come_one_by_one_and_stay_at_the_last(question, monkeypatch):
    monkeypatch.setattr(question, "_hints_seen", 0)
    shown = [repr(question.hint()) for _ in range(len(question.hints) + 1)]
    for number, (text, hint) in enumerate(zip(shown, question.hints, strict=False), 1):
        assert f"Hint {number} of {len(question.hints)}" in text
        assert hint in text
    assert shown[-1] == shown[-2]
    assert "solution()" in shown[-1]


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_the_solution_shows_its_code_and_why(question):
    text = question.solution()._repr_markdown_()
    assert f"```python\n{question.cell('solved')}\n```" in text
    assert question.why in text


@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_a_prompt_gives_nothing_away(question):
    shown = question._repr_markdown_()
    assert question.why not in shown
    assert not any(hint in shown for hint in question.hints)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_notebook_has_the_starting_cells(chapter):
    files = NOTEBOOKS.glob(f"{chapter.__name__[-2:]}_*.ipynb")
    notebooks = (json.loads(file.read_text("utf-8")) for file in files)
    cells = ["".join(cell["source"]) for notebook in notebooks for cell in notebook["cells"]]
    for question in chapter.QUESTIONS:
        assert question.cell("start") in cells


def test_names_are_unique_and_carry_their_chapter():
    names = [question.name for question in QUESTIONS]
    assert len(set(names)) == len(names)
    for chapter in CHAPTERS:
        for question in chapter.QUESTIONS:
            assert getattr(chapter, short(question)) is question
            assert question.name[:2] == chapter.TITLE[:2] == chapter.__name__[-2:]


def test_a_wrong_prediction_does_not_name_the_right_one():
    for letter in "abde":
        told = repr(ex.predict_beta.grade(letter))
        assert "You predicted c" not in told
        assert "correct" not in told.lower()


def test_a_bound_is_checked_against_the_closed_form_evidence():
    """The evidence that the check trusts, by brute force: average p(x given z) over the prior."""
    model = LinearGaussian(2, 4, 1.5)
    x, truth = model.draw(5)
    z = np.random.default_rng(0).normal(size=(200_000, 2))
    squares = ((x[:, None] - model.decode(z)) / 1.5) ** 2  # (image, draw, pixel)
    log_p = -(squares + np.log(2 * np.pi * 1.5**2)).sum(axis=-1) / 2
    assert np.log(np.exp(log_p).mean(axis=1)) == pytest.approx(truth, abs=0.02)


def test_no_letter_is_a_safe_guess():
    right = [q.cell("solved").split('"')[1] for q in QUESTIONS if q.kind == "predict"]
    assert set(Counter(right).values()) == {3}
