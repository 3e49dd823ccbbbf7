"""Questions of chapter 6, the autoregressive model. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_06.check_levels import check_levels
from helpers.exercises.chapter_06.check_mask import check_mask
from helpers.exercises.chapter_06.closing import quiz
from helpers.exercises.chapter_06.tries import (
    before_the_last,
    cost_of_four,
    divided_levels,
    one_bin,
    two_pixels,
)
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "06 Autoregressive"

guess = Guesses("06")


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
