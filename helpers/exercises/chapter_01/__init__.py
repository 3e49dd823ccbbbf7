"""Questions of chapter 1, generative modelling. Their cells use `np`."""

from helpers.exercises.chapter_01.check_ratio import check_ratio
from helpers.exercises.chapter_01.check_sampler import check_sampler
from helpers.exercises.chapter_01.closing import quiz
from helpers.exercises.chapter_01.tries import (
    best_single_answer,
    keeps_correlation,
    ratio_of_copies,
    shape_of_a_dataset,
    share_between_knots,
)
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "01 Generative modelling"

guess = Guesses("01")


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
