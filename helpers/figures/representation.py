"""What a code keeps of a picture, and which of its numbers found what."""

import numpy as np

from helpers import checks, given
from helpers.figures.style import INK, MARKERS, PALETTE, new_axes
from helpers.figures.values import arrays, tables, within


def error_by_size(curves, silence, ax=None):
    """How far pictures that come back are off, against how many numbers describe them.

    Args:
        curves: name to `{numbers in the code: error in grey levels}`.
        silence: the error of the mean picture, which needs no numbers at all.
        ax: the Axes to draw on.
    """
    given.number(silence, "silence", "error_by_size")
    curves = tables(curves, "error_by_size", len(PALETTE))
    for size in {size for errors in curves.values() for size in errors}:
        checks.whole(size, "numbers in the code", "error_by_size")
    ax = new_axes(7.5, 3.6, ax)
    for k, (name, errors) in enumerate(curves.items()):
        sizes, values = list(errors), list(errors.values())
        ax.plot(sizes, values, MARKERS[k] + "-", color=PALETTE[k], label=name)
    ax.axhline(silence, color=INK, ls="--", lw=1)
    ax.annotate(
        "the mean face", (sizes[-1], silence), (0, 3), ha="right", textcoords="offset points"
    )
    ax.set_xscale("log", base=2)
    ticks = sorted({size for errors in curves.values() for size in errors})
    ticks = [t for t in ticks if t & (t - 1) == 0 or len(ticks) < 8]  # the powers of two
    ax.set_xticks(ticks, [str(t) for t in ticks])
    ax.set_xticks([], minor=True)
    ax.set(xlabel="numbers in the description")
    ax.set_ylim(bottom=0)
    ax.set_ylabel("a pixel is off by\n(grey levels of 255)")
    ax.legend()
    return ax


def factor_matrix(share, factors, title="", ax=None):
    """How much of each factor (row) each number of a code (column) says by itself.

    Args:
        share: `(k, d)` from 0 to 1, such as `metrics.information_share`.
        factors: name of each row.
        title: of the picture.
        ax: the Axes to draw on.
    """
    share = given.array(share, (None, None), "share", "factor_matrix")
    within(share, 0, 1, "share", "factor_matrix")
    factors = given.one_each(factors, len(share), "factors", "factor_matrix")
    ax = new_axes(7.5, 5, ax)
    image = ax.imshow(share, "cividis", vmin=0, vmax=1, aspect="auto")
    for row, column in np.argwhere(share >= 0.05):
        tone = INK if share[row, column] > 0.55 else "white"
        text = f"{share[row, column]:.2f}".lstrip("0")
        ax.text(column, row, text, ha="center", va="center", color=tone, size=7)
    ax.set_xticks(range(share.shape[1]))
    ax.set_yticks(range(len(factors)), factors)
    ax.tick_params(length=0)
    ax.set(xlabel="number of the code", title=title)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8)
    bar.set_label("share of the factor's entropy")
    return ax


def factor_recovery(scores, factors, ax=None):
    """How well each factor can be read off each code: a row a factor, a marker a code.

    Args:
        scores: name of a code to R², `(k,)`, such as `metrics.recovery`; negative ones are
            drawn at zero.
        factors: name of each row.
        ax: the Axes to draw on.
    """
    scores = arrays(scores, (None,), "factor_recovery", len(PALETTE))
    for name, values in scores.items():
        given.one_each(factors, len(values), f"factors of {name!r}", "factor_recovery")
    ax = new_axes(7.5, 5.2, ax)
    rows = np.arange(len(factors))
    for k, (name, values) in enumerate(scores.items()):
        style = dict(color=PALETTE[k], marker=MARKERS[k], s=42, edgecolor=INK, lw=0.5, zorder=3)
        ax.scatter(np.clip(values, 0, 1), rows, label=name, **style)
    ax.hlines(rows, 0, 1, color="#DDDDDD", lw=1, zorder=1)
    ax.set_yticks(rows, factors)
    ax.invert_yaxis()
    ax.set(xlim=(-0.02, 1.02), xlabel="R² of the factor read off the code (1: known exactly)")
    ax.legend(bbox_to_anchor=(1, 1), loc="upper left")
    return ax
