"""What holds for a causal mask: nothing of the pixel itself or later, all that came before."""

import numpy as np

from helpers.exercises.agreement import expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (7,): "one number a column. The mask has rows too: (size, size)",
    (3, 3): "another size was built in. Use the argument `size`",
}


def mask(size):
    """1 for the places of a window that come before its middle, (size, size)."""
    before = np.arange(size * size) < size * size // 2
    return before.reshape(size, size).astype("float64")


def check_mask(answer):
    """The places of a square window that come before its middle in reading order."""
    for size in (7, 3, 1, 5, 11):
        theirs = run(answer, size=size)
        theirs = expect(theirs, (size, size), SHAPES if size == 7 else {})
        if not np.isin(theirs, (0, 1)).all():
            raise NotYet(
                f"For size {size} the mask holds {_odd(theirs):g}; expected 0 and 1 only.",
                "weights were put into the mask. It only says which weights may stay",
            )
        _shows_nothing_later(theirs, size)
        _hides_nothing_earlier(theirs, size)
    return "No window shows its middle or anything after it, and none hides what came before."


def _odd(theirs):
    return theirs[~np.isin(theirs, (0, 1))][0]


def _shows_nothing_later(theirs, size):
    middle, wrong = size // 2, np.argwhere((theirs == 1) & (mask(size) == 0))
    if not len(wrong):
        return
    places = [tuple(place - middle) for place in wrong]
    if places == [(0, 0)]:
        raise NotYet(
            f"Size {size}: the middle itself is 1. Each pixel sees its own answer.",
            "off by one: `: middle + 1` ends behind the middle, `: middle` before it",
        )
    down, right = places[-1]
    cause = "the rows below are open too"
    if down == 0:
        cause = "the whole middle row is open. To the right of the middle lies what comes later"
    elif mask(size)[0, 0] != theirs[0, 0]:
        cause = "the mask is upside down: rows above come first, rows below later"
    elif down == right == middle and (theirs == 1).all():
        cause = "all is open, which is no mask at all"
    raise NotYet(
        f"Size {size}: the place {_where(down, right)} the middle is 1. It comes later.", cause
    )


def _hides_nothing_earlier(theirs, size):
    middle, wrong = size // 2, np.argwhere((theirs == 0) & (mask(size) == 1))
    if not len(wrong):
        return
    down, right = wrong[-1] - middle
    cause = "the mask stops too early, and what it hides cannot help to predict"
    if (theirs == 0).all():
        cause = "nothing is open. Such a model knows nothing of its neighbours"
    elif (theirs[middle] == mask(size)[middle]).all():
        cause = "rows above are partly shut. All of a row above has been read, right side too"
    elif (theirs[middle] == 0).all():
        cause = "the middle row is shut. What stands left of the middle has been read"
    raise NotYet(
        f"Size {size}: the place {_where(down, right)} the middle is 0. It came before.", cause
    )


def _where(down, right):
    """A place in words, as seen from the middle."""
    parts = []
    if down:
        parts.append(f"{abs(down)} {'below' if down > 0 else 'above'}")
    if right:
        parts.append(f"{abs(right)} {'right of' if right > 0 else 'left of'}")
    return " and ".join(parts)
