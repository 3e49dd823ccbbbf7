"""Drag a point over the plane: what a classifier says there, and what a density says."""

import math

import ipywidgets as widgets
import numpy as np
import traitlets as t
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.shell import Explorer, Page, Panel, png, script, style
from helpers.figures import decisions, maps
from helpers.pictures import numbers

SIDE = decisions.SIDE
STEP = 0.05  # of the sliders
NAMES = ["x1", "x2"]
FAMILIARITY = (
    "as usual for the data",
    "rare: less than at 95 % of the data",
    "never seen: less than at any of the data",
)


class Readings:
    """What both models say at the places of a grid; no widget in sight.

    Args:
        certainty: p(second class given x), `(n, 2)` to `(n,)`.
        log_density: log p(x) in nats, `(n, 2)` to `(n,)`.
        points: the data, `(n, 2)`.
        bounds: the window, `((left, right), (bottom, top))`.
        names: of the two classes.
    """

    def __init__(self, certainty, log_density, points, bounds, names):
        self.bounds, self.names = bounds, list(names)
        both = decisions.read(certainty, log_density, bounds, "PlaneExplorer")
        self.second, self.log_p = (grid.astype("float32") for grid in both)  # (row, column)
        seen = np.asarray(log_density(points))
        self.rare, self.least = float(np.quantile(seen, 0.05)), float(seen.min())

    def place(self, x):
        """Row and column of the nearest place of the grid."""
        ticks = [
            (value - low) / (high - low) * (SIDE - 1)
            for value, (low, high) in zip(x, self.bounds, strict=True)
        ]
        column, row = (min(SIDE - 1, max(0, math.floor(tick + 0.5))) for tick in ticks)
        return row, column

    def describe(self, x):
        """Both answers in words."""
        row, column = self.place(x)
        second, log_p = float(self.second[row, column]), float(self.log_p[row, column])
        name, sure = self.names[second >= 0.5], max(second, 1 - second)
        share = "more than 99.9 %" if sure > 0.9995 else f"{100 * sure:.1f} %"
        familiar = FAMILIARITY[2 - (log_p >= self.least) - (log_p >= self.rare)]
        return (
            f"Classifier: {share} sure of {name}. Density: log p(x) = {log_p:.1f} nats, {familiar}."
        )


class PlaneCanvas(Page):
    """Two maps with a point on each, in the page; plane.js reads the grid while it is dragged."""

    _esm = script("plane/plane")
    _css = style("plane/plane")

    maps = t.List(t.Bytes()).tag(sync=True)
    captions = t.List(
        ["classifier: p(class | x)", "density: log p(x), darker is denser"]
    ).tag(sync=True)  # fmt: skip
    bounds = t.List().tag(sync=True)
    names = t.List(t.Unicode()).tag(sync=True)
    side = t.Int(SIDE).tag(sync=True)
    second = t.Bytes().tag(sync=True)  # float32, rows from below
    log_p = t.Bytes().tag(sync=True)
    levels = t.List(t.Float()).tag(sync=True)  # log p(x) that is rare, and the least of the data
    familiarity = t.List(list(FAMILIARITY)).tag(sync=True)
    step = t.Float(STEP).tag(sync=True)
    boxes = t.List().tag(sync=True, **widgets.widget_serialization)  # number boxes, one each
    x1 = t.Float().tag(sync=True)
    x2 = t.Float().tag(sync=True)


class PlaneExplorer(Explorer):
    """Two maps of the plane and one point on both: drag it, and read what each model says.

    Args:
        certainty: a classifier's p(second class given x), `(n, 2)` to `(n,)`.
        log_density: a generative model's log p(x) in nats, `(n, 2)` to `(n,)`.
        points: the data, `(n, 2)`.
        labels: 0 or 1 for each.
        names: of the two classes.
        margin: how far the window goes beyond the data, in widths of the data.

    Raises:
        ValueError: for points that are not on the plane, or labels that do not fit.

    Example:

    >>> import numpy as np
    >>> from helpers import explorer
    >>> points = np.random.default_rng(0).normal(size=(50, 2))
    >>> live = explorer.PlaneExplorer(
    ...     lambda x: 1.0 * (x[:, 0] > 0), lambda x: -(x**2).sum(axis=1), points, np.arange(50) % 2
    ... )
    >>> live.point = [-1.0, 0.0]
    >>> live.status.partition(" Density")[0]
    'Classifier: more than 99.9 % sure of A.'
    """

    def __init__(self, certainty, log_density, points, labels, names=("A", "B"), margin=0.6):
        given.called(certainty, "certainty"), given.called(log_density, "log_density")
        points, labels = _checked(points, labels)
        if isinstance(names, str) or len(names) != 2:
            raise ValueError(
                f"PlaneExplorer expected names= of two classes; received {names!r}. They stand in "
                f"the line of text: ('swirls', 'others')."
            )
        given.positive(margin, "margin", "PlaneExplorer")
        bounds = decisions.window_around(points, margin)
        self.readings = Readings(certainty, log_density, points, bounds, names)
        page = PlaneCanvas(
            handles=NAMES,
            maps=[_map(self.readings, points, labels, draw) for draw in (_certainty, _density)],
            bounds=bounds,
            names=list(names),
            second=self.readings.second.tobytes(),
            log_p=self.readings.log_p.tobytes(),
            levels=[self.readings.rare, self.readings.least],
        )
        self.sliders, self.boxes = _wired(page)
        rows = [widgets.HBox(pair) for pair in zip(self.boxes, self.sliders, strict=True)]
        super().__init__(page, [page, *rows], "plane-explorer")
        self.point = np.round(points[0], 2)

    @property
    def point(self):
        """Where the point is, float64 `(2,)`. Set it to move there."""
        return np.array([self.page.x1, self.page.x2])

    @point.setter
    def point(self, x):
        x = checks.point(x, "x", "PlaneExplorer.point")
        with self.page.hold_sync():
            self.page.x1, self.page.x2 = map(float, x)

    def describe(self):
        return self.readings.describe(self.point)

    def __repr__(self):
        return f"PlaneExplorer({self.readings.names[0]} or {self.readings.names[1]})"

    def still(self):
        return self.page.maps[1]


def _wired(page):
    """Sliders and number boxes that move with the point."""
    panel = Panel(NAMES, 2, no_codes="")
    page.boxes = panel.boxes
    rows = zip(NAMES, page.bounds, panel.sliders, panel.boxes, strict=True)
    for name, (low, high), slider, box in rows:
        for widget in (slider, box):
            with widget.hold_sync():
                widget.max, widget.min, widget.step, widget.value = high, low, STEP, 0.0
        # In the page alone: an echo of the kernel's would pull the point back.
        widgets.jslink((page, name), (slider, "value"))
        slider.layout.width = "420px"
    return panel.sliders, panel.boxes


def _map(readings, points, labels, draw):
    """One map without axes, as a PNG whose edges are the window's."""
    figure = Figure((4.2, 4.2), 100, layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    draw(readings, ax)
    decisions.labelled_points(points, labels, readings.names, ax=ax)
    (left, right), (bottom, top) = readings.bounds
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="auto")
    return png.of_figure(figure)


def _certainty(readings, ax):
    decisions.shade_certainty(readings.second, readings.bounds, ax)


def _density(readings, ax):
    maps.shade(readings.log_p, readings.bounds, ax)


def _checked(points, labels):
    points = numbers(points, "PlaneExplorer points")
    checks.events(points, (2,), "PlaneExplorer points")
    checks.same_rows({"points": points, "labels": labels}, "PlaneExplorer")
    return points.astype("float64"), given.labels(labels, 2, "PlaneExplorer")
