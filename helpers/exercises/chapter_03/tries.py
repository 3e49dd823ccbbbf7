"""Small questions on the way through chapter 3."""

from helpers.exercises.quick import value

times_fewer = value(
    name="03.times_fewer",
    title="How much is squeezed out",
    prompt="""
Another dataset has colour pictures of 64 × 64 pixels, and its bottleneck has 16 numbers. How many
times fewer numbers does the code have than the picture?
""",
    comment="a whole number",
    right=768,
    mistakes=[
        (256, "a colour pixel has three numbers"),
        (192, "these are the 3,072 numbers of a picture of 32 × 32"),
        (12288, "these are the numbers of the picture. Compare them with those of the code"),
        (12272, "the difference was taken. The question is how many times"),
    ],
    hints=("How many numbers does one pixel have?", "64 × 64 × 3 numbers, divided by 16."),
    why="64 × 64 × 3 = 12,288 numbers become 16, and 12,288 / 16 = 768.",
)

share_kept = value(
    name="03.share_kept",
    title="How much is kept",
    prompt="""
A model is off by 22 grey levels, and the mean face by 44. The share that the model keeps is 1 minus
its *squared* error over the squared error of the mean face. What is it?
""",
    comment="a number between 0 and 1",
    right=0.75,
    within=0.001,
    mistakes=[
        (0.5, "the errors were not squared"),
        (0.25, "this is the share that is lost"),
        (-3, "the wrong way round: the error of the mean face was divided by the model's"),
    ],
    hints=("22 over 44 is one half. Square it.", "1 - (22 / 44) ** 2"),
    why="The squared error is a quarter of that of the mean face, so three quarters are kept. The "
    "ceiling keeps 0, the floor keeps 1.",
)

turned_back = value(
    name="03.turned_back",
    title="Turn it back",
    prompt=r"""
A face has $u = 1$ and $v = 2$. The turn is undone by $h = 0.6\,u - 0.8\,v$ and
$k = 0.8\,u + 0.6\,v$. Which number $h$ did the hat have before the turn?
""",
    comment="a number",
    right=-1,
    mistakes=[
        (2, "this is k, the skin"),
        (2.2, "0.8 v was added. That turns once more, not back"),
        (1, "this is u, or the sign is wrong"),
        (0.6, "only u was used. The hat is spread over both numbers"),
    ],
    hints=("Put both numbers into the first formula.", "0.6 · 1 - 0.8 · 2"),
    why="0.6 · 1 - 0.8 · 2 = -1. The pair (u, v) still says exactly what h and k were. But neither "
    "of the two says it alone.",
)
