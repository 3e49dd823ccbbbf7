"""Scores of points on the plane that need samples only: no density, neither model's nor truth's."""

import math

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.neighbors import KNeighborsClassifier

from helpers import checks, given
from helpers.metrics.score import LESS, Score, standard_error

LARGEST = 1e100


def two_sample_accuracy(a, b, seed=0):
    """How well a classifier tells two sets of points apart.

    The √n nearest neighbours in one half of the points vote on each point of the other half:
    accuracy = mean of 1[vote = set it came from].

    Args:
        a: points from the model, `(n, 2)`.
        b: real points that the model was not trained on, `(m, 2)`. From the larger set as many
            are drawn as the smaller has.
        seed: which points teach and which are asked.

    Returns:
        `Score`, a share of points; less is better; floor 0.5, a coin. Copies of `b` among the
        samples can push it below.

    Example:

    >>> from helpers import datasets, metrics
    >>> moons = datasets.planar("moons").sample(500, seed=0)
    >>> metrics.two_sample_accuracy(moons, moons + 10).value
    1.0

    Reference: Lopez-Paz and Oquab, 2017, https://arxiv.org/abs/1610.06545.
    """
    a, b = equal_sets(a, b, seed, "two_sample_accuracy")
    half = len(a) // 2
    teach, ask = (np.concatenate([a[s], b[s]]) for s in (slice(half), slice(half, None)))
    neighbours = KNeighborsClassifier(math.isqrt(2 * half) | 1)  # odd: no ties
    unit = checks.spread(b, "two_sample_accuracy")
    neighbours.fit(teach / unit, np.arange(len(teach)) >= half)
    right = neighbours.predict(ask / unit) == (np.arange(len(ask)) >= len(ask) // 2)
    return Score(float(right.mean()), "of points told apart", LESS, 0.5, standard_error(right))


def energy_distance(a, b):
    """How much farther apart the two sets are than each is within itself.

    2 E|a - b| - E|a - a'| - E|b - b'|, over all pairs: zero only for equal distributions.
    (SciPy's function of this name, in one dimension, is its square root.)

    Args:
        a: points from the model, `(n, 2)`.
        b: real points, `(m, 2)`. The time grows as n times m: 10,000 each take seconds.

    Returns:
        `Score` in the units of the data; less is better; the floor is what two real sets of
        these sizes score on average, (1/n + 1/m) E|b - b'|.

    Example:

    >>> from helpers import datasets, metrics
    >>> moons = datasets.planar("moons").sample(500, seed=0)
    >>> metrics.energy_distance(moons, moons).value
    0.0

    Reference: Székely and Rizzo, 2013, https://doi.org/10.1016/j.jspi.2013.03.018.
    """
    a, b = two_sets(a, b, "energy_distance")
    within = mean_distance(b, b)
    value = 2 * mean_distance(a, b) - mean_distance(a, a) - within
    floor = (1 / len(a) + 1 / len(b)) * within * len(b) / (len(b) - 1)
    return Score(float(value), "data units", LESS, float(floor))


def sliced_wasserstein(a, b, seed=0, directions=64):
    """How far points must move, on average, to turn one set into the other, seen edge on.

    mean over directions θ and ranks i of |(θ·a)₍ᵢ₎ - (θ·b)₍ᵢ₎|, both projections sorted.

    Args:
        a: points from the model, `(n, 2)`.
        b: real points, `(m, 2)`. From the larger set as many are drawn as the smaller has.
        seed: turns the directions, which divide the half circle evenly.
        directions: how many.

    Returns:
        `Score` in the units of the data; less is better; the floor is what two real sets of
        this size score, measured on random halves of `b`. A mere shift by δ scores 2|δ|/π.

    Example:

    >>> from helpers import datasets, metrics
    >>> moons = datasets.planar("moons").sample(500, seed=0)
    >>> round(metrics.sliced_wasserstein(moons, moons + [3, 4]).value, 2)
    3.18

    Reference: Bonneel et al., 2015, https://doi.org/10.1007/s10851-014-0506-3.
    """
    directions = checks.whole(directions, "directions", "sliced_wasserstein")
    a, b = equal_sets(a, b, seed, "sliced_wasserstein")
    rng = given.generator(seed, "sliced_wasserstein")
    angle = np.pi * (np.arange(directions) + rng.random()) / directions
    theta = np.stack([np.cos(angle), np.sin(angle)])  # (2, directions)
    halves = (rng.permutation(len(b))[: len(b) // 2 * 2].reshape(2, -1) for _ in range(8))
    floor = np.mean([sorted_gap(b[one] @ theta, b[other] @ theta) for one, other in halves])
    # Twice the points, 1/√2 of the noise.
    return Score(sorted_gap(a @ theta, b @ theta), "data units", LESS, float(floor / math.sqrt(2)))


def two_sets(a, b, owner):
    """Two checked sets of points, large enough to compare."""
    a, b = (checks.events(x, (2,), owner) for x in (a, b))
    if min(len(a), len(b)) < 20:
        raise ValueError(
            f"{owner} expected at least 20 points in each set; received {len(a)} and {len(b)}. "
            f"Fewer say nothing about a distribution."
        )
    if max(np.abs(a).max(), np.abs(b).max()) > LARGEST:
        raise ValueError(
            f"{owner} expected coordinates below {LARGEST:g}; received one of "
            f"{max(np.abs(a).max(), np.abs(b).max()):.3g}. Their squares have to fit into 64 bits: "
            f"give them in a larger unit."
        )
    return a, b


def equal_sets(a, b, seed, owner):
    """Two sets of points in random order, the larger cut to the size of the smaller."""
    a, b = two_sets(a, b, owner)
    rng = given.generator(seed, owner)
    n = min(len(a), len(b))
    return rng.permutation(a)[:n], rng.permutation(b)[:n]


def mean_distance(a, b):
    """Mean Euclidean distance over all pairs, some rows at a time to bound the memory."""
    return sum(cdist(a[i : i + 512], b).sum() for i in range(0, len(a), 512)) / len(a) / len(b)


def sorted_gap(a, b):
    """Mean distance of equal ranks in every column, `(n, columns)` twice."""
    return float(np.abs(np.sort(a, axis=0) - np.sort(b, axis=0)).mean())
