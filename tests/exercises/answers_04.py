"""Answers to the questions of chapter 4, right and wrong, replayed by test_questions.py."""

import numpy as np

from helpers.exercises.chapter_04.check_ways import HAT
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


mean = within(lambda one, two: (one + two) / 2)

RIGHT = {
    "walk_evenly": [ways.walk, along(norm), walk_in_a_loop],
    "predict_middle": ["b", "B", " b"],
    "repair_direction": [mean, by_regression, within(lambda one, two: two)],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
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
        ("a", "cuts through its inside"),
        ("c", "longer than one of them"),
        ("d", "right angles"),
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
        (by_a_fixed_number, "a fixed number"),
        (lambda *data: leaky(*data) / 2, "unlike groups"),
        (lambda *data: mean(*data) * np.nan, "not finite"),
        ("my_direction", "called first"),
        (lambda codes: codes, "other arguments"),
    ],
}
