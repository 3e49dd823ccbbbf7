"""The canvas that hangs a wall of pictures in the page; its behaviour is in canvas.js."""

import traitlets as t
from ipywidgets import widget_serialization

from helpers.explorer.shell import Page, script, style


class WallCanvas(Page):
    """Draws the wall at the slider's place from frames sent ahead of time.

    The reply has a `note` on what the last button did.
    """

    _esm = script("shell/pictures", "wall/canvas")
    _css = style("wall/canvas")

    slider = t.Any().tag(sync=True, **widget_serialization)
    box = t.Any().tag(sync=True, **widget_serialization)
    shape = t.List(t.Int()).tag(sync=True)  # pictures on the wall, height, width, channels
    columns = t.Int().tag(sync=True)
    strengths = t.List(t.Float()).tag(sync=True)
    samples = t.Bytes().tag(sync=True)  # a wall for each strength
    nearest = t.Bytes().tag(sync=True)  # the training picture nearest to each of them
    texts = t.List(t.Unicode()).tag(sync=True)  # a line of text for each strength
    beside = t.Bool().tag(sync=True)  # whether the training pictures are shown
