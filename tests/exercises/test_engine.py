"""Verdicts, what a learner's own code may do, and what is shown."""

import functools
import html
import html.parser
import subprocess
import sys
import warnings

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light import START

from helpers import exercises
from helpers.exercises import answers, cards
from helpers.exercises import chapter_08 as ex
from helpers.exercises.answers import NotAttempted, NotYet, describe, numbers, run
from helpers.exercises.engine import Question, Status, predict

ALL = sum(len(chapter.QUESTIONS) for chapter in exercises.CHAPTERS)


def doubles(answer):
    if (run(answer, x=np.float32([1, 2, 3, 4])) != [2, 4, 6, 8]).any():
        raise NotYet("It does not double.", "a factor")
    return "It doubles."


PARTS = {
    "name": "00.double",
    "title": "Twice",
    "kind": "complete",
    "prompt": "Double x.",
    "start": "ex.double.check(None)",
    "hints": ("Add.", "x + x"),
    "solved": "ex.double.check(lambda x: x + x)",
    "why": "x + x is 2x.",
    "test": doubles,
}
double = Question(**PARTS)

# --- construction ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("hints", ("Only one.",), "at least 2 hints"),
        ("hints", (), "at least 2 hints"),
        ("hints", ("One.", "  "), "empty"),
        ("solved", "  ", "`solved` is empty"),
        ("why", "", "`why` is empty"),
        ("start", "", "`start` is empty"),
        ("kind", "guess", "received 'guess'"),
        ("name", "double", "received 'double'"),
        ("name", "08.Two words", "received"),
    ],
)
def test_no_question_without_its_parts(part, value, message):
    with pytest.raises(ValueError, match=message):
        Question(**PARTS | {part: value})


def test_a_right_option_is_an_option():
    with pytest.raises(ValueError, match="received 'z'"):
        predict(
            name="00.guess",
            title="A guess",
            prompt="Which?",
            options={"a": ("this", "no"), "b": ("that", "yes")},
            right="z",
            look="Look.",
            hints=("One.", "Two."),
            why="So.",
        )


# --- the learner's own code -----------------------------------------------------------------


def breaks_in_numpy(x):
    doubled = x + x
    return np.reshape(doubled, (3, 3))  # the line to show


def breaks_in_a_helper(x):
    return breaks_in_numpy(x)


@pytest.mark.parametrize("answer", [breaks_in_numpy, breaks_in_a_helper])
def test_an_error_is_shown_with_its_line_and_arguments(answer):
    verdict = double.check(answer)
    assert verdict.status == Status.NOT_YET
    assert "raised an error" in verdict.symptom
    assert "ValueError: cannot reshape array of size 4" in verdict.evidence
    assert "return np.reshape(doubled, (3, 3))  # the line to show" in verdict.evidence
    assert "x = float32 (4,): 1, 2, 3, ..." in verdict.evidence
    assert "Traceback" not in repr(verdict)
    assert "engine" not in repr(verdict)


def test_an_error_in_a_partial_shows_a_line_too():
    verdict = double.check(functools.partial(np.reshape, shape=(3, 3)))
    assert "ValueError" in verdict.evidence
    assert "line" in verdict.evidence


def test_wrong_arguments_are_named():
    verdict = double.check(lambda: 1)
    assert "TypeError" in verdict.evidence
    assert "`<lambda>(x)`" in verdict.cause


def test_a_long_message_is_shortened():
    def verbose(x):
        raise RuntimeError("long " * 1000)

    assert len(double.check(verbose).evidence) < 600


def test_the_inner_names_of_tensorflow_are_left_out():
    evidence = double.check(lambda x: keras.ops.sum(x, axis=2)).evidence
    assert "Invalid reduction dimension" in evidence
    assert "{{" not in evidence
    assert "[Op:" not in evidence


def test_a_deep_recursion_is_an_error_like_any_other():
    def forever(x):
        return forever(x)

    assert "RecursionError" in double.check(forever).evidence


def test_a_refusal_of_a_model_is_not_a_blank():
    class NoDensity(NotImplementedError):
        pass

    def refuses(x):
        raise NoDensity("no density")

    assert double.check(refuses).status == Status.NOT_YET


