"""Explore a latent space: sliders, a live picture, and a line of text that says where we are."""

import base64
import threading
import time

import ipywidgets as widgets
import numpy as np

from helpers.backend import traced
from helpers.explorer import panel, render
from helpers.explorer.canvas import PictureCanvas
from helpers.explorer.gallery import Gallery
from helpers.taxonomy import GenerativeModel

REACH = 3.0  # holds 99.7% of a standard normal; grows where a code lies outside
SHOWN = 8  # sliders in sight
SLIDERS = 64  # more than that cannot be told apart; the other numbers stay as they are
ANSWER_S = 0.15  # decoding time for one answer, so that released sliders are fresh in 250 ms
ORDER_S = 3.0  # decoding time worth spending on the order of the sliders


class LatentExplorer(widgets.HBox):
    """Drag a latent dimension and watch the picture change while dragging.

    The sliders of the dimensions that change the picture most come first. A space of two
    dimensions also gets a map to drag on.

    Args:
        model: a `GenerativeModel` of grey or colour images.
        images: real images `(n, height, width, channels)` to start from, if the model
            encodes; a few hundred to a few thousand.
        labels: a whole number for each image.
        class_names: the name of each label.

    Raises:
        ValueError: for a model without images, or images and labels that do not fit.

    Example:

    >>> import keras
    >>> from helpers import explorer
    >>> from helpers.taxonomy import GenerativeModel
    >>> class Clouds(GenerativeModel):
    ...     budgets = {3: None}
    ...     def objective(self, x): return x[:, 0, 0, 0]
    ...     def decode(self, z): return keras.ops.sigmoid(keras.ops.reshape(z, (-1, 2, 2, 1)))
    >>> live = explorer.LatentExplorer(Clouds((2, 2, 1), latent_dim=4, seed=0))
    >>> live
    LatentExplorer(4 sliders, 2×2 grey)
    >>> live.z = [9, -9, 0, 0]
    >>> live.picture[..., 0].tolist()
    [[255, 0], [128, 128]]
    """

    def __init__(self, model, images=None, labels=None, class_names=None):
        self._shape = _image_shape(model)
        self._model, self._latent_dim = model, model.latent_dim
        self._decode = traced(model.decode) if isinstance(model, GenerativeModel) else model.decode
        self._gallery = Gallery(model, images, labels, class_names)
        self._lock = threading.RLock()
        self._origin, self._draws, self._picks = None, 0, np.random.default_rng(0)
        self._typical = np.median(np.linalg.norm(np.asarray(model.noise(512, seed=0)), axis=1))
        pace = _seconds_a_picture(self._decode, self._latent_dim)
        self._order = _order(self._decode, self._latent_dim, pace)
        self.canvas = self._canvas(pace)
        super().__init__(self._build(), layout={"flex_flow": "row wrap", "align_items": "flex-start"})
        self.add_class("latent-explorer")
        self._move(np.zeros(self._latent_dim), reach=self._gallery.reach)

    # What a learner calls

    @property
    def z(self):
        """The latent vector, float64 `(latent,)`. Set it to move there."""
        z = self._point.copy()
        for slider, dim in zip(self.sliders, self._order, strict=True):
            # A slider left alone stands for the exact number, not for the rounded one it shows.
            if abs(slider.value - self._snap(z[dim])) > 1e-6:
                z[dim] = round(slider.value, 6)  # the page says 0.30000000000000004
        return z

    @z.setter
    def z(self, z):
        z = np.asarray(z, "float64")
        if z.shape != (self._latent_dim,) or not np.isfinite(z).all():
            received = f"shape {z.shape}" if z.shape != (self._latent_dim,) else "NaN or infinity"
            raise ValueError(
                f"LatentExplorer.z expected {self._latent_dim} finite numbers, one for each "
                f"latent dimension; received {received}. model.noise(1)[0] is such a vector."
            )
        self._move(z)

    @property
    def picture(self):
        """The picture at `z`, uint8 `(height, width, channels)`."""
        return render.picture(self._decode, self.z)

    @property
    def status(self):
        """The line of text that says where we are."""
        return self._describe(self.z)

    def random(self, seed=None):
        """Move to a random point of the prior. The n-th call without a seed takes seed n."""
        with self._lock:
            self._draws += 1
            noise = self._model.noise(1, seed=self._draws if seed is None else seed)
            self._move(np.asarray(noise, "float64")[0])

    def show_image(self, i):
        """Encode real image `i` and move to its code; the original stays beside the picture."""
        if self._gallery.codes is None:
            raise ValueError(f"LatentExplorer cannot show a real image. {self._gallery.no_codes}")
        n = len(self._gallery.codes)
        if not 0 <= i < n:
            raise ValueError(f"LatentExplorer expected an image from 0 to {n - 1}; received {i}.")
        self._move(self._gallery.codes[i].astype("float64"), origin=int(i))

    def reset(self):
        """Back to the centre of the latent space."""
        self._move(np.zeros(self._latent_dim))

    # Moving and answering

    def _move(self, z, origin=None, reach=0.0):
        """Put everything at `z`: first the canvas, in one message, then the sliders."""
        with self._lock:
            self._origin, self._point = origin, z
            with self.canvas.hold_sync():
                self._stretch(max(reach, np.abs(z[self._order]).max()))
                self.canvas.point = z[self._order].tolist()
                first = range(min(self.canvas.chunk, self.canvas.shown))
                self._answer(z, first, moved=True)
            for slider, box, dim in zip(self.sliders, self.boxes, self._order, strict=True):
                panel.place(slider, box, self.canvas.reach, self._step, self._snap(z[dim]))

    def _stretch(self, reach):
        """Widen the sliders until they reach that far; they never shrink."""
        reach = max(REACH, 1.5 * np.ceil(reach / 1.5))  # keeps the steps short decimals
        if reach <= self.canvas.reach:
            return
        self.canvas.reach = reach
        if self._latent_dim == 2:
            self.canvas.lattice = render.lattice(self._decode, self._places).tobytes()

    def _answer(self, z, sliders, **answer):
        """Send the picture at `z` and the strips of some sliders around it, in one message."""
        dims = [self._order[k] for k in sliders]
        frames = render.picture(self._decode, z).tobytes()
        caption, reference = self._reference(z)
        strips = render.strips(self._decode, z, dims, self._places).tobytes() if dims else b""
        with self.canvas.hold_sync():
            self.canvas.frames = frames + reference + strips
            self.canvas.answer = {
                "z": z[self._order].tolist(),
                "dims": list(sliders),
                "reference": caption,
                "status": self._describe(z),
                **answer,
            }

    def _reply(self, wanted):
        z = self._point.copy()
        z[self._order] = wanted["z"]
        self._answer(z, wanted["dims"], count=wanted["count"])

    def _safely(self, work, *args):
        """Run a callback; what goes wrong there shows in the line of text, not in a lost log."""
        try:
            with self._lock:
                work(*args)
        except Exception as error:
            count = self.canvas.wanted.get("count", 0)
            self.canvas.answer = {"error": f"{type(error).__name__}: {error}", "count": count}

    # Where we are

    @property
    def _places(self):
        return render.grid(self.canvas.reach, self.canvas.positions)

    @property
    def _step(self):
        return 2 * self.canvas.reach / (self.canvas.positions - 1)

    def _snap(self, value):
        return round(self._step * float(np.floor(value / self._step + 0.5)), 6)

    def _reference(self, z):
        """The real image to show beside the picture: its caption and its bytes."""
        if self._gallery.codes is None:
            return "", b""
        if self._origin is not None:
            return "original", self._gallery.images[self._origin].tobytes()
        return "nearest real image", self._gallery.images[self._gallery.nearest(z)].tobytes()

    def _describe(self, z):
        away = np.linalg.norm(z)
        here = f"Point {away:.1f} from the centre; a typical random point is {self._typical:.1f} away."
        gallery = self._gallery
        if gallery.codes is None:
            return here
        if self._origin is None:
            return f"{here} Nearest real image: {gallery.title(gallery.nearest(z))}."
        moved = np.linalg.norm(z - gallery.codes[self._origin])
        title = gallery.title(self._origin)
        if moved < 1e-3:
            return f"Real image {title}, encoded. {here}"
        return f"{moved:.1f} away from real image {title}. {here}"

    # Building and showing

    def _canvas(self, pace):
        positions = 61
        if self._latent_dim == 2 and np.prod(self._shape) > 1024:
            positions = 31  # a whole plane of colour pictures stays a few megabytes
        strip = positions * pace
        return PictureCanvas(
            shape=list(self._shape),
            names=[f"z {dim}" for dim in self._order],
            positions=positions,
            shown=min(SHOWN, len(self._order)),
            chunk=min(SHOWN, max(1, int(ANSWER_S / strip))) if strip < 1 else 0,
            dots=self._gallery.dots() if self._latent_dim == 2 else {},
        )

    def _build(self):
        pairs = [panel.row(name) for name in self.canvas.names]
        self.sliders, self.boxes = (list(column) for column in zip(*pairs, strict=True))
        self.canvas.sliders, self.canvas.boxes = self.sliders, self.boxes
        self.canvas.observe(lambda change: self._safely(self._reply, change["new"]), "wanted")
        controls = [self._buttons(), panel.rows(pairs[:SHOWN])]
        if len(pairs) > SHOWN:
            toggle, more = panel.fold(pairs[SHOWN:])
            toggle.observe(self._unfold, "value")
            controls += [toggle, more]
        column = widgets.VBox(controls, layout={"flex": "1 1 320px", "min_width": "280px"})
        return [self.canvas, column]

    def _unfold(self, change):
        self.canvas.shown = len(self.sliders) if change["new"] else SHOWN

    def _buttons(self):
        blind = self._gallery.codes is None
        real = self._gallery.no_codes if blind else "Encode a real image and decode it again"
        self.buttons = [
            panel.button("Random point", "random", "Draw a point from the prior"),
            panel.button("Real image", "picture-o", real, disabled=blind),
            panel.button("Reset", "undo", "Back to the centre"),
        ]
        actions = self.random, self._show_any, self.reset
        for button, action in zip(self.buttons, actions, strict=True):
            button.on_click(lambda _, action=action: self._safely(action))
        return widgets.HBox(self.buttons, layout={"flex_flow": "row wrap", "margin": "0 0 8px"})

    def _show_any(self):
        self.show_image(int(self._picks.integers(len(self._gallery.codes))))

    def __repr__(self):
        height, width, channels = self._shape
        colour = "grey" if channels == 1 else "colour"
        return f"LatentExplorer({len(self.sliders)} sliders, {height}×{width} {colour})"

    def _repr_mimebundle_(self, **kwargs):
        z, places = self.z, render.grid(self.canvas.reach, 9)
        frames = render.strips(self._decode, z, self._order[:SHOWN], places)
        png = render.static(self.picture, frames, self.canvas.names[:SHOWN])
        data = super()._repr_mimebundle_(**kwargs)
        return {**data, "image/png": base64.b64encode(png).decode("ascii")}


