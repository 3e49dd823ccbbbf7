"""Pictures of the plane. Grey is the truth, blue what a model says, orange what it draws."""

import numpy as np
from matplotlib import colormaps
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from helpers import checks, given
from helpers.figures.maps import (
    drawn,
    kind_of,
    log_density,
    placed,
    plane,
    shade,
    shade_truth,
    ways,
    window,
    without_gaps,
)
from helpers.figures.style import INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import number
from helpers.pictures import numbers
from helpers.taxonomy import Density

BLUE, ORANGE = PALETTE[1], PALETTE[5]
# Round the circle through colours that differ in lightness too, for every colour vision.
ANGLES = LinearSegmentedColormap.from_list(
    "angles", ["#08306B", "#2E8BC0", "#E8C02A", "#D55E00", "#5B1A4A", "#08306B"]
)
WAY = LinearSegmentedColormap.from_list("way", ["#C9DDF0", "#56B4E9", "#0072B2", "#08306B"])


def density_map(source, bounds=None, side=None, ax=None):
    """What a model says about p(x) at every point of a window; its kind stands at the bar.

    Args:
        source: a model with a density, or a truth such as `datasets.planar("moons")`.
        bounds: `((left, right), (bottom, top))`; a truth has its own.
        side: points along each side.
        ax: the Axes to draw on.

    Example:

    >>> import matplotlib.pyplot as plt
    >>> from helpers import datasets, figures
    >>> ax = figures.density_map(datasets.planar("moons"), side=20)
    >>> ax.images[0].colorbar.ax.get_ylabel()
    'log p(x), exact (nats)'
    >>> plt.close(ax.figure)
    """
    kind, bounds = kind_of(source), window(source, bounds)
    side = (80 if kind is Density.BOUND else 160) if side is None else side
    log_p = log_density(source, bounds, side)
    ax = plane(bounds, ax)
    image = shade(log_p, bounds, ax)
    bar = ax.figure.colorbar(image, ax=ax, extend="min", shrink=0.9)
    bar.set_label(f"{kind.value} (nats)")
    return ax


def samples_over_truth(samples, truth, bounds=None, ax=None):
    """What a model draws, in orange, over the truth in grey: a density, or plain points."""
    samples, bounds = drawn(samples, "samples_over_truth"), window(truth, bounds)
    ax = plane(bounds, ax)
    shade_truth(truth, bounds, ax)
    ax.scatter(*samples.T, 7, color=ORANGE, alpha=0.6, lw=0)
    low, high = np.transpose(bounds)
    outside = np.sum(~((samples >= low) & (samples <= high)).all(axis=1))
    ax.set(title=f"{len(samples):,} samples" + (f", {outside:,} out of sight" if outside else ""))
    return ax


def transport(z, x, ax=None):
    """Where every noise point goes: z on the left, x = decode(z) on the right, in z's colours.

    Colours go round with the angle of z and darken outwards. Some points carry a number.
    """
    z, x = (checks.events(points, (2,), "transport") for points in (z, x))
    checks.same_rows({"z": z, "x": x}, "transport")
    ax = new_axes(8, 3.8, ax)
    ax.axis("off")
    radius = np.linalg.norm(z, axis=1)
    hue = ANGLES(np.arctan2(z[:, 1], z[:, 0]) / (2 * np.pi) % 1)[:, :3]
    pale = 0.65 * np.clip(1 - radius / np.quantile(radius, 0.9), 0, 1)[:, None]
    colours = hue + pale * (1 - hue)
    corners = np.exp(2j * np.pi * (np.arange(6) + 0.5) / 6) * np.quantile(radius, 0.7)
    named = [np.argmin(np.abs(z @ [1, 1j] - corner)) for corner in corners]
    for left, points, name, title in ((0, z, "z", "noise z"), (0.54, x, "x", "x = decode(z)")):
        part = ax.inset_axes([left, 0, 0.46, 1])
        part.scatter(*points.T, 12, color=colours, lw=0)
        for mark, i in enumerate(named, 1):
            part.plot(*points[i], "o", ms=13, color="white", mec=colours[i], mew=2)
            part.annotate(mark, points[i], ha="center", va="center_baseline", size=9, color=INK)
        part.set_aspect("equal", adjustable="datalim")
        part.set(title=title, xlabel=f"${name}_1$", ylabel=f"${name}_2$")
    return ax


