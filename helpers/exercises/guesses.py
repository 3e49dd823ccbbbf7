"""A place to write what you expect before you look."""

from dataclasses import dataclass

from helpers.exercises import cards, progress

BLANK = "No guess yet. Write it between the quotation marks and run the cell; then open the result."


@dataclass(frozen=True)
class Guesses:
    """What a learner expects: written before a result, shown beside it.

    Called with words it keeps them in the learner's file, called without it shows them. Nothing
    is graded.

    Args:
        chapter: two digits.

    Example:

    >>> import os, tempfile
    >>> os.environ["COURSE_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "mine.json")
    >>> guess = Guesses("01")
    >>> guess("curved", "the Gaussian")
    ✎ You guess: the Gaussian
    Kept. Now open the result.
    >>> guess("curved")
    ✎ You guessed: the Gaussian
    >>> del os.environ["COURSE_PROGRESS"]
    """

    chapter: str

    def __call__(self, name, words=None):
        """Keep a guess, or show it.

        Args:
            name: of what is guessed, one for each *Predict* of the chapter.
            words: the guess, words or a number. Without it the guess that was kept is shown.

        Returns:
            A card to read.

        Raises:
            TypeError: the guess is neither words nor a number.
        """
        if words is None:
            return self._kept(name)
        if not isinstance(words, str | int | float):
            raise TypeError(
                f"A guess is words or a number; received {type(words).__name__}. It is kept as "
                f"text, to be read beside the result. Write it between quotation marks."
            )
        words = str(words).strip()
        if not words:
            return cards.Guess(BLANK)
        note = progress.record_guess(self._key(name), words)
        return cards.Guess(f"You guess: {words}", note or "Kept. Now open the result.")

    def _kept(self, name):
        try:
            known, note = progress.load()
        except OSError as error:
            known, note = {}, progress.refusal("read", error)
        entry = known.get(self._key(name))
        return cards.Guess(
            f"You guessed: {entry['guess']}" if entry else "You wrote no guess.", note
        )

    def _key(self, name):
        return f"{self.chapter}.guess.{name}"
