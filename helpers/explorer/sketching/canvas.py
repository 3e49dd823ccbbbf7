"""The pad in the page, and what stands beside it: traits here, behaviour in sketch_pad.js."""

import traitlets as t

from helpers.explorer.latent import SLIDING, PictureCanvas
from helpers.explorer.shell import script, style

PAD = "drawing", "pad", "tools", "code", "distances", "sketch_pad"


class SketchCanvas(PictureCanvas):
    """A `PictureCanvas` with a pad to draw on.

    While one draws it sends the `sketch`, and asks with `sketched` in its request for all that
    follows from it; the next one only when the last has been answered. `drawing` says whether the
    brush is down: then the kernel leaves the sliders alone. The reply is that of a
    `PictureCanvas` whose kernel moved the sliders.
    """

    _esm = script(*SLIDING, *(f"sketching/{part}" for part in PAD))
    _css = style("latent/canvas", "sketching/sketch_pad")

    # What does not change while exploring
    ground = t.List(t.Int()).tag(sync=True)  # what the eraser leaves, a number a channel
    inks = t.List(t.List(t.Int())).tag(sync=True)  # colours to draw with; none for grey pictures
    errors = t.List(t.Float()).tag(sync=True)  # of real pictures, rising

    # Both
    sketch = t.CBytes().tag(sync=True, echo_update=False)  # of a page, a view of memory

    # Kernel to page
    distance = t.Float().tag(sync=True)  # of the sketch from what comes back
    neighbours = t.Bytes().tag(sync=True)  # the real pictures with the nearest codes
    titles = t.List(t.Unicode()).tag(sync=True)  # one for each of them
