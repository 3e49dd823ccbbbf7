"""The canvas of a picture that comes pixel by pixel: its traits, and its lines of text."""

import numpy as np
import traitlets as t

from helpers.explorer.shell import Page, render, script, style
from helpers.figures.reading import NEXT, OPEN


class PixelCanvas(Page):
    """The picture, its next pixel's probabilities and the sliders; canvas.js draws them.

    It asks for a picture whose `pixels` are painted, or for other endings when as many are
    `known`.
    """

    _esm = script("shell/pictures", "pixels/chances", "pixels/canvas")
    _css = style("pixels/canvas")

    # What does not change while exploring
    shape = t.List(t.Int()).tag(sync=True)  # height, width, 1
    order = t.List(t.Int()).tag(sync=True)  # the place of every pixel in reading order

    colours = t.Dict(
        {"open": render.to_uint8(OPEN).tolist(), "next": render.to_uint8(NEXT).tolist()}
    ).tag(sync=True)  # of a pixel that is not decided yet, and of the one whose turn it is

    # What the learner chooses
    level = t.Int(255).tag(sync=True)  # of the brush

    # Kernel to page
    known = t.Int().tag(sync=True)  # how many pixels are decided
    picture = t.Bytes().tag(sync=True)
    endings = t.Bytes().tag(sync=True)  # other pictures with the same first pixels
    chances = t.Bytes().tag(sync=True)  # float32, 256 a pixel in reading order
    texts = t.List(t.Unicode()).tag(sync=True)  # one for every `known`


def tell(chances, levels, order, width):
    """A line of text for every number of decided pixels, the last one for the whole picture.

    Args:
        chances: probabilities of the 256 levels, `(d, 256)`, in reading order.
        levels: what was drawn, `(d,)`, in reading order.
        order: the place of each pixel, row by row.
        width: of the picture.
    """
    bits = -np.log2(np.maximum(chances[np.arange(len(levels)), levels], 2.0**-99))
    paid = np.concatenate([[0.0], np.cumsum(bits)])
    texts = [
        f"{k:,} of {len(levels):,} pixels decided, for {paid[k]:,.0f} bits. Next: row "
        f"{place // width + 1}, column {place % width + 1}. Most likely level "
        f"{chances[k].argmax()} ({chances[k].max():.1%}). This picture has {levels[k]} there, "
        f"which costs {bits[k]:.1f} bits."
        for k, place in enumerate(order)
    ]
    whole = f"All {len(levels):,} pixels decided: {paid[-1]:,.0f} bits, {bits.mean():.2f} a pixel."
    return [*texts, whole]
