"""Walk on a landscape: chains start where the learner drags, and mix or do not."""

import ipywidgets as widgets
import numpy as np
import traitlets as t
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.landscape.valleys import LIMITS, SIDE, Landscape, diagnose
from helpers.explorer.shell import Explorer, Page, button, png, row, script, style
from helpers.figures import chains, maps
from helpers.figures.style import PALETTE
from helpers.pictures import numbers
from helpers.walking import shaken

CHAINS, STEPS = 20, 1200
TEMPERATURES = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 8)
SIZES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3)


class LandscapeCanvas(Page):
    """Map, chains, trace and bars in the page; landscape.js walks without the kernel."""

    _esm = script("landscape/valleys", "landscape/charts", "landscape/landscape")
    _css = style("landscape/landscape")

    # What a landscape is
    png = t.Bytes().tag(sync=True)
    height = t.Bytes().tag(sync=True)  # float32, rows from below
    slopes = t.Bytes().tag(sync=True)  # float32, rows from below: right, up
    valleys = t.List().tag(sync=True)
    bounds = t.List().tag(sync=True)
    side = t.Int(SIDE).tag(sync=True)
    temperatures = t.List(t.Float(), list(TEMPERATURES)).tag(sync=True)
    sizes = t.List(t.Float(), list(SIZES)).tag(sync=True)
    limits = t.Dict(LIMITS).tag(sync=True)
    traced = t.List(t.Unicode(), list(PALETTE[:5])).tag(sync=True)  # a colour a chain

    # What chance is
    chains = t.Int(CHAINS).tag(sync=True)
    shakes = t.Bytes().tag(sync=True)  # float32, step by step, chain by chain
    everywhere = t.Bytes().tag(sync=True)  # float32, starts all over the window, as shares of it

    # What the learner chooses
    x1 = t.Float().tag(sync=True)
    x2 = t.Float().tag(sync=True)
    scattered = t.Bool(False).tag(sync=True)
    temperature = t.Int(TEMPERATURES.index(1)).tag(sync=True)
    size = t.Int(SIZES.index(0.02)).tag(sync=True)
    taken = t.Int(STEPS).tag(sync=True)


class LandscapeExplorer(Explorer):
    """Drag on the map: twenty chains start there. Turn temperature and step size; do they mix?

    Args:
        named: name to an energy, a function of places `(n, 2)` to `(n,)`. They share the window
            and the valleys.
        valleys: the middle of each valley, `(k, 2)`.
        bounds: the window, `((left, right), (bottom, top))`.
        seed: of the shakes.

    Raises:
        ValueError: for a landscape of fewer than two valleys.

    Example:

    >>> from helpers import datasets, explorer
    >>> two = datasets.islands(apart=6)
    >>> named = {"islands": lambda x: -two.log_prob(x)}
    >>> live = explorer.LandscapeExplorer(named, two.means, two.bounds)
    >>> live.start = [-3.0, 0.0]
    >>> live.status.partition("valley: ")[2]
    '0. Not mixed: no chain has left its valley, so the shares are those of the start.'
    """

    def __init__(self, named, valleys, bounds, seed=0):
        for name, energy in given.named(named, "LandscapeExplorer").items():
            given.called(energy, name)
        seed = given.seed(seed, "LandscapeExplorer")
        valleys = numbers(valleys, "LandscapeExplorer valleys").astype("float64")
        if valleys.ndim != 2 or valleys.shape[1] != 2 or len(valleys) < 2:
            raise ValueError(
                f"LandscapeExplorer expected the middles of two or more valleys, (k, 2); received "
                f"{valleys.shape}. Between valleys is where chains fail to mix."
            )
        maps.limits(bounds)
        self._landscapes = {name: Landscape(e, valleys, bounds) for name, e in named.items()}
        self.shown = widgets.Dropdown(
            options=list(named), description="landscape", layout={"width": "300px"}
        )
        self.again = button("New shakes", "random", "Other random numbers for the same walk")
        page = LandscapeCanvas()
        super().__init__(page, [page, row([self.shown, self.again])], "landscape-explorer")
        self.shown.observe(lambda _: self.act(self._load), "value")
        self.wire([self.again], [lambda: self._shake(self._seed + 1)])
        self._load()
        self._shake(seed)
        self.start = valleys[0]

    @property
    def landscape(self):
        """The landscape in sight."""
        return self._landscapes[self.shown.value]

    @property
    def start(self):
        """Where all chains begin, `(2,)`. Set it to begin there together."""
        return np.array([self.page.x1, self.page.x2])

    @start.setter
    def start(self, x):
        x = checks.point(x, "x", "LandscapeExplorer.start")
        with self.page.hold_sync():
            self.page.x1, self.page.x2, self.page.scattered = float(x[0]), float(x[1]), False

    @property
    def states(self):
        """The walk so far, `(chains, taken + 1, 2)`."""
        page = self.page
        shakes = np.frombuffer(page.shakes, "float32").reshape(STEPS, CHAINS, 2)
        chance = shakes[: page.taken].astype("float64")
        size = SIZES[page.size]
        return shaken(self.landscape.slope, self._starts(), self._heat(), size, chance)

    def describe(self):
        page = self.page
        count, _, diagnosis = diagnose(self.landscape, self.states, self._heat())
        where = "everywhere" if page.scattered else f"({page.x1:.2f}, {page.x2:.2f})"
        return (
            f"{CHAINS} chains from {where}: {page.taken} steps of size {SIZES[page.size]:g} at "
            f"temperature {self._heat():g}. Changes of valley: {count}. {diagnosis}"
        )

    def _heat(self):
        return TEMPERATURES[self.page.temperature]

    def _starts(self):
        if not self.page.scattered:
            return np.tile(self.start, (CHAINS, 1))
        share = np.frombuffer(self.page.everywhere, "float32").reshape(CHAINS, 2)
        low, high = np.transpose(self.landscape.bounds)
        return low + share.astype("float64") * (high - low)

    def _load(self):
        land = self.landscape
        traits = {
            "height": land.height.tobytes(),
            "slopes": land.slopes.tobytes(),
            "valleys": land.valleys.tolist(),
            "bounds": list(land.bounds),
            "png": png.of_figure(_map(land)[0]),
        }
        self.page.tell(traits)

    def _shake(self, seed):
        self._seed, rng = seed, np.random.default_rng(seed)
        traits = {
            "everywhere": rng.random((CHAINS, 2), "float32").tobytes(),
            "shakes": rng.standard_normal((STEPS, CHAINS, 2), "float32").tobytes(),
        }
        self.page.tell(traits)

    def __repr__(self):
        return f"LandscapeExplorer({', '.join(self._landscapes)})"

    def still(self):
        figure, ax = _map(self.landscape)
        for walk in self.states[:, -200:]:
            ax.plot(*walk.T, color=PALETTE[1], lw=0.5, alpha=0.5)
        ax.plot(*self.states[:, -1].T, "o", color=PALETTE[0], mec="black", ms=6)
        return png.of_figure(figure)


def _map(landscape):
    """The landscape without axes, to the edges of a figure: the figure and its Axes."""
    figure = Figure((4.4, 4.4), 110, layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    chains.shade_heights(landscape.height, landscape.bounds, ax)
    ax.set_autoscale_on(False)
    ax.axis("off")
    return figure, ax
