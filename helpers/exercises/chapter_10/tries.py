"""Small questions on the way through chapter 10."""

from helpers.exercises.quick import value

mixture = value(
    name="10.mixture",
    title="Where, and which way",
    right=(3.25, -3),
    comment="two numbers: (place, direction)",
    mistakes=[
        ((1.75, -3), "the shares are swapped. At t = 0.25 a quarter is data"),
        ((3.25, 3), "the direction is turned round. It leads from the noise to the data"),
        ((1.75, 3), "time runs the other way. Noise is at t = 0 and data at t = 1"),
        ((4.25, -3), "the noise was taken whole. It fades while the data comes in"),
        ((3.25, -2.25), "the rest of the way. The question asks for the whole direction"),
    ],
    prompt=r"""
One coordinate, by hand. The noise is $\varepsilon = 4$, the data is $x = 1$, the time is
$t = 0.25$. Where is the mixture $x_t$, and what is the direction from this noise to this data?
""",
    hints=(
        "At t = 0.25 three quarters are noise and one quarter is data.",
        "The direction is the data minus the noise. The time plays no part in it.",
    ),
    why="The place is 0.75 · 4 + 0.25 · 1 = 3.25. The direction is 1 - 4 = -3 at every time.",
)

average = value(
    name="10.average",
    title="One answer for four pairs",
    right=(1, 3),
    comment="two numbers: (answer, its mean squared error)",
    mistakes=[
        ((2, 4), "the majority's direction. One answer has a smaller error"),
        ((0, 4), "2 and -2 count alike here. But three pairs have 2 and only one has -2"),
        ((1, 0), "the error of the best answer was taken to be zero. Put in each of the four"),
        ((1, 12), "the sum of the four squares. The question asks for their mean"),
        ((1, 1.5), "the mean distance. Square each one before you average"),
    ],
    prompt="""
At one place and one time four pairs cross. Three have the direction 2, one has the direction -2.
A network can give only one answer there. Which one has the least mean squared error over the four
pairs, and how large is that error?
""",
    hints=(
        "The number with the least mean squared error is the mean of the four directions.",
        "The answer misses three pairs by the same amount, and the fourth by more. Square these "
        "four distances and take their mean.",
    ),
    why="""
The mean of 2, 2, 2 and -2 is 1. It misses three pairs by 1 and one by 3: (1 + 1 + 1 + 9) / 4 = 3.
It is the best answer there is, and it is wrong about every single pair.
""",
)

euler = value(
    name="10.euler",
    title="Two steps by hand",
    right=3.25,
    comment="a number",
    mistakes=[
        (2, "the velocity was asked only once. The second step asks again, there and then"),
        (3, "the second step asks at the old place. It starts where the first one ended"),
        (6, "the step size is missing. Each step goes half of the velocity"),
        (2.25, "the second step asks at the old time. Half of the time has passed"),
        (5.75, "the end of each step. Ask at the time at which the step starts"),
        (6.25, "time runs the other way. Noise is at t = 0"),
    ],
    prompt=r"""
Take two Euler steps by hand. The velocity is $v(x, t) = x + 4t$ and the noise is $z = 1$. Where
does the point end?
""",
    hints=(
        "The steps start at the times 0 and 0.5, and each goes half of the velocity.",
        "The first velocity is 1, so the point goes to 1.5. Ask there again, at the time 0.5.",
    ),
    why="""
At the place 1 and the time 0 the velocity is 1: half of it leads to 1.5. There, at the time 0.5,
it is 1.5 + 2 = 3.5: half of it leads to 3.25.
""",
)

heading = value(
    name="10.heading",
    title="The guess of a pixel",
    right=1,
    comment="a number",
    mistakes=[
        (-2, "a whole unit of time. Only a quarter of it is left"),
        (-1, "`t` instead of `1 - t`: the time that has passed, not the time that is left"),
        (3, "a sign. The velocity is negative, so the pixel falls"),
        (2, "the pixel as it is. The guess is where it is going"),
    ],
    prompt="""
At t = 0.75 a pixel has the value 2, in the model's units, and its velocity is -4. What is the
guess of the finished pixel?
""",
    hints=(
        "How much time is left until t = 1?",
        "Go from 2 with the velocity -4 for the rest of the time.",
    ),
    why="A quarter of the time is left: 2 + 0.25 · (-4) = 1.",
)
