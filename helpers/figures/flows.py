"""Pictures of flows: a band that is stretched, a grid that is transported, curves of a coupling."""

import itertools

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from helpers import checks, given
from helpers.figures.maps import grid, plane, window
from helpers.figures.style import INK, MARKERS, PALETTE, looks, new_axes
from helpers.figures.values import answers, arrays, number, records

SQUEEZED, SAME, STRETCHED = "#0072B2", "#F2F2F2", "#D55E00"
STRETCH = LinearSegmentedColormap.from_list("stretch", [SQUEEZED, SAME, STRETCHED])
MOST = 3.0  # nats of stretch, to either side, where the colours end


def rubber_band(z, p_z, x, p_x, strips=24, ax=None):
    """A density below, and above it what becomes of it when its band is stretched.

    Args:
        z: rising places of the band before, `(n,)`.
        p_z: the density there.
        x: where each place comes to lie, rising too.
        p_x: the density there.
        strips: how many pieces of the band are drawn; each keeps its area.
        ax: the Axes to draw on.
    """
    z, p_z, x, p_x = (
        given.array(v, (None,), "places and densities", "rubber_band") for v in (z, p_z, x, p_x)
    )
    checks.same_rows({"z": z, "p_z": p_z, "x": x, "p_x": p_x}, "rubber_band")
    strips = checks.whole(strips, "strips", "rubber_band")
    ax = new_axes(8, 4.2, ax)
    scale = 1 / max(np.max(p_z), np.max(p_x))
    floor = 1.7  # of the upper hill
    edges = np.linspace(0, len(z) - 1, strips + 1).astype(int)
    for k, (first, last) in enumerate(itertools.pairwise(edges)):
        part, colour = slice(first, last + 1), PALETTE[4] if k % 2 else PALETTE[1]
        ax.fill_between(z[part], 0, scale * p_z[part], color=colour, lw=0)
        ax.fill_between(x[part], floor, floor + scale * p_x[part], color=colour, lw=0)
    for k in edges:
        ax.plot([z[k], x[k]], [-0.02, -0.02], alpha=0)
        ax.plot([z[k], x[k]], [scale * p_z[k] + 0.02, floor - 0.02], color=INK, lw=0.6, alpha=0.7)
    ax.axhline(0, color=INK, lw=1)
    ax.axhline(floor, color=INK, lw=1)
    ax.set(yticks=[0.4, floor + 0.4], yticklabels=["before: p(z)", "after: p(x)"])
    ax.set(xlabel="place on the band", ylim=(0, floor + 1.05))
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return ax


