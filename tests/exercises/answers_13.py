"""Answers to the questions of chapter 13, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.special import logsumexp
from scipy.stats import mannwhitneyu


def weights(lengths):
    return lengths / np.sum(lengths)


def log_density(log_parts, lengths):
    return np.logaddexp.reduce(log_parts + np.log(weights(lengths)), axis=-1)


def largest_first(log_parts, lengths):
    top = log_parts.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(log_parts - top) @ weights(lengths))


def stroke_by_stroke(log_parts, lengths):
    total = np.full(len(log_parts), -np.inf)
    for part, length in zip(log_parts.T, lengths, strict=True):
        total = np.logaddexp(total, part + math.log(length))
    return (total - math.log(sum(lengths))).tolist()


def underflowing(log_parts, lengths):
    return np.log(np.exp(log_parts) @ weights(lengths))


def split(groups, share, rng):
    names = rng.permutation(np.unique(groups))
    return np.isin(groups, names[: round(share * len(names))])


def split_by_coins(groups, share, rng):
    names, of = np.unique(groups, return_inverse=True)
    return (rng.random(len(names)) < share)[of]


def split_in_a_loop(groups, share, rng):
    names = sorted(set(groups.tolist()))
    rng.shuffle(names)
    out = set(names[: int(share * len(names))])
    return [int(each in out) for each in groups]


def split_of_pictures(groups, share, rng):
    return rng.random(len(groups)) < share


def with_twins(groups, share, rng):
    return np.isin(groups, groups[rng.random(len(groups)) < share])


def first_groups(groups, share, rng):
    names = np.unique(groups)
    return np.isin(groups, names[: round(share * len(names))])


def small_groups_first(groups, share, rng):
    names, sizes = np.unique(groups, return_counts=True)
    order = np.argsort(sizes + 3 * rng.random(len(names)))
    return np.isin(groups, names[order[: round(share * len(names))]])


def for_each_group(groups, share, rng):
    names = np.unique(groups)
    return np.isin(names, rng.permutation(names)[: round(share * len(names))])


def block_of_sorted(groups, share, rng):
    order = np.argsort(groups, kind="stable")
    start = rng.integers(len(order) - round(share * len(order)))
    return np.isin(np.arange(len(groups)), order[start : start + round(share * len(order))])


def pairs(samples, held_out):
    nearer = samples[:, None] < held_out
    return nearer.mean() + (samples[:, None] == held_out).mean() / 2


def by_ranks(samples, held_out):
    return 1 - mannwhitneyu(samples, held_out).statistic / len(samples) / len(held_out)


def by_loops(samples, held_out):
    won = [(s < h) + (s == h) / 2 for s in samples.tolist() for h in held_out.tolist()]
    return sum(won) / len(won)


RIGHT = {
    "shorter": [500, 500.0, 2000 / 4, np.int64(500)],
    "cropped": [0.25, 1000 / 4000, 1 / 4, np.float32(0.25)],
    "siblings": [0.99, 1 - 0.1**2, np.float64(0.99)],
    "half_copies": [1, 1.0, 5 / 5],
    "quiz": ["bdcad", "BDCAD", "b d c a d", "b, d, c, a, d", [*"bdcad"]],
    "strokes_to_drawing": [
        log_density,
        largest_first,
        stroke_by_stroke,
        lambda parts, lengths: logsumexp(parts, axis=1, b=weights(lengths)),
        lambda parts, lengths: ops.logsumexp(parts + np.log(weights(lengths)), axis=-1),
        lambda parts, lengths: logsumexp(parts + np.log(lengths), 1) - np.log(lengths.sum()),
    ],
    "repair_split": [split, split_by_coins, split_in_a_loop],
    "nearer_share": [
        pairs,
        by_ranks,
        by_loops,
        lambda s, h: (1 - np.sign(s[:, None] - h).mean()) / 2,
        lambda s, h: float(np.float32(pairs(s, h))),
    ],
}

REFUSED = {
    "shorter": [-500, 501, (500, 1500), "half"],
    "cropped": [25, 0.2, -0.25, (0.25, 0.25)],
    "siblings": [0.98, 1, 99, (0.9, 0.9)],
    "half_copies": [5.5, -1, (1, 1)],
    "quiz": ["bdca", "aaaaa", 5, "-----", "bdcada"],
    "strokes_to_drawing": [
        lambda parts, lengths: np.maximum(log_density(parts, lengths), -700),
        lambda parts, lengths: np.log(np.exp(parts) @ weights(lengths) + 1e-300),
        lambda parts, lengths: log_density(parts, lengths).round(2),
        lambda parts, lengths: np.tile(log_density(parts, lengths)[:1], len(parts)),
        lambda parts, lengths: log_density(parts[:, :2], lengths[:2]),
        lambda parts, lengths: log_density(parts, lengths**2),
        lambda parts, lengths: log_density(parts, np.sqrt(lengths)),
        lambda parts, lengths: log_density(parts, lengths[::-1]),
        lambda parts, lengths: log_density(parts, lengths) - 0.05,
    ],
    "repair_split": [
        lambda g, s, r: split(g, s / 2, r),
        lambda g, s, r: ~split(g, s, r),
        lambda g, s, r: split(g, 0.1, r),
        lambda g, s, r: np.zeros(len(g), bool),
        lambda g, s, r: np.ones(len(g), bool),
        lambda g, s, r: split(g, s, np.random.default_rng()),
        lambda g, s, r: g % 7 < 7 * s,
        lambda g, s, r: split(g, s, r) * 0.5,
        block_of_sorted,
    ],
    "nearer_share": [
        lambda s, h: 0.5,
        lambda s, h: 1.0,
        lambda s, h: np.mean(np.sort(s)[: min(len(s), len(h))] < np.sort(h)[: min(len(s), len(h))]),
        lambda s, h: round(pairs(s, h), 1),
        lambda s, h: pairs(s[:4], h),
        lambda s, h: pairs(np.unique(s), h),
        lambda s, h: 1 / (1 + np.median(s) / np.median(h)),
        lambda s, h: np.mean(s < h.mean()),
        lambda s, h: max(pairs(s, h), 0.5),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "shorter": [
        (1000, "half for each stroke"),
        (667, "Compare it with the whole line"),
        (1500, "along the longer stroke"),
        (0.25, "this is the share"),
    ],
    "cropped": [
        (0.75, "this share is kept"),
        (1 / 3, "compares with what is kept"),
        (0.125, "on one side"),
        (1000, "columns of pixels"),
    ],
    "siblings": [
        (0.9, "one certain sibling"),
        (0.81, "both of them at once"),
        (0.01, "that none is"),
        (0.18, "exactly one of them"),
        (0.19, "at least one of them being held out"),
        (1.8, "the expected number"),
    ],
    "half_copies": [
        (0, "the smallest distance"),
        (32 / 9 / 5, "the mean. The ratio"),
        (5, "the median of the samples"),
        (1.2, "the copies were left out"),
        (4 / 9, "the share of copies"),
    ],
    "quiz": [
        ("adcad", "Think again about 1."),
        ("bdcaa", "Think again about 5."),
        ("bdc", "3 letters"),
        (7, "received int 7"),
    ],
    "strokes_to_drawing": [
        (lambda p, w: logsumexp(p, axis=-1) - np.log(len(w)), "every stroke has the same weight"),
        (lambda p, w: p @ weights(w), "logarithms were averaged"),
        (lambda p, w: p.sum(axis=-1), "near every stroke at once"),
        (lambda p, w: logsumexp(p, axis=-1), "the weights are missing"),
        (lambda p, w: logsumexp(p, axis=-1, b=w), "Divide them by their sum"),
        (lambda p, w: logsumexp(p + weights(w), axis=-1), "and not its logarithm"),
        (lambda p, w: log_density(p, 1 / w), "short strokes were given"),
        (lambda p, w: (p + np.log(weights(w))).max(axis=-1), "the densest stroke alone"),
        (lambda p, w: np.exp(log_density(p, w)), "this is the density."),
        (lambda p, w: log_density(p, w) / np.log(2), "bits. Nats"),
        (lambda p, w: -log_density(p, w), "minus the log density"),
        (lambda p, w: log_density(p, w).mean(), "over all axes"),
        (lambda p, w: p + np.log(weights(w)), "over the strokes is missing"),
        (lambda p, w: logsumexp(p, axis=0), "a sum over the points"),
        (lambda p, w: log_density(p, w)[:, None], "keepdims"),
        (lambda p, w: log_density(p, w) * np.nan, "not finite: nan"),
        (underflowing, "of a large one infinite"),
        (lambda p, w: 1.1 * log_density(p, w), "the weights, or what"),
        (lambda p: p, "other arguments"),
        ("my_log_density", "called first"),
    ],
    "repair_split": [
        (split_of_pictures, "pictures are drawn by lot"),
        (with_twins, "a large group has many lots"),
        (first_groups, "no chance, or"),
        (small_groups_first, "drawn with the same chance"),
        (for_each_group, "an answer for each group"),
        (lambda g, s, r: np.flatnonzero(split(g, s, r)), "row numbers"),
        (lambda g, s, r: ~split(g, s, r), "the two sides are swapped"),
        (lambda g, s, r: g, "something other than a comparison"),
        (lambda g, s, r: np.zeros(len(g)), "one side is empty"),
        (lambda g, s, r: split(g, s, np.random.default_rng()), "another source of random"),
        (lambda g, s, r: split(g, s / 4, r), "something else than the groups"),
        (lambda g: g, "other arguments"),
        ("my_split", "called first"),
    ],
    "nearer_share": [
        (lambda s, h: np.mean(s[:, None] < h), "equal pairs count nothing"),
        (lambda s, h: np.mean(s[:, None] <= h), "equal pairs count whole"),
        (lambda s, h: pairs(h, s), "the other way around"),
        (lambda s, h: np.median(s) / np.median(h), "medians are compared"),
        (lambda s, h: float(np.median(s) < np.median(h)), "only the middles"),
        (lambda s, h: np.mean(s < np.median(h)), "the samples are compared with the middle"),
        (lambda s, h: np.mean(np.median(s) < h), "pictures are compared with the middle"),
        (lambda s, h: pairs(s, h) * len(s) * len(h), "a number of pairs"),
        (lambda s, h: pairs(s, h) * len(h), "divided by the samples alone"),
        (lambda s, h: np.mean(s < np.quantile(h, 0.01)), "the lower tail"),
        (lambda s, h: np.mean(s[:, None] < h, axis=1), "a number for each sample"),
        (lambda s, h: np.mean(s[:, None] < h, axis=0), "a number for each held-out"),
        (lambda s, h: s[:, None] < h, "the table of pairs"),
        (lambda s, h: [pairs(s, h)], "a list of one number"),
        (lambda s, h: np.mean(s < h), "operands could not"),
        (lambda s, h: pairs(s, h) * np.nan, "not finite"),
        (lambda s, h: 1.1 * pairs(s, h), "which pairs are counted"),
        (lambda s: s, "other arguments"),
        ("my_share", "called first"),
    ],
}
