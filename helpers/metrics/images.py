"""Baselines of images."""

import numpy as np


def independent_pixels(train, test):
    """Bits per dimension of the best model that knows each pixel and no shape.

    Every pixel has its own histogram of 256 grey levels, counted in `train` with one extra
    count spread over all levels, so that no level is impossible. Less is better; 8 bits are
    what guessing costs.

    Args:
        train: uint8 images `(n, height, width, channels)` to count in.
        test: uint8 images of the same shape to code.

    Returns:
        Mean of -log2 p(level) over all pixels of `test`.

    Example:

    >>> import numpy as np
    >>> from helpers.metrics import independent_pixels
    >>> black = np.zeros((999, 2, 2, 1), "uint8")
    >>> round(float(independent_pixels(black, black)), 3)
    0.001
    """
    train, test = train.reshape(len(train), -1), test.reshape(len(test), -1)
    code_length = 0.0
    for pixel in range(train.shape[1]):
        counts = np.bincount(train[:, pixel], minlength=256) + 1 / 256
        code_length -= np.log2(counts[test[:, pixel]] / counts.sum()).mean()
    return code_length / train.shape[1]
