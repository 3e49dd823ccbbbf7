"""How each part of a face is drawn; `who` is a `faces.People`, many people at once."""

import numpy as np

from helpers.datasets.drawing import capsule, column, ellipse

WHITE, LIGHT, GREY = np.float32([(1, 0.99, 0.97), (1, 0.9, 0.75), (0.8, 0.8, 0.82)])
ROSE, RED = np.float32([(0.92, 0.32, 0.28), (0.8, 0.22, 0.25)])
GOLD, INK = np.float32([(0.93, 0.74, 0.38), (0.13, 0.09, 0.1)])


def mix(a, b, share):
    """Colour `a` with a share of `b`: a number or an array `(n,)`."""
    return a + np.reshape(share, (-1, 1)) * (b - a)


def step(t, low, high):
    """0 up to `low`, 1 from `high` on, smooth between."""
    t = np.clip((t - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def lens(at, centre, half, top, bottom):
    """What lies between two arcs that meet `half` to the left and to the right of the centre."""
    x, y = (at[0] - column(centre[0])) / column(half), at[1] - column(centre[1])
    top, bottom = column(top), column(bottom)
    steep = np.hypot(1, 2 * np.maximum(abs(top), abs(bottom)) * x / column(half))
    arcs = np.maximum(top * (1 - x * x) - y, y - bottom * (1 - x * x))
    return np.maximum(arcs / steep, (abs(x) - 1) * column(half))


def under(at, tip, bend):
    """Everything under a parabola."""
    x, y = at[0] - column(tip[0]), at[1] - column(tip[1])
    return (column(bend) * x * x - y) / np.hypot(1, 2 * column(bend) * x)


def rounded(a, b, radius):
    """Where two shapes overlap, with round corners."""
    a, b = a + radius, b + radius
    outside = np.hypot(np.maximum(a, 0), np.maximum(b, 0))
    return outside + np.minimum(np.maximum(a, b), 0) - radius


def face_outline(who):
    x, y = who.plane
    x = x - column(who.shift) * (0.35 + 0.5 * (y - 0.45))
    x = x * (1 + column(0.6 - 0.9 * who.jaw) * np.clip(y - 0.45, 0, 1))
    return ellipse((x, y), (0, 0.455), (who.half, 0.315))


def ripple(who):
    """How much curls push an edge in and out."""
    x, y = abs(who.plane[0]), who.plane[1]
    waves = np.sin(44 * x + 1.5 * np.sin(21 * y)) * np.sin(44 * y + 1.5 * np.sin(27 * x))
    return column(0.016 * who.curl) * waves


def hair_outline(who):
    x, y = who.plane[0] - column(0.1 * who.shift), who.plane[1]
    body = 0.02 + 0.02 * np.minimum(1, 3 * who.length) + who.curl * (0.02 + 0.05 * who.length)
    cap = ellipse((x, y), (0, 0.37), (who.half + body, 0.25 + 0.55 * body))
    flare = column(0.12 * who.length) * np.clip(y - 0.4, 0, 1)
    width = column(who.half + 0.8 * body - 0.01) + flare
    ends = np.maximum(y - column(0.34 + 0.62 * who.length), 0.33 - y)
    under_hat = column(0.5 * who.hat - 0.23) + 0.35 * x * x - y
    return np.maximum(np.minimum(cap, rounded(abs(x) - width, ends, 0.09)) + who.ripple, under_hat)


def hair_opening(who):
    """Where the hair in front leaves the face and the neck free."""
    x, y = who.plane[0] - column(0.6 * who.shift), who.plane[1]
    fringe = under(who.front, (-0.14 * who.fringe, 0.25), 2.4 - 1.1 * abs(who.fringe))
    side = abs(x) - column(who.half - 0.02) + 0.4 * np.clip(y - 0.62, 0, 0.25)
    return rounded(fringe, np.maximum(side, who.face + 0.01 - 2 * np.clip(y - 0.5, 0, 1)), 0.06)


def backdrop(who):
    x, y = who.plane
    light = 1.06 - 0.5 * (x**2 + (y - 0.45) ** 2)
    who.pictures += np.minimum(1, who.paper[:, None, None] * light[..., None])


def back_hair(who):
    who.put(who.mane, who.strand * 0.72)


def ears(who):
    at = abs(who.plane[0] - column(0.1 * who.shift)), who.plane[1]
    who.put(ellipse(at, (who.half, 0.5), (0.04, 0.06), 0.15), who.tone)
    who.put(ellipse(at, (who.half + 0.005, 0.5), (0.02, 0.035), 0.15), who.shade)


def neck(who):
    shape = capsule(who.plane, (0.3 * who.shift, 0.6), (0.3 * who.shift, 0.9), 0.2)
    who.put(shape, who.tone)
    who.put(who.face - 0.05, who.shade, inside=shape)


def shirt(who):
    neckline = ellipse(who.plane, (0.2 * who.shift, 0.81), (0.125, 0.085))
    shape = np.maximum(ellipse(who.plane, (0, 1.13), (0.45, 0.32)), -neckline)
    who.put(shape, who.cloth)
    who.put(neckline - 0.032, who.cloth * 0.8, inside=shape)
    who.put(0.24 - abs(who.plane[0]), who.cloth * 0.8, 0.6, soft=0.2, inside=shape)


def head(who):
    who.put(who.face, who.tone)
    far = 0.15 - who.front[0] * column(np.sign(who.pose))
    glow = ellipse(who.sides, (0.05, 0.47), (0.12, 0.15))
    who.put(far, who.shade, 0.7 * abs(who.pose), soft=0.15, inside=who.face)
    who.put(glow, mix(who.tone, LIGHT, 0.16), soft=0.12, inside=who.face)
    who.put(-0.03 - who.face, who.shade, 0.4, soft=0.06, inside=who.face)
    who.put(who.locks - 0.03, who.shade, 0.7, soft=0.05, inside=who.face)


def cheeks(who):
    (x, y), blush = who.sides, ellipse(who.sides, (0.128, 0.595), (0.05, 0.036))
    colour = mix(who.tone, ROSE, 0.33 - 0.13 * who.skin)
    who.put(blush, colour, 0.7, soft=0.06, inside=who.face)
    fold = abs(under((y, x), (0.69, 0.108), -3)) - 0.006
    who.put(fold, who.shade * 0.9, 0.38 * step(who.age, 0.5, 1), inside=abs(y - 0.625) - 0.035)


def nose(who):
    at = x, y = who.front[0] - column(0.2 * who.shift), who.front[1]
    who.put(lens(at, (0, 0.578), 0.045, -0.016, 0.026), who.shade)
    who.put(ellipse(at, (0, 0.562), (0.026, 0.022)), mix(who.tone, WHITE, 0.14), soft=0.03)
    who.put(abs(x) - 0.012, mix(who.tone, WHITE, 0.2), 0.5, soft=0.03, inside=abs(y - 0.5) - 0.06)


def beard(who):
    x, y = who.sides
    top = 0.612 + 6 * np.clip(x - 0.02, 0, 0.1) ** 2 - 14 * np.clip(x - 0.1, 0, 1) ** 2
    chin = who.face - 0.15 * np.clip(y - 0.58, 0, 0.12)
    who.put(np.maximum(chin, top - y), who.strand * 0.85, who.beard)


def mouth(who):
    at, half = (0, 0.665 - 0.018 * who.smile), 0.082 + 0.012 * who.smile
    sag, gap = 0.008 + 0.031 * who.smile, 0.045 * step(who.smile, 0.1, 1)
    lips = mix(who.tone, RED, 0.5)
    who.put(lens(who.front, at, half, sag - 0.024, sag + gap + 0.028), lips)
    who.put(lens(who.front, at, half, sag - 0.008, sag + gap + 0.005), mix(lips, INK, 0.65))
    who.put(
        lens(who.front, at, 0.94 * half, sag - 0.004, sag + 0.6 * gap),
        WHITE,
        np.minimum(1, 80 * gap),
    )


def eyes(who):
    at, centre, top = who.sides, (0.102, 0.475), -0.024 - 0.027 * who.openness
    white, iris = lens(at, centre, 0.067, top, 0.03), ellipse(at, (0.1, 0.472), (0.036, 0.036))
    who.put(lens(at, centre, 0.078, top - 0.02, 0.04), who.shade, 0.5)
    who.put(white, WHITE)
    who.put(iris, who.iris, inside=white)
    who.put(iris + 0.017, INK, inside=white)
    who.put(ellipse(at, (0.1, 0.459), (0.009, 0.009)), WHITE, 0.8)
    who.put(lens(at, centre, 0.074, top - 0.015, top + 0.006), mix(who.strand, INK, 0.8))


def brows(who):
    x, y = who.sides
    at = x, y - (x - 0.1) * column(0.01 - 0.125 * who.brows)
    who.put(lens(at, (0.106, 0.395 - 0.018 * who.brows), 0.07, -0.032, -0.003), who.strand * 0.7)


def front_hair(who):
    x, y = abs(who.front[0] + column(0.14 * who.fringe)), who.front[1] - 0.05
    combed = 0.2 * np.sin(20 * np.arctan2(x, y)) * np.hypot(x, y) * (1 - column(who.curl))
    light = 1.1 - 0.3 * y + combed + 3 * who.ripple
    who.put(who.locks, np.minimum(1, who.strand[:, None, None] * light[..., None]))


def glasses(who):
    at, pane = who.sides, ellipse(who.sides, (0.103, 0.48), (0.087, 0.075))
    frame = np.minimum(abs(pane) - 0.011, capsule(at, (0, 0.465), (0.02, 0.465), 0.02))
    who.put(pane, WHITE, 0.2 * who.glasses)
    who.put(frame, mix(INK, GOLD, step(who.skin, 0.54, 0.62)), who.glasses)


def hat(who):
    x = who.plane[0] - column(0.3 * who.shift)
    y = who.plane[1] - 0.35 * x * x
    crown = rounded(np.maximum(abs(x) + 0.2 * (0.25 - y) - 0.26, y - 0.27), 0.06 - y, 0.11)
    brim = ellipse((x, y), (0, 0.262), (0.35, 0.036))
    who.put(brim - 0.04, who.shade * 0.8, 0.6 * who.hat, soft=0.03, inside=who.face)
    who.put(crown, who.felt, who.hat)
    who.put(0.26 - abs(x), who.felt * 0.75, 0.7 * who.hat, soft=0.25, inside=crown)
    who.put(0.2 - y, who.felt * 0.55, who.hat, inside=crown)
    who.put(brim, who.felt * 0.92, who.hat)


ALL = (
    backdrop, back_hair, ears, neck, shirt, head, cheeks, nose, beard, mouth, eyes, brows,
    front_hair, glasses, hat,
)  # fmt: skip
