"""Answers that the checks of chapter 6 were not made for: other ways, other mistakes."""

import keras
import numpy as np
import scipy
from keras import ops
from scipy.stats import logistic, norm

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


RIGHT = {
    "level_of_a_pixel": [
        log_level,
        by_numbers_of_levels,
        by_survival,
        in_logs,
        by_tensors,
        row_by_row,
        lambda x, w, m, s: log_level(x, w / w.sum(1, keepdims=True), m, s).astype("float32"),
        lambda x, w, m, s: np.log(np.diag(np.subtract(*parts(x, m, s)) @ w.T)),
    ],
    "repair_mask": [
        mask,
        by_loops,
        by_deletion,
        lambda size: np.vstack([mask(size)[: size // 2 + 1], np.zeros((size // 2, size))]),
        lambda size: ops.convert_to_tensor(mask(size)),
        lambda n: np.array([1] * (n * n // 2) + [0] * (n * n - n * n // 2)).reshape(n, n),
        lambda n: np.indices((n, n))[0] * n + np.indices((n, n))[1] < n * n // 2,
    ],
}

REFUSED = {
    "level_of_a_pixel": [
        by_normal,
        lambda x, w, m, s: log_level(x, w[0], m[0], s[0]),
        lambda x, w, m, s: log_level(x, w, m, s.mean(0)),
        lambda x, w, m, s: np.log(np.subtract(*parts(x, m, s)).max(1) * w.max(1)),
        lambda x, w, m, s: log_level(np.clip(x, -0.99, 0.99), w, m, s),
        lambda x, w, m, s: np.log((np.subtract(*parts(x, m, s, 0.5 / 255)) * w).sum(-1)),
        lambda x, w, m, s: np.log((np.subtract(*parts(x, m, np.sqrt(s))) * w).sum(-1)),
        lambda x, w, m, s: log_level(x, np.full_like(w, 1 / w.shape[1]), m, s),
        lambda x, w, m, s: np.log(w * np.subtract(*parts(x, m, s)))[np.arange(len(x)), w.argmax(1)],
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
}
