"""One function a picture. Each takes the Axes to draw on, or makes them, and returns them."""

import textwrap

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch

from helpers import checks, given
from helpers.backend import batched
from helpers.figures.style import ELSEWHERE, HERE, INK, MARKERS, PALETTE, new_axes
from helpers.pictures import numbers, several, shades


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


def mosaic(images, columns):
    """Images `(n, h, w, c)`, grey levels or floats in [0, 1], as one picture with thin gaps."""
    images, columns = batch(images, "mosaic"), checks.whole(columns, "columns", "mosaic")
    n, h, w, c = images.shape
    rows = -(-n // columns)
    sheet = np.ones((rows * (h + 1) - 1, columns * (w + 1) - 1, c))
    for i, image in enumerate(images):
        top, left = i // columns * (h + 1), i % columns * (w + 1)
        sheet[top : top + h, left : left + w] = image
    return sheet


def images(x, columns=10, title="", ax=None):
    """A sheet of images.

    Args:
        x: grey levels 0 to 255 or floats in [0, 1], `(n, height, width, 1 or 3)`.
        columns: images in a row.
        title: of the sheet.
        ax: the Axes to draw on.

    Raises:
        ValueError: no images, another shape, or numbers that mean no grey levels for certain.
    """
    sheet = mosaic(batch(x, "images"), columns)
    ax = new_axes(9, 9 * sheet.shape[0] / sheet.shape[1] + (0.3 if title else 0), ax)
    ax.imshow(sheet, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    ax.set(title=title)
    ax.axis("off")
    return ax


def rows(named, ax=None):
    """Rows of images, one for each name: `{"original": x, "decoded": y}`.

    Args:
        named: name to images as in `images`, as many in each row and of one shape.
        ax: the Axes to draw on.

    Raises:
        ValueError: no row, rows of different shapes, or no images.
    """
    floats = {name: batch(x, f"rows {name!r}") for name, x in given.named(named, "rows").items()}
    if len({x.shape for x in floats.values()}) > 1:
        told = ", ".join(f"{x.shape} in {name!r}" for name, x in floats.items())
        raise ValueError(
            f"rows expected as many images of one shape in every row; received {told}. What "
            f"stands below each other belongs together: cut all rows alike, x[:10]."
        )
    columns = len(next(iter(floats.values())))
    stacked = np.concatenate(list(floats.values()))
    ax = images(stacked, columns, ax=ax)
    height = stacked.shape[1] + 1
    ax.axis("on")
    ax.spines[:].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([i * height + height / 2 for i in range(len(named))], list(named))
    ax.tick_params(length=0)
    return ax


def as_floats(x, owner="as_floats"):
    """Images of any shape: grey levels to [0, 1]; floats in [0, 1] as they are."""
    return shades(x, owner)


def batch(x, owner):
    """Images `(n, height, width, 1 or 3)` as floats in [0, 1], one or more."""
    return as_floats(several(x, owner), owner)


def latent_map(decode, reach=3.0, side=16, ax=None):
    """What every point of a two-dimensional latent space decodes to."""
    given.called(decode, "decode")
    reach = given.positive(reach, "reach", "latent_map")
    if checks.whole(side, "side", "latent_map") < 2:
        raise ValueError("latent_map expected a side of 2 pictures or more; received 1.")
    ticks = np.linspace(-reach, reach, side)
    z = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2).astype("float32")
    ax = new_axes(6.5, 6.5, ax)
    edge = reach * (1 + 1 / (side - 1))
    ax.imshow(
        mosaic(batched(decode, z), side), cmap="gray", vmin=0, vmax=1, extent=[-edge, edge] * 2
    )
    ax.set(xlabel="$z_1$", ylabel="$z_2$", title="Decoded garment at every point of the map")
    return ax


def codes(z, labels, class_names, ax=None):
    """Codes of labelled data on a two-dimensional latent space, with the noise's 95 % circle."""
    class_names = given.class_names(class_names, "codes")
    given.named(dict.fromkeys(class_names), "codes", len(PALETTE))
    z = checks.events(z, (2,), "codes")
    labels = given.labels(labels, len(class_names), "codes", len(z))
    ax = new_axes(6.5, 5, ax)
    for k, name in enumerate(class_names):
        own = z[labels == k]
        ax.scatter(*own.T, 12, color=PALETTE[k], marker=MARKERS[k], alpha=0.7, lw=0, label=name)
    ax.add_patch(Circle((0, 0), 2.448, fill=False, color=INK, ls="--", lw=1.5))
    ax.set(xlabel="$z_1$", ylabel="$z_2$", aspect="equal")
    return ax


def bits(named, ax=None):
    """Bars of bits per dimension: shorter is better."""
    given.named(named, "bits")
    ax = new_axes(8, 0.5 * len(named) + 0.8, ax)
    values = list(named.values())
    bars = ax.barh(list(named), values, color=[PALETTE[4]] * (len(named) - 1) + [HERE])
    ax.bar_label(bars, [f"{v:.2f}" for v in values], padding=4)
    ax.invert_yaxis()
    ax.set(xlabel="bits per pixel at 256 grey levels (less is better)", xlim=(0, max(values) * 1.1))
    return ax


def kl_by_dimension(named, ax=None):
    """KL of every latent dimension in nats, largest first: a collapsed one stands at zero."""
    given.named(named, "kl_by_dimension", len(PALETTE))
    ax = new_axes(8, 2.6, ax)
    for i, (name, kl) in enumerate(named.items()):
        x = np.arange(1, len(kl) + 1)
        ax.plot(x, np.sort(kl)[::-1], MARKERS[i] + "-", color=PALETTE[i], label=name)
    ax.set(xlabel="latent dimensions, most used first", ylabel="KL (nats)", xticks=x)
    ax.set_ylim(bottom=0)
    ax.legend()
    return ax


def traversals(decode, z, dims, reach=3.0, steps=11, names=None, ax=None):
    """One row a latent dimension: what decoding shows as that number alone moves.

    `names` has one for every dimension of the code; "z 0", "z 1" and so on by default.
    """
    given.called(decode, "decode")
    z, dims = numbers(z, "traversals"), list(dims)
    if z.ndim != 1 or not np.isfinite(z).all():
        raise ValueError(
            f"traversals expected one code, (d,) and finite; received {z.shape}. All rows start "
            f"from it: model.encode(x)[0] is such a code."
        )
    for dim in given.named(dict.fromkeys(dims), "traversals dims"):
        given.index(dim, len(z), "traversals dims", "dimension")
    reach = given.positive(reach, "reach", "traversals")
    steps = checks.whole(steps, "steps", "traversals")
    names = names or [f"z {dim}" for dim in range(len(z))]
    ticks = np.linspace(-reach, reach, steps)
    path = np.repeat(np.asarray(z, "float32")[None], len(dims) * steps, axis=0)
    for row, dim in enumerate(dims):
        path[row * steps : (row + 1) * steps, dim] = ticks
    decoded = batched(decode, path).reshape(len(dims), steps, *np.shape(decode(path[:1]))[1:])
    ax = rows({names[dim]: decoded[row] for row, dim in enumerate(dims)}, ax)
    width = decoded.shape[3] + 1
    ax.set_xticks((np.arange(steps) + 0.5) * width, [f"{t:+.1f}" for t in ticks])
    return ax
