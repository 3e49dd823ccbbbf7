"""Small questions on the way through chapter 1."""

from helpers.exercises.quick import value

shape_of_a_dataset = value(
    name="01.shape_of_a_dataset",
    title="The shape of a dataset",
    prompt="""
A second dataset holds 500 grey pictures, each 28 pixels high and 28 pixels wide. A grey picture has
one number for each pixel, and it keeps a last axis for it. What is the shape of the whole dataset?
""",
    comment="four whole numbers: (..., ..., ..., ...)",
    right=(500, 28, 28, 1),
    mistakes=[
        ((500, 28, 28), "the last axis was left out. It stays, with one channel instead of three"),
        ((500, 28, 28, 3), "three channels are red, green and blue"),
        ((500, 784), "the pixels were laid out in one row"),
        ((28, 28, 1, 500), "the pictures come first, as they do in the herd"),
    ],
    hints=(
        "Which of the four numbers of `herd.shape` counts pictures?",
        "Pictures, height, width, channels.",
    ),
    why="500 pictures, each 28 high and 28 wide, with one channel of grey.",
)

share_between_knots = value(
    name="01.share_between_knots",
    title="Between two knots",
    prompt="""
A column was cut by 41 knots, so that equally many data points lie between any two neighbours. What
share of the data lies between one knot and the next? (A share is a part of 1.)
""",
    comment="a number between 0 and 1",
    right=0.025,
    within=1e-4,
    mistakes=[
        (1 / 41, "the knots were counted. What lies between them are gaps"),
        (2.5, "this is in percent"),
        (1 / 42, "the knots are not counted right: the first and the last stand at the two ends"),
    ],
    hints=("Two knots have one gap between them. Three have two.", "41 knots have 40 gaps."),
    why="41 knots leave 40 gaps, and all gaps hold the same share: 1 / 40.",
)

keeps_correlation = value(
    name="01.keeps_correlation",
    title="Which model keeps neighbours together?",
    prompt="""
Only one of the three models by hand can make two neighbouring pixels rise and fall together. Which
one? Look at the three functions above before you answer: box, independent or Gaussian.
""",
    comment='a name, such as "box"',
    right="Gaussian",
    mistakes=[
        ("box", "its draw takes every number between its own ends, alone"),
        ("independent", "its draw goes column by column"),
    ],
    hints=(
        "Which of the three draws a whole example with one and the same random amount?",
        "A whole example's difference from the average moves all pixels at once.",
    ),
    why="It adds whole examples, and in a whole example neighbours belong together.",
)

ratio_of_copies = value(
    name="01.ratio_of_copies",
    title="A sampler that copies a little more than half",
    prompt="""
Of 100 samples 60 are exact copies of training pictures. Each of the other 40 lies at a distance of
6 from its nearest training picture. For unseen pictures the median of that distance is 4. What is
the memorisation ratio?
""",
    comment="a number",
    right=0,
    mistakes=[
        (1.5, "only the 40 new samples were counted"),
        (0.6, "the average was taken. The ratio compares medians"),
        (0.4, "this is the share of new samples"),
        (6, "this is the distance of the new samples"),
    ],
    hints=(
        "Write the 100 distances in order, smallest first. Which stands in the middle?",
        "The first 60 of them are 0, so the one in the middle is too.",
    ),
    why="The median of 60 zeros and 40 sixes is 0, and 0 divided by 4 is 0.",
)

best_single_answer = value(
    name="01.best_single_answer",
    title="One answer for two",
    prompt="""
A pixel is 0 in half of the pictures and 200 in the other half. A model has to give one number for
it, always the same. Which number has the smallest mean squared error?
""",
    comment="a number",
    right=100,
    mistakes=[
        (0, "it is right half of the time, and off by 200 otherwise: 20,000 on average"),
        (200, "it is right half of the time, and off by 200 otherwise: no better than 0"),
    ],
    hints=(
        "Compute it for 0: half of the errors are 0, half are 200 squared.",
        "Try a number between the two: then no error is ever as large as 200.",
    ),
    why="In the middle every error is 100 squared, 10,000 on average; anywhere else it is more.",
)
