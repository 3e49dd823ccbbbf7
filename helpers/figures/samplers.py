"""Pictures of samplers: densities side by side, and how good and how new what they draw is."""

import numpy as np
from matplotlib.ticker import FixedLocator, NullLocator

from helpers import given
from helpers.figures.maps import limits, log_density, plane, shade
from helpers.figures.style import INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays


def densities(named, bounds, side=120, ax=None):
    """What several densities say about p(x), in a row; the darker the more probable.

    Args:
        named: name to a model or a truth with `log_prob`.
        bounds: the window.
        side: points along each side.
        ax: the Axes to draw on.
    """
    given.named(named, "densities")
    (left, right), (bottom, top) = limits(bounds)
    share = 1 / len(named)
    ax = new_axes(10, 10 * share * (top - bottom) / (right - left) + 0.6, ax)
    ax.axis("off")
    for k, (name, source) in enumerate(named.items()):
        part = plane(bounds, ax.inset_axes([(k + 0.06) * share, 0.12, 0.88 * share, 0.76]))
        shade(log_density(source, bounds, side), bounds, part)
        part.set(title=name, xticks=[], yticks=[])
    return ax


def quality_and_novelty(named, floor, ax=None):
    """Two scores at once: how far samples are from real ones, and whether they are copies.

    Args:
        named: name to a pair: Fréchet distance, memorisation ratio.
        floor: the Fréchet distance of two real sets.
        ax: the Axes to draw on.
    """
    given.positive(floor, "floor", "quality_and_novelty")
    named = arrays(named, (2,), "quality_and_novelty", len(PALETTE))
    ax = new_axes(8.5, 3.8, ax)
    for k, (name, (distance, ratio)) in enumerate(named.items()):
        style = dict(color=PALETTE[k], mec=INK, mew=0.8, ls="")
        ax.plot(ratio, distance, MARKERS[k], ms=11, label=name, **style)
    ax.axhline(floor, color=INK, ls="--", lw=1)
    ax.axvline(1, color=INK, ls="--", lw=1)
    ax.plot(1, floor, "*", ms=17, color=INK, label="real, unseen horses", ls="")
    highest = 3 * max([floor, *(distance for distance, _ in named.values())])
    ax.set(yscale="log", ylim=(floor / 3, highest), xlim=(-0.1, None))
    powers = 10.0 ** np.arange(np.ceil(np.log10(floor / 3)), np.floor(np.log10(highest)) + 1)
    ax.yaxis.set_major_locator(FixedLocator(powers))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_xlabel("distance to the nearest training horse, over that of unseen horses\n(0: copies)")
    ax.set_ylabel("Fréchet distance to real horses\n(less is better)")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax
