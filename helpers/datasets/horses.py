"""Horses drawn from seventeen numbers each: data whose every cause is known."""

import numpy as np

from helpers import checks, given
from helpers.datasets import _horse_parts as parts
from helpers.datasets.drawing import below, column, paint, pixels
from helpers.datasets.pictures import Pictures, in_parts
from helpers.pictures import numbers

NAMES = (
    "facing", "place", "size", "build", "speed", "phase", "neck", "head", "tail",
    "coat", "mane", "mane_length", "blaze", "socks", "sky", "ground", "horizon",
)  # fmt: skip
RANGES = dict.fromkeys(NAMES, (0, 1)) | {
    "place": (-0.03, 0.03),
    "size": (0.43, 0.52),
    "horizon": (0.5, 0.72),
}


def palette(text):
    return np.array([list(bytes.fromhex(colour)) for colour in text.split()]) / 255


# Black, dark bay, bay, chestnut, palomino, white, grey.
COATS = palette("221f24 4a2b1f 784021 a85426 dba85c f2ebde 999ea8")
SHINS = palette("1a171c 1c1414 211412 803d1f d1a161 e0d6c9 454752")
SKIES = palette("5c99db 80c2db b6bde0 eab9a8 f3b286")
GROUNDS = palette("548540 7d9647 b39e5c c7a370")
CREAM, DARK = palette("f7f0de"), palette("141212")


def horses(n, seed, size=32):
    """Horses from the side, each drawn from seventeen independent factors.

    Factors go from 0 to 1, evenly, unless said otherwise:

    - facing: 0 left or 1 right, nothing between
    - place: how far it stands ahead of the middle, -0.03 to 0.03 of the picture's side
    - size: height of the back, 0.43 to 0.52 of the picture's side
    - build: slender to heavy
    - speed: slow walk, walk (0.35), trot (0.5), gallop
    - phase: moment of the stride; 1 is 0 again
    - neck: lowered, to graze where the horse is slow, to raised
    - head: nose tucked in to nose stretched out
    - tail: hanging to flying
    - coat: black, dark bay, bay, chestnut, palomino, white, grey
    - mane: colour of mane and tail, dark over the coat's own (0.5) to pale
    - mane_length: short to long
    - blaze: width of the white stripe on the face, none to broad
    - socks: height of the white on the legs, none to above the ankle
    - sky: blue to evening red
    - ground: green meadow to dry grass
    - horizon: its height from the top, 0.5 to 0.72 of the picture's side

    Args:
        n: number of pictures.
        seed: for numpy; the same number gives the same pictures.
        size: pixels a side, 16 or more. A larger size shows the same horses more sharply.

    Returns:
        `Pictures`: images uint8 `(n, size, size, 3)`, factors float32 `(n, 17)`, their names.

    Raises:
        ValueError: for less than one picture or a size below 16.

    Example:

    >>> from helpers.datasets.horses import horses
    >>> herd = horses(5, seed=0)
    >>> herd.images.shape, herd.names[9], round(float(herd.factors[0, 9]), 2)
    ((5, 32, 32, 3), 'coat', 0.94)
    """
    n = checks.whole(n, "a number of pictures", "horses")
    factors = horse_factors(n, seed)
    return Pictures(draw_horses(factors, size), factors, NAMES)


def horse_factors(n, seed):
    """The factors of `n` horses, float32 `(n, 17)`."""
    low, high = np.array(list(RANGES.values())).T
    factors = given.generator(seed, "horses").uniform(low, high, (n, len(NAMES))).astype("float32")
    factors[:, 0] = np.round(factors[:, 0])
    return factors


def draw_horses(factors, size=32):
    """Draw horses from their factors: move one, and see what it does.

    Args:
        factors: `(n, 17)`, as from `horses`, within the ranges told there.
        size: pixels a side, 16 or more.

    Returns:
        uint8 `(n, size, size, 3)`.

    Raises:
        ValueError: wrong shape, a factor outside its range or not finite, a size below 16.

    Example:

    >>> from helpers.datasets.horses import draw_horses, horses
    >>> herd = horses(1, seed=0)
    >>> factors = herd.factors.repeat(5, axis=0)
    >>> factors[:, herd.names.index("coat")] = [0, 0.25, 0.5, 0.75, 1]
    >>> draw_horses(factors, size=64).shape
    (5, 64, 64, 3)
    """
    if checks.whole(size, "a size in pixels", "draw_horses") < 16:
        raise ValueError(
            f"draw_horses expected a size of 16 pixels or more; received {size}. On fewer a leg "
            f"is thinner than a pixel. 32 is the usual size."
        )
    return in_parts(draw, checked(factors), int(size))


