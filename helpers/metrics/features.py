"""Scores of pictures by their features: what a classifier's last layer says of each.

Features are rows of numbers `(n, d)`; a distance in them sees shape and kind, not pixels. Another
classifier gives other features and other values: compare only scores from the same one, and
only beside their floor, what two real sets score.
"""

import math
from typing import NamedTuple

import numpy as np
from scipy import linalg
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from helpers import checks, given
from helpers.metrics.score import LESS, MORE, NEAR, Score, standard_error
from helpers.pictures import numbers

LARGEST = 1e50


def frechet_distance(a, b):
    """How far apart the means and the covariances of two sets of features are.

    |μ_a - μ_b|² + tr(Σ_a + Σ_b - 2 (Σ_a Σ_b)^½), the squared 2-Wasserstein distance of two
    normals with these moments.

    Args:
        a: features of the model's pictures, `(n, d)`.
        b: features of real ones, `(m, d)`.

    Returns:
        `Score` in squared units of the features; less is better. The floor is what two real sets
        of these sizes score on average if their features are normal, with λ the eigenvalues of
        Σ_b: (1/n + 1/m) (Σᵢ λᵢ + ½ Σᵢⱼ λᵢ λⱼ (1 + δᵢⱼ) / (λᵢ + λⱼ)). That holds for many rows;
        where they are hardly more than the dimensions, real ones score more: measure it.

    Raises:
        ValueError: for other shapes, NaN, or fewer rows than features have dimensions.

    Example:

    >>> import numpy as np
    >>> from helpers import metrics
    >>> x = np.random.default_rng(0).normal(size=(1000, 2))
    >>> round(metrics.frechet_distance(x + [3, 4], x).value, 6)
    25.0

    References: Heusel et al., 2017, https://arxiv.org/abs/1706.08500; the distance: Dowson and
    Landau, 1982, https://doi.org/10.1016/0047-259X(82)90077-X.
    """
    a, b = feature_sets(a, b, "frechet_distance")
    n, m = len(a), len(b)
    if min(n, m) <= a.shape[1]:
        raise ValueError(
            f"frechet_distance expected more rows than the {a.shape[1]} dimensions of the "
            f"features; received {n} and {m}. With fewer, a covariance cannot be estimated."
        )
    cov_a, cov_b = (np.atleast_2d(np.cov(x.T)) for x in (a, b))
    # The eigenvalues of Σ_a Σ_b are those of a symmetric matrix: real, and never negative.
    eigen, axes = linalg.eigh(cov_b)
    root = axes * np.sqrt(np.maximum(eigen, 0))
    cross = np.sqrt(np.maximum(linalg.eigvalsh(root.T @ cov_a @ root), 0)).sum()
    value = np.sum((a.mean(0) - b.mean(0)) ** 2) + np.trace(cov_a) + np.trace(cov_b) - 2 * cross
    eigen = np.maximum(eigen, 1e-300)
    pairs = np.outer(eigen, eigen) * (1 + np.eye(len(eigen))) / np.add.outer(eigen, eigen)
    floor = (1 / n + 1 / m) * (eigen.sum() + pairs.sum() / 2)
    return Score(float(value), "squared feature units", LESS, float(floor))


