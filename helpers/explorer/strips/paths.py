"""Four ways between two real pictures on one slider, with a score along each."""

import numpy as np

from helpers import checks, given
from helpers.backend import batched
from helpers.explorer.shell import render
from helpers.explorer.strips.strip import StripCanvas, StripExplorer
from helpers.figures.values import answers
from helpers.metrics import nearest_distance
from helpers.pictures import numbers
from helpers.representation import ways
from helpers.taxonomy import GenerativeModel

POSITIONS = 51
FEWEST = 4
WAYS = "cross-fade", "straight", "spherical", "through data"


class PathExplorer(StripExplorer):
    """Drag one slider: a pixel cross-fade and three ways through the latent space move at once.

    All four begin and end at the same two decoded codes, so that only the way differs.

    Args:
        model: encodes and decodes pictures.
        images: real ones, `(n, height, width, channels)`; the ends are drawn from them, and the
            way through data steps along their codes.
        features: a function of pictures `(n, ...)` to features `(n, d)`.
        titles: what a reader calls each image, `(n,)`; by default its number.
        ends: numbers of the two images to begin with.

    Raises:
        ValueError: for images that do not fit the model, or ends that are not two of them.
    """

    def __init__(self, model, images, features, titles=None, ends=(0, 1)):
        given.instance(model, "PathExplorer", "event_shape", "encode", "decode")
        self.images = checks.events(images, model.event_shape, "PathExplorer images=")
        if (n := len(self.images)) < FEWEST:
            raise ValueError(
                f"PathExplorer expected {FEWEST} images or more; received {n}. The way through "
                f"data steps from one to the next, and some hundred make it smooth."
            )
        self._encode, self._decode = coders(model)
        self._read, self._picks = given.called(features, "features"), np.random.default_rng(0)
        self._titles = list(range(n) if titles is None else titles)
        if isinstance(titles, str) or len(self._titles) != n:
            raise ValueError(
                f"PathExplorer expected titles=, one for each of the {n} images; received "
                f"{len(self._titles)}. Cut both alike: images[:500], titles[:500]."
            )
        self._codes, self._real = self._encode(self.images), self._features(self.images)
        one, other = self._real[: n // 2], self._real[n // 2 :]  # no picture is its own neighbour
        self._level = float(np.median(nearest_distance(one, other)))
        page = StripCanvas(
            names=["share of the way"],
            ticks=np.linspace(0, 1, POSITIONS).round(6).tolist(),
            titles=list(WAYS),
            shape=list(model.event_shape),
            side=168,  # four stand in a row of a narrow window
            score_name="distance to the nearest real picture, in features (less is better)",
            level_name="real pictures",
            level=self._level,
        )
        if np.shape(ends) != (2,):
            raise ValueError(
                f"PathExplorer expected ends= as the numbers of two images; received {ends!r}. A "
                f"way has two ends: (0, 1)."
            )
        self._travel(*ends)
        super().__init__(page, {"Another pair": self.another}, [POSITIONS // 2])

    def another(self):
        """Two other real pictures, drawn at random."""
        self.between(*self._picks.choice(len(self.images), 2, replace=False))

    def between(self, i, j):
        """Ways between the real images `i` and `j`."""
        with self._lock:
            self._travel(i, j)
            self._show(self.page.places)

    def strips(self, values):
        return self._made

    def overview(self):
        return self._sheet[:, :: (POSITIONS - 1) // 10]

    def __repr__(self):
        return f"PathExplorer({len(WAYS)} ways between {len(self.images)} pictures)"

    def _travel(self, i, j):
        n = len(self.images)
        i, j = (given.index(end, n, "PathExplorer") for end in (i, j))
        if i == j:
            raise ValueError(
                f"PathExplorer expected two different images from 0 to {n - 1}; received {i} and "
                f"{j}. From a picture to itself there is no way to go."
            )
        shares = np.linspace(0, 1, POSITIONS)
        self._sheet = pictures_along(
            self._decode, self._codes, i, j, shares
        )  # (ways, positions, h, w, c)
        scores = nearest_distance(
            self._features(self._sheet.reshape(-1, *self._sheet.shape[2:])), self._real
        ).reshape(len(WAYS), POSITIONS)
        frames = self._sheet.swapaxes(0, 1)
        here = f"from {self._titles[i]} to {self._titles[j]}"
        self._made = {
            "frames": frames.tobytes(),
            "scores": scores.round(3).tolist(),
            "texts": [[self._say(t, here, row) for t, row in zip(shares, scores.T, strict=True)]],
        }

    def _features(self, pictures):
        return answers(self._read, pictures, (None,), "features", "PathExplorer")

    def _say(self, share, here, scores):
        told = ", ".join(f"{name} {s:.1f}" for name, s in zip(WAYS, scores, strict=True))
        return (
            f"{share:.0%} of the way {here}. Distance to the nearest real picture: {told}; "
            f"real pictures {self._level:.1f}."
        )


def pictures_along(decode, codes, i, j, shares):
    """Pictures along the four ways from code `i` to code `j`.

    Args:
        decode: codes `(n, d)` to pictures in [0, 1].
        codes: of real pictures, `(n, d)`.
        i: number of the first code.
        j: number of the last.
        shares: of the way, `(steps,)`.

    Returns:
        uint8 `(4, steps, h, w, c)`: cross-fade, straight, spherical, through data.
    """
    codes = numbers(codes, "pictures_along")
    a, b = (codes[given.index(k, len(codes), "pictures_along", "code")] for k in (i, j))
    through = ways.straight(a, b, shares), ways.slerp(a, b, shares)
    through += (ways.through_data(a, b, shares, codes),)
    pictures = [render.to_uint8(decode(np.float32(way))) for way in through]
    first, last = pictures[0][0] / 255, pictures[0][-1] / 255
    t = np.reshape(shares, (-1, 1, 1, 1))
    return np.stack([render.to_uint8((1 - t) * first + t * last), *pictures])


def coders(model):
    """A model's `encode` and `decode` from and to arrays of any length, quick."""
    given.instance(model, "coders", "encode", "decode")
    if not isinstance(model, GenerativeModel):
        return model.encode, model.decode
    return lambda x: batched(model.encode, x), lambda z: batched(model.decode, np.float32(z))
