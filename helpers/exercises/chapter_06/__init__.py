"""Questions of chapter 6, the autoregressive model. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_06.check_bin import check_bin
from helpers.exercises.chapter_06.check_levels import check_levels
from helpers.exercises.chapter_06.check_mask import check_mask
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "06 Autoregressive"

guess = Guesses("06")

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

level_of_a_pixel = Question(
    name="06.level_of_a_pixel",
    title="The probability of a grey level",
    kind="complete",
    prompt=r"""
Now several bells. Three things are added to `my_bin`: the bells are mixed with weights $w_k$,
black and white have bins that are open on one side, and the logarithm comes last.

A pixel's next level follows a mixture of bells $k$, each a logistic curve cut into 256 bins.
The levels are $x = -1, \dots, 1$, spaced $2h$ apart with $h = 1/255$:

$$P(x) = \sum_k w_k \left[\sigma\!\left(\frac{x + h - m_k}{s_k}\right) -
\sigma\!\left(\frac{x - h - m_k}{s_k}\right)\right]$$

Here $\sigma(u) = 1 / (1 + e^{-u})$ is the sigmoid, in code `ops.sigmoid`: the share of a logistic
curve that lies left of $u$. The bin of black ($x = -1$) reaches down to $-\infty$, the bin of
white ($x = 1$) up to $+\infty$.

You get `x`, (batch,), and `weight`, `mean`, `scale`, each (batch, bells): every row is another
pixel with bells of its own. Return $\log P(x)$ in nats, (batch,).
""",
    start='''
def my_log_level(x, weight, mean, scale):
    """log P(level) in nats: (batch,) and (batch, bells) three times -> (batch,)."""
    return ...


ex.level_of_a_pixel.check(my_log_level)
''',
    hints=(
        "Make `x` (batch, 1) first: `x[:, None]`. Write the formula without a thought for the "
        "ends and mix with `weight`. Then test yourself: do the 256 levels sum to 1?",
        r"Where does $\sigma$ go as its argument grows to $+\infty$, or falls to $-\infty$? White "
        r"has that in place of `upper`, black in place of `lower`. `ops.where` puts it there.",
        "`ops.where(x > 1 - h, 1.0, upper)` and `ops.where(x < h - 1, 0.0, lower)`. Then the "
        "log of the weighted sum of their difference over the last axis.",
    ),
    solved='''
def my_log_level(x, weight, mean, scale):
    """log P(level) in nats: (batch,) and (batch, bells) three times -> (batch,)."""
    x, h = x[:, None], 1 / 255  # (batch, 1)
    upper, lower = (ops.sigmoid((x + end - mean) / scale) for end in (h, -h))
    upper, lower = ops.where(x > 1 - h, 1.0, upper), ops.where(x < h - 1, 0.0, lower)
    return ops.log(ops.sum(weight * (upper - lower), axis=-1))


ex.level_of_a_pixel.check(my_log_level)
''',
    why=r"""
A bell is a density on all numbers, and its area is 1. Cutting it into 256 bins that cover
everything gives 256 probabilities with the sum 1, and so does any weighted mean of such cuts. With
closed end bins the part beyond black and white would be lost: half of all garment pixels are
black, and only a very narrow bell could be nearly certain of them. The helper computes the same in
logarithms, which keeps the digits of very small differences.
""",
    test=check_levels,
)

predict_leak = predict(
    name="06.predict_leak",
    title="A model that sees the answer",
    prompt="""
The mask moves by one place: while training, the network that predicts a number sees this very
number, and no longer the first one. Compared with the honest model, what happens to the training
bits, and what to the samples? Commit to an answer before you run the next cells.
""",
    options={
        "a": (
            "Bits fall far below the honest model's. Samples get better too: whoever predicts "
            "better draws better.",
            "The bits do fall. But what was predicted? While drawing, the number to copy is not "
            "there yet.",
        ),
        "b": (
            "Bits stay as they are: the honest model knew nearly everything already. Samples stay "
            "too.",
            "Then no number could surprise the honest model. Its bits are far from zero, so much "
            "is left to copy.",
        ),
        "c": (
            "Bits rise: a useful input is lost, and a strange one has to be learnt. Samples get "
            "a little worse.",
            "An input can be ignored. One that is the answer is the easiest of all to use.",
        ),
        "d": (
            "Bits fall far below the honest model's, below what is possible. Samples are garbage.",
            "The network learns to copy, which costs no bits and teaches it nothing of the data. "
            "While drawing there is nothing to copy.",
        ),
    },
    right="d",
    look="Run the next cells: the objective beside the entropy of the data, and the samples.",
    hints=(
        "What is the shortest rule that predicts a number from itself? How many bits does it "
        "leave?",
        "Sampling needs p(x₂ given x₁) before x₂ exists. What does the network find in the place "
        "of x₂ then?",
    ),
    why="""
