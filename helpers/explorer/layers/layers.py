"""Drag a grid of noise through the layers of a flow, and follow one point of it."""

import math

import numpy as np
import traitlets as t
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.shell import Explorer, Page, png, script, style
from helpers.figures import flows, maps
from helpers.taxonomy import gives

SIDE, REACH = 49, 3.0  # of the grid of noise: points along each side, and how far it goes
STEP = 0.05  # of the slider, in layers
SHADES = 61


class TransportedGrid:
    """A grid of noise at every layer of a flow, and anywhere between two; no widget in sight.

    Part of the way through a coupling each point has gone that part of its way. A mean of two
    rising curves rises, so this is a flow too, and its stretch is as exact as the layers'.

    Args:
        model: has `transport(z)`, noise `(n, 2)` to `(n, layers, 3)`: places and log stretch; and
            `scale`, the units of the data.
        truth: has `log_prob` and `bounds`, such as `datasets.planar("moons")`.
    """

    def __init__(self, model, truth):
        self.z = maps.grid([(-REACH, REACH)] * 2, SIDE)
        self.transported = np.asarray(model.transport(self.z), "float32")
        self.scale = np.asarray(model.scale, "float64")
        self.last = self.transported.shape[1] - 1  # the layer of the data's units
        log_noise = -0.5 * (self.z**2).sum(axis=1) - math.log(2 * math.pi)
        self.log_noise = log_noise.astype("float32")
        self.log_truth = truth.log_prob(self.transported[:, -1, :2]).astype("float32")
        low, high = np.transpose(truth.bounds)
        reach = REACH + 0.2
        self.bounds = [
            [min(-reach, float(a)), max(reach, float(b))] for a, b in zip(low, high, strict=True)
        ]

    def at(self, layer):
        """Places `(n, 2)` and log stretch `(n,)` at a layer, a whole one or between two."""
        k = min(int(layer), self.last - 1)
        share = layer - k
        here, there = self.transported[:, [k, k + 1]].astype("float64").swapaxes(0, 1)
        points = (1 - share) * here[:, :2] + share * there[:, :2]
        return points, here[:, 2] + self.gain(k, share, there[:, 2] - here[:, 2])

    def gain(self, k, share, whole):
        """Log stretch of a share of step k, whose whole log stretch is known."""
        if k == self.last - 1:  # both numbers change their unit
            return np.full_like(whole, np.log1p(share * (self.scale - 1)).sum())
        return np.log1p(share * np.expm1(whole))

    def nearest(self, z):
        """Number of the grid's point nearest to some noise `(2,)`."""
        return int(((self.z - z) ** 2).sum(axis=1).argmin())

    def describe(self, layer, index):
        """Where the point is, and the sum of its log density so far, in words."""
        stretch = float(self.at(layer)[1][index])
        noise, z, times = float(self.log_noise[index]), self.z[index], math.exp(stretch)
        said = (
            f"Layer {layer:.2f} of {self.last}. From z = ({z[0]:.3f}, {z[1]:.3f}), where the log "
            f"density of the noise is {noise:.2f} nats. Its surroundings became "
            f"{times:.{0 if times >= 10 else 3}f} times as large, so the log density is now "
            f"{noise:.2f} - {stretch:.2f} = {noise - stretch:.2f} nats."
        ).replace("- -", "+ ")
        if layer < self.last:
            return said
        truth = float(self.log_truth[index])
        return f"{said} The truth {f'says {truth:.2f}' if truth > -math.inf else 'has nothing'}."


class LayerCanvas(Page):
    """Grid, point, curve and slider in the page; layers.js moves them without the kernel."""

    _esm = script("layers/transported_grid", "layers/chart", "layers/grid_picture", "layers/layers")
    _css = style("layers/layers")

    transported = t.Bytes().tag(sync=True)  # float32, by point and layer: x1, x2, stretch
    log_noise = t.Bytes().tag(sync=True)  # float32
    log_truth = t.Bytes().tag(sync=True)  # float32
    data = t.Bytes().tag(sync=True)  # float32, where the data lie
    scale = t.List(t.Float()).tag(sync=True)
    bounds = t.List().tag(sync=True)
    side = t.Int(SIDE).tag(sync=True)
    reach = t.Float(REACH).tag(sync=True)
    last = t.Int().tag(sync=True)
    step = t.Float(STEP).tag(sync=True)
    shades = t.List(t.Unicode()).tag(sync=True)
    most = t.Float(flows.MOST).tag(sync=True)  # nats of stretch where the shades end
    layer = t.Float(0.0).tag(sync=True)
    point = t.Int(0).tag(sync=True)


class LayerExplorer(Explorer):
    """Drag the slider: noise becomes data, layer by layer. Drag the point: its density adds up.

    Colours say how much the plane was stretched so far: orange stretched and thinner, blue
    squeezed and denser.

    Args:
        model: a flow on the plane.
        truth: the distribution it was trained on, such as `datasets.planar("moons")`.

    Raises:
        ValueError: for a model that transports no grid.

    Example:

    >>> from helpers import datasets, explorer
    >>> from helpers.tractable import NormalizingFlow
    >>> live = explorer.LayerExplorer(NormalizingFlow((2,), width=8), datasets.planar("moons"))
    >>> live.layer = 2.5
    >>> live.status.partition(".")[0], live.layer
    ('Layer 2', 2.5)
    """

    def __init__(self, model, truth):
        given.instance(model, "LayerExplorer", "event_shape")
        if not gives(model, "transport") or tuple(model.event_shape) != (2,):
            raise ValueError(
                f"LayerExplorer expected a flow on the plane; received {type(model).__name__} of "
                f"events {tuple(model.event_shape)}. Take NormalizingFlow((2,))."
            )
        self._truth = given.density(truth, "LayerExplorer")
        self.grid = grid = TransportedGrid(model, truth)
        page = LayerCanvas(
            transported=grid.transported.tobytes(),
            log_noise=grid.log_noise.tobytes(),
            log_truth=grid.log_truth.tobytes(),
            data=truth.sample(400, seed=0).tobytes(),
            scale=grid.scale.tolist(),
            bounds=grid.bounds,
            last=grid.last,
            shades=[to_hex(flows.STRETCH(k / (SHADES - 1))) for k in range(SHADES)],
            point=grid.nearest([0.5, 0.5]),
        )
        super().__init__(page, [page], "layer-explorer")

    @property
    def layer(self):
        """Where the grid is: 0 is noise, the last layer is data. Set it to move there."""
        return self.page.layer

    @layer.setter
    def layer(self, layer):
        if not isinstance(layer, (int, float, np.number)) or not 0 <= layer <= self.grid.last:
            raise ValueError(
                f"LayerExplorer.layer expected a number from 0 to {self.grid.last}; received "
                f"{layer!r}. 0 is the noise, {self.grid.last} the data."
            )
        self.page.layer = float(layer)

    @property
    def point(self):
        """The noise that the followed point came from, `(2,)`. Set it to follow another."""
        return self.grid.z[self.page.point]

    @point.setter
    def point(self, z):
        self.page.point = self.grid.nearest(checks.point(z, "z", "LayerExplorer.point"))

    def describe(self):
        return self.grid.describe(self.layer, self.page.point)

    def __repr__(self):
        return f"LayerExplorer({self.grid.last} layers)"

    def still(self):
        """All layers side by side."""
        figure = Figure((10, 6), 80, layout="none")
        ax = figure.add_axes((0.02, 0.02, 0.9, 0.96))
        flows.stretched_grid(lambda z: self.grid.transported, self._truth, REACH, SIDE, ax)
        return png.of_figure(figure)
