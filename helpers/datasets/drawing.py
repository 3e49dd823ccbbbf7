"""Draw many pictures at once: shapes as signed distances, painted one over the other.

Lengths are in sides of the picture: (0, 0) is the upper left corner, (1, 1) the lower right one.
Every shape gives the distance from each pixel's centre to its edge, negative inside, `(n, size,
size)`; its parameters are numbers or arrays `(n,)`, points are pairs of them.
"""

import numpy as np


def pixels(size):
    """x and y of every pixel's centre, each `(1, size, size)`, float32."""
    ticks = (np.arange(size, dtype="float32") + 0.5) / size
    y, x = np.meshgrid(ticks, ticks, indexing="ij")
    return x[None], y[None]


def column(number):
    """A number for each picture, in a form that broadcasts over pixels."""
    return np.asarray(number, "float32").reshape(-1, 1, 1)


def ellipse(at, centre, radii, angle=0.0):
    """An ellipse; its distance is exact on the edge and nearly so beside it.

    Args:
        at: `pixels(size)`.
        centre: x and y.
        radii: half axes.
        angle: how far the first axis is turned towards y, in radians.
    """
    x, y = at[0] - column(centre[0]), at[1] - column(centre[1])
    cos, sin = np.cos(column(angle)), np.sin(column(angle))
    a, b = column(radii[0]), column(radii[1])
    u, v = (x * cos + y * sin) / a, (y * cos - x * sin) / b
    inner = np.sqrt(u**2 + v**2) + 1e-6
    slope = np.sqrt((u / a) ** 2 + (v / b) ** 2) + 1e-6
    return inner * (inner - 1) / slope


def capsule(at, start, end, width, end_width=None):
    """A thick line with round ends, half `width` to each side; it may taper towards its end.

    Args:
        at: `pixels(size)`.
        start, end: x and y.
        width: at the start.
        end_width: at the end; the same by default.
    """
    x, y = at[0] - column(start[0]), at[1] - column(start[1])
    dx, dy = column(end[0]) - column(start[0]), column(end[1]) - column(start[1])
    along = np.clip((x * dx + y * dy) / (dx**2 + dy**2 + 1e-9), 0, 1)
    end_width = width if end_width is None else end_width
    radius = (column(width) + along * (column(end_width) - column(width))) / 2
    u, v = x - along * dx, y - along * dy
    return np.sqrt(u * u + v * v) - radius


def polygon(at, corners):
    """A polygon with any number of corners, convex or not.

    Args:
        at: `pixels(size)`.
        corners: pairs of x and y, in order.
    """
    nearest, inside = np.float32(np.inf), False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        x, y = at[0] - column(ax), at[1] - column(ay)
        dx, dy = column(bx) - column(ax), column(by) - column(ay)
        along = np.clip((x * dx + y * dy) / (dx**2 + dy**2 + 1e-9), 0, 1)
        u, v = x - along * dx, y - along * dy
        nearest = np.minimum(nearest, np.sqrt(u * u + v * v))
        crosses = (y < 0) != (at[1] - column(by) < 0)
        inside = inside ^ (crosses & ((x * dy < y * dx) ^ (dy < 0)))
    return np.where(inside, -nearest, nearest)


def below(at, height):
    """Everything under a horizontal line."""
    return column(height) - at[1]


def paint(pictures, distance, colour, opacity=1.0):
    """Paint a shape over pictures, in place, with an edge one pixel soft.

    Args:
        pictures: `(n, size, size, 3)`, 0 to 1.
        distance: of the shape, `(n, size, size)`.
        colour: one for all, `(3,)`, one a picture, `(n, 3)`, or one a pixel, `(n, size, size, 3)`.
        opacity: a number or an array `(n,)`; 0 leaves the picture as it is.
    """
    cover = np.clip(0.5 - distance * pictures.shape[1], 0, 1) * column(opacity)
    colour = np.asarray(colour, "float32")
    if colour.ndim == 2:
        colour = colour[:, None, None]
    pictures += cover[..., None] * (colour - pictures)
