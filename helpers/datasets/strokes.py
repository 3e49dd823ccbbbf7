"""Four painters: the same pictures, painted anew by brush strokes of four kinds.

swirls      long strokes that bend along a flow, in the manner of Van Gogh
dabs        round dots, in the manner of Seurat
blocks      flat patches of a palette knife, in the manner of Cézanne
hatches     short parallel slanting strokes, in the manner of a pastel

Painters differ in how they move the brush only: all vary the colours below them by the same rule.
A layer of strokes is painted in passes. A pass throws a grid of windows over the pictures and
paints one stroke in each, in all windows of all pictures at once.
"""

from math import ceil, sqrt
from typing import NamedTuple

import numpy as np
from scipy.ndimage import gaussian_filter

from helpers import given
from helpers.datasets._moves import LIGHT, MOVES
from helpers.pictures import grey_levels, numbers

PAINTERS = tuple(MOVES)
FEW = 24  # pictures of 32 by 32 at a time: they fit a processor's cache


class Layer(NamedTuple):
    """Strokes of one size; lengths in pixels of a picture of 32 by 32."""

    length: float
    width: float
    passes: int
    square: bool = False

    @property
    def window(self):
        return ceil(1.3 * self.length + 1)


LAYERS = {
    "swirls": (Layer(10, 2.2, 18), Layer(7, 1.5, 12)),
    "dabs": (Layer(2.7, 2.7, 9), Layer(2.1, 2.1, 7)),
    "blocks": (Layer(9, 6, 8, square=True), Layer(6, 4, 7, square=True)),
    "hatches": (Layer(8, 1.7, 14), Layer(6, 1.2, 12)),
}


class Easel(NamedTuple):
    """What a painter looks at and works on; pictures last, `(side, side, ..., n)`, is fastest."""

    scene: np.ndarray
    canvas: np.ndarray
    relief: np.ndarray
    angle: np.ndarray
    bend: np.ndarray
    tone: np.ndarray


