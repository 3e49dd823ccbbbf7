"""Pictures of reading one number after the other: orders, half-drawn images, next numbers."""

import numpy as np

from helpers import checks, given
from helpers.figures import maps
from helpers.figures.pictures import as_floats, rows
from helpers.figures.planar import BLUE, ORANGE
from helpers.figures.style import HERE, INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import within

OPEN = (0.78, 0.87, 0.96)  # a pixel that nobody has decided yet
NEXT = (0.90, 0.62, 0.0)  # the one whose turn it is


def half_drawn(picture, order, known):
    """A grey picture of which the first `known` pixels are decided, floats `(h, w, 3)`.

    Args:
        picture: grey levels or in [0, 1], `(height, width, 1)`.
        order: the place in the picture of every pixel in reading order, `(height * width,)`.
        known: how many are decided; the rest is blue, the next one orange.
    """
    grey, order = (
        as_floats(picture, "half_drawn"),
        given.array(order, (None,), "order", "half_drawn"),
    )
    known = given.index(known, len(order) + 1, "half_drawn known", "pixel")
    if grey.ndim != 3 or grey.shape[2] != 1 or len(order) != grey.size:
        raise ValueError(
            f"half_drawn expected one grey picture (height, width, 1) and the place of each of "
            f"its pixels; received {grey.shape} and {len(order)} places. Of a batch take x[0]."
        )
    places(order, "half_drawn")
    drawn = np.repeat(grey.reshape(-1, 1), 3, axis=1)
    drawn[order[known:]] = OPEN
    if known < len(order):
        drawn[order[known]] = NEXT
    return drawn.reshape(*grey.shape[:2], 3)


def places(order, owner):
    """Check a reading order: every pixel's place, each once."""
    if not np.array_equal(np.sort(order), np.arange(len(order))):
        raise ValueError(
            f"{owner} expected order as every place from 0 to {len(order) - 1} once; received "
            f"others or some twice. Each pixel has its turn: np.arange({len(order)}) goes row by "
            f"row."
        )


def panels(n, width, height, ax=None, room=0.04):
    """`n` Axes in a row inside one; `room` is left between them, a share of a panel."""
    ax = new_axes(width, height, ax)
    ax.axis("off")
    return ax, [ax.inset_axes([(k + room) / n, 0.06, (1 - 2 * room) / n, 0.86]) for k in range(n)]


def stages(named, order, counts, ax=None):
    """Rows of pictures while they are drawn: a column for each number of decided pixels."""
    counts = given.array(counts, (None,), "counts", "stages")
    given.named(named, "stages")
    drawn = {
        name: np.stack([half_drawn(picture, order, known) for known in counts])
        for name, picture in named.items()
    }
    ax = rows(drawn, ax)
    width = next(iter(named.values())).shape[1] + 1
    ax.set_xticks((np.arange(len(counts)) + 0.5) * width, [f"{known:,}" for known in counts])
    ax.set(xlabel="pixels decided")
    return ax


def endings(pictures, drawn, order, known, ax=None):
    """What is given of each picture, some ways to go on, and the real one: a row a picture.

    Args:
        pictures: real ones, `(n, height, width, 1)`.
        drawn: endings of each, `(n, m, height, width, 1)`.
        order: as in `half_drawn`.
        known: how many pixels are given.
        ax: the Axes to draw on.
    """
    checks.same_rows({"pictures": pictures, "drawn": drawn}, "endings")
    begun = {}
    for i, (picture, ways) in enumerate(zip(pictures, drawn, strict=True)):
        parts = [half_drawn(picture, order, known)]
        parts += [half_drawn(x, order, len(order)) for x in (*ways, picture)]
        begun[" " * i] = np.stack(parts)  # rows without a name
    ax, m = rows(begun, ax), len(drawn[0])
    ax.set_yticks([])
    middles = (np.array([0, (m + 1) / 2, m + 1]) + 0.5) * (pictures.shape[2] + 1)
    ax.set_xticks(middles, ["given", "endings drawn by the model", "the real one"])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    return ax


