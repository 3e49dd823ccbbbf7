"""Questions of chapter 09, the energy-based model. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_09.check_levels import check_levels
from helpers.exercises.chapter_09.check_walk import check_step
from helpers.exercises.chapter_09.closing import quiz
from helpers.exercises.chapter_09.tries import (
    step_by_hand,
    times_as_probable,
    too_wide,
    which_level,
)
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "09 Energy-based"

guess = Guesses("09")


step_at_a_temperature = Question(
    name="09.step_at_a_temperature",
    title="One step at a temperature",
    kind="complete",
    prompt=r"""
Write one step of a chain that belongs to $e^{-E(x)/T}$. You get the `slope` $\nabla E$ at the
places of all chains, (chains, d); the places `x`, (chains, d); the `step` size and the
`temperature`, two numbers; and standard normal noise `shake`, (chains, d).

Go downhill by the step size, then add the shake, scaled so that the chain neither cools nor boils.
Return where the chains are next, (chains, d).
""",
    start='''
def my_step(slope, x, step, temperature, shake):
    """The next places of Langevin chains at a temperature, (chains, d)."""
    return ...


ex.step_at_a_temperature.check(my_step)
''',
    hints=(
        "Without any heat, at temperature 0, nothing shakes: what is left is gradient descent.",
        "At temperature 1 the chapter's step shakes by the root of twice the step size. The "
        "temperature stands under the same root.",
        "`x - step * slope`, plus `np.sqrt(2 * step * temperature) * shake`.",
    ),
    solved='''
def my_step(slope, x, step, temperature, shake):
    """The next places of Langevin chains at a temperature, (chains, d)."""
    return x - step * slope + np.sqrt(2 * step * temperature) * shake


ex.step_at_a_temperature.check(my_step)
''',
    why=r"""
Divide the energy by T and the chapter's step becomes
$x - \eta\, \nabla E / T + \sqrt{2\eta}\, \xi$. Write $\eta T$ for the step size $\eta$, and it
reads $x - \eta\, \nabla E + \sqrt{2\eta T}\, \xi$.
So a temperature is nothing but energies that are all divided by T. Shakes add up like lengths of a
random walk: n of them reach √n as far, which is why the step size stands under a root.
""",
    test=check_step,
)

predict_islands = predict(
    name="09.predict_islands",
    title="Chains on two islands",
    prompt="""
Two equal islands with nothing between them: the truth has half of its mass on each. A hundred
chains start, eighty on the left island and twenty on the right, and take many steps with exactly
the right slope, at temperature 1. Where are they at the end? Commit to an answer before you
open the result.
""",
    options={
        "a": (
            "Eighty and twenty, as at the start; and on each island they are spread just as they "
            "should be.",
            "The slope leads every chain to the middle of its own island, and says nothing of the "
            "other one. What is local comes out right. The shares are those of the start.",
        ),
        "b": (
            "Fifty and fifty: that is what the density says, and the slope is exact.",
            "That holds after infinitely many steps. A chain gets across only by a run of shakes "
            "that all go uphill, and the wait for such a run is longer than anybody's patience.",
        ),
        "c": (
            "All hundred on the left: the larger group wins.",
            "Chains do not know of each other. There is nothing that one could win from another.",
        ),
        "d": (
            "Spread evenly over both islands and the water between.",
            "In the water the energy is high and the slope steep: whoever gets there is brought "
            "back to land at once.",
        ),
    },
    right="a",
    look="Open the result: it lets them walk.",
    hints=(
        "What does the slope on the left island know about the right one?",
        "To get across, a chain must climb. Each unit of energy makes the climb about e = 2.7 "
        "times rarer.",
    ),
    why="""
A slope is local. It gives each island its right shape and never compares two islands. Only chains
that cross carry the comparison, and the wait for a crossing grows with the exponential of the
height between. Before it, the shares are those of the start, and every picture of the samples
looks right.
""",
)

repair_levels = Question(
    name="09.repair_levels",
    title="Chances that depend on the neighbours",
    kind="repair",
    prompt="""
The objective of this chapter asks of a blurred point from which level it comes. Somebody computes
the chances of all levels from their energies. The most probable level comes out wrong, and a point
gets different chances when it is computed together with other points. There are two mistakes.
Repair them.

You get `energy`, (n, levels): a row for each point, with the energy of each level at that point.
Return the chances P(k | y), (n, levels). (Subtracting the largest exponent is not a
mistake: it keeps the exponentials within what a computer can hold, and the division undoes it.)
""",
    start='''
def my_levels(energy):
    """How probable each level is, for each point: energies (n, levels) -> (n, levels)."""
    weight = np.exp(energy - np.max(energy, axis=0, keepdims=True))
    return weight / np.sum(weight, axis=0, keepdims=True)


ex.repair_levels.check(my_levels)
''',
    hints=(
        "Add up the result along each axis. Which sums should be 1?",
        "Levels are compared for one point: the sum runs along a row, `axis=1`. And which level "
        "should be the most probable one, that of the lowest or that of the highest energy?",
        "Write `-energy` in both places, and `axis=1` in both lines.",
    ),
    solved='''
def my_levels(energy):
    """How probable each level is, for each point: energies (n, levels) -> (n, levels)."""
    weight = np.exp(-energy - np.max(-energy, axis=1, keepdims=True))
    return weight / np.sum(weight, axis=1, keepdims=True)


ex.repair_levels.check(my_levels)
''',
    why="""
At the bottom of the fraction is a sum over the levels of one point. It is short, so no Z is needed:
that is why this question can be asked in training. A sum over the points of a batch makes every
answer depend on the company it was asked in. And the weight of a level is exp(-E), so that a low
energy is probable. Two simple tests find both mistakes: each row adds up to 1, and a point alone
gets the same chances as in a batch.
""",
    test=check_levels,
)


QUESTIONS = (
    times_as_probable,
    which_level,
    step_by_hand,
    too_wide,
    predict_islands,
    step_at_a_temperature,
    repair_levels,
    quiz,
)
