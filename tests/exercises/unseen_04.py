"""Answers that the checks of chapter 4 were not made for: other ways, other mistakes."""

import numpy as np
import scipy
from keras import ops
from sklearn.linear_model import LinearRegression


def arc(corners):
    return np.r_[0, np.hypot.reduce(np.diff(corners, axis=0), axis=1).cumsum()]


def walk(corners, t):
    at = arc(corners) / arc(corners)[-1]
    return np.array([np.interp(t, at, corners[:, j]) for j in range(corners.shape[1])]).T


def walk_by_hats(corners, t):
    """Right: every corner weighs by a hat around its share."""
    at = arc(corners) / arc(corners)[-1]
    weights = np.stack([np.interp(t, at, hat) for hat in np.eye(len(at))], axis=1)
    return weights @ corners


def walk_by_clipping(corners, t):
    left = (t * arc(corners)[-1])[:, None] - arc(corners)[:-1]
    long = np.diff(arc(corners))
    shares = np.clip(left / long, 0, 1)
    return corners[0] + shares @ np.diff(corners, axis=0)


def dense(corners, t):
    """Wrong: the nearest of a hundred points."""
    return walk(corners, np.round(t * 100) / 100)


def means(codes, glasses, hat):
    return {
        (g, h): np.mean(
            [c for c, a, b in zip(codes, glasses, hat, strict=True) if (a, b) == (g, h)], 0
        )
        for g in (0, 1)
        for h in (0, 1)
    }


def direction(codes, glasses, hat):
    m = means(codes, glasses, hat)
    return ((m[1, 0] - m[0, 0]) + (m[1, 1] - m[0, 1])) / 2


def by_weights(codes, glasses, hat):
    """Right: people count so that hats are as frequent with glasses as without."""
    weight = np.zeros(len(hat))
    for g in (0, 1):
        for h in (0, 1):
            these = (glasses == g) & (hat == h)
            weight[these] = np.mean(hat == h) / these.sum()
    sign = np.where(glasses == 1, 1, -1)
    return (weight * sign) @ codes


def by_interaction(codes, glasses, hat):
    factors = np.stack([glasses, hat, glasses * hat], axis=1)
    weights = LinearRegression().fit(factors, codes).coef_
    return weights[:, 0] + weights[:, 2] / 2


def by_pairs(codes, glasses, hat):
    """Right: for each hat, the mean of all differences between people with and without glasses."""
    told = []
    for h in (0, 1):
        here = hat == h
        one, two = codes[here & (glasses == 1)][:200], codes[here & (glasses == 0)][:200]
        told.append((one[:, None] - two).mean(axis=(0, 1)))
    return np.mean(told, axis=0)


def weighted_by_glasses(codes, glasses, hat):
    """Wrong: the hats of those with glasses on one side, of those without on the other."""
    m = means(codes, glasses, hat)
    p, q = hat[glasses == 1].mean(), hat[glasses == 0].mean()
    return p * m[1, 1] + (1 - p) * m[1, 0] - q * m[0, 1] - (1 - q) * m[0, 0]


RIGHT = {
    "walk_evenly": [
        walk,
        walk_by_hats,
        walk_by_clipping,
        lambda c, t: np.vstack([walk(c, np.array([share])) for share in t]),
        lambda c, t: ops.convert_to_tensor(walk(c, t)),
        lambda c, t: walk(c.astype("float32"), t.astype("float32")),
        lambda c, t: scipy.interpolate.make_interp_spline(arc(c), c, k=1)(t * arc(c)[-1]),
    ],
    "repair_direction": [
        direction,
        by_weights,
        by_interaction,
        by_pairs,
        lambda codes, glasses, hat: LinearRegression().fit(np.c_[hat, glasses], codes).coef_[:, 1],
        lambda codes, glasses, hat: direction(codes.astype("float32"), glasses, hat).tolist(),
        lambda codes, glasses, hat: (
            np.median(codes[(glasses == 1) & (hat == 0)], axis=0)
            - np.median(codes[(glasses == 0) & (hat == 0)], axis=0)
        ),
    ],
}

REFUSED = {
    "walk_evenly": [
        dense,
        lambda c, t: walk(c, t) if c.shape[1] == 3 else walk(c[:, ::-1], t)[:, ::-1] + 0.01,
        lambda c, t: walk(c, np.sin(t * np.pi / 2)),
        lambda c, t: scipy.interpolate.PchipInterpolator(arc(c), c)(t * arc(c)[-1]),
        lambda c, t: scipy.interpolate.interp1d(arc(c), c, axis=0, kind="nearest")(t * arc(c)[-1]),
        lambda c, t: c[0] + np.outer(t, c[-1] - c[0]),
        lambda c, t: walk(np.unique(c, axis=0), t),
        lambda c, t: walk(c, np.arange(len(t)) / len(t)),
    ],
    "repair_direction": [
        weighted_by_glasses,
        lambda *data: direction(*data) / 2,
        lambda *data: means(*data)[1, 0] - np.mean([*means(*data).values()], axis=0),
        lambda *data: (
            means(*data)[1, 1] + means(*data)[1, 0] - means(*data)[0, 1] - means(*data)[0, 0]
        ),
        lambda codes, glasses, hat: direction(
            codes - codes[hat == 1].mean(axis=0), 1 - glasses, hat
        ),
        lambda codes, glasses, hat: LinearRegression().fit(np.c_[hat, glasses], codes).coef_[:, 0],
        lambda codes, glasses, hat: LinearRegression().fit(glasses[:, None], codes).coef_[:, 0],
        lambda codes, glasses, hat: codes[(glasses == 1) & (hat == 0)].mean(0) - codes[0],
    ],
}
