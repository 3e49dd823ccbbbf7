"""Questions of chapter 09, the energy-based model. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_09.check_log_z import check_log_z
from helpers.exercises.chapter_09.check_walk import check_step
from helpers.exercises.engine import Question, predict

TITLE = "09 Energy-based"

step_at_a_temperature = Question(
    name="09.step_at_a_temperature",
    title="One step at a temperature",
    kind="complete",
    prompt=r"""
Write one step of a chain that belongs at $e^{-E(x)/T}$. You get the `slope` $\nabla E$ at the
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
the right slope, at temperature 1. Where are they at the end? Commit to an answer before you run
the next cell.
""",
    options={
        "a": (
            "Eighty and twenty, as at the start; and on each island they are spread just as they "
            "should be.",
            "The slope leads every chain to the middle of its own island, and says nothing of the "
            "other one. What is local comes out right. The weights are those of the start.",
        ),
        "b": (
            "Fifty and fifty: that is what the density says, and the slope is exact.",
            "That holds after infinitely many steps. A chain gets across only by a row of shakes "
            "that all go uphill, and the wait for such a row is longer than anybody's patience.",
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
    look="The next cell lets them walk.",
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

repair_log_z = Question(
    name="09.repair_log_z",
    title="A density that does not add up",
    kind="repair",
    prompt="""
Somebody adds up exp(-E) over a grid, takes the logarithm, and gets densities that add up to
anything but 1, and to something else again on a finer grid. There are two mistakes. Repair them.
You get `energy`, the energies at all cells of the grid, (cells,), and `area`, the area of one
cell. Return log Z, one number. (To take the largest exponent out and to add it again at the end
is no mistake: it keeps the exponentials within what a computer can hold.)
""",
    start='''
def my_log_z(energy, area):
    """log of the integral of exp(-E): energies of all cells, (cells,), and a cell's area."""
    top = np.max(energy)
    return np.log(np.sum(np.exp(energy - top))) + top


ex.repair_log_z.check(my_log_z)
''',
    hints=(
        "If every energy rises by 1, every exp(-E) is divided by e. Which way must log Z go?",
        "An integral is a sum of heights times widths. Where is the width?",
        "The exponents are `-energy`: put that wherever `energy` stands, in the first line too, "
        "which looks for the largest exponent. And add `np.log(area)`.",
    ),
    solved='''
def my_log_z(energy, area):
    """log of the integral of exp(-E): energies of all cells, (cells,), and a cell's area."""
    top = np.max(-energy)
    return np.log(np.sum(np.exp(-energy - top))) + top + np.log(area)


ex.repair_log_z.check(my_log_z)
''',
    why="""
With the sign turned round the emptiest corner of the grid decides everything. And without the area
a sum is no integral: four times as many cells give four times the sum. Two simple tests find both:
raise all energies by 1 and see log Z fall by 1; refine the grid and see nothing change.
""",
    test=check_log_z,
)

QUESTIONS = (step_at_a_temperature, predict_islands, repair_log_z)
