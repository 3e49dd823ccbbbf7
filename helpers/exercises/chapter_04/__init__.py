"""Questions of chapter 4, the manifold. Their cells use `np`."""

from helpers.exercises.chapter_04.check_direction import check_direction
from helpers.exercises.chapter_04.check_straight import check_straight
from helpers.exercises.chapter_04.check_walk import check_walk
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "04 The manifold"

guess = Guesses("04")

straight = Question(
    name="04.straight",
    title="The straight way",
    kind="try",
    prompt="""
Fill in the blank: the code on the straight way from `a` to `b` at the share `t` of the way. At
`t = 0` it is `a`, at `t = 1` it is `b`, at `t = 0.25` a quarter of the way is done. `a` and `b`
are arrays, (d,), and `t` is a number.
""",
    start='''
def my_straight(a, b, t):
    """The code at share t of the straight way from a to b: (d,), (d,), number -> (d,)."""
    return ...


ex.straight.check(my_straight)
''',
    hints=(
        "Which step leads from `a` to `b`? How much of it is done at share `t`?",
        "Start at `a` and add the share `t` of the difference `b - a`.",
    ),
    solved='''
def my_straight(a, b, t):
    """The code at share t of the straight way from a to b: (d,), (d,), number -> (d,)."""
    return a + t * (b - a)


ex.straight.check(my_straight)
''',
    why="""
The direction from a to b is d = b - a, and the equation of this chapter moves a code by s·d. It is
the same as (1 - t)·a + t·b: what a loses, b gains.
""",
    test=check_straight,
)

turned = value(
    name="04.turned",
    title="A quarter of the turn",
    prompt="""
The arrows of two codes are equally long and stand at right angles: 90 degrees. By how many degrees
has the spherical way turned at `t = 0.25`?
""",
    comment="a number of degrees",
    right=22.5,
    mistakes=[
        (45, "this is half of the turn"),
        (67.5, "this is what is left to turn"),
        (0.25, "this is the share itself. The answer is in degrees"),
        (25, "a share of 100 degrees. The two arrows stand 90 degrees apart"),
    ],
    hints=(
        "Between equally long arrows the spherical way turns at constant speed.",
        "It has done a quarter of 90 degrees.",
    ),
    why="At constant speed a quarter of the way is a quarter of the turn: 90 / 4 = 22.5 degrees.",
)

small_steps = value(
    name="04.small_steps",
    title="What a jump costs",
    prompt="""
Two codes lie 4 apart. In one jump the step costs 4 squared, which is 16. Exactly halfway between
them lies the code of another real picture. What does the way through this code cost?
""",
    comment="a number",
    right=8,
    mistakes=[
        (16, "this is the price of the jump. Two steps of 2 cost less"),
        (4, "one step of 2 costs 4, and there are two of them; or the lengths were not squared"),
        (2, "this is the length of one step. Its price is the square"),
    ],
    hints=(
        "How long is each of the two steps?",
        "Each step is 2 long. Square both, and add.",
    ),
    why="Two steps of 2 cost 4 + 4 = 8, half of the jump's 16. So many short steps win.",
)

walk_evenly = Question(
    name="04.walk_evenly",
    title="Equal steps along a bent way",
    kind="complete",
    prompt="""
A way through the data goes from code to code. Its corners are `corners`, (m, d), and they are not
equally far apart. A slider should move along it at constant speed.

Give the points at the shares `t` of its **length**, (steps,) -> (steps, d). `t = 0` is the first
corner, `t = 1` the last, and `t = 0.5` has as much of the way behind it as before it.
""",
    start='''
def my_walk(corners, t):
    """Points at shares t of a way's length: (m, d), (steps,) -> (steps, d)."""
    return ...


ex.walk_evenly.check(my_walk)
''',
    hints=(
        "First the length of each piece: the norm of the difference of two corners that follow "
        "each other. `np.diff(corners, axis=0)` gives all differences.",
        "Then how much of the way lies behind each corner: 0 at the first, and a running sum "
        "after it. `np.concatenate` and `np.cumsum` do that.",
        "`np.interp(t * at[-1], at, column)` finds one coordinate at the lengths asked for. Do "
        "it for each column of `corners` and stack them as the last axis.",
    ),
    solved='''
def my_walk(corners, t):
    """Points at shares t of a way's length: (m, d), (steps,) -> (steps, d)."""
    pieces = np.linalg.norm(np.diff(corners, axis=0), axis=1)  # (m - 1,)
    at = np.concatenate([[0], np.cumsum(pieces)])  # (m,)
    return np.stack([np.interp(t * at[-1], at, column) for column in corners.T], axis=-1)


ex.walk_evenly.check(my_walk)
''',
    why="""
The position on a way is measured by the length behind it. At corner k that is the sum of the first
k pieces. Between two corners the way is straight, so each coordinate changes in proportion to the
length, and that is what `np.interp` does.
""",
    test=check_walk,
)

