"""Landscapes in plain colours: what the painters of `paintings` paint."""

import numpy as np

from helpers.datasets import drawing
from helpers.datasets.drawing import column

# Colours by day, at sunset, at dusk and by night; cool, then warm.
HOURS = (0, 0.35, 0.65, 1)
PALETTE = {
    "top": ("1461d6 1f5cb2 1a2e94 050d52", "2e9eb8 704d9e 571f80 0f1466"),
    "low": ("9ee0f0 fad680 8094db 1a61cc", "fae67a ff852e fa616b 338abd"),
    "cloud": ("fffff5 ffb885 c785cc 4d99eb", "ffebbd ffb257 ff8a5c 66b8cc"),
    "far": ("4d80cc 576bb8 33429e 0d298a", "6694b2 8a5299 752980 242e85"),
    "near": ("248a5c 297a66 14577a 08386b", "7aa32e 85753d 663d66 124561"),
    "grass": ("57b83d 669e38 247a52 0d5761", "9ec229 a8a329 70752e 296647"),
    "wheat": ("fad147 f5b838 cc8f42 8a8f4a", "ffb21f ff8f1a eb661f b08a2c"),
    "lavender": ("8f75d6 946bc7 6147b2 2e298a", "cc75a8 d66180 993380 522985"),
    "tree": ("08472e 0f422e 052b33 031721", "1f4f17 333d14 24211f 081c17"),
    "wall": ("f7edd6 ffdba8 b2a8cc 5c7ac2", "ffdea3 ffc275 f09475 757aa3"),
    "roof": ("de4d2b cc4229 852e4d 422970", "ed6621 e04d1a a8292e 70294d"),
}
GLOWING = {  # pale, then golden
    "light": ("fff7b3 fff0a0 ffecb0 fff3c4", "ffd61f ffc21f ffb224 ffc92e"),
    "window": ("38578a 755c70 fff0b8 fff3c0", "4d4d70 8f4742 ffb833 ffc42b"),
}


def landscape(f, size):
    """Draw plain landscapes.

    Args:
        f: arrays `(n,)` by name, as `paintings` describes them.
        size: pixels a side.

    Returns:
        float32 `(n, size, size, 3)`, 0 to 1.
    """
    c = {name: colour(pair, f["night"], f["warmth"]) for name, pair in PALETTE.items()}
    c |= {name: colour(pair, f["night"], f["glow"]) for name, pair in GLOWING.items()}
    at = drawing.pixels(size)
    pictures = sky(at, f, c)
    for part in (hills, field, water, village, cypress):
        part(pictures, at, f, c)
    return pictures


def colour(pair, night, warmth):
    """Colours `(n, 1, 1, 3)` between a cool and a warm row of the palette."""
    hours = np.frombuffer(bytes.fromhex("".join(pair)), "uint8").reshape(2, 4, 3) / 255
    cool, warm = ([np.interp(night, HOURS, level) for level in row.T] for row in hours)
    return mix(*np.stack([cool, warm]).transpose(0, 2, 1), warmth)[:, None, None].astype("float32")


def mix(a, b, share):
    return a + share[..., None] * (b - a)


def sky(at, f, c):
    x, y = at
    down = np.clip(y / column(f["horizon"]), 0, 1) ** 1.3 + 0 * x
    pictures = mix(c["top"], c["low"], down)
    place = column(f["sky"])
    wave = np.sin(2 * np.pi * (1.3 * x + place) + 9 * y)
    wave = wave * np.sin(2 * np.pi * (3.1 * y - 0.8 * x + 2 * place))
    pictures = mix(pictures, c["cloud"], 0.8 * np.clip(wave, 0, 1) ** 1.5)
    out = np.clip(2 * f["night"] - 0.7, 0, 1)  # stars come out
    light = circle(at, f["light_x"], f["light_y"], f["light_size"])
    stars = starry(at, f)
    shine = 0.75 * np.exp(np.minimum(-light / column(1.1 * f["light_size"] + 1e-6), 0))
    twinkle = 0.7 * column(out) * np.exp(np.minimum(-stars / 0.045, 0))
    pictures = mix(pictures, c["light"], np.maximum(shine, twinkle))
    drawing.paint(pictures, stars, 0.6 * c["light"] + 0.4, out)
    drawing.paint(pictures, light, c["light"])
    shift, radius = f["light_size"] * np.array([[0.5], [-0.15]]), 0.75 * f["light_size"]
    crescent = circle(at, f["light_x"] + shift[0], f["light_y"] + shift[1], radius)
    deep = c["light"] * np.array([1, 0.8, 0.55])
    drawing.paint(pictures, crescent, deep, np.clip(4 * f["night"] - 2.6, 0, 1))
    return pictures


def circle(at, x, y, radius):
    return np.hypot(at[0] - column(x), at[1] - column(y)) - column(radius)


