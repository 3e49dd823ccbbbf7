"""Pictures of latent spaces: the line that data lie on, ways and holes, concepts and leaks."""

import numpy as np

from helpers import checks, given
from helpers.figures.maps import limits, plane, window
from helpers.figures.style import HERE, INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays, equal_tables, within


def manifold(points, codes, line, ways, ax=None):
    """Points of the plane in the colour of their one-number codes, and the line they lie on.

    Args:
        points: `(n, 2)`.
        codes: `(n,)`.
        line: what decoding a growing code draws, `(m, 2)`.
        ways: name to `(steps, 2)`, ways between two points.
        ax: the Axes to draw on.
    """
    codes = given.array(codes, (None,), "codes", "manifold")
    line = given.array(line, (None, 2), "line", "manifold")
    ways = arrays(ways, (None, 2), "manifold ways", 2)
    points = checks.events(points, (2,), "manifold")
    checks.same_rows({"points": points, "codes": codes}, "manifold")
    ax = plane(window(points), ax)
    dots = ax.scatter(*points.T, 9, c=codes, cmap="viridis", lw=0)
    ax.plot(*np.transpose(line), color=INK, lw=1, label="decoded codes")
    for k, (name, way) in enumerate(ways.items()):
        ax.plot(
            *np.transpose(way), "-" + MARKERS[k], color=PALETTE[5 * k], lw=2.5, ms=5, label=name
        )
    ax.figure.colorbar(dots, ax=ax, shrink=0.6, location="left").set_label("code")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def norms(named, ax=None):
    """How far from the centre points lie, a histogram for each set `(n, d)`."""
    named = arrays(named, (None, None), "norms", len(PALETTE))
    ax = new_axes(8, 2.8, ax)
    lengths = {name: np.linalg.norm(z, axis=1) for name, z in named.items()}
    bins = np.linspace(0, max(map(np.max, lengths.values())), 60)
    for k, (name, values) in enumerate(lengths.items()):
        style = dict(color=PALETTE[k], alpha=0.6, density=True)
        ax.hist(values, bins, label=f"{name}: median {np.median(values):.1f}", **style)
    ax.set(xlabel="distance from the centre", ylabel="share", yticks=[])
    ax.legend()
    return ax


def bound_and_gap(means, bound, log_p, best, ax=None):
    """A lower bound on log p(x) over the encoder's mean, and what it lacks.

    Args:
        means: of the encoder's answer, `(n,)`.
        bound: at each of them, `(n,)`, in nats.
        log_p: the true log p(x).
        best: the posterior's mean.
        ax: the Axes to draw on.
    """
    means = given.array(means, (None,), "means", "bound_and_gap")
    bound = given.array(bound, (len(means),), "bound", "bound_and_gap")
    given.number(log_p, "log_p", "bound_and_gap")
    given.number(best, "best", "bound_and_gap")
    ax = new_axes(7.5, 3.4, ax)
    ax.axhline(log_p, color=INK, ls="--", lw=1, label="log p(x)")
    ax.fill_between(means, bound, log_p, color=HERE, alpha=0.3, label="gap: KL to the posterior")
    ax.plot(means, bound, color=PALETTE[1], lw=2, label="bound (ELBO)")
    ax.axvline(best, color=INK, ls=":", lw=1, label="mean of the posterior")
    ax.set(xlabel="mean of the encoder's answer", ylabel="nats")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def along_the_way(scores, floor, ax=None):
    """A score along ways, one curve a way, `name -> (steps,)`, with what real pictures score."""
    given.number(floor, "floor", "along_the_way")
    scores = arrays(scores, (None,), "along_the_way", len(PALETTE))
    ax = new_axes(8, 3.2, ax)
    for k, (name, values) in enumerate(scores.items()):
        shares = np.linspace(0, 1, len(values))
        ax.plot(shares, values, MARKERS[k] + "-", color=PALETTE[k], ms=5, label=name)
    ax.axhline(floor, color=INK, ls="--", lw=1, label="held-out real pictures")
    ax.set(xlabel="share of the way", ylabel="distance to the nearest\nreal picture, in features")
    ax.set_ylim(0)
    ax.legend(bbox_to_anchor=(1, 1), loc="upper left")
    return ax


