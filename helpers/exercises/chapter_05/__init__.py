"""Questions of chapter 5, the taxonomy. Their cells use `np`."""

from helpers.exercises.chapter_05.check_abilities import (
    blank_table,
    check_abilities,
    solved_table,
)
from helpers.exercises.chapter_05.check_constant import check_constant
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "05 Taxonomy"

guess = Guesses("05")

density = value(
    name="05.density",
    title="From a count to a density",
    prompt="""
Another grid, on other data: a cell holds 40 of the 2,000 points, and its area is 0.01. How large is
the density in this cell? (Ignore the tenth of a point.)
""",
    right=2.0,
    comment="a number",
    mistakes=[
        (0.02, "this is a probability, the share of the points. A density is per unit of area"),
        (0.0002, "the share was multiplied by the area. Per unit of area means: divided by it"),
        (4000, "the number of points is in it. Take the share of all points first"),
    ],
    hints=(
        "First the share of the points that lie in the cell. Then per unit of area.",
        "40 of 2,000 is 0.02. How much is that per unit of area, if the cell has 0.01 of a unit?",
    ),
    why="""
The cell holds 40 / 2000 = 0.02 of the probability, on an area of 0.01. So its density is
0.02 / 0.01 = 2. A density may be larger than 1. Only added up over the area it is 1.
""",
)

cells = value(
    name="05.cells",
    title="A grid for four numbers",
    prompt="""
The grid above has 30 steps along each side. Keep the 30 steps, but let each point have four numbers
instead of two. How many cells does the grid have then?
""",
    right=810_000,
    comment="a whole number",
    mistakes=[
        (900, "this is the grid for two numbers"),
        (120, "the sides were added. Every step of one side meets every step of the others"),
        (1800, "the cells were doubled. Each further number multiplies them by 30"),
        (27_000, "this is the grid for three numbers"),
        (3600, "900 was multiplied by 4. It is multiplied by 30 for each further number"),
    ],
    hints=(
        "How did two numbers lead to 900 cells?",
        "Each further number cuts every cell into 30.",
    ),
    why="""
30 × 30 × 30 × 30 = 810,000. A grid grows by a factor with every number of a point. That is why
nobody adds up a grid for more than a handful of numbers.
""",
)

who_can = Question(
    name="05.who_can",
    title="Who can answer what",
    kind="complete",
    prompt="""
Fill in the table before you look. Four answers for each family, on the plane:

1. can it **sample**? `"yes"` or `"no"`
2. what does it say about **log p(x)**? `"exact"`, `"bound"`, `"estimate"`, `"unnormalised"` or
   `"none"`
3. can it **encode**: find the code of a point that somebody gives it? `"yes"` or `"no"`
4. can it **interpolate** between two given points by their codes? `"yes"` or `"no"`

Guess where you do not know. The check asks the classes themselves, and tells you only the first
place where your table and a class disagree.
""",
    start=lambda: f"{blank_table()}\nex.who_can.check(mine)",
    hints=(
        "Begin with the branch. Tractable, approximate, implicit: which words about log p(x) fit "
        "each of them?",
        "A family encodes if something in it leads from data to noise: a network made for it, or "
        "a way that can be walked backwards. Which two have no way back?",
        "Sampling is what all have in common. The energy-based model has no constant, the VAE has "
        "a bound, diffusion adds up a density in small steps. Any model that can encode can "
        "interpolate.",
    ),
    solved=lambda: f"{solved_table()}\nex.who_can.check(mine)",
    why="""
Every family turns noise into data, so all can sample. The branches of the map differ in the second
column: exact, then three kinds of almost, then none. The third column goes by another rule: is
there a way back from data to noise? Autoregressive models, flows and diffusion walk their own way
backwards. The VAE has a second network for it. An energy's chain shakes at every step, and a GAN's
network has no inverse. To interpolate is to encode twice and decode between.
""",
    test=check_abilities,
)

