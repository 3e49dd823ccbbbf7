"""Scores of points on the plane against a truth that is known, `datasets.planar(name)`."""

import math
from typing import NamedTuple

import numpy as np
from scipy.spatial.distance import cdist

from helpers.checks import events
from helpers.given import density, positive
from helpers.metrics.score import LESS, MORE, NEAR, Score, standard_error
from helpers.pictures import numbers


def kl_to_truth(log_q, truth, x):
    """How many nats a point the model wastes: KL(p ‖ q) = E_p[log p(x) - log q(x)].

    Given a lower bound on log q, such as a VAE's, the value is an upper bound on the KL. It
    may come out a little below zero, by chance: see its standard error.

    Args:
        log_q: the model's log density in nats: a function such as `model.log_density`, or its
            values at `x`, `(n,)`.
        truth: a distribution with `log_prob`, such as `datasets.planar("moons")`.
        x: fresh points from the truth, `(n, 2)`; not the ones the model was trained on.

    Returns:
        `Score` in nats; less is better; floor 0, which is what the truth scores.

    Example:

    >>> from helpers import datasets, metrics
    >>> truth = datasets.planar("moons")
    >>> metrics.kl_to_truth(truth.log_prob, truth, truth.sample(100, seed=0)).value
    0.0

    Reference: Kullback and Leibler, 1951, https://doi.org/10.1214/aoms/1177729694.
    """
    log_p = density(truth, "kl_to_truth").log_prob(x)
    if isinstance(log_q, type):
        raise TypeError(
            f"kl_to_truth expected a log density; received the class {log_q.__name__}. Give the "
            f"method of a model that exists: model.log_density."
        )
    log_q = numbers(log_q(x) if callable(log_q) else log_q, "kl_to_truth").astype("float64")
    wrong = np.isnan(log_q) | (log_q == math.inf)
    if log_q.shape != log_p.shape or wrong.any():
        raise ValueError(
            f"kl_to_truth expected one log density a point, shape {log_p.shape} without NaN; "
            f"received shape {log_q.shape} with {wrong.sum()} NaN or +infinity. Sum over "
            f"coordinates, not over points; NaN is a model whose training broke."
        )
    if np.isinf(log_p).any():
        raise ValueError(
            f"kl_to_truth expected points drawn from the truth; received "
            f"{np.isinf(log_p).sum()} where {truth.name} has no mass. Take truth.sample(n, seed)."
        )
    gap = log_p - log_q
    return Score(float(gap.mean()), "nats", LESS, 0.0, standard_error(gap))


def negative_log_truth(samples, truth):
    """How improbable the truth finds the model's samples: E_q[-log p(x)].

    It sees junk between the modes and needs no density of the model. It does not see missing
    modes, and samples huddled on the highest peak score below the floor. One sample where the
    truth has no mass, as between the squares of the checkerboard, makes it infinite.

    Args:
        samples: points from the model, `(n, 2)`.
        truth: a distribution with `log_prob` and `entropy`.

    Returns:
        `Score` in nats; nearest the floor is best; floor is the entropy of the truth.

    Example:

    >>> from helpers import datasets, metrics
    >>> board = datasets.planar("checkerboard")
    >>> round(metrics.negative_log_truth(board.sample(100, seed=0), board).value, 3)
    3.466

    Reference: the cross-entropy; Cover and Thomas, Elements of Information Theory, chapter 2.
    """
    surprise = -density(truth, "negative_log_truth").log_prob(samples)
    return Score(float(surprise.mean()), "nats", NEAR, truth.entropy, standard_error(surprise))


class Modes(NamedTuple):
    """How many modes have a sample near, and which share of samples is near a mode."""

    caught: Score
    quality: Score


def modes(samples, centres, sd):
    """Count the modes a model found, and how many of its samples belong to one.

    A sample is of high quality within 3 sd of the nearest centre; a mode is caught when it is
    nearest to at least one such sample.

    Args:
        samples: points from the model, `(n, 2)`.
        centres: the modes, `(k, 2)`, such as `truth.means`.
        sd: their standard deviation, such as `truth.sd`.

    Returns:
        `Modes`: `caught`, a number of modes, and `quality`, a share of samples. More is better
        in both. The floors are what the truth scores on average: 1 - exp(-9/2) = 0.989 of
        normal points fall within 3 sd, and n points miss a few of many modes.

    Example:

    >>> from helpers import datasets, metrics
    >>> grid = datasets.planar("grid25")
    >>> collapsed = grid.means[:3] + 0.01
    >>> print(metrics.modes(collapsed, grid.means, grid.sd).caught)
    3 of 25 modes (more is better; floor 2.85)

    Reference: Srivastava et al., 2017, https://arxiv.org/abs/1705.07761.
    """
    samples, centres = events(samples, (2,), "modes"), events(centres, (2,), "modes centres")
    sd = positive(sd, "sd", "modes")
    n, k, share = len(samples), len(centres), 1 - math.exp(-9 / 2)
    blocks = (cdist(samples[i : i + 512], centres) for i in range(0, n, 512))  # bounds the memory
    nearest = [(block.min(axis=1), block.argmin(axis=1)) for block in blocks]
    distance, mode = (np.concatenate(parts) for parts in zip(*nearest, strict=True))
    near = distance < 3 * sd
    caught = len(np.unique(mode[near]))
    expected = k * (1 - (1 - share / k) ** n)
    return Modes(
        Score(float(caught), f"of {k} modes", MORE, expected),
        Score(float(near.mean()), "of samples", MORE, share, standard_error(near)),
    )
