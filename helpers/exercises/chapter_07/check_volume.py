"""What holds for a right change of variables: an area first, draws next, equality last."""

import itertools
import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a mean or sum over the points. Each point has its own log density",
    (5, 1): "an axis too many",
    (400, 1): "an axis too many",
}
TWO_PI = math.log(2 * math.pi)
BINS = np.array([0.05, 0.3, 0.6, 1.0, 1.5, 2.5])


def log_density(x):
    """log p(x) of x = log(1 + exp(z)), z ~ N(0, 1), `(n,)` to `(n,)`."""
    z = np.log(np.expm1(x))
    return -(z**2 + TWO_PI) / 2 - np.log(-np.expm1(-x))


def check_volume(answer):
    """The log density of a softplus of normal noise."""

    def theirs(x):
        return expect(run(answer, x=np.float64(x)), x.shape, SHAPES)

    x = np.array([0.2, 0.5, 0.9, 1.6, 3.0])
    value, slips = theirs(x), _slips(x)
    _has_area_one(theirs, cause_of(value, slips, "a constant, or a stretch that is not there"))
    _agrees_with_draws(theirs, cause_of(value, slips, "a density of something else than x"))
    usual = "a small number added to keep a logarithm finite, or a rounded constant"
    more = np.random.default_rng(7).uniform(0.05, 4.5, size=37)
    for points in (x, more, more[:1]):
        what = f"{len(points)} points, log p(x) at point {{}},"
        agree(theirs(points), log_density(points), what, usual, atol=5e-4)
    return (
        "Your density has area 1, and every stretch of x holds as much of it as of 200,000 draws. "
        "Only the right volume does both."
    )


def _slips(x):
    """The usual slips, and what each gives."""
    z, right = np.log(np.expm1(x)), log_density(x)
    noise, volume = -(z**2 + TWO_PI) / 2, -np.log(-np.expm1(-x))
    return {
        "the volume is missing: the log of dz/dx": noise,
        "the sign of the volume. Where the band is stretched, the density falls": noise - volume,
        "the noise was looked up at x. Its density belongs to z": -(x**2 + TWO_PI) / 2 + volume,
        "this is p(x). The question asks for its logarithm": np.exp(right),
        "this is minus the log density, a loss": -right,
        "the constant of the normal density is missing: ½ log 2π": right + TWO_PI / 2,
        "the logarithm of the stretch is missing": noise + np.exp(volume),
        "the slope was taken at x. dx/dz = 1 / (1 + exp(-z)) asks for z": (
            noise + np.log1p(np.exp(-x))
        ),
        "bits. Nats need the natural logarithm": right / math.log(2),
        "the square of z lost its factor ½": right - z**2 / 2,
    }


def _has_area_one(theirs, cause):
    edges = np.exp(np.linspace(math.log(1e-3), math.log(5.5), 401))
    x = np.sqrt(edges[:-1] * edges[1:])
    area = float(np.exp(np.minimum(theirs(x), 50)) @ np.diff(edges))
    if abs(area - 1) > 0.01:
        raise NotYet(
            f"The area under your density is {area:.3g}. The noise had 1, and stretching a band "
            "makes none and loses none.",
            cause,
        )


def _agrees_with_draws(theirs, cause):
    draws = np.logaddexp(0, np.random.default_rng(70).normal(size=200_000))
    for low, high in itertools.pairwise(BINS):
        edges = np.linspace(low, high, 401)
        yours = float(np.exp(theirs((edges[:-1] + edges[1:]) / 2)).mean() * (high - low))
        counted = float(((draws > low) & (draws < high)).mean())
        if abs(yours - counted) > 0.01:
            raise NotYet(
                f"Between {low:g} and {high:g} lie {counted:.1%} of 200,000 draws. Your density "
                f"puts {yours:.1%} there.",
                cause,
            )
