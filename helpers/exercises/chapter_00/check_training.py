"""What holds for the training of one weight: downhill, step by step, to the best line."""

import numpy as np

from helpers.exercises.agreement import cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {(30,): "one number for each point. The slope is the mean over all of them"}


def descent(x, y, w, rate, steps):
    """The weight after so many steps down the slope of the mean of (w x - y)²."""
    for _ in range(steps):
        w = w - rate * np.mean(2 * (w * x - y) * x)
    return w


SLIPS = {
    "uphill: the step goes against the slope": lambda x, y, w, rate: descent(x, y, w, -rate, 20),
    "the factor 2 of the square's slope is missing": lambda x, y, w, rate: descent(
        x, y, w, rate / 2, 20
    ),
    "a sum in place of the mean: every step is too long": lambda x, y, w, rate: descent(
        x, y, w, rate * len(x), 20
    ),
    "one step instead of all": lambda x, y, w, rate: descent(x, y, w, rate, 1),
    "one step too many": lambda x, y, w, rate: descent(x, y, w, rate, 21),
    "one step too few": lambda x, y, w, rate: descent(x, y, w, rate, 19),
}


def points(seed, slope, n=30):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 3, n)
    return x, slope * x + rng.normal(0, 0.3, n)


def check_training(answer):
    """The weight after some steps, on two sets of points."""
    for seed, slope, w, rate in ((3, 0.7, -1.0, 0.04), (4, -1.3, 2.0, 0.03)):
        x, y = points(seed, slope)
        given = run(answer, x=x, y=y, w=w, rate=rate, steps=20)
        value = float(expect(given, (), SHAPES))
        right = descent(x, y, w, rate, 20)
        if abs(value - right) > 1e-4 * max(1, abs(right)):
            mistakes = {cause: way(x, y, w, rate) for cause, way in SLIPS.items()}
            raise NotYet(
                f"From weight {w:g}, after 20 steps at rate {rate:g}, you are at {value:.4f}; "
                f"{right:.4f} is right.",
                cause_of(np.array(value), mistakes, "the slope of the loss"),
            )
    return "Your weight walks downhill, step by step, on two sets of points."
