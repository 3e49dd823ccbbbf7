"""What all drawn datasets give: pictures, and the numbers that made them."""

from typing import NamedTuple

import numpy as np

PART = 250  # pictures at a time; bounds the memory


class Pictures(NamedTuple):
    """Images are uint8 `(n, size, size, 3)`; factors are float32 `(n, k)`, one column a name."""

    images: np.ndarray
    factors: np.ndarray
    names: tuple[str, ...]


def in_parts(draw, factors, size):
    """Draw many pictures, some at a time.

    Args:
        draw: factors `(m, k)` and a size to pictures `(m, size, size, 3)`, floats from 0 to 1.
        factors: `(n, k)`.
        size: pixels a side.

    Returns:
        uint8 `(n, size, size, 3)`.
    """
    images = np.empty((len(factors), size, size, 3), "uint8")
    part = max(1, PART * 32**2 // size**2)
    for i in range(0, len(factors), part):
        images[i : i + part] = np.round(255 * np.clip(draw(factors[i : i + part], size), 0, 1))
    return images
