"""The shapes of a horse: where its joints are, and how far every pixel is from each part.

All in the horse's own frame: it looks along x, heights go up from the ground at 0 to its back near
1. Points are arrays `(2, n)`, distances `(n, size, size)`, angles in degrees, 0 ahead and 90 up.
"""

from types import SimpleNamespace

import numpy as np

from helpers.datasets.drawing import capsule, column, pixels

FEET = 0.9  # where the hoofs stand, in sides of the picture from the top
MIDDLE = 0.66  # the point of the horse that stands in the middle of the picture

# When each hoof lands, in strides after the near hind one: slow walk, walk, trot, gallop.
GAITS = {
    ("near", "hind"): (0, 0, 0, 0),
    ("near", "front"): (0.25, 0.25, 0.5, 0.42),
    ("far", "hind"): (0.5, 0.5, 0.5, 0.14),
    ("far", "front"): (0.75, 0.75, 1, 0.56),
}


def point(x, height):
    return np.stack(np.broadcast_arrays(*np.atleast_1d(x, height)))


def toward(angle, length=1.0):
    """A step of that length."""
    return length * point(np.cos(np.radians(angle)), np.sin(np.radians(angle)))


def joined(shapes, soft):
    """Shapes as one, the creases between them rounded."""
    whole = shapes[0]
    for shape in shapes[1:]:
        overlap = np.maximum(soft - np.abs(whole - shape), 0)
        whole = np.minimum(whole, shape) - overlap * overlap / (4 * soft)
    return whole


def strand(horse, points, widths, soft=0.03):
    """A line through points, each with its width."""
    ends = zip(points[:-1], points[1:], widths[:-1], widths[1:], strict=True)
    return joined([capsule(horse.at, *end) for end in ends], soft)


def skeleton(factors, names, size):
    """The factors by name, float64 `(n,)`, and what the parts share.

    `at` is each pixel's place, `heavy` the build as a width, `rise` and `look` the angles of neck
    and head; `hip`, `elbow`, `base` (of the neck), `nape` (its middle) and `poll` are points.
    """
    horse = SimpleNamespace(**dict(zip(names, factors.T.astype("float64"), strict=True)))
    x, y = pixels(size)
    ahead = (x - 0.5) * column(np.where(horse.facing < 0.5, -1, 1)) - column(horse.place)
    horse.at = ahead / column(horse.size) + MIDDLE, (FEET - y) / column(horse.size)
    horse.heavy = 0.86 + 0.28 * horse.build
    rock = 0.015 * horse.speed * np.sin(2 * np.pi * horse.phase)
    horse.hip, horse.elbow = point(0.19, 0.77 + rock), point(0.78, 0.592 - rock)
    low = -53 + 68 * np.clip(2.5 * horse.speed - 0.5, 0, 1)  # who runs does not graze
    high = 62 - 14 * horse.speed
    horse.rise = low + (high - low) * np.interp(horse.neck, [0, 0.2, 1], [0, 0.6, 1])
    horse.base = horse.elbow + point(0.02, 0.22)
    horse.nape = horse.base + toward(horse.rise + 8, 0.29)
    horse.poll = horse.nape + toward(horse.rise - 8, 0.24)
    horse.look = np.interp(horse.rise, [-50, 0, 60], [-80, -58, -42])
    horse.look = horse.look + 16 * horse.speed + 30 * (horse.head - 0.5)
    return horse


def on_head(horse, along, above):
    """A point of the head, from between the ears along the face and at right angles to it."""
    return horse.poll + toward(horse.look, along) + toward(horse.look + 90, above)


def stride(horse, side, end):
    """Where a hoof is, 1 ahead to -1 behind, and how far it is lifted, 0 to 1."""
    delay = np.interp(horse.speed, [0, 0.35, 0.5, 1], GAITS[side, end])
    time, stance = (horse.phase - delay) % 1, 0.7 - 0.42 * horse.speed
    swing = np.clip((time - stance) / (1 - stance), 0, 1)
    ahead = np.where(time < stance, 1 - 2 * time / stance, -np.cos(np.pi * swing))
    return ahead, np.sin(np.pi * swing) ** 2


def bend(top, foot, upper, lower, side):
    """Joint and end of a limb of two bones that reaches for `foot` as far as it can."""
    step = foot - top
    length = np.sqrt((step**2).sum(axis=0))
    step, length = step / length, np.minimum(length, 0.995 * (upper + lower))
    along = (length**2 + upper**2 - lower**2) / (2 * length)
    across = side * np.sqrt(np.maximum(upper**2 - along**2, 0))
    return top + along * step + across * point(-step[1], step[0]), top + length * step


