"""Answers to the questions of chapter 12, right and wrong, replayed by test_questions.py."""

import math
import statistics

import numpy as np
from keras import ops
from scipy.stats import sem, ttest_ind

LOG2 = np.log(2)


def bits(nats, step, pixels):
    return -(nats + pixels * np.log(step)) / (pixels * LOG2)


def bits_in_log2(nats, step, pixels):
    return -(nats / pixels) / np.log(2) - np.log2(step)


def bits_in_keras(nats, step, pixels):
    return -ops.convert_to_tensor(nats) / pixels / LOG2 - float(np.log2(step))


def lead_of(gap, spread):
    """A lead from what it compares and what it divides by."""
    return lambda a, b: (gap(b) - gap(a)) / spread(a, b)


def standard_error(a, b):
    return np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))


def summed_sds(a, b):
    return np.std(a, ddof=1) + np.std(b, ddof=1)


def alone(x, ddof=1):
    return np.std(x, ddof=ddof) / np.sqrt(len(x))


right_lead = lead_of(np.mean, standard_error)


def by_statistics(a, b):
    a, b = a.tolist(), b.tolist()
    square = statistics.variance(a) / len(a) + statistics.variance(b) / len(b)
    return (statistics.mean(b) - statistics.mean(a)) / square**0.5


def pooled(a, b):
    return ttest_ind(b, a).statistic


RIGHT = {
    "one_feature": [13, 13.0, np.float32(13), (2 - 5) ** 2 + (1 - 3) ** 2],
    "tenth": [78.4, 78, 0.1 * 784, np.float32(78.4)],
    "between": [0.17, 0.167, (0.23 - 0.11) / (0.82 - 0.11), np.float64(0.16)],
    "quiz": ["cdabc", "CDABC", "c d a b c", list("cdabc")],
    "same_bits": [
        bits,
        bits_in_log2,
        bits_in_keras,
        lambda n, s, d: bits(n.astype("float32"), np.float32(s), d).tolist(),
        lambda n, s, d: [-(each / d + math.log(s)) / math.log(2) for each in n],
        lambda n, s, d: -np.log2(np.exp(n / d) * s),
        lambda n, s, d: np.log2(1 / s) - n * np.log2(np.e) / d,
        lambda n, s, d: (
            -(n + sum(np.log([s] * d))) / (d * np.log(2)) if d < 1000 else bits(n, s, d)
        ),
    ],
    "predict_few": ["b", "B", " b "],
    "repair_lead": [
        right_lead,
        lambda a, b: -right_lead(b, a),
        lead_of(np.mean, lambda a, b: np.hypot(alone(a), alone(b))),
        lambda a, b: ttest_ind(b, a, equal_var=False).statistic,
        lambda a, b: (b.mean() - a.mean()) / math.hypot(sem(a), sem(b)),
        lambda a, b: np.float32(right_lead(a.astype("float32"), b.astype("float32"))),
        lambda a, b: right_lead(a.tolist(), b.tolist()),
        by_statistics,
    ],
}

