"""Answers to the questions of chapter 6, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops

from helpers.exercises.chapter_06.check_levels import HALF, bins, log_level, sigmoid
from helpers.exercises.chapter_06.check_mask import mask


def log_level_in_keras(x, weight, mean, scale):
    x, h = x[:, None], 1 / 255
    upper = ops.where(x > 1 - h, 1.0, ops.sigmoid((x + h - mean) / scale))
    lower = ops.where(x < h - 1, 0.0, ops.sigmoid((x - h - mean) / scale))
    return ops.log(ops.sum(weight * (upper - lower), axis=-1))


def log_level_in_logarithms(x, weight, mean, scale):
    with np.errstate(divide="ignore"):
        return np.logaddexp.reduce(np.log(weight) + np.log(bins(x, mean, scale)), axis=-1)


def mixed(make):
    """An answer from the probability of each level under each bell, (batch, bells)."""
    return lambda x, weight, mean, scale: np.log((weight * make(x, mean, scale)).sum(axis=-1))


def density(x, mean, scale):
    u = (x[:, None] - mean) / scale
    return sigmoid(u) * sigmoid(-u) / scale


def weighted_logs(x, weight, mean, scale):
    return (weight * np.log(np.maximum(bins(x, mean, scale), 1e-300))).sum(axis=-1)


def backwards(x, weight, mean, scale):
    return log_level(x, weight, mean, scale)[::-1]


def changed(**places):
    """A mask with some rows or places set: `changed(middle=1)`."""

    def answer(size):
        wrong, middle = mask(size), size // 2
        spots = {
            "middle": (middle, middle),
            "row": (middle, slice(None)),
            "left": (middle, slice(0, middle)),
            "corner": (slice(0, middle), slice(middle + 1, None)),
            "below": (slice(middle, None), slice(None)),
            "neighbour": (middle, slice(max(middle - 1, 0), middle)),
        }
        for name, value in places.items():
            wrong[spots[name]] = value
        return wrong

    return answer


RIGHT = {
    "level_of_a_pixel": [log_level, log_level_in_keras, log_level_in_logarithms],
    "predict_leak": ["b", " B "],
    "repair_mask": [mask, lambda size: mask(size).tolist(), lambda size: mask(size).astype(bool)],
}

WRONG = {
    "level_of_a_pixel": [
        (mixed(lambda x, m, s: bins(x, m, s, edges=False)), "cut like the others"),
        (mixed(density), "A probability is the difference"),
        (mixed(lambda x, m, s: bins(x, m, s, half=2 * HALF)), "whole bin to each side"),
        (mixed(lambda x, m, s: bins(x, m, s, half=1 / 256)), "1/256"),
        (mixed(lambda x, m, s: bins(x, m, 1 / s)), "scale multiplies"),
        (lambda x, w, m, s: np.log(bins(x, m, s).sum(-1)), "weights are missing."),
        (lambda x, w, m, s: np.log(bins(x, m, s).mean(-1)), "a mean stands"),
        (weighted_logs, "Mix first"),
        (lambda *a: log_level(*a) / np.log(2), "bits. Nats"),
        (lambda *a: -log_level(*a), "This is the cost"),
        (lambda *a: np.exp(log_level(*a)), "the probability itself"),
        (lambda *a: log_level(*a) - 0.1, "counted twice"),
        (backwards, "trade places"),
        (lambda x, w, m, s: np.log(bins(x, m, s)), "sum over the bells"),
        (lambda *a: log_level(*a)[:, None], "keepdims"),
        (lambda *a: log_level(*a).mean(), "over all axes"),
        (lambda *a: log_level(*a) * np.nan, "not finite"),
        (lambda x, w, m, s: np.ones((256, 256)), "x[:, None]"),
        (lambda x: x, "other arguments"),
        ("my_log_level", "called first"),
    ],
    "predict_leak": [
        ("a", "not there yet"),
        ("c", "far from zero"),
        ("d", "can be ignored"),
        ("e", "received str 'e'"),
        (2, "received int 2"),
    ],
    "repair_mask": [
        (changed(middle=1), "off by one"),
        (changed(row=1), "whole middle row"),
        (changed(below=1), "all is open"),
        (lambda size: mask(size)[::-1], "upside down"),
        (changed(below=1, row=0, left=1), "rows below are open"),
        (changed(left=0), "middle row is shut"),
        (changed(corner=0), "partly shut"),
        (changed(neighbour=0), "stops too early"),
        (lambda size: np.zeros((size, size)), "nothing is open"),
        (lambda size: 0.5 * mask(size), "holds 0.5"),
        (lambda size: mask(size)[0], "one number a column"),
        (lambda size: mask(3), "another size"),
        (lambda size: mask(size) * np.inf, "not finite"),
        (lambda: mask(3), "other arguments"),
        (mask(3), "called first"),
    ],
}
