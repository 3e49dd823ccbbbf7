"""Points along a line that you draw or give: a letter, a signature, any plane curve."""

import math

import numpy as np

from helpers.datasets._densities import Mixture, middles
from helpers.pictures import numbers

MOST_NORMALS = 1500  # log_prob of 20,000 points then takes a quarter of a second


def curve(points, sd=None):
    """A distribution along a line that you drew: even along its length, normal across it.

    Args:
        points: corners of the line in order, `(m, 2)`; or a list of such arrays, one a stroke.
        sd: how far points scatter around the line; by default 3 % of the drawing's size.

    Returns:
        A distribution with `sample(n, seed)`, `log_prob(x)`, `entropy` and `bounds`.

    Raises:
        ValueError: fewer than two points, no length, NaN, or an sd too small for the line.

    Example:

    >>> from helpers import datasets
    >>> letter = datasets.curve([[[0, 2], [0, 0], [1, 0]], [[0, 1], [1, 1]]])  # two strokes
    >>> letter.sample(5, seed=0).shape, round(letter.entropy, 3)
    ((5, 2), -0.02)
    """
    points = numbers(points, "curve") if hasattr(points, "__array__") else points
    if not isinstance(points, (np.ndarray, list, tuple)):
        raise TypeError(
            f"curve expected the corners of a line, (m, 2), or a list of such strokes; received "
            f"{points!r}. Two points make the shortest: [[0, 0], [1, 1]]."
        )
    is_list_of_strokes = len(points) > 0 and np.ndim(points[0]) == 2
    strokes = [stroke(s) for s in (points if is_list_of_strokes else [points])]
    corners = np.concatenate(strokes)  # (m, 2)
    steps = [np.r_[0, np.hypot(*np.diff(s, axis=0).T)] for s in strokes]  # no ink between strokes
    at = np.cumsum(np.concatenate(steps))  # length of the line up to each corner
    sd = max(0.03 * np.ptp(corners, axis=0).max(), at[-1] / MOST_NORMALS) if sd is None else sd
    known = isinstance(sd, (int, float, np.number))
    if not known or not at[-1] / MOST_NORMALS <= sd < math.inf:
        raise ValueError(
            f"curve expected an sd of at least {at[-1] / MOST_NORMALS:.3g} for a line of length "
            f"{at[-1]:.3g}; received {sd!r}. A thinner one needs more than {MOST_NORMALS} "
            f"normals and is slow: take a larger sd or a shorter line."
        )
    n = max(200, math.ceil(at[-1] / sd))
    means = np.stack([np.interp(at[-1] * middles(n), at, axis) for axis in corners.T], axis=-1)
    return Mixture("curve", means, float(sd))


def stroke(points):
    """One checked stroke as float64 `(m, 2)`."""
    points = numbers(points, "curve").astype("float64")
    expected = "curve expected strokes of at least two different points, each of shape (m, 2);"
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 2:
        raise ValueError(f"{expected} received {points.shape}. Two points make the shortest line.")
    if not np.isfinite(points).all():
        row = np.flatnonzero(~np.isfinite(points).all(axis=1))[0]
        raise ValueError(f"{expected} received NaN or infinity in row {row}. Leave it out.")
    if not np.ptp(points, axis=0).any():
        raise ValueError(
            f"{expected} received {len(points)} times {points[0].tolist()}. A dot has no length "
            f"to spread points along: draw it as a short line."
        )
    return points
