"""Answers that the checks of chapters 1 to 4 were not made for: other ways, other mistakes."""

import math
import random

import numpy as np
import scipy
from keras import ops
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.neighbors import NearestNeighbors

# --- 01 -------------------------------------------------------------------------------------


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


# --- 02 -------------------------------------------------------------------------------------


def log_softmax(joint):
    return joint - scipy.special.logsumexp(joint, axis=-1, keepdims=True)


def bayes(ll, p):
    return np.exp(log_softmax(ll + np.log(p)))


def by_longdouble(ll, p):
    joint = ll.astype(np.longdouble) + np.log(p)
    joint = np.exp(joint - np.max(joint, axis=1)[:, None])
    return joint / np.sum(joint, axis=1)[:, None]


def by_math(ll, p):
    told = []
    for row in ll:
        joint = [float(a) + math.log(b) for a, b in zip(row, p, strict=True)]
        above = [math.exp(a - max(joint)) for a in joint]
        told.append([a / math.fsum(above) for a in above])
    return told


def by_addition(ll, p):
    joint = ll + np.log(p)
    return np.exp(joint - np.logaddexp.reduce(joint, axis=1).reshape(-1, 1))


def shifted(shift):
    def answer(ll, p):
        with np.errstate(all="ignore"):
            joint = np.exp(ll - shift(ll)) * p
            return joint / joint.sum(axis=1, keepdims=True)

    return answer


# --- 03 -------------------------------------------------------------------------------------


def with_sklearn(x, mean, directions):
    model = PCA(len(directions))
    model.components_, model.mean_ = directions, mean
    model.explained_variance_, model.n_components_ = np.ones(len(directions)), len(directions)
    return model.inverse_transform(model.transform(x))


def without_the_rest(x, mean, directions):
    """Right: take out everything that the directions do not span."""
    rest = scipy.linalg.null_space(directions)
    return x - (x - mean) @ rest @ rest.T


def pixel_by_pixel(x, mean, directions):
    back = np.array([mean] * len(x))
    for i, face in enumerate(x):
        for d in directions:
            back[i] += np.dot(face - mean, d) * d
    return back


def r2(truth, told):
    return 1 - ((truth - told) ** 2).sum() / ((truth - truth.mean()) ** 2).sum()


def split(codes, factor, fit, **options):
    z, z_new, f, f_new = train_test_split(codes, factor, **options)
    return r2(f_new, fit(z, f)(z_new))


def whitened(codes, factor, fit):
    turned = PCA(whiten=True).fit_transform(codes)
    return split(turned, factor, fit, test_size=0.5, random_state=1)


def scaled_on_learners(codes, factor, fit):
    half = len(codes) // 2
    mean, sd = codes[:half].mean(axis=0), codes[:half].std(axis=0)
    read = fit((codes[:half] - mean) / sd, factor[:half])
    return r2(factor[half:], read((codes[half:] - mean) / sd))


def ten_folds(codes, factor, fit):
    folds, scores = np.array_split(np.arange(len(codes)), 10), []
    for fold in folds:
        others = np.setdiff1d(np.arange(len(codes)), fold)
        scores.append(r2(factor[fold], fit(codes[others], factor[others])(codes[fold])))
    return sum(scores) / len(scores)


def against_the_learners_mean(codes, factor, fit):
    z, z_new, f, f_new = train_test_split(codes, factor, test_size=0.3, random_state=7)
    return 1 - mean_squared_error(f_new, fit(z, f)(z_new)) / np.mean((f_new - f.mean()) ** 2)


def boot(codes, factor, fit):
    """Wrong: a bootstrap whose rows judge too."""
    rows = np.random.default_rng(0).integers(len(codes), size=len(codes))
    return r2(factor, fit(codes[rows], factor[rows])(codes))


