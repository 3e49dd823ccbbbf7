"""Answers to the questions of chapter 8, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.stats import norm


def kl(mean, log_sd):
    return ((mean**2 + np.exp(2 * log_sd) - 1) / 2 - log_sd).sum(axis=-1)


def bound(x, z, kl, decode, sd_x):
    log_pixels = -(((x - decode(z)) / sd_x) ** 2 + math.log(2 * math.pi * sd_x**2)) / 2
    return log_pixels.sum(axis=-1) - kl


def each(formula):
    """A KL answer from what one dimension costs."""
    return lambda mean, log_sd: formula(mean, log_sd, np.exp(log_sd)).sum(axis=-1)


def parts(formula):
    """A bound answer from the squares, one pixel's constant, the KL and the pixels."""

    def answer(x, z, kl, decode, sd_x):
        squares = ((x - decode(z)) / sd_x) ** 2 / 2
        return formula(squares, math.log(2 * math.pi * sd_x**2) / 2, kl, x.shape[-1])

    return answer


def kl_from_a_list(mean, log_sd):
    return [float(value) for value in kl(mean, log_sd)]


def kl_in_keras(mean, log_sd):
    return ops.sum((mean**2 + ops.exp(2 * log_sd) - 1) / 2 - log_sd, axis=-1)


def kl_that_spoils_its_input(mean, log_sd):
    mean **= 2
    mean += np.exp(2 * log_sd) - 1 - 2 * log_sd
    return mean.sum(axis=-1) / 2


def bound_that_looks_at_the_batch(x, z, kl, decode, sd_x):
    return bound(x, z, kl, decode, sd_x) + 0.01 * (len(x) == 5)


def kl_in_loops(mean, log_sd):
    told = []
    for means, logs in zip(mean, log_sd, strict=True):
        each = [(m * m + math.exp(2 * s) - 1) / 2 - s for m, s in zip(means, logs, strict=True)]
        told.append(sum(each))
    return told


def kl_by_quadrature(mean, log_sd):
    """The mean of log q - log p over q, at the points of a Gauss-Hermite rule."""
    points, weights = np.polynomial.hermite_e.hermegauss(9)
    z = mean[..., None] + np.exp(log_sd[..., None]) * points
    ratio = z**2 / 2 - points**2 / 2 - log_sd[..., None]
    return (ratio @ weights / weights.sum()).sum(axis=-1)


RIGHT = {
    "gap": [12, 12.0, np.float32(12)],
    "outputs": [32, 32.0, 2 * 16],
    "bits": [2, 2.0, 1087 / 784 / math.log(2), 1087 / 784 * 1.44],
    "averaged": [3072, 32 * 32 * 3, np.int64(3072)],
    "quiz": ["abdcb", "ABDCB", "a b d c b", "a, b, d, c, b", [*"abdcb"]],
    "kl_to_standard_normal": [
        kl,
        kl_in_keras,
        kl_from_a_list,
        kl_that_spoils_its_input,
        lambda m, s: kl(m.astype("float64"), s.astype("float64")),
        lambda m, s: -0.5 * np.sum(1 + 2 * s - m**2 - np.exp(s) ** 2, axis=1),
        kl_in_loops,
        lambda m, s: np.concatenate([kl(a[None], b[None]) for a, b in zip(m, s, strict=True)]),
        kl_by_quadrature,
    ],
    "predict_beta": ["c", "C", " c "],
    "repair_bound": [
        bound,
        lambda x, z, kl, decode, sd_x: norm.logpdf(x, decode(z), sd_x).sum(axis=1) - kl,
        lambda *given: bound(*given).astype("float32"),
        lambda x, z, kl, decode, sd_x: ops.subtract(
            ops.sum(
                -(((x - decode(z)) / sd_x) ** 2) / 2 - math.log(sd_x * math.sqrt(2 * math.pi)), 1
            ),
            kl,
        ),
        lambda x, z, kl, decode, sd_x: [
            norm.logpdf(a, decode(b), sd_x).sum() - c for a, b, c in zip(x, z, kl, strict=True)
        ],
        lambda x, z, kl, decode, sd_x: (
            -((x - decode(z)) ** 2).sum(axis=1) / (2 * sd_x**2)
            - x.shape[1] * (math.log(sd_x) + math.log(2 * math.pi) / 2)
            - kl
        ),
    ],
}

