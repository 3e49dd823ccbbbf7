"""What holds for the chances of noise levels: they sum to 1, point by point, low energy first."""

import numpy as np

from helpers.exercises.agreement import apart, cause_of, expect, worst
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (5,): "one number for each point. Every point has a chance for each of its levels",
    (4,): "one number for each level. Every point has chances of its own",
    (4, 5): "the axes are swapped",
    (): "a sum over all numbers",
}


def chances(energy):
    """How probable each noise level is: (n, levels) -> (n, levels)."""
    energy = np.asarray(energy, "float64")
    weight = np.exp(energy.min(axis=1, keepdims=True) - energy)
    return weight / weight.sum(axis=1, keepdims=True)


def check_levels(answer):
    """The chances of noise levels from energies, in which two things were wrong."""
    energy = np.random.default_rng(9).normal(1.0, 1.5, size=(5, 4)).round(2)

    def theirs(energy):
        return expect(run(answer, energy=energy), np.shape(energy), SHAPES)

    value = theirs(energy)
    _adds_up_for_each_point(value)
    _cares_for_one_point_only(theirs, value, energy)
    _agrees(theirs, energy, value)
    _stands_large_energies(answer, energy)
    return (
        "The chances of each point add up to 1 and do not depend on its neighbours, the level of "
        "the lowest energy is the most probable, and energies of many thousands do no harm."
    )


def _adds_up_for_each_point(value):
    sums = value.sum(axis=1)
    if np.allclose(sums, 1, atol=1e-4):
        return
    if np.allclose(value.sum(axis=0), 1, atol=1e-4):
        cause = (
            "the wrong axis. The sum runs over the points of the batch, and each level adds up to 1"
        )
    elif np.isclose(value.sum(), 1, atol=1e-4):
        cause = "one sum over everything. Each point needs a sum of its own"
    else:
        cause = "nothing was divided by the sum over the levels"
    raise NotYet(f"The chances of point 0 add up to {sums[0]:.3f}; expected 1.", cause)


def _cares_for_one_point_only(theirs, value, energy):
    alone = theirs(energy[:1])
    if not np.allclose(alone, value[:1], atol=1e-4):
        raise NotYet(
            "Alone, point 0 gets other chances than in a batch.",
            "something of the other points was used",
        )


def _agrees(theirs, energy, value):
    other = np.array([[0.5, 7.0, -2.0], [1.0, 1.0, 1.0]])
    for given, found in ((energy, value), (other, theirs(other))):
        right = chances(given)
        if np.allclose(found, right, atol=1e-4):
            continue
        place = worst(found, right)
        yours, expected = apart(found[place], right[place])
        slips = {
            "the sign. A level of low energy is probable: exp(-E), and here stands exp(E)": chances(
                -given
            ),
            "the chances are shared out by the energies, not by exp(-E)": given
            / given.sum(axis=1, keepdims=True),
            "all levels get the same chance": np.full(given.shape, 1 / given.shape[1]),
            "only the most probable level is left. A guess keeps its doubts": chances(1e6 * given),
            "an energy was scaled before the exponential": chances(2 * given),
        }
        raise NotYet(
            f"Point {place[0]} gives level {place[1]} a chance of {yours}; {expected} is right.",
            cause_of(found, slips, "what stands in the exponent"),
        )


def _stands_large_energies(answer, energy):
    for height in (5000, -5000):
        raised = energy + height * np.arange(1, 6)[:, None]
        far = run(answer, energy=raised)
        if far.shape != raised.shape or not np.allclose(far, chances(raised), atol=1e-3):
            raise NotYet(
                f"With energies around {height:,} your chances go wrong: the first is "
                f"{far.ravel()[0]:.3g}.",
                "exp(-5000) is 0 for any computer, and exp(5000) too large. Take the largest "
                "exponent out first, for each point its own",
            )
