"""Pictures of all families beside each other: what they draw, and the way there."""

import numpy as np
from matplotlib.collections import LineCollection

from helpers import given
from helpers.figures.maps import drawn, plane, shade_truth, ways, window
from helpers.figures.planar import ORANGE, WAY
from helpers.figures.style import INK, new_axes


def clouds(named, truth, columns=6, ax=None):
    """Samples of several models over the truth, a panel each.

    Args:
        named: name to samples, `(n, 2)`.
        truth: a density or plain points, drawn in grey underneath.
        columns: panels in a row.
        ax: the Axes to draw on.
    """
    given.named(named, "clouds")
    ax, parts = sheet(named, window(truth), columns, ax)
    for samples, part in zip(named.values(), parts, strict=True):
        shade_truth(truth, window(truth), part)
        part.scatter(*drawn(samples, "clouds").T, 3, color=ORANGE, alpha=0.6, lw=0)
    return ax


def journeys(named, truth, bounds=None, columns=6, ax=None):
    """The way of each point from noise (hollow) to sample (orange), a panel for each model.

    Args:
        named: name to states, `(n, T, 2)`.
        truth: a density or plain points, drawn in grey underneath.
        bounds: the window; the truth's own by default.
        columns: panels in a row.
        ax: the Axes to draw on.
    """
    given.named(named, "journeys")
    bounds = bounds or window(truth)
    ax, parts = sheet(named, bounds, columns, ax)
    for states, part in zip(named.values(), parts, strict=True):
        shade_truth(truth, bounds, part)
        n, steps, _ = (states := ways(states, "journeys")).shape
        pieces = np.stack([states[:, :-1], states[:, 1:]], axis=2).reshape(-1, 2, 2)
        lines = LineCollection(pieces, cmap=WAY, lw=0.8)
        lines.set_array(np.tile(np.arange(1, steps), n))
        part.add_collection(lines)
        part.plot(*states[:, 0].T, "o", ms=3, mfc="white", mec=INK, mew=0.6)
        part.plot(*states[:, -1].T, "o", ms=3.5, color=ORANGE, mec="white", mew=0.4)
    return ax


def sheet(titles, bounds, columns, ax):
    """Axes, and Axes inside them: one for each title, row by row, with one window for all."""
    (left, right), (bottom, top) = bounds
    columns = min(columns, len(titles))
    rows = -(-len(titles) // columns)
    height = rows * (10 / columns * (top - bottom) / (right - left) + 0.35)
    ax = new_axes(10, height, ax)
    ax.axis("off")
    parts = []
    for k, title in enumerate(titles):
        column, row = k % columns, rows - 1 - k // columns
        corner = [(column + 0.03) / columns, row / rows, 0.94 / columns, 0.84 / rows]
        parts.append(plane(bounds, ax.inset_axes(corner)))
        parts[-1].set(xticks=[], yticks=[], xlabel="", ylabel="")
        parts[-1].set_title(title, size=9)
    return ax, parts
