"""Pictures of a movement from noise to data: mixtures, directions, steps, times."""

import numpy as np

from helpers import checks, given
from helpers.figures.maps import plane
from helpers.figures.pictures import batch, images
from helpers.figures.planar import BLUE, ORANGE
from helpers.figures.style import INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays, by_name, within

FOLLOWED = 6  # points that keep a colour of their own from panel to panel
ARROWS = 45


def fading(pictures, times, seed=0, ax=None):
    """Pictures on their straight way into noise, a row each, a column a time.

    Args:
        pictures: grey levels or in [0, 1], `(n, height, width, channels)`.
        times: from 1, the picture, to 0, all noise.
        seed: of the noise.
        ax: the Axes to draw on.
    """
    times = shares_of_time(times, "fading")
    x = batch(pictures, "fading")[:, None]  # (n, 1, height, width, channels)
    eps = (given.generator(seed, "fading").standard_normal(x.shape) + 1) / 2  # as models see it
    t = np.reshape(times, (1, -1, 1, 1, 1))
    mixed = np.clip(t * x + (1 - t) * eps, 0, 1)
    ax = images(mixed.reshape(-1, *x.shape[2:]), len(times), ax=ax)
    ax.axis("on")
    ax.spines[:].set_visible(False)
    width = x.shape[3] + 1
    ax.set_xticks((np.arange(len(times)) + 0.5) * width, [f"t = {t:g}" for t in times])
    ax.set_yticks([])
    ax.tick_params(length=0)
    return ax


def mixing(clouds, times, ax=None):
    """The same points at several times, a panel each; a few keep a colour of their own.

    Args:
        clouds: `(times, n, 2)`.
        times: from 0 to 1.
        ax: the Axes to draw on.
    """
    times = shares_of_time(times, "mixing")
    clouds = given.array(clouds, (len(times), None, 2), "clouds", "mixing")
    ax = panel_axes(times, ax)
    for cloud, part in zip(clouds, panels(clouds, times, ax), strict=True):
        part.scatter(*cloud.T, 2, color="#AAAAAA", lw=0)
        for k in range(min(FOLLOWED, len(cloud))):
            part.plot(*cloud[k], MARKERS[k], color=PALETTE[k], ms=7, mec=INK, mew=0.6)
    return ax


def velocity_fields(named, clouds, times, ax=None):
    """Arrows along velocities at points of each time; longer is faster.

    Args:
        named: name to a velocity, a function of places `(n, 2)` and times `(n, 1)`: one, or two
            to be compared.
        clouds: points of each time, `(times, n, 2)`.
        times: from 0 to 1.
        ax: the Axes to draw on.
    """
    times = shares_of_time(times, "velocity_fields")
    clouds = given.array(clouds, (len(times), None, 2), "clouds", "velocity_fields")
    some = np.asarray(clouds[:, :ARROWS], "float32")
    arrows = {
        name: [directions(velocity, at, t, name) for at, t in zip(some, times, strict=True)]
        for name, velocity in given.named(named, "velocity_fields", 2).items()
    }
    ax = panel_axes(times, ax)
    for i, part in enumerate(panels(clouds, times, ax)):
        part.scatter(*clouds[i].T, 2, color="#C4C4C4", lw=0)
        for k, (name, v) in enumerate(arrows.items()):
            style = dict(color=(ORANGE, BLUE)[k], width=(0.014, 0.007)[k], label=name)
            part.quiver(*some[i].T, *v[i].T, angles="xy", scale_units="xy", scale=2.2, **style)
    if len(named) > 1:
        part.legend(loc="lower right", bbox_to_anchor=(1.05, -0.2), ncols=2)
    return ax


def directions(velocity, at, t, name):
    """The velocities at places `(n, 2)` at time t, `(n, 2)`."""
    v = given.called(velocity, name)(at, np.full((len(at), 1), t, "float32"))
    return given.array(v, at.shape, f"what {name!r} gives", "velocity_fields")


