"""Baselines of images."""

import numpy as np

from helpers.pictures import grey_levels


def independent_pixels(train, test):
    """Bits per dimension of the best model that knows each pixel and no shape.

    Every pixel has its own histogram of 256 grey levels, counted in `train` with one extra
    count spread over all levels, so that no level is impossible. Less is better; 8 bits are
    what guessing costs.

    Args:
        train: images `(n, height, width, channels)` to count in.
        test: images of the same shape to code.

    Returns:
        Mean of -log2 p(level) over all pixels of `test`.

    Raises:
        ValueError: no pictures, or two sets of different shapes.

    Example:

    >>> import numpy as np
    >>> from helpers.metrics import independent_pixels
    >>> black = np.zeros((999, 2, 2, 1), "uint8")
    >>> round(float(independent_pixels(black, black)), 3)
    0.001
    """
    train, test = (grey_levels(x, "independent_pixels") for x in (train, test))
    if train.shape[1:] != test.shape[1:] or train.ndim < 2 or 0 in (train.size, test.size):
        raise ValueError(
            f"independent_pixels expected two sets of pictures of one shape, (n, height, width, "
            f"channels); received {train.shape} and {test.shape}. Pixel by pixel the one is "
            f"counted and the other coded: cut or resize them alike."
        )
    train, test = train.reshape(len(train), -1), test.reshape(len(test), -1)
    code_length = 0.0
    for pixel in range(train.shape[1]):
        counts = np.bincount(train[:, pixel], minlength=256) + 1 / 256
        code_length -= np.log2(counts[test[:, pixel]] / counts.sum()).mean()
    return code_length / train.shape[1]
