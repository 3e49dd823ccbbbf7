"""Answers that the checks of chapter 1 were not made for: other ways, other mistakes."""

import random

import numpy as np
from keras import ops
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors


def picks(x, n, rng):
    """Right: the rows."""
    return rng.integers(0, len(x), (n, x.shape[1]))


def in_place(x, n, rng):
    new = np.empty((n, x.shape[1]))
    for i in range(n):
        new[i] = [rng.choice(x[:, j]) for j in range(x.shape[1])]
    return new


def column_after_column(x, n, rng):
    new = np.zeros((n, x.shape[1]), "float32")
    for j in range(x.shape[1]):
        new[:, j] = x[rng.choice(len(x), size=n, replace=True), j]
    return new


def by_quantile(x, n, rng):
    return np.sort(x, axis=0)[
        np.floor(rng.uniform(0, len(x), (n, x.shape[1]))).astype(int), range(x.shape[1])
    ]


def pythons_random(x, n, rng):
    own = random.Random(int(rng.integers(2**32)))
    return [[own.choice(column) for column in x.T.tolist()] for _ in range(n)]


def walking_rows(x, n, rng):
    """Wrong: each row is near the one before."""
    steps = rng.integers(-2, 3, size=(n, x.shape[1]))
    return np.take_along_axis(x, steps.cumsum(axis=0) % len(x), axis=0)


def weighted(x, n, rng):
    p = np.linspace(1, 2, len(x)) / np.linspace(1, 2, len(x)).sum()
    return np.stack([rng.choice(column, n, p=p) for column in x.T], axis=1)


def half_copies(x, n, rng):
    new = np.take_along_axis(x, picks(x, n, rng), axis=0)
    copies = rng.random(n) < 0.3
    new[copies] = x[rng.integers(len(x), size=copies.sum())]
    return new


def shared_pool(x, n, rng):
    """Wrong: a few pictures are mixed, the others never."""
    pool = x[rng.integers(len(x), size=20)]
    return np.take_along_axis(pool, picks(pool, n, rng), axis=0)


def antithetic(x, n, rng):
    rows = picks(x, n, rng)
    rows[1::2] = len(x) - 1 - rows[: n - n % 2 : 2][: len(rows[1::2])]
    return np.take_along_axis(x, rows, axis=0)


def ratio(s, h):
    return np.median(s) / np.median(h)


RIGHT = {
    "independent_sampler": [
        in_place,
        column_after_column,
        by_quantile,
        pythons_random,
        lambda x, n, rng: x[picks(x, n, rng), np.arange(x.shape[1])[None]],
        lambda x, n, rng: np.concatenate(
            [x[rng.integers(len(x), size=(n, 1)), j] for j in range(x.shape[1])], 1
        ),
        lambda x, n, rng: [
            x[rng.integers(len(x), size=len(row)), range(len(row))]
            for row in np.resize(x, (n, x.shape[1]))
        ],
    ],
    "repair_ratio": [
        lambda s, t, h, nearest: ratio(cdist(s, t).min(1), cdist(h, t).min(1)),
        lambda s, t, h, nearest: ratio(
            *(NearestNeighbors(n_neighbors=1).fit(t).kneighbors(a)[0] for a in (s, h))
        ),
        lambda s, t, h, nearest: np.exp(
            np.log(np.median(nearest(s, t))) - np.log(np.median(nearest(h, t)))
        ),
        lambda s, t, h, nearest: ratio(
            *(np.linalg.norm(a[:, None] - t, axis=2).min(1) for a in (s, h))
        ),
        lambda s, t, h, nearest: (
            np.percentile(nearest(s, t), 50) / np.percentile(nearest(h, t), 50)
        ),
        lambda s, t, h, nearest: ops.median(nearest(s, t)) / ops.median(nearest(h, t)),
        lambda s, t, h, nearest: ratio(nearest(s.astype("float32"), t), nearest(h, t[::-1])),
    ],
}

REFUSED = {
    "independent_sampler": [
        walking_rows,
        weighted,
        half_copies,
        shared_pool,
        antithetic,
        lambda x, n, rng: x[
            rng.integers(len(x), size=(n, 2)).repeat(3, axis=1)[:, : x.shape[1]], range(x.shape[1])
        ],
        lambda x, n, rng: np.roll(x[rng.integers(len(x), size=n)], 1, axis=1),
        lambda x, n, rng: rng.permuted(np.resize(x, (n, x.shape[1])), axis=0),
        lambda x, n, rng: np.median([in_place(x, n, rng) for _ in range(2)], axis=0),
        lambda x, n, rng: np.take_along_axis(x, picks(x, 1, rng).repeat(n, axis=0), axis=0),
    ],
    "repair_ratio": [
        lambda s, t, h, nearest: np.median(nearest(s, t) / np.median(nearest(h, h))),
        lambda s, t, h, nearest: np.median(nearest(s, t)) / np.mean(nearest(h, t)),
        lambda s, t, h, nearest: ratio(nearest(s, t), nearest(t, h)),
        lambda s, t, h, nearest: ratio(nearest(s, t), nearest(h, t)) ** 0.5,
        lambda s, t, h, nearest: ratio(nearest(s[:50], t), nearest(h, t)),
        lambda s, t, h, nearest: ratio(nearest(s, np.vstack([t, h])), nearest(h, t)),
        lambda s, t, h, nearest: np.clip(ratio(nearest(s, t), nearest(h, t)), 0, 1),
        lambda s, t, h, nearest: ratio(cdist(s, t).mean(1), cdist(h, t).mean(1)),
    ],
}
