"""Baselines of text: what three characters tell, and what a compressor needs."""

import lzma

import numpy as np

from helpers import given


def trigram_chances(train, alphabet, weight=5.0):
    """p(c | a, b): how probable each character is after each two, counted and smoothed.

    p₃(c | a, b) = (n(abc) + w p₂(c | b)) / (n(ab) + w),   and so p₂ from p₁, p₁ from one count
    for each character of the alphabet

    So no character is impossible, and where two were never seen, the last of them decides.

    Args:
        train: the text to count in.
        alphabet: every character that may occur.
        weight: w, how many counts the shorter beginning is worth.

    Returns:
        Probabilities `(letters, letters, letters)`, of c in the last place: they sum to one.

    References: MacKay and Peto, 1995, https://doi.org/10.1017/S1351324900000218.

    Example:

    >>> from helpers.metrics import trigram_chances
    >>> p = trigram_chances("abababab", "ab")
    >>> p.sum(axis=-1).round(6).tolist(), bool(p[0, 1, 0] > 0.7)
    ([[1.0, 1.0], [1.0, 1.0]], True)
    """
    x, letters = numbered(train, alphabet, "trigram_chances"), len(alphabet)
    weight = given.positive(weight, "weight", "trigram_chances")
    chances = (np.bincount(x, minlength=letters) + 1) / (len(x) + letters)
    for length in (2, 3):
        counts = np.zeros((letters,) * length)
        np.add.at(counts, tuple(x[k : len(x) - length + 1 + k] for k in range(length)), 1)
        seen = counts.sum(axis=-1, keepdims=True)
        chances = (counts + weight * chances) / (seen + weight)
    return chances


def trigram_bits(train, test, alphabet, weight=5.0):
    """-log₂ p of `test` for each of its characters, by `trigram_chances` of `train`: exact.

    Before the first character stand two line breaks.
    """
    numbered(test, alphabet, "trigram_bits")
    chances = trigram_chances(train, alphabet, weight)
    x = numbered("\n\n" + test, alphabet, "trigram_bits")
    return float(-np.log2(chances[x[:-2], x[1:-1], x[2:]]).mean())


def compressor_bits(train, test, compress=None):
    """Bits that a compressor adds for each character of `test` when it was given `train` first.

    8 (|C(train + test)| - |C(train)|) / characters,   |C| in bytes

    So it may copy from what others were trained on. By default C is LZMA (of `xz` and `7z`) at
    its slowest: it reads from left to right, so the difference is what `test` costs.

    Example:

    >>> from helpers.metrics import compressor_bits
    >>> known = "The chain rule holds for every order. " * 20
    >>> compressor_bits(known, known) < 0.5
    True
    """
    written(test, "compressor_bits")
    compress = compress or (lambda data: lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    before, both = (len(compress(text.encode())) for text in (train, train + test))
    return 8 * (both - before) / len(test)


def written(text, owner):
    """Check that a text has a character or more."""
    if not isinstance(text, str) or not text:
        raise ValueError(
            f"{owner} expected a text of one character or more; received {given_as(text)}. Bits "
            f"are counted for each character: datasets.prose() gives a text to begin with."
        )


def given_as(text):
    return "an empty one" if text == "" else type(text).__name__


def numbered(text, alphabet, owner):
    """The place of every character in the alphabet, `(n,)`."""
    written(text, owner)
    place = {letter: i for i, letter in enumerate(alphabet)}
    if foreign := sorted(set(text) - set(place)):
        raise ValueError(
            f"{owner} expected characters of the alphabet only; received {foreign[:5]}. One that "
            f"is not in it has no probability: add it, alphabet + {foreign[0]!r}."
        )
    return np.array([place[letter] for letter in text])
