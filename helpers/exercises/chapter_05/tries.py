"""Small questions on the way through chapter 5."""

from helpers.exercises.quick import value

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
