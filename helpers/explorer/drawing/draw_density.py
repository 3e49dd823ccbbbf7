"""Draw a density, choose a family, and watch it learn what was drawn."""

import time

import ipywidgets as widgets
import traitlets as t
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.drawing import strokes as drawn
from helpers.explorer.shell import Explorer, Page, button, png, row, script, style
from helpers.explorer.theatre import TrainingTheatre
from helpers.figures import maps
from helpers.taxonomy import GenerativeModel

SECONDS = 25  # from the press of the button; Play goes on from there
THICKNESS = 0.16


class DrawCanvas(Page):
    """A canvas with pen, eraser and thickness; draw_density.js draws without the kernel."""

    _esm = script("drawing/strokes", "drawing/pen", "drawing/canvas", "drawing/draw_density")
    _css = style("drawing/draw_density")

    # What the learner draws
    strokes = t.List().tag(sync=True)  # lists of [x1, x2]
    thickness = t.Float(THICKNESS).tag(sync=True)

    # What a canvas is
    reach = t.Float(drawn.REACH).tag(sync=True)
    limits = t.List([drawn.THIN, drawn.THICK]).tag(sync=True)  # of the thickness
    within = t.Int(drawn.WITHIN).tag(sync=True)  # sds in a thickness
    dot = t.Int(drawn.DOT).tag(sync=True)  # sds of line in a dot
    longest = t.Int(drawn.LONGEST).tag(sync=True)  # sds of line in a drawing
    points = t.Int(0).tag(sync=True)  # of the learner's own, instead of a drawing


class DrawDensity(Explorer):
    """Draw a shape or a letter: it is a density, known exactly. Choose a family, and it learns it.

    The drawing becomes a `datasets.curve`: even along the strokes, normal across them. It trains
    in a `TrainingTheatre` for at most 25 seconds, with its KL to the truth if it has a density.
    Drawing can go on meanwhile; the next training takes it.

    Args:
        families: classes of generative models for the menu, such as `families.FAMILIES`.
        points: your own points `(n, 2)`, such as from `datasets.points(path)`, to learn instead of
            a drawing. Their density is unknown, and so is the KL.
        seed: of weights, batches and noise.

    Raises:
        TypeError, ValueError: no families, or points that are none.

    Example:

    >>> from helpers import explorer
    >>> from helpers.approximate import VAE
    >>> live = explorer.DrawDensity([VAE])
    >>> live.strokes = [[[-1, 0], [1, 0]]]
    >>> live.status.partition(". ")[0], round(live.data.entropy, 2)
    ('1 stroke, length 2.0', -1.07)
    >>> live.begin()
    >>> live.theatre.step(20)
    >>> live.theatre
    TrainingTheatre(VAE on curve)
    """

    def __init__(self, families, points=None, seed=0):
        self._families, self._seed = _of_the_plane(families), given.seed(seed, "DrawDensity")
        own = "DrawDensity points="
        self._points = None if points is None else checks.events(points, (2,), own)
        page = DrawCanvas(points=0 if points is None else len(points), strokes=drawn.example())
        self.menu = widgets.Dropdown(
            options=list(self._families), description="family",
            tooltip="What learns the drawing", layout={"width": "204px", "margin": "0 8px 0 0"},
            style={"description_width": "44px"},
        )  # fmt: skip
        self.button = button("Train", "play", f"A new model learns for {SECONDS} seconds at most")
        self.page = page
        self.theatre = TrainingTheatre(self._model(), self.data, self._seed)
        children = [page, row([self.menu, self.button], margin="8px 0"), self.theatre]
        super().__init__(page, children, "draw-density")
        self.button.on_click(lambda _: self.theatre.soon(self.act, self.train))
        page.observe(lambda _: self.page.error and self.page.tell(), "strokes")  # it may be mended

    @property
    def strokes(self):
        """What is drawn: a list of strokes, each a list of corners on [-2, 2]². Set it to draw."""
        return self.page.strokes

    @strokes.setter
    def strokes(self, strokes):
        self.page.strokes = drawn.checked(strokes)

    @property
    def thickness(self):
        """Of the line; 95 % of the points lie within it. Set it at any time."""
        return self.page.thickness

    @thickness.setter
    def thickness(self, thickness):
        thickness = given.positive(thickness, "thickness", "DrawDensity")
        self.page.thickness = min(max(thickness, drawn.THIN), drawn.THICK)

    @property
    def data(self):
        """What is drawn, as a density; or the points that are learned instead."""
        if self._points is not None:
            return self._points
        return drawn.density(drawn.checked(self.strokes), self.thickness)

    def begin(self):
        """A new model of the chosen family in the theatre, paused, with the drawing as it is."""
        self.theatre.begin(self._model(), self.data, self._seed)

    def train(self):
        """A new model of the chosen family learns the drawing, for at most 25 seconds."""
        start = time.perf_counter()
        self.page.work(f"Making a new model: {self.menu.value}.")
        self.begin()
        self.theatre.play(max(1.0, SECONDS - (time.perf_counter() - start)))
        self.page.tell()

    def _model(self):
        return self._families[self.menu.value]((2,), seed=self._seed)

    def describe(self):
        if self.page.points:
            return f"{self.page.points:,} points of your own. Their density is unknown: no KL."
        return drawn.words(self.strokes, self.thickness)

    def __repr__(self):
        return f"DrawDensity({', '.join(self._families)})"

    def still(self):
        """What is drawn, or the points."""
        figure = Figure((4, 4), 100, layout="none")
        ax = figure.add_axes((0, 0, 1, 1))
        if self.page.points or self.strokes:
            maps.shade_truth(self.data, maps.window(self.data), ax)
        ax.axis("off")
        return png.of_figure(figure)


def _of_the_plane(families):
    """Families by label."""
    known = given.listed(families) or [None]
    if not all(isinstance(f, type) and issubclass(f, GenerativeModel) for f in known):
        raise TypeError(
            f"DrawDensity expected families, a list of classes of generative models; received "
            f"{families!r}. helpers.families.FAMILIES has those of the course."
        )
    return {family.label: family for family in known}
