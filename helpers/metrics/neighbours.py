"""Which training picture lies nearest: the question behind "is it new?"."""

import numpy as np
from sklearn.neighbors import NearestNeighbors

from helpers import checks
from helpers.pictures import several


def thumbnails(images, side=8):
    """Pictures shrunk to `side` by `side` blocks of average colour, one row of numbers each.

    A leg that moves by one pixel changes many pixels and hardly any block. So the distance
    between two thumbnails sees colours, pose and place, and overlooks grain.

    Args:
        images: `(n, height, width, channels)`; height and width are multiples of `side`.
        side: blocks along each side.

    Returns:
        float32 `(n, side * side * channels)`, from 0 to 1.

    Raises:
        ValueError: for no pictures, or where the blocks do not divide them.

    Example:

    >>> import numpy as np
    >>> from helpers import metrics
    >>> metrics.thumbnails(np.zeros((5, 32, 32, 3), "uint8")).shape
    (5, 192)
    """
    images, side = several(images, "thumbnails"), checks.whole(side, "side", "thumbnails")
    if images.shape[1] % side or images.shape[2] % side:
        raise ValueError(
            f"thumbnails expected pictures (n, height, width, channels) whose height and width "
            f"are multiples of {side}; received {images.shape}. Give another side=."
        )
    unit = 255 if images.dtype == np.uint8 else 1
    n, height, width, channels = images.shape
    blocks = images.reshape(n, side, height // side, side, width // side, channels)
    return (blocks.mean(axis=(2, 4), dtype="float32") / unit).reshape(n, -1)


def nearest(x, train):
    """The nearest training picture of each, by thumbnail.

    Args:
        x: pictures `(n, height, width, channels)`.
        train: training pictures `(m, height, width, channels)`.

    Returns:
        Row numbers in `train`, integers `(n,)`.

    Raises:
        ValueError: for no pictures, or pictures of two kinds.
    """
    x, train = thumbnails(x), thumbnails(train)
    if x.shape[1] != train.shape[1]:
        raise ValueError(
            "nearest expected all pictures grey or all in colour; received both kinds. Distances "
            "are between equal channels: np.repeat(x, 3, axis=-1) gives grey ones three."
        )
    known = NearestNeighbors(n_neighbors=1).fit(train)
    return known.kneighbors(x, return_distance=False)[:, 0]
