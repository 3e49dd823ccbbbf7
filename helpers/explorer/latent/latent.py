"""Explore a latent space: sliders, a live picture, and a line of text that says where we are."""

import numpy as np

from helpers import given
from helpers.backend import traced
from helpers.explorer.latent.canvas import PictureCanvas
from helpers.explorer.latent.gallery import Gallery
from helpers.explorer.latent.naming import dimension_names
from helpers.explorer.latent.sliding import SlidingExplorer
from helpers.explorer.shell import Panel, render
from helpers.pictures import numbers
from helpers.taxonomy import GenerativeModel

REACH = 3.0  # holds 99.7% of a standard normal; grows where a code lies outside
SHOWN = 8  # sliders in sight
SLIDERS = 64  # more than that cannot be told apart; the other numbers stay as they are
ANSWER_S = 0.15  # decoding time for one answer, so that released sliders are fresh in 250 ms


class LatentExplorer(SlidingExplorer):
    """Drag a latent dimension and watch the picture change while dragging.

    The sliders of the dimensions that change the picture most come first. A space of two
    dimensions also gets a map to drag on.

    Args:
        model: a `GenerativeModel` of grey or colour images.
        images: real images `(n, height, width, channels)` to start from, if the model
            encodes; a few hundred to a few thousand.
        labels: a whole number for each image.
        class_names: the name of each label.
        names: what to call each latent dimension, such as what was measured of it; "z 0",
            "z 1" and so on by default.

    Raises:
        ValueError: for a model without images, or images and labels that do not fit.

    Example:

    >>> from helpers import explorer
    >>> from helpers.approximate import VAE
    >>> live = explorer.LatentExplorer(VAE((28, 28, 1), latent_dim=4))
    >>> live
    LatentExplorer(4 sliders, 28×28 grey)
    >>> live.z = [1, -2, 0, 0]
    >>> live.status
    'Point 2.2 from the centre; random ones are about 1.9 away.'
    """

    canvas = PictureCanvas

    def __init__(self, model, images=None, labels=None, class_names=None, names=None):
        self.owner = type(self).__name__
        self._shape = _image_shape(model, self.owner)
        self._names = dimension_names(names, model.latent_dim, self.owner)
        self._model, self._latent_dim = model, model.latent_dim
        self._decode = traced(model.decode) if isinstance(model, GenerativeModel) else model.decode
        self._gallery = Gallery(model, images, labels, class_names, self.owner)
        self._origin, self._draws, self._picks = None, 0, np.random.default_rng(0)
        self._typical = np.median(np.linalg.norm(np.asarray(model.noise(512, seed=0)), axis=1))
        pace = render.seconds_a_picture(self._decode, self._latent_dim)
        self._order = render.ranking(self._decode, self._latent_dim, pace)[:SLIDERS]
        page = self._page(pace)
        panel = Panel(page.handles, SHOWN, self._gallery.no_codes)
        super().__init__(page, panel, (self.random, self._show_any, self.reset))
        panel.fold.observe(lambda change: self.act(self._unfold, change["new"]), "value")
        self._begin()

    # What a learner calls

    @property
    def z(self):
        """The latent vector, float64 `(latent,)`. Set it to move there."""
        z = self._point.copy()
        for slider, dim in zip(self.sliders, self._order, strict=True):
            # A slider left alone stands for the exact number, not for the rounded one it shows.
            if abs(slider.value - self.page.snap(z[dim])) > 1e-6:
                z[dim] = round(slider.value, 6)  # the page says 0.30000000000000004
        return z

    @z.setter
    def z(self, z):
        z = numbers(z, f"{self.owner}.z").astype("float64")
        if z.shape != (self._latent_dim,) or not np.isfinite(z).all():
            received = f"shape {z.shape}" if z.shape != (self._latent_dim,) else "NaN or infinity"
            raise ValueError(
                f"{self.owner}.z expected {self._latent_dim} finite numbers, one for each "
                f"latent dimension; received {received}. model.noise(1)[0] is such a vector."
            )
        self._go(z)

    def random(self, seed=None):
        """Move to a random point of the prior. The n-th call without a seed takes seed n."""
        given.generator(seed, f"{self.owner}.random")
        with self._lock:
            self._draws += 1
            noise = self._model.noise(1, seed=self._draws if seed is None else seed)
            self._go(np.asarray(noise, "float64")[0])

    def show_image(self, i):
        """Encode real image `i` and move to its code; the original stays beside the picture."""
        if self._gallery.codes is None:
            raise ValueError(f"{self.owner} cannot show a real image. {self._gallery.no_codes}")
        i = given.index(i, len(self._gallery.codes), f"{self.owner}.show_image")
        self._go(self._gallery.codes[i].astype("float64"), origin=i)

    def reset(self):
        """Back to the centre of the latent space."""
        self._go(np.zeros(self._latent_dim))

    # Moving

    def _begin(self):
        self._go(np.zeros(self._latent_dim), reach=self._gallery.reach)

    def _go(self, z, origin=None, reach=0.0):
        """Move to `z`, the code of real image number `origin`, with sliders that reach so far."""
        with self._lock:
            self._origin = origin
            first = range(min(self.page.chunk, self.page.shown))
            self._move(z, first, **self._stretched(max(reach, np.abs(z[self._order]).max())))

    def _stretched(self, reach):
        """Traits of a page whose sliders reach that far; they never shrink."""
        reach = max(REACH, 1.5 * np.ceil(reach / 1.5))  # keeps the steps short decimals
        if reach <= self.page.reach:
            return {}
        if self._latent_dim != 2:
            return {"reach": reach}
        places = render.grid(reach, self.page.positions)
        return {"reach": reach, "lattice": render.lattice(self._decode, places).tobytes()}

    # Where we are

    def words(self, z):
        far = np.linalg.norm(z)
        here = f"Point {far:.1f} from the centre; random ones are about {self._typical:.1f} away."
        return f"{here} {self._gallery.describe(z, self._origin)}".strip()

    def _reference(self, z):
        """The picture beside the decoded one: a caption and its pixels."""
        return self._gallery.reference(z, self._origin)

    # Building and showing

    def _page(self, pace):
        flat = self._latent_dim == 2
        # A whole plane of colour pictures stays a few megabytes.
        positions = 31 if flat and np.prod(self._shape) > 1024 else 61
        strip = positions * pace
        return self.canvas(
            shape=list(self._shape),
            handles=[self._names[dim] for dim in self._order],
            positions=positions,
            shown=min(SHOWN, len(self._order)),
            chunk=min(SHOWN, max(1, int(ANSWER_S / strip))) if strip < 1 else 0,
            dots=self._gallery.dots() if flat else {},
        )

    def _unfold(self, whole):
        self.page.shown = len(self.sliders) if whole else SHOWN

    def _show_any(self):
        self.show_image(int(self._picks.integers(len(self._gallery.codes))))

    def __repr__(self):
        height, width, channels = self._shape
        colour = "grey" if channels == 1 else "colour"
        return f"{self.owner}({len(self.sliders)} sliders, {height}×{width} {colour})"

    def overview(self):
        places = render.grid(self.page.reach, 9)
        if self._latent_dim == 2:
            plane = render.lattice(self._decode, places)
            return plane[:, ::-1].swapaxes(0, 1), []  # z 0 to the right, z 1 upwards
        if not self.page.chunk:
            return np.empty((0, 9, *self._shape), "uint8"), []  # a slow decoder
        dims = self._order[: self.page.shown]
        return render.strips(self._decode, self.z, dims, places), self.page.handles


def _image_shape(model, owner):
    """The model's event shape, if an explorer can draw it."""
    asked = "event_shape", "decode", "noise", "latent_dim"
    shape = tuple(given.instance(model, owner, *asked).event_shape)
    if len(shape) == 3 and shape[-1] in (1, 3):
        return shape
    raise ValueError(
        f"{owner} expected a model of images, with event_shape (height, width, 1) for grey "
        f"or (height, width, 3) for colour; received event_shape {shape}. Points on the plane "
        f"are drawn by helpers.figures."
    )