def kernel_distance(a, b, block=500, seed=0):
    """Squared maximum mean discrepancy: whether any cubic polynomial tells the sets apart.

    E k(a, a') + E k(b, b') - 2 E k(a, b),   k(x, y) = (x·y / d + 1)³, without pairs of a row
    with itself, which makes it unbiased: unlike the Fréchet distance it does not shrink as the
    sets grow.

    Args:
        a: features of the model's pictures, `(n, d)`.
        b: features of real ones, `(m, d)`.
        block: rows a block; the value is the mean over blocks, and their spread its error.
        seed: which rows fall into which block.

    Returns:
        `Score` without unit; less is better; floor 0, from which chance takes it to either side.
        Sets too small for two blocks have no error.

    Reference: Bińkowski et al., 2018, https://arxiv.org/abs/1801.01401.
    """
    a, b = feature_sets(a, b, "kernel_distance")
    rng = given.generator(seed, "kernel_distance")
    block = max(2, checks.whole(block, "block", "kernel_distance"))  # pairs need two rows
    blocks = max(1, min(len(a), len(b)) // block)
    parts = zip(
        np.array_split(rng.permutation(a), blocks),
        np.array_split(rng.permutation(b), blocks),
        strict=True,
    )
    values = [unbiased_mmd(x, y) for x, y in parts]
    return Score(float(np.mean(values)), "squared discrepancy", LESS, 0.0, standard_error(values))


def unbiased_mmd(a, b):
    def total(x, y):  # some rows at a time, to bound the memory
        parts = (x[i : i + 512] for i in range(0, len(x), 512))
        return sum(((part @ y.T / x.shape[1] + 1) ** 3).sum() for part in parts)

    def within(x):
        n, itself = len(x), (((x**2).sum(axis=1) / x.shape[1] + 1) ** 3).sum()
        return (total(x, x) - itself) / (n * (n - 1))

    return within(a) + within(b) - 2 * total(a, b) / (len(a) * len(b))


class Support(NamedTuple):
    """Where the model's pictures lie among the real ones."""

    density: Score
    coverage: Score


def density_and_coverage(a, b, k=5):
    """Whether the model's pictures lie where real ones do, and wherever they do.

    Each real picture has a ball that reaches to its k-th nearest real neighbour.
    density = mean number of balls that hold one of the model's pictures, over k;
    coverage = share of balls that hold at least one.

    Args:
        a: features of the model's pictures, `(n, d)`.
        b: features of real ones, `(m, d)`.
        k: neighbours to a ball.

    Returns:
        `Support`. Density: nearest its floor 1 is best; above it the model huddles where
        pictures are commonest. Alone it is no quality: noise can score high, so read it beside
        coverage. Coverage: more is better; its floor is what n real ones score on
        average, 1 - Π (m - 1 - i) / (m - 1 + n - i) over i < k.

    Reference: Naeem et al., 2020, https://arxiv.org/abs/2002.09797.
    """
    a, b = feature_sets(a, b, "density_and_coverage")
    n, m, k = len(a), len(b), checks.whole(k, "k", "density_and_coverage")
    if m <= k:
        raise ValueError(
            f"density_and_coverage expected more than {k} real rows; received {m}. Each ball "
            f"reaches to neighbour {k}: give more real pictures, or a smaller k."
        )
    a, b = centred(a, b)
    radius = NearestNeighbors(n_neighbors=k + 1).fit(b).kneighbors(b)[0][:, -1]  # itself is first
    if (radius == 0).any():
        raise ValueError(
            f"density_and_coverage expected real rows of which at most {k} are equal; received "
            f"{(radius == 0).sum()} with more of their kind. Their balls have no size, so nothing "
            f"lies in them: drop the copies, or take a larger k."
        )
    counts = np.zeros(m)
    for i in range(0, n, 512):  # bounds the memory
        distance = cdist(a[i : i + 512], b)
        counts += (distance < radius).sum(axis=0)
    missed = math.prod((m - 1 - i) / (m - 1 + n - i) for i in range(k))
    return Support(
        Score(float(counts.sum() / (k * n)), "of the real density", NEAR, 1.0),
        Score(float((counts > 0).mean()), "of real pictures", MORE, 1 - missed),
    )


def centred(a, b):
    """Two sets moved so that `b` lies around 0: distances of squares keep their digits there."""
    middle = b.mean(axis=0)
    return a - middle, b - middle


def feature_sets(a, b, owner, least=2):
    """Two checked sets of features, float64, the first of so many rows or more."""
    a, b = (numbers(x, owner).astype("float64") for x in (a, b))
    fit = a.ndim == b.ndim == 2 and a.shape[1] == b.shape[1] > 0
    if not fit or len(a) < least or len(b) < 2:
        raise ValueError(
            f"{owner} expected two sets of features, (n, d) and (m, d), of two rows or more; "
            f"received {a.shape} and {b.shape}. Put pictures through the classifier first."
        )
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ValueError(
            f"{owner} expected finite numbers; received NaN or infinity. One of them makes every "
            f"distance NaN: leave such rows out, x[np.isfinite(x).all(axis=1)]."
        )
    if max(np.abs(a).max(), np.abs(b).max()) > LARGEST:
        raise ValueError(
            f"{owner} expected numbers below {LARGEST:g}; received one of "
            f"{max(np.abs(a).max(), np.abs(b).max()):.3g}. Their squares and cubes have to fit "
            f"into 64 bits: give them in a larger unit."
        )
    return a, b