p(x₂ | x₁, x₂) is a spike at x₂, whatever the data: the objective falls without end and measures
copying. The product of such factors is no density of x, it does not sum to 1, and so it may lie
below the entropy, which no density can do on average. Drawing asks the network about a number
that is not there. The disease is a leak. The gradient test finds it, and so does a likelihood too
good to be true.
""",
)

repair_mask = Question(
    name="06.repair_mask",
    title="A mask that lets too much through",
    kind="repair",
    prompt="""
A convolution looks at a window of `size` by `size` pixels around each pixel. Before its weights
are used they are multiplied by a mask: 1 where a place of the window comes **before** the middle
in reading order (left to right, top to bottom), 0 for the middle and for everything after it.

This one trains to fantastic bits, and its samples are noise. Repair it. `size` is odd.
""",
    start='''
def my_mask(size):
    """1 for what comes before the middle, else 0: (size, size)."""
    middle = size // 2
    mask = np.zeros((size, size))
    mask[:middle] = 1
    mask[middle, : middle + 1] = 1
    return mask


ex.repair_mask.check(my_mask)
''',
    hints=(
        "Print `my_mask(3)`. Which of its nine places should be 1? Count them: four come before "
        "the middle.",
        "A slice `: n` ends before place n. Which place is `middle`, and is it inside "
        "`: middle + 1`?",
        "`mask[middle, :middle] = 1`.",
    ),
    solved='''
def my_mask(size):
    """1 for what comes before the middle, else 0: (size, size)."""
    middle = size // 2
    mask = np.zeros((size, size))
    mask[:middle] = 1
    mask[middle, :middle] = 1
    return mask


ex.repair_mask.check(my_mask)
''',
    why="""
One place too many, and every pixel sees itself. Layers behind the first one are a different
matter: they read features, and the features at the middle know only what came before it, because
the first layer made sure. So later layers may keep the middle open, and the same line of code is
right there and a leak here. That is why this mistake is common.
""",
    test=check_mask,
)

quiz = five(
    name="06.quiz",
    questions=[
        (
            "A picture is read pixel by pixel. Which factor stands in the product for pixel 3?",
            {
                "a": "p(x₃), since every pixel has a factor of its own",
                "b": "p(x₃ | x₁, x₂)",
                "c": "p(x₃ | x₂), since the neighbour is what matters",
                "d": "p(x₃ | all the other pixels)",
            },
            "b",
            "A factor may use everything that came before, and nothing that comes later.",
        ),
        (
            "Somebody wants to draw the upper half of a garment whose lower half is given. Why "
            "does a trained model with our reading order not do it directly?",
            {
                "a": "The upper half has too many pixels.",
                "b": "Its density is exact only for whole pictures.",
                "c": "It was trained with real beginnings only.",
                "d": "No factor takes later pixels as its input.",
            },
            "d",
            "The factors of the upper half come first, and they cannot see the lower half.",
        ),
        (
            "Model A: 2.9 bits per pixel, 256 levels, test pictures. Model B: 1.1 bits per pixel, "
            "4 levels, test pictures. Both exact. What do you conclude?",
            {
                "a": "Nothing about which is better: the data are not the same.",
                "b": "B is better, by 1.8 bits per pixel.",
                "c": "A is better, since it had more levels to predict.",
                "d": "B is better, but only at textures.",
            },
            "a",
            "With fewer levels every score falls, even that of a model that knows nothing.",
        ),
        (
            "Which of these numbers can fall below zero without a mistake in the code?",
            {
                "a": "minus log2 of the probability of a grey level",
                "b": "the bits per pixel of a PNG file",
                "c": "minus log2 of a density at a grey level",
                "d": "the exact KL divergence of a model from the truth",
            },
            "c",
            "A density is probability per unit and may exceed 1; a probability may not.",
        ),
        (
            "A model's objective is far better than that of any other model. Which check "
            "says most quickly whether its mask leaks?",
            {
                "a": "training for longer, to see whether the objective stays low",
                "b": "the objective on test pictures instead of training pictures",
                "c": "the gradient of a prediction with respect to the pixel that it predicts",
                "d": "the gradient of a prediction with respect to the pixel before it",
            },
            "c",
            "That gradient must be exactly 0. A leak looks as good on test pictures as on others.",
        ),
    ],
)

QUESTIONS = (
    two_pixels,
    before_the_last,
    cost_of_four,
    divided_levels,
    predict_leak,
    one_bin,
    level_of_a_pixel,
    repair_mask,
    quiz,
)