def starry(at, f):
    """Distance to the nearest of up to nine stars."""
    nearest = np.float32(9)
    for k in range(9):
        x = (7.13 * f["sky"] + 0.7549 * k) % 1  # with 0.5698 below, multiples that spread evenly
        y = 0.04 + (3.7 * f["sky"] + 0.5698 * k) % 1 * (f["horizon"] - 0.2)
        radius = 0.018 + 0.02 * ((f["sky"] + 0.37 * k) % 1)
        nearest = np.minimum(nearest, circle(at, x, y, np.where(k < f["stars"], radius, -9)))
    return nearest


def hills(pictures, at, f, c):
    x, y = at
    horizon, height = column(f["horizon"]), column(f["hill_height"])
    shape = 2 * np.pi * column(f["hill_shape"])
    far = 0.55 + 0.35 * np.sin(4.1 * x + shape) + 0.12 * np.sin(9 * x + 2.3 * shape)
    near = 0.5 + 0.5 * np.sin(5.3 * x + 2.1 * shape + 2)
    drawing.paint(pictures, horizon - height * far - y, c["far"])
    drawing.paint(pictures, horizon + 0.03 - 0.5 * height * near - y, c["near"])


def field(pictures, at, f, c):
    x, y = at
    horizon, shape = column(f["horizon"]), 2 * np.pi * column(f["hill_shape"])
    young = mix(c["grass"], c["wheat"], column(2 * f["field"]))
    old = mix(c["wheat"], c["lavender"], column(2 * f["field"] - 1))
    depth = np.clip(y - horizon - 0.02, 0.03, 1)
    furrows = np.sin((x - 0.5 + 0.3 * np.sin(shape)) / depth * 4 + shape)
    crop = np.where(column(f["field"])[..., None] < 0.5, young, old)
    crop = crop * (1.05 - 0.5 * depth + 0.14 * furrows)[..., None]
    drawing.paint(pictures, horizon + 0.1 + 0.03 * np.sin(3 * x + shape) - y, crop)


def water(pictures, at, f, c):
    x, y = at
    shape = 2 * np.pi * column(f["hill_shape"])
    village = f["horizon"] + 0.15
    bank = column(np.maximum(1 - f["water"], village)) + 0.015 * np.sin(7 * x + shape)
    deep = np.clip(y - bank, 0, 1)
    glitter = np.exp(-(((x - column(f["light_x"])) / (0.04 + 0.4 * deep)) ** 2))
    glitter = glitter * (0.5 + 0.4 * np.sin(75 * y + np.sin(15 * x + shape)))
    blue = mix(c["low"], c["top"], np.full_like(bank, 0.6))
    drawing.paint(pictures, bank - y, mix(blue, c["light"], glitter), f["water"] > 0)


def village(pictures, at, f, c):
    """A church and two houses."""
    size, there = f["house_size"], f["house_size"] > 0
    base = f["horizon"] + 0.13
    tower = f["house_x"] - size
    walls = [box(at, tower, base, 0.22 * size, 1.6 * size)]
    roofs = [gable(at, tower, base - 1.5 * size, 0.32 * size, 1.35 * size)]
    windows = []
    for right, scale in ((0, 1), (1.8, 0.75), (-2.2, 0.65)):
        x, a = f["house_x"] + right * size, scale * size
        walls.append(box(at, x, base, 0.75 * a, a))
        roofs.append(gable(at, x, base - 0.98 * a, 0.95 * a, 0.7 * a))
        for side in (-0.32, 0.32):
            windows.append(box(at, x + side * a, base - 0.34 * a, 0.16 * a, 0.32 * a))
    for shapes, name in ((walls, "wall"), (roofs, "roof"), (windows, "window")):
        drawing.paint(pictures, np.minimum.reduce(shapes), c[name], there)


def box(at, x, base, half, height):
    beside = np.abs(at[0] - column(x)) - column(half)
    return np.maximum(beside, np.abs(at[1] - column(base - height / 2)) - column(height / 2))


def gable(at, x, base, half, height):
    """A triangle with a level base."""
    slope = column(half / (height + 1e-6))
    beside = np.abs(at[0] - column(x)) - (at[1] - column(base - height)) * slope
    return np.maximum(beside / np.sqrt(1 + slope**2), at[1] - column(base))


def cypress(pictures, at, f, c):
    base, height = f["horizon"] + 0.3, f["cypress_height"]
    beside = f["cypress_x"] + 0.08 * height * np.sign(0.5 - f["cypress_x"])
    tall = flame(at, f["cypress_x"], base, height, f["sky"])
    low = flame(at, beside, base - 0.08 * height, 0.5 * height, f["sky"])
    drawing.paint(pictures, np.minimum(tall, low), c["tree"], height > 0)


def flame(at, x, base, height, shape):
    down = np.clip((at[1] - column(base - height)) / column(height + 1e-6), 0, 1)
    half = 0.23 * down**0.8 * (1 - down) ** 0.55 * (1 + 0.12 * np.sin(23 * down))
    lean = column(x) + 0.025 * column(height) * np.sin(7 * down + 6 * column(shape))
    beyond = np.abs(at[1] - column(base - height / 2)) - column(height / 2)
    return np.maximum(np.abs(at[0] - lean) - column(height) * half, beyond)
