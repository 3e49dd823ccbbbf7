"""Answers that the checks of chapter 8 were not made for: other ways, other mistakes."""

import numpy as np
from keras import ops
from scipy.stats import multivariate_normal, norm


def kl(mean, log_sd):
    return np.square(mean).sum(1) / 2 + (np.exp(2 * log_sd) - 1).sum(1) / 2 - log_sd.sum(1)


def kl_by_expm1(mean, log_sd):
    return (mean**2 / 2 + np.expm1(2 * log_sd) / 2 - log_sd) @ np.ones(mean.shape[1])


def kl_of_matrices(mean, log_sd):
    """Right: the formula for any covariance."""
    told = []
    for m, s in zip(mean.astype(float), log_sd.astype(float), strict=True):
        cov = np.diag(np.exp(2 * s))
        told.append((np.trace(cov) + m @ m - len(m) - np.linalg.slogdet(cov)[1]) / 2)
    return told


def kl_by_draws(mean, log_sd):
    """Wrong: an estimate."""
    z = mean + np.exp(log_sd) * np.random.default_rng(0).normal(size=(200, *mean.shape))
    ratio = norm.logpdf(z, mean, np.exp(log_sd)) - norm.logpdf(z)
    return ratio.sum(-1).mean(0)


def bound(x, z, kl, decode, sd):
    return multivariate(x - decode(z), sd) - kl


def multivariate(gap, sd):
    return multivariate_normal(np.zeros(gap.shape[1]), sd**2).logpdf(gap).reshape(len(gap))


def changed(**how):
    """Wrong: the bound of changed arguments."""

    def answer(x, z, kl, decode, sd_x):
        given = {"x": x, "z": z, "kl": kl, "sd": sd_x}
        given |= {key: change(given[key]) for key, change in how.items()}
        return bound(given["x"], given["z"], given["kl"], decode, given["sd"])

    return answer


RIGHT = {
    "kl_to_standard_normal": [
        kl,
        kl_by_expm1,
        kl_of_matrices,
        lambda m, s: ops.sum(ops.square(m) / 2 + ops.exp(2.0 * s) / 2 - 0.5 - s, axis=1),
        lambda m, s: np.einsum("bl->b", (m**2 + np.exp(s) ** 2 - 1 - 2 * s) / 2),
        lambda m, s: sum(
            (m[:, k] ** 2 + np.exp(2 * s[:, k]) - 1) / 2 - s[:, k] for k in range(m.shape[1])
        ),
        lambda m, s: np.float32(kl(m, s)).tolist(),
    ],
    "repair_bound": [
        bound,
        lambda x, z, kl, decode, sd: norm(decode(z), sd).logpdf(x).sum(1) - kl,
        lambda x, z, kl, decode, sd: np.log(norm.pdf(x, decode(z), sd)).sum(-1) - kl,
        lambda x, z, kl, decode, sd: (
            [bound(x[[i]], z[[i]], kl[[i]], decode, sd)[0] for i in range(len(x))]
        ),
        lambda x, z, kl, decode, sd: (
            -0.5 * np.linalg.norm((x - decode(z)) / sd, axis=1) ** 2
            - 0.5 * x.shape[1] * np.log(2 * np.pi)
            - x.shape[1] * np.log(sd)
            - kl
        ),
        lambda x, z, kl, decode, sd: ops.convert_to_tensor(bound(x, z, kl, decode, sd), "float32"),
        lambda x, z, kl, decode, sd: -(kl - multivariate(x - decode(z), sd)),
    ],
}

REFUSED = {
    "kl_to_standard_normal": [
        kl_by_draws,
        lambda m, s: kl(m, np.exp(s)),
        lambda m, s: kl(m, s) + 1e-2,
        lambda m, s: kl(m[:, :2], s[:, :2]) * m.shape[1] / min(2, m.shape[1]),
        lambda m, s: np.maximum((m**2 + np.exp(2 * s) - 1) / 2 - s, 0.1).sum(1),
        lambda m, s: kl(m, np.clip(s, -3, 3)),
        lambda m, s: (m**2 / 2 + s**2).sum(1),
        lambda m, s: kl(m, s) / len(m) * 5,
        lambda m, s: ((m**2 + np.exp(s**2) - 1) / 2 - s).sum(1),
    ],
    "repair_bound": [
        changed(x=lambda x: x.clip(0, 1)),
        changed(kl=lambda kl: kl[::-1]),
        changed(kl=lambda kl: kl / 2),
        changed(z=lambda z: z[::-1]),
        changed(z=lambda z: z.mean(axis=0, keepdims=True)),
        changed(sd=lambda sd: sd**2),
        changed(sd=lambda sd: 1.0),
        lambda x, z, kl, decode, sd: bound(x, z, kl, decode, sd) - np.log(len(x)),
        lambda x, z, kl, decode, sd: norm.logpdf(x, decode(z), sd).max(1) - kl,
        lambda x, z, kl, decode, sd: np.minimum(bound(x, z, kl, decode, sd), 0) - 0.2,
    ],
}
