"""What holds for a right bound on log p(x): properties first, equality last."""

import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run
from helpers.exercises.chapter_08.check_kl import kl as exact_kl
from helpers.exercises.chapter_08.linear import LinearGaussian

SHAPES = {
    (): "a mean or sum over all axes. Each image has its own bound: `axis=-1`",
    (5, 4): "the sum over the pixels is missing",
    (5, 5): "a sum with `keepdims=True`, minus `kl` of shape (batch,)",
}
DROPPED = "a part of log p(x given z) was dropped, or an average stands where a sum belongs"
CASES = ((2, 4, 0.7, 5), (2, 4, 1.5, 5), (3, 7, 0.4, 3), (1, 9, 2.2, 1))  # the last is the batch


def check_bound(answer):
    """A bound never exceeds log p(x), and equals it when q is the true posterior."""
    rng = np.random.default_rng(81)
    for latent, pixels, sd_x, batch in CASES:
        model = LinearGaussian(latent, pixels, sd_x)
        x, truth = model.draw(batch)
        guess = rng.normal(size=(batch, latent)), rng.normal(scale=0.3, size=(batch, latent))
        z = np.float32(guess[0] + rng.normal(size=(batch, latent)))
        given = {"x": x, "z": z, "kl": np.float32(exact_kl(*guess)), "decode": model.decode}
        value = _theirs(answer, given, sd_x)
        right, slips = _right(**given, sd_x=sd_x), _slips(**given, sd_x=sd_x)
        posterior = model.posterior(x)
        for q in (posterior, guess, np.zeros((2, batch, latent))):
            bound = _average_bound(answer, model, x, *q)
            _stays_below(bound, truth, cause_of(value, slips, DROPPED))
        tight = _average_bound(answer, model, x, *posterior)
        _is_tight(tight, truth, cause_of(value, slips, "a term that is counted twice"))
        usual = "a term that depends on the rest of the batch"
        what = f"one draw of z, {pixels} pixels: the bound of image {{}}"
        agree(value, right, what, usual, atol=1e-3)
    return (
        "Your bound never exceeds log p(x), and equals it when q is the true posterior. "
        "Only a bound with every constant in place does both."
    )


def _theirs(answer, given, sd_x):
    shapes = SHAPES if given["x"].shape == (5, 4) else {}
    return expect(run(answer, **given, sd_x=sd_x), given["kl"].shape, shapes)


def _right(x, z, kl, decode, sd_x):
    squares = ((x - decode(z)) / sd_x) ** 2
    return -(squares + math.log(2 * math.pi * sd_x**2)).sum(axis=-1) / 2 - kl


def _slips(x, z, kl, decode, sd_x):
    """The usual slips, and what each gives."""
    right = _right(x, z, kl, decode, sd_x)
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
    if bound[worst] > truth[worst] + 2e-3:
        raise NotYet(
            f"For an image with log p(x) = {truth[worst]:.3f} nats your bound is "
            f"{bound[worst]:.3f}. A lower bound never exceeds the truth.",
            cause,
        )


def _is_tight(bound, truth, cause):
    worst = abs(bound - truth).argmax()
    if abs(bound - truth)[worst] > 2e-3:
        raise NotYet(
            f"With the true posterior as q the bound equals log p(x) = {truth[worst]:.3f} nats. "
            f"Yours is {bound[worst]:.3f}.",
            cause,
        )


def _average_bound(answer, model, x, mean, log_sd):
    """The bound averaged over z from q, without random error.

    Two points for each latent number suffice: they have the mean and covariance of N(0, 1), and
    under a linear decoder the bound is quadratic in the noise.
    """
    n = mean.shape[1]
    points = math.sqrt(n) * np.vstack([np.eye(n), -np.eye(n)])
    z = mean + np.exp(log_sd) * points[:, None]  # (point, batch, latent)
    given = {
        "x": np.tile(x, (2 * n, 1)),
        "z": np.float32(z.reshape(-1, n)),
        "kl": np.float32(np.tile(exact_kl(mean, log_sd), 2 * n)),
        "decode": model.decode,
    }
    return _theirs(answer, given, model.sd_x).reshape(2 * n, -1).mean(axis=0)