def crossing_pairs(eps, x, place, mean, truth_points, ax=None):
    """Pairs of noise and data whose lines pass one place, and their mean direction there.

    Args:
        eps: the noises, `(n, 2)`.
        x: the data they belong to, `(n, 2)`.
        place: where the lines cross, `(2,)`.
        mean: the mean direction, `(2,)`.
        truth_points: some data, drawn in grey, `(m, 2)`.
        ax: the Axes to draw on.
    """
    eps, x, truth_points = (
        given.array(points, (None, 2), "points", "crossing_pairs")
        for points in (eps, x, truth_points)
    )
    place, mean = (given.array(v, (2,), "place and mean", "crossing_pairs") for v in (place, mean))
    checks.same_rows({"eps": eps, "x": x}, "crossing_pairs")
    ax = new_axes(5.4, 4.4, ax)
    ax.scatter(*np.transpose(truth_points), 3, color="#BBBBBB", lw=0)
    for start, end in zip(eps, x, strict=True):
        ax.plot(*np.transpose([start, end]), color=PALETTE[4], lw=0.8, alpha=0.7, zorder=1)
    ax.plot(*np.transpose(eps), "o", ms=5, mfc="white", mec=INK, label="noise ε")
    ax.plot(*np.transpose(x), "o", ms=5, color=ORANGE, mec="white", label="data x")
    style = dict(color=BLUE, width=0.014, angles="xy", scale_units="xy", scale=1.6, zorder=5)
    ax.quiver(*place, *mean, label="mean of all x − ε here", **style)
    ax.plot(*place, "X", ms=9, color=INK, label="the place $x_t$", zorder=6)
    ax.set(aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def marginals(named, times, ax=None):
    """Histograms of one coordinate at several times, a panel each.

    Args:
        named: name to values, `(times, n)`; the first is filled, the others are lines.
        times: from 0 to 1.
        ax: the Axes to draw on.
    """
    times = shares_of_time(times, "marginals")
    named = arrays(named, (len(times), None), "marginals")
    ax = panel_axes(times, ax, 2.2)
    bins = np.linspace(*np.quantile(next(iter(named.values())), [0.001, 0.999]), 50)
    for k, t in enumerate(times):
        part = ax.inset_axes([(k + 0.05) / len(times), 0.12, 0.9 / len(times), 0.7])
        for number, (name, values) in enumerate(named.items()):
            style = (
                dict(color="#BBBBBB") if number == 0 else dict(color=BLUE, histtype="step", lw=2)
            )
            part.hist(values[k], bins, density=True, label=name, **style)
        part.set(title=f"t = {t:.2f}", yticks=[])
    part.legend(loc="upper right", bbox_to_anchor=(1, 1.45), ncols=2)
    return ax


def steps_and_quality(distances, others, floor, ax=None):
    """Fréchet distance against the velocities that a sample takes.

    Args:
        distances: velocities to distance, of Euler steps.
        others: name to a pair, velocities and distance.
        floor: what two real sets of these sizes score.
        ax: the Axes to draw on.
    """
    given.number(floor, "floor", "steps_and_quality")
    distances = by_name(distances, "steps_and_quality distances")
    for steps in distances:
        given.positive(steps, "velocities", "steps_and_quality")
    others = arrays(others, (2,), "steps_and_quality others", len(MARKERS) - 1)
    ax = new_axes(7.5, 3.4, ax)
    ax.plot(list(distances), list(distances.values()), "o-", color=BLUE, label="Euler steps")
    for k, (name, point) in enumerate(others.items(), 1):
        ax.plot(*point, MARKERS[k], color=PALETTE[0], mec=INK, ms=9, ls="", label=name)
    ax.axhline(floor, color=INK, ls="--", lw=1, label="two real sets (floor)")
    ax.set(xscale="log", yscale="log", xlabel="velocities for each sample")
    ax.set_xticks(list(distances), [str(n) for n in distances])
    ax.minorticks_off()
    ax.set_ylabel("Fréchet distance to real\ngarments (less is better)")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def shares_of_time(times, owner):
    """Check times between noise and data, `(n,)`."""
    return within(given.array(times, (None,), "times", owner), 0, 1, "times", owner)


def panel_axes(times, ax, height=None):
    """An empty Axes wide enough for a panel for each time."""
    ax = new_axes(10, height or 0.5 + 10 / len(times), ax)
    ax.axis("off")
    return ax


def panels(clouds, times, ax):
    """Square Axes inside `ax`, one for each time, with one window for all."""
    reach = float(np.quantile(np.abs(clouds), 0.999)) * 1.1
    bounds = ((-reach, reach), (-reach, reach))
    for k, t in enumerate(times):
        part = plane(bounds, ax.inset_axes([(k + 0.02) / len(times), 0, 0.96 / len(times), 0.9]))
        part.set(title=f"t = {t:.2f}", xticks=[], yticks=[], xlabel="", ylabel="")
        yield part
