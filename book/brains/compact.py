"""Pictures and smooth grids in few bytes; nothing is lost."""

import io

import numpy as np
from PIL import Image


def picture(png):
    """A picture without transparency, given as a PNG, as WebP: a quarter of the bytes.

    Browsers look at the first bytes of an image, not at what it is called. Nothing stays nothing.
    """
    if not png:
        return b""
    file = io.BytesIO()
    pixels = Image.open(io.BytesIO(png)).convert("RGB")
    pixels.save(file, "WEBP", lossless=True, quality=100, method=6)
    return file.getvalue()


def smooth(grid):
    """A float32 grid `(rows, columns, ...)` as uint8 `(4, ..., rows, columns)`.

    Bits of floats, taken as whole numbers, rise as the floats do. Kept is by how much each differs
    from what its neighbours foretell, left + above - the one between, highest bytes first: mostly
    zeros, which compress. book/page/compact.js turns them back.

    Example:

    >>> import numpy as np
    >>> from book.brains.compact import smooth
    >>> flat = smooth(np.ones((5, 5, 2), "float32"))
    >>> flat.shape, int((flat > 0).sum())
    ((4, 2, 5, 5), 4)
    """
    bits = np.ascontiguousarray(grid, "float32").view("int32")
    bits = np.moveaxis(bits ^ ((bits >> 31) & 0x7FFFFFFF), (0, 1), (-2, -1))
    for axis in (-1, -2):
        bits = np.diff(bits, axis=axis, prepend=np.int32(0))  # wraps around, and back again
    folded = ((bits << 1) ^ (bits >> 31)).view("uint32")  # small numbers of either sign are small
    return np.stack([folded >> shift for shift in (24, 16, 8, 0)]).astype("uint8")
