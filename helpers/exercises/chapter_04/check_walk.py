"""What holds for an even walk along a bent way."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

CORNERS = np.array([[0.5, 2, 0], [4, 1, -1], [4.5, 2, 0.3], [3, 1.5, 2], [7, -1, 6]])
SHARES = np.linspace(0, 1, 13)
SHAPES = {
    (3, 13): "the axes are swapped. Stack the coordinates as the last axis: `axis=-1`",
    (13,): "one coordinate alone. Each of the three needs its own `np.interp`",
    (5, 3): "the corners themselves, not the points at `t`",
    (3,): "one point. There is one for each share in `t`",
}
SIZES = ((7, 2, 9), (2, 5, 4), (12, 4, 1))  # corners, dimensions, shares


def walk(corners, t):
    """Points at shares t of a way's length, `(m, d)`, `(steps,)` to `(steps, d)`."""
    pieces = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    return _along(corners, np.append(0, np.cumsum(pieces)), t)


def _along(corners, at, t):
    """Points at shares t of a way whose corners are at the places `at`."""
    return np.stack([np.interp(t * at[-1], at, column) for column in corners.T], axis=-1)


def check_walk(answer):
    """Points at equal shares of a way's length."""

    def theirs(corners, t):
        value = run(answer, corners=np.array(corners, "float64"), t=np.array(t))
        return expect(value, (len(t), len(corners[0])), SHAPES if len(t) == 13 else {})

    value = theirs(CORNERS, SHARES)
    _begins_and_ends(value)
    cause = cause_of(value, _slips(), "the running sum of lengths, or its zero at the start")
    if np.allclose(value, _by_corner(CORNERS, SHARES), atol=1e-4):
        raise NotYet(
            "Your points are equally far apart in corners, not in length: the second piece, 1.7 "
            "long, gets as many points as the last, which is 6.2 long.",
            "`t` was spread over the numbers of the corners. Spread it over the length behind them",
        )
    middle = theirs([[0, 0], [3, 0], [3, 1]], [0.5])[0]
    if not np.allclose(middle, [2, 0], atol=1e-4):
        raise NotYet(
            f"On the way (0, 0) → (3, 0) → (3, 1), 4 long, your middle is {_text(middle)}. Two of "
            f"the four lie behind (2, 0).",
            cause,
        )
    _is_even(CORNERS, SHARES, value, cause)
    for corners, t in _other_ways():
        _is_even(corners, t, theirs(corners, t), "something that fits one way only")
    return "Your walk begins and ends at the ends, stays on the way, and its steps are equal."


def _other_ways():
    """Ways of other sizes, asked at shares that are neither even nor reach the ends."""
    rng = np.random.default_rng(4)
    for m, d, steps in SIZES:
        yield rng.normal(1, 3, size=(m, d)).cumsum(axis=0), np.sort(rng.uniform(size=steps))


def _is_even(corners, t, value, cause):
    what = f"a way of {len(corners)} corners, point {{}} of {len(t)}, number {{}},"
    agree(value, walk(corners, t), what, cause)


def _by_corner(corners, t):
    return _along(corners, np.linspace(0, 1, len(corners)), t)


def _slips():
    """The usual slips, and what each gives."""
    pieces = np.diff(CORNERS, axis=0)
    measures = {
        "the pieces are measured by the sum of absolute differences. Take `np.linalg.norm`": (
            np.abs(pieces).sum(axis=1)
        ),
        "the pieces are squared lengths. The root is missing": (pieces**2).sum(axis=1),
    }
    return {
        cause: _along(CORNERS, np.append(0, np.cumsum(lengths)), SHARES)
        for cause, lengths in measures.items()
    }


def _begins_and_ends(value):
    if np.allclose(value, walk(CORNERS[[0, -1]], SHARES), atol=1e-4):
        raise NotYet(
            "Your points lie on the straight line from the first corner to the last, and skip the "
            "corners between them.",
            "only the two ends were used",
        )
    if not np.allclose(value[[0, -1]], CORNERS[[0, -1]], atol=1e-4):
        back = np.allclose(value[0], CORNERS[-1], atol=1e-4)
        raise NotYet(
            f"At t = 0 and t = 1 you are at {_text(value[0])} and {_text(value[-1])}; expected "
            f"{_text(CORNERS[0])} and {_text(CORNERS[-1])}.",
            "the way runs backwards" if back else "shares that were not multiplied by the length",
        )


def _text(point):
    return "(" + ", ".join(f"{number:.5g}" for number in point) + ")"
