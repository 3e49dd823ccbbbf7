"""Answers to the questions of chapter 4, right and wrong, replayed by test_questions.py."""

import numpy as np
from scipy.interpolate import CubicSpline, interp1d

from helpers.exercises.chapter_04.check_direction import HAT
from helpers.representation import ways


def along(measure):
    """A walk whose pieces are as long as `measure` of their differences says."""

    def answer(corners, t):
        at = np.concatenate([[0], np.cumsum(measure(np.diff(corners, axis=0)))])
        return np.stack([np.interp(t * at[-1], at, column) for column in corners.T], axis=-1)

    return answer


def by_corner(corners, t):
    at = np.linspace(0, 1, len(corners))
    return np.stack([np.interp(t, at, column) for column in corners.T], axis=-1)


def without_a_zero(corners, t):
    at = np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))
    t = t * at[-1]
    return np.stack([np.interp(t, np.append(0, at)[:-1], c[:-1]) for c in corners.T], axis=-1)


def slightly_late(corners, t):
    return ways.walk(corners, np.clip(t + 0.1 * (len(t) > 1) * t * (1 - t), 0, 1))


def walk_in_a_loop(corners, t):
    pieces = [float(np.sqrt(((b - a) ** 2).sum())) for a, b in zip(corners, corners[1:])]  # noqa: B905, RUF007
    points = []
    for share in t:
        left, k = share * sum(pieces), 0
        while k < len(pieces) - 1 and left > pieces[k]:
            left, k = left - pieces[k], k + 1
        points.append(corners[k] + left / pieces[k] * (corners[k + 1] - corners[k]))
    return points


def group(codes, glasses, hat, g, h):
    return codes[(glasses == g) & (hat == h)].mean(axis=0)


def within(formula):
    """A direction from the differences among those with and those without a hat."""

    def answer(codes, glasses, hat):
        both = [group(codes, glasses, hat, 1, h) - group(codes, glasses, hat, 0, h) for h in (1, 0)]
        return formula(*both)

    return answer


def between(g, h, g0, h0):
    """A direction from one group to another."""
    return lambda *data: group(*data, g, h) - group(*data, g0, h0)


def leaky(codes, glasses, hat):
    return codes[glasses == 1].mean(axis=0) - codes[glasses == 0].mean(axis=0)


def by_regression(codes, glasses, hat):
    return ways.effects(codes, np.stack([glasses, hat], axis=-1))[0]


def by_a_fixed_number(codes, glasses, hat):
    return leaky(codes, glasses, hat) - 0.7974 * HAT


def norm(pieces):
    return np.linalg.norm(pieces, axis=1)


def lengths(corners):
    return np.append(0, np.cumsum(norm(np.diff(corners, axis=0))))


def by_searching(corners, t):
    at = lengths(corners)
    k = np.clip(np.searchsorted(at, t * at[-1], side="right") - 1, 0, len(at) - 2)
    share = (t * at[-1] - at[k]) / (at[k + 1] - at[k])
    return (1 - share)[:, None] * corners[k] + share[:, None] * corners[k + 1]


def by_least_squares(codes, glasses, hat):
    factors = np.stack([np.ones_like(hat), hat, glasses], axis=1)
    return np.linalg.lstsq(factors, codes, rcond=None)[0][-1]


def number_by_number(codes, glasses, hat):
    return [mean(codes[:, [j]], glasses, hat)[0] for j in range(codes.shape[1])]


def by_leftovers(codes, glasses, hat):
    """What is left of codes and glasses when each hat's mean is taken out."""
    codes, glasses = codes.copy(), glasses.copy()
    for h in (0, 1):
        codes[hat == h] -= codes[hat == h].mean(axis=0)
        glasses[hat == h] -= glasses[hat == h].mean()
    return glasses @ codes / (glasses @ glasses)


def without_intercept(codes, glasses, hat):
    return np.linalg.lstsq(np.stack([glasses, hat], axis=1), codes, rcond=None)[0][0]


def perpendicular(codes, glasses, hat):
    """The leaking vector without its part along the hat: right for perpendicular directions."""
    leak, along_hat = leaky(codes, glasses, hat), leaky(codes, hat, glasses)
    return leak - leak @ along_hat / (along_hat @ along_hat) * along_hat


