"""Answers that the checks of chapter 13 were not made for: other ways, other mistakes."""

import numpy as np
from keras import ops
from scipy.special import log_softmax, logsumexp
from scipy.stats import rankdata
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupShuffleSplit


def log_density(log_parts, lengths):
    return logsumexp(np.asarray(log_parts) + np.log(lengths / np.sum(lengths)), axis=1)


def by_masses(log_parts, lengths):
    top = log_parts.max(axis=-1)
    parts = [length * np.exp(part - top) for part, length in zip(log_parts.T, lengths, strict=True)]
    return top + np.log(sum(parts) / sum(lengths))


def drawn(groups, share, rng):
    names = np.unique(groups)
    return np.isin(groups, rng.choice(names, round(share * len(names)), replace=False))


def by_a_table(groups, share, rng):
    lot = {name: rng.random() for name in np.unique(groups)}
    return np.array([lot[each] < share for each in groups])


def by_sklearn(groups, share, rng):
    seed = int(rng.integers(2**31))
    (_, out), *_ = GroupShuffleSplit(1, test_size=share, random_state=seed).split(
        groups, groups=groups
    )
    held_out = np.zeros(len(groups), bool)
    held_out[out] = True
    return held_out


def by_order(groups, share, rng):
    names, of = np.unique(groups, return_inverse=True)
    return rng.permutation(len(names))[of] < share * len(names)


def by_searching(samples, held_out):
    ordered = np.sort(held_out)
    above = len(ordered) - np.searchsorted(ordered, samples, "right")
    below = np.searchsorted(ordered, samples, "left")
    return (above + len(ordered) - below).mean() / 2 / len(ordered)


def by_ranks(samples, held_out):
    n, m = len(samples), len(held_out)
    ranks = rankdata(np.r_[samples, held_out])[:n].sum()
    return 1 - (ranks - n * (n + 1) / 2) / (n * m)


RIGHT = {
    "strokes_to_drawing": [
        log_density,
        by_masses,
        lambda p, w: np.float32(log_density(p, w)),
        lambda p, w: ops.logsumexp(ops.convert_to_tensor(p) + ops.log(w / np.sum(w)), axis=1),
        lambda p, w: [float(logsumexp(row, b=np.asarray(w) / np.sum(w))) for row in np.asarray(p)],
        lambda p, w: logsumexp(p + log_softmax(np.log(w)), axis=1),
    ],
    "repair_split": [drawn, by_a_table, by_sklearn, by_order],
    "nearer_share": [
        by_searching,
        by_ranks,
        lambda s, h: roc_auc_score(np.r_[0 * s, 0 * h + 1], np.r_[s, h]),
        lambda s, h: np.mean([np.mean(h > x) + np.mean(h == x) / 2 for x in s]),
        lambda s, h: np.heaviside(h - s[:, None], 0.5).mean(),
        lambda s, h: ops.mean(ops.sign(h[None] - s[:, None])) / 2 + 0.5,
    ],
}

REFUSED = {
    "strokes_to_drawing": [
        lambda p, w: np.log(np.mean(np.exp(p) * w / np.mean(w), axis=1)),
        lambda p, w: logsumexp(p, axis=1, b=w / np.max(w)),
        lambda p, w: logsumexp(p * (w / np.sum(w)), axis=1),
        lambda p, w: np.median(p, axis=1),
        lambda p, w: log_density(p, w) if len(w) < 4 else np.mean(p, axis=1),
        lambda p, w: log_density(np.clip(p, -500, 500), w),
        lambda p, w: log_density(p, w)[::-1],
        lambda p, w: log_density(p.astype("float16"), w),
    ],
    "repair_split": [
        lambda g, s, r: np.isin(g, r.permutation(g)[: round(s * len(g))]),
        lambda g, s, r: np.isin(g, np.unique(g)[: r.integers(1, len(np.unique(g)))]),
        lambda g, s, r: g > np.quantile(g, 1 - s) + 0 * r.random(),
        lambda g, s, r: drawn(g, s, r) | (g == g[0]),
        lambda g, s, r: drawn(g, min(s, 0.3), r),
        lambda g, s, r: drawn(g, s, r) + 1,
        lambda g, s, r: drawn(g, s, r)[:-1],
        lambda g, s, r: (drawn(g, s, r), ~drawn(g, s, r)),
    ],
    "nearer_share": [
        lambda s, h: np.mean(np.sort(s)[:, None] < np.sort(h)) + 0.01,
        lambda s, h: np.mean(s[:, None] < 0.99 * h),
        lambda s, h: np.mean(s == 0),
        lambda s, h: np.mean(np.random.default_rng(0).choice(s, 99) < np.quantile(h, 0.5)),
        lambda s, h: np.mean(np.mean(s[:, None] < h, axis=1) > 0.5),
        lambda s, h: np.mean(h) / (np.mean(s) + np.mean(h)),
        lambda s, h: by_searching(np.log1p(s), h),
        lambda s, h: by_searching(s, h) ** 2 * 2 if by_searching(s, h) < 0.5 else by_ranks(s, h),
    ],
}
