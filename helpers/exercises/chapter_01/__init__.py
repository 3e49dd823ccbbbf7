"""Questions of chapter 1, generative modelling. Their cells use `np`."""

from helpers.exercises.chapter_01.check_ratio import check_ratio
from helpers.exercises.chapter_01.check_sampler import check_sampler
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "01 Generative modelling"

guess = Guesses("01")

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

independent_sampler = Question(
    name="01.independent_sampler",
    title="A sampler of independent numbers",
    kind="complete",
    prompt="""
Write the model *independent pixels* again, without knots. For every number of a new picture, go to
a training picture chosen at random, and take the number that stands at the same place there. Choose
anew for every number.

You get `x`, (pictures, numbers); `n`, how many new pictures; and `rng`, a NumPy generator. Return
(n, numbers). `rng.integers(m, size=(a, b))` gives an array of whole numbers from 0 to m - 1, and
`np.take_along_axis(x, rows, axis=0)` takes `x[rows[i, j], j]` for every i and j.
""",
    start='''
def my_sampler(x, n, rng):
    """n new pictures, each number from a training picture of its own: (n, numbers)."""
    return ...


ex.independent_sampler.check(my_sampler)
''',
    hints=(
        "How many random choices are there in one new picture? And in n of them?",
        "Each number of each new picture needs a row of `x` of its own: an array of row numbers "
        "with the shape of the result.",
        "`rows = rng.integers(len(x), size=(n, x.shape[1]))`. Then take `x[rows[i, j], j]`.",
    ),
    solved='''
def my_sampler(x, n, rng):
    """n new pictures, each number from a training picture of its own: (n, numbers)."""
    rows = rng.integers(len(x), size=(n, x.shape[1]))  # (n, numbers)
    return np.take_along_axis(x, rows, axis=0)


ex.independent_sampler.check(my_sampler)
''',
    why="""
Every column keeps its own distribution, because each value in it is as probable as it was frequent.
The columns know nothing of each other, because each draws its own row. With *one* row for the whole
picture the columns would fit together, and every sample would be a copy.
""",
    test=check_sampler,
)

predict_noise = predict(
    name="01.predict_noise",
    title="No noise, and too much",
    prompt="""
The trained network learnt from noise of strength 1. You take twenty noise vectors and multiply them
by 0, and then by 3, before they go into the network. What do the twenty pictures show? Commit to an
answer before you open the result.
""",
    options={
        "a": (
            "At 0 an empty grey picture. At 3 three times as many kinds of horses as at 1.",
            "But the network computes something from any numbers, zeros too. And variety does not "
            "grow with the size of the noise: the network never learnt what lies out there.",
        ),
        "b": (
            "At 0 twenty times the same picture. At 3 pictures in which colours and shapes are "
            "overdone or broken.",
            "Equal numbers in, equal pictures out: all variety comes from the noise. And numbers "
            "three times as large as any in training lead where the network was never corrected.",
        ),
        "c": (
            "At 0 twenty different horses, a little blurred. At 3 the same horses, sharper.",
            "But at 0 all twenty vectors are the same vector. Where should a difference come from? "
            "The network itself rolls no dice.",
        ),
        "d": (
            "At 0 twenty times the same picture. At 3 twenty good horses, more different from each "
            "other than real ones.",
            "The first half is right. But good horses come from noise as in training. Three times "
            "as far out the network was never taught.",
        ),
    },
    right="b",
    look="Open the result and compare the first row with the last.",
    hints=(
        "Twenty noise vectors times 0: how many different vectors are that?",
        "In training the network met noise vectors of about one length only. What do you know of a "
        "function where nobody ever checked it?",
    ),
    why="""
The network is an ordinary function without any dice in it. Equal noise gives equal pictures, so at
strength 0 all twenty must agree. At strength 3 the vectors are far longer than any in training.
The network still computes a picture there, but nothing ever told it what a horse should look like
at such a place.
""",
)