mean = within(lambda one, two: (one + two) / 2)

RIGHT = {
    "straight": [
        lambda a, b, t: a + t * (b - a),
        lambda a, b, t: (1 - t) * a + t * b,
        lambda a, b, t: [p + t * (q - p) for p, q in zip(a, b, strict=True)],
        lambda a, b, t: ways.straight(a, b, [t])[0],
        lambda a, b, t: np.float32(b - (1 - t) * (b - a)),
    ],
    "turned": [22.5, 90 / 4, np.float32(22.5), [22.5][0]],
    "small_steps": [8, 8.0, 2**2 + 2**2, np.int64(8)],
    "taken_off": [(-1, 3), [-1, 3], np.array([-1.0, 3.0])],
    "quiz": ["dbacb", "D B A C B", list("dbacb"), "d, b, a, c, b"],
    "walk_evenly": [
        ways.walk,
        along(norm),
        walk_in_a_loop,
        lambda c, t: interp1d(lengths(c), c, axis=0)(t * lengths(c)[-1]),
        lambda c, t: ways.walk(c, t).astype("float32"),
        lambda c, t: [ways.walk(c, [share])[0] for share in t],
        by_searching,
    ],
    "predict_middle": ["c", "C", " c "],
    "repair_direction": [
        mean,
        by_regression,
        within(lambda one, two: two),
        within(lambda one, two: one),
        within(lambda one, two: (0.3 * one + 0.7 * two).astype("float32")),
        by_least_squares,
        number_by_number,
        by_leftovers,
    ],
}

REFUSED = {
    "straight": [
        lambda a, b, t: ways.slerp(a, b, [t])[0],
        lambda a, b, t: a + t**2 * (b - a),
        lambda a, b, t: (a + t * (b - a)).round(),
        lambda a, b, t: a + min(t, 0.5) * (b - a),
        lambda a, b, t: str(a),
        ways.straight,
    ],
    "turned": [22, "a quarter", -22.5, np.nan, (22.5,)],
    "small_steps": ["eight", 32, -8, np.inf],
    "taken_off": [(-1,), (3, -1), -1, (-1, 3, 0), np.nan],
    "quiz": ["-----", "aaaab", ["d"], {}],
    "walk_evenly": [
        along(lambda pieces: abs(pieces).max(axis=1)),
        along(lambda pieces: norm(pieces) + 0.01),
        along(lambda pieces: norm(pieces[:, :2])),
        lambda c, t: ways.walk(c, (t - t.min()) / max(np.ptp(t), 1e-9)),
        lambda c, t: ways.walk(c, np.linspace(0, 1, len(t))),
        lambda c, t: CubicSpline(lengths(c), c)(t * lengths(c)[-1]),
        lambda c, t: ways.walk(c, t).round(1),
        lambda c, t: np.vstack([c[:1], ways.walk(c, t)[1:]]),
        lambda c, t: ways.walk(c, t**2),
        lambda c, t: ways.walk(c[:5], t),
        lambda c, t: c[np.searchsorted(lengths(c), t * lengths(c)[-1]).clip(0, len(c) - 1)],
    ],
    "repair_direction": [
        lambda *data: group(*data, 1, 0),
        lambda *data: group(*data, 1, 1),
        lambda *data: group(*data, 1, 0) - data[0].mean(axis=0),
        lambda codes, glasses, hat: group(codes, glasses, hat, 1, 0) - codes[glasses == 0].mean(0),
        without_intercept,
        perpendicular,
        lambda *data: mean(*data) + 0.2 * HAT,
        lambda *data: mean(*data).round(),
        lambda *data: mean(*data) * [1, 1, 1, 0] if len(data[0][0]) == 4 else mean(*data),
        lambda codes, glasses, hat: leaky(codes, glasses, hat) - leaky(codes, hat, glasses),
        lambda codes, glasses, hat: (
            leaky(codes, glasses, hat)
            - np.corrcoef(glasses, hat)[0, 1] * leaky(codes, hat, glasses)
        ),
        within(lambda one, two: one + 0.2),
    ],
}