def trajectories(states, truth=None, bounds=None, ax=None):
    """The way of each point from noise (hollow) to sample (orange): a chain, a flow, a turn.

    Args:
        states: `(n, T, 2)`, such as a model's `trajectory(z)`.
        truth: a density or points, drawn in grey underneath, if given.
        bounds: the window; by default what holds all beginnings and ends.
        ax: the Axes to draw on.
    """
    states = ways(states, "trajectories")
    n, steps, _ = states.shape
    seen = states[:, [0, -1]].reshape(-1, 2)
    if truth is not None:
        seen = np.concatenate([seen, np.transpose(window(truth))])
    bounds = window(seen, bounds)
    ax = plane(bounds, ax)
    if truth is not None:
        shade_truth(truth, bounds, ax)
    pieces = np.stack([states[:, :-1], states[:, 1:]], axis=2).reshape(-1, 2, 2)
    order = np.tile(np.arange(1, steps), n)
    lines = LineCollection(pieces, cmap=WAY, lw=0.7 + order / steps)  # what is late stands out
    lines.set_array(order)
    ax.add_collection(lines)
    ax.plot(*states[:, 0].T, "o", ms=5, mfc="white", mec=INK, label="noise")
    ax.plot(*states[:, -1].T, "o", ms=6, color=ORANGE, mec="white", label="sample")
    ax.figure.colorbar(lines, ax=ax, shrink=0.9, label="step", ticks=MaxNLocator(6, integer=True))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return ax


def energy_landscape(energy, bounds, ax=None):
    """Height lines of an energy, `(n, 2)` to `(n,)`: valleys are where the data is."""
    given.called(energy, "energy")
    height = without_gaps(energy, bounds, 120, "energy_landscape")
    height = np.clip(height - height.min(), 0, 12)
    ax = plane(bounds, ax)
    levels = np.arange(0, 10.5, 0.5)
    x, y = (np.linspace(*limits, 120) for limits in bounds)
    hills = ax.contourf(x, y, height, levels, cmap="cividis", extend="max")
    ax.contour(x, y, height, levels[::2], colors="white", linewidths=0.4)
    bar = ax.figure.colorbar(hills, ax=ax, shrink=0.9, ticks=range(0, 11, 2))
    bar.set_label("energy E(x) above the deepest valley\n(no unit)")
    return ax


def critic_map(critic, bounds, ax=None):
    """Where a critic takes points for real (purple) or made (orange); it cannot tell on the line.

    Args:
        critic: `(n, 2)` to `(n,)`: log-odds of real against made.
        bounds: the window.
        ax: the Axes to draw on.
    """
    given.called(critic, "critic")
    log_odds = without_gaps(critic, bounds, 120, "critic_map")
    limit = np.clip(np.quantile(np.abs(log_odds), 0.98), 1e-3, 6)  # 6: one in 400
    ax = plane(bounds, ax)
    few = colormaps["PuOr"].resampled(31)  # colours, for a small file
    image = ax.imshow(log_odds, few, vmin=-limit, vmax=limit, alpha=0.85, **placed(bounds))
    image.set_interpolation_stage("data")
    x, y = (np.linspace(*limits, 120) for limits in bounds)
    if log_odds.min() < 0 < log_odds.max():
        ax.contour(x, y, log_odds, [0], colors=INK, linewidths=1.5)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.9, extend="both")
    bar.set_label("log-odds of real against made\n(below 0: made, above: real)")
    return ax


def training_curves(curves, ylabel="objective", xlabel="step", floor=None, ax=None):
    """What training brought down, a line for each name.

    Args:
        curves: name to values, `(n,)` counted from 1, or to pairs `(n, 2)` of step and value.
        ylabel: what the values are, with their unit.
        xlabel: what they are counted in.
        floor: the least value possible, drawn as a dashed line.
        ax: the Axes to draw on.
    """
    given.named(curves, "training_curves", len(PALETTE))
    curves = {name: counted(values, name) for name, values in curves.items()}
    floor = None if floor is None else number(floor, "floor", "training_curves")
    ax = new_axes(6, 3, ax)
    for k, (name, values) in enumerate(curves.items()):
        often = max(1, len(values) // 8)
        style = dict(color=(BLUE, ORANGE, *PALETTE[2:])[k], marker=MARKERS[k], ms=4, lw=1.5)
        ax.plot(*values.T, markevery=often, label=name, **style)
    if floor is not None:
        ax.axhline(floor, color=INK, ls="--", lw=1)
        at = dict(xycoords=("axes fraction", "data"), textcoords="offset points")
        ax.annotate("least possible", (1, floor), (0, 3), ha="right", size=9, color=INK, **at)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if len(curves) > 1:
        ax.legend()
    return ax


def counted(values, name):
    """Pairs of step and value `(n, 2)`; values alone are counted from 1."""
    values = numbers(values, f"training_curves {name!r}").astype("float64")
    if values.ndim == 1:
        values = np.stack([np.arange(1, len(values) + 1), values], axis=1)
    return given.array(values, (None, 2), repr(name), "training_curves")