def leg(horse, side, end):
    """Four shapes: the whole leg, and of it the shin, the sock and the hoof."""
    (ahead, lifted), far, front = stride(horse, side, end), side == "far", end == "front"
    top = (horse.elbow if front else horse.hip) + point(0.05 * far, 0)
    rest = point(top[0] + (0.02 if front else -0.06), 0.115 + 0.02 * far)
    foot = rest + point((0.11 + 0.22 * horse.speed) * ahead, (0.06 + 0.18 * horse.speed) * lifted)
    bones = (0.275, 0.23, 1) if front else (0.385, 0.31, -1)
    knee, ankle = bend(top, foot, *bones)
    fold, h = 75 * lifted * (0.5 + 0.5 * horse.speed), horse.heavy
    toe = ankle + toward(-58 - fold, 0.1)
    thigh = capsule(horse.at, top, knee, (0.2 if front else 0.29) * h, 0.095 * h)
    shin = strand(horse, [knee, ankle, toe], [0.086 * h, 0.062 * h, 0.06 * h])
    white = [ankle + 0.6 * horse.socks * (knee - ankle), ankle, ankle + 0.6 * (toe - ankle)]
    sock = strand(horse, white, [0.076 * h] * 3)
    return joined([thigh, shin], 0.03), shin, sock, hoof(horse, ankle, toe, -90 - fold)


def hoof(horse, ankle, toe, sole):
    h, step, down = horse.heavy, toe - ankle, toward(sole)
    horn = capsule(horse.at, ankle + 0.75 * step, ankle + 1.2 * step, 0.07 * h, 0.1 * h)
    x, y = horse.at[0] - column(toe[0]), horse.at[1] - column(toe[1])
    return np.maximum(horn, x * column(down[0]) + y * column(down[1]) - 0.03)


def body(horse):
    at, h, hip, elbow = horse.at, horse.heavy, horse.hip, horse.elbow
    rump = capsule(at, hip + point(0.01, 0.04), hip + point(0.05, 0.03), 0.38 * h)
    barrel = capsule(at, hip + point(0.05, 0.03), elbow + point(-0.1, 0.16), 0.33 * h, 0.43 * h)
    chest = capsule(at, elbow + point(-0.04, 0.17), elbow + point(0.06, 0.17), 0.44 * h, 0.34 * h)
    return joined([rump, barrel, chest], 0.1)


def neck(horse):
    widths = [0.40 * horse.heavy, 0.24 * horse.heavy, 0.16 * horse.heavy]
    return strand(horse, [horse.base, horse.nape, horse.poll], widths, 0.05)


def head(horse):
    face = strand(horse, [on_head(horse, 0.04, 0), on_head(horse, 0.37, -0.015)], [0.19, 0.115])
    jaw = [on_head(horse, 0.1, -0.045), on_head(horse, 0.15, -0.045)]
    return joined([face, strand(horse, jaw, [0.18, 0.14])], 0.04)


def muzzle(horse):
    return strand(horse, [on_head(horse, 0.35, -0.015), on_head(horse, 0.37, -0.015)], [0.115] * 2)


def blaze(horse):
    widths = 0.015 + 0.055 * horse.blaze, 0.01 + 0.035 * horse.blaze
    return strand(horse, [on_head(horse, 0.09, 0.06), on_head(horse, 0.3, 0.042)], widths)


def eye(horse):
    return strand(horse, [on_head(horse, 0.115, 0.03), on_head(horse, 0.12, 0.03)], [0.035] * 2)


def ear(horse, back=0.0):
    root = on_head(horse, 0.02 - back, 0.06)
    return capsule(horse.at, root, root + toward(horse.look + 110, 0.13), 0.07, 0.015)


def mane(horse):
    """Locks that fall from the crest of the neck, and back where the horse is fast."""
    up, middles = toward(horse.rise + 90), 0.5 * (horse.base + horse.nape)
    bones = [0.6 * horse.poll + 0.4 * horse.nape, 0.2 * horse.poll + 0.8 * horse.nape]
    bones += [0.8 * horse.nape + 0.2 * horse.base, middles, horse.base]
    heights = [0.1, 0.12, 0.13, 0.16, 0.19]
    roots = [b + h * horse.heavy * up for b, h in zip(bones, heights, strict=True)]
    crest, top = [on_head(horse, 0.02, 0.06), *roots], on_head(horse, 0, 0.08)
    locks = [strand(horse, crest, [0.05, 0.07, 0.08, 0.08, 0.07, 0.03])]
    for i, root in enumerate(roots):
        length = (0.05 + 0.24 * horse.mane_length) * (1 - 0.1 * i)
        fall = toward(-84 - 64 * horse.speed - 5 * i, length)
        locks.append(capsule(horse.at, root - 0.02 * up, root - 0.02 * up + fall, 0.12, 0.06))
    forelock = toward(horse.look - 6, 0.06 + 0.08 * horse.mane_length)
    return joined([*locks, capsule(horse.at, top, top + forelock, 0.06, 0.02)], 0.06)


def tail(horse):
    """Six points along a parabola, from hanging to flying."""
    dock, t = horse.hip + point(-0.14, 0.17), horse.tail
    pull, end = point(-0.11 - 0.14 * t, 0.06 + 0.1 * t), point(-0.12 - 0.3 * t, 0.46 * t - 0.6)
    points = [dock + 2 * s * (1 - s) * pull + s * s * end for s in np.linspace(0, 1, 6)]
    return strand(horse, points, [0.07, 0.09, 0.12, 0.13, 0.1, 0.02], 0.06)


def shadow(horse):
    """On the ground; flat, because heights count more than lengths."""
    flat = horse.at[0], 3.2 * horse.at[1]
    return capsule(flat, point(0.05, 0.02), point(0.95, 0.02), 0.3)
