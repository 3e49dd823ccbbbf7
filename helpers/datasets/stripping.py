"""Take something away from pictures: colour, layout, the direction of strokes, the strokes."""

import numpy as np
from scipy.ndimage import gaussian_filter

from helpers import checks, given
from helpers.datasets.strokes import check_images


def without_colour(images, seed=0):
    """Every pixel's grey level three times: light and dark stay."""
    grey = check_images(images, "strip") @ np.array(
        [0.299, 0.587, 0.114]
    )  # what an eye calls bright
    return np.repeat(np.round(grey)[..., None], 3, axis=-1).astype("uint8")


def without_layout(images, seed=0, side=8):
    """Squares of 8 by 8 pixels at shuffled places: colours and strokes stay."""
    squares = squares_of(check_images(images, "strip"), side)
    order = np.random.default_rng(seed).random(squares.shape[:2]).argsort(axis=1)
    return images_of(np.take_along_axis(squares, order[:, :, None, None, None], axis=1))


def without_direction(images, seed=0, side=4):
    """Squares of 4 by 4 pixels, each turned and mirrored at random: colours and layout stay."""
    squares = squares_of(check_images(images, "strip"), side).copy()
    turns = np.random.default_rng(seed).integers(8, size=squares.shape[:2])
    for turn in range(8):
        chosen = turns == turn
        turned = np.rot90(squares[chosen], turn % 4, axes=(1, 2))
        squares[chosen] = turned[:, ::-1] if turn > 3 else turned
    return images_of(squares)


def without_strokes(images, seed=0):
    """Blurred by a bell of two pixels: colours and layout stay."""
    return gaussian_filter(check_images(images, "strip"), (0, 2, 2, 0))


def without_all(images, seed=0):
    """Neither colour nor layout nor direction."""
    return without_direction(without_layout(without_colour(images), seed), seed)


STRIPPED = {
    "nothing": lambda images, seed=0: check_images(images, "strip"),
    "colour": without_colour,
    "layout": without_layout,
    "direction": without_direction,
    "all three": without_all,
    "strokes": without_strokes,
}


def strip(images, what, seed=0):
    """Pictures without one feature.

    Args:
        images: uint8 `(n, size, size, 3)`, sides multiples of 8.
        what: "nothing", "colour", "layout", "direction", "all three" or "strokes".
        seed: of what is shuffled.

    Returns:
        uint8, the shape of `images`.

    Raises:
        ValueError: for anything else to take away.

    Example:

    >>> from helpers import datasets
    >>> images, _ = datasets.swirls_or_not(4, seed=0)
    >>> grey = datasets.strip(images, "colour")
    >>> bool((grey[..., 0] == grey[..., 2]).all())
    True
    """
    given.one_of(what, STRIPPED, "strip", "features")
    given.generator(seed, "strip")
    return STRIPPED[what](images, seed=seed)


def colour_histogram(images, levels=4):
    """Share of each colour, `(n, levels³)`, with red, green and blue at `levels` steps each."""
    images, levels = (
        check_images(images, "colour_histogram"),
        checks.whole(levels, "levels", "colour_histogram"),
    )
    steps = images.astype(int) * levels // 256
    bins = (steps @ np.array([levels**2, levels, 1])).reshape(len(images), -1)  # (n, pixels)
    return np.stack([np.bincount(row, minlength=levels**3) for row in bins]) / bins.shape[1]


def shrink(images, size):
    """Pictures of `size` by `size` pixels, each the mean of a square, uint8."""
    images, size = check_images(images, "shrink"), checks.whole(size, "size", "shrink")
    if images.shape[1] % size:
        raise ValueError(
            f"shrink expected a size that divides {images.shape[1]}, the side of the pictures; "
            f"received {size}. Each new pixel is the mean of a square of old ones."
        )
    squares = squares_of(images, images.shape[1] // size)
    return np.round(squares.mean(axis=(2, 3))).astype("uint8").reshape(-1, size, size, 3)


def squares_of(images, side):
    """`(n, s, s, c)` to `(n, squares, side, side, c)`."""
    n, s, _, c = images.shape
    if s % side:
        raise ValueError(
            f"expected pictures whose side is a multiple of {side}; received {s} pixels. They are "
            f"cut into squares of {side} by {side}: make them {s // side * side} pixels wide."
        )
    k = s // side
    squares = images.reshape(n, k, side, k, side, c).swapaxes(2, 3)
    return squares.reshape(n, k * k, side, side, c)


def images_of(squares):
    """The inverse of `squares_of`."""
    n, many, side, _, c = squares.shape
    k = round(many**0.5)
    rows = squares.reshape(n, k, k, side, side, c).swapaxes(2, 3)
    return rows.reshape(n, k * side, k * side, c)
