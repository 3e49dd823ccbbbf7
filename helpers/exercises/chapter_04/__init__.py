"""Questions of chapter 4, the manifold. Their cells use `np`."""

from helpers.exercises.chapter_04.check_direction import check_direction
from helpers.exercises.chapter_04.check_walk import check_walk
from helpers.exercises.chapter_04.closing import quiz
from helpers.exercises.chapter_04.tries import small_steps, straight, taken_off, turned
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "04 The manifold"

guess = Guesses("04")


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
