"""What holds for the error of a velocity on a curved road: where it is asked, what against."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run
from helpers.exercises.chapter_10.asked import Asked, among

SHAPES = {
    (): "a mean or sum over all axes. Each pair has its own error: `axis=-1`",
    (5, 3): "the sum over the coordinates is missing",
    (3,): "a sum over the batch. The coordinates are the last axis: `axis=-1`",
    (5, 1): "`keepdims=True`",
}


def bend(x, t):
    """Some velocity: turns, shrinks and drifts."""
    return np.roll(x, 1, axis=-1) - 0.3 * x + t


def swirl(x, t):
    """Another one, that bends more and depends on time in another way."""
    return np.sin(2 * x) + 3 * t**2 * np.flip(x, axis=-1) - 1


def road(x, eps, t):
    """The mixture on a quarter of a circle from ε to x, and its speed there, each (batch, d)."""
    turn = np.pi / 2 * t
    place = np.cos(turn) * eps + np.sin(turn) * x
    return place, np.pi / 2 * (np.cos(turn) * x - np.sin(turn) * eps)


def error(velocity, x, eps, t):
    """‖v(x_t, t) - dx_t/dt‖², one number a pair, (batch,)."""
    place, speed = road(x, eps, t)
    return ((velocity(place, t) - speed) ** 2).sum(axis=-1)


def check_error(answer):
    """The squared error of a velocity at the mixture of x and ε on the curved road."""
    x, eps, t = _pairs(5, 3)
    asked = Asked(bend)
    value = expect(run(answer, velocity=asked, x=x, eps=eps, t=t), (5,), SHAPES)
    right = error(bend, x, eps, t)
    if not np.allclose(value, right, rtol=1e-4, atol=1e-4):
        _is_asked_at_the_mixture(asked, x, eps, t)
        slips = _slips(bend(road(x, eps, t)[0], t), x, eps, t)
        cause = cause_of(value, slips, "a term too much or too little beside the speed")
        agree(value, right, "the error of pair {}", cause)
    for velocity, batch, d in ((swirl, 8, 2), (bend, 1, 6), (swirl, 3, 3)):
        x, eps, t = _pairs(batch, d)
        value = expect(run(answer, velocity=velocity, x=x, eps=eps, t=t), (batch,), {})
        what = f"another velocity and {batch} pairs of {d} numbers, the error of pair {{}},"
        cause = "something that fits one velocity or one batch only"
        agree(value, error(velocity, x, eps, t), what, cause, rtol=1e-3)
    return (
        "Your error asks the velocity at the mixture on the curved road, and is 0 exactly where "
        "the answer is the speed of this mixture at this time."
    )


def _pairs(batch, d):
    rng = np.random.default_rng(10 + batch)
    x, eps = rng.normal(size=(2, batch, d)).astype("float32")
    return 1 + 2 * x, eps, rng.uniform(0.1, 0.9, (batch, 1)).astype("float32")


def _is_asked_at_the_mixture(asked, x, eps, t):
    if not asked.rows:
        raise NotYet(
            "Your function never asks the velocity.",
            "the error of a velocity needs its answer: `velocity(x_t, t)`",
        )
    right = road(x, eps, t)[0]
    if among(np.c_[right, t], asked.rows):
        return
    if among(np.c_[right, 1 - t], asked.rows):
        raise NotYet(
            "The velocity is asked at another time than `t`.",
            "`1 - t`. Here noise is at 0 and data at 1",
        )
    places = {
        "`t` was changed before it was passed on": right,
        "the roles of `x` and `eps` are swapped: at t = 0 all should be noise": road(eps, x, t)[0],
        "the data itself, without noise": x,
        "the noise itself, without data": eps,
        "the straight line. This road goes by sine and cosine": (1 - t) * eps + t * x,
        "the angle at t = 1 is a quarter turn, π / 2": np.cos(t) * eps + np.sin(t) * x,
    }
    seen = np.array(asked.rows)[:, :-1]
    cause = next(
        (c for c in places if among(places[c], seen)),
        "the two shares, the cosine of the noise and the sine of the data",
    )
    other = "time than `t`" if among(right, seen) else "place than the mixture x_t"
    raise NotYet(f"The velocity is asked at another {other}.", cause)


def _slips(v, x, eps, t):
    """The usual slips where the velocity's answer `v` is the right one, and what each gives."""
    place, speed = road(x, eps, t)
    cos, sin = np.cos(np.pi / 2 * t), np.sin(np.pi / 2 * t)
    gap = v - speed
    against = {
        "the direction of the straight road. Here the speed changes with the time": x - eps,
        "the direction is turned round: from data to noise": -speed,
        "the inner slope, π / 2, is missing": cos * x - sin * eps,
        "a sign. The cosine falls, so its slope is minus the sine": (
            np.pi / 2 * (cos * x + sin * eps)
        ),
        "the answer is held against the mixture, not against its speed": place,
        "the answer is held against the data, not against the speed": x,
        "the answer is held against the noise, not against the speed": eps,
    }
    return {cause: ((v - other) ** 2).sum(axis=-1) for cause, other in against.items()} | {
        "a mean over the coordinates. The squared length is their sum": (gap**2).mean(axis=-1),
        "absolute differences. Their least sum is a median, not the mean": (
            np.abs(gap).sum(axis=-1)
        ),
        "the root was taken. The squared length has none": np.sqrt((gap**2).sum(axis=-1)),
        "a factor of one half": (gap**2).sum(axis=-1) / 2,
        "the square is missing, so that errors cancel": gap.sum(axis=-1),
    }