def reading_order(order, shape, ax=None):
    """The number of every pixel in reading order, a thin line from each to the next.

    Args:
        order: the place of every pixel in reading order, `(height * width,)`.
        shape: height and width.
        ax: the Axes to draw on.
    """
    height, width = given.array(shape, (2,), "shape", "reading_order").tolist()
    order = given.array(order, (height * width,), "order", "reading_order")
    places(order, "reading_order")
    ax = new_axes(0.62 * width, 0.55 * height, ax)
    y, x = np.divmod(np.asarray(order), width)
    shade = (y // 2 + x // 2) % 2
    cells = np.zeros(shape)
    cells[y, x] = shade
    ax.imshow(cells, "Blues", vmin=-0.1, vmax=4)
    ax.plot(x, y, color=HERE, lw=1.5, zorder=1)
    style = dict(ha="center", va="center", size=10, color=INK)
    for i in range(len(order)):
        ax.text(x[i], y[i], i + 1, bbox=dict(fc="white", ec="none", pad=0.8, alpha=0.7), **style)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return ax


def influence(slopes, places, ax=None):
    """Which pixels a prediction depends on, a panel for each predicted pixel.

    Args:
        slopes: size of the gradient with respect to every pixel, `(n, height, width)`.
        places: row and column of each predicted pixel, `(n, 2)`.
        ax: the Axes to draw on.
    """
    slopes = given.array(slopes, (None, None, None), "slopes", "influence")
    places = given.array(places, (len(slopes), 2), "places", "influence")
    ax, parts = panels(len(places), 3.1 * len(places), 3.2, ax)
    for part, slope, (row, column) in zip(parts, slopes, places, strict=True):
        shown = np.ma.masked_equal(slope, 0)
        image = part.imshow(np.ma.log10(shown / shown.max()), "viridis", vmin=-6, vmax=0)
        part.plot(column, row, "s", ms=6, mfc="none", mec=PALETTE[5], mew=2)
        part.set(xticks=[], yticks=[], title=f"row {row + 1}, column {column + 1}")
        part.set_facecolor("#E8E8E8")
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, ticks=[-6, -4, -2, 0])
    bar.set_ticklabels(["$10^{-6}$", "$10^{-4}$", "$10^{-2}$", "1"])
    bar.set_label("size of the gradient, largest = 1\n(grey: exactly 0)")
    return ax


def next_levels(chances, titles, actual, ax=None):
    """How probable the 256 grey levels of a pixel are, a panel for each pixel.

    Args:
        chances: probabilities, `(n, 256)`.
        titles: one for each.
        actual: the level that really stood there, `(n,)`: a dashed line.
        ax: the Axes to draw on.
    """
    chances = given.array(chances, (None, 256), "chances", "next_levels")
    titles = given.one_each(titles, len(chances), "titles", "next_levels")
    actual = given.array(actual, (len(chances),), "actual", "next_levels")
    within(chances, 0, 1, "chances", "next_levels")
    within(actual, 0, 255, "actual levels", "next_levels")
    ax, parts = panels(len(chances), 3 * len(chances), 2.5, ax, room=0.13)
    for part, p, title, level in zip(parts, chances, titles, actual, strict=True):
        part.vlines(np.arange(256), 0, 100 * np.asarray(p), color=BLUE, lw=1)
        part.axvline(level, color=ORANGE, ls="--", lw=1.5)
        part.set(title=title, xlabel="grey level", xlim=(-10, 265), ylim=(0, None))
    parts[0].set(ylabel="probability (%)")
    return ax


def slices(model, truth, places, ax=None):
    """p(x₂ | x₁) at a few values of x₁: the model's curve over the truth's.

    Args:
        model: a density on the plane with `log_density`.
        truth: a distribution with `log_prob` and `bounds`.
        places: values of x₁.
        ax: the Axes to draw on.
    """
    given.density(truth, "slices"), given.instance(model, "slices", "log_density")
    places = given.array(places, (None,), "places", "slices")
    ax, parts = panels(len(places) + 1, 2.9 * (len(places) + 1), 2.9, ax, room=0.1)
    first, *cuts = parts
    maps.shade_truth(truth, truth.bounds, maps.plane(truth.bounds, first))
    x2 = np.linspace(*truth.bounds[1], 400, dtype="float32")
    for k, (place, part) in enumerate(zip(places, cuts, strict=True)):
        points = np.stack([np.full_like(x2, place), x2], axis=1)
        exact, ours = (np.exp(np.asarray(f(points))) for f in (truth.log_prob, model.log_density))
        exact, ours = (p / (p.sum() * (x2[1] - x2[0])) for p in (exact, ours))
        part.fill_between(x2, exact, color="#CCCCCC", label="truth")
        part.plot(x2, ours, color=PALETTE[k], lw=1.8, label="model")
        part.set(title=f"$x_1$ = {place:g}", xlabel="$x_2$", yticks=[], ylim=(0, None))
        first.axvline(place, color=PALETTE[k], lw=1.8)
    cuts[0].set(ylabel="$p(x_2 \\mid x_1)$")
    cuts[0].legend(loc="upper right", handlelength=1)
    return ax


def changed_below(shares, names, row, ax=None):
    """How many pixels of every row changed, a line for each name.

    Args:
        shares: of changed pixels, name by name and row by row, `(n, rows)`.
        names: of the lines.
        row: the first row that was touched.
        ax: the Axes to draw on.
    """
    shares = given.array(shares, (None, None), "shares", "changed_below")
    names = given.one_each(names, len(shares), "names", "changed_below")
    within(shares, 0, 1, "shares", "changed_below")
    given.number(row, "row", "changed_below")
    ax = new_axes(7.5, 2.6, ax)
    for k, (name, share) in enumerate(zip(names, shares, strict=True)):
        style = dict(color=PALETTE[(1, 5, 2)[k]], marker=MARKERS[k], ms=4)
        ax.plot(np.arange(1, len(share) + 1), 100 * np.asarray(share), label=name, **style)
    ax.axvline(row + 1, color=INK, ls="--", lw=1)
    ax.set(xlabel="row of the picture", ylabel="pixels changed (%)", ylim=(-3, 103))
    ax.legend()
    return ax
