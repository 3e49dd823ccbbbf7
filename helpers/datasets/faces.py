"""Portraits of people who do not exist, each drawn from a few statements about them."""

import numpy as np

from helpers import checks, given
from helpers.datasets import _face_parts as parts
from helpers.datasets.drawing import column, paint, pixels
from helpers.datasets.pictures import Pictures, in_parts
from helpers.pictures import numbers

# A range is filled evenly; a single number is the share of people who have it: 1, others 0.
FACTORS = {
    "skin": (0, 1),  # light to deep
    "hair": (0, 1),  # black, brown, red, blond
    "length": (0, 1),  # of the hair: cropped to below the shoulders
    "curl": (0, 1),  # straight to curly
    "fringe": (-1, 1),  # parted on our right, in the middle, on our left
    "age": (0, 1),  # lines from 0.5 on; hair turns grey from 0.6 to 0.9
    "eyes": (0, 1),  # brown, green, blue, grey
    "openness": (0, 1),  # of the eyes: narrow to wide
    "brows": (-1, 1),  # low and stern to raised
    "glasses": 0.3,
    "smile": (-1, 1),  # sad to broad
    "beard": 0.25,
    "width": (0, 1),  # of the face: slim to wide
    "jaw": (0, 1),  # narrow to strong
    "hat": 0.2,
    "pose": (-1, 1),  # turned to our left, to us, to our right
    "background": (0, 1),  # pink, peach, sand, sage, mint, sky, lilac
    "clothes": (0, 1),  # navy, teal, green, mustard, coral, berry, violet; with hats to match
}
NAMES = tuple(FACTORS)
SKIN = "fde3d3 f6cfb2 e9b48c cf9467 a9714a 7d5035 573628"
HAIR = "221e23 35251f 4d3023 7d4023 b7652f cb9a58 eed08c"
EYES = "5a3620 7d5a2c 5f8a5a 4f86b8 7f97a8"
CLOTHES = "2f4b7c 3d7d8c 4f8a63 d9a441 d9734e b2456e 7a4a8c"
HATS = "d9a441 d9734e b2456e 6b4c8f 2f4b7c 3d7d8c 4f8a63"
BACKDROP = "f3cfdb f7d9c4 f5e3b3 cfe3c4 bfe0de c6d8f0 d0ccf0"
ZOOM = 1.13  # how much closer the painter stands than the numbers in `_face_parts` say
DEPTH = 0.26  # from the axis that a head turns around to the face
SMALLEST = 16  # below, a mouth is thinner than half a pixel


def faces(n, seed=None, size=32):
    """Portraits of `n` people who do not exist, and the statements they were drawn from.

    The statements are independent of each other: skin, hair (colour), length (of the hair),
    curl, fringe, age, eyes (colour), openness (of the eyes), brows, glasses, smile, beard,
    width (of the face), jaw, hat, pose, background, clothes. `helpers/datasets/faces.py` says
    what the two ends of each mean.

    Args:
        n: how many.
        seed: the same seed gives the same people, whatever their number and size.
        size: pixels a side, 16 or more.

    Returns:
        `Pictures`: images, uint8 `(n, size, size, 3)`; factors, float32 `(n, 18)`; names of the
        factors. Glasses (30 % of the people), beard (25 %) and hat (20 %) are 0 or 1. Fringe,
        brows, smile and pose are uniform from -1 to 1, the others from 0 to 1.

    Raises:
        ValueError: no person asked for, or a picture too small to show one.

    Example:

    >>> from helpers.datasets.faces import faces
    >>> people = faces(5, seed=0)
    >>> people.images.shape, people.names[:3]
    ((5, 32, 32, 3), ('skin', 'hair', 'length'))
    """
    n = checks.whole(n, "a number of people", "faces")
    draws = given.generator(seed, "faces").random((n, len(NAMES)))
    columns = [column_of(rule, u) for rule, u in zip(FACTORS.values(), draws.T, strict=True)]
    factors = np.stack(columns, axis=-1).astype("float32")  # (n, 18)
    return Pictures(draw_faces(factors, size), factors, NAMES)


def column_of(rule, u):
    """One factor of all people from uniform numbers `u`."""
    if isinstance(rule, tuple):
        low, high = rule
        return low + (high - low) * u
    return u < rule


def draw_faces(factors, size=32):
    """The pictures that go with factors: nothing is left to chance.

    Args:
        factors: `(n, 18)`, columns in the order of `faces(1).names`.
        size: pixels a side, 16 or more.

    Returns:
        uint8 `(n, size, size, 3)`.

    Raises:
        ValueError: factors of another shape or outside their ranges, or a size too small.

    Example: the first person with glasses on.

    >>> from helpers.datasets.faces import draw_faces, faces
    >>> people = faces(5, seed=0)
    >>> factors = people.factors[:1].copy()
    >>> factors[:, people.names.index("glasses")] = 1
    >>> draw_faces(factors, size=64).shape
    (1, 64, 64, 3)
    """
    if checks.whole(size, "a number of pixels a side", "faces") < SMALLEST:
        raise ValueError(
            f"faces expected pictures of {SMALLEST} pixels a side or more; received {size}. In "
            f"less a mouth would vanish between two pixels. The course uses 32."
        )

    def draw(part, size):
        people = People(dict(zip(NAMES, part.T, strict=True)), size)
        for paint_part in parts.ALL:
            paint_part(people)
        return people.pictures

    return in_parts(draw, checked(factors), size)