def repaint(images, painter, seed):
    """Paint pictures anew with one painter's strokes.

    Args:
        images: any pictures, uint8 `(n, size, size, 3)`, 16 pixels a side or more. Strokes are
            finer on larger pictures.
        painter: one of `PAINTERS`.
        seed: of the strokes.

    Returns:
        uint8 `(n, size, size, 3)`. The same pictures and seed give the same pixels.

    Raises:
        ValueError: for an unknown painter, or pictures of another shape or type.

    Example:

    >>> import numpy as np
    >>> from helpers.datasets.strokes import repaint
    >>> grey = np.full((2, 32, 32, 3), 128, "uint8")
    >>> repaint(grey, "swirls", seed=0).shape
    (2, 32, 32, 3)

    Strokes from coarse to fine, each in the colour below its middle: Hertzmann, 1998,
    https://doi.org/10.1145/280814.280951.
    """
    images = check_images(images)
    given.one_of(painter, PAINTERS, "repaint", "painters")
    rng, painted = given.generator(seed, "repaint"), np.empty_like(images)
    few = max(8, FEW * 32**2 // images.shape[1] ** 2)
    for i in range(0, len(images), few):
        part = paint(images[i : i + few].astype("float32") / 255, painter, rng)
        painted[i : i + few] = np.round(255 * np.clip(part, 0, 1))
    return painted


def check_images(images, owner="repaint"):
    """Colour pictures `(n, size, size, 3)` as uint8."""
    images = numbers(images, owner)
    square = images.ndim == 4 and images.shape[1] == images.shape[2] >= 16
    if not square or images.shape[3] != 3 or len(images) == 0:
        raise ValueError(
            f"{owner} expected pictures (n, size, size, 3), 16 pixels a side or more; received "
            f"{images.dtype} {images.shape}. Cut a photo to a square, drop its opacity with "
            f"image[..., :3], and put one picture into a stack with image[None]."
        )
    return grey_levels(images, owner)


def paint(images, painter, rng):
    """The pictures `(n, size, size, 3)`, 0 to 1, in one painter's strokes."""
    size, finer = images.shape[1], sqrt(images.shape[1] / 32)
    layers = [x._replace(length=x.length * finer, width=x.width * finer) for x in LAYERS[painter]]
    pad = max(layer.window for layer in layers)
    scene = np.ascontiguousarray(np.moveaxis(images, 0, -1))  # (size, size, 3, n)
    scene = gaussian_filter(scene, (0.35 * finer, 0.35 * finer, 0, 0))
    flat = np.zeros_like(scene[:, :, 0])
    parts = (scene, scene, flat, *MOVES[painter](scene, rng))
    wide = (np.pad(a, [(pad, pad)] * 2 + [(0, 0)] * (a.ndim - 2), mode="edge") for a in parts)
    easel = Easel(*wide)
    for layer in layers:
        for _ in range(layer.passes):
            sweep(easel, layer, pad, size, rng)
    lit = easel.canvas * (1 + easel.relief[:, :, None])
    return np.moveaxis(lit[pad : pad + size, pad : pad + size], -1, 0)


def sweep(easel, layer, pad, size, rng):
    """One pass: a stroke in each window of a grid that starts anywhere left and above."""
    side = layer.window
    first = pad - rng.integers(side, size=2)
    count = -(-(pad + size - first) // side)
    scene, canvas, relief, angle, bend, tone = (windows(a, first, count, side) for a in easel)
    slack = side - layer.length
    middle = (side + rng.uniform(-slack, slack, (2, *count, scene.shape[-1]))) / 2
    row, column, picture = np.ogrid[tuple(map(slice, tone[:, 0, :, 0].shape))]
    at = (row, middle[0].astype(int), column, middle[1].astype(int), ..., picture)
    arc = np.clip(bend[at] * layer.length, -1.5, 1.5)
    u, v = along(side, middle, angle[at], arc / layer.length)
    source = scene[at]  # (rows, columns, n, 3)
    cover = covered(layer, u, v) * alike(scene, source)
    beside = np.clip(v * (2 / layer.width), -1, 1)
    shade = beside * beside * beside * spread(0.13 * np.sin(angle[at] - LIGHT))
    relief += cover * (shade - relief)
    canvas += cover[..., None, :] * (colours(vary(source, tone[at], rng)) - canvas)


def windows(a, first, count, side):
    """A view `(rows, side, columns, side, ..., n)` of an array `(side, side, ..., n)`."""
    (y, x), (height, width) = first, count * side
    return a[y : y + height, x : x + width].reshape(count[0], side, count[1], side, *a.shape[2:])


def spread(a):
    """One number a stroke, `(rows, columns, ..., n)`, so that it broadcasts over windows."""
    return np.ascontiguousarray(a[:, None, :, None], "float32")


def colours(a):
    """One colour a stroke, `(rows, columns, n, 3)`, so that it broadcasts over windows."""
    return spread(np.moveaxis(a, -1, 2))


def along(side, middle, angle, bend):
    """How far each pixel is along its window's stroke, and how far beside it."""
    ticks = np.arange(side, dtype="float32")[:, None] + 0.5
    y, x = ticks[:, None, None] - spread(middle[0]), ticks - spread(middle[1])
    cos, sin = spread(np.cos(angle)), spread(np.sin(angle))
    u = x * cos + y * sin
    return u, y * cos - x * sin - spread(bend / 2) * u**2


def covered(layer, u, v):
    """How much of each pixel the stroke covers, 0 to 1."""
    long, wide = layer.length / 2, layer.width / 2
    if layer.square:
        return np.clip(0.5 + np.minimum(long - np.abs(u), wide - np.abs(v)), 0, 1)
    over = np.maximum(np.abs(u) - (long - wide), 0)
    return np.clip(0.5 + wide - np.sqrt(over**2 + v**2), 0, 1)


def alike(scene, source):
    """1 where a pixel's colour is near the stroke's, down to 0: strokes end at what is drawn."""
    far = np.square(scene - colours(source)).sum(axis=4)
    return np.clip(1.4 - far / 0.06, 0, 1)


def vary(colour, tone, rng):
    """Colours of strokes: purer than the scene's, lighter or darker by the tone, and of any hue."""
    tone = tone[..., None]
    tint = 0.06 * rng.standard_normal(colour.shape, "float32")
    grey = colour.mean(axis=-1, keepdims=True)
    pure = grey + 1.2 * (colour - grey) + tint - tint.mean(axis=-1, keepdims=True)
    return pure * (1 + 0.12 * tone) + tone * np.array([0.03, 0.06, 0.015], "float32")
