"""What holds for the error of a velocity: where it is asked, what it is held against."""

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


def error(velocity, x, eps, t):
    """‖v(x_t, t) - (x - ε)‖², one number a pair, (batch,)."""
    return ((velocity((1 - t) * eps + t * x, t) - (x - eps)) ** 2).sum(axis=-1)


def check_error(answer):
    """The squared error of a velocity at the mixture of x and ε."""
    x, eps, t = _pairs(5, 3)
    asked = Asked(bend)
    value = expect(run(answer, velocity=asked, x=x, eps=eps, t=t), (5,), SHAPES)
    right = error(bend, x, eps, t)
    if not np.allclose(value, right, rtol=1e-4, atol=1e-4):
        _is_asked_at_the_mixture(asked, x, eps, t)
        slips = _slips(bend((1 - t) * eps + t * x, t), x, eps)
        cause = cause_of(value, slips, "a term too much or too little beside x - ε")
        agree(value, right, "the error of pair {}", cause)
    for velocity, batch, d in ((swirl, 8, 2), (bend, 1, 6), (swirl, 3, 3)):
        x, eps, t = _pairs(batch, d)
        value = expect(run(answer, velocity=velocity, x=x, eps=eps, t=t), (batch,), {})
        what = f"another velocity and {batch} pairs of {d} numbers, the error of pair {{}},"
        cause = "something that fits one velocity or one batch only"
        agree(value, error(velocity, x, eps, t), what, cause, rtol=1e-3)
    return (
        "Your error asks the velocity at the mixture of noise and data, and is 0 exactly where the "
        "answer is the direction x - ε from this noise to this data."
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
    right = (1 - t) * eps + t * x
    if among(np.c_[right, t], asked.rows):
        return
    if among(np.c_[right, 1 - t], asked.rows):
        raise NotYet(
            "The velocity is asked at another time than `t`.",
            "`1 - t`. Here noise is at 0 and data at 1",
        )
    places = {
        "`t` was changed before it was passed on": right,
        "the roles of `x` and `eps` are swapped: at t = 0 all should be noise": (
            (1 - t) * x + t * eps
        ),
        "the data itself, without noise": x,
        "the noise itself, without data": eps,
        "noise was added to whole data. Both fade: `(1 - t)` of one and `t` of the other": (
            x + (1 - t) * eps
        ),
        "roots of the shares. That is another road than the straight line": (
            np.sqrt(1 - t) * eps + np.sqrt(t) * x
        ),
    }
    seen = np.array(asked.rows)[:, :-1]
    cause = next(
        (c for c in places if among(places[c], seen)), "the two shares, which must add to 1"
    )
    other = "time than `t`" if among(right, seen) else "place than the mixture x_t"
    raise NotYet(f"The velocity is asked at another {other}.", cause)


def _slips(v, x, eps):
    """The usual slips where the velocity's answer `v` is the right one, and what each gives."""
    gap = v - (x - eps)
    return {
        "the direction is turned round: from data to noise. Ours goes from ε to x": (
            ((v - (eps - x)) ** 2).sum(axis=-1)
        ),
        "the answer is held against the data, not against the direction to it": (
            ((v - x) ** 2).sum(axis=-1)
        ),
        "the answer is held against the noise, not against the direction from it": (
            ((v - eps) ** 2).sum(axis=-1)
        ),
        "a mean over the coordinates. The squared length is their sum": (gap**2).mean(axis=-1),
        "absolute differences. Their least sum is a median, not the mean": (
            np.abs(gap).sum(axis=-1)
        ),
        "the root was taken. The squared length has none": np.sqrt((gap**2).sum(axis=-1)),
        "a factor of one half": (gap**2).sum(axis=-1) / 2,
        "the square is missing, so that errors cancel": gap.sum(axis=-1),
    }
