"""Letters as numbers, and what can be done with their probabilities."""

import numpy as np

from helpers.pictures import numbers

END = "\n"  # of a passage; it also stands before the first letter


class Alphabet:
    """Tokens: here a token is one character, and its number is its place in the alphabet.

    Args:
        letters: every character that may occur, once, the end of a passage `"\\n"` among them.

    Raises:
        ValueError: an alphabet without an end, or with a character twice.

    Example:

    >>> from helpers.tractable.letters import Alphabet
    >>> abc = Alphabet("\\n abc")
    >>> abc.tokens("a cab").tolist(), abc.text([2, 1, 4, 2, 3])
    ([2, 1, 4, 2, 3], 'a cab')
    """

    def __init__(self, letters):
        if not isinstance(letters, (str, list, tuple)):
            expect_text(letters, "Alphabet")
        if END not in letters or len(set(letters)) != len(letters):
            raise ValueError(
                f"Alphabet expected every character once and the end of a passage {END!r} among "
                f"them; received {letters!r}. datasets.prose().alphabet is one."
            )
        self.letters = "".join(letters)
        self._number = {letter: i for i, letter in enumerate(self.letters)}

    def __len__(self):
        return len(self.letters)

    def tokens(self, text):
        """The number of every character, int32 `(n,)`.

        Raises:
            ValueError: for a character that the alphabet lacks.
        """
        if odd := sorted(set(text) - set(self.letters)):
            raise ValueError(
                f"Alphabet.tokens expected characters of the alphabet; received {''.join(odd)!r}. "
                f"The model never saw them and has no number for them: leave them out."
            )
        return np.array([self._number[letter] for letter in text], "int32")

    def text(self, tokens):
        """The characters of some numbers `(n,)`, as a string."""
        return "".join(self.letters[token] for token in tokens)


def tempered(logits, temperature):
    """softmax(logits / T): the same order of letters, more decided for T < 1, less for T > 1.

    At T = 0 the most probable letter has all.

    Example:

    >>> from helpers.tractable.letters import tempered
    >>> tempered([0.0, 1.0], 1.0).round(2).tolist(), tempered([0.0, 1.0], 0.0).tolist()
    ([0.27, 0.73], [0.0, 1.0])
    """
    logits = np.asarray(logits, "float64")
    p = np.exp((logits - logits.max(-1, keepdims=True)) / np.maximum(temperature, 1e-12))
    return p / p.sum(-1, keepdims=True)


def temperatures_of(t, owner):
    """Check temperatures, one or several: `(n,)`, finite and 0 or more."""
    t = np.atleast_1d(numbers(t, f"{owner} temperatures"))
    if t.ndim != 1 or not len(t) or not np.isfinite(t).all() or (t < 0).any():
        raise ValueError(
            f"{owner} expected temperatures, one or several finite numbers from 0; received "
            f"{t.tolist()}. Below 0 improbable letters would become the probable ones."
        )
    return t


def random_numbers(u, texts):
    """Check numbers from 0 to 1, `(texts, length)`, or `(length,)` for the same in every text."""
    owner = "TextTransformer.draw"
    u = np.atleast_2d(numbers(u, owner))
    if u.ndim != 2 or not ((u >= 0) & (u <= 1)).all():
        raise ValueError(
            f"{owner} expected random numbers from 0 to 1, (texts, length) or (length,); received "
            f"shape {u.shape}{f', {u.min():g} to {u.max():g}' if u.size else ''}. Each draws a "
            f"character: rng.random(240)."
        )
    if 1 not in (len(u), texts) and len(u) != texts:
        raise ValueError(
            f"{owner} expected one temperature, or one for each of {len(u)} texts; received "
            f"{texts}. Temperature i belongs to text i."
        )
    return u


def expect_text(text, owner):
    """Check that a text is one."""
    if not isinstance(text, str):
        raise TypeError(
            f"{owner} expected a text, 'in quotes'; received {type(text).__name__}. A list of "
            f"texts becomes one by ''.join(texts), bytes by text.decode()."
        )


def expect_nothing_else(others, owner):
    """Check that `fit` of a text is asked for nothing that it cannot do."""
    for name in ("resume", "validation_split", "validation_data"):
        if isinstance(others.get(name), (str, bytes, float)):
            raise ValueError(
                f"{owner} expected no {name}; received one. A text is learned in a minute and "
                f"scored afterwards: model.bits_per_character(other_text)."
            )


def quantile(p, u):
    """Where the cumulative distribution passes u: `(n, letters)` and `(n,)` to tokens `(n,)`.

    Example:

    >>> from helpers.tractable.letters import quantile
    >>> quantile([[0.2, 0.5, 0.3]] * 3, [0.1, 0.2, 0.9]).tolist()
    [0, 1, 2]
    """
    passed = np.cumsum(p, axis=-1) <= np.asarray(u)[:, None]
    return np.minimum(passed.sum(-1), np.shape(p)[-1] - 1).astype("int32")


def entropy(p):
    """-Σ p log₂ p along the last axis, in bits.

    Example:

    >>> from helpers.tractable.letters import entropy
    >>> entropy([[0.5, 0.5], [1.0, 0.0]]).tolist()
    [1.0, 0.0]
    """
    p = np.asarray(p)
    return np.sum(p * -np.log2(np.where(p > 0, p, 1.0)), axis=-1) + 0.0


def expect_length(received, expected, fits, advice):
    """Check how long a text is."""
    if not fits:
        raise ValueError(f"TextTransformer expected {expected}; received {received}. {advice}.")
