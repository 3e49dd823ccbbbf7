"""Windows of the plane, values at their points, and the shades that stand for them."""

import numpy as np

from helpers import checks
from helpers.figures.style import new_axes
from helpers.pictures import numbers
from helpers.taxonomy import Density

NATS = 5  # how far below its top a density is drawn: the palest is 1/150 of the darkest


def kind_of(source):
    """The kind of a model's density; a truth is exact."""
    return getattr(source, "density", Density.EXACT)


def window(source, bounds=None):
    """The bounds given, or the truth's own, or what holds plain points."""
    if bounds is not None or hasattr(source, "bounds"):
        return source.bounds if bounds is None else bounds
    if isinstance(source, (list, tuple)):
        source = numbers(source, "This figure")
    if not hasattr(source, "__array__"):
        raise ValueError(
            f"expected bounds= as ((left, right), (bottom, top)); received none with "
            f"{type(source).__name__}, which has no window of its own. Take those of the data: "
            f"datasets.planar('moons').bounds."
        )
    source = checks.events(source, (2,), "This figure")
    low, high = np.min(source, axis=0), np.max(source, axis=0)
    margin = 0.08 * (high - low)
    return tuple(zip((low - margin).tolist(), (high + margin).tolist(), strict=True))


def limits(bounds):
    """Check a window, `((left, right), (bottom, top))`."""
    array = numbers(bounds, "bounds=")
    if array.shape != (2, 2) or not np.isfinite(array).all() or not (np.diff(array) > 0).all():
        raise ValueError(
            f"expected bounds= as ((left, right), (bottom, top)), both rising; received {bounds}. "
            f"Outside a window nothing is drawn: datasets.planar('moons').bounds is one."
        )
    return bounds


def plane(bounds, ax=None):
    """Axes that show a window of the plane, both axes at one scale."""
    (left, right), (bottom, top) = limits(bounds)
    ax = new_axes(5.6, 1 + min(4.5, 4.2 * (top - bottom) / (right - left)), ax)
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    return ax


def drawn(samples, owner):
    """Check points that a model drew, `(n, 2)`; some may be lost at infinity."""
    samples = numbers(samples, owner)
    if samples.ndim != 2 or samples.shape[1] != 2 or len(samples) == 0:
        raise ValueError(
            f"{owner} expected samples on the plane, (n, 2), one or more; received "
            f"{samples.shape}. One point is a batch of one: x[None]."
        )
    if not np.isfinite(samples).all(axis=1).any():
        raise ValueError(
            f"{owner} expected samples of which some can be seen; received NaN or infinity in all "
            f"{len(samples)}. The model's weights are broken: load or train it again."
        )
    return samples


def ways(states, owner):
    """Check the ways of points, `(n, T, 2)`, finite."""
    states = numbers(states, owner)
    if states.ndim != 3 or states.shape[2] != 2 or 0 in states.shape:
        raise ValueError(
            f"{owner} expected ways of points, (n, T, 2): n of them, each at T times; received "
            f"{states.shape}. A model's trajectory(z) gives them."
        )
    if not np.isfinite(states).all():
        raise ValueError(
            f"{owner} expected finite places; received NaN or infinity. Such a way has left the "
            f"plane: take smaller steps, or leave those points out."
        )
    return states


def grid(bounds, side):
    """Points of a window row by row from below, `(side², 2)`."""
    ticks = (np.linspace(*limits, side) for limits in bounds)
    return np.stack(np.meshgrid(*ticks), axis=-1).reshape(-1, 2)


def on_grid(fn, bounds, side):
    """A function `(n, 2)` to `(n,)` at the points of a grid, `(side, side)`."""
    points = grid(limits(bounds), checks.whole(side, "side", "This figure"))
    parts = [np.asarray(fn(points[i : i + 8192])) for i in range(0, len(points), 8192)]
    values = np.concatenate([np.atleast_1d(part) for part in parts])
    if values.size != len(points):
        raise ValueError(
            f"expected a function of points (n, 2) that gives one number for each, (n,); received "
            f"{values.shape} for {len(points)} points. A map has one value at every place."
        )
    return values.reshape(side, side)


def without_gaps(fn, bounds, side, owner):
    """As `on_grid`, and NaN nowhere: a hole in a map looks like a low place, or a high one."""
    values = on_grid(fn, bounds, side)
    if np.isnan(values).any() or not np.isfinite(values).any():
        raise ValueError(
            f"{owner} expected a number at every place; received NaN or infinity at "
            f"{np.sum(~np.isfinite(values)):,} of {values.size:,}. A model whose training broke "
            f"gives such: load or train it again."
        )
    return values


def log_density(source, bounds, side, draws=32):
    """Log density of a model or a truth on a grid, `(side, side)`, in nats.

    A bound is drawn anew with every call; the mean of many draws is a bound too, less grainy.
    """
    fn = getattr(source, "log_prob", None) or getattr(source, "log_density", None)
    if fn is None or isinstance(source, type):
        raise TypeError(
            f"expected something with a density, such as datasets.planar('moons') or a trained "
            f"model; received {source if fn else type(source).__name__}. Points alone have none."
        )
    repeats = draws if kind_of(source) is Density.BOUND else 1
    return np.mean([on_grid(fn, bounds, side) for _ in range(repeats)], axis=0)


def placed(bounds):
    """How `imshow` puts a grid into the window."""
    extent = np.ravel(bounds).tolist()
    return dict(extent=extent, origin="lower", interpolation="bilinear", aspect="equal")


def shade(log_p, bounds, ax):
    """Blue the darker the denser, white from `NATS` below the top."""
    image = ax.imshow(np.zeros((2, 2)), "Blues", **placed(bounds))
    reshade(image, log_p)
    return image


def reshade(image, log_p):
    """New values for such a map."""
    shades, top = clipped(log_p)
    image.set_data(shades)
    image.set_clim(top - NATS, top)


def shade_truth(truth, bounds, ax):
    """The truth in greys pale enough for points on top: its density, or points themselves."""
    if not hasattr(truth, "log_prob"):
        truth = checks.events(truth, (2,), "This figure")
        ax.scatter(*truth[:2000].T, 8, color="#BBBBBB", lw=0)
        return
    shades, top = clipped(log_density(truth, bounds, 160))
    ax.imshow(shades, "Greys", vmin=top - NATS, vmax=top + 1.5 * NATS, **placed(bounds))


def clipped(log_p):
    """A map cut off `NATS` below its top, and the top; what is not a number is white."""
    top = np.max(log_p, where=np.isfinite(log_p), initial=-np.inf)
    top = top if np.isfinite(top) else 0.0
    return np.clip(np.nan_to_num(log_p, nan=-np.inf), top - NATS, top), top