predict_constant = predict(
    name="05.predict_constant",
    title="Seven more everywhere",
    prompt="""
You take the counted energy and add 7 to it, everywhere in the window. Then you let the walkers hop
again, from the same start and with the same random numbers, and you take the average of minus the
energy over fresh data, as if it were log p(x). What changes? Commit to an answer before you open
the result.
""",
    options={
        "a": (
            "The samples stay as they are, point for point. The average falls by 7.",
            "A walker compares two energies, and the constant cancels. The average sees the "
            "constant. Nothing else has changed: the same model, another number. So the number is "
            "no likelihood.",
        ),
        "b": (
            "Both: points of a higher energy are rarer, so samples move, and the average falls.",
            "Higher than what? Every point was raised by the same 7. Which points are now rarer "
            "compared with others?",
        ),
        "c": (
            "The samples move, because the chain starts higher. The average stays, because the "
            "constant Z makes up for it.",
            "It would, if anybody divided by Z. Nobody did. And a walker looks at differences "
            "only.",
        ),
        "d": (
            "Nothing: a constant added to an energy changes neither the samples nor the average.",
            "The samples stay, that much is right. But the average is taken of the energy itself. "
            "What does 7 do to it?",
        ),
    },
    right="a",
    look="Open the result and compare both.",
    hints=(
        "A step is taken with probability `exp(energy(x) - energy(new))`. Where is the 7?",
        "Averaging minus the energy leaves log Z out. Is a number without log Z tied to anything?",
    ),
    why="""
p(x) = exp(-E(x)) / Z. Adding 7 to E multiplies exp(-E) by exp(-7) everywhere, and Z by the same
factor, so p does not change and neither do samples. Minus the energy alone is log p(x) + log Z, and
log Z may be anything. Differences between two points of one model mean something: the constant
drops out. A difference between two models also contains the difference of their two constants.
""",
)

repair_constant = Question(
    name="05.repair_constant",
    title="The missing constant",
    kind="repair",
    prompt=r"""
This function is meant to turn an energy into log p(x). On the plane that can be done: cut a large
window into small cells, and add up $e^{-E}$ over all of them to get $Z$. But its densities do not
add up to 1. The function has two mistakes. Repair them.

You get `energy`, one number for each cell, (n,); and `area`, of one cell. Return log p(x) in every
cell, (n,), in nats.
""",
    start='''
def my_log_p(energy, area):
    """log p(x) in nats at the cells of a grid: (n,) -> (n,)."""
    log_z = np.log(np.mean(np.exp(-energy)))
    return -energy / log_z


ex.repair_constant.check(my_log_p)
''',
    hints=(
        r"$p = e^{-E} / Z$. Take the logarithm of both sides. What does a division become?",
        r"$Z = \int e^{-E(x)}\,dx$. A sum over cells stands for the integral. How much does each "
        r"cell count?",
        "`log_z = np.log(np.sum(np.exp(-energy)) * area)`, and it is subtracted.",
    ),
    solved='''
def my_log_p(energy, area):
    """log p(x) in nats at the cells of a grid: (n,) -> (n,)."""
    log_z = np.log(np.sum(np.exp(-energy)) * area)
    return -energy - log_z


ex.repair_constant.check(my_log_p)
''',
    why="""
The logarithm of a quotient is a difference: log p = -E - log Z. And an integral is a sum of values
times areas. A mean forgets how large the window is: twice the window, empty at the edge, would give
another density. With two numbers a grid is enough. With 784 pixels of 256 levels it would have
256 to the power of 784 cells. That is why the branch is called approximate.
""",
    test=check_constant,
)

