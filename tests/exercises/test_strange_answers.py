"""Nothing that a learner's code does ends in a traceback of ours."""

import sys
import warnings

import numpy as np
import pytest
from test_questions import ANSWERS, CHAPTERS, QUESTIONS, WITH_CODE, short

from helpers.exercises.engine import Status

FUNCTIONS = [question for question in QUESTIONS if question.kind in WITH_CODE]


class NoText:
    """Its text raises, and so does its conversion to numbers."""

    def __repr__(self):
        raise RuntimeError("no text")

    def __array__(self, *arguments, **keywords):
        raise SystemExit

    def __float__(self):
        sys.exit()


class NoTextError(Exception):
    __str__ = __repr__ = NoText.__repr__


class CannotBeCalled(NoText):
    def __call__(self, *arguments):
        raise NoTextError


class NumbersOnce(np.ndarray):
    """An array that refuses every function of NumPy."""

    def __array_function__(self, *arguments, **keywords):
        raise SystemExit

    def __array_ufunc__(self, *arguments, **keywords):
        raise SystemExit


def leaves(*arguments):
    sys.exit(1)


def stops(*arguments):
    raise GeneratorExit


def raises_without_text(*arguments):
    raise NoTextError


def generates(*arguments):
    yield from arguments


def sets_numpy(*arguments):
    np.seterr(all="raise")
    return np.zeros(3)


def turns_warnings_into_errors(*arguments):
    warnings.simplefilter("error")
    return np.zeros(np.shape(arguments[0]))


async def waits(*arguments):
    return 1.0


STRANGE = [
    *(leaves, stops, raises_without_text, generates, sets_numpy, turns_warnings_into_errors),
    *(NoText(), CannotBeCalled(), NoText, np.zeros(3), {NoText(): 1}, [NoText()], b"", 1j, {1, 2}),
    *(NumbersOnce((2, 2)), "x" * 10_000, {"VAE": NoText()}, float("nan"), 10**400),
]
RETURNED = [
    *(NoText(), NumbersOnce((2, 2)), {}, {1.0}, "1", b"1", [[1], [1, 2]], [NoText()], print, 1j),
    *(10**400, [10**400], range(3), np.zeros(0), np.zeros((1, 1, 1, 1)), np.ma.masked, True),
    *(np.array(["1"]), np.array([None]), np.array(1, "datetime64[D]"), object, Ellipsis, [...]),
    *((0, "nats"), np.float64("nan"), np.inf, -np.inf, np.zeros((2, 0))),
    *(np.zeros(shape) for shape in [(), (1,), (2,), (5, 4), (3, 4, 5), (2000,), (4, 1), (1, 4)]),
    *(1e300 * np.ones(shape) for shape in [(), (2,), (5,), (5, 2), (40,), (4,), (6, 2)]),
]


def is_refused(question, answer):
    verdict = question.grade(answer)
    assert verdict.status != Status.CORRECT
    assert "broke off" not in repr(verdict)
    assert verdict._repr_html_()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_strange_answers_get_a_verdict(question):
    for answer in STRANGE:
        with warnings.catch_warnings():
            is_refused(question, answer)
    is_refused(question, waits)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("question", FUNCTIONS, ids=short)
def test_strange_results_get_a_verdict(question):
    for result in RETURNED:
        is_refused(question, lambda *arguments, result=result: result)
    is_refused(question, lambda *arguments: (each for each in arguments))
    is_refused(question, lambda *arguments: arguments)
    is_refused(question, lambda *arguments: arguments[0])


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_numpy_may_be_set_to_raise(chapter):
    for question in chapter.QUESTIONS:
        with np.errstate(all="raise"):
            assert question.grade(ANSWERS[chapter].RIGHT[short(question)][0]).status == "correct"
            assert set(np.geterr().values()) == {"raise"}


def test_what_a_function_sets_in_numpy_ends_with_it():
    before = np.geterr()
    FUNCTIONS[0].grade(sets_numpy)
    assert np.geterr() == before


def test_a_check_that_breaks_says_so(monkeypatch):
    def breaks(answer):
        raise ZeroDivisionError

    monkeypatch.setattr(FUNCTIONS[0], "test", breaks)
    verdict = FUNCTIONS[0].grade(print)
    assert verdict.status == Status.NOT_YET
    assert "broke off with ZeroDivisionError" in verdict.symptom
