"""Draw a picture pixel by pixel, paint into it, and have the rest drawn anew."""

import numpy as np

from helpers import checks, given
from helpers.backend import batched
from helpers.explorer.pixels.canvas import PixelCanvas, tell
from helpers.explorer.shell import Explorer, button, render, row
from helpers.figures.reading import half_drawn
from helpers.networks import images
from helpers.pictures import numbers
from helpers.taxonomy import gives

ENDINGS = 3  # other ways to go on, shown beside the picture


class PixelExplorer(Explorer):
    """Watch a garment come pixel by pixel, change a pixel, and see the rest follow.

    Three other endings stand beside the picture: what else the model makes of the pixels decided
    so far. Painting decides all pixels up to the last one painted; those behind it are drawn
    anew from the same noise, so that what changes, changes for the paint.

    Args:
        model: an autoregressive model of grey pictures: `complete`, `level_probabilities`,
            `encode` and `noise`.
        pictures: real ones to begin with, uint8 `(n, height, width, 1)`.

    Raises:
        ValueError: for a model of another kind, or pictures that do not fit it.
    """

    def __init__(self, model, pictures):
        self._model, self._real = _checked(model, pictures)
        self.order = images.reading_order(model.event_shape)
        self._next_seed, self._next_real, self._past = 1, 0, []
        page = PixelCanvas(shape=list(model.event_shape), order=self.order.tolist())
        works = {
            "New garment": self.new,
            "Real garment": self.real,
            "Draw the rest anew": self.redraw,
            "Set the next pixel": self.set_next,
            "Undo": self.undo,
        }
        self.buttons = [button(text) for text in works]
        super().__init__(page, [page, row(self.buttons)], "pixel-explorer")
        self.wire(self.buttons, works.values())
        self.new()

    # What a learner calls

    @property
    def known(self):
        """How many pixels are decided. Set it to move the slider."""
        return self.page.known

    @known.setter
    def known(self, known):
        with self._lock:
            self._decide(given.index(known, len(self.order) + 1, "PixelExplorer.known", "pixel"))

    @property
    def picture(self):
        """The whole picture as it is now, decided or not, uint8 `(height, width, 1)`."""
        return self._picture.copy()

    def describe(self):
        return self.page.texts[self.known]

    def new(self):
        """A garment from fresh noise: seed after seed, so that everyone sees the same ones."""
        z = self._noise(1)
        self._draw(np.zeros((1, *self._model.event_shape), "uint8"), 0, z, shown=self._middle())

    def real(self):
        """The next real picture, with the noise that would have drawn it."""
        x = self._real[self._next_real % len(self._real)][None]
        self._next_real += 1
        self._draw(x, len(self.order), batched(self._model.encode, x), shown=self._middle())

    def redraw(self):
        """Keep what is decided, draw the rest from fresh noise."""
        self._draw(self._picture[None], self.known, self._noise(1))

    def paint(self, pixels, level):
        """Give pixels, numbers in the picture row by row, a grey level; draw what comes after."""
        pixels, size = np.unique(numbers(pixels, "PixelExplorer.paint")), len(self.order)
        there = len(pixels) and pixels.dtype.kind in "iu" and 0 <= pixels[0] <= pixels[-1] < size
        if not there or not isinstance(level, (int, np.integer)) or not 0 <= level <= 255:
            raise ValueError(
                f"PixelExplorer.paint expected pixels from 0 to {size - 1} and a level from 0 to "
                f"255; received {pixels.tolist()[:5]} and {level!r}. Pixels are counted row by row."
            )
        x = self._picture.reshape(1, -1).copy()
        x[:, pixels] = level
        last = np.flatnonzero(np.isin(self.order, pixels))[-1]
        self._draw(x.reshape(1, *self._model.event_shape), int(last) + 1, self._z)

    def set_next(self):
        """Give the pixel whose turn it is the level of the brush."""
        if self.known < len(self.order):
            self.paint([self.order[self.known]], self.page.level)

    def undo(self):
        """Back to before the last change."""
        if self._past:
            self._picture, self._z, known = self._past.pop()
            self._show(known)

    # Inside

    def _draw(self, x, known, z, shown=None):
        """The picture that keeps the first pixels of x and goes on with z."""
        with self._lock:
            self.page.work("Drawing the rest …")
            drawn = render.pictures(lambda z: self._model.complete(x, known, z), z)[0]
            if hasattr(self, "_picture"):
                self._past = [*self._past[-19:], (self._picture, self._z, self.known)]
            self._picture, self._z = drawn, z
            self._show(known if shown is None else shown)

    def _show(self, known):
        """Send the picture and everything the page needs to move its slider by itself."""
        chances = batched(self._model.level_probabilities, self._picture[None])[0]
        levels = self._picture.reshape(-1)[self.order]
        traits = {
            "picture": self._picture.tobytes(),
            "chances": chances.astype("float32").tobytes(),
            "texts": tell(chances, levels, self.order, self._picture.shape[1]),
        }
        self.page.tell({**traits, **self._ended(known)})

    def _ended(self, known):
        """Traits of a page with so many pixels decided: their number, and other endings."""
        x, z = self._picture[None], self._model.noise(ENDINGS, seed=0)
        endings = render.pictures(lambda z: self._model.complete(x, known, z), z)
        return {"known": known, "endings": endings.tobytes()}

    def _decide(self, known):
        self.page.work("Drawing the rest …")
        self.page.tell(self._ended(min(max(int(known), 0), len(self.order))))

    def answer(self, request):
        if "pixels" in request:
            self.paint(request["pixels"], self.page.level)
        else:
            self._decide(request["known"])

    def _middle(self):
        return len(self.order) // 2

    def _noise(self, n):
        self._next_seed += 1
        return self._model.noise(n, seed=self._next_seed - 1)

    def __repr__(self):
        height, width, _ = self.page.shape
        return f"PixelExplorer({len(self.order)} pixels, {height}×{width} grey)"

    def still(self):
        counts = np.linspace(0, len(self.order), 9).astype(int)
        drawn = [half_drawn(self._picture, self.order, k) for k in (*counts, self.known)]
        *frames, now = render.to_uint8(np.stack(drawn))
        return render.static(now, np.stack(frames).reshape(3, 3, *now.shape), [])


def _checked(model, pictures):
    if isinstance(model, type) or not gives(model, "complete") or model.event_shape[2:] != (1,):
        raise ValueError(
            f"PixelExplorer expected an autoregressive model of grey pictures, such as "
            f"checkpoints.load('autoregressive-fashion'); received {type(model).__name__}. Other "
            f"families do not draw pixel by pixel."
        )
    return model, checks.events(pictures, model.event_shape, "PixelExplorer pictures=")
