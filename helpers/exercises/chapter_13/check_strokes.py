"""What holds for a right density of a drawing: properties first, equality last."""

import math

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a mean or sum over all axes. Each point has its own density: `axis=-1`",
    (6, 3): "the sum over the strokes is missing",
    (3,): "a sum over the points. The strokes are the last axis: `axis=-1`",
    (6, 1): "`keepdims=True`",
}
OTHER = "the weights, or what is done with them"
UNDERFLOW = (
    "`np.exp` of a very negative number is 0, of a large one infinite. Keep to logarithms: "
    "`np.logaddexp.reduce`, or take the largest one out first"
)


def log_density(log_parts, lengths):
    """Log density of a drawing, (n, strokes), (strokes,) -> (n,)."""
    return logsumexp(log_parts, axis=-1, b=lengths / np.sum(lengths))


def check_strokes(answer):
    """The log density of a mixture of strokes, weighted by their lengths."""
    rng = np.random.default_rng(13)
    log_parts, lengths = rng.normal(-2, 1.5, size=(6, 3)), np.array([3.0, 1.0, 0.5])

    def theirs(log_parts, lengths):
        value = run(answer, log_parts=np.asarray(log_parts), lengths=np.asarray(lengths))
        return expect(value, (len(log_parts),), SHAPES if len(log_parts) == 6 else {})

    value = theirs(log_parts, lengths)
    cause = cause_of(value, _slips(log_parts, lengths), OTHER)
    _is_a_single_stroke(theirs, cause)
    _has_no_unit(theirs, log_parts, lengths, value, cause)
    _adds_up_to_one(theirs, cause)
    agree(value, log_density(log_parts, lengths), "the log density of point {}", cause)
    _is_finite_far_away(answer)
    for n, strokes, scale in ((1, 2, 1.0), (5, 7, 3.0), (4, 1, 10.0)):
        parts, sides = rng.normal(-3, scale, size=(n, strokes)), rng.gamma(1.0, 2.0, size=strokes)
        what = f"{strokes} strokes, the log density of point {{}}"
        usual = "something that fits some drawings only"
        agree(theirs(parts, sides), log_density(parts, sides), what, usual)
    return (
        "Your density of one stroke is that stroke's own, it does not ask in which unit lengths "
        "are measured, it adds up to 1 over the plane, and it stays finite far from the line."
    )


def _slips(log_parts, lengths):
    """The usual slips, and what each gives."""
    share = lengths / lengths.sum()
    right = log_density(log_parts, lengths)
    return {
        "every stroke has the same weight. Points lie evenly along the line, so a long stroke "
        "gets more of them": logsumexp(log_parts, axis=-1) - math.log(len(lengths)),
        "logarithms were averaged. Average the densities; the logarithm comes last": (
            log_parts @ share
        ),
        "logarithms were added. That multiplies the densities, as if a point had to lie near "
        "every stroke at once": log_parts.sum(axis=-1),
        "the weights are missing": logsumexp(log_parts, axis=-1),
        "the lengths as they are. Divide them by their sum, so that the weights add to 1": (
            logsumexp(log_parts, axis=-1, b=lengths)
        ),
        "a weight was added to a log density, and not its logarithm": (
            logsumexp(log_parts + share, axis=-1)
        ),
        "short strokes were given the larger weights": (
            logsumexp(log_parts, axis=-1, b=(1 / lengths) / (1 / lengths).sum())
        ),
        "the densest stroke alone. The others add to it": (log_parts + np.log(share)).max(axis=-1),
        "this is the density. Its logarithm was asked for": np.exp(right),
        "bits. Nats need the natural logarithm": right / math.log(2),
        "the sign. This is minus the log density": -right,
    }


def _is_a_single_stroke(theirs, cause):
    alone = np.array([[-1.5], [0.25]])
    for lengths, parts in (([2.0], alone), ([3.0, 1.0], np.tile(alone, 2))):
        value = theirs(parts, lengths)
        if not np.allclose(value, alone[:, 0], atol=1e-4):
            what = "A single stroke" if len(lengths) == 1 else "Two strokes with the same density"
            raise NotYet(
                f"{what}, log density -1.5 nats at a point: the drawing has -1.5 there too. "
                f"Yours has {value[0]:.4g}.",
                cause,
            )


def _has_no_unit(theirs, log_parts, lengths, value, cause):
    other = theirs(log_parts, 10 * lengths)
    if not np.allclose(other, value, atol=1e-4):
        raise NotYet(
            f"With all lengths in millimetres instead of centimetres your log density of point 0 "
            f"is {other[0]:.4g} instead of {value[0]:.4g}. Only the shares of the lengths count.",
            cause,
        )


def _adds_up_to_one(theirs, cause):
    """Three level strokes on a grid: along each a flat density with soft ends, across a bell."""
    sd, step = 0.2, 0.05
    x, y = (axis.ravel() for axis in np.meshgrid(*2 * [np.arange(-1, 4, step)]))
    ends = ((0, 3, 0), (1, 2, 1), (0, 0.5, 3))  # from, to, height
    parts = [
        np.log((norm.cdf(x, a, sd) - norm.cdf(x, b, sd) + 1e-300) / (b - a)) + norm.logpdf(y, h, sd)
        for a, b, h in ends
    ]
    density = np.exp(theirs(np.stack(parts, axis=-1), [b - a for a, b, _ in ends]))
    total = density.sum() * step**2
    if not math.isclose(total, 1, abs_tol=1e-3):
        raise NotYet(
            f"Three strokes on a fine grid: your density adds up to {total:.3f} over the plane. "
            f"Expected 1.",
            cause,
        )


def _is_finite_far_away(answer):
    far, lengths = np.array([[-2000.0, -3000.0], [-1e5, -1e5 - 1], [900.0, 800.0]]), np.ones(2)
    value = run(answer, log_parts=far, lengths=lengths)
    if value.shape == (3,) and not np.isfinite(value).all():
        first = np.isfinite(value).argmin()
        raise NotYet(
            f"Log densities of {far[first, 0]:g} and {far[first, 1]:g} nats under two strokes: "
            f"yours of the drawing is {value[first]}. Expected a finite number.",
            UNDERFLOW,
        )
    what = "log densities of 100 nats and more, point {}"
    agree(expect(value, (3,), {}), log_density(far, lengths), what, "a number that was cut off")