def _image_shape(model):
    """The model's event shape, if an explorer can draw it."""
    shape = tuple(model.event_shape)
    if len(shape) == 3 and shape[-1] in (1, 3):
        return shape
    raise ValueError(
        f"LatentExplorer expected a model of images, with event_shape (height, width, 1) for grey "
        f"or (height, width, 3) for colour; received event_shape {shape}. Points on the plane "
        f"are drawn by helpers.figures."
    )


def _seconds_a_picture(decode, latent_dim, many=64):
    render.pictures(decode, np.zeros((1, latent_dim)))  # compiles

    def seconds(n):
        start = time.perf_counter()
        render.pictures(decode, np.zeros((n, latent_dim)))
        return (time.perf_counter() - start) / n

    one = seconds(1)
    return one if one > 0.1 else min(seconds(many), seconds(many))


def _order(decode, latent_dim, pace):
    """Dimensions that get a slider, the most informative first."""
    points = max(1, min(8, 256 // latent_dim))
    if latent_dim == 2 or 2 * points * latent_dim * pace > ORDER_S:
        return list(range(latent_dim))[:SLIDERS]  # a plane keeps its axes; a slow decoder its order
    scores = render.sensitivity(decode, latent_dim, points=points)
    return np.argsort(-scores, kind="stable")[:SLIDERS].tolist()
