"""Small questions on the way through chapter 4."""

from helpers.exercises.chapter_04.check_straight import check_straight
from helpers.exercises.engine import Question
from helpers.exercises.quick import value

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
