"""What holds for the error of a velocity: where it is asked, what it is held against."""

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run

SHAPES = {
    (): "a mean or sum over all axes. Each pair has its own error: `axis=-1`",
    (5, 3): "the sum over the coordinates is missing",
    (3,): "a sum over the batch. The coordinates are the last axis: `axis=-1`",
    (5, 1): "`keepdims=True`",
}


class Asked:
    """A velocity that remembers where and when it was asked."""

    def __init__(self, velocity):
        self.velocity, self.x, self.t = velocity, [], []

    def __call__(self, x, t):
        x, t = np.asarray(x, "float32"), np.asarray(t, "float32")
        self.x.append(x.copy())
        self.t.append(t.copy())
        return np.asarray(self.velocity(x, t), "float32")


def bend(x, t):
    """Some velocity: turns, shrinks and drifts."""
    return (np.roll(x, 1, axis=-1) - 0.3 * x + t).astype("float32")


def error(velocity, x, eps, t):
    """‖v(x_t, t) - (x - ε)‖², one number a pair, (batch,)."""
    return ((velocity((1 - t) * eps + t * x, t) - (x - eps)) ** 2).sum(axis=-1)


def check_error(answer):
    """The squared error of a velocity at the mixture of x and ε."""
    rng = np.random.default_rng(10)
    x, eps = rng.normal(size=(2, 5, 3)).astype("float32")
    t = rng.uniform(0.1, 0.9, (5, 1)).astype("float32")
    asked = Asked(bend)
    value = run(answer, velocity=asked, x=x, eps=eps, t=t)
    value = expect(value, (5,), SHAPES)
    _is_asked_at_the_mixture(asked, x, eps, t)
    _is_held_against_the_direction(value, bend((1 - t) * eps + t * x, t), x, eps)
    return (
        "Your error asks the velocity at the mixture of noise and data, and is 0 exactly where the "
        "answer is the direction x - ε from this noise to this data."
    )


def _is_asked_at_the_mixture(asked, x, eps, t):
    if not asked.x:
        raise NotYet(
            "Your function never asks the velocity.",
            "the error of a velocity needs its answer: `velocity(x_t, t)`",
        )
    if asked.t[-1].shape != t.shape or not np.allclose(asked.t[-1], t, atol=1e-5):
        raise NotYet(
            "The velocity is asked at another time than `t`.",
            cause_of(
                asked.t[-1],
                {"`1 - t`. Here noise is at 0 and data at 1": 1 - t},
                "`t` was changed before it was passed on",
            ),
        )
    right = (1 - t) * eps + t * x
    places = {
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
    if asked.x[-1].shape != x.shape or not np.allclose(asked.x[-1], right, atol=1e-5):
        raise NotYet(
            "The velocity is asked at another place than the mixture x_t.",
            cause_of(asked.x[-1], places, "the two shares, which must add to 1"),
        )


def _is_held_against_the_direction(value, v, x, eps):
    gap = v - (x - eps)
    slips = {
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
    right = (gap**2).sum(axis=-1)
    if not np.allclose(value, right, rtol=1e-4, atol=1e-5):
        raise NotYet(
            f"For the first pair your error is {value[0]:.4f} where {right[0]:.4f} is right.",
            cause_of(value, slips, "a term too much or too little beside x - ε"),
        )
