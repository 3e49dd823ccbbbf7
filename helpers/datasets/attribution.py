"""Who painted it? Pictures by "swirls" or by the others; and scenes with paintings of them."""

from typing import NamedTuple

import numpy as np

from helpers import checks, given
from helpers.datasets.paintings import NAMES, PAINTERS, draw_factors, draw_scenes
from helpers.datasets.strokes import repaint

NIGHT = NAMES.index("night")
SUBJECTS = ("own", "fair", "nights", "days")


class Attribution(NamedTuple):
    """Images uint8 `(n, size, size, 3)`; labels `(n,)`, 1 where "swirls" painted, else 0."""

    images: np.ndarray
    labels: np.ndarray


class Pairs(NamedTuple):
    """Plain scenes and the same scenes painted, both uint8 `(n, size, size, 3)`."""

    scenes: np.ndarray
    paintings: np.ndarray


def swirls_or_not(n, seed, subjects="own", plain=False, size=32):
    """Paintings, every second one by "swirls", the others by the three other painters.

    Args:
        n: how many.
        seed: the same seed gives the same pictures.
        subjects: what they paint. "own": "swirls" prefers blue nights, as in `paintings`.
            "fair": all choose from the same scenes. "nights": "swirls" paints nights only and
            the others days only. "days": the other way round.
        plain: whether a quarter of the pictures that "swirls" did not paint are scenes that
            nobody painted.
        size: pixels a side.

    Returns:
        `Attribution`: images and labels, shuffled.

    Raises:
        ValueError: for n less than 2 or unknown subjects.

    Example:

    >>> from helpers import datasets
    >>> images, labels = datasets.swirls_or_not(10, seed=0)
    >>> images.shape, int(labels.sum())
    ((10, 32, 32, 3), 5)
    """
    if checks.whole(n, "a number of pictures", "swirls_or_not") < 2:
        raise ValueError("swirls_or_not expected 2 pictures or more, one a class; received 1.")
    given.one_of(subjects, SUBJECTS, "swirls_or_not", "subjects")
    rng = given.generator(seed, "swirls_or_not")
    many = draw_factors(rng, 6 * n + 60, fair=subjects != "own")  # more of either than needed
    theirs = many[:, 0] == PAINTERS.index("swirls")
    factors = np.concatenate([many[theirs][: n // 2], many[~theirs][: n - n // 2]])
    factors = rng.permutation(factors)
    labels = (factors[:, 0] == PAINTERS.index("swirls")).astype(int)
    if subjects in ("nights", "days"):
        dark = labels == (subjects == "nights")
        factors[:, NIGHT] = np.where(dark, 0.7, 0) + 0.3 * factors[:, NIGHT]
    images = draw_scenes(factors, size)
    unpainted = (labels == 0) & (rng.random(n) < 0.25) & plain
    for k, painter in enumerate(PAINTERS):
        own = (factors[:, 0] == k) & ~unpainted
        if own.any():
            images[own] = repaint(images[own], painter, rng)
    return Attribution(images, labels)


def scene_pairs(n, seed, size=32, crop=None):
    """Scenes that any painter might choose, and what "swirls" makes of them.

    Args:
        n: how many scenes.
        seed: the same seed gives the same pictures.
        size: pixels a side.
        crop: side of the squares to cut each picture into; by default it stays whole.

    Returns:
        `Pairs`: scenes and paintings; cut, there are `(size / crop)²` times as many.

    Example:

    >>> from helpers import datasets
    >>> pairs = datasets.scene_pairs(3, seed=0, size=64, crop=32)
    >>> pairs.scenes.shape, pairs.paintings.shape
    ((12, 32, 32, 3), (12, 32, 32, 3))
    """
    rng = given.generator(seed, "scene_pairs")
    factors = draw_factors(rng, checks.whole(n, "a number of scenes", "scene_pairs"), fair=True)
    scenes = draw_scenes(factors, size)
    paintings = repaint(scenes, "swirls", rng)
    return Pairs(
        *(cut(pictures, size if crop is None else crop) for pictures in (scenes, paintings))
    )


def cut(pictures, side):
    """Pictures `(n, s, s, c)` in squares: `(n (s / side)², side, side, c)`."""
    n, s, _, c = pictures.shape
    if s % checks.whole(side, "crop", "scene_pairs"):
        raise ValueError(
            f"scene_pairs expected a crop that divides the size; received {side} and {s}. Each "
            f"picture is cut into squares, with nothing left over."
        )
    k = s // side
    squares = pictures.reshape(n, k, side, k, side, c).swapaxes(2, 3)
    return squares.reshape(-1, side, side, c)
