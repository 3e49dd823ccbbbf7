"""Answers to the questions of chapter 12, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops

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
    return np.std(a) + np.std(b)


def alone(x, ddof=1):
    return np.std(x, ddof=ddof) / np.sqrt(len(x))


right_lead = lead_of(np.mean, standard_error)


RIGHT = {
    "same_bits": [bits, bits_in_log2, bits_in_keras],
    "predict_few": ["b", "B", " b "],
    "repair_lead": [
        right_lead,
        lambda a, b: -right_lead(b, a),
        lead_of(np.mean, lambda a, b: np.hypot(alone(a), alone(b))),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
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
        (lead_of(np.min, summed_sds), "two things: the best runs"),
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