def hole_map(distances, codes, box, top, title="", ax=None):
    """How far from every real picture each point of a two-dimensional latent space decodes to.

    Args:
        distances: `(side, side)`, rows from below.
        codes: of real pictures, `(n, 2)`.
        box: `((left, right), (bottom, top))` that the distances cover.
        top: distance of the palest colour, to put two maps on one scale.
        title: of the map.
        ax: the Axes to draw on.
    """
    distances = given.array(distances, (None, None), "distances", "hole_map")
    codes = given.array(codes, (None, 2), "codes", "hole_map")
    limits(box)
    given.positive(top, "top", "hole_map")
    ax = new_axes(6, 5, ax)
    extent = np.ravel(box).tolist()
    style = dict(origin="lower", extent=extent, aspect="auto")
    image = ax.imshow(distances, "inferno", vmin=0, vmax=top, **style)
    ax.scatter(*codes.T, 4, color="white", lw=0, alpha=0.8)
    ax.set(xlim=tuple(box[0]), ylim=tuple(box[1]), xlabel="$z_1$", ylabel="$z_2$", title=title)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, extend="max")
    bar.set_label("distance to the nearest real garment")
    return ax


def leaks(changed, concepts, statements, ax=None):
    """How often moving along a concept (row) changed a statement (column), in percent.

    Args:
        changed: shares `(concepts, statements)`.
        concepts: name of each row.
        statements: name of each column.
        ax: the Axes to draw on.
    """
    changed = given.array(changed, (None, None), "changed", "leaks")
    within(changed, 0, 1, "shares", "leaks")
    concepts = given.one_each(concepts, len(changed), "concepts", "leaks")
    statements = given.one_each(statements, changed.shape[1], "statements", "leaks")
    ax = new_axes(10, 0.42 * len(concepts) + 1.3, ax)
    ax.imshow(changed, "Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(changed):
        own = concepts[row] == statements[column]
        style = dict(color="white" if share > 0.5 else INK, weight="bold" if own else "normal")
        if share >= 0.01:
            ax.text(column, row, f"{100 * share:.0f}", ha="center", va="center", size=9, **style)
    ax.set_xticks(range(len(statements)), statements, rotation=45, ha="right")
    ax.set_yticks(range(len(concepts)), concepts)
    ax.tick_params(length=0)
    ax.set(xlabel="statement that changed, % of faces", ylabel="moved along")
    return ax


def success(shares, ax=None):
    """On how many faces more a concept is read: a row a concept, a marker a way to move.

    Args:
        shares: name of a way to `{concept: share}`, the share before subtracted.
        ax: the Axes to draw on.
    """
    shares = equal_tables(shares, "success", len(PALETTE))
    for name, row in shares.items():
        within(list(row.values()), -1, 1, repr(name), "success")
    concepts = list(next(iter(shares.values())))
    ax = new_axes(8, 0.36 * len(concepts) + 1, ax)
    rows = np.arange(len(concepts))
    ax.hlines(rows, 0, 100, color="#DDDDDD", lw=1, zorder=1)
    for k, (name, row) in enumerate(shares.items()):
        values = [100 * row[concept] for concept in concepts]
        style = dict(color=PALETTE[k], marker=MARKERS[k], s=55, edgecolor=INK, lw=0.5, zorder=3)
        ax.scatter(values, rows, label=name, **style)
    ax.set_yticks(rows, concepts)
    ax.invert_yaxis()
    least = min(100 * value for row in shares.values() for value in row.values())
    ax.set(xlim=(min(0, least) - 2, 102), xlabel="faces on which it is read, less those before (%)")
    ax.legend(bbox_to_anchor=(1, 1), loc="upper left")
    return ax


def overshoot(strengths, curves, normal, ax=None):
    """What a growing strength does: shares that rise, and how far pictures are from real ones.

    Args:
        strengths: `(m,)`.
        curves: name to `(m,)`, relative to what real pictures score.
        normal: the highest strength that is usual.
        ax: the Axes to draw on.
    """
    given.number(normal, "normal", "overshoot")
    strengths = given.array(strengths, (None,), "strengths", "overshoot")
    curves = arrays(curves, (len(strengths),), "overshoot", len(PALETTE) - 1)
    ax = new_axes(8, 3.2, ax)
    ax.axvspan(0, normal, color=HERE, alpha=0.15, lw=0, label="between two real groups")
    for k, (name, values) in enumerate(curves.items()):
        ax.plot(strengths, values, MARKERS[k] + "-", color=PALETTE[k + 1], ms=5, label=name)
    ax.set(xlabel="strength of the concept", ylabel="share, or multiple of the floor")
    ax.set_ylim(0)
    ax.legend(bbox_to_anchor=(1, 1), loc="upper left")
    return ax
