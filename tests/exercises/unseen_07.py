"""Answers that the checks of chapter 7 were not made for: other ways, other mistakes."""

import numpy as np
import scipy
from keras import ops
from scipy.stats import multivariate_normal, norm


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


RIGHT = {
    "change_of_variables": [
        softplus,
        by_a_tape,
        by_sigmoid,
        lambda x: np.array([softplus(np.array([u]))[0] for u in x]),
        lambda x: (
            ops.subtract(-0.5 * np.log(np.expm1(x)) ** 2, np.log(-np.expm1(-x)))
            - 0.5 * np.log(2 * np.pi)
        ),
        lambda x: np.log(norm.pdf(np.log(np.exp(x) - 1)) * np.exp(x) / (np.exp(x) - 1)),
        lambda x: softplus(x.astype("float32")).astype("float32"),
    ],
    "repair_log_prob": [
        log_prob,
        by_jacobians,
        loop,
        lambda x, mean, sd, forward: log_prob(x, mean, sd, lambda u: forward(u.astype("float32"))),
        lambda x, mean, sd, forward: ops.convert_to_tensor(log_prob(x, mean, sd, forward)),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, lambda u: tuple(forward(u))).tolist(),
        lambda x, mean, sd, forward: (
            multivariate_normal([0, 0]).logpdf(forward((x - mean) / sd)[0])
            + forward((x - mean) / sd)[1]
            + np.linalg.slogdet(np.diag(1 / sd))[1]
        ),
    ],
}

REFUSED = {
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
        lambda x, mean, sd, forward: log_prob(
            x, mean, sd, lambda u: (forward(u)[0], np.exp(forward(u)[1]))
        ),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, forward) - len(x) * 1e-2,
        lambda x, mean, sd, forward: log_prob(x[:, ::-1], mean, sd, forward),
        lambda x, mean, sd, forward: log_prob(x, mean, sd, forward) / np.log(2),
    ],
}