repair_ratio = Question(
    name="01.repair_ratio",
    title="A memorisation ratio that is always 0",
    kind="repair",
    prompt="""
This function should say whether a model copies. It gives 0.0 for every model, honest or not. It has
two mistakes. Repair them: copies should score about 0, fresh real data about 1, and samples far
from everything more than 1.

You get `samples`, `train` and `held_out`, each (rows, numbers), and `nearest(a, b)`, which is
right: for each row of `a` the distance to its nearest row of `b`.
""",
    start='''
def my_ratio(samples, train, held_out, nearest):
    """How near samples lie to the training data, over how near unseen data lies: one number."""
    of_samples = np.median(nearest(samples, train))
    of_unseen = np.median(nearest(train, train))
    return of_unseen / of_samples


ex.repair_ratio.check(my_ratio)
''',
    hints=(
        "How far is a training picture from its nearest training picture? It is one of them.",
        "Unseen data means data that the model was not trained on. You were given some.",
        "Divide what the samples score by what unseen data scores: a copier's 0 belongs on top.",
    ),
    solved='''
def my_ratio(samples, train, held_out, nearest):
    """How near samples lie to the training data, over how near unseen data lies: one number."""
    of_samples = np.median(nearest(samples, train))
    of_unseen = np.median(nearest(held_out, train))
    return of_samples / of_unseen


ex.repair_ratio.check(my_ratio)
''',
    why="""
Every training picture is its own nearest neighbour, at distance 0. So the training data cannot
stand in for unseen data: a ruler of length 0 measures nothing. With held-out pictures the ratio
compares like with like: both are asked how near they come to the same training set.
""",
    test=check_ratio,
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

quiz = five(
    name="01.quiz",
    questions=(
        (
            "A trained network gets the same noise vector on Monday and on Tuesday.",
            {
                "a": "It draws two different horses: every sample is new.",
                "b": "It draws two horses of the same kind, in different places.",
                "c": "It draws the same picture twice.",
                "d": "It draws a better horse on Tuesday.",
            },
            "c",
            "A network has no dice of its own.",
        ),
        (
            "You turn the noise of a trained sampler down from strength 1 to 0.3.",
            {
                "a": "Its samples become more alike.",
                "b": "Its samples become sharper, and as different as before.",
                "c": "It starts to copy training pictures.",
                "d": "Nothing changes before strength 0 is reached.",
            },
            "a",
            "All variety comes from the noise, so less noise is less variety.",
        ),
        (
            "White letters on black: half of them stand at the left, half at the right. What does "
            "the model of independent pixels draw?",
            {
                "a": "A letter at the left or one at the right.",
                "b": "One letter in the middle.",
                "c": "Two whole letters, left and right.",
                "d": "White specks at the left and at the right, and no letter.",
            },
            "d",
            "Each pixel keeps its own values and knows nothing of any other pixel.",
        ),
        (
            "The floor of the Fréchet distance is 0.7. Sampler A: distance 0.7, ratio 0.0. Sampler "
            "B: distance 2.1, ratio 1.05. Which would you hand in as a generative model?",
            {
                "a": "A: it is as good as real pictures.",
                "b": "B: it is less good, but fewer than half of its samples are copies.",
                "c": "Neither: a ratio above 1 says that B is broken.",
                "d": "A or B, whichever was trained on more pictures.",
            },
            "b",
            "A ratio of 0 means that at least half of A's samples are copies.",
        ),
        (
            "A sampler has a memorisation ratio of 1.02. What is certain?",
            {
                "a": "None of its samples is a copy.",
                "b": "Its samples look like the data.",
                "c": "Fewer than half of its samples are near copies.",
                "d": "It was trained on enough data.",
            },
            "c",
            "The ratio compares medians, and a median is decided by the middle.",
        ),
    ),
)

QUESTIONS = (
    shape_of_a_dataset,
    share_between_knots,
    keeps_correlation,
    predict_noise,
    ratio_of_copies,
    best_single_answer,
    independent_sampler,
    repair_ratio,
    quiz,
)
