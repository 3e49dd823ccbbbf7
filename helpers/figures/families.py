"""Pictures of all families beside each other: their map, what they draw, and the way there."""

import textwrap

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyBboxPatch

from helpers import checks, given
from helpers.figures.maps import drawn, limits, plane, shade_truth, ways, window
from helpers.figures.planar import ORANGE, WAY
from helpers.figures.style import ELSEWHERE, HERE, INK, new_axes


def family_tree(families, here=None, notes=None, ax=None):
    """The map of the field: three ways to handle p(x) and their families.

    Args:
        families: classes with a `label` and a `density`, such as `families.FAMILIES`.
        here: label of the family that is lit.
        notes: label to a few words that stand under the family's box.
        ax: the Axes to draw on.

    Raises:
        ValueError: for a label that no family has.
    """
    if not all(hasattr(family, "density") for family in given.listed(families) or [None]):
        raise TypeError(
            f"family_tree expected families, a list of classes with a label and a density; "
            f"received {families!r}. helpers.families.FAMILIES has those of the course."
        )
    tree = {}  # branch to labels
    for family in families:
        tree.setdefault(family.density.branch, []).append(family.label)
    known = {family.label for family in families}
    if unknown := {here, *(notes or {})} - known - {None}:
        raise ValueError(
            f"family_tree expected labels of its families, {', '.join(sorted(known))}; received "
            f"{', '.join(sorted(unknown))}."
        )
    width = len(families)
    ax = new_axes(1.5 * width, 2.9 if notes else 2.6, ax)
    ax.set(xlim=(-0.08, width + 0.08), ylim=(-0.5 if notes else 0, 3), xticks=[], yticks=[])
    ax.axis("off")
    box(ax, width / 2, 2.65, "generative models: learn p(x), draw new x", 2.6)
    left = 0
    for branch, labels in tree.items():
        middle = left + len(labels) / 2
        ax.plot([width / 2, middle], [2.42, 1.78], color=INK, lw=1, zorder=0)
        box(ax, middle, 1.55, branch, min(1.6, 0.9 * len(labels) + 0.1))
        for i, label in enumerate(labels):
            ax.plot([middle, left + i + 0.5], [1.32, 0.73], color=INK, lw=1, zorder=0)
            box(ax, left + i + 0.5, 0.5, label, 0.9, lit=label == here)
            words = textwrap.fill((notes or {}).get(label, ""), 16)
            ax.text(left + i + 0.5, 0.2, words, ha="center", va="top", size=9, color=INK)
        left += len(labels)
    return ax


def box(ax, x, y, text, width, lit=False):
    """A rounded box with text; orange, bold and with a thick edge when lit."""
    corner = (x - width / 2 + 0.05, y - 0.18)
    style = dict(facecolor=HERE if lit else ELSEWHERE, edgecolor=INK, lw=2 if lit else 0.8)
    ax.add_patch(FancyBboxPatch(corner, width - 0.1, 0.36, "round,pad=0.05", **style))
    ax.text(x, y, text, ha="center", va="center", weight="bold" if lit else "normal", color=INK)


def clouds(named, truth, columns=6, ax=None):
    """Samples of several models over the truth, a panel each.

    Args:
        named: name to samples, `(n, 2)`.
        truth: a density or plain points, drawn in grey underneath.
        columns: panels in a row.
        ax: the Axes to draw on.
    """
    named = {name: drawn(x, "clouds") for name, x in given.named(named, "clouds").items()}
    ax, parts = sheet(named, window(truth), columns, ax)
    for samples, part in zip(named.values(), parts, strict=True):
        shade_truth(truth, window(truth), part)
        part.scatter(*samples.T, 3, color=ORANGE, alpha=0.6, lw=0)
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
    named = {name: ways(x, "journeys") for name, x in given.named(named, "journeys").items()}
    bounds = window(truth, bounds)
    ax, parts = sheet(named, bounds, columns, ax)
    for states, part in zip(named.values(), parts, strict=True):
        shade_truth(truth, bounds, part)
        n, steps, _ = states.shape
        pieces = np.stack([states[:, :-1], states[:, 1:]], axis=2).reshape(-1, 2, 2)
        lines = LineCollection(pieces, cmap=WAY, lw=0.8)
        lines.set_array(np.tile(np.arange(1, steps), n))
        part.add_collection(lines)
        part.plot(*states[:, 0].T, "o", ms=3, mfc="white", mec=INK, mew=0.6)
        part.plot(*states[:, -1].T, "o", ms=3.5, color=ORANGE, mec="white", mew=0.4)
    return ax


def sheet(titles, bounds, columns, ax):
    """Axes, and Axes inside them: one for each title, row by row, with one window for all."""
    (left, right), (bottom, top) = limits(bounds)
    columns = min(checks.whole(columns, "columns", "This figure"), len(titles))
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
