"""A matplotlib figure in two layers, between which a page draws what moves."""

import hashlib
import io

import numpy as np
from matplotlib import colormaps
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

GLYPHS = "0123456789.\N{MINUS SIGN}"
CELL = 20, 24  # pixels of a glyph's place


class Layers:
    """What a page needs to draw a figure anew.

    Args:
        figure: drawn once, with the titles that stay.
        truths: artists that lie under all that moves.
        moving: artists that the page draws.
        curves: axes whose ticks move, too, and which: "both", or "x".
    """

    def __init__(self, figure, truths, moving, curves):
        self.figure, self.truths, self.moving, self.curves = figure, truths, moving, curves

    def arrays(self):
        """PNGs of the lower and of the upper layer, and of the digits of tick labels."""
        for ax, which in self.curves.items():  # without colour: other labels keep their distance
            ax.tick_params(axis=which, color="none", labelcolor="none")
        for artist in self.moving:
            artist.set_visible(False)
        over = self.png(self.truths, 0)
        others = [a for ax in self.figure.axes for a in ax.get_children() if a not in self.truths]
        under = self.png([*others, *self.figure.texts], 1)
        return {"under": under, "over": over, "digits": digits()}

    def png(self, hidden, alpha):
        seen = [artist for artist in hidden if artist.get_visible()]
        patches = [self.figure.patch, *(ax.patch for ax in self.figure.axes)]
        alphas = [patch.get_alpha() for patch in patches]
        for patch in patches:
            patch.set_alpha(alpha if patch is self.figure.patch else 0)
        for artist in seen:
            artist.set_visible(False)
        self.figure.canvas.draw()
        made = png_of(np.asarray(self.figure.canvas.buffer_rgba()))
        for artist in seen:
            artist.set_visible(True)
        for patch, usual in zip(patches, alphas, strict=True):
            patch.set_alpha(usual)
        return made

    def values(self):
        """Size of the picture, pixels a point, and the widths of digits."""
        width, height = self.figure.canvas.get_width_height()
        renderer = self.figure.canvas.get_renderer()
        text = self.figure.text(0, 0, "", size=10)
        widths = {}
        for glyph in GLYPHS:
            text.set_text(glyph * 10)  # ten, as one is rounded up to pixels
            widths[glyph] = float(text.get_window_extent(renderer).width / 10)
        text.remove()
        return {
            "size": [width, height],
            "point": self.figure.dpi / 72,
            "glyphs": GLYPHS,
            "widths": widths,
            "cell": CELL,
        }


def key(layers):
    """A name for layers, under which a worker keeps what it makes of them."""
    return hashlib.sha256(b"".join(layer.tobytes() for layer in layers.values())).hexdigest()[:16]


def rectangle(ax):
    """Left, top, width and height of axes, in pixels from the upper left corner."""
    box, height = ax.get_window_extent(), ax.figure.canvas.get_width_height()[1]
    return [float(v) for v in (box.x0, height - box.y1, box.width, box.height)]


def colours(name):
    """The 256 colours of a map, a byte a channel."""
    return (colormaps[name](np.arange(256), bytes=True)[:, :3]).astype("uint8")


def digits():
    """A PNG of all glyphs beside each other, black on nothing, on one base line."""
    width, height = CELL
    figure = Figure((len(GLYPHS) * width / 130, height / 130), 130, layout="none")
    figure.patch.set_alpha(0)
    for k, glyph in enumerate(GLYPHS):
        figure.text(k / len(GLYPHS), 5 / height, glyph, size=10, va="baseline")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return png_of(np.asarray(canvas.buffer_rgba()))


def png_of(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return np.frombuffer(file.getvalue(), "uint8")
