"""Questions of chapter 5, the taxonomy. Their cells use `np`."""

from helpers.exercises.chapter_05.check_abilities import (
    blank_table,
    check_abilities,
    solved_table,
)
from helpers.exercises.chapter_05.check_constant import check_constant
from helpers.exercises.chapter_05.closing import quiz
from helpers.exercises.chapter_05.tries import cells, decided, density, likelier
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "05 Taxonomy"

guess = Guesses("05")


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


QUESTIONS = (density, cells, who_can, predict_constant, likelier, decided, repair_constant, quiz)