def coupling_curves(curves, ax=None):
    """What one coupling does to b, a curve for each a: steep where b is stretched.

    Args:
        curves: value of a to a pair: b before and b after, each `(n,)`.
        ax: the Axes to draw on.
    """
    curves = arrays(curves, (2, None), "coupling_curves", len(PALETTE))
    for a in curves:
        given.number(a, "each a", "coupling_curves")
    ax = new_axes(5.6, 4.2, ax)
    for k, (a, (before, after)) in enumerate(curves.items()):
        style = dict(color=PALETTE[k], marker=MARKERS[k], ms=5, markevery=max(1, len(before) // 6))
        ax.plot(before, after, label=f"a = {a:+.1f}", **style)
    ends = [np.min(before), np.max(before)]
    ax.plot(ends, ends, color=INK, lw=1, ls="--", label="no change")
    ax.set(xlabel="b before", ylabel="b after", aspect="equal")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def stretched_grid(transport, truth=None, reach=3.0, side=49, ax=None):
    """A grid of noise at every layer of a flow, in the colours of how much it was stretched.

    Args:
        transport: noise `(n, 2)` to `(n, layers, 3)`: places and log stretch, as a flow has it.
        truth: data or a density whose window the last picture shows, if given.
        reach: how far the grid goes to each side.
        side: points along each side of the grid.
        ax: the Axes to draw on.
    """
    given.called(transport, "transport")
    reach = given.positive(reach, "reach", "stretched_grid")
    if checks.whole(side, "side", "stretched_grid") < 2:
        raise ValueError("stretched_grid expected a side of 2 points or more; received 1.")
    z = grid([(-reach, reach)] * 2, side)
    moved = answers(transport, z, (None, 3), "transport", "stretched_grid")
    layers = np.moveaxis(moved[..., :2].reshape(side, side, -1, 2), 2, 0)
    inside = np.hypot(*z.T).reshape(side, side) < reach
    last, columns = len(layers) - 1, (len(layers) + 1) // 2
    ax = new_axes(10, 10 * 2 / columns + 0.4, ax)
    ax.axis("off")
    for k, places in enumerate(layers):
        corner = [(k % columns) / columns, 0.5 * (1 - k // columns), 0.94 / columns, 0.44]
        bounds = [(-reach - 0.2, reach + 0.2)] * 2
        bounds = window(truth) if k == last and truth is not None else bounds
        part = plane(bounds, ax.inset_axes(corner))
        mesh = draw_grid(places, inside, 2 * reach / (side - 1), part)
        title = "noise" if k == 0 else "in the data's units" if k == last else f"coupling {k}"
        part.set(xticks=[], yticks=[], xlabel="", ylabel="", title=title)
        part.spines[:].set_visible(False)
    bar = ax.figure.colorbar(mesh, ax=ax, shrink=0.8, extend="both")
    bar.set_label("log of how much the plane was stretched\n(blue: squeezed, so denser)")
    return ax


def draw_grid(places, inside, step, ax):
    """A transported grid `(side, side, 2)`, its cells coloured by their area; a cell had step²."""
    d1, d2 = places[1:, 1:] - places[:-1, :-1], places[1:, :-1] - places[:-1, 1:]
    area = np.abs(d1[..., 0] * d2[..., 1] - d1[..., 1] * d2[..., 0]) / 2
    seen = inside[:-1, :-1] & inside[1:, :-1] & inside[:-1, 1:] & inside[1:, 1:]
    stretch = np.where(seen, np.log(np.maximum(area, 1e-12) / step**2), np.nan)
    x, y = np.moveaxis(places, -1, 0)
    mesh = ax.pcolormesh(x, y, stretch, cmap=STRETCH, vmin=-MOST, vmax=MOST, rasterized=True)
    lines = np.where(inside[..., None], places, np.nan)
    for line in (*lines[::6], *lines.swapaxes(0, 1)[::6]):
        ax.plot(*line.T, INK, lw=0.5)
    return mesh


def likelihood_and_looks(rows, floor, ax=None):
    """Bits per pixel against how far samples are from real pictures: a marker for each family.

    Args:
        rows: dictionaries with `family`, `bits_per_dim` and `frechet`, such as
            `compare.results("images")`; those without bits are left out.
        floor: the Fréchet distance of real pictures.
        ax: the Axes to draw on.
    """
    rows = records(rows, ("family",), "likelihood_and_looks")
    floor = number(floor, "floor", "likelihood_and_looks")
    ax = new_axes(7.5, 3.8, ax)
    known = [row for row in rows if row.get("bits_per_dim")]
    families = list(dict.fromkeys(row["family"] for row in known))
    for family, (colour, marker) in zip(families, looks(families), strict=True):
        own = [row for row in known if row["family"] == family]
        bits, distance = (np.mean([r[key] for r in own]) for key in ("bits_per_dim", "frechet"))
        ax.plot(bits, distance, marker, ms=11, color=colour, mec=INK, label=family, ls="")
    ax.axhline(floor, color=INK, ls="--", lw=1, label="real pictures")
    ax.set(ylim=(0, None), xlabel="bits per pixel (left is better)")
    ax.set_ylabel("Fréchet distance of samples\n(low is better)")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax
