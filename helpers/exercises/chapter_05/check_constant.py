"""What holds for a normalised density on a grid: area one, no trace of a constant, equality."""

import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a sum or mean over all cells was returned. Each cell has its own log p(x)",
    (414, 1): "an axis too many",
}


def log_p(energy, area):
    """log p(x) at the cells of a grid, `(n,)` to `(n,)`."""
    return -energy - np.log(np.exp(-energy).sum() * area)


def check_constant(answer):
    """log p(x) from energies on a grid."""
    energy, area = _valley(18, 23)

    def theirs(energy, area=area):
        value = run(answer, energy=energy, area=area)
        return expect(value, energy.shape, SHAPES)

    value, slips = theirs(energy), _slips(energy, area)
    _adds_up_to_one(value, area, cause_of(value, slips, "a sign, or a factor on one term"))
    _does_not_see_a_constant(theirs, energy, value)
    what = "log p(x) in cell {}"
    agree(value, log_p(energy, area), what, "cells that changed places, or went into one another")
    rng = np.random.default_rng(5)
    for cells, deep, size in ((90, -4.0, 0.7), (7, 8.0, 0.002), (2, 0.0, 30.0)):
        other = deep + rng.gamma(2.0, 1.5, size=cells)
        told, cause = theirs(other, size), "something that fits one grid or one area only"
        agree(told, log_p(other, size), f"a window of {cells} cells of {size:g}, {what},", cause)
    return (
        "Your density adds up to 1 over the window, and a constant added to the energy leaves no "
        "trace."
    )


def _valley(rows, columns):
    """Energies of a bent valley, seen through a window that is nowhere symmetric."""
    x, y = np.meshgrid(np.linspace(-2.4, 3.1, columns), np.linspace(-1.7, 2.9, rows))
    area = 5.5 / columns * 4.6 / rows
    return (x**2 + (y - x**2 / 3) ** 2 + 0.3 * x * y).ravel() + 1.5, area


def _slips(energy, area):
    """The usual slips, and what each gives."""
    total = np.exp(-energy).sum()
    return {
        "the mean has to become a sum times the area, and log Z is subtracted": (
            -energy / math.log(total / len(energy))
        ),
        "log Z divides. The logarithm of a quotient is a difference": (
            -energy / math.log(total * area)
        ),
        "a mean stands where a sum times the area belongs": -energy - math.log(total / len(energy)),
        "the area of a cell is missing": -energy - math.log(total),
        "the area divides. A sum of values times areas is an integral": (
            -energy - math.log(total / area)
        ),
        "log Z is added. It is subtracted": -energy + math.log(total * area),
        "log Z is missing": -energy,
        "the sign of the energy. A low energy is probable": energy - math.log(total * area),
        "this is p(x). The question asks for its logarithm": np.exp(-energy) / (total * area),
        "this is minus log p(x), a loss": energy + math.log(total * area),
        "Z itself was subtracted. In logarithms it is log Z": -energy - total * area,
        "bits. Nats need the natural logarithm": log_p(energy, area) / math.log(2),
    }


def _adds_up_to_one(value, area, cause):
    total = float(np.exp(np.minimum(value, 50)).sum() * area)
    if abs(total - 1) > 0.001:
        raise NotYet(
            f"p(x) times area, added up over all cells, is {total:.4g}. A density adds up to 1.",
            cause,
        )


def _does_not_see_a_constant(theirs, energy, value):
    moved = float(np.abs(theirs(energy + 2.0) - value).max())
    if moved > 1e-4:
        raise NotYet(
            f"With 2 added to every energy your log p(x) moves by up to {moved:.3g}. The density "
            "of a model does not change when its energy is raised everywhere.",
            "a number that fits this energy alone",
        )
