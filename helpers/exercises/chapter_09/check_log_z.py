"""What holds for a constant Z: minus the energy, the area of a cell, no overflow."""

import numpy as np
from scipy.special import logsumexp

from helpers.exercises.agreement import apart, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (900,): "one number a cell. Z is one number for all of them: a sum over the cells",
    (1,): "`keepdims=True`, or a list of one number",
}
SD = np.array([0.8, 1.3])


def log_z(energy, area):
    """log ∫ exp(-E), from energies at the cells of a grid, (cells,) and their area."""
    return logsumexp(-np.asarray(energy, "float64")) + np.log(area)


def grid(side, reach=8.0):
    """Energies of a quadratic valley at the cells of a window, and the area of a cell."""
    width = 2 * reach / side
    ticks = -reach + (np.arange(side) + 0.5) * width
    x = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    return 0.5 * ((x / SD) ** 2).sum(axis=-1), width**2


def check_log_z(answer):
    """log Z on a grid, in which two things were wrong."""
    energy, area = grid(30)

    def theirs(energy, area):
        return float(expect(run(answer, energy=energy, area=area), (), SHAPES))

    value = theirs(energy, area)
    _falls_when_the_energy_rises(theirs, energy, area)
    _does_not_care_for_the_grid(theirs, value, energy, area)
    right = np.log(2 * np.pi * SD.prod())
    if abs(value - right) > 1e-3:
        raise NotYet(
            f"For a quadratic valley your log Z is {value:.3f}; its formula, log(2π s₁ s₂), says "
            f"{right:.3f}.",
            "a constant that has no business here",
        )
    _holds_for_any_energies(theirs)
    _stands_large_energies(answer, energy, area)
    return (
        "Your log Z falls by 1 when every energy rises by 1, is the same on a finer grid, agrees "
        "with the formula of a quadratic valley, and stands energies of many thousands."
    )


def _falls_when_the_energy_rises(theirs, energy, area):
    moved = theirs(energy + 1, area) - theirs(energy, area)
    slips = {
        "the sign. The density is exp(-E), and here stands exp(E)": 1.0,
        "no logarithm at the end, or no exponential at the beginning": 0.0,
    }
    if abs(moved + 1) > 1e-3:
        raise NotYet(
            f"When every energy rises by 1, your log Z changes by {moved:.3f}; expected -1.",
            cause_of(moved, slips, "energies were added up, not densities exp(-E)"),
        )


def _does_not_care_for_the_grid(theirs, value, energy, area):
    finer = theirs(*grid(60))
    if abs(finer - value) > 1e-3:
        shift = finer - value
        slips = {
            "the area of a cell is missing. Four times the cells, four times the sum": np.log(4),
            "a mean over the cells was taken, and no area. A mean times the whole window is right, "
            "too": 0.0,
            "the sum was divided by the area. A small cell holds little": 2 * np.log(4),
            "the width of a cell was taken for its area": np.log(2),
            "a mean over the cells and the area of one. One of them is enough": -np.log(4),
        }
        raise NotYet(
            f"On a grid with four times as many cells your log Z changes by {shift:.3f}; it is "
            f"the same integral.",
            cause_of(shift, slips, "what a cell is worth"),
        )


def _holds_for_any_energies(theirs):
    rng = np.random.default_rng(9)
    for cells, deep, area in ((50, 2.0, 3.0), (7, -20.0, 0.01), (1, 1.3, 0.4)):
        energy = deep + rng.gamma(2.0, 2.0, size=cells)
        value, right = theirs(energy, area), log_z(energy, area)
        if abs(value - right) > 1e-3:
            yours, expected = apart(value, right)
            raise NotYet(
                f"For {cells} other energies and cells of area {area:g} your log Z is {yours}; "
                f"{expected} is right.",
                "something that fits one landscape only",
            )


def _stands_large_energies(answer, energy, area):
    for height in (5000, -5000):
        far, right = run(answer, energy=energy + height, area=area), log_z(energy + height, area)
        if not np.isclose(far, right, rtol=0, atol=0.01):  # NaN and infinity are not close
            raise NotYet(
                f"With energies around {height:,} your log Z is {far:.7g}; {right:.7g} is right.",
                "exp(-5000) is 0 for any computer, and exp(5000) too large. Take the smallest "
                "energy out first, or `logsumexp`",
            )