predict_middle = predict(
    name="04.predict_middle",
    title="The middle of a straight line",
    prompt="""
Take two random codes of 16 numbers, all standard normal. Each is about 4 away from the centre:
its 16 squares have mean 1 and add up to about 16, and the root of 16 is 4. Walk straight from one
code to the other. How far from the centre is the midpoint? Commit to an answer before you open the
result.
""",
    options={
        "a": (
            "About 0: two random codes point in opposite directions.",
            "Opposite directions would cancel. Random directions in 16 dimensions are nearly at "
            "right angles, so nothing cancels and nothing adds up.",
        ),
        "b": (
            "About 2, half of the ends.",
            "It is half of the sum. But the sum of two codes is longer than one of them: they "
            "point in different directions, and squares add.",
        ),
        "c": (
            "About 2.8, the ends divided by the root of 2.",
            "The middle is half the sum. Two independent codes add their squares: the sum is "
            "4 times the root of 2 long, and half of it is 2.8. Hardly any random code of 16 "
            "numbers is that near the centre.",
        ),
        "d": (
            "About 4, like the ends.",
            "That would hold on a circle around the centre. A straight line between two points "
            "of a circle cuts through its inside.",
        ),
    },
    right="c",
    look="Open the result: it draws 5,000 pairs and measures.",
    hints=(
        "The middle of a and b is (a + b) / 2. What is the variance of one of its numbers?",
        "The sum of two independent standard normals has variance 2, half of it variance 1/2. "
        "Sixteen squares of mean 1/2 add up to 8.",
    ),
    why="""
One number of the middle has variance 1/2 instead of 1, so the squared length is about 8 instead of
16, and the length 2.8 instead of 4. In many dimensions nearly all random codes have the same
length, so hardly any of them lies at 2.8.
""",
)

taken_off = value(
    name="04.taken_off",
    title="Take it off",
    prompt="""
A group's concept vector is `[5, 0]`. The code `[4, 3]` has the concept. Where is it after a move
along the vector with strength -1?
""",
    comment="two numbers: (..., ...)",
    right=(-1, 3),
    mistakes=[
        ((9, 3), "this is strength +1: the concept was put on once more"),
        ((4, 3), "nothing has moved"),
        ((1, -3), "the subtraction is the wrong way round: z + s·d with s = -1"),
        ((-5, 0), "this is the step alone. Add it to the code"),
        ((-1, -2), "the 5 was taken off both numbers. The second number of the vector is 0"),
    ],
    hints=(
        "The equation is z + s·d, number by number.",
        "The first number is 4 + (-1) times 5.",
    ),
    why="4 - 5 = -1, and 3 - 0 = 3. What has nothing to do with the concept stays as it was.",
)

