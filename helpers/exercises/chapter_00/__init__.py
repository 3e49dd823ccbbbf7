"""Questions of chapter 0, training in fifteen minutes. Their cells use `np`."""

from helpers.exercises.chapter_00.check_training import check_training
from helpers.exercises.engine import Question
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import value

TITLE = "00 Training in fifteen minutes"

guess = Guesses("00")

one_step = value(
    name="00.one_step",
    title="One step",
    prompt="""
A weight is 2. There the slope of the loss is 3. The learning rate is 0.1. What is the weight after
one step?
""",
    comment="a number",
    right=1.7,
    within=1e-3,
    mistakes=[
        (2.3, "this goes uphill: the loss grows with the weight, so the weight has to fall"),
        (-1, "the learning rate was left out"),
        (0.3, "this is the length of the step"),
        (1.3, "the slope was added to the step. Multiply the two"),
    ],
    hints=(
        "Multiply the slope by the learning rate: that is how long the step is.",
        "The slope is positive, so downhill is to the left: subtract.",
    ),
    why="0.1 times 3 is 0.3, and downhill from 2 that is 1.7.",
)

steps_of_a_pass = value(
    name="00.steps_of_a_pass",
    title="Steps of a pass",
    prompt="""
A dataset has 20,000 pictures, and a batch has 50. How many steps does the training take in three
passes?
""",
    comment="a whole number",
    right=1200,
    mistakes=[
        (400, "this is one pass"),
        (60000, "a step looks at a whole batch"),
        (133, "three passes see every picture three times"),
    ],
    hints=("How many batches are 20,000 pictures?", "One pass is 400 steps."),
    why="20,000 / 50 = 400 steps per pass, three times.",
)

bits_of_an_eighth = value(
    name="00.bits_of_an_eighth",
    title="Bits of an eighth",
    prompt="Something has the probability 1/8. How many bits is that, as −log₂ of the probability?",
    comment="a number",
    right=3,
    within=1e-3,
    mistakes=[
        (-3, "mind the minus: a probability below 1 has a negative logarithm"),
        (2.0794415, "these are nats, from the natural logarithm"),
        (0.125, "this is the probability"),
        (8, "2 to which power is 8?"),
    ],
    hints=("Half of a half of a half.", "2 · 2 · 2 = 8."),
    why="Three halvings: 1/8 = (1/2)³. One halving is one bit.",
)

shape_of_a_sum = value(
    name="00.shape_of_a_sum",
    title="The shape of a sum",
    prompt="""
`a` has the shape (5, 1, 2) and `b` the shape (7, 2). What is the shape of `a + b`?
""",
    comment="three whole numbers: (..., ..., ...)",
    right=(5, 7, 2),
    mistakes=[
        ((5, 1, 2), "the axis of length 1 is stretched to the 7 of b"),
        ((5, 7, 4), "shapes are compared, not added"),
        ((7, 5, 2), "axes are compared from the right"),
    ],
    hints=(
        "Write the shapes below each other, aligned on the right. Compare column by column.",
        "Where one of the two is 1 or missing, the other one counts.",
    ),
    why="From the right: 2 and 2, 1 and 7, 5 and nothing.",
)

train_a_weight = Question(
    name="00.train_a_weight",
    title="Train a weight",
    kind="complete",
    prompt="""
Write the whole training of one weight. You get the data `x` and `y`, the weight `w` at the start,
the learning rate `rate`, and the number of `steps`. The loss is the mean of $(w x - y)^2$ over all
points. Return the weight after the last step.
""",
    start='''
def my_training(x, y, w, rate, steps):
    """The weight after so many steps downhill: one number."""
    return ...


ex.train_a_weight.check(my_training)
''',
    hints=(
        "Write a loop over the steps. Inside it: the slope at the present weight, then a step.",
        "The slope is `np.mean(2 * (w * x - y) * x)`.",
        "`for _ in range(steps): w = w - rate * ...`",
    ),
    solved='''
def my_training(x, y, w, rate, steps):
    """The weight after so many steps downhill: one number."""
    for _ in range(steps):
        w = w - rate * np.mean(2 * (w * x - y) * x)
    return w


ex.train_a_weight.check(my_training)
''',
    why="""
Every network in this course is trained like this, with many weights in place of one: take the loss
at the present weights, its slope for each of them, and a small step downhill.
""",
    test=check_training,
)

QUESTIONS = (one_step, train_a_weight, steps_of_a_pass, bits_of_an_eighth, shape_of_a_sum)