def test_an_interrupt_stops_the_check():
    def interrupted(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        double.check(interrupted)


def test_prints_and_warnings_pass_through(capsys):
    def noisy(x):
        print("the shape is", x.shape)
        warnings.warn("mind the gap", UserWarning, stacklevel=1)
        return 2 * x

    with pytest.warns(UserWarning, match="mind the gap"):
        assert double.check(noisy).status == Status.CORRECT
    assert "the shape is (4,)" in capsys.readouterr().out


def test_arguments_are_copies():
    x = np.float32([1, 2])

    def spoils(x):
        x *= 0
        return x

    run(spoils, x=x)
    assert x.tolist() == [1, 2]


@pytest.mark.parametrize(
    "value",
    [
        np.float32([1, 2]),
        [1, 2],
        (1.0, 2),
        np.array([1, 2]),
        keras.ops.convert_to_tensor([1.0, 2.0]),
        [keras.ops.convert_to_tensor(1.0), 2.0],
    ],
)
def test_numbers_of_every_kind_are_taken(value):
    assert numbers(value).tolist() == [1, 2]
    assert numbers(value).dtype == "float64"


@pytest.mark.parametrize("value", [3, 3.0, np.float32(3), np.int64(3), True * 3])
def test_single_numbers_are_taken(value):
    assert numbers(value).shape == ()


@pytest.mark.parametrize(
    "value", ["text", [1, "a"], [[1, 2], [3]], {"a": 1}, print, 1j, object(), [None], [...]]
)
def test_what_is_no_number_is_said(value):
    with pytest.raises(NotYet, match="expected numbers"):
        numbers(value)


def test_a_symbolic_tensor_is_said():
    with pytest.raises(NotYet, match="expected numbers"):
        numbers(keras.Input((2,)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.zeros((5, 2), "float32"), "float32 (5, 2): 0, 0, 0, ..."),
        (np.arange(2), "int64 (2,): 0, 1"),
        (np.float32(0.125), "float32 (): 0.125"),
        (print, "a function"),
        (0.7, "float 0.7"),
    ],
)
def test_arguments_are_described_shortly(value, text):
    assert describe(value) == text
    assert len(describe("x" * 500)) <= 60


junk = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.lists(st.floats(), max_size=3),
    st.dictionaries(st.text(), st.integers(), max_size=2),
    st.just(...),
    st.just(object()),
)


@settings(deadline=None, max_examples=50, derandomize=True)
@given(value=junk)
@pytest.mark.parametrize("question", [ex.kl_to_standard_normal, ex.repair_bound])
def test_junk_is_never_right_and_never_breaks_a_check(question, value):
    assert question.grade(value).status != Status.CORRECT
    assert question.grade(lambda *arguments: value).status != Status.CORRECT


# --- what is shown --------------------------------------------------------------------------


class WellFormed(html.parser.HTMLParser):
    """Fails on a tag that is closed twice or never."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(text):
    parser = WellFormed()
    parser.feed(text)
    parser.close()
    assert not parser.open
    return parser.seen


def test_a_learners_text_is_escaped():
    def attacks(x):
        raise ValueError("<script>alert('boo')</script> & `x`")

    shown = double.check(attacks)._repr_html_()
    assert "script" not in tags(shown)
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("answer", [None, lambda x: x + x, lambda x: x, breaks_in_numpy])
def test_a_verdict_says_its_status_in_words_in_both_forms(answer):
    verdict = double.check(answer)
    for text in (repr(verdict), verdict._repr_html_()):
        assert verdict.status.capitalize() in text
        assert cards.MARKS[verdict.status] in text
    assert tags(verdict._repr_html_())


@pytest.mark.parametrize("answer", [None, lambda x: x + x, lambda x: x])
def test_a_verdict_reads_the_same_each_time(answer):
    first, second = double.check(answer), double.check(answer)
    assert repr(first) == repr(second)
    assert first._repr_html_() == second._repr_html_()


def test_the_empty_board_lists_every_question_and_is_always_the_same():
    board = exercises.board()
    assert repr(board) == repr(exercises.board())
    assert f"0 of {ALL} exercises solved" in repr(board)
    for chapter in exercises.CHAPTERS:
        for question in chapter.QUESTIONS:
            assert question.title in repr(board)
            assert html.escape(question.title) in board._repr_html_()
    assert repr(board).count("○ not attempted") == ALL


def test_the_board_is_a_table_with_headers():
    ex.predict_beta.check("c")
    ex.kl_to_standard_normal.check(lambda mean, log_sd: 0)
    ex.kl_to_standard_normal.hint()
    board = exercises.board()
    shown = board._repr_html_()
    assert {"table", "caption", "thead", "th"} <= set(tags(shown))
    assert shown.count('scope="col"') == 6
    assert shown.count('scope="row"') == ALL
    assert f"1 of {ALL} exercises solved" in repr(board)
    assert "✓ correct" in repr(board)
    assert "◐ not yet" in repr(board)
    assert "attempts 1, hints 1" in repr(board)


def test_the_board_needs_no_backend():
    code = START + (
        "import helpers.exercises\n"
        "helpers.exercises.board()\n"
        "print({'keras', 'tensorflow'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_blank_function_answers_say_what_was_returned():
    with pytest.raises(NotAttempted, match="return"):
        run(lambda x: None, x=1)
    assert answers.BLANKS == ("", "...", "?")
