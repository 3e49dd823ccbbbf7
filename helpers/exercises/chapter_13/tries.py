"""Small questions on the way through chapter 13."""

from helpers.exercises.quick import value

shorter = value(
    name="13.shorter",
    title="The shorter stroke",
    prompt="""
You draw a letter of two strokes: one is 3 long, the other is 1 long. Points lie evenly along the
line. Of 2,000 points, about how many lie along the shorter stroke?
""",
    comment="a number of points",
    right=500,
    mistakes=[
        (1000, "half for each stroke. It is the length that is shared out evenly"),
        (667, "this compares the short stroke with the long one. Compare it with the whole line"),
        (1500, "these lie along the longer stroke"),
        (0.25, "this is the share. How many points is it?"),
    ],
    within=0.4,
    hints=("How long is the whole line?", "The short stroke is 1 of 4."),
    why="1 / (3 + 1) of 2,000 is 500: the stroke's weight is its share of the length.",
)

cropped = value(
    name="13.cropped",
    title="What a crop cuts away",
    prompt="""
A photograph has 4,000 by 3,000 pixels. The largest square in its middle is kept, and shrunk. Which
share of the photograph is lost?
""",
    comment="a number between 0 and 1",
    right=0.25,
    mistakes=[
        (0.75, "this share is kept"),
        (0.3333, "this compares with what is kept. Compare with the whole photograph"),
        (0.125, "this is lost on one side. There are two"),
        (1000, "these are columns of pixels. Which share of all is that?"),
    ],
    within=0.004,
    hints=("How large is the largest square?", "3,000 of the 4,000 columns stay."),
    why="1,000 of 4,000 columns go, half of them on each side: a quarter of the photograph.",
)

siblings = value(
    name="13.siblings",
    title="A burst of three",
    prompt="""
Somebody photographed every scene three times in a row. A tenth of all pictures is held out, each
picture chosen by chance and by itself. You look at one of the held-out pictures. With which
probability is at least one of its two siblings among the training pictures?
""",
    comment="a number between 0 and 1, two decimals",
    right=0.99,
    mistakes=[
        (0.9, "this is for one certain sibling. There are two of them"),
        (0.81, "this is for both of them at once. One is enough"),
        (0.01, "this is the probability that none is"),
        (0.18, "this is for exactly one of them being held out"),
        (0.19, "this is for at least one of them being held out"),
        (1.8, "this is the expected number of siblings in training"),
    ],
    within=0.002,
    hints=(
        "Each sibling is a training picture with probability 0.9.",
        "When is there none? If both are held out: 0.1 · 0.1.",
    ),
    why="1 - 0.1 · 0.1 = 0.99: nearly every held-out picture has a twin that the model has seen.",
)

half_copies = value(
    name="13.half_copies",
    title="A median among copies",
    prompt="""
Nine samples of a model lie at these distances from their nearest training pictures: 0, 0, 0, 0, 5,
6, 6, 7, 8. For pictures that nobody trained on, the median distance is 5. What is the memorisation
ratio?
""",
    comment="a number",
    right=1.0,
    mistakes=[
        (0, "the smallest distance. The ratio takes the median"),
        (0.711, "the mean. The ratio takes the median"),
        (5, "this is the median of the samples. Divide it by that of unseen pictures"),
        (1.2, "the copies were left out. They are samples too"),
        (0.444, "this is the share of copies. It would be the better question"),
    ],
    within=0.005,
    hints=("The median of nine numbers is the fifth of them.", "5 divided by 5."),
    why="The fifth of nine is 5, and 5 / 5 = 1: as if all were well, with four copies in nine.",
)
