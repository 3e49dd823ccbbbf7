"""What holds for a right bound on log p(x): properties first, equality last."""

import math

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run
from helpers.exercises.chapter_08.check_kl import kl as exact_kl

# A linear decoder with Gaussian noise is the VAE whose log p(x) and posterior are known in
# closed form. Its two rows are orthogonal, so the true posterior is a diagonal Gaussian.
WEIGHTS = np.float32([[1.0, 1.0, -1.0, 1.0], [1.0, -1.0, 0.5, 0.5]])  # (latent, pixels)
OFFSET = np.float32([0.5, -0.5, 0.0, 1.0])
SHAPES = {
    (): "a mean or sum over all axes. Each image has its own bound: `axis=-1`",
    (5, 4): "the sum over the pixels is missing",
    (5, 5): "a sum with `keepdims=True`, minus `kl` of shape (batch,)",
}
DROPPED = "a part of log p(x given z) was dropped, or an average stands where a sum belongs"


def check_bound(answer):
    """A bound never exceeds log p(x), and equals it when q is the true posterior."""
    for sd_x in (0.7, 1.5):
        x, truth = _linear_gaussian(sd_x)
        rng = np.random.default_rng(81)
        guess = rng.normal(size=(5, 2)), rng.normal(scale=0.3, size=(5, 2))
        z, kl = np.float32(guess[0] + rng.normal(size=(5, 2))), np.float32(exact_kl(*guess))
        value = run(answer, x=x, z=z, kl=kl, decode=decode, sd_x=sd_x)
        expect(value, (5,), SHAPES)
        right = _right(x, z, kl, sd_x)
        slips = _slips(x, z, kl, sd_x, right)
        posterior = _true_posterior(x, sd_x)
        for q in (posterior, guess, np.zeros((2, 5, 2))):
            bound = _average_bound(answer, x, *q, sd_x)
            _stays_below(bound, truth, cause_of(value, slips, DROPPED))
        tight = _average_bound(answer, x, *posterior, sd_x)
        _is_tight(tight, truth, cause_of(value, slips, "a term that is counted twice"))
        if not np.allclose(value, right, rtol=1e-4, atol=1e-4):
            raise NotYet(
                "Averaged over z your bound behaves, but for one draw of z it is "
                f"{value[0]:.4f} where {right[0]:.4f} is right.",
                "a term that depends on the rest of the batch",
            )
    return (
        "Your bound never exceeds log p(x), and equals it when q is the true posterior. "
        "Only a bound with every constant in place does both."
    )


def _right(x, z, kl, sd_x):
    squares = ((x - decode(z)) / sd_x) ** 2
    return -(squares + math.log(2 * math.pi * sd_x**2)).sum(axis=-1) / 2 - kl


def _slips(x, z, kl, sd_x, right):
    """The usual slips, and what each gives."""
    pixels, one = x.shape[1], math.log(2 * math.pi * sd_x**2) / 2
    constant = pixels * one
    squares = -right - constant - kl
    averaged = -(squares + constant) / pixels - kl
    beta = "Then the KL weighs too much: an effective beta of 784 on Fashion-MNIST"
    return {
        "the normalising constant, -log(2π sd_x²) / 2 for each pixel": right + constant,
        f"the log-likelihood is averaged over the pixels. {beta}": averaged,
        f"the squares are averaged over the pixels. {beta}": -squares / pixels - constant - kl,
        "the normalising constant counts once. Every pixel has one": -squares - one - kl,
        "the sign of the normalising constant": right + 2 * constant,
        "the factor ½ of the normalising constant is missing": right - constant,
        "the constant has sd_x in place of `sd_x**2`": right + pixels * math.log(sd_x) / 2,
        "the factor ½ of the squares is missing": right - squares,
        "the KL is missing": right + kl,
        "the KL is added. It is a price: subtract it": right + 2 * kl,
        "the sign. This is the loss; the bound is minus the loss": -right,
    }


def _stays_below(bound, truth, cause):
    worst = (bound - truth).argmax()
    if bound[worst] > truth[worst] + 1e-3:
        raise NotYet(
            f"For an image with log p(x) = {truth[worst]:.3f} nats your bound is "
            f"{bound[worst]:.3f}. A lower bound never exceeds the truth.",
            cause,
        )


def _is_tight(bound, truth, cause):
    worst = abs(bound - truth).argmax()
    if abs(bound - truth)[worst] > 1e-3:
        raise NotYet(
            f"With the true posterior as q the bound equals log p(x) = {truth[worst]:.3f} nats. "
            f"Yours is {bound[worst]:.3f}.",
            cause,
        )


def _average_bound(answer, x, mean, log_sd, sd_x):
    """The bound averaged over z from q, without random error.

    Four points suffice: they have the mean and covariance of N(0, 1), and under a linear decoder
    the bound is quadratic in the noise.
    """
    points = math.sqrt(2) * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]])
    z = mean + np.exp(log_sd) * points[:, None]  # (point, batch, latent)
    bound = run(
        answer,
        x=np.tile(x, (4, 1)),
        z=np.float32(z.reshape(-1, 2)),
        kl=np.float32(np.tile(exact_kl(mean, log_sd), 4)),
        decode=decode,
        sd_x=sd_x,
    )
    return expect(bound, (4 * len(x),), SHAPES).reshape(4, -1).mean(axis=0)


def decode(z):
    """The linear decoder: (batch, 2) to (batch, 4)."""
    return z @ WEIGHTS + OFFSET


def _linear_gaussian(sd_x):
    """Five draws of x = decode(z) + sd_x noise and their exact log p(x)."""
    rng = np.random.default_rng(82)
    x = decode(rng.normal(size=(5, 2))) + sd_x * rng.normal(size=(5, 4))
    covariance = WEIGHTS.T @ WEIGHTS + sd_x**2 * np.eye(4)
    centred = x - OFFSET
    squares = (centred * np.linalg.solve(covariance, centred.T).T).sum(axis=-1)
    truth = -(squares + np.linalg.slogdet(2 * np.pi * covariance).logabsdet) / 2
    return np.float32(x), truth


def _true_posterior(x, sd_x):
    precision = 1 + (WEIGHTS**2).sum(axis=1) / sd_x**2
    mean = (x - OFFSET) @ WEIGHTS.T / sd_x**2 / precision
    return mean, np.broadcast_to(-np.log(precision) / 2, mean.shape)
