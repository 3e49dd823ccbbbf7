"""A wall of pictures from fixed noise: turn its strength, take it again, take new noise."""

import ipywidgets as widgets
import numpy as np
from sklearn.neighbors import NearestNeighbors

from helpers import checks, given
from helpers.backend import traced
from helpers.explorer.shell import Explorer, button, png, render, row
from helpers.explorer.wall.canvas import WallCanvas
from helpers.figures.pictures import mosaic
from helpers.metrics import thumbnails
from helpers.pictures import grey_levels
from helpers.taxonomy import GenerativeModel

STRENGTHS = np.linspace(0, 1.5, 31).round(2)  # where the slider can stand


def walls(decode, noise, strengths):
    """One noise at every strength: `(n, latent)` to uint8 `(strengths, n, h, w, c)`.

    Example:

    >>> import numpy as np
    >>> from helpers.explorer.wall.noise_wall import walls
    >>> decode = lambda z: z.reshape(-1, 1, 1, 1)
    >>> walls(decode, np.ones((1, 1)), [0, 0.2])[:, 0, 0, 0, 0].tolist()
    [0, 51]
    """
    z = np.asarray(strengths, "float32")[:, None, None] * np.asarray(noise, "float32")
    frames = render.pictures(decode, z.reshape(-1, z.shape[-1]))
    return frames.reshape(*z.shape[:2], *frames.shape[1:])


def variety(images):
    """How far the pictures of a wall differ from each other: root mean squared, 0 if all equal."""
    return float(np.sqrt(np.asarray(images, "float64").var(axis=0).mean()))


class NoiseWall(Explorer):
    """Drag the strength of the noise and watch a wall of samples change while dragging.

    Args:
        model: a `GenerativeModel` of colour images that decodes fast.
        train: its training pictures, uint8 `(m, height, width, channels)`.
        pictures: on the wall.
        columns: pictures in a row.

    Raises:
        ValueError: where the training pictures are not of the model's shape.

    Example: `explorer.NoiseWall(checkpoints.load("gan-horses"), herd)`
    """

    def __init__(self, model, train, pictures=12, columns=6):
        given.instance(model, "NoiseWall", "event_shape", "decode", "noise")
        shape = tuple(model.event_shape)
        train = grey_levels(train, "NoiseWall train=")
        pictures = checks.whole(pictures, "pictures", "NoiseWall")
        columns = checks.whole(columns, "columns", "NoiseWall")
        if len(train) < 2 or train.shape[1:] != shape or len(shape) != 3 or shape[-1] != 3:
            raise ValueError(
                f"NoiseWall expected a model of colour pictures and training pictures of its "
                f"shape; received a model of {shape} and pictures {train.shape}. Give the "
                f"pictures that the model was trained on."
            )
        self._model, self._train, self._n = model, train, pictures
        self._decode = traced(model.decode) if isinstance(model, GenerativeModel) else model.decode
        self.seed = 0
        self._real_variety = variety(train[:1000])
        self._known = NearestNeighbors(n_neighbors=1).fit(thumbnails(train))
        self.slider, self.box = _slider(), _box()
        page = WallCanvas(
            handles=["noise strength"],
            slider=self.slider,
            box=self.box,
            shape=[pictures, *shape],
            columns=columns,
            strengths=STRENGTHS.tolist(),
        )
        self.buttons = [
            button("New noise", "random", "Draw other noise vectors"),
            button("Same noise again", "repeat", "Decode the same noise vectors once more"),
        ]
        self.toggle = widgets.ToggleButton(
            description="Nearest training pictures",
            tooltip="Show below each sample the training picture nearest to it",
            icon="search",
            layout={"width": "auto", "margin": "0"},
        )
        controls = widgets.HBox([self.box, self.slider]), row([*self.buttons, self.toggle])
        super().__init__(page, [page, *controls], "noise-wall")
        self.wire(self.buttons, (self.new_noise, self.same_noise))
        self.toggle.observe(lambda change: self.act(self._show, change["new"]), "value")
        self._hang("")

    @property
    def strength(self):
        """What the noise is multiplied by, 0 to 1.5. Set it to move the slider."""
        return float(self.slider.value)

    @strength.setter
    def strength(self, value):
        if not isinstance(value, (int, float, np.number)) or np.isnan(value):
            raise ValueError(
                f"NoiseWall.strength expected a number from 0 to {STRENGTHS[-1]}; received "
                f"{value!r}. The noise is multiplied by it: 1 leaves it as it is."
            )
        self.slider.value = float(np.clip(value, STRENGTHS[0], STRENGTHS[-1]))

    @property
    def pictures(self):
        """The wall as it is now, uint8 `(n, height, width, channels)`."""
        return self._walls[self._place()]

    @property
    def neighbours(self):
        """The training picture nearest to each, uint8 `(n, height, width, channels)`."""
        return self._train[self._rows[self._place()]]

    def describe(self):
        return f"{self.page.texts[self._place()]} {self.page.reply['note']}".strip()

    def new_noise(self):
        """Take the next noise: seed after seed, so that everyone sees the same walls."""
        with self._lock:
            self.seed += 1
            self._hang(f"New noise, seed {self.seed}.")

    def same_noise(self):
        """Decode the same noise once more and count what changed."""
        with self._lock:
            before = self._walls
            self._hang("")
            changed = int((before != self._walls).sum())
            told = f"Decoded again: {changed:,} of {before[0].size:,} numbers changed."
            self.page.tell(note=told)

    def _hang(self, note):
        """Decode the wall at every strength and send it, in one message."""
        noise = self._model.noise(self._n, seed=self.seed)
        self._walls = walls(self._decode, noise, STRENGTHS)
        flat = self._walls.reshape(-1, *self._walls.shape[2:])
        far, rows = (
            x.reshape(self._walls.shape[:2]) for x in self._known.kneighbors(thumbnails(flat))
        )
        self._rows, self._far = rows, np.median(far, axis=1)
        traits = {
            "samples": self._walls.tobytes(),
            "nearest": self._train[self._rows].tobytes(),
            "texts": [self._words(k) for k in range(len(STRENGTHS))],
        }
        self.page.tell(traits, note=note)

    def _words(self, k):
        share = variety(self._walls[k]) / self._real_variety
        return (
            f"Noise strength {STRENGTHS[k]:.2f}: variety {share:.0%} of that of the training "
            f"pictures, distance to the nearest of them {self._far[k]:.2f}."
        )

    def _place(self):
        return int(np.abs(STRENGTHS - self.strength).argmin())

    def _show(self, beside):
        self.page.beside = beside

    def __repr__(self):
        _, height, width, _ = self.page.shape
        return f"NoiseWall({self._n} pictures of {height}×{width})"

    def still(self):
        sheet = mosaic(self.pictures, self.page.columns)
        return png.of_pixels(render.enlarged(render.to_uint8(sheet), 3))


def _slider():
    return widgets.FloatSlider(
        value=1, min=0, max=1.5, step=0.05, readout=False, layout={"width": "360px"}
    )


def _box():
    return widgets.BoundedFloatText(
        value=1,
        min=0,
        max=1.5,
        step=0.05,
        description="noise strength",
        style={"description_width": "96px"},
        layout={"width": "176px"},
    )
