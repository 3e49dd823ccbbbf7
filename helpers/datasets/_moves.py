"""Which way four painters move the brush: an angle, a bend and a tone for every pixel.

Scenes are `(size, size, 3, n)`, 0 to 1; a painter's moves are three arrays `(size, size, n)`:
angle       of a stroke whose middle is here, in radians from x towards y
bend        how that angle changes along the stroke, in radians a pixel
tone        how much lighter or darker than the scene the stroke is, mean 0 and variance 1
"""

from math import pi

import numpy as np
from scipy.ndimage import gaussian_filter

LIGHT = pi / 4  # the ridges of the paint are lit from the upper left


def swirling(scene, rng):
    """Angle, bend and tone of strokes that follow contours, and eddies where there are none."""
    edge = contours(scene)
    psi, eddy = eddies(len(scene), scene.shape[-1], rng)
    cos, sin = edge + (1 - np.hypot(*edge)) * eddy  # of twice the angle: strokes have no front
    angle = np.arctan2(sin, cos) / 2
    (cos_y, cos_x), (sin_y, sin_x) = (np.gradient(a, axis=(0, 1)) for a in (cos, sin))
    turn_x, turn_y = cos * sin_x - sin * cos_x, cos * sin_y - sin * cos_y
    turn = np.cos(angle) * turn_x + np.sin(angle) * turn_y
    return angle, turn / (2 * (cos**2 + sin**2) + 1e-3), rhythm(9 * psi)


def contours(scene):
    """Directions of edges as cos and sin of twice the angle, longer where the edge is stronger."""
    s = len(scene) / 32
    y, x = np.gradient(gaussian_filter(scene, (s, s, 0, 0)), axis=(0, 1))
    tensor = np.stack([(y**2 - x**2).sum(axis=2), (-2 * x * y).sum(axis=2)]) * s**2
    tensor = gaussian_filter(tensor, (0, 1.5 * s, 1.5 * s, 0))
    return tensor / (np.hypot(*tensor) + 0.002)


def eddies(size, n, rng):
    """A stream function, and its flow's directions as cos and sin of twice the angle."""
    ticks = (np.arange(size, dtype="float32") + 0.5) / size
    y, x = ticks[:, None, None], ticks[:, None]
    flow_x, flow_y = 0.35, rng.normal(0, 0.12, n).astype("float32")
    psi = flow_x * y - flow_y * x
    for _ in range(6):
        middle_x, middle_y, random = rng.random((3, n), "float32")
        radius, spin = 0.09 + 0.11 * random, rng.choice(np.array([-1.6, 1.6], "float32"), n)
        dx, dy = (x - middle_x) / radius, (y - 0.8 * middle_y) / radius
        speed = spin * np.exp(-(dx**2 + dy**2) / 2)
        psi = psi + speed * radius
        flow_x, flow_y = flow_x - speed * (dy + 0.3 * dx), flow_y + speed * (dx - 0.3 * dy)
    square = flow_x**2 + flow_y**2 + 1e-6
    return psi, np.stack([flow_x**2 - flow_y**2, 2 * flow_x * flow_y]) / square


def rhythm(phase):
    """Light and dark, mean 0 and variance 1."""
    return np.sqrt(np.float32(2)) * np.sin(2 * pi * phase)


def straight(angle):
    """Moves at an angle that a function draws for every pixel, light or dark at random."""

    def moves(scene, rng):
        shape = scene.shape[:2] + scene.shape[3:]
        turned = angle(rng, shape).astype("float32")
        return turned, np.zeros_like(turned), rhythm(rng.random(shape, "float32"))

    return moves


def upright_or_level(rng, shape):
    return rng.normal(0, 0.18, shape) + pi / 2 * rng.integers(2, size=shape)


MOVES = {
    "swirls": swirling,
    "dabs": straight(lambda rng, shape: np.full(shape, LIGHT + pi / 2)),
    "blocks": straight(upright_or_level),
    "hatches": straight(lambda rng, shape: rng.normal(-pi / 4, 0.08, shape)),
}
