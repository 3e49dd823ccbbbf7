"""What holds for a right log density in the data's own units: properties first, equality last."""

import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

MEAN, SD = np.array([10.0, -1.0]), np.array([4.0, 0.5])
SHAPES = {
    (): "a sum over all axes. Each point has its own log density: `axis=-1`",
    (6, 2): "the sum over the two numbers of a point is missing",
    (6, 6): "a sum with `keepdims=True`, plus `log_det` of shape (n,)",
    (2,): "a sum over the points. The numbers of a point are the last axis: `axis=-1`",
}
TWO_PI = math.log(2 * math.pi)
DROPPED = "a volume that is missing, or counted twice"


def flow(stretch):
    """One affine coupling and a stretch: points `(n, 2)` to noise `(n, 2)` and log |det| `(n,)`."""

    def forward(u):
        a, b = np.moveaxis(np.asarray(u), -1, 0)  # of one point too, (2,)
        bend = 0.6 * np.sin(2 * a)
        z = np.stack([stretch * a - 0.3, b * np.exp(bend) + 0.8 * a], axis=-1)
        return z, math.log(stretch) + bend

    return forward


forward = flow(2)


def log_prob(x, mean, sd, forward=forward):
    """log p(x) in the units of x, `(n, 2)` to `(n,)`."""
    z, log_det = forward((x - mean) / sd)
    return -(z**2 + TWO_PI).sum(axis=-1) / 2 + log_det - np.log(sd).sum()


def check_units(answer):
    """A density in the data's units: standardise, flow, and both volumes."""
    x = MEAN + SD * np.random.default_rng(71).normal(size=(6, 2))
    value = _theirs(answer, x, MEAN, SD)
    slips = _slips(x)
    cause = cause_of(value, slips, DROPPED)
    _has_volume_one(answer, cause)
    _follows_the_units(answer, x, value, cause)
    what, usual = "log p(x) at point {}", "a density of something else, such as the noise at x"
    agree(value, log_prob(x, MEAN, SD), what, usual, atol=1e-3)
    for n, mean, sd in ((9, [-3.0, 2.0], [0.3, 7.0]), (1, [0.5, 40.0], [1.7, 0.9])):
        mean, sd = np.array(mean), np.array(sd)
        x = mean + sd * np.random.default_rng(n).normal(size=(n, 2))
        told, cause = _theirs(answer, x, mean, sd, flow(0.4)), "something that fits one flow only"
        right = log_prob(x, mean, sd, flow(0.4))
        agree(told, right, f"other units and another flow, {what},", cause, atol=1e-3)
    return (
        "Your density has volume 1 in the units of the data, and follows when the units change. "
        "Numbers like that may be compared between models."
    )


def _theirs(answer, x, mean, sd, forward=forward):
    value = run(answer, x=x, mean=mean, sd=sd, forward=forward)
    return expect(value, (len(x),), SHAPES if len(x) == 6 else {})


def _slips(x):
    """The usual slips, and what each gives."""
    right, units = log_prob(x, MEAN, SD), np.log(SD).sum()
    z, log_det = forward((x - MEAN) / SD)
    return {
        "two things: the sign of `log_det`, and the volume of the units": (
            right - 2 * log_det + units
        ),
        "the sign of `log_det` alone is left. It is log |dz/du|: add it": right - 2 * log_det,
        "the volume of the units: dividing by sd stretches the plane too": right + units,
        "the sign of the units' volume. Wider units make a lower density": right + 2 * units,
        "`log_det` is missing": right - log_det,
        "`log_det` and the units' volume are both missing": right - log_det + units,
        "the constant ½ log 2π is missing, once for each number": right + TWO_PI,
        "the constant ½ log 2π counts once. Every number has one": right + TWO_PI / 2,
        "the product of the sd, without its logarithm": right + units - SD.prod(),
        "the logarithms of the sd are averaged. Volumes multiply: sum": right + units / 2,
        "the square of z lost its factor ½": right - (z**2).sum(axis=-1) / 2,
        "this is minus the log density, a loss": -right,
        "this is p(x). The question asks for its logarithm": np.exp(right),
    }


def _has_volume_one(answer, cause):
    ticks = np.arange(-3, 3, 0.1), np.arange(-11, 11, 0.2)
    u = np.stack(np.meshgrid(*ticks), axis=-1).reshape(-1, 2)
    log_p = _theirs(answer, MEAN + SD * u, MEAN, SD)
    volume = float(np.exp(np.minimum(log_p, 50)).sum() * 0.1 * 0.2 * SD.prod())
    if abs(volume - 1) > 0.01:
        raise NotYet(
            f"Added up over the plane of x, your density gives {volume:.3g}. A density gives 1.",
            cause,
        )


def _follows_the_units(answer, x, value, cause):
    there = _theirs(answer, 10 * x, 10 * MEAN, 10 * SD)
    fell = value - there
    if not np.allclose(fell, 2 * math.log(10), atol=3e-3):
        raise NotYet(
            f"With both numbers in units ten times smaller, your log density falls by "
            f"{fell[abs(fell - 2 * math.log(10)).argmax()]:.3f} nats. Two numbers, each spread ten "
            f"times as wide: expected 2 log 10 = {2 * math.log(10):.3f}.",
            cause,
        )
