"""Answers that the checks of chapter 3 were not made for: other ways, other mistakes."""

import numpy as np
import scipy
from keras import ops
from sklearn.decomposition import PCA
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split


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


RIGHT = {
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
}

REFUSED = {
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
}
