"""Small questions on the way through chapter 11."""

from helpers.exercises.chapter_11.check_forger import check_forger
from helpers.exercises.engine import Question
from helpers.exercises.quick import value

critic_pays = value(
    name="11.critic_pays",
    title="The price of a pair",
    prompt="""
A critic gives a photograph the realness 13 and a forgery the realness 11. What does the *critic*
pay for this pair, without any penalty? Two decimals are enough. (`np.logaddexp(0, m)` is
softplus(m).)
""",
    comment="a number with two decimals",
    right=0.1269,
    within=0.005,
    mistakes=[
        (2.1269, "the order of the two points. This is what the forger pays"),
        (-2, "the softplus is missing"),
        (2, "the softplus is missing, and the order is turned round"),
        (0.1353, "the 1 in log(1 + ...) is missing"),
        (11, "the forgery alone was priced. The loss is about a pair"),
        (13, "the photograph alone was priced. The loss is about a pair"),
    ],
    hints=(
        "Only the difference counts: what is D(made) - D(real)?",
        "It is 11 - 13 = -2. Give that to `np.logaddexp(0, m)`.",
    ),
    why="softplus(11 - 13) = log(1 + exp(-2)) = 0.13: little, because the critic is right.",
)

one_number = value(
    name="11.one_number",
    title="What the critic returns",
    prompt="""
A critic of garments looks at a batch of 20 pictures, an array of shape (20, 28, 28, 1). What shape
does `critic` return?
""",
    comment="a shape, such as (5, 2)",
    right=(20,),
    mistakes=[
        ((20, 1), "this is what the network returns. `[:, 0]` drops the empty axis"),
        (20, "this is a number. A shape with one axis is written with a comma, like (7,)"),
        ((20, 28, 28, 1), "this is the shape of what goes in"),
        ((1,), "every picture of the batch is looked at alone"),
    ],
    hints=("How many numbers does the critic give for one picture?", "One. And about 20?"),
    why="One number for each picture, and no second axis: (20,).",
)

coin = value(
    name="11.coin",
    title="A critic without an opinion",
    prompt="""
A critic gives the same realness to every point, real or made. What is `doubt` for each pair? Two
decimals are enough.
""",
    comment="a number with two decimals",
    right=0.6931,
    within=0.008,
    mistakes=[
        (0, "this is the difference of the two numbers. Its softplus is larger"),
        (0.5, "this is the probability of being right, and not yet a price"),
        (1, "this is the price in bits. The logarithm here is the natural one"),
    ],
    hints=(
        "What is the difference of two equal numbers?",
        "`doubt` is softplus of that difference: log(1 + exp(0)).",
    ),
    why="softplus(0) = log(1 + 1) = log 2 = 0.69.",
)

forger_pays = Question(
    name="11.forger_pays",
    title="What the forger pays",
    kind="try",
    prompt="""
The critic pays `ops.softplus(of_fake - of_real)` for each pair. Write what the *forger* pays. It
gets the same two arrays, the realness of the real and of the made points, and wants its own points
to be taken for real.
""",
    start='''
def my_forger_loss(of_real, of_fake):
    """What the forger pays for each pair: (pairs,) twice -> (pairs,)."""
    return ...


ex.forger_pays.check(my_forger_loss)
''',
    hints=(
        "It is the same loss, seen from the other side.",
        "For the critic it is bad if the forgery looks more real. For the forger it is bad if ...",
    ),
    solved='''
def my_forger_loss(of_real, of_fake):
    """What the forger pays for each pair: (pairs,) twice -> (pairs,)."""
    return ops.softplus(of_real - of_fake)


ex.forger_pays.check(my_forger_loss)
''',
    why="""
The two points are swapped. The forger pays much where the real point looks more real than its own,
and little where its own does.
""",
    test=check_forger,
)

floors = value(
    name="11.floors",
    title="How many floors?",
    prompt="""
The Fréchet distance of the GAN is how many times the floor? Round to one decimal.
""",
    comment="a number, one decimal",
    right=2.66,
    within=0.06,
    mistakes=[
        (6.9, "the floor was subtracted. How many times does it fit in?"),
        (100, "this counts how often the GAN fits into the mean image, a ceiling"),
        (1, "the floor stands in another row: real images"),
        (0.38, "the division is turned round"),
    ],
    hints=(
        "Find the two rows in the table: the GAN, and real images.",
        "About 11 divided by about 4.",
    ),
    why="11.05 / 4.15 = 2.66: far below the ceilings, and clearly not the floor.",
)