BLANK = {key: [None, ..., "", "?"] for key in ("gap", "outputs", "bits", "averaged", "quiz")}

REFUSED = {
    "gap": [-22, 78, (12, 12), kl],
    "outputs": [(16, 2), 17, 33, 256],
    "bits": [1568.2, 2.1, 1.9, 1087, (2.0, 2.0)],
    "averaged": [32, 3073, 9216, (32, 32, 3)],
    "quiz": ["aaaaa", "abdca", "bdcba", "abdc", "abdcbb", 5, "open!"],
    "kl_to_standard_normal": [
        lambda m, s: kl(m, np.clip(s, -2, 2)),
        lambda m, s: kl(m[:, :3], s[:, :3]),
        lambda m, s: np.tile(kl(m, s)[:1], len(m)),
        lambda m, s: kl(m, s).round(2),
        lambda m, s: kl(m, s)[::-1],
        lambda m, s: np.maximum(kl(m, s), 0.5),
        lambda m, s: kl(m, s) if len(m) == 5 else kl(m, s) * 3 / m.shape[1],
        lambda m, s: kl(abs(m), abs(s)),
        lambda m, s: kl(m, s).mean() + 0 * m[:, 0],
        lambda m, s: kl(m - m.mean(axis=0), s),
        lambda m, s: kl(m, s + 1e-3),
    ],
    "repair_bound": [
        lambda x, z, kl, d, sd: (
            bound(x, z, kl, d, sd) if x.shape[1] == 4 else bound(x, z, kl, d, 1)
        ),
        parts(lambda sq, c, kl, n: -sq.sum(-1) - 4 * c - kl),
        parts(lambda sq, c, kl, n: -(sq + c).sum(-1) - kl.mean()),
        parts(lambda sq, c, kl, n: -(sq + c).sum(-1).mean() - kl),
        lambda *given: bound(*given).round(1),
        lambda *given: bound(*given) - 0.05,
        lambda x, z, kl, d, sd: bound(x, 0 * z, kl, d, sd),
        lambda x, z, kl, d, sd: bound(x, z, kl, lambda u: d(u).clip(0, 1), sd),
        lambda x, z, kl, d, sd: bound(x, z, np.minimum(kl, 2), d, sd),
        lambda x, z, kl, d, sd: bound(x, z, kl, d, 0.7),
        lambda *given: np.sort(bound(*given)),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "gap": [
        (-12, "never negative"),
        (-112, "this is the bound"),
        (112, "minus the bound"),
        (32, "added to what"),
        (-32, "a bound above the truth"),
        (10, "Not 10"),
        (-10, "missing, and the sign"),
        (22, "to the prior over codes"),
    ],
    "outputs": [
        (16, "this is a point"),
        (1, "not enough for 16"),
        (272, "for every pair"),
        (784, "these are the pixels"),
        (160, "all five pictures"),
    ],
    "bits": [
        (1.39, "these are nats per pixel."),
        (0.96, "more than a bit"),
        (-2.0, "The cost is minus"),
        (-1.39, "with the sign of the logarithm"),
        (55.9, "divided by 28"),
    ],
    "averaged": [
        (1 / 3072, "got too small"),
        (1024, "Each is a number"),
        (1 / 1024, "upside down, and"),
        (784, "in grey"),
        (1, "Divided by what"),
        (96, "two sides"),
    ],
    "quiz": [
        ("abdca", "4 of 5 are right. Think again about 5"),
        ("bbdcb", "again about 1."),
        ("aaaaa", "1 of 5 are right"),
        ("abdc", "4 letters"),
        (7, "received int 7"),
    ],
    "kl_to_standard_normal": [
        (lambda m, s: kl(m, s).mean(), "all axes"),
        (lambda m, s: (m**2 + np.exp(2 * s) - 1) / 2 - s, "latent dimensions is missing"),
        (lambda m, s: ((m**2 + np.exp(2 * s) - 1) / 2 - s).sum(axis=0), "over the batch"),
        (lambda m, s: kl(m, s)[:, None], "keepdims"),
        (lambda m, s: np.stack([kl(m, s)] * 2), "wrong axis"),
        (lambda m, s: kl(m, s) * np.nan, "not finite"),
        (lambda m, s: kl(m, s).astype(str), "returned <U"),
        (lambda m, s: (kl(m, s), "nats"), "returned tuple"),
        (each(lambda m, s, sd: (m**2 + sd**2) / 2 - s), "the -1 is missing"),
        (each(lambda m, s, sd: (m**2 + sd**2 + 1) / 2 - s), "become +1"),
        (each(lambda m, s, sd: (m**2 + sd**2 - 1) / 2 - s + 0.1), "missing or too much"),
        (lambda m, s: -kl(m, s), "minus the KL"),
        (each(lambda m, s, sd: (m**2 + sd**2 - 1 - s) / 2), "halved"),
        (each(lambda m, s, sd: (m**2 + sd - 1) / 2 - s), "is the sd"),
        (each(lambda m, s, sd: (m**2 + sd**2 - 1) / 2 + s), "narrow"),
        (each(lambda m, s, sd: (m + sd**2 - 1) / 2 - s), "not squared"),
        (each(lambda m, s, sd: (m**3 + sd**2 - 1) / 2 - s), "half of `log_sd`"),
        (lambda m, s: kl(m, s) / m.shape[-1], "mean over the latent"),
        (each(lambda m, s, sd: (m**2 + sd - 1 - s) / 2), "log variance. The"),
        (each(lambda m, s, sd: m**2 + sd**2 - 1 - 2 * s), "½ is missing"),
        (each(lambda m, s, sd: (1 + m**2) / (2 * sd**2) - 0.5 + s), "swapped"),
        (lambda m, s: kl(m, s) / math.log(2), "bits"),
        (each(lambda m, s, sd: m**2 + (sd**2 - 1) / 2 - s), "factor on one term"),
        (lambda m, s: kl(m, s) * 1.001, "a small number added"),
        (kl(np.ones((5, 3)), np.ones((5, 3))), "called first"),
        (lambda mean: mean, "other arguments"),
    ],
    "predict_beta": [
        ("a", "minimised"),
        ("b", "balance"),
        ("d", "reconstructions pay"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
        (kl, "received a function"),
    ],
    "repair_bound": [
        (parts(lambda sq, c, kl, n: -sq.mean(-1) - kl), "average stands"),
        (parts(lambda sq, c, kl, n: -sq.sum(-1) - kl), "-log(2π sd_x²)"),
        (parts(lambda sq, c, kl, n: -(sq + c).mean(-1) - kl), "log-likelihood is averaged"),
        (parts(lambda sq, c, kl, n: -sq.mean(-1) - n * c - kl), "squares are averaged"),
        (parts(lambda sq, c, kl, n: -sq.sum(-1) - c - kl), "counts once"),
        (parts(lambda sq, c, kl, n: (-sq + c).sum(-1) - kl), "sign of the normalising"),
        (parts(lambda sq, c, kl, n: (-sq - 2 * c).sum(-1) - kl), "½ of the normalising"),
        (parts(lambda sq, c, kl, n: (-2 * sq - c).sum(-1) - kl), "½ of the squares"),
        (
            lambda x, z, kl, decode, sd_x: (
                bound(x, z, kl, decode, sd_x) + x.shape[-1] * math.log(sd_x) / 2
            ),
            "sd_x in place",
        ),
        (parts(lambda sq, c, kl, n: -(sq + c).sum(-1)), "KL is missing"),
        (parts(lambda sq, c, kl, n: -(sq + c).sum(-1) + kl), "KL is added"),
        (parts(lambda sq, c, kl, n: (sq + c).sum(-1) + kl), "the loss"),
        (parts(lambda sq, c, kl, n: -(sq + c).sum(-1) - 2 * kl), "counted twice"),
        (bound_that_looks_at_the_batch, "the rest of the batch"),
        (parts(lambda sq, c, kl, n: -(sq + c).sum() - kl.sum()), "all axes"),
        (parts(lambda sq, c, kl, n: -sq - c), "over the pixels is missing"),
        (parts(lambda sq, c, kl, n: -(sq + c).sum(-1, keepdims=True) - kl), "keepdims"),
        (parts(lambda sq, c, kl, n: -(sq + c).sum(-1) / 0.0), "not finite"),
        (lambda x, z, kl: kl, "other arguments"),
        ("my_bound", "called first"),
    ],
}
