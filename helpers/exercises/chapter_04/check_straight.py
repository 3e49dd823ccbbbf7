"""What holds for the straight way between two codes."""

import numpy as np

from helpers.exercises.agreement import apart, cause_of, expect, worst
from helpers.exercises.answers import NotYet, run

A, B = np.array([2.0, -1.0, 0.5, 3.0]), np.array([-1.0, 4.0, 2.5, 1.0])
SHAPES = {(): "a mean or sum over the numbers of a code. A code stays a code"}


def check_straight(answer):
    """A point on the straight way between two codes, at a share t of it."""
    for t in (0.25, 0.7, 0.0, 1.0):
        value, right = _at(answer, A, B, t), (1 - t) * A + t * B
        if not np.allclose(value, right, atol=1e-4):
            _say(value, right, t)
    one, other = np.array([7.0, 0.0]), np.array([-2.5, 0.125])
    value, right = _at(answer, one, other, 0.4), 0.6 * one + 0.4 * other
    if not np.allclose(value, right, atol=1e-4):
        raise NotYet("For codes of two numbers it goes elsewhere.", "it fits one pair only")
    return "It begins at a, ends at b, and has gone a quarter of the way at t = 0.25."


def _at(answer, a, b, t):
    return expect(run(answer, a=a, b=b, t=t), a.shape, SHAPES)


def _say(value, right, t):
    place = worst(value, right)
    yours, expected = apart(value[place], right[place])
    slips = {
        "the roles of `a` and `b` are swapped: at t = 0 the way is at `a`": (1 - t) * B + t * A,
        "`a` is missing. Start there and add a share of the difference": t * (B - A),
        "the difference is the wrong way round. From `a` to `b` it is `b - a`": A + t * (A - B),
        "`a` keeps all its weight. It should lose what `b` gains": A + t * B,
        "`t` was left out": (A + B) / 2,
        "the whole difference was added, whatever `t` is": B,
    }
    raise NotYet(
        f"At t = {t:g}, number {place[0]} of the code is {yours}; expected {expected}.",
        cause_of(value, slips, "the weights of `a` and `b`. They should add up to 1"),
    )
