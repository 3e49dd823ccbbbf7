"""Answers to the questions of chapter 6, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.special import softmax
from scipy.stats import logistic

from helpers.exercises.chapter_06.check_bin import bin_of
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


def mirrored(x, weight, mean, scale):
    return log_level(-x, weight, mean, scale)


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


def by_scipy(x, weight, mean, scale):
    x, ends = x[:, None], (-1 / 255, 1 / 255)
    low, high = (logistic.cdf(x + end, mean, scale) for end in ends)
    low[x[:, 0] == -1], high[x[:, 0] == 1] = 0, 1
    return np.log(np.average(high - low, axis=1, weights=weight) * weight.sum(axis=1))


def pixel_by_pixel(x, weight, mean, scale):
    def cdf(u):
        return 1 / (1 + math.exp(-max(min(u, 700), -700)))

    told = []
    for level, *bells in zip(x, weight, mean, scale, strict=True):
        p = 0
        for w, m, s in zip(*bells, strict=True):
            high = 1 if level > 0.999 else cdf((level + 1 / 255 - m) / s)
            p += w * (high - (0 if level < -0.999 else cdf((level - 1 / 255 - m) / s)))
        told.append(math.log(p))
    return told


def first_rows_bells(x, weight, mean, scale):
    return log_level(x, weight[:1], mean[:1], scale[:1])


def one_end(white):
    """Only one of the two ends is left open."""

    def make(x, mean, scale):
        closed, open_ = bins(x, mean, scale, edges=False), bins(x, mean, scale)
        return np.where((x > 0.999 if white else x < -0.999)[:, None], open_, closed)

    return mixed(make)


def bin_in_keras(x, mean, scale):
    return ops.sigmoid((x + 1 / 255 - mean) / scale) - ops.sigmoid((x - 1 / 255 - mean) / scale)


def bin_density(x, mean, scale):
    u = (x - mean) / scale
    return sigmoid(u) * sigmoid(-u) / scale


def not_implemented(*arguments):
    raise NotImplementedError


BLANK = {
    "one_bin": [None, ..., not_implemented, lambda *arguments: None, lambda *arguments: ...],
}

RIGHT = {
    "two_pixels": [0.12, 0.6 * 0.2, np.float32(0.12), (1 - 0.4) * 0.2],
    "before_the_last": [(5, 783), [5, 783], np.zeros((5, 784))[:, :783].shape, np.array([5, 783])],
    "cost_of_four": [2.5, 10 / 4, -np.log2([1 / 2, 1 / 2, 1 / 4, 1 / 64]).mean(), np.float32(2.5)],
    "divided_levels": [3 - np.log2(255), -4.99, -5, -5.0, np.float32(-4.994)],
    "one_bin": [
        bin_of,
        bin_in_keras,
        lambda x, m, s: logistic.cdf(x + 1 / 255, m, s) - logistic.cdf(x - 1 / 255, m, s),
        lambda *given: bin_in_keras(*(ops.cast(each, "float32") for each in given)),
        lambda x, m, s: [bin_of(*each) for each in zip(x, m, s, strict=True)],
    ],
    "quiz": ["bdacc", "B D A C C", "b, d, a, c, c", list("bdacc")],
    "level_of_a_pixel": [
        log_level,
        log_level_in_keras,
        log_level_in_logarithms,
        lambda *given: log_level_in_keras(*(ops.cast(each, "float32") for each in given)),
        lambda *given: [log_level(*(g[i : i + 1] for g in given))[0] for i in range(len(given[0]))],
        by_scipy,
        pixel_by_pixel,
        lambda x, w, m, s: np.log(np.einsum("bk,bk->b", w, bins(x, m, s)) + 1e-12),
    ],
    "predict_leak": ["d", "D", " d "],
    "repair_mask": [
        mask,
        lambda size: mask(size).tolist(),
        lambda size: mask(size).astype(bool),
        lambda size: ops.reshape(ops.arange(size * size) < size * size // 2, (size, size)),
        lambda n: [[int((i, j) < (n // 2, n // 2)) for j in range(n)] for i in range(n)],
        lambda n: np.pad(np.ones(n * n // 2), (0, n * n - n * n // 2)).reshape(n, n),
        lambda size: np.cumsum(np.ones((size, size))).reshape(size, size) <= size * size // 2,
    ],
}

REFUSED = {
    "two_pixels": [0.1, 12, "0.12 %", [0.12], "black", 0.121],
    "before_the_last": [783, (783,), "5 x 783", (5, 783, 1), (5, 0), 5 * 783],
    "cost_of_four": [2.6, 2, [1, 1, 2, 6], "2.5 bits", 1 / 256],
    "divided_levels": [-4.9, 5, 0, -252, [-5], "lower"],
    "one_bin": [
        lambda x, m, s: 2 * bin_of(x, m, s),
        lambda x, m, s: bin_of(x, m, s, half=1 / 256),
        lambda x, m, s: bin_of(x, m, s)[::-1],
        lambda x, m, s: bin_of(x, 0 * m, s),
        lambda x, m, s: bin_of(x, m, s)[:, None],
    ],
    "quiz": ["bdac", "abcda", "bdaccc", "ccccc", 5],
    "level_of_a_pixel": [
        first_rows_bells,
        one_end(white=True),
        one_end(white=False),
        lambda x, w, m, s: log_level(x, w[:, :3], m[:, :3], s[:, :3]),
        lambda x, w, m, s: log_level(x, w[::-1], m, s),
        lambda x, w, m, s: log_level(x, w, m, s[:, :1] + 0 * s),
        lambda x, w, m, s: log_level(x, np.sort(w), m, s),
        lambda x, w, m, s: log_level(x, w, np.clip(m, -1, 1), s),
        lambda x, w, m, s: log_level(-x, w, -m[:, ::-1], s),
        lambda x, w, m, s: np.log(np.exp(log_level(x, w, m, s)) + 1e-3),
        lambda x, w, m, s: log_level(x, softmax(w, axis=1), m, s),
        mixed(lambda x, m, s: density(x, m, s) * 2 / 255),
    ],
    "repair_mask": [
        lambda size: mask(size).T,
        lambda size: np.tril(np.ones((size, size)), -1),
        lambda size: 1 - mask(size),
        lambda size: mask(size) if size < 8 else np.ones((size, size)),
        lambda size: mask(size)[:, ::-1],
        lambda size: mask(size) - 1e-3,
        lambda size: mask(size) * (np.arange(size) > 0),
        lambda size: mask(size + 2)[1:-1, 1:-1][::-1, ::-1],
        lambda size: mask(size).ravel(),
        lambda size: np.ones((size, size)) * (np.arange(size) < size // 2)[:, None],
    ],
}

WRONG = {
    "two_pixels": [
        (0.36, "two white"),
        (0.08, "black otherwise"),
        (0.2, "only the second factor"),
        (0.8, "were added"),
        (0.54, "after a white pixel"),
        (0.48, "two black"),
        ("black", "Not 'black'."),
    ],
    "before_the_last": [
        ((5, 784), "among those that are given"),
        ((5, 782), "off by one"),
        ((5, 1), "the number itself"),
        ((783, 5), "the axes trade places"),
        ((1, 783), "asked at once"),
        ((4, 784), "cuts the second axis"),
        (783, "Not 783."),
    ],
    "cost_of_four": [
        (10, "those are the bits of all four"),
        (2.5 * math.log(2), "Bits need log2"),
        (-2.5, "the sign"),
        (1.66, "averaged first"),
        (10 * math.log(2), "nats, and"),
        (2, "Not 2."),
    ],
    "divided_levels": [
        (3 + math.log2(255), "the direction"),
        (3, "which has no unit"),
        (3 / 255, "were divided"),
        (3 - math.log(255), "a natural logarithm"),
        (8, "that is the change. "),
        (-7.99, "with its sign"),
    ],
    "one_bin": [
        (lambda x, m, s: sigmoid((x + HALF - m) / s), "one end only"),
        (lambda x, m, s: sigmoid((x - HALF - m) / s), "the lower end only"),
        (lambda x, m, s: -bin_of(x, m, s), "two ends trade places"),
        (lambda x, m, s: sigmoid((x + HALF - m) / s) - sigmoid((x - m) / s), "level itself"),
        (lambda x, m, s: bin_of(x, m, s, half=2 * HALF), "whole bin to each side"),
        (lambda x, m, s: bin_of(x, m, 1 / s), "scale multiplies"),
        (bin_density, "the height of the bell"),
        (lambda x, m, s: np.log(bin_of(x, m, s)), "the logarithm"),
        (lambda x, m, s: bin_of(x, m, s).sum(), "keeps its own number"),
        (lambda x, m, s: bin_of(x[:, None], m, s), "paired with every bell"),
        (lambda x, m, s: bin_of(x, m, s) + 0.1, "not where it should be"),
        (lambda x: x, "other arguments"),
        ("my_bin", "called first"),
    ],
    "quiz": [
        ("ddacc", "about 1."),
        ("bbacc", "about 2."),
        ("bdbaa", "about 3, 4, 5."),
        ("bdac", "4 letters"),
        (5, "received int 5"),
    ],
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
        (mirrored, "trade places"),
        (lambda x, w, m, s: np.log(bins(x, m, s)), "sum over the bells"),
        (lambda *a: log_level(*a)[:, None], "keepdims"),
        (lambda *a: log_level(*a).mean(), "over all axes"),
        (lambda *a: log_level(*a) * np.nan, "not finite"),
        (lambda x, w, m, s: np.ones((len(x), len(x))), "x[:, None]"),
        (lambda x: x, "other arguments"),
        ("my_log_level", "called first"),
    ],
    "predict_leak": [
        ("a", "not there yet"),
        ("b", "far from zero"),
        ("c", "can be ignored"),
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