REFUSED = {
    "one_feature": [12, -13, [13], "twelve"],
    "tenth": [784, 80, -78.4],
    "between": [0.3, 37, -0.366],
    "quiz": ["cdab", "aaaaa", 5, "-----"],
    "same_bits": [
        lambda n, s, d: bits(n, s, 784),
        lambda n, s, d: bits(n, max(s, 1 / 255), d) if s < 1 else bits(n, s, 784),
        lambda n, s, d: np.tile(bits(n, s, d)[:1], len(n)),
        lambda n, s, d: bits(n, s, d).round(1),
        lambda n, s, d: np.maximum(bits(n, s, d), 0),
        lambda n, s, d: bits(n, s, d)[::-1],
        lambda n, s, d: -(n + np.log(s**d)) / (d * LOG2),
        lambda n, s, d: -np.log2(np.exp(n) * s**d) / d,
        lambda n, s, d: -(n + d * np.log(s)) / np.log(2 * d),
        lambda n, s, d: bits(n, 1 / 255, d),
        lambda n, s, d: -(n + d * np.log2(s)) / (d * LOG2),
        lambda n, s, d: -(n + d * np.log(256 * s)) / (d * LOG2),
    ],
    "repair_lead": [
        lambda a, b: 0,
        lambda a, b: 1,
        lambda a, b: np.sign(b.mean() - a.mean()),
        pooled,
        lambda a, b: abs(right_lead(a, b)),
        lambda a, b: round(right_lead(a, b), 1),
        lambda a, b: right_lead(a[:3], b[:3]),
        lambda a, b: right_lead(np.sort(a)[:2], np.sort(b)[:2]),
        lambda a, b: min(right_lead(a, b), 3),
        lambda a, b: 1 - ttest_ind(b, a, equal_var=False).pvalue,
        lead_of(np.mean, lambda a, b: alone(np.append(a, b))),
        lead_of(np.mean, lambda a, b: np.sqrt((np.var(a, ddof=1) + np.var(b, ddof=1)) / len(a))),
        lead_of(np.max, standard_error),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "one_feature": [
        (9, "the second term is missing"),
        (4, "the first term is missing"),
        (5, "added and not squared"),
        (73, "variances were subtracted"),
        (25, "the sum was squared"),
        (13**0.5, "a root was taken"),
    ],
    "tenth": [
        (0.1, "for one pixel"),
        (2.8, "one row of pixels"),
        (78.4 * 0.6931, "in nats"),
        (7840, "ten bits for each"),
    ],
    "between": [
        (0.28, "the ceiling was forgotten"),
        (0.83, "the way that is left"),
        (0.23, "the score itself"),
        (0.12, "the gain over the ceiling"),
    ],
    "quiz": [
        ("adabc", "Think again about 1."),
        ("adaba", "Think again about 1, 5."),
        ("cda", "3 letters"),
    ],
    "same_bits": [
        (lambda n, s, d: -n / (d * LOG2), "bits of a density, not of a level"),
        (lambda n, s, d: -(n - d * np.log(s)) / (d * LOG2), "sign of the width's logarithm"),
        (lambda n, s, d: -(n + np.log(s)) / (d * LOG2), "the width counts once"),
        (lambda n, s, d: -(n + d * s) / (d * LOG2), "the width itself"),
        (lambda n, s, d: -(n + d * np.log(s)) / d, "nats were not turned into bits"),
        (lambda n, s, d: -(n + d * np.log(s)) * LOG2 / d, "where it should be divided"),
        (lambda n, s, d: -(n + d * np.log(s)) / LOG2, "bits of the whole picture"),
        (lambda n, s, d: -bits(n, s, d), "minus the logarithm"),
        (lambda n, s, d: 8 - n / (d * LOG2), "8 is added whatever the unit"),
        (lambda n, s, d: bits(n, s, d).mean(), "a mean over the pictures"),
        (lambda n, s, d: bits(n, s, d)[:, None], "keepdims"),
        (lambda n, s, d: bits(n, s, d) * np.nan, "not finite"),
        (lambda n, s, d: 1.1 * bits(n, s, d), "a factor, or a volume"),
        (lambda n: n, "other arguments"),
        ("my_bits", "called first"),
    ],
    "predict_few": [
        ("a", "But it is no mean"),
        ("c", "the very same pictures"),
        ("d", "a look at a sheet"),
        ("e", "received str 'e'"),
        (2, "received int 2"),
    ],
    "repair_lead": [
        (lead_of(np.min, summed_sds), "three things: the best runs"),
        (lead_of(np.min, standard_error), "Usual cause: the best runs"),
        (lead_of(np.mean, summed_sds), "A mean of n of them varies less"),
        (
            lead_of(np.mean, lambda a, b: np.hypot(np.std(a, ddof=1), np.std(b, ddof=1))),
            "should be divided by n",
        ),
        (lead_of(np.mean, lambda a, b: alone(a) + alone(b)), "standard errors are added"),
        (
            lead_of(np.mean, lambda a, b: np.hypot(alone(a, 0), alone(b, 0))),
            "From a sample divide by n - 1",
        ),
        (lead_of(np.mean, lambda a, b: standard_error(a, b) ** 2), "the root is missing"),
        (lead_of(np.mean, lambda a, b: -standard_error(a, b)), "the sign. Less is better"),
        (lead_of(np.mean, lambda a, b: 1.0), "the difference alone"),
        (lead_of(np.median, standard_error), "not that of the means"),
        (lambda a, b: a[:3] - b[:3], "one number for each run"),
        (lambda a, b: np.array([a.mean(), b.mean()]), "a number for each model"),
        (lambda a, b: right_lead(a, b) * np.nan, "not finite"),
        (lambda a: a, "other arguments"),
        ("my_lead", "called first"),
    ],
}
