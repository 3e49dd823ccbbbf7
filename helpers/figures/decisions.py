"""Pictures of deciding: what a classifier and a density say, and how often they are right."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from helpers import checks, given
from helpers.figures import maps
from helpers.figures.pictures import batch
from helpers.figures.style import INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays, equal_tables, number, within

CLASSES = (PALETTE[1], PALETTE[0])  # blue for the first class, orange for the second
SIDE = 121  # places along each side of the window
SURE = LinearSegmentedColormap.from_list("sure", ["#7FB3DC", "#FFFFFF", "#F5C869"])


def shade_certainty(second, bounds, ax):
    """Blue where the first class is certain, white where neither, orange for the second."""
    return ax.imshow(second, SURE, vmin=0, vmax=1, **maps.placed(bounds))


def labelled_points(points, labels, names, ax):
    """Points of two classes, told apart by colour and shape."""
    for k, name in enumerate(names):
        own = points[labels == k]
        style = dict(color=CLASSES[k], marker=MARKERS[k], lw=0.3, edgecolor=INK)
        ax.scatter(*own[:150].T, 9, label=name, **style)
    return ax


def certainty_and_density(certainty, log_density, points, labels, names, margin=0.6, ax=None):
    """Left what a classifier says at every place, right what a density says; data on both.

    Args:
        certainty: p(second class given x), `(n, 2)` to `(n,)`.
        log_density: log p(x) in nats, `(n, 2)` to `(n,)`.
        points: the data, `(n, 2)`.
        labels: 0 or 1 for each.
        names: of the two classes.
        margin: how far the window goes beyond the data, in widths of the data.
        ax: two Axes, or none.
    """
    given.called(certainty, "certainty"), given.called(log_density, "log_density")
    names = given.one_each(names, 2, "names", "certainty_and_density")
    given.positive(margin, "margin", "certainty_and_density")
    points = checks.events(points, (2,), "certainty_and_density")
    labels = given.labels(labels, len(names), "certainty_and_density", len(points))
    bounds = window_around(points, margin)
    second, log_p = read(certainty, log_density, bounds, "certainty_and_density")
    pair = plt.subplots(1, 2, figsize=(10, 4.4))[1] if ax is None else ax
    left, right = given.one_each(pair, 2, "ax", "certainty_and_density")
    for part in (maps.plane(bounds, left), maps.plane(bounds, right)):
        labelled_points(points, labels, names, part)
    image = shade_certainty(second, bounds, left)
    bar = left.figure.colorbar(image, ax=left, shrink=0.9, ticks=[0, 0.5, 1])
    bar.set_label(f"p({names[1]} given x)")
    image = maps.shade(log_p, bounds, right)
    bar = right.figure.colorbar(image, ax=right, shrink=0.9, extend="min")
    bar.set_label("log p(x) (nats)")
    left.set(title="classifier")
    right.set(title="density")
    left.legend(loc="upper left")
    return left, right


def read(certainty, log_density, bounds, owner):
    """What both say at the places of a grid: shares, and log densities, `(SIDE, SIDE)` each."""
    second, log_p = (maps.without_gaps(fn, bounds, SIDE, owner) for fn in (certainty, log_density))
    return within(second, 0, 1, "what certainty gives", owner), log_p


def window_around(points, margin):
    """A square window, ends at whole tenths, `margin` times the points' width beyond them."""
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    half = np.ceil(10 * (0.5 + margin) * (high - low).max()) / 10
    return [
        [round(float(middle - half), 1), round(float(middle + half), 1)]
        for middle in np.round((low + high) / 2, 1)
    ]


def accuracies(named, chance=0.5, ax=None):
    """Bars of accuracy in groups: `{"own scenes": {"nothing": 0.9, "colour": 0.6}, ...}`.

    Args:
        named: for every kind of bar, the group's name to a share from 0 to 1.
        chance: accuracy of guessing, drawn as a dashed line.
        ax: the Axes to draw on.
    """
    named, chance = equal_tables(named, "accuracies", 3), number(chance, "chance", "accuracies")
    for name, shares in named.items():
        within(list(shares.values()), 0, 1, repr(name), "accuracies")
    groups = list(next(iter(named.values())))
    ax = new_axes(9, 3.2, ax)
    width = 0.8 / len(named)
    for k, (name, shares) in enumerate(named.items()):
        x = np.arange(len(groups)) + (k - (len(named) - 1) / 2) * width
        style = dict(color=PALETTE[(4, 0, 2)[k]], edgecolor=INK, hatch=("", "//", "..")[k], lw=0.5)
        bars = ax.bar(x, [shares[g] for g in groups], 0.92 * width, label=name, **style)
        ax.bar_label(bars, [f"{100 * shares[g]:.0f}" for g in groups], padding=2, size=9)
    ax.axhline(chance, color=INK, ls="--", lw=1)
    ax.set_xticks(range(len(groups)), groups)
    ax.set(ylim=(0, 1.12), xlabel="taken away", ylabel="held-out pictures told right")
    ax.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
    if len(named) > 1:
        ax.legend(ncols=len(named), loc="lower center", bbox_to_anchor=(0.5, 1))
    return ax


def race(scores, sizes, ax=None):
    """Accuracy against labels a class: the mean of several draws, and a band of two errors.

    Args:
        scores: name to accuracies, `(repeats, len(sizes))`.
        sizes: labels a class.
        ax: the Axes to draw on.
    """
    sizes = given.array(sizes, (None,), "sizes", "race")
    for size in sizes:
        given.positive(size, "sizes", "race")
    scores = arrays(scores, (None, len(sizes)), "race", 3)
    for name, values in scores.items():
        within(values, 0, 1, repr(name), "race")
    ax = new_axes(7.5, 3.6, ax)
    for k, (name, values) in enumerate(scores.items()):
        mean, n = values.mean(axis=0), len(values)
        error = values.std(axis=0, ddof=1) / np.sqrt(n) if n > 1 else np.nan * mean  # no band
        colour = PALETTE[(1, 5, 2)[k]]
        ax.plot(sizes, mean, MARKERS[k] + "-", color=colour, label=name)
        ax.fill_between(sizes, mean - 2 * error, mean + 2 * error, color=colour, alpha=0.15, lw=0)
    ax.set(xscale="log", xlabel="labels a class", ylabel="held-out pictures told right")
    ax.set_xticks(sizes, list(map(str, sizes)))
    ax.minorticks_off()
    ax.legend()
    return ax


def opinions(pictures, texts, ax=None):
    """A row of pictures with a few lines of text below each.

    Args:
        pictures: grey levels or in [0, 1], `(n, height, width, 3)`.
        texts: one for each, lines divided by newlines.
        ax: the Axes to draw on.
    """
    x = batch(pictures, "opinions")
    texts = list(map(str, given.one_each(texts, len(x), "texts", "opinions")))
    n, height, width, channels = x.shape
    gap = width // 4
    sheet = np.ones((height, n * (width + gap) - gap, channels))
    ax = new_axes(9.5, 9.5 * height / sheet.shape[1] + 0.25 + 0.19 * (1 + texts[0].count("\n")), ax)
    for i, picture in enumerate(x):
        left = i * (width + gap)
        sheet[:, left : left + width] = picture
        ax.text(left + width / 2, height + 1, texts[i], ha="center", va="top", size=9, color=INK)
    ax.imshow(sheet, vmin=0, vmax=1)
    ax.axis("off")
    return ax