likelier = value(
    name="05.likelier",
    title="Two points, one energy",
    prompt="""
An energy-based model gives point A the energy -1.5 and point B the energy 2.5. Its log Z is
unknown. By how many nats is A more probable than B?
""",
    right=4.0,
    comment="a number of nats",
    mistakes=[
        (-4.0, "a low energy means a high density"),
        (1.0, "the energies were added. A ratio of densities is a difference of energies"),
        (-1.0, "the energies were added, with a sign. A ratio of densities is a difference"),
        (1.5, "this is A alone. B has an energy too"),
        (-1.5, "this is the energy of A alone"),
    ],
    hints=(
        r"$\log p(x) = -E(x) - \log Z$ for both points. Subtract one line from the other.",
        "The constant cancels. What is left is the energy of B minus the energy of A.",
    ),
    why="""
log p(A) - log p(B) = -E(A) - log Z + E(B) + log Z = 2.5 + 1.5 = 4 nats: A is e to the 4, about 55
times, as probable as B. Nobody had to know Z.
""",
)

decided = value(
    name="05.decided",
    title="A bound that is larger",
    prompt="""
Two models, the same test points, the same units. Model A: the average log density is *at least*
-1.10, a bound. Model B: -1.20, exact. Which has the higher average log density: A, B, or is it
open?
""",
    right="A",
    comment='"A", "B" or "open"',
    mistakes=[
        ("B", "the signs. Of two negative numbers the one nearer to zero is larger"),
        ("open", "a bound says where the truth cannot be. Which values are left for A?"),
    ],
    hints=(
        "Draw a line of numbers. Where can the true value of A lie, and where is B?",
        "The true value of A lies at -1.10 or above.",
    ),
    why="""
The true value of A is -1.10 or more, and -1.10 is more than -1.20. Here the slack only helps A. If
the bound of A were below -1.20, nothing would be known. (With few test points the luck of the draw
remains.)
""",
)

quiz = five(
    name="05.quiz",
    questions=[
        (
            "Model A reports at least -1.10 nats per point, a bound. Model B reports -1.05 nats, "
            "exact. Same points, same units. Which has the higher log density?",
            {
                "a": "A, because the slack of a bound is larger than 0.05 nats.",
                "b": "B, because -1.05 is more than -1.10.",
                "c": "It cannot be decided from these two numbers.",
                "d": "Neither: they are equal within the slack.",
            },
            "c",
            "The true value of A is -1.10 or more, so it may lie on either side of B.",
        ),
        (
            "You have a point and want the noise that a model would turn into it. Which pair of "
            "families cannot give it here?",
            {
                "a": "VAE and diffusion",
                "b": "energy-based and GAN",
                "c": "autoregressive and VAE",
                "d": "GAN and normalizing flow",
            },
            "b",
            "A chain of random steps and a network without an inverse have no way back.",
        ),
        (
            "At one point, model A has the energy 2 and model B the energy 5. Both are "
            "energy-based, with unknown constants. What follows about their densities there?",
            {
                "a": "A's is higher, by 3 nats.",
                "b": "B's is higher, by 3 nats.",
                "c": "A's is higher, but nobody knows by how much.",
                "d": "Nothing.",
            },
            "d",
            "Each model has its own constant; only differences within one model mean something.",
        ),
        (
            "You halve both sides of every cell of a grid. Inside each old cell the points lie "
            "evenly. What happens to the density in a cell?",
            {
                "a": "It stays about the same: a quarter of the points on a quarter of the area.",
                "b": "It falls to about a quarter, because a quarter of the points is left.",
                "c": "It rises to about four times, because the area is a quarter.",
                "d": "It falls to about a half, like the sides.",
            },
            "a",
            "Density is probability per unit of area, so the size of the cells cancels.",
        ),
        (
            "Two models of pictures report log p(x): one an exact value for 256 grey levels, one "
            "an exact value for 16 grey levels. May the two be compared?",
            {
                "a": "Yes, because both are exact.",
                "b": "No, because they score different data in different units.",
                "c": "Yes, once both are divided by the number of pixels.",
                "d": "Only if both models belong to the same family.",
            },
            "b",
            "Exact is not enough: both numbers must be about the same data in the same units.",
        ),
    ],
)

QUESTIONS = (density, cells, who_can, predict_constant, likelier, decided, repair_constant, quiz)
