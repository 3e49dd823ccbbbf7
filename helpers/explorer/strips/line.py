"""One weight, trained before your eyes: a line that is fitted step by step."""

import numpy as np
from PIL import Image, ImageDraw

from helpers import checks
from helpers.explorer.strips.strip import StripCanvas, StripExplorer
from helpers.figures.style import PALETTE

STEPS = 30
LARGEST = 100.0  # learning rate: beyond it the first step is off every chart
WIDTH, HEIGHT = 260, 195  # of a picture, in pixels
FINER = 2  # drawn larger and shrunk, so that lines are smooth
GREY, INK = "#777777", "#222222"


def loss(w, x, y):
    """Mean squared error of the line y = w x, one for each weight in `w`."""
    return np.mean((np.multiply.outer(w, x) - y) ** 2, axis=-1)


def descent(x, y, w, rate, steps=STEPS):
    """The weight after 0, 1, ... steps: w ← w − rate · dL/dw, with dL/dw the mean of 2 (w x − y) x.

    Args:
        x, y: the data, `(n,)` each.
        w: the weight at the start.
        rate: the learning rate.
        steps: how many.

    Returns:
        float64 `(steps + 1,)`.

    Example:

    >>> descent(np.ones(1), np.ones(1), 0.0, 0.25, 2).tolist()
    [0.0, 0.5, 0.75]
    """
    way = [w]
    for _ in range(steps):
        way.append(way[-1] - rate * np.mean(2 * (way[-1] * x - y) * x))
    return np.array(way)


class Sheet:
    """A white sheet with axes of its own: draws points and lines in the data's units."""

    def __init__(self, low, high):
        self.low, self.high = np.array(low), np.array(high)
        self.image = Image.new("RGB", (FINER * WIDTH, FINER * HEIGHT), "white")
        self.pen = ImageDraw.Draw(self.image)

    def at(self, points):
        """Pixels of points `(n, 2)`; far ones stop outside the sheet."""
        share = (np.asarray(points) - self.low) / (self.high - self.low)
        share = np.clip(share, -2, 3)
        return (share * [1, -1] + [0, 1]) * [FINER * WIDTH, FINER * HEIGHT]

    def line(self, points, colour, width=2):
        self.pen.line([tuple(p) for p in self.at(points)], fill=colour, width=FINER * width)

    def dots(self, points, colour, radius):
        for x, y in self.at(points):
            r = FINER * radius
            self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour, outline=INK)

    def pixels(self):
        return np.asarray(self.image.resize((WIDTH, HEIGHT), Image.LANCZOS))


class LineExplorer(StripExplorer):
    """Slide through the training of one weight, and change the learning rate.

    Left the data and the line y = w x; right the loss over all weights, with the place of this
    one. Beside a small rate, which creeps, there is a large one, which leaps over the valley.

    Args:
        x, y: the data, 1-D arrays of the same length.
        w: the weight at the start.
        rate: the learning rate at the start.

    Raises:
        ValueError: `x` and `y` are not equally long rows of finite numbers, or x is 0.

    Example: `explorer.LineExplorer(x, y)`
    """

    def __init__(self, x, y, w=-1.0, rate=0.05):
        checks.same_rows({"x": x, "y": y}, "LineExplorer")
        pairs = np.array([x, y], "float64").T
        self.x, self.y = checks.finite_rows(pairs, "LineExplorer").T
        if not self.x.any():
            raise ValueError(
                "LineExplorer expected an x that is not 0 everywhere: there every line y = w x is "
                "0, so no weight is better than another."
            )
        self.w, self.rate = float(w), float(rate)
        page = StripCanvas(
            names=["step"],
            ticks=[float(step) for step in range(STEPS + 1)],
            titles=["data and line", "loss over the weight"],
            shape=[HEIGHT, WIDTH, 3],
            side=WIDTH,
            colours=[PALETTE[0], PALETTE[0]],
            score_name="loss, step by step (less is better)",
            level_name="the least loss there is",
        )
        works = {"Half the learning rate": self.slower, "Twice the learning rate": self.faster}
        super().__init__(page, works, [0])

    # What a learner calls

    @property
    def weights(self):
        """The weight after each step, `(steps + 1,)`."""
        return descent(self.x, self.y, self.w, self.rate)

    def slower(self):
        """Half the learning rate."""
        self._retrain(self.rate / 2)

    def faster(self):
        """Twice the learning rate."""
        self._retrain(min(self.rate * 2, LARGEST))

    def __repr__(self):
        return f"LineExplorer({len(self.x)} points, learning rate {self.rate:g})"

    # What the shell asks for

    def strips(self, values):
        way = self.weights
        losses = loss(way, self.x, self.y)
        best = self.x @ self.y / (self.x @ self.x)
        least = loss(best, self.x, self.y)
        slopes = 2 * np.mean(np.multiply.outer(way, self.x**2) - self.x * self.y, axis=1)
        frames = np.stack([self._frames(w, best) for w in way])
        top = 1.5 * losses[0]  # a curve that leaves the chart has been said
        return {
            "frames": frames.tobytes(),
            "texts": [
                [self._text(k, *of) for k, of in enumerate(zip(way, losses, slopes, strict=True))]
            ],
            "scores": [np.minimum(losses, top).tolist()],
            "level": float(least),
        }

    def overview(self):
        shown = [self.picture(0, place) for place in (0, 1, 3, 10, STEPS)]
        return np.stack(shown, axis=1)

    def _retrain(self, rate):
        self.rate = rate
        self._show(self.page.places)

    def _text(self, step, w, error, slope):
        told = f"Step {step}, learning rate {self.rate:g}. Weight {w:.3g}, loss {error:.3g}."
        return f"{told} Slope {slope:.3g}, so the next step is {-self.rate * slope:+.3g}."

    def _frames(self, w, best):
        """The two pictures for one weight, uint8 `(2, h, w, 3)`."""
        ends = np.array([self.x.min(), self.x.max()]) * 1.1
        reach = 1.2 * np.abs(self.y).max()
        data = Sheet((ends[0], -reach), (ends[1], reach))
        for x, y in zip(self.x, self.y, strict=True):
            data.line([(x, y), (x, w * x)], "#dddddd", 1)
        data.dots(np.stack([self.x, self.y], axis=1), "#56b4e9", 3)
        data.line(np.stack([ends, w * ends], axis=1), PALETTE[0], 3)
        around = best + np.linspace(-1.3, 1.3, 80) * abs(self.w - best)
        losses = loss(around, self.x, self.y)
        valley = Sheet((around[0], -0.08 * losses.max()), (around[-1], losses.max()))
        valley.line([(around[0], 0), (around[-1], 0)], GREY, 1)
        valley.line(np.stack([around, losses], axis=1), GREY, 2)
        valley.dots([(w, loss(w, self.x, self.y))], PALETTE[0], 6)
        return np.stack([data.pixels(), valley.pixels()])