# --- 04 -------------------------------------------------------------------------------------


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
    "bayes_rule": [
        by_longdouble,
        by_math,
        by_addition,
        lambda ll, p: scipy.special.softmax(ll + np.log(p), axis=1),
        lambda ll, p: ops.exp(ops.log_softmax(ll + np.log(p), axis=-1)),
        shifted(lambda ll: ll.max(axis=1)[:, None]),
        shifted(lambda ll: ll.max(axis=1, keepdims=True) - 3),
        lambda ll, p: np.vstack([bayes(row[None], p) for row in ll]),
    ],
    "repair_bayes": [
        by_longdouble,
        by_math,
        by_addition,
        shifted(lambda ll: 0),
        shifted(lambda ll: ll.max()),
        lambda ll, p: (np.exp(ll) * p / (np.exp(ll) @ p)[:, None]).astype("float32"),
        lambda ll, p: np.apply_along_axis(
            lambda row: np.exp(row) * p / (np.exp(row) * p).sum(), 1, ll
        ),
    ],
    "pca_and_back": [
        with_sklearn,
        without_the_rest,
        pixel_by_pixel,
        lambda x, m, d: x @ d.T @ d + (m - m @ d.T @ d),
        lambda x, m, d: ops.einsum("nk,kp->np", ops.einsum("np,kp->nk", x - m, d), d) + m,
        lambda x, m, d: m + (d.T @ d @ (x - m).T).T,
        lambda x, m, d: np.float32(m) + np.float32(x - m) @ np.float32(np.linalg.pinv(d) @ d),
    ],
    "repair_recovery": [
        whitened,
        scaled_on_learners,
        ten_folds,
        against_the_learners_mean,
        lambda z, f, fit: split(z, f, fit),
        lambda z, f, fit: split(z, f, fit, test_size=0.2, random_state=0),
        lambda z, f, fit: np.mean([split(z, f, fit, random_state=k) for k in range(5)]),
        lambda z, f, fit: r2(f[1000:], fit(z[:1000].tolist(), f[:1000].tolist())(z[1000:])),
        lambda z, f, fit: r2(
            f[::3], fit(np.delete(z, np.s_[::3], 0), np.delete(f, np.s_[::3]))(z[::3])
        ),
    ],
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
    "bayes_rule": [
        shifted(lambda ll: ll.max()),
        shifted(lambda ll: np.median(ll, axis=1, keepdims=True)),
        shifted(lambda ll: ll[:1].max(axis=1)),
        lambda ll, p: bayes(np.maximum(ll, ll.max() - 50), p),
        lambda ll, p: bayes(ll, p / p.max() + 0.1),
        lambda ll, p: bayes(ll, p[np.argsort(p)]),
        lambda ll, p: bayes(ll - np.log(p), p),
        lambda ll, p: np.c_[bayes(ll, p)[:, :1], 1 - bayes(ll, p)[:, :1]],
        lambda ll, p: bayes(ll / 2, p),
        lambda ll, p: bayes(np.log1p(np.exp(np.minimum(ll, 50))), p),
    ],
    "repair_bayes": [
        lambda ll, p: bayes(ll * p, p),
        lambda ll, p: bayes(ll, np.sqrt(p)),
        lambda ll, p: bayes(ll, p) - bayes(ll, p).mean(axis=0) + p,
        lambda ll, p: np.exp(ll) * p / (np.exp(ll) * p).sum(axis=0),
        lambda ll, p: np.exp(ll) * p / np.exp(ll).sum(axis=1, keepdims=True),
        lambda ll, p: np.c_[bayes(ll, p)[:, :1], 1 - bayes(ll, p)[:, :1]],
        lambda ll, p: bayes(ll + p, np.ones_like(p)),
    ],
    "pca_and_back": [
        lambda x, m, d: (
            PCA(min(len(d), len(x)))
            .fit(x)
            .inverse_transform(PCA(min(len(d), len(x))).fit_transform(x))
        ),
        lambda x, m, d: (x - m) @ d.T @ d * len(d) / 2 + m,
        lambda x, m, d: (x - m) @ abs(d.T) @ abs(d) + m,
        lambda x, m, d: np.maximum((x - m) @ d.T, 0) @ d + m,
        lambda x, m, d: (x - x.mean(1, keepdims=True)) @ d.T @ d + m,
        lambda x, m, d: (x - m) @ d.T @ d + m.mean(),
        lambda x, m, d: (x - m) / (x.std() + 1e-9) @ d.T @ d + m,
        lambda x, m, d: 0.999 * (x - m) @ d.T @ d + m,
    ],
    "repair_recovery": [
        boot,
        lambda z, f, fit: r2(f, fit(z, f)(z)),
        lambda z, f, fit: (
            1 - abs(f[1000:] - fit(z[:1000], f[:1000])(z[1000:])).mean() / f[1000:].std()
        ),
        lambda z, f, fit: (
            scipy.stats.pearsonr(f[1000:], fit(z[:1000], f[:1000])(z[1000:])).statistic
        ),
        lambda z, f, fit: r2(fit(z[:1000], f[:1000])(z[1000:]), f[1000:]),
        lambda z, f, fit: np.var(fit(z[:1000], f[:1000])(z[1000:])) / np.var(f[1000:]),
        lambda z, f, fit: (split(z, f, fit, random_state=0) + r2(f, fit(z, f)(z))) / 2,
        lambda z, f, fit: 1 - (1 - split(z, f, fit, random_state=0)) / 2,
    ],
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