def checked(factors):
    factors = numbers(getattr(factors, "factors", factors), "draw_horses").astype("float32")
    if factors.ndim != 2 or factors.shape[1] != len(NAMES):
        row = " That is one horse: factors[None]." if factors.shape == (len(NAMES),) else ""
        raise ValueError(
            f"draw_horses expected factors of shape (n, {len(NAMES)}), one column each for "
            f"{', '.join(NAMES)}; received {factors.shape}.{row}"
        )
    for name, values, (low, high) in zip(NAMES, factors.T, RANGES.values(), strict=True):
        outside = ~((np.float32(low) <= values) & (values <= np.float32(high)))
        if outside.any():
            raise ValueError(
                f"draw_horses expected {name} from {low} to {high}; received "
                f"{values[outside][0]} in row {np.flatnonzero(outside)[0]}. No horse was "
                f"designed there: np.clip brings a factor back into its range."
            )
    return factors


def draw(factors, size):
    """Far legs, tail and far ear first, then the horse as one shape, then what lies on it."""
    horse = parts.skeleton(factors, NAMES, size)
    pictures, scale = landscape(horse, size), column(horse.size)
    coat, shins, hair = blend(COATS, horse.coat), blend(SHINS, horse.coat), hair_colour(horse)

    def layer(shape, colour, opacity=1.0):
        paint(pictures, shape * scale, colour, opacity)

    def foot(shin, sock, hoof, shade):
        layer(shin, shade * shins, 0.9)
        layer(sock, shade * CREAM, np.clip(8 * horse.socks - 0.8, 0, 1))
        layer(hoof, shade * DARK)

    pictures *= 1 - 0.3 * np.clip(0.5 - 4 * parts.shadow(horse), 0, 1)[..., None]
    for end in ("hind", "front"):
        whole, *rest = parts.leg(horse, "far", end)
        layer(whole, lit(whole, 0.66 * coat, scale))
        foot(*rest, 0.66)
    tail, mane = parts.tail(horse), parts.mane(horse)
    layer(tail, lit(tail, hair, scale))
    layer(parts.ear(horse, back=0.05), 0.7 * coat)
    near = [parts.leg(horse, "near", end) for end in ("hind", "front")]
    whole = parts.joined([parts.body(horse), parts.neck(horse)], 0.12)
    whole = parts.joined([whole, parts.head(horse), *(leg[0] for leg in near)], 0.05)
    whole = np.minimum(whole, parts.ear(horse))
    layer(whole, lit(whole, coat, scale))
    for _, *rest in near:
        foot(*rest, 1)
    layer(parts.muzzle(horse), shins, 0.5)
    layer(parts.blaze(horse), CREAM, np.clip(8 * horse.blaze - 0.8, 0, 1))
    layer(parts.eye(horse), DARK)
    layer(mane, lit(mane, hair, scale))
    return pictures


def landscape(horse, size):
    """Sky that pales and ground that darkens away from a bright horizon."""
    x, y = pixels(size)
    sky, ground = blend(SKIES, horse.sky), blend(GROUNDS, horse.ground)
    paler, wide = 0.36 * (CREAM - sky), np.ones((len(sky), size, size, 1), "float32")
    high = np.clip(y / column(horse.horizon), 0, 1)[..., None]
    near = np.clip((y - column(horse.horizon)) / 0.4, 0, 1)[..., None]
    pictures = wide * (per_pixel(sky) + high * high * per_pixel(paler))
    paint(pictures, below((x, y), horse.horizon), wide * (1.1 - 0.3 * near) * per_pixel(ground))
    return pictures


def blend(colours, t):
    """The colours at `t`, 0 to 1, along a row of them, `(n, 3)`."""
    stops = np.linspace(0, 1, len(colours))
    return np.stack([np.interp(t, stops, channel) for channel in colours.T], axis=-1)


def hair_colour(horse):
    coat, t = blend(COATS, horse.coat), 2 * horse.mane[:, None]
    own, pale = 0.8 * coat, CREAM * np.sqrt(np.sqrt(coat))  # the root keeps the hue
    return np.where(t < 1, 0.25 * coat + t * (own - 0.25 * coat), own + (t - 1) * (pale - own))


def lit(shape, colour, scale):
    """A colour in the light from above: brighter where a shape slopes up, darker where down."""
    slope = np.clip(np.gradient(shape, axis=1) * (shape.shape[1] * scale), -1, 1)
    edge = np.clip(1 + shape / 0.16, 0, 1)
    light = 1 - edge * slope * np.where(slope < 0, np.float32(0.22), np.float32(0.42))
    return per_pixel(colour) * light[..., None]


def per_pixel(colour):
    return np.asarray(colour, "float32")[:, None, None]
