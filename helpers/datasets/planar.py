"""Seven shapes of points on the plane, each with its exact density."""

import numpy as np

from helpers import given
from helpers.datasets._densities import Checkerboard, Mixture, Pinwheel, as_points, circle, middles


def moons():
    upper = as_points(np.exp(1j * np.pi * middles(128)))
    return Mixture("moons", np.concatenate([upper, [1, 0.5] - upper]), 0.1)


def spirals():
    angle = 3 * np.pi * np.sqrt(middles(400))  # the root keeps the line even
    arm = as_points(-angle * np.exp(-1j * angle)) / 3
    return Mixture("spirals", np.concatenate([arm, -arm]), 0.1)


def rings():
    radii = [3, 2.25, 1.5, 0.75]
    return Mixture("rings", np.concatenate([r * circle(256) for r in radii]), 0.08)


def eight_gaussians():
    return Mixture("eight_gaussians", 4 / 1.414 * circle(8), 0.5 / 1.414)


def grid25():
    ticks = np.arange(-4.0, 5, 2)
    return Mixture("grid25", np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2), 0.05)


def islands(apart, sd=0.25):
    """Two round normals with nothing between them: points whose density is known exactly.

    Args:
        apart: from middle to middle.
        sd: standard deviation of each.

    Returns:
        A distribution as from `planar`.

    Example:

    >>> from helpers import datasets
    >>> datasets.islands(apart=6).sample(5, seed=0).shape
    (5, 2)
    """
    apart = given.positive(apart, "apart", "islands")
    sd = given.positive(sd, "sd", "islands")
    return Mixture("islands", np.array([[-apart / 2, 0.0], [apart / 2, 0.0]]), sd)


MAKERS = {
    "moons": moons,
    "spirals": spirals,
    "rings": rings,
    "pinwheel": Pinwheel,
    "eight_gaussians": eight_gaussians,
    "checkerboard": Checkerboard,
    "grid25": grid25,
}
PLANAR_NAMES = tuple(MAKERS)


def planar(name):
    """Points on the plane with a known density, by name.

    Args:
        name: one of `datasets.PLANAR_NAMES`.

    Returns:
        A distribution with `sample(n, seed)`, `log_prob(x)`, `entropy` and `bounds`.

    Raises:
        ValueError: for an unknown name.

    Example:

    >>> from helpers import datasets
    >>> moons = datasets.planar("moons")
    >>> moons.sample(5, seed=0).shape, round(moons.entropy, 3)
    ((5, 2), 1.007)

    The shapes are those of scikit-learn's moons and of the flow literature: Grathwohl et al.,
    2019, https://arxiv.org/abs/1810.01367. Its pinwheel is changed in one place, so that the
    density is exact: there the angle grows with the length along an arm, here with |x|.
    """
    if not isinstance(name, str) or name not in PLANAR_NAMES:
        raise ValueError(
            f"planar expected one of {', '.join(PLANAR_NAMES)}; received {name!r}. For a shape "
            f"of your own give its points to datasets.curve."
        )
    return MAKERS[name]()
