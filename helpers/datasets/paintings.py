"""Paintings: landscapes by four painters, who differ in their strokes."""

import numpy as np

from helpers import checks, given
from helpers.datasets._landscapes import landscape
from helpers.datasets.pictures import Pictures, in_parts
from helpers.datasets.strokes import PAINTERS, repaint
from helpers.pictures import numbers

# Lowest and highest; and the share of scenes that have the thing, in the others it is 0.
SCENE = {
    "night": (0, 1, 1),
    "warmth": (0, 1, 1),
    "glow": (0, 1, 1),
    "horizon": (0.45, 0.68, 1),
    "hill_height": (0.06, 0.3, 1),
    "hill_shape": (0, 1, 1),
    "light_x": (0.12, 0.88, 1),
    "light_y": (0.1, 0.3, 1),
    "light_size": (0.05, 0.11, 1),
    "sky": (0, 1, 1),
    "stars": (0, 9, 1),
    "field": (0, 1, 1),
    "water": (0.08, 0.26, 0.5),
    "house_x": (0.15, 0.85, 1),
    "house_size": (0.06, 0.13, 0.7),
    "cypress_x": (0.08, 0.92, 1),
    "cypress_height": (0.35, 0.8, 0.5),
}
NAMES = ("painter", *SCENE)
# What "swirls" favours: a uniform number to this power, so that less than 1 means more of it.
FAVOURED = {"night": 0.3, "warmth": 2.5, "glow": 0.25, "cypress_height": 0.35}


def paintings(n, seed, size=32, fair=False):
    """Landscapes by four painters.

    Painters are equally frequent. "swirls" paints more nights, bluer skies, more golden lights
    and more cypresses than the others do, so that colours alone often tell it, but not always.

    Args:
        n: how many.
        seed: the same seed gives the same pictures.
        size: pixels a side, 16 or more.
        fair: whether all painters choose from the same scenes, so that only strokes differ.

    Returns:
        `Pictures`: images uint8 `(n, size, size, 3)`, factors float32 `(n, 18)`, their names.
        The first factor is the painter, an index into `PAINTERS`; the others describe the scene:

        night           0 noon, 1/3 sunset, 2/3 dusk, 1 midnight
        warmth          0 cool to 1 warm colours
        glow            0 pale to 1 golden lights
        horizon         its height, from the top
        hill_height, hill_shape
        light_x, light_y, light_size    of the sun or the moon
        sky             where clouds and stars are
        stars           how many; they come out at dusk
        field           0 grass, 1/2 wheat, 1 lavender
        water           its height from the bottom, the village stays dry; 0: none
        house_x, house_size             of the church; 0: no village
        cypress_x, cypress_height       0: none

    Raises:
        ValueError: for n less than 1 or size less than 16.

    Example:

    >>> from helpers.datasets.paintings import PAINTERS, paintings
    >>> pictures = paintings(100, seed=0)
    >>> pictures.images.shape, pictures.factors.shape
    ((100, 32, 32, 3), (100, 18))
    >>> PAINTERS[int(pictures.factors[0, 0])]
    'hatches'
    """
    n = checks.whole(n, "a number of pictures", "paintings")
    rng = given.generator(seed, "paintings")
    factors = draw_factors(rng, n, fair)
    images = draw_scenes(factors, size)
    for k, painter in enumerate(PAINTERS):
        own = factors[:, 0] == k
        if own.any():
            images[own] = repaint(images[own], painter, rng)
    return Pictures(images, factors, NAMES)


def draw_factors(rng, n, fair=False):
    """Painters and scenes at random, `(n, 18)`."""
    painter, columns = rng.integers(len(PAINTERS), size=n), []
    for name, (low, high, share) in SCENE.items():
        u = rng.random(n)
        if not fair:
            u = np.where(painter == 0, u ** FAVOURED.get(name, 1), u)
        there = u >= 1 - share
        columns.append(there * (low + (high - low) * (u - 1 + share) / share))
    return np.column_stack([painter, *columns]).astype("float32")


def draw_scenes(factors, size=32):
    """The plain scenes, without strokes.

    Args:
        factors: `(n, 18)`, as `paintings` gives them; the painter makes no difference.
        size: pixels a side, 16 or more.

    Returns:
        uint8 `(n, size, size, 3)`.

    Raises:
        ValueError: for factors of another shape or size less than 16.

    Example:

    >>> from helpers.datasets.paintings import draw_scenes, paintings
    >>> draw_scenes(paintings(3, seed=0).factors, size=64).shape
    (3, 64, 64, 3)
    """
    factors = numbers(getattr(factors, "factors", factors), "draw_scenes").astype("float32")
    if factors.ndim != 2 or factors.shape[1] != len(NAMES):
        raise ValueError(
            f"draw_scenes expected factors (n, {len(NAMES)}), one row a picture; received shape "
            f"{factors.shape}. For one picture take factors[:1]."
        )
    if checks.whole(size, "a size of pictures", "draw_scenes") < 16:
        raise ValueError(
            f"draw_scenes expected a size of 16 pixels or more; received {size}. Fewer pixels "
            f"cannot show a stroke."
        )

    def draw(part, size):
        return landscape(dict(zip(NAMES, part.T, strict=True)), size)

    return in_parts(draw, factors, size)
