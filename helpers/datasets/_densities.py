"""Densities on the plane that are known exactly: the truth that models are measured by."""

import math
from abc import ABC, abstractmethod
from functools import cached_property

import numpy as np
from scipy.spatial.distance import cdist

from helpers import checks, given

ROWS = 512  # points at a time: bounds the memory, and the working set fits a processor's cache


class Planar(ABC):
    """A distribution on the plane that can be sampled and has a known density.

    A distribution MUST give   draw(rng, n), log_p(x), entropy
    Every distribution HAS     sample(n), log_prob(x), name, bounds

    Args:
        name: for messages and titles.
        bounds: `((x0, x1), (y0, y1))` that hold nearly all points, for plots.
    """

    def __init__(self, name, bounds):
        self.name, self.bounds = name, bounds

    def __repr__(self):
        return f"<{self.name}: points on the plane with known density>"

    @abstractmethod
    def draw(self, rng, n):
        """`n` points `(n, 2)` from a numpy generator."""

    @abstractmethod
    def log_p(self, x):
        """Log density of float64 points, `(batch, 2)` to `(batch,)`."""

    @property
    @abstractmethod
    def entropy(self):
        """E[-log p(x)] in nats: the least mean -log q(x) that any model q can reach."""

    def sample(self, n, seed=None):
        """`n` points, float32 `(n, 2)`. The same seed gives the same points."""
        n = checks.whole(n, "a number of points", f"{self.name}.sample")
        return self.draw(given.generator(seed, f"{self.name}.sample"), n).astype("float32")

    def log_prob(self, x):
        """Exact log density in nats, `(n, 2)` to `(n,)`; -inf where there is no mass."""
        x = checks.events(x, (2,), f"{self.name}.log_prob")
        return np.concatenate([self.log_p(x[i : i + ROWS]) for i in range(0, len(x), ROWS)])


class Mixture(Planar):
    """Round normals of one size and equal weight; many along a curve make a line with noise.

    log p(x) = log 1/K Σ_k N(x; mean_k, sd²)

    Args:
        name: for messages and titles.
        means: `(K, 2)`. On a curve no further apart than the sd: then the density along it is
            smooth to eight digits, and is exact in any case.
        sd: standard deviation of each normal.
    """

    def __init__(self, name, means, sd):
        with np.errstate(over="ignore", invalid="ignore"):  # NaN beyond the largest
            step = float(np.spacing(np.abs(means).max().astype("float32")))
        if not checks.ROUNDED * step < sd:
            raise ValueError(
                f"{name} expected points that 32 bits can tell apart; received an sd of {sd:.3g} "
                f"at coordinates up to {np.abs(means).max():.3g}, where 32-bit numbers lie "
                f"{step:.2g} apart. Samples would be rounded: take an offset away before, points "
                f"- points.mean(axis=0), and give them in another unit."
            )
        low, high = means.min(axis=0) - 4 * sd, means.max(axis=0) + 4 * sd
        super().__init__(name, tuple(zip(low.tolist(), high.tolist(), strict=True)))
        self.means, self.sd = means, sd

    def draw(self, rng, n):
        return self.means[rng.integers(len(self.means), size=n)] + rng.normal(0, self.sd, (n, 2))

    def log_p(self, x):
        with np.errstate(over="ignore"):  # so far away that p is 0
            exponent = cdist(x, self.means, "sqeuclidean") / (-2 * self.sd**2)  # (batch, K)
        return log_mean_exp(exponent) - math.log(2 * math.pi * self.sd**2)

    @cached_property
    def entropy(self):
        # A grid of sd / 2 wherever a normal is nearer than 6 sd gives six digits.
        step = self.sd / 2
        disc = np.array([i + 1j * j for i in range(-12, 13) for j in range(-12, 13)])
        corners = np.unique(np.round(self.means / step) @ [1, 1j])
        grid = np.unique(corners[:, None] + disc[np.abs(disc) <= 12])
        return summed_entropy(self.log_prob(step * as_points(grid)), step)


class Checkerboard(Planar):
    """Uniform on every second of the 16 squares of side 2 that make [-4, 4]²."""

    entropy = math.log(32)  # the log of the area

    def __init__(self):
        super().__init__("checkerboard", ((-4.5, 4.5), (-4.5, 4.5)))

    def draw(self, rng, n):
        column, row = rng.integers(4, size=n), rng.integers(2, size=n)
        corner = 2 * np.stack([column - 2, 2 * row - 2 + column % 2], axis=-1)  # (n, 2)
        # On a fine lattice that avoids the edges: rounding to float32 never leaves a square.
        return corner + (rng.integers(2**20, size=(n, 2)) + 0.5) / 2**19

    def log_p(self, x):
        inside = (np.floor(x / 2).sum(axis=1) % 2 == 0) & (np.abs(x) < 4).all(axis=1)
        return np.where(inside, -self.entropy, -np.inf)


class Pinwheel(Planar):
    """Five long normals around the centre, turned the more the farther out they are.

    x = w exp(i twist(|w|)),   w ~ 1/5 Σ_k N((1, 0), diag(0.3², 0.1²)) turned by 2πk/5

    The angle depends on the distance from the centre only, so the twist keeps both distances
    and areas: log p(x) is the log density of w, and so is the entropy.
    """

    turns = np.exp(2j * np.pi * np.arange(5) / 5)  # points as complex numbers: turning is a product

    def __init__(self):
        super().__init__("pinwheel", ((-2.2, 2.2), (-2.2, 2.2)))

    def twist(self, w):
        return np.exp(0.25j * np.exp(np.minimum(np.abs(w), 4)))  # nothing lives beyond 4

    def draw(self, rng, n):
        arm = (rng.normal(1, 0.3, n) + 1j * rng.normal(0, 0.1, n)) * rng.choice(self.turns, n)
        return as_points(arm * self.twist(arm))

    def log_p(self, x):
        w = np.clip(x, -1e200, 1e200) @ [1, 1j]  # beyond that p is 0 too
        return self.log_p_of_arms(w / self.twist(w))

    def log_p_of_arms(self, w):
        arm = w[:, None] / self.turns  # (batch, 5)
        with np.errstate(over="ignore"):  # so far away that p is 0
            exponent = -0.5 * (((arm.real - 1) / 0.3) ** 2 + (arm.imag / 0.1) ** 2)
        return log_mean_exp(exponent) - math.log(2 * math.pi * 0.3 * 0.1)

    @cached_property
    def entropy(self):
        ticks = np.arange(-3.2, 3.2, 0.05)
        return summed_entropy(self.log_p_of_arms((ticks[:, None] + 1j * ticks).ravel()), 0.05)


def log_mean_exp(exponent):
    """log of the mean of exp over the last axis, without overflow; -inf where all are."""
    top = np.maximum(exponent.max(axis=-1, keepdims=True), np.finfo(float).min)
    with np.errstate(divide="ignore"):
        return np.log(np.exp(exponent - top).mean(axis=-1)) + top[..., 0]


def summed_entropy(log_p, step):
    """-∫ p log p from log densities on a square grid with that step."""
    return float(-(np.exp(log_p) * log_p).sum() * step**2)


def as_points(w):
    """Complex numbers `(n,)` as points `(n, 2)`."""
    return np.stack([w.real, w.imag], axis=-1)


def circle(n):
    """`n` points evenly spaced on the unit circle, `(n, 2)`."""
    return as_points(np.exp(2j * np.pi * np.arange(n) / n))


def middles(n):
    """The middles of `n` equal parts of [0, 1], `(n,)`."""
    return (np.arange(n) + 0.5) / n
