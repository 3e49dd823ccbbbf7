"""Pictures of chains: ways over a landscape, traces; and what energies pictures have."""

import numpy as np

from helpers import given
from helpers.figures.maps import placed, plane, ways, without_gaps
from helpers.figures.planar import BLUE, ORANGE
from helpers.figures.style import INK, PALETTE, new_axes
from helpers.figures.values import arrays

TOP = 10  # energy above the deepest valley from which a landscape is white


def shade_heights(height, bounds, ax):
    """A landscape in greys, dark where it is deep, with a line for every two units of energy.

    Args:
        height: energies on a grid of the window, `(side, side)`.
        bounds: the window.
        ax: the Axes to draw on.
    """
    shown = np.clip(height - height.min(), 0, TOP)
    ax.imshow(shown, "Greys_r", vmin=-TOP, vmax=TOP, **placed(bounds))
    x, y = (np.linspace(*limits, len(height)) for limits in bounds)
    ax.contour(x, y, shown, np.arange(2, TOP, 2), colors=INK, linewidths=0.4, alpha=0.5)
    return ax


def walks(named, energy, bounds, ax=None):
    """Chains on a landscape, a panel for each name: start hollow, ways blue, ends orange.

    Args:
        named: name to states, `(chains, steps, 2)`.
        energy: `(n, 2)` to `(n,)`.
        bounds: the window.
        ax: the Axes to draw on.
    """
    given.called(energy, "energy")
    named = {name: ways(states, "walks") for name, states in given.named(named, "walks").items()}
    height = without_gaps(energy, bounds, 120, "walks")
    ax, parts = _row(len(named), 0.4 + 10 / len(named), ax)
    for (name, states), part in zip(named.items(), parts, strict=True):
        shade_heights(height, bounds, plane(bounds, part))
        part.plot(*np.moveaxis(states, -1, 0).swapaxes(1, 2), color=BLUE, lw=0.6, alpha=0.35)
        part.plot(*states[:, 0].T, "o", ms=6, mfc="white", mec=INK, label="start")
        part.plot(*states[:, -1].T, "o", ms=5, color=ORANGE, mec="white", label="end")
        part.set(title=name, xticks=[], yticks=[], xlabel="", ylabel="")
    part.legend(loc="upper right", bbox_to_anchor=(1, 0.02), ncols=2)
    return ax


def traces(named, ylabel, ax=None):
    """One number of a few chains over the steps, a panel for each name, a line for each chain.

    Args:
        named: name to values, `(chains, steps)`.
        ylabel: what the number is.
        ax: the Axes to draw on.
    """
    named = arrays(named, (None, None), "traces")
    ax, parts = _row(len(named), 2.6, ax, foot=0.2, share=0.86)
    together = np.concatenate([np.ravel(values[:5]) for values in named.values()])
    for (name, values), part in zip(named.items(), parts, strict=True):
        for k, line in enumerate(values[:5]):
            part.plot(line, color=PALETTE[k], lw=1)
        part.set(title=name, xlabel="step", ylim=(together.min(), together.max()))
    parts[0].set(ylabel=ylabel)
    return ax


def energies(named, ax=None):
    """Energies of several kinds of pictures, a row of dots for each kind, a bar at its median.

    Args:
        named: name to energies, `(n,)`.
        ax: the Axes to draw on.
    """
    named = arrays(named, (None,), "energies", len(PALETTE))
    ax = new_axes(9, 0.6 * len(named) + 0.9, ax)
    rng = np.random.default_rng(0)
    for row, values in enumerate(named.values()):
        beside = row + rng.uniform(-0.25, 0.25, len(values))
        ax.plot([np.median(values)] * 2, [row - 0.35, row + 0.35], color=INK, lw=2)
        size = 12 if len(values) > 1 else 70
        ax.scatter(values, beside, size, color=PALETTE[row], alpha=0.7, lw=0, zorder=3)
    ax.set_yticks(range(len(named)), list(named))
    ax.invert_yaxis()
    ax.set(xlabel="energy E(x), no unit (left: more probable)")
    return ax


def _row(n, height, ax, foot=0.08, share=0.94):
    """One Axes, and `n` in a row inside it."""
    ax = new_axes(10, height, ax)
    ax.axis("off")
    margin = (1 - share) / n
    box = [foot, share / n, 0.9 - foot]
    return ax, [ax.inset_axes([k / n + margin / 2, *box]) for k in range(n)]
