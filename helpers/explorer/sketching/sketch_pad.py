"""Sketch a garment or a face, and see while drawing what a model makes of it."""

from functools import partial

import numpy as np
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.latent import LatentExplorer
from helpers.explorer.shell import png, render
from helpers.explorer.sketching.answer import Sheet, differences, fast, sketchable
from helpers.explorer.sketching.answer import render as answered
from helpers.explorer.sketching.canvas import SketchCanvas
from helpers.explorer.sketching.paper import ground, inks
from helpers.pictures import numbers

NEIGHBOURS = 5
BACK, MOVED = "what comes back", "where the sliders are"
TEXTS = (
    ("Random point", "random", "Sliders to a point drawn from the prior"),
    ("Real picture", "picture-o", "Start from a real picture"),
    ("Back to the sketch", "undo", "Sliders to the code of the sketch"),
)


class SketchPad(LatentExplorer):
    """Draw on a pad and see what a model makes of it: its code, and what comes back.

    Beside what comes back, decode(encode(x)), stand the real pictures whose codes are nearest,
    and how far from the model's sheet the sketch is: the root mean squared difference between it
    and what comes back, among those of the real pictures. The sliders show the code, and go on
    from there.

    Mouse, finger or keys: arrow keys move the brush, Space lowers and lifts it.

    Args:
        model: of grey or colour images, with `encode` and `decode`, and a code shorter than the
            picture, such as a `VAE`.
        images: real pictures `(n, height, width, channels)` to compare with, a few hundred to a
            few thousand, best such as the model was not trained on.
        labels: a whole number for each image.
        class_names: the name of each label.

    Raises:
        TypeError: for a model that does not encode.
        ValueError: for one whose code is as long as the picture, or images that do not fit.

    Example:

    >>> import numpy as np
    >>> from helpers import checkpoints, datasets, explorer
    >>> garments = datasets.fashion_mnist()
    >>> pad = explorer.SketchPad(checkpoints.load("vae-fashion"), garments.test_images[:100])
    >>> pad
    SketchPad(16 sliders, 28×28 grey)
    >>> pad.sketch = np.tile(np.arange(28) % 2, (28, 1))[..., None] * 255
    >>> pad.status.partition(": ")[2]
    'farther from the sheet than all 100 real pictures.'
    """

    def __init__(self, model, images=None, labels=None, class_names=None):
        super().__init__(sketchable(model, "SketchPad"), images, labels, class_names)
        for button, words in zip(self.buttons, TEXTS, strict=True):
            button.description, button.icon, button.tooltip = words
        if self._gallery.no_codes:
            self.buttons[1].tooltip = self._gallery.no_codes
        self.add_class("sketch-pad")

    # What a learner calls

    @LatentExplorer.z.getter
    def z(self):
        return self._point.copy() if self._drawing else LatentExplorer.z.fget(self)

    @property
    def sketch(self):
        """What is drawn, uint8 `(height, width, channels)`. Set it to draw something else."""
        return np.frombuffer(self.page.sketch, "uint8").reshape(self._shape).copy()

    @sketch.setter
    def sketch(self, picture):
        picture = numbers(picture, "SketchPad.sketch")
        self._take(checks.events(picture[None], self._shape, "SketchPad.sketch")[0])

    @property
    def back(self):
        """What comes back of the sketch, uint8 `(height, width, channels)`."""
        return self._answer.back

    @property
    def error(self):
        """How much that differs from the sketch: root mean squared, in grey levels."""
        return self._answer.error

    def show_image(self, i):
        """Start from real picture `i`."""
        if self._gallery.codes is None:
            raise ValueError(f"SketchPad cannot show a real image. {self._gallery.no_codes}")
        self._take(self._gallery.images[given.index(i, len(self._gallery.codes), "SketchPad")])

    def reset(self):
        """Sliders back to the code of the sketch."""
        self._go(self._answer.code.astype("float64"))

    # From the sketch to what follows

    def answer(self, request):
        if "sketched" in request:
            self._take(self.sketch, drawing=bool(request["drawing"]))
        else:
            self._drawing = False
            super().answer(request)

    def _page(self, pace):
        images, self._sheet = self._gallery.images, None
        if images is not None:
            back = render.pictures(fast(self._model, "decode"), self._gallery.codes)
            self._sheet = Sheet(differences(back, images))
        paper = ground(images, self._shape)
        self.canvas = partial(
            SketchCanvas,
            ground=paper,
            inks=inks(images) if self._shape[-1] == 3 else [],
            errors=self._sheet.errors.tolist() if self._sheet else [],
            sketch=np.broadcast_to(np.uint8(paper), self._shape).tobytes(),
        )
        return super()._page(pace)

    def _begin(self):
        self._take(self.sketch, reach=self._gallery.reach)

    def _take(self, sketch, reach=0.0, drawing=False):
        """Everything that follows from a sketch, in one message; then the sliders, at its code.

        While somebody draws they stay where they are: two messages for each would slow the page.
        """
        with self._lock:
            self._drawing, self._answer = drawing, answered(self._model, sketch)
            z = self._answer.code.astype("float64")
            traits = {"sketch": sketch.tobytes(), "distance": self._answer.error}
            if drawing:
                self._follow(z, [], **traits)
            else:  # no strips: the page asks for them when all rests
                self._move(z, [], **traits, **self._stretched(max(reach, np.abs(z).max())))

    def _show(self, z, sliders, **told):
        with self.page.hold_sync():
            self.page.caption = MOVED if self._moved(z) else BACK
            if self._gallery.codes is not None:
                nearest = self._gallery.neighbours(z, NEIGHBOURS)
                self.page.neighbours = self._gallery.images[nearest].tobytes()
                self.page.titles = [self._title(i) for i in nearest]
            super()._show(z, sliders, **told)

    # In words

    def words(self, z):
        far = f"What comes back differs from the sketch by {self._answer.error:.0f} grey levels"
        far += f": {self._sheet.words(self._answer.error)}." if self._sheet else "."
        moved = self._moved(z)
        return f"{far} The sliders are {moved:.1f} from its code." if moved else far

    def _moved(self, z):
        """How far `z` is from the code of the sketch; 0 where it is that code."""
        far = float(np.linalg.norm(z - self._answer.code))
        return far if far >= 1e-3 else 0.0

    def _title(self, i):
        gallery = self._gallery
        return f"no. {i}" if gallery.labels is None else gallery.class_name(gallery.labels[i])

    def _reference(self, z):
        return "", np.empty(0, "uint8")  # the sketch itself stands beside

    # For viewers without widgets

    def still(self):
        """The sketch, what comes back and the nearest real pictures, all beside each other."""
        shown = {"the sketch": self.sketch, BACK: self.back}
        pictures, names = list(shown.values()), list(shown)
        if self._gallery.codes is not None:
            nearest = self._gallery.neighbours(self._answer.code, NEIGHBOURS)
            pictures += list(self._gallery.images[nearest])
            names += [f"near: {self._title(i)}" for i in nearest]
        figure = Figure((1.4 * len(names), 1.9), 100, layout="constrained")
        for ax, picture, name in zip(figure.subplots(1, len(names)), pictures, names, strict=True):
            ax.imshow(render.to_uint8(picture).squeeze(), cmap="gray", vmin=0, vmax=255)
            ax.set_title(name, size=8)
            ax.set_axis_off()
        figure.suptitle(self.words(self._answer.code), y=0.03, va="bottom", size=8)
        return png.of_figure(figure)
