"""Questions of chapter 09, the energy-based model. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_09.check_levels import check_levels
from helpers.exercises.chapter_09.check_walk import check_step
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "09 Energy-based"

guess = Guesses("09")

times_as_probable = value(
    name="09.times_as_probable",
    title="Times as probable",
    prompt="""
A model gives E(a) = 2 and E(b) = 5. Nobody knows its Z. By what factor is a more probable than b?
(`np.exp` or a pocket calculator helps.)
""",
    comment="a number",
    right=20.09,
    within=0.1,
    mistakes=[
        (3, "this is the difference in nats, a logarithm. Undo the logarithm"),
        (2.5, "the energies were divided. They stand in an exponent, so their difference counts"),
        (0.05, "this is how probable b is compared with a"),
        (148.4, "this is e to the energy of b alone"),
    ],
    hints=(
        "log p(a) - log p(b) = E(b) - E(a). How large is it?",
        "The ratio p(a) / p(b) is e to the power of 3.",
    ),
    why="log p(a) - log p(b) is 5 - 2 = 3 nats, whatever Z is, and e to the power of 3 is 20.1.",
)

which_level = value(
    name="09.which_level",
    title="Which level?",
    prompt="""
Take only two levels. At a blurred point, level 0 has an energy of 2.0 and level 1 one of 3.1. How
probable is it that the point comes from level 0? (e to the power of -1.1 is 0.333.)
""",
    comment="a number between 0 and 1",
    right=0.75,
    within=0.005,
    mistakes=[
        (0.25, "this is level 1. A low energy is probable"),
        (0.135, "this is e to the power of -2, not yet divided by the sum over both levels"),
        (0.608, "the energies were divided. It is exp(-E) that is divided"),
        (0.392, "the energies themselves were divided, and the larger one was favoured"),
        (0.333, "this is the ratio of level 1 to level 0"),
    ],
    hints=(
        "Divide the top and the bottom by the term of level 0: 1 / (1 + something).",
        "The something is e to the power of -(3.1 - 2.0).",
    ),
    why="1 / (1 + 0.333) = 0.75. Only the difference of the two energies counts.",
)

step_by_hand = value(
    name="09.step_by_hand",
    title="One step by hand",
    prompt="""
A chain in the bowl stands at x = 2. The step size is 0.1, and the random number is ξ = -1. Where is
the chain after one step? (The root of 0.2 is 0.447.)
""",
    comment="a number with two decimals",
    right=1.353,
    within=0.005,
    mistakes=[
        (1.7, "the shake was multiplied by the step size itself"),
        (0.8, "the shake was not made smaller at all"),
        (1.753, "this went uphill. The slope of the bowl at 2 is 2, and the step goes against it"),
        (2.247, "the sign of ξ is lost: the shake pulls to the left here"),
        (1.484, "the shake has the root of η. The formula has the root of 2η"),
        (1.6, "the shake was multiplied by 2η, without the root"),
        (1.553, "the step downhill is missing"),
        (1.8, "the shake is missing"),
    ],
    hints=(
        "Downhill first: the slope at 2 is 2, so the step is 0.1 times 2.",
        "Then add 0.447 times -1.",
    ),
    why="2 - 0.1 · 2 = 1.8, and 1.8 - 0.447 = 1.353.",
)

too_wide = value(
    name="09.too_wide",
    title="Steps that are too long",
    prompt="""
A valley of the ring has variance 0.125. A chain walks in it with steps of size 0.2. Which variance
does the theorem give?
""",
    comment="a number",
    right=0.625,
    within=0.005,
    mistakes=[
        (0.125, "this is the variance that is wanted. Only tiny steps give it"),
        (0.025, "the bracket divides. Here it was multiplied"),
        (-0.208, "the 2 below η is missing, and a variance cannot be negative"),
        (0.174, "s stands where s² should: s² is 0.125 already"),
    ],
    hints=(
        "The formula: s² / (1 - η / 2s²), with s² = 0.125 and η = 0.2.",
        "η / 2s² is 0.2 / 0.25 = 0.8.",
    ),
    why="0.125 / (1 - 0.8) = 0.625: five times the variance of the valley.",
)

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

quiz = five(
    name="09.quiz",
    questions=[
        (
            "Two people each trained an energy-based model. For the same picture the first model "
            "gives E = 310, the second E = 290. What follows?",
            {
                "a": "The second model finds the picture more probable.",
                "b": "The first model finds it more probable.",
                "c": "Nothing yet: each model has a constant Z of its own.",
                "d": "The second model has the smaller Z.",
            },
            "c",
            "between two models the constants do not drop out, and log p is -E - log Z.",
        ),
        (
            "One model gives E = 310 for one garment and E = 290 for another. What follows?",
            {
                "a": "The second garment is 20 nats more probable under this model.",
                "b": "Nothing: without Z no two of its numbers can be compared.",
                "c": "The second garment is 310 / 290 times as probable.",
                "d": "The second garment has a probability of e to the power of -290.",
            },
            "a",
            "within one model Z drops out of the difference, and a low energy is probable.",
        ),
        (
            "A chain walks with steps that are too long, but do not yet explode. What do its "
            "points look like?",
            {
                "a": "They sit at the bottom of each valley.",
                "b": "They go uphill as often as downhill.",
                "c": "They stay where they began.",
                "d": "They spread wider in each valley than the density says.",
            },
            "d",
            "finite steps spread the points too wide, and longer steps spread them wider.",
        ),
        (
            "A hundred chains began in the same valley, and they agree with each other perfectly. "
            "What have you learnt?",
            {
                "a": "The chains have reached every valley in the right shares.",
                "b": "Nothing about other valleys: perhaps none of them has ever been there.",
                "c": "They have not moved at all.",
                "d": "The step size is small enough.",
            },
            "b",
            "a comparison of chains tells only about places that at least one of them has seen.",
        ),
        (
            "Z is unknown. Why can the model be trained all the same, by asking for the level?",
            {
                "a": "The grid of the plane gives Z before training begins.",
                "b": "A short chain estimates Z in every step of training.",
                "c": "The last level is noise alone, so its points need no energy.",
                "d": "The sum in the fraction runs over a few levels at one point.",
            },
            "d",
            "P(k | y) compares the energies of 14 levels at the same point, and that sum is short.",
        ),
    ],
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
