"""The canvas that hangs a wall of pictures in the page; its behaviour is in canvas.js."""

import anywidget
import traitlets as t
from ipywidgets import widget_serialization

from helpers.explorer.shell import script, style


class WallCanvas(anywidget.AnyWidget):
    """Draws the wall at the slider's place from frames sent ahead of time."""

    _esm = script("shell/dom", "wall/canvas")
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
    note = t.Unicode().tag(sync=True)  # what the last button did
    count = t.Int().tag(sync=True)  # rises when all of the above is new