BLANK = {
    "straight": [None, ..., lambda a, b, t: None, lambda a, b, t: ...],
    "turned": [None, ..., ""],
    "small_steps": [None, ..., ""],
    "taken_off": [None, ..., ""],
    "quiz": [None, ..., "", "  "],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "straight": [
        (lambda a, b, t: (a + t * (b - a)).sum(), "A code stays a code"),
        (lambda a, b, t: t * a + (1 - t) * b, "are swapped"),
        (lambda a, b, t: t * (b - a), "Start there and add"),
        (lambda a, b, t: a + t * (a - b), "wrong way round"),
        (lambda a, b, t: a + t * b, "keeps all its weight"),
        (lambda a, b, t: (a + b) / 2, "was left out"),
        (lambda a, b, t: a + (b - a), "whatever `t` is"),
        (lambda a, b, t: (1 - t) ** 2 * a + t * b, "add up to 1"),
        (lambda a, b, t: (1 - t) * a + t * b + (len(a) == 2), "fits one pair only"),
        (lambda a, b, t: a * np.nan, "not finite"),
        (np.zeros(4), "called first"),
        (lambda a: a, "other arguments"),
    ],
    "turned": [
        (45, "half of the turn"),
        (67.5, "left to turn"),
        (0.25, "share itself"),
        (25, "100 degrees"),
    ],
    "small_steps": [(16, "price of the jump"), (4, "not squared"), (2, "length of one step")],
    "taken_off": [
        ((9, 3), "strength +1"),
        ((4, 3), "nothing has moved"),
        ((1, -3), "wrong way round"),
        ((-5, 0), "step alone"),
        ((-1, -2), "off both numbers"),
    ],
    "quiz": [("dbaca", "4 of 5"), ("aaaaa", "1 of 5"), ("dbac", "4 letters"), (7, "one letter")],
    "walk_evenly": [
        (lambda corners, t: ways.walk(corners, t).T, "axes are swapped"),
        (lambda corners, t: ways.walk(corners, t)[:, 0], "one coordinate alone"),
        (lambda corners, t: corners, "corners themselves"),
        (lambda corners, t: ways.walk(corners, [0.5])[0], "one point"),
        (lambda corners, t: ways.straight(corners[0], corners[-1], t), "straight line"),
        (lambda corners, t: ways.walk(corners[::-1], t), "backwards"),
        (lambda corners, t: ways.walk(corners, 0.9 * t), "not multiplied by the length"),
        (by_corner, "numbers of the corners"),
        (along(lambda pieces: np.abs(pieces).sum(axis=1)), "absolute differences"),
        (along(lambda pieces: (pieces**2).sum(axis=1)), "root is missing"),
        (slightly_late, "running sum"),
        (lambda corners, t: ways.walk(corners, t) * np.nan, "not finite"),
        (np.zeros((13, 3)), "called first"),
        (lambda corners: corners, "other arguments"),
    ],
    "predict_middle": [
        ("d", "cuts through its inside"),
        ("b", "longer than one of them"),
        ("a", "right angles"),
        ("e", "received str 'e'"),
        (2.8, "received float"),
    ],
    "repair_direction": [
        (leaky, "nothing holds the hat fixed"),
        (lambda *data: mean(*data).mean(), "all axes"),
        (lambda *data: mean(*data)[None], "keepdims"),
        (within(lambda one, two: np.stack([one, two])), "one for each hat"),
        (within(lambda one, two: -(one + two) / 2), "the sign"),
        (within(lambda one, two: one + two), "are added"),
        (
            within(lambda one, two: (one + two) / np.linalg.norm(one + two)),
            "the unit length",
        ),
        (
            lambda codes, glasses, hat: mean(codes, hat, glasses),
            "roles are swapped",
        ),
        (between(1, 1, 0, 0), "taken off along"),
        (between(1, 0, 0, 1), "people with glasses and no hat"),
        (by_a_fixed_number, "fits one collection"),
        (lambda *data: leaky(*data) / 2, "unlike groups"),
        (lambda *data: mean(*data) * np.nan, "not finite"),
        ("my_direction", "called first"),
        (lambda codes: codes, "other arguments"),
    ],
}