def statements(factors):
    """Each factor on its way from its lower to its upper end: 0 to 1, `(n, 18)` to `(n, 18)`.

    Args:
        factors: as in `draw_faces`.

    Example:

    >>> from helpers.datasets.faces import faces, statements
    >>> float(statements(faces(50, seed=0).factors).min()) >= 0
    True
    """
    low, high = np.transpose(
        [rule if isinstance(rule, tuple) else (0, 1) for rule in FACTORS.values()]
    )
    return ((checked(factors) - low) / (high - low)).astype("float32")


def checked(factors):
    """Factors as float32 `(n, 18)`, all within their ranges."""
    factors = numbers(getattr(factors, "factors", factors), "draw_faces").astype("float32")
    expected = f"draw_faces expected factors of shape (n, {len(NAMES)}); received {factors.shape}."
    if factors.shape == (len(NAMES),):
        raise ValueError(f"{expected} That is one person; draw_faces takes many: factors[None].")
    if factors.ndim != 2 or factors.shape[1] != len(NAMES) or len(factors) == 0:
        raise ValueError(f"{expected} Each row is a person: {', '.join(NAMES)}.")
    for name, rule, values in zip(NAMES, FACTORS.values(), factors.T, strict=True):
        low, high = rule if isinstance(rule, tuple) else (0, 1)
        bad = np.flatnonzero(~((values >= low) & (values <= high)))
        if len(bad):
            raise ValueError(
                f"draw_faces expected {name!r} from {low} to {high}; received "
                f"{values[bad[0]]:g} in row {bad[0]}. Nobody is drawn beyond that: use "
                f"np.clip(factors[:, {NAMES.index(name)}], {low}, {high})."
            )
    return factors


class People:
    """What several parts need: the factors as attributes, coordinates, colours and outlines.

    `plane` is the paper, with x = 0 in the middle; `front` turns with the head, so that the far
    half of the face narrows; in `sides` its left half lies on the right one.
    """

    def __init__(self, factors, size):
        vars(self).update(factors)
        x, y = pixels(size)
        self.plane = x, y = (x - 0.5) / ZOOM, (y - 0.47) / ZOOM + 0.47
        turn = np.sin(0.38 * self.pose)
        self.shift = DEPTH * turn
        x = x - column(self.shift)
        self.front = x / np.cos(column(0.38 * self.pose)) + column(turn) * x * x / (2 * DEPTH), y
        self.sides = abs(self.front[0]), y
        self.half = 0.197 + 0.048 * self.width
        self.choose_colours()
        self.pictures = np.zeros((len(turn), size, size, 3), "float32")
        self.face = parts.face_outline(self)
        self.ripple = parts.ripple(self)
        self.mane = parts.hair_outline(self)
        self.locks = np.maximum(self.mane, self.ripple - parts.hair_opening(self))

    def choose_colours(self):
        grey = 0.9 * parts.step(self.age, 0.6, 0.9)
        self.tone = along(SKIN, self.skin)
        self.shade = self.tone * np.float32([0.86, 0.74, 0.7])
        self.strand = parts.mix(along(HAIR, self.hair), parts.GREY, grey)
        self.iris = along(EYES, self.eyes)
        self.cloth = along(CLOTHES, self.clothes)
        self.felt = along(HATS, self.clothes)
        self.paper = along(BACKDROP, self.background)

    def put(self, distance, colour, opacity=1.0, soft=0.0, inside=-1.0):
        """Paint a shape, its edge `soft` wide, on what is inside another."""
        size = self.pictures.shape[1]
        distance = np.maximum(distance / max(1.0, soft * size), inside) * ZOOM
        touched = np.flatnonzero(distance.min(axis=(0, 2)) * size < 0.5)
        if len(touched):  # painting only these rows takes half the time
            rows = slice(touched[0], touched[-1] + 1)
            scale = size / (rows.stop - rows.start)  # `paint` takes the rows for the picture
            colour = colour[:, rows] if np.ndim(colour) == 4 else colour
            paint(self.pictures[:, rows], distance[:, rows] * scale, colour, opacity)


def along(palette, t):
    """Colours `(n, 3)` at `t` from 0 to 1 along a list of hexadecimal ones."""
    stops = np.array([list(bytes.fromhex(colour)) for colour in palette.split()]) / 255
    at = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(t, at, channel) for channel in stops.T], axis=-1).astype("float32")
