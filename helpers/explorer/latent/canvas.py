"""The canvas that draws frames in the page: traits here, behaviour in sliding.js."""

import numpy as np
import traitlets as t
from ipywidgets import widget_serialization

from helpers.explorer.shell import Page, render, script, style

SLIDING = ("shell/pictures", "latent/frames", "latent/map", "latent/sliding")


class PictureCanvas(Page):
    """Draws the picture at the sliders' values from frames sent ahead of time.

    It listens to the sliders inside the page. Only when they stand still, or leave what the
    frames cover, does it ask: for the strips `dims` around the sliders' values `z`. The reply
    says what `frames` holds: around which `z`, the caption of a `reference`, which `dims`;
    whether the kernel `moved` the sliders; and the line of text.
    """

    _esm = script(*SLIDING, "latent/canvas")
    _css = style("latent/canvas")

    # What does not change while exploring
    sliders = t.List().tag(sync=True, **widget_serialization)
    boxes = t.List().tag(sync=True, **widget_serialization)  # the number box of each slider
    caption = t.Unicode("decoded").tag(sync=True)  # over the picture
    shape = t.List(t.Int()).tag(sync=True)  # height, width, channels
    positions = t.Int().tag(sync=True)  # places a slider can stand at
    chunk = t.Int().tag(sync=True)  # strips worth asking for at once; 0 for a slow decoder
    dots = t.Dict().tag(sync=True)  # codes of real images, for the map

    # Kernel to page
    shown = t.Int().tag(sync=True)  # sliders in sight: only they get strips
    reach = t.Float().tag(sync=True)  # sliders run from -reach to reach
    point = t.List(t.Float()).tag(sync=True)  # where the kernel put the sliders, unrounded
    lattice = t.Bytes().tag(sync=True)  # a whole 2-D latent space
    frames = t.Bytes().tag(sync=True)  # the picture, the reference if any, then the strips

    @property
    def places(self):
        """Where a slider can stand, float `(positions,)`."""
        return render.grid(self.reach, self.positions)

    @property
    def step(self):
        """From one place to the next."""
        return 2 * self.reach / (self.positions - 1)

    def snap(self, value):
        """The place nearest to a value, to the last bit as a slider in the page computes it."""
        last, wide = self.positions - 1, 2 * self.reach
        place = float(np.floor(value / self.step + 0.5)) + last / 2
        if place == last:
            return self.reach
        return place * ((self.step * 100) / wide) * wide / 100 - self.reach
