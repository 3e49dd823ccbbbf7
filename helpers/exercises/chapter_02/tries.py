"""Small questions on the way through chapter 2."""

from helpers.exercises.quick import value

by_hand = value(
    name="02.by_hand",
    title="Bayes' rule by hand",
    prompt="""
At one picture the density of swirls is 6 and the density of the others is 1. In this museum one
picture in five is by swirls. What is p(swirls given the picture)?
""",
    comment="a number between 0 and 1",
    right=0.6,
    within=0.005,
    mistakes=[
        (6 / 7, "the class prior was left out. It says how rare swirls is"),
        (1.2, "it was not divided by p(x), the sum over both painters"),
        (0.4, "this is the share of the others"),
        (0.2, "this is the class prior alone: the picture was not looked at"),
        (1.5, "density times class prior was divided by that of the others, not by the sum"),
    ],
    hints=(
        "Above the line: the density of swirls times the class prior of swirls.",
        "6 × 0.2 = 1.2 for swirls, and 1 × 0.8 = 0.8 for the others. Below the line stands p(x), "
        "the sum of the two.",
    ),
    why="6 × 0.2 = 1.2 and 1 × 0.8 = 0.8, so p(x) = 2.0 and the share of swirls is 1.2 / 2.0. "
    "Nothing is wrong with a density of 6: only the shares must add to 1.",
)

half_and_half = value(
    name="02.half_and_half",
    title="The price of half and half",
    prompt="""
A network has learnt nothing. Whatever the picture, it gives both classes the share 0.5. What is the
cost of one picture, in nats (natural logarithm)?
""",
    comment="a number, in nats",
    right=0.6931,
    within=0.008,
    mistakes=[
        (0.5, "this is the share. The cost is minus its logarithm"),
        (1.0, "this is to base 2, in bits"),
        (0.301, "this is to base 10"),
        (-0.6931, "the sign. A cost is minus the logarithm"),
    ],
    hints=(
        "The cost is minus the logarithm of the share that the right class got.",
        "`-np.log(0.5)`",
    ),
    why="-log 0.5 = log 2 = 0.69 nats, for every picture. A trained classifier must cost less.",
)

times_as_probable = value(
    name="02.times_as_probable",
    title="A whole picture",
    prompt="""
One picture costs 7 bits per dimension, another costs 6. Each has 3,072 numbers. The density of the
second is 2 to the power of what, times that of the first?
""",
    comment="the exponent, a whole number",
    right=3072,
    mistakes=[
        (1, "this is one dimension. The whole picture has 3,072 of them"),
        (-3072, "the sign. Fewer bits mean a higher density"),
        (2, "this is the factor for one dimension, not the exponent for the whole picture"),
        (3072 * 6, "these are all the bits of the second picture. The two pictures are compared"),
    ],
    hints=(
        "Bits of the whole picture: bits per dimension times the number of dimensions.",
        "Each bit is one factor of 2. By how many bits do the two whole pictures differ?",
    ),
    why="The pictures differ by one bit in each of 3,072 numbers: 3,072 bits, a factor of 2 to the "
    "power of 3072. Small differences of bits per dimension are enormous factors.",
)
