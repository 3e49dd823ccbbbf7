"""What a learner's numbers are held against: a shape, the right numbers, the known mistakes."""

import numpy as np

from helpers.exercises.answers import NotYet


def expect(result, shape, causes):
    """Return a finite result of this shape; anything else raises `NotYet`.

    Args:
        result: float array.
        shape: the right shape.
        causes: `{wrong shape: usual cause}`.
    """
    if result.shape != shape:
        raise NotYet(
            f"Your result has shape {result.shape}; expected {shape}.",
            causes.get(result.shape, "a sum over the wrong axis, or over none"),
        )
    finite = np.isfinite(result)
    if not finite.all():
        first = np.argwhere(~finite)[0]
        where = f" at place {', '.join(map(str, first))}" if len(first) else ""
        raise NotYet(
            f"Your result is not finite: {result[tuple(first)]}{where}.",
            "a logarithm of zero or of a negative number, or a division by zero",
        )
    return result


def cause_of(result, mistakes, default):
    """The cause of a wrong result: the known mistake that gives the same numbers.

    Args:
        result: what the learner's function gave.
        mistakes: `{cause: what it would give}`.
        default: the cause to name where none fits.

    Example:

    >>> cause_of(np.array([2.0]), {"a factor of two": np.array([2.0])}, "a sign")
    'a factor of two'
    """
    for cause, wrong in mistakes.items():
        if np.allclose(result, wrong, rtol=1e-4, atol=1e-5):
            return cause
    return default


def agree(result, right, what, cause, rtol=1e-4, atol=1e-4):
    """Accept a result that is right everywhere; quote any other where it is farthest off.

    Args:
        result: what the learner's function gave, an array.
        right: the right numbers, of the same shape.
        what: names a number by its place: `"the KL of image {}"`.
        cause: the usual cause, if it is wrong.
        rtol, atol: how much a right answer in float32 may lose.

    Example:

    >>> agree(np.array([1.0, 2.0001]), np.array([1.0, 2.0]), "number {}", "a factor")
    >>> agree(np.array([1.0, 2.0004]), np.array([1.0, 2.0]), "number {}", "a factor")
    Traceback (most recent call last):
        ...
    helpers.exercises.answers.NotYet: For number 1 you have 2.0004; 2.0000 is right.
    """
    if np.allclose(result, right, rtol=rtol, atol=atol):
        return
    place = worst(result, right)
    yours, expected = apart(result[place], right[place])
    name = what.format(*place)
    raise NotYet(f"For {name} you have {yours}; {expected} is right.", cause)


def worst(result, right):
    """The place where two arrays differ most, a tuple."""
    return tuple(map(int, np.unravel_index(np.argmax(abs(result - right)), np.shape(result))))


def apart(one, two):
    """Two numbers as texts, with as many digits as it takes to tell them apart.

    Example:

    >>> apart(1.26379, 1.26384)
    ('1.26379', '1.26384')
    >>> apart(0.5, 0.25)
    ('0.500', '0.250')
    """
    for digits in range(3, 16):
        texts = f"{one:.{digits}f}", f"{two:.{digits}f}"
        if texts[0] != texts[1]:
            break
    return texts
