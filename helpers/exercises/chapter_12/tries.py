"""Small questions on the way through chapter 12."""

from helpers.exercises.quick import value

one_feature = value(
    name="12.one_feature",
    title="The distance with one feature",
    prompt="""
One feature, two sets of pictures. In the first its mean is 2 and its standard deviation 1; in the
second the mean is 5 and the standard deviation 3. What is their Fréchet distance?
""",
    comment="a number",
    right=13,
    mistakes=[
        (9, "the second term is missing: they differ in how they vary too"),
        (4, "the first term is missing: their means differ too"),
        (5, "the differences were added and not squared"),
        (73, "variances were subtracted. The second term holds standard deviations"),
        (25, "the sum was squared. Each difference is squared by itself"),
        (3.6056, "a root was taken"),
    ],
    within=0.01,
    hints=("Two differences, each squared, then added.", "(2 - 5) squared is 9."),
    why="(2 - 5)² + (1 - 3)² = 9 + 4 = 13.",
)

tenth = value(
    name="12.tenth",
    title="A tenth of a bit",
    prompt="""
Two models differ by 0.1 bits per pixel. By how many bits do they differ for a whole garment of 28
by 28 pixels?
""",
    comment="a number of bits",
    right=78.4,
    within=0.5,
    mistakes=[
        (0.1, "this is for one pixel"),
        (2.8, "this is for one row of pixels"),
        (54.34, "this is in nats. The question asks for bits"),
        (7840, "this would be ten bits for each pixel"),
    ],
    hints=("How many pixels has a garment?", "784 pixels, a tenth of a bit for each."),
    why="0.1 · 784 = 78.4 bits: one finds the garment 2 to the power of 78 times as probable.",
)

between = value(
    name="12.between",
    title="Between ceiling and floor",
    prompt="""
Take the column of coverage. The floor is what real images score; take the normal distribution of
all pixels as the ceiling. What share of the way from that ceiling to the floor has the
VAE covered? 0 is the ceiling, 1 the floor.
""",
    comment="a number between 0 and 1, two decimals",
    right=0.167,
    within=0.012,
    mistakes=[
        (0.283, "the ceiling was forgotten: the way does not begin at 0"),
        (0.833, "this is the way that is left"),
        (0.23, "this is the score itself. Set it between ceiling and floor"),
        (0.12, "this is the gain over the ceiling. How long is the whole way?"),
    ],
    hints=(
        "Three numbers from the table: the model's, the ceiling's, the floor's.",
        "(score - ceiling) / (floor - ceiling), with 0.23, 0.11 and 0.82.",
    ),
    why="(0.23 - 0.11) / (0.82 - 0.11) = 0.17: about a sixth of the way.",
)
