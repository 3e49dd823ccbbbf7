"""Pictures of a comparison: quality against a price, a score as its setting changes, a ladder."""

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from helpers import given
from helpers.figures.style import INK, PALETTE, looks, new_axes
from helpers.figures.values import arrays, by_name, number, records, tables

DISTANCE = "Fréchet distance to real\npictures (less is better)"


def quality_against(rows, key, label, log=True, ax=None):
    """Fréchet distance against a price: a large marker for the mean, a small one for each seed.

    Args:
        rows: as in `compare.results("images")`; rows without the price are left out, but those
            of real images give the dashed floor.
        key: of the price, such as `"training_seconds"`.
        label: what the price is called, with its unit.
        log: whether its axis counts in factors.
        ax: the Axes to draw on.
    """
    rows = records(rows, ("family", "frechet"), "quality_against")
    real = [row["frechet"] for row in rows if row["family"].startswith("Real")]
    if not real:
        raise ValueError(
            "quality_against expected a row of real pictures, whose family begins with 'Real'; "
            "received none. Its distance is the floor that the others are compared with."
        )
    ax = new_axes(7.5, 3.8, ax)
    families = list(dict.fromkeys(row["family"] for row in rows if "kind" in row))
    for family, (colour, marker) in zip(families, looks(families), strict=True):
        own = [row for row in rows if row["family"] == family and row.get(key) is not None]
        if not own:
            continue
        price, distance = (np.array([row[which] for row in own]) for which in (key, "frechet"))
        style = dict(marker=marker, color=colour, ls="")
        ax.plot(price, distance, ms=4, alpha=0.7, **style)
        ax.plot(price.mean(), distance.mean(), ms=11, mec=INK, label=family, **style)
    draw_floor(ax, min(real))
    ax.set(xscale="log" if log else "linear", xlabel=label)
    count_in_factors(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def distance_curves(curves, label, floor=None, ax=None):
    """Fréchet distance as one setting changes, a curve for each name.

    Args:
        curves: name to a dictionary: setting to distance.
        label: what the setting is called.
        floor: what two real sets score, for a dashed line.
        ax: the Axes to draw on.
    """
    curves = tables(curves, "distance_curves", len(PALETTE))
    for setting in {setting for curve in curves.values() for setting in curve}:
        given.positive(setting, "settings", "distance_curves")
    floor = None if floor is None else number(floor, "floor", "distance_curves")
    ax = new_axes(7.5, 3.6, ax)
    for (name, curve), (colour, marker) in zip(curves.items(), looks(curves), strict=True):
        curve = dict(sorted(curve.items()))
        style = dict(marker=marker, color=colour, mec=INK, ms=8, lw=1.8)
        ax.plot(list(curve), list(curve.values()), label=name, **style)
    if floor is not None:
        draw_floor(ax, floor)
    ticks = sorted({setting for curve in curves.values() for setting in curve})
    ax.set(xscale="log", xlabel=label)
    ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.minorticks_off()
    count_in_factors(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def ladder(named, floor, ax=None):
    """Bars of Fréchet distances on an axis of factors, with the floor; shorter is better.

    Args:
        named: what the pictures are, to their distance.
        floor: what two real sets of this size score on average.
        ax: the Axes to draw on.
    """
    named = by_name(named, "ladder")
    floor = given.positive(floor, "floor", "ladder")
    ax = new_axes(8, 0.42 * len(named) + 0.9, ax)
    bars = ax.barh(list(named), list(named.values()), color=PALETTE[4], edgecolor=INK, lw=0.5)
    ax.bar_label(bars, [f"{value:,.1f}" for value in named.values()], padding=4)
    ax.axvline(floor, color=INK, ls="--", lw=1)
    ax.set(xscale="log", xlim=(floor / 3, 4 * max(named.values())))
    ax.set_xlabel("Fréchet distance to real pictures (less is better; dashed: expected of real)")
    ax.invert_yaxis()
    return ax


def restlessness(changes, level, ax=None):
    """How much pictures change from stop to stop: a tick for each stop, a marker for the mean.

    Args:
        changes: name to mean absolute differences in grey levels, `(stops,)`.
        level: what two unrelated pictures differ by, for a dashed line.
        ax: the Axes to draw on.
    """
    given.number(level, "level", "restlessness")
    changes = arrays(changes, (None,), "restlessness", len(PALETTE))
    ax = new_axes(8, 0.5 * len(changes) + 0.9, ax)
    for k, (values, look) in enumerate(zip(changes.values(), looks(changes), strict=True)):
        colour, marker = look
        ax.plot(values, np.full(len(values), k), "|", ms=14, color=colour, alpha=0.6)
        ax.plot(np.mean(values), k, marker, ms=10, color=colour, mec=INK)
    ax.axvline(level, color=INK, ls="--", lw=1)
    ax.set_yticks(range(len(changes)), list(changes))
    ax.set(xlim=(0, None))
    ax.set_xlabel(
        "mean change of a pixel from stop to stop, grey levels\n(dashed: unrelated samples)"
    )
    ax.invert_yaxis()
    return ax


def count_in_factors(ax):
    """Distances upwards on an axis of factors, its ticks written out."""
    ax.set(yscale="log", ylabel=DISTANCE)
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    ax.yaxis.set_minor_locator(NullLocator())


def draw_floor(ax, floor):
    """A dashed line where two sets of real pictures are."""
    ax.axhline(floor, color=INK, ls="--", lw=1, label="real pictures (floor)")
