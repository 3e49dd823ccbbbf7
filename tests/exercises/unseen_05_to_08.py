"""Answers that the checks of chapters 5 to 8 were not made for: other ways, other mistakes."""

import math

import keras
import numpy as np
import scipy
from keras import ops
from scipy.stats import logistic, multivariate_normal, norm

TABLE = {
    "Autoregressive": ["yes", "exact", "yes", "yes"],
    "NormalizingFlow": ["yes", "exact", "yes", "yes"],
    "VAE": ["yes", "bound", "yes", "yes"],
    "EnergyBased": ["yes", "unnormalised", "no", "no"],
    "Diffusion": ["yes", "estimate", "yes", "yes"],
    "GAN": ["yes", "none", "no", "no"],
}


def log_p(energy, area):
    return -energy - scipy.special.logsumexp(-energy) - np.log(area)


def by_hand(energy, area):
    z = 0.0
    for e in energy:
        z += math.exp(-e) * area
    return np.array([math.log(math.exp(-e) / z) for e in energy])


# --- 06 -------------------------------------------------------------------------------------

H = 1 / 255


def parts(x, mean, scale, h=H):
    """σ at the upper and lower ends, the first and last bin open."""
    x = x[:, None]
    upper, lower = (1 / (1 + np.exp(-np.clip((x + s - mean) / scale, -700, 700))) for s in (h, -h))
    return np.where(x == 1, 1, upper), np.where(x == -1, 0, lower)


def log_level(x, w, m, s):
    upper, lower = parts(x, m, s)
    return np.log(((upper - lower) * w).sum(-1))


def by_numbers_of_levels(x, w, m, s):
    """Right: the edges of all 256 bins, looked up."""
    edges = np.concatenate([[-np.inf], (np.arange(255) + 0.5) / 127.5 - 1, [np.inf]])
    k = np.rint((x + 1) * 127.5).astype(int)
    high, low = edges[k + 1][:, None], edges[k][:, None]
    return np.log((w * (logistic.cdf((high - m) / s) - logistic.cdf((low - m) / s))).sum(1))


def by_survival(x, w, m, s):
    """Right: on the right side of a bell the difference of what lies beyond."""
    x = x[:, None]
    up, low = (
        np.where(x > 0.999, np.inf, (x + H - m) / s),
        np.where(x < -0.999, -np.inf, (x - H - m) / s),
    )
    right = logistic.sf(low) - logistic.sf(up)
    return np.log((w * np.where(low > 0, right, logistic.cdf(up) - logistic.cdf(low))).sum(1))


def in_logs(x, w, m, s):
    upper, lower = parts(x, m, s)
    return scipy.special.logsumexp(np.log(upper - lower + 1e-300), b=w, axis=1)


def by_tensors(x, w, m, s):
    x, w, m, s = (ops.convert_to_tensor(a, "float32") for a in (x, w, m, s))
    x = ops.expand_dims(x, -1)
    high = keras.activations.sigmoid((x + H - m) / s)
    low = keras.activations.sigmoid((x - H - m) / s)
    high, low = (
        ops.where(x >= 1, ops.ones_like(high), high),
        ops.where(x <= -1, ops.zeros_like(low), low),
    )
    return ops.log(ops.maximum(ops.sum(w * (high - low), -1), 1e-12))


def row_by_row(x, w, m, s):
    return [log_level(x[[i]], w[i], m[i], s[i])[0] for i in range(len(x))]


def by_normal(x, w, m, s):
    """Wrong: another bell."""
    x = x[:, None]
    up, low = np.where(x == 1, np.inf, x + H), np.where(x == -1, -np.inf, x - H)
    return np.log((w * (norm.cdf(up, m, s) - norm.cdf(low, m, s))).sum(1))


def mask(size):
    places = np.arange(size**2).reshape(size, size)
    return (places < places[size // 2, size // 2]).astype("float32")


def by_loops(size):
    new = np.zeros((size, size), int)
    for i in range(size):
        for j in range(size):
            if i * size + j < size * size // 2:
                new[i, j] = 1
    return new


def by_deletion(size):
    new, middle = np.ones((size, size)), size // 2
    new[middle + 1 :] = 0
    new[middle, middle:] = 0
    return new


# --- 07 -------------------------------------------------------------------------------------


def softplus(x):
    z = x + np.log(-np.expm1(-x))
    return norm.logpdf(z) + x - np.log(np.expm1(x))


def by_a_tape(x):
    """Right: the slope by complex steps."""
    u = x + 1e-20j
    return norm.logpdf(np.log(np.exp(x) - 1)) + np.log(np.log(np.exp(u) - 1).imag / 1e-20)


def by_sigmoid(x):
    """Right: log of dx/dz = σ(z), with the other sign."""
    z = np.log(np.exp(x) - 1)
    return norm.logpdf(z) - scipy.special.log_expit(z)


def by_counting(x):
    """Wrong: a histogram of draws."""
    draws = np.logaddexp(0, np.random.default_rng(0).normal(size=10**5))
    heights, _ = np.histogram(draws, 50, (0, 5), density=True)
    return np.log(heights[np.minimum(x * 10, 49).astype(int)] + 1e-9)


def log_prob(x, mean, sd, forward):
    z, log_det = forward((x - mean) / sd)
    return norm.logpdf(z).sum(axis=-1) + log_det - np.log(sd[0]) - np.log(sd[1])


def by_jacobians(x, mean, sd, forward, h=1e-6):
    """Right: the determinant by differences, without `log_det`."""

    def noise(x):
        return forward((x - mean) / sd)[0]

    columns = [(noise(x + h * e) - noise(x - h * e)) / (2 * h) for e in np.eye(2)]
    volume = np.abs(np.linalg.det(np.stack(columns, axis=-1)))
    return multivariate_normal(np.zeros(2)).logpdf(noise(x)) + np.log(volume)


def loop(x, mean, sd, forward):
    return [float(log_prob(point[None], mean, sd, forward)[0]) for point in x]


# --- 08 -------------------------------------------------------------------------------------


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
    "who_can": [
        TABLE,
        dict(reversed(TABLE.items())),
        {row: [word.title() for word in words] for row, words in TABLE.items()},
    ],
    "repair_constant": [
        log_p,
        by_hand,
        lambda e, a: np.log(scipy.special.softmax(-e) / a),
        lambda e, a: -(e + np.log(a * np.exp(-e).sum())).astype("float32"),
        lambda e, a: (
            -e - np.log(np.trapezoid(np.append(np.exp(-e), 0), dx=a) + np.exp(-e[0]) * a / 2)
        ),
        lambda e, a: ops.convert_to_tensor(log_p(e, a)),
        lambda e, a: -e - np.log(np.mean(np.exp(-e)) * len(e) * a),
        lambda e, a: -np.float32(e) - np.log(np.sum(np.exp(-np.float32(e))) * np.float32(a)),
    ],
    "level_of_a_pixel": [
        log_level, by_numbers_of_levels, by_survival, in_logs, by_tensors, row_by_row,
        lambda x, w, m, s: log_level(x, w / w.sum(1, keepdims=True), m, s).astype("float32"),
        lambda x, w, m, s: np.log(np.diag(np.subtract(*parts(x, m, s)) @ w.T)),
    ],
    "repair_mask": [
        mask, by_loops, by_deletion,
        lambda size: np.vstack([mask(size)[: size // 2 + 1], np.zeros((size // 2, size))]),
        lambda size: ops.convert_to_tensor(mask(size)),
        lambda n: np.array([1] * (n * n // 2) + [0] * (n * n - n * n // 2)).reshape(n, n),
        lambda n: (np.indices((n, n))[0] * n + np.indices((n, n))[1] < n * n // 2),
    ],
    "change_of_variables": [
        softplus, by_a_tape, by_sigmoid,
        lambda x: np.array([softplus(np.array([u]))[0] for u in x]),
        lambda x: (
            ops.subtract(-0.5 * np.log(np.expm1(x)) ** 2, np.log(-np.expm1(-x)))
            - 0.5 * np.log(2 * np.pi)
        ),
        lambda x: np.log(norm.pdf(np.log(np.exp(x) - 1)) * np.exp(x) / (np.exp(x) - 1)),
        lambda x: softplus(x.astype("float32")).astype("float32"),
    ],
    "repair_log_prob": [
        log_prob, by_jacobians, loop,
        lambda x, mean, sd, forward: log_prob(x, mean, sd, lambda u: forward(u.astype("float32"))),
        lambda x, mean, sd, forward: ops.convert_to_tensor(log_prob(x, mean, sd, forward)),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, lambda u: tuple(forward(u))).tolist(),
        lambda x, mean, sd, forward: (
            multivariate_normal([0, 0]).logpdf(forward((x - mean) / sd)[0])
            + forward((x - mean) / sd)[1]
            + np.linalg.slogdet(np.diag(1 / sd))[1]
        ),
    ],
    "kl_to_standard_normal": [
        kl, kl_by_expm1, kl_of_matrices,
        lambda m, s: ops.sum(ops.square(m) / 2 + ops.exp(2.0 * s) / 2 - 0.5 - s, axis=1),
        lambda m, s: np.einsum("bl->b", (m**2 + np.exp(s) ** 2 - 1 - 2 * s) / 2),
        lambda m, s: (
            sum((m[:, k] ** 2 + np.exp(2 * s[:, k]) - 1) / 2 - s[:, k] for k in range(m.shape[1]))
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
}  # fmt: skip

REFUSED = {
    "who_can": [
        {k: v[::-1] for k, v in TABLE.items()},
        {k: [True, v[1], True, True] for k, v in TABLE.items()},
        {k: " ".join(v) for k, v in TABLE.items()},
        TABLE | {"GAN": ["yes", "unnormalised", "no", "no"]},
        TABLE | {"NormalizingFlow": ["yes", "exact", "yes", "no"]},
    ],
    "repair_constant": [
        lambda e, a: log_p(e, a) + a,
        lambda e, a: log_p(e, np.sqrt(a)),
        lambda e, a: log_p(e * a, a),
        lambda e, a: -e - np.log(np.sum(np.exp(-e) * a) + np.exp(-e.max())),
        lambda e, a: -e - np.log(np.sum(np.exp(-e))) / a,
        lambda e, a: -e - np.sum(np.log(np.exp(-e) * a)),
        lambda e, a: -e - np.log10(np.exp(-e).sum() * a),
        lambda e, a: np.exp(log_p(e, a)) - 1,
        lambda e, a: log_p(np.roll(e, 1), a),
        lambda e, a: log_p(e - e.mean(), a) - 0.001 * e,
    ],
    "level_of_a_pixel": [
        by_normal,
        lambda x, w, m, s: log_level(x, w[0], m[0], s[0]),
        lambda x, w, m, s: log_level(x, w, m, s.mean(0)),
        lambda x, w, m, s: np.log(np.subtract(*parts(x, m, s)).max(1) * w.max(1)),
        lambda x, w, m, s: log_level(np.clip(x, -0.99, 0.99), w, m, s),
        lambda x, w, m, s: np.log((np.subtract(*parts(x, m, s, 0.5 / 255)) * w).sum(-1)),
        lambda x, w, m, s: np.log((np.subtract(*parts(x, m, np.sqrt(s))) * w).sum(-1)),
        lambda x, w, m, s: log_level(x, np.full_like(w, 1 / w.shape[1]), m, s),
        lambda x, w, m, s: (
            np.log(w * np.subtract(*parts(x, m, s)))[np.arange(len(x)), w.argmax(1)]
        ),
        lambda x, w, m, s: scipy.special.log_softmax(log_level(x, w, m, s)),
    ],
    "repair_mask": [
        lambda size: mask(size) if size != 5 else mask(size)[::-1, ::-1],
        lambda size: np.rot90(mask(size)),
        lambda size: 2 * mask(size),
        lambda size: np.where(mask(size), 1, -np.inf),
        lambda size: np.log(mask(size) + 1e-9),
        lambda size: mask(size)[None],
        lambda size: np.triu(np.ones((size, size)), 1),
        lambda size: mask(size) * (np.arange(size)[:, None] > 0),
    ],
    "change_of_variables": [
        lambda x: softplus(x) - np.log(2),
        lambda x: norm.logpdf(np.expm1(x)) + x,
        lambda x: norm.logpdf(np.log(x)) - np.log(x),
        lambda x: norm.logpdf(np.log(np.exp(x) + 1)) - np.log1p(np.exp(-x)),
        lambda x: softplus(x + 0.01),
        lambda x: 2 * softplus(x),
        lambda x: norm.pdf(np.log(np.expm1(x))) + np.log(1 / (1 - np.exp(-x))),
        lambda x: norm.logpdf(np.log(np.expm1(x))) + np.log(np.exp(x) / (np.exp(x) + 1)),
        by_counting,
        lambda x: np.clip(softplus(x), -5, None),
    ],
    "repair_log_prob": [
        lambda x, mean, sd, forward: log_prob(x, mean, sd, lambda u: (u, forward(u)[1])),
        lambda x, mean, sd, forward: log_prob(x, mean, sd**2, forward),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, forward) + np.log(sd[1]),
        lambda x, mean, sd, forward: log_prob(x - mean, 0, sd, lambda u: forward(u * sd)),
        lambda x, mean, sd, forward: (
            log_prob(x, mean, sd, lambda u: (forward(u)[0], np.exp(forward(u)[1])))
        ),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, forward) - len(x) * 1e-2,
        lambda x, mean, sd, forward: log_prob(x[:, ::-1], mean, sd, forward),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, forward) / np.log(2),
    ],
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
}  # fmt: skip
