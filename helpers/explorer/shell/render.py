"""From a decoder and latent vectors to uint8 pictures: pure functions, no widget in sight."""

import time

import numpy as np
from PIL import Image, ImageDraw

from helpers.explorer.shell import png
from helpers.pictures import grey_levels

BATCH = 512  # pictures decoded at once; bounds the memory


def to_uint8(x):
    """Floats in [0, 1] to the 256 grey levels; values outside are clipped. Levels stay.

    Raises:
        ValueError: where a value is NaN or infinite.
    """
    x = np.asarray(x)
    if x.dtype.kind != "f":
        return grey_levels(x, "This explorer")
    if not np.isfinite(x).all():
        raise ValueError(
            "decode(z) expected to give finite pixels; received NaN or infinity. The model's "
            "weights are broken, most often by training that diverged: load or train it again."
        )
    return np.round(np.clip(x, 0, 1) * 255).astype("uint8")


def pictures(decode, z):
    """Decode latent vectors `(n, latent)` to uint8 pictures `(n, height, width, channels)`."""
    z = np.asarray(z, "float32")
    if not np.isfinite(z).all():
        raise ValueError(
            "decode(z) expected finite codes; received NaN or infinity. A decoder may turn them "
            "into a picture that looks like any other: find out where they come from."
        )
    parts = [to_uint8(decode(z[i : i + BATCH])) for i in range(0, len(z), BATCH)]
    return np.concatenate(parts)


def picture(decode, z):
    """Decode one latent vector `(latent,)` to one uint8 picture `(height, width, channels)`."""
    return pictures(decode, np.asarray(z)[None])[0]


def grid(reach, positions):
    """The places a slider can stand at, `positions` of them from -reach to reach."""
    return np.linspace(-reach, reach, positions).round(6)


def strips(decode, z, dims, places):
    """What every slider would show: one dimension moves, the others stay at `z`.

    Args:
        decode: latent vectors `(n, latent)` to pictures in [0, 1].
        z: where the sliders stand, `(latent,)`.
        dims: the dimensions to move, one strip each.
        places: the values a moving dimension takes.

    Returns:
        uint8 `(len(dims), len(places), height, width, channels)`.

    Example:

    >>> import numpy as np
    >>> from helpers.explorer.shell import render
    >>> decode = lambda z: z.reshape(-1, 1, 2, 1)
    >>> render.strips(decode, [0.0, 1.0], dims=[0], places=[0.0, 0.2])[0, :, 0, :, 0].tolist()
    [[0, 255], [51, 255]]
    """
    z, places = np.asarray(z, "float32"), np.asarray(places, "float32")
    points = np.tile(z, (len(dims), len(places), 1))  # (dims, places, latent)
    for row, dim in enumerate(dims):
        points[row, :, dim] = places
    frames = pictures(decode, points.reshape(-1, len(z)))
    return frames.reshape(len(dims), len(places), *frames.shape[1:])


def lattice(decode, places):
    """A plane of latent vectors, decoded: `lattice[i, j]` is the picture at (places[i], places[j]).

    Args:
        decode: latent vectors `(n, 2)` to pictures in [0, 1].
        places: values along each axis.

    Returns:
        uint8 `(len(places), len(places), height, width, channels)`.
    """
    points = np.stack(np.meshgrid(places, places, indexing="ij"), axis=-1)  # (i, j, 2)
    frames = pictures(decode, points.reshape(-1, 2))
    return frames.reshape(len(places), len(places), *frames.shape[1:])


def sensitivity(decode, latent_dim, seed=0, points=8, step=1.5):
    """How much each dimension changes the picture.

    s_k = mean over z ~ N(0, 1) of mean over pixels of (decode(z, z_k = step) -
    decode(z, z_k = -step))^2. A dimension that the decoder ignores scores 0.

    Args:
        decode: latent vectors `(n, latent)` to pictures in [0, 1].
        latent_dim: numbers in a latent vector.
        seed: of the points.
        points: latent vectors to average over.
        step: how far the dimension moves to each side.

    Returns:
        float `(latent_dim,)`, in squared grey levels. Sort descending for the most
        informative dimension first.
    """
    ends = np.float32([-step, step])
    base = np.random.default_rng(seed).standard_normal((points, latent_dim), "float32")
    total = np.zeros(latent_dim)
    for z in base:
        moved = strips(decode, z, range(latent_dim), ends).astype("float32")  # (latent, 2, h, w, c)
        total += ((moved[:, 1] - moved[:, 0]) ** 2).mean(axis=(1, 2, 3))
    return total / points


def seconds_a_picture(decode, latent_dim, many=64):
    """Time to decode one picture as part of a batch; a slow decoder is timed on one alone."""

    def seconds(n):
        start = time.perf_counter()
        pictures(decode, np.zeros((n, latent_dim)))
        return (time.perf_counter() - start) / n

    seconds(1)  # compiles
    one = seconds(1)
    return one if one > 0.1 else min(seconds(many), seconds(many))


def ranking(decode, latent_dim, pace, budget_s=3.0):
    """Dimensions in the order of their sliders: the most informative first.

    A plane keeps its axes. So does a decoder too slow to find out within the budget.
    """
    points = max(1, min(8, 256 // latent_dim))
    if latent_dim == 2 or 2 * points * latent_dim * pace > budget_s:
        return list(range(latent_dim))
    scores = sensitivity(decode, latent_dim, points=points)
    return np.argsort(-scores, kind="stable").tolist()


def static(picture, frames, names):
    """One PNG for viewers without widgets: the picture, and what each slider would show.

    Args:
        picture: uint8 `(height, width, channels)`.
        frames: uint8 `(rows, columns, height, width, channels)`; rows may be 0.
        names: one for each row, or none.

    Returns:
        The bytes of a PNG.
    """
    rows, columns, height, width, channels = frames.shape
    zoom = max(1, 252 // height)
    gap = max(40, 8 + 6 * max(map(len, names), default=0))  # room for the longest name
    whole_height = max(zoom, rows) * height
    whole = Image.new("RGB", (zoom * width + gap + columns * width, whole_height), "white")
    whole.paste(png.image(enlarged(picture, zoom)))
    sheet = frames.transpose(0, 2, 1, 3, 4).reshape(rows * height, columns * width, channels)
    if rows:
        whole.paste(png.image(sheet), (zoom * width + gap, 0))
    for row, name in zip(range(rows), names, strict=False):
        at = (zoom * width + gap - 4, (row + 0.5) * height)
        ImageDraw.Draw(whole).text(at, name, fill="black", anchor="rm")
    return png.of_pixels(np.asarray(whole))


def enlarged(picture, zoom):
    """A picture `(height, width, channels)` whose pixels are squares of `zoom` by `zoom`."""
    return picture.repeat(zoom, 0).repeat(zoom, 1)