repair_direction = Question(
    name="04.repair_direction",
    title="A concept vector that leaks",
    kind="repair",
    prompt="""
In this collection of faces, most people with glasses also wear a hat. Somebody makes a "glasses"
vector as the difference of two mean codes. Moving along it puts glasses on people, and hats.

You get `codes`, (n, d); `glasses`, (n,), 0 or 1; and `hat`, (n,), 0 or 1. All four combinations
occur, though not equally often. Repair the function: return what glasses do to a code **while the
hat stays as it is**, (d,).
""",
    start='''
def my_direction(codes, glasses, hat):
    """What glasses do to a code, the hat left alone: (n, d), (n,), (n,) -> (d,)."""
    return codes[glasses == 1].mean(axis=0) - codes[glasses == 0].mean(axis=0)


ex.repair_direction.check(my_direction)
''',
    hints=(
        "Compare like with like. Among people without a hat, what is the difference between "
        "those with and those without glasses?",
        "Do the same among people with a hat. You then have two answers to one question.",
        "For each value of `hat`, take the difference of two means of "
        "`codes[(glasses == g) & (hat == h)]`, and average the two differences.",
    ),
    solved='''
def my_direction(codes, glasses, hat):
    """What glasses do to a code, the hat left alone: (n, d), (n,), (n,) -> (d,)."""
    with_hat, without = codes[hat == 1], codes[hat == 0]
    one = concept(with_hat, glasses[hat == 1])
    two = concept(without, glasses[hat == 0])
    return (one + two) / 2


def concept(codes, has):
    return codes[has == 1].mean(axis=0) - codes[has == 0].mean(axis=0)


ex.repair_direction.check(my_direction)
''',
    why="""
The mean of people with glasses is also the mean of many hats, so their difference holds both.
Among people who all wear a hat, the hat cancels; among people who all wear none, too. Both
differences answer the same question, and their average uses everybody. A regression of the codes
on glasses and hat at once gives the same, and takes any number of other factors.
""",
    test=check_direction,
)

quiz = five(
    name="04.quiz",
    questions=[
        (
            "Somebody shows ten pictures between a boot and a bag. In the fifth, both can be seen, "
            "each half transparent. Which way was it?",
            {
                "a": "A straight way between the codes of an autoencoder.",
                "b": "A spherical way between the codes of a VAE.",
                "c": "A way through data.",
                "d": "A cross-fade of the pixels.",
            },
            "d",
            "a mean of pixels shows both pictures at once, while a decoder draws one picture for "
            "each code.",
        ),
        (
            "Two codes lie at the ends of two arms of a map, and between the arms is a hole. Which "
            "way is most likely to go round the hole?",
            {
                "a": "The straight way.",
                "b": "The way through data.",
                "c": "The spherical way.",
                "d": "All three alike: what is decoded stays near the data.",
            },
            "b",
            "it goes from one real code to the next, so only the short pieces in between can leave "
            "the data.",
        ),
        (
            "Two random codes of 100 numbers are each about 10 away from the centre. How far away "
            "is the midpoint of the straight way between them?",
            {
                "a": "About 7.1.",
                "b": "About 5.",
                "c": "About 10.",
                "d": "About 2.8.",
            },
            "a",
            "the midpoint is nearer by a factor of the root of 2, and 10 / 1.41 is 7.1; the 2.8 "
            "belongs to codes of 16 numbers.",
        ),
        (
            "What does the argument of question 3 prove about the codes of real garments?",
            {
                "a": "That their straight ways decode to worse pictures than their spherical ways.",
                "b": "That they lie in a thin shell, too.",
                "c": "Nothing yet: it is about random codes, and the ways have to be measured.",
                "d": "That the way through data is the best one.",
            },
            "c",
            "on our pairs the straight way came out nearer to real garments than the spherical "
            "one, whatever the shell says.",
        ),
        (
            "You suspect a hole at one place of a map. Which measurement would show it best?",
            {
                "a": "A classifier is less than 90 % certain of what decodes there.",
                "b": "What decodes there is as far from every real garment as noise is.",
                "c": "None of the 2,000 test garments has exactly this code.",
                "d": "The mean distance over the whole map lies above that of held-out garments.",
            },
            "b",
            "noise is the ceiling of that distance. A classifier can be certain about noise, and "
            "an average over the map hides holes.",
        ),
    ],
)

QUESTIONS = (
    straight,
    turned,
    small_steps,
    predict_middle,
    taken_off,
    walk_evenly,
    repair_direction,
    quiz,
)
