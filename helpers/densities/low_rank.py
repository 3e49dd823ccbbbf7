"""A density p(x) on pictures that takes a second to fit: one hill with a few long axes."""

import math

import numpy as np
from sklearn.decomposition import PCA

from helpers import checks


class LowRankGaussian:
    """Gaussian whose covariance is free along `axes` directions and one variance beyond them.

    log p(x) = log N(x; mean, W Wᵀ + σ² I)

    Grey levels are steps: random fractions fill each one, so that its density is a probability
    of levels. One draw of the fractions gives a lower bound, and so an upper bound on the bits.

    Args:
        images: uint8 `(n, height, width, channels)`, more of them than axes.
        axes: long axes of the hill.

    Raises:
        ValueError: for fewer images than axes.

    Example:

    >>> import numpy as np
    >>> from helpers.densities import LowRankGaussian
    >>> images = np.random.default_rng(0).integers(0, 256, (50, 8, 8, 1)).astype("uint8")
    >>> LowRankGaussian(images, axes=4).bits_per_dim(images).shape
    (50,)

    Reference: Tipping and Bishop, 1999, https://doi.org/10.1111/1467-9868.00196.
    """

    def __init__(self, images, axes=128):
        self.event_shape = np.shape(images)[1:]
        if len(images) <= checks.whole(axes, "axes", "LowRankGaussian"):
            raise ValueError(
                f"LowRankGaussian expected more images than axes, {axes + 1} or more; received "
                f"{len(images)}. Give more images or fewer axes."
            )
        pca = PCA(axes, svd_solver="randomized", random_state=0).fit(self._filled(images, seed=1))
        self.mean, self.directions = pca.mean_, pca.components_  # (d,), (axes, d)
        self.along, self.beyond = pca.explained_variance_, pca.noise_variance_

    def log_prob(self, images, seed=0):
        """Lower bound on log P(x), `(n, *event)` to `(n,)`, in nats."""
        x = self._filled(images, seed) - self.mean
        on_axes = (x @ self.directions.T) ** 2  # (n, axes)
        rest = (x**2).sum(axis=1) - on_axes.sum(axis=1)
        d = math.prod(self.event_shape)
        spread = np.log(self.along).sum() + (d - len(self.along)) * np.log(self.beyond)
        squares = (on_axes / self.along).sum(axis=1) + rest / self.beyond
        return -0.5 * (squares + spread + d * np.log(2 * np.pi)) - d * np.log(256)

    def bits_per_dim(self, images, seed=0):
        """-log2 P(x) per number of the picture, `(n, *event)` to `(n,)`: an upper bound."""
        return -self.log_prob(images, seed) / (math.prod(self.event_shape) * np.log(2))

    def _filled(self, images, seed):
        """Levels with random fractions, `(n, d)` from 0 to 1."""
        levels = checks.events(images, self.event_shape, "LowRankGaussian")
        fractions = np.random.default_rng(seed).random(levels.shape)
        return ((levels + fractions) / 256).reshape(len(levels), -1)
