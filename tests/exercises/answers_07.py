"""Answers to the questions of chapter 7, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.stats import norm

TWO_PI = math.log(2 * math.pi)


def softplus(x):
    z = np.log(np.expm1(x))
    return -(z**2 + TWO_PI) / 2 - np.log(-np.expm1(-x))


def softplus_in_keras(x):
    z = ops.log(ops.exp(x) - 1)
    return -(z**2 + TWO_PI) / 2 + x - ops.log(ops.exp(x) - 1)


def parts(formula):
    """An answer from z, the log density of the noise there, the log volume, and x."""

    def answer(x):
        z = np.log(np.expm1(x))
        return formula(z, -(z**2 + TWO_PI) / 2, -np.log(-np.expm1(-x)), x)

    return answer


def units(formula):
    """An answer from the squares of z, log_det and sd."""

    def answer(x, mean, sd, forward):
        z, log_det = forward((x - mean) / sd)
        return formula((z**2).sum(axis=-1) / 2, log_det, sd)

    return answer


right_units = units(lambda sq, det, sd: -sq - TWO_PI + det - np.log(sd).sum())


def units_in_keras(x, mean, sd, forward):
    z, log_det = forward((x - mean) / sd)
    noise = -ops.sum(z**2 + math.log(2 * math.pi), axis=-1) / 2
    return noise + log_det - ops.sum(ops.log(sd))


def moved(x):
    """A density of area 1 that is not that of x."""
    return -((x - 1) ** 2 / 0.09 + math.log(0.18 * math.pi)) / 2


def turned(x, mean, sd, forward):
    """A density of volume 1 that follows the units, of other points."""
    return -(((x - mean) / sd) ** 2 + TWO_PI).sum(axis=-1) / 2 - np.log(sd).sum()


def by_differences(x, h=1e-5):
    """The density as the slope of the share of noise to the left."""
    left, right = (norm.cdf(np.log(np.expm1(x + step))) for step in (-h, h))
    return np.log((right - left) / (2 * h))


def units_point_by_point(x, mean, sd, forward):
    told = []
    for point in x:
        z, log_det = forward((point - mean) / sd)
        told.append(-float(z @ z) / 2 - TWO_PI + float(log_det) - math.log(sd[0] * sd[1]))
    return told


def units_in_two_halves(x, mean, sd, forward):
    half = len(x) // 2
    both = [right_units(part, mean, sd, forward) for part in (x[:half], x[half:])]
    return np.concatenate(both)


BLANK_VALUE = [None, ..., "", "...", "?"]
BLANK = {
    **dict.fromkeys(("paint", "stretched_square", "undo", "add_it_up", "one_point"), BLANK_VALUE),
    "quiz": BLANK_VALUE,
}

RIGHT = {
    "paint": [0.25, 1 / 4, np.float32(0.25)],
    "stretched_square": [-1.807, -1.81, -2.5 + math.log(2), np.log(2) - 2.5],
    "undo": [3, 3.0, np.int64(3), (21 - 6) / 5],
    "add_it_up": [-2.288, -2.29, -2 + math.log(1.5) - math.log(2)],
    "one_point": [-2.419, -2.42, norm.logpdf(1) - 1],
    "quiz": ["cbdab", "C B D A B", list("cbdab"), "c, b, d, a, b"],
    "change_of_variables": [
        softplus,
        softplus_in_keras,
        lambda x: list(softplus(x)),
        lambda x: softplus(x.astype("float32")),
        lambda x: norm.logpdf(np.log(np.exp(x) - 1)) - np.log(1 - np.exp(-x)),
        lambda x: [math.log(norm.pdf(math.log(math.exp(u) - 1)) / (1 - math.exp(-u))) for u in x],
        by_differences,
        lambda x: softplus_in_keras(ops.cast(x, "float32")),
    ],
    "predict_strait": ["b", "B", " b "],
    "repair_log_prob": [
        right_units,
        units_in_keras,
        units_point_by_point,
        units_in_two_halves,
        lambda x, mean, sd, forward: right_units(x.astype("float32"), mean, sd, forward),
        lambda x, mean, sd, forward: (
            norm.logpdf(forward((x - mean) / sd)[0]).sum(axis=1)
            + (forward((x - mean) / sd)[1] + np.log(1 / sd.prod()))
        ),
    ],
}

REFUSED = {
    "paint": ["a quarter", 0.3, [0.25, 0.25], -0.25],
    "stretched_square": [-1.9, 1.807, (4, 0.5), "2"],
    "undo": [2, 21, [3, 3], "b"],
    "add_it_up": [-2.3, 2.288, (-2, 0.405, -0.693)],
    "one_point": [-2.4, (1, -1.419, -1), "z"],
    "quiz": ["aaaaa", "cbda", "cbdabc", 5, {"1": "c"}],
    "change_of_variables": [
        lambda x: np.where(x > 2, -(x**2 + TWO_PI) / 2, softplus(x)),
        lambda x: softplus(np.maximum(x, 0.15)),
        lambda x: softplus(x)[::-1],
        lambda x: softplus(x).round(2),
        lambda x: np.where(x < 3.5, softplus(x), softplus(x) - 0.1),
        lambda x: np.log(np.exp(softplus(x)) + 1e-3),
        lambda x: norm.logpdf(x, 0.8, 0.5),
        lambda x: norm.logpdf(np.log(x)) - np.log(x),
        parts(lambda z, noise, v, x: noise + v - v.mean()),
        parts(lambda z, noise, v, x: noise - np.log1p(np.exp(-z)) * -0.98),
        lambda x: softplus(x) if len(x) != 37 else softplus(x) + 0.01,
    ],
    "repair_log_prob": [
        lambda x, mean, sd, forward: right_units(x, mean, sd[::-1], forward),
        lambda x, mean, sd, forward: right_units(x, x.mean(axis=0), sd, forward),
        lambda x, mean, sd, forward: right_units(x, mean, np.array([4.0, 0.5]), forward),
        lambda *given: np.full(len(given[0]), right_units(*given).mean()),
        lambda *given: right_units(*given).round(1),
        lambda *given: np.maximum(right_units(*given), -6),
        units(lambda sq, det, sd: -sq - TWO_PI + det - math.log(sd[0]) - sd[1] + 0.5),
        units(lambda sq, det, sd: -sq - TWO_PI + det.mean() - np.log(sd).sum()),
        units(lambda sq, det, sd: -sq - TWO_PI + det - np.log(sd**2).sum()),
        units(lambda sq, det, sd: -sq - TWO_PI + abs(det) - np.log(sd).sum()),
        units(lambda sq, det, sd: -sq - TWO_PI + det - math.log(2)),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "paint": [
        (0.5, "only one of the two directions"),
        (4, "what the area did"),
        (2, "what one side did"),
        (1, "amount of paint stays"),
        ("thinner", "Not 'thinner'"),
    ],
    "stretched_square": [
        (-2.5 - math.log(2), "data are denser"),
        (-0.5, "the factor was added"),
        (-2.5 + math.log(8), "a factor of one half"),
        (-2.5 + math.log10(2), "to base 10"),
        (-1.5, "to base 2"),
        (-2.5 + math.log(4.5), "width times height"),
        (-5, "was multiplied"),
    ],
    "undo": [
        (111, "forwards once more"),
        (5.4, "the shift was added"),
        (-1.8, "undone first"),
        (15, "The slope is left"),
        (4.2, "The shift is left"),
    ],
    "add_it_up": [
        (-2 + math.log(1.5), "standardising is missing"),
        (-2 + math.log(3), "the sign of standardising"),
        (-2 - math.log(3), "the sign of the slopes"),
        (-2 - math.log(2), "the slopes are missing"),
        (-2 + math.log(5.25 / 2), "slopes were added up"),
        (-2 + math.log(1.5 / 5.4), "deviations were added up"),
        (-2.5, "factors were added"),
        (-2 + math.log(2 / 1.5), "the two signs"),
    ],
    "one_point": [
        (norm.logpdf(1), "density of the noise alone"),
        (norm.logpdf(1) + 1, "the sign of the stretch"),
        (norm.logpdf(1) - math.e, "the slope was subtracted"),
        (norm.logpdf(math.e) - 1, "looked up at x"),
        (-1.5, "½ log 2π"),
        (math.exp(-2.419), "this is p(x)"),
        (2.419, "a loss"),
    ],
    "quiz": [
        ("cbdaa", "Think again about 5"),
        ("abdab", "Think again about 1."),
        ("acdab", "Think again about 1, 2"),
        ("cbda", "4 letters"),
        (3, "received int 3"),
    ],
    "change_of_variables": [
        (parts(lambda z, noise, v, x: noise), "volume is missing"),
        (parts(lambda z, noise, v, x: noise - v), "sign of the volume"),
        (parts(lambda z, noise, v, x: -(x**2 + TWO_PI) / 2 + v), "looked up at x"),
        (parts(lambda z, noise, v, x: np.exp(noise + v)), "this is p(x)"),
        (parts(lambda z, noise, v, x: -noise - v), "a loss"),
        (parts(lambda z, noise, v, x: -(z**2) / 2 + v), "½ log 2π"),
        (parts(lambda z, noise, v, x: noise + np.exp(v)), "logarithm of the stretch"),
        (parts(lambda z, noise, v, x: noise + np.log1p(np.exp(-x))), "taken at x"),
        (lambda x: softplus(x) / math.log(2), "bits"),
        (parts(lambda z, noise, v, x: noise + v - z**2 / 2), "factor ½"),
        (lambda x: softplus(x) + 0.3, "a constant, or"),
        (moved, "something else than x"),
        (lambda x: softplus(x) + 1e-3, "rounded constant"),
        (lambda x: softplus(x).sum(), "sum over the points"),
        (lambda x: softplus(x)[:, None], "axis too many"),
        (lambda x: softplus(x) * np.nan, "not finite"),
        (lambda x, z: softplus(x), "other arguments"),
        (softplus(np.ones(3)), "called first"),
    ],
    "predict_strait": [
        ("a", "Where would the hill be cut"),
        ("c", "log 0 is minus infinity"),
        ("d", "pulls the middle apart"),
        ("e", "received str 'e'"),
        (2, "received int 2"),
        (softplus, "received a function"),
    ],
    "repair_log_prob": [
        (units(lambda sq, det, sd: -sq - TWO_PI - det), "two things"),
        (units(lambda sq, det, sd: -sq - TWO_PI - det - np.log(sd).sum()), "alone is left"),
        (units(lambda sq, det, sd: -sq - TWO_PI + det), "stretches the plane too"),
        (units(lambda sq, det, sd: -sq - TWO_PI + det + np.log(sd).sum()), "Wider units"),
        (units(lambda sq, det, sd: -sq - TWO_PI - np.log(sd).sum()), "`log_det` is missing"),
        (units(lambda sq, det, sd: -sq - TWO_PI), "are both missing"),
        (units(lambda sq, det, sd: -sq + det - np.log(sd).sum()), "once for each number"),
        (units(lambda sq, det, sd: -sq - TWO_PI / 2 + det - np.log(sd).sum()), "counts once"),
        (units(lambda sq, det, sd: -sq - TWO_PI + det - sd.prod()), "without its logarithm"),
        (units(lambda sq, det, sd: -sq - TWO_PI + det - np.log(sd).mean()), "averaged"),
        (units(lambda sq, det, sd: -2 * sq - TWO_PI + det - np.log(sd).sum()), "factor ½"),
        (lambda *given: -right_units(*given), "a loss"),
        (lambda *given: np.exp(right_units(*given)), "this is p(x)"),
        (turned, "noise at x"),
        (lambda *given: right_units(*given) + 0.2, "counted twice"),
        (lambda *given: right_units(*given).sum(), "sum over all axes"),
        (lambda *given: right_units(*given)[:, None], "over the wrong axis"),
        (lambda *given: np.stack([right_units(*given)] * 2, axis=1), "two numbers of a point"),
        (lambda *given: right_units(*given) / 0.0, "not finite"),
        (lambda x: x[:, 0], "other arguments"),
        ("my_log_prob", "called first"),
    ],
}
