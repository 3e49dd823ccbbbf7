"""What holds for the probability of one grey level under one logistic bell."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import run
from helpers.exercises.chapter_06.check_levels import HALF, LEVELS, sigmoid

SHAPES = {
    (): "a sum or a mean. Every row keeps its own number",
    (40, 40): "every level was paired with every bell. Row by row is enough, without `None`",
}


def bin_of(x, mean, scale, half=HALF):
    """The area of a bell over the bin of a level, as if it were neither black nor white."""
    return sigmoid((x + half - mean) / scale) - sigmoid((x - half - mean) / scale)


def check_bin(answer):
    """σ((x + h - m) / s) - σ((x - h - m) / s)."""
    rng = np.random.default_rng(8)
    x, mean = rng.choice(LEVELS[30:-30], 40), rng.uniform(-0.6, 0.6, 40)
    given = {"x": x, "mean": mean, "scale": rng.uniform(0.01, 0.3, 40)}
    theirs = expect(run(answer, **given), (40,), SHAPES)
    cause = cause_of(theirs, _slips(**given), "an end of the bin is not where it should be")
    agree(theirs, bin_of(**given), "the probability in row {}", cause, atol=1e-5)
    return "The share left of the bin's upper end, less the share left of its lower end."


def _slips(x, mean, scale):
    """The usual slips, and what each gives."""
    upper, lower = sigmoid((x + HALF - mean) / scale), sigmoid((x - HALF - mean) / scale)
    middle = sigmoid((x - mean) / scale)
    return {
        "one end only. What lies left of the bin must be taken away": upper,
        "the lower end only. It is what has to be taken away": lower,
        "the two ends trade places": lower - upper,
        "the bin begins at the level itself. It reaches h to both sides": upper - middle,
        "a whole bin to each side. `h` is half the distance of two levels": bin_of(
            x, mean, scale, half=2 * HALF
        ),
        "the scale multiplies. A wide bell has a large scale: divide by it": bin_of(
            x, mean / scale * scale, 1 / scale
        ),
        "a density: the height of the bell at the level. The area over the bin was asked for": (
            middle * (1 - middle) / scale
        ),
        "the logarithm. Here the probability itself was asked for": np.log(upper - lower),
    }
