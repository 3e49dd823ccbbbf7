"""Pictures of pictures: sheets, rows, what latent spaces decode to; and bars of bits."""

import numpy as np
from matplotlib.patches import Circle

from helpers import checks, given
from helpers.backend import batched
from helpers.figures.style import HERE, INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays, by_name
from helpers.pictures import numbers, several, shades

WIDEST = 100  # columns of a sheet that has fewer pictures


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
    x = batch(x, "images")
    columns = min(checks.whole(columns, "columns", "images"), max(len(x), WIDEST))
    sheet = mosaic(x, columns)
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
    sheet = mosaic(decoded(decode, z, "latent_map"), side)
    ax = new_axes(6.5, 6.5, ax)
    edge = reach * (1 + 1 / (side - 1))
    ax.imshow(sheet, cmap="gray", vmin=0, vmax=1, extent=[-edge, edge] * 2)
    ax.set(xlabel="$z_1$", ylabel="$z_2$", title="Decoded garment at every point of the map")
    return ax


def decoded(decode, z, owner):
    """The picture of every code."""
    two = z[:2]  # outside the graph, so that a refusal arrives as it was raised
    checks.same_rows({"codes": two, "what decode gives": decode(two)}, owner)
    return batched(decode, z)


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
    named = by_name(named, "bits")
    ax = new_axes(8, 0.5 * len(named) + 0.8, ax)
    values = list(named.values())
    bars = ax.barh(list(named), values, color=[PALETTE[4]] * (len(named) - 1) + [HERE])
    ax.bar_label(bars, [f"{v:.2f}" for v in values], padding=4)
    ax.invert_yaxis()
    ax.set(xlabel="bits per pixel at 256 grey levels (less is better)", xlim=(0, max(values) * 1.1))
    return ax


def kl_by_dimension(named, ax=None):
    """KL of every latent dimension in nats, largest first: a collapsed one stands at zero."""
    named = arrays(named, (None,), "kl_by_dimension", len(PALETTE))
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
    z = numbers(z, "traversals")
    if z.ndim != 1 or not np.isfinite(z).all():
        raise ValueError(
            f"traversals expected one code, (d,) and finite; received {z.shape}. All rows start "
            f"from it: model.encode(x)[0] is such a code."
        )
    dims = given.array(given.listed(dims) or dims, (None,), "dims", "traversals").tolist()
    for dim in dims:
        given.index(dim, len(z), "traversals dims", "dimension")
    reach = given.positive(reach, "reach", "traversals")
    steps = checks.whole(steps, "steps", "traversals")
    names = [f"z {dim}" for dim in range(len(z))] if names is None else names
    names = given.one_each(names, len(z), "names", "traversals")
    ticks = np.linspace(-reach, reach, steps)
    path = np.repeat(np.asarray(z, "float32")[None], len(dims) * steps, axis=0)
    for row, dim in enumerate(dims):
        path[row * steps : (row + 1) * steps, dim] = ticks
    x = decoded(decode, path, "traversals")
    x = x.reshape(len(dims), steps, *x.shape[1:])
    ax = rows({names[dim]: x[row] for row, dim in enumerate(dims)}, ax)
    width = x.shape[3] + 1
    ax.set_xticks((np.arange(steps) + 0.5) * width, [f"{t:+.1f}" for t in ticks])
    return ax
