"""What holds for a right KL term: properties first, equality last."""

import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a mean or sum over all axes. Each image has its own KL: `axis=-1`",
    (5, 3): "the sum over the latent dimensions is missing",
    (3,): "a sum over the batch. The latent dimensions are the last axis: `axis=-1`",
    (5, 1): "`keepdims=True`",
}


def kl(mean, log_sd):
    """KL from N(mean, sd²) to N(0, 1) in nats, (batch, latent) twice -> (batch,)."""
    return ((mean**2 + np.exp(2 * log_sd) - 1) / 2 - log_sd).sum(axis=-1)


def check_kl(answer):
    """KL(N(mean, sd²) to N(0, 1)) from mean and log sd."""
    rng = np.random.default_rng(8)
    mean = rng.normal(size=(5, 3)).astype("float32")
    log_sd = rng.normal(scale=0.5, size=(5, 3)).astype("float32")

    def theirs(mean, log_sd):
        value = run(answer, mean=np.float32(mean), log_sd=np.float32(log_sd))
        return expect(value, (len(mean),), SHAPES if len(mean) == 5 else {})

    value, right = theirs(mean, log_sd), kl(mean, log_sd)
    slips = _slips(mean, log_sd)
    _is_zero_at_the_prior(theirs, cause_of(value, slips, "a constant that is missing or too much"))
    _is_never_negative(theirs, cause_of(value, slips, "a sign, or half of `log_sd`"))
    _adds_over_dimensions(theirs)
    _agrees_with_draws(value, mean, log_sd, cause_of(value, slips, "a factor on one term"))
    usual = "a small number added to keep a logarithm finite, or a rounded constant"
    agree(value, right, "the KL of image {} of five", usual, atol=2e-5)
    for shape in ((7, 2), (1, 6), (4, 1)):
        mean, log_sd = rng.normal(scale=2, size=shape), rng.uniform(-4, 2, size=shape)
        mean, log_sd = mean.astype("float32"), log_sd.astype("float32")
        what = f"codes {shape}, the KL of image {{}},"
        agree(theirs(mean, log_sd), kl(mean, log_sd), what, "something that fits one batch only")
    return (
        "Your KL is 0 at N(0, 1), never negative, adds over dimensions, and agrees with the "
        "average of log q(z) - log p(z) over random draws."
    )


def _slips(mean, log_sd):
    """The usual slips, and what each gives."""
    sd, var = np.exp(log_sd), np.exp(2 * log_sd)
    right = (mean**2 + var - 1) / 2 - log_sd
    slips = {
        "the sign. This is minus the KL": -right,
        "`log_sd` was read as a log variance. The variance is `exp(2 * log_sd)`": (
            (mean**2 + sd - 1 - log_sd) / 2
        ),
        "`exp(log_sd)` is the sd. The variance is `exp(2 * log_sd)`": right + (sd - var) / 2,
        "`log_sd` is halved. It is half of the log variance already": right + log_sd / 2,
        "the sign of `log_sd`. A narrow q is far from N(0, 1): subtract": right + 2 * log_sd,
        "the factor ½ is missing": 2 * right,
        "the -1 is missing": right + 1 / 2,
        "the -1 has become +1": right + 1,
        "`mean` is not squared": right + (mean - mean**2) / 2,
        "the two Gaussians are swapped. This is the KL from N(0, 1) to q": (
            (1 + mean**2) / (2 * var) - 1 / 2 + log_sd
        ),
        "bits. Nats need the natural logarithm": right / math.log(2),
    }
    return {cause: each.sum(axis=-1) for cause, each in slips.items()}


def _is_zero_at_the_prior(theirs, cause):
    at_prior = theirs(np.zeros((1, 3)), np.zeros((1, 3)))[0]
    if abs(at_prior) > 1e-5:
        raise NotYet(
            f"At mean 0, sd 1 in 3 dimensions your KL is {at_prior:.4g}. "
            "The KL between equal distributions is 0.",
            cause,
        )


def _is_never_negative(theirs, cause):
    grid = np.meshgrid([0, 1, -2], [0, -0.2, -1, 0.5, 1])
    mean, log_sd = (axis.reshape(-1, 1) for axis in grid)
    values = theirs(mean, log_sd)
    lowest = values.argmin()
    if values[lowest] < -1e-5:
        raise NotYet(
            f"At mean {mean[lowest, 0]}, log_sd {log_sd[lowest, 0]:g} your KL is "
            f"{values[lowest]:.4g}. A KL divergence is never negative.",
            cause,
        )


def _adds_over_dimensions(theirs):
    one, two = theirs([[1.0]], [[0.5]])[0], theirs([[1.0, 1.0]], [[0.5, 0.5]])[0]
    if not math.isclose(two, 2 * one, rel_tol=1e-4):
        raise NotYet(
            f"By your formula one dimension costs {one:.4g} nats and two such dimensions cost "
            f"{two:.4g}. Independent dimensions add: expected {2 * one:.4g}.",
            "a mean over the latent dimensions. It weakens the KL, as a small beta would",
        )


def _agrees_with_draws(value, mean, log_sd, cause):
    eps = np.random.default_rng(80).normal(size=(20_000, *mean.shape))
    z = mean + np.exp(log_sd) * eps
    # log q(z) - log p(z); their constants cancel.
    draws = ((z**2 - eps**2) / 2 - log_sd).sum(axis=-1)
    average, error = draws.mean(axis=0), draws.std(axis=0) / math.sqrt(len(draws))
    worst = (abs(value - average) / error).argmax()
    if abs(value - average)[worst] > 5 * error[worst]:
        raise NotYet(
            f"Row {worst}: the average of log q(z) - log p(z) over 20,000 draws is "
            f"{average[worst]:.3f} ± {error[worst]:.3f}. Your formula gives {value[worst]:.3f}.",
            cause,
        )
