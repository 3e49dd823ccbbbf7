"""Questions that check themselves: correct, not yet, not attempted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from helpers.exercises import progress
from helpers.exercises.answers import BLANKS, NotAttempted, NotYet, describe
from helpers.exercises.cards import Card, Verdict
from helpers.exercises.progress import Status

KINDS = ("try", "complete", "predict", "repair", "quiz")
UNUSABLE = "an object of a class of its own, where a function, an array or a letter was asked for"


@dataclass(eq=False, repr=False, kw_only=True)
class Question:
    """One exercise: show it, check an answer, ask for hints, see the solution.

    Args:
        name: stable id, chapter and variable: `"08.kl_to_standard_normal"`.
        title: a few words.
        kind: one of `KINDS`.
        prompt: the task, Markdown.
        start: the cell a learner begins with. Its last line calls `check`. A function that makes
            the text may stand for it, where that takes a backend and the board should not.
        hints: at least two, from vague to plain, Markdown.
        solved: the same cell, solved, likewise.
        why: why the solution is right, Markdown.
        test: the check, a function of the answer. It raises `NotAttempted` or `NotYet`, or
            returns a sentence on what holds. It tests properties first and equality last:
            the first thing that fails should be the one that teaches most.

    Example:

    >>> def positive(answer):
    ...     if answer <= 0:
    ...         raise NotYet(f"{answer} is not positive.", "a sign")
    ...     return "It is positive."
    >>> question = Question(
    ...     name="00.positive", title="A positive number", kind="complete",
    ...     prompt="Give a positive number.", start="ex.positive.check(None)",
    ...     hints=("It is above 0.", "Try 1."), solved="ex.positive.check(1)",
    ...     why="1 is above 0.", test=positive,
    ... )
    >>> question.grade(-1)
    ◐ Not yet: A positive number
    -1 is not positive.
    Usual cause: a sign.
    For a hint: `ex.positive.hint()`.
    """

    name: str
    title: str
    kind: str
    prompt: str
    start: str | Callable
    hints: tuple[str, ...]
    solved: str | Callable
    why: str
    test: Callable
    _hints_seen: int = field(default=0, init=False)

    def __post_init__(self):
        if not re.fullmatch(r"\d\d\.[a-z][a-z0-9_]*", self.name):
            raise ValueError(f"A name looks like '08.the_question'; received {self.name!r}.")
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: kind is one of {KINDS}; received {self.kind!r}.")
        if len(self.hints) < 2 or not all(map(str.strip, self.hints)):
            raise ValueError(f"{self.name}: a question has at least 2 hints, none of them empty.")
        for part in ("title", "prompt", "start", "solved", "why"):
            if callable(getattr(self, part)):
                continue
            if not getattr(self, part).strip():
                raise ValueError(f"{self.name}: `{part}` is empty; a question needs one.")
            setattr(self, part, getattr(self, part).strip())

    def cell(self, part):
        """The text of a cell, `"start"` or `"solved"`."""
        text = getattr(self, part)
        return text().strip() if callable(text) else text

    def __repr__(self):
        return self._repr_markdown_()

    def _repr_markdown_(self):
        return (
            f"**Exercise: {self.title}** ({self.kind})\n\n{self.prompt}\n\n"
            f"For a hint: `{self._call}.hint()`. To see the solution: `{self._call}.solution()`."
        )

    def check(self, answer):
        """Grade `answer`, remember the attempt and return the verdict."""
        verdict = self.grade(answer)
        if verdict.status == Status.NOT_ATTEMPTED:
            return verdict
        return replace(verdict, note=progress.record_attempt(self.name, verdict.status))

    def grade(self, answer):
        """Grade `answer` and remember nothing.

        Returns:
            A `Verdict`. Whatever the learner's code raises becomes part of it.
        """
        hint = f"For a hint: `{self._call}.hint()`."
        try:
            with np.errstate(all="ignore"):  # whatever the learner set: a check computes quietly
                if _is_blank(answer):
                    raise NotAttempted("The answer is still blank.")
                return Verdict(Status.CORRECT, self.title, self.test(answer))
        except NotAttempted as blank:
            forward = f"Fill in the blank and run the cell again. {hint}"
            return Verdict(Status.NOT_ATTEMPTED, self.title, str(blank), forward=forward)
        except NotYet as found:
            parts = (found.symptom, found.cause, found.evidence)
            return Verdict(Status.NOT_YET, self.title, *parts, forward=hint)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # an answer can be stranger than its check foresees
            broke = f"The check broke off with {type(error).__name__}. It cannot use this answer."
            return Verdict(Status.NOT_YET, self.title, broke, UNUSABLE, forward=hint)

    def hint(self):
        """Show the next hint; after the last one, the last again."""
        self._hints_seen = min(self._hints_seen + 1, len(self.hints))
        seen, total = self._hints_seen, len(self.hints)
        text = f"**Hint {seen} of {total}.** {self.hints[seen - 1]}"
        if seen == total:
            text += f"\n\nThis is the last hint. To see the solution: `{self._call}.solution()`."
        note = progress.record_hints(self.name, seen)
        return Card(f"{text}\n\n{note}" if note else text)

    def solution(self):
        """Show the solved cell and why it is right."""
        return Card(f"**Solution.**\n\n```python\n{self.cell('solved')}\n```\n\n{self.why}")

    @property
    def _call(self):
        return "ex." + self.name.split(".")[1]


def predict(*, name, options, right, look, prompt, **parts):
    """A question of kind `"predict"`: commit to an option first, run the cell afterwards.

    Args:
        name: as in `Question`.
        options: `{letter: (what it says, what to tell who chose it)}`.
        right: the letter of the right one.
        look: where the learner sees it happen, one sentence.
        prompt: the task without its options.
        **parts: title, hints, why, as in `Question`.

    Returns:
        A `Question`. Its verdict names no option but the one that was chosen.
    """
    if right not in options:
        raise ValueError(f"{name}: right is one of {list(options)}; received {right!r}.")
    quoted = [f'"{letter}"' for letter in options]
    letters = f"{', '.join(quoted[:-1])} or {quoted[-1]}"

    def chosen(answer):
        letter = answer.strip().lower() if isinstance(answer, str) else answer
        if not isinstance(letter, str) or letter not in options:
            raise NotYet(f"A prediction is {letters}; received {describe(answer)}.")
        told = f"You predicted {letter}. {options[letter][1]}"
        if letter != right:
            raise NotYet(f"{told} {look} Then predict again.")
        return f"{told} {look}"

    listed = "\n".join(f"* **{letter}** {text}" for letter, (text, _) in options.items())
    check = f"\nex.{name.split('.')[1]}.check(prediction)"
    return Question(
        name=name,
        kind="predict",
        prompt=f"{prompt.strip()}\n\n{listed}",
        start=f"prediction = None  # {letters}{check}",
        solved=f'prediction = "{right}"{check}',
        test=chosen,
        **parts,
    )


def _is_blank(answer):
    return answer is None or answer is ... or (isinstance(answer, str) and answer.strip() in BLANKS)
