"""Small questions on the way through chapter 6."""

from helpers.exercises.chapter_06.check_bin import check_bin
from helpers.exercises.engine import Question
from helpers.exercises.quick import value

two_pixels = value(
    name="06.two_pixels",
    title="A picture of two pixels",
    prompt="""
Each of the two pixels is black or white. The first one is white with probability 0.4. After a
white one, the second is white with probability 0.9; after a black one, with probability 0.2. How
probable is the picture *first black, second white*?
""",
    right=0.12,
    comment="a probability",
    mistakes=[
        (0.36, "that is the picture with two white pixels"),
        (0.08, "0.4 is the probability that the first one is white. It is black otherwise"),
        (0.2, "only the second factor was taken. The first pixel has its probability too"),
        (0.8, "the factors were added. The chain rule multiplies"),
        (0.54, "0.9 holds after a white pixel, and here the first one is black"),
        (0.48, "that is the picture with two black pixels"),
    ],
    hints=(
        "Two factors: one for the first pixel, one for the second when the first is known.",
        "The first pixel is black with probability 1 - 0.4. Which of 0.9 and 0.2 applies then?",
    ),
    why="0.6 for black, times 0.2 for white after black. The four pictures together have 1.",
)

before_the_last = value(
    name="06.before_the_last",
    title="Before the last number",
    prompt="""
Five pictures of 784 numbers are an array `x` of shape (5, 784). The loop comes to the last number
of each. What shape does `x[:, :i]` have then?
""",
    right=(5, 783),
    comment="a shape",
    mistakes=[
        ((5, 784), "then the number that is asked for would be among those that are given"),
        ((5, 782), "off by one. i is counted from 0, and all the earlier numbers are given"),
        ((5, 1), "that is the number itself, x[:, i : i + 1]"),
        ((783, 5), "the axes trade places. The slice leaves the first axis as it is"),
        ((1, 783), "all five pictures are asked at once: the first axis stays"),
        ((4, 784), "the slice cuts the second axis. The colon before the comma keeps all rows"),
    ],
    hints=(
        "What is i for the last of 784 numbers, when the first one has i = 0?",
        "i is 783. `[:, :783]` keeps all rows, and of each the numbers 0 to 782.",
    ),
    why="The last number has i = 783, and 783 numbers come before it. All five rows stay.",
)

cost_of_four = value(
    name="06.cost_of_four",
    title="The cost of four pixels",
    prompt="""
Before each of four pixels the model held its 256 probabilities. The levels that really stood there
had the probabilities 1/2, 1/2, 1/4 and 1/64. What do these four pixels score, in bits per pixel?
""",
    right=2.5,
    comment="bits per pixel",
    within=0.01,
    mistakes=[
        (10, "those are the bits of all four together"),
        (1.733, "natural logarithms count in nats. Bits need log2"),
        (-2.5, "the sign. A cost is minus the logarithm"),
        (1.66, "the probabilities were averaged first. Every pixel pays its own logarithm"),
        (6.932, "nats, and of all four together"),
    ],
    hints=(
        "A pixel costs minus log2 of the probability that the model gave to what really came.",
        "1/2 costs 1 bit and 1/64 costs 6. Add up four costs, then divide by the number of pixels.",
    ),
    why="1 + 1 + 2 + 6 = 10 bits, and 10 / 4 = 2.5. Most is paid for the one surprise.",
)

divided_levels = value(
    name="06.divided_levels",
    title="The same model in other units",
    prompt="""
A model is a *density* of grey levels that are counted from 0 to 255. It prints 3.0 bits per pixel.
Somebody divides all grey levels by 255 and asks the same model again. What does it print now?
""",
    right=3 - 7.9944,
    comment="bits per pixel",
    within=0.02,
    mistakes=[
        (10.994, "the direction. On a shorter scale the same probability lies more densely"),
        (3, "that would hold for the probability of a level, which has no unit. A density has one"),
        (0.0118, "the bits were divided. Bits are a logarithm: a factor becomes a difference"),
        (-2.541, "a natural logarithm. Bits need log2(255)"),
        (7.994, "that is the change. The new number was asked for"),
        (-7.994, "that is the change, with its sign. The new number was asked for"),
    ],
    hints=(
        "Divide the levels by 255, and all the probability lies on a scale 255 times shorter. By "
        "what is the density multiplied?",
        "The density is multiplied by 255, so the cost falls by log2(255), which is nearly 8.",
    ),
    why="""
The density is probability per unit of grey, and the unit became 255 times larger. So it is 255
times as high, and minus its log2 is lower by 7.99. The model has not become better.
""",
)

one_bin = Question(
    name="06.one_bin",
    title="One bell, one bin",
    kind="try",
    prompt=r"""
A step towards the next exercise. Take one logistic bell with the mean $m$ and the scale $s$. The
share of it that lies to the left of a place $a$ is $\sigma((a - m) / s)$, where
$\sigma(u) = 1 / (1 + e^{-u})$ is the **sigmoid**, in code `ops.sigmoid`.

Grey levels run from -1 to 1, so the bin of the level `x` reaches from `x - h` to `x + h` with
$h = 1/255$. How much of the bell lies over this bin? (Leave black and white out for now.)
""",
    start='''
def my_bin(x, mean, scale):
    """The area of a bell over the bin of level x: three times (batch,) -> (batch,)."""
    return ...


ex.one_bin.check(my_bin)
''',
    hints=(
        "Two shares: what lies left of the upper end, and what lies left of the lower end.",
        "The upper end is `x + h`: `ops.sigmoid((x + h - mean) / scale)`. The area between two "
        "places is the difference of the two shares.",
    ),
    solved='''
def my_bin(x, mean, scale):
    """The area of a bell over the bin of level x: three times (batch,) -> (batch,)."""
    h = 1 / 255
    return ops.sigmoid((x + h - mean) / scale) - ops.sigmoid((x - h - mean) / scale)


ex.one_bin.check(my_bin)
''',
    why="""
The share left of the upper end, minus that left of the lower end, lies between them. Exercise 1
does this for several bells at once, mixes them, and opens the bins at the two ends.
""",
    test=check_bin,
)
