"""Questions of a minute: one value to say, and five letters at the end of a chapter."""

import re

import numpy as np

from helpers.exercises.answers import NotYet, describe
from helpers.exercises.engine import Question


def value(*, name, right, comment, mistakes=(), within=1e-6, **parts):
    """A question of kind `"try"`: one number, one shape or one word, typed into a cell.

    Args:
        name: as in `Question`.
        right: the answer: a number, a tuple of numbers, or a word.
        comment: what to type, for the learner's cell: `"a whole number"`.
        mistakes: pairs (wrong answer, its usual cause).
        within: how far a number may be off.
        **parts: title, prompt, hints, why, as in `Question`.

    Returns:
        A `Question`. What it says of a wrong answer does not give the right one away.

    Example:

    >>> pixels = value(
    ...     name="00.pixels", title="Numbers of a picture", right=784, comment="a whole number",
    ...     mistakes=[(56, "the sides were added")], prompt="How many numbers?",
    ...     hints=("A row has 28.", "28 times 28."), why="28 rows of 28.",
    ... )
    >>> pixels.grade(56)
    ◐ Not yet: Numbers of a picture
    Not 56.
    Usual cause: the sides were added.
    For a hint: `ex.pixels.hint()`.
    """

    def check(answer):
        if _same(answer, right, within):
            return f"{_told(answer)}."
        causes = [cause for wrong, cause in mistakes if _same(answer, wrong, within)]
        raise NotYet(f"Not {_told(answer)}.", *causes[:1])

    short = name.split(".")[1]
    shown = f'"{right}"' if isinstance(right, str) else right
    return Question(
        name=name,
        kind="try",
        start=f"answer = ...  # {comment}\nex.{short}.check(answer)",
        solved=f"answer = {shown}\nex.{short}.check(answer)",
        test=check,
        **parts,
    )


def _told(answer):
    """An answer as it was typed, without the name of its type where that is plain."""
    text = describe(answer)
    plain = isinstance(answer, str | int | float | tuple | list)
    return text.partition(" ")[2] if plain else text


def _same(answer, right, within):
    """Whether an answer says the same as `right`, in whatever type it comes."""
    if isinstance(right, str) or isinstance(answer, str):
        return isinstance(answer, str) and str(right).casefold() == answer.strip().casefold()
    try:
        given = np.asarray(answer, "float64")
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever an object does that is no array
        raise NotYet(f"{_told(answer)} is no number and no list of numbers.") from None
    return given.shape == np.shape(right) and bool((np.abs(given - right) <= within).all())


def five(*, name, questions):
    """The questions that close a chapter, of kind `"quiz"`: a letter for each.

    Args:
        name: as in `Question`.
        questions: tuples (question, {letter: what it says}, the right letter, why), five of them.

    Returns:
        A `Question`. Its verdict says which letters are right, and no others.
    """
    right = "".join(letter for _, _, letter, _ in questions)
    for number, (_, options, letter, _) in enumerate(questions, 1):
        if letter not in options:
            raise ValueError(f"{name}: {number} has no option {letter!r}; it has {list(options)}.")

    def check(answer):
        several = isinstance(answer, str | list | tuple)
        if not several or not all(isinstance(each, str) for each in answer):
            raise NotYet(
                f"The answer is one letter for each question; received {describe(answer)}."
            )
        letters = re.sub(r"[\s,;.]", "", "".join(answer)).lower()
        if len(letters) != len(right):
            raise NotYet(
                f"{len(right)} questions, {len(letters)} letters.",
                "an open question was left out. Write - for it",
            )
        found = [str(i) for i, (a, b) in enumerate(zip(letters, right, strict=True), 1) if a == b]
        if len(found) < len(right):
            wrong = [str(i) for i in range(1, len(right) + 1) if str(i) not in found]
            raise NotYet(
                f"{len(found)} of {len(right)} are right. Think again about {', '.join(wrong)}."
            )
        whys = (f"{number}: {why}" for number, (*_, why) in enumerate(questions, 1))
        return f"All {len(right)}. {' '.join(whys)}"

    asked = "\n\n".join(
        f"**{number}.** {question}\n\n"
        + "\n".join(f"* **{letter}** {text}" for letter, text in options.items())
        for number, (question, options, _, _) in enumerate(questions, 1)
    )
    short = name.split(".")[1]
    return Question(
        name=name,
        title="Quick questions",
        kind="quiz",
        prompt=asked,
        start=f'answers = ""  # {len(right)} letters in a row\nex.{short}.check(answers)',
        solved=f'answers = "{right}"\nex.{short}.check(answers)',
        hints=(
            "The three goals at the top of the chapter say where each was told.",
            "Strike out every option that a picture or a formula of the chapter contradicts.",
        ),
        why="\n".join(f"{number}. {why}" for number, (*_, why) in enumerate(questions, 1)),
        test=check,
    )
