"""What holds for the log probability of a grey level under a mixture of cut logistic bells."""

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run

HALF = 1 / 255
LEVELS = np.arange(256) / 127.5 - 1
SHAPES = {
    (): "a sum or mean over all axes. Each row has its own level: `axis=-1`",
    (256, 3): "the sum over the bells is missing: `axis=-1`",
    (3,): "a sum over the rows. The bells are the last axis: `axis=-1`",
    (256, 1): "`keepdims=True`",
    (256, 256): "`x` is (batch,) and the means are (batch, bells). Write `x[:, None]`",
}


def sigmoid(u):
    return 0.5 * (1 + np.tanh(u / 2))


def bins(x, mean, scale, half=HALF, edges=True):
    """Probability of each level under each bell, (batch, bells)."""
    x = x[:, None]
    upper, lower = sigmoid((x + half - mean) / scale), sigmoid((x - half - mean) / scale)
    if edges:
        upper, lower = np.where(x > 1 - HALF, 1, upper), np.where(x < HALF - 1, 0, lower)
    return upper - lower


def log_level(x, weight, mean, scale):
    """log P(level x) of a mixture, (batch,)."""
    return np.log((weight * bins(x, mean, scale)).sum(axis=-1))


def check_levels(answer):
    """log Σ_k w_k (σ((x + h - m_k) / s_k) - σ((x - h - m_k) / s_k)), the ends left open."""
    mixture = _mixture()
    weight, mean, scale = (np.tile(part, (256, 1)) for part in mixture)
    arguments = dict(x=LEVELS.copy(), weight=weight, mean=mean, scale=scale)
    value = expect(run(answer, **arguments), (256,), SHAPES)
    right = log_level(**arguments)
    slips = _slips(**arguments)
    if value.max() > 1e-6:
        raise NotYet(
            f"Level {value.argmax()} has log probability {value.max():.3g}, a probability of "
            f"{np.exp(value.max()):.3g}. No probability exceeds 1.",
            cause_of(value, slips, "a density in place of a probability, or a missing log"),
        )
    total = np.exp(value).sum()
    if abs(total - 1) > 1e-4:
        raise NotYet(
            f"The probabilities of the 256 levels sum to {total:.4g}; expected 1.",
            cause_of(value, slips, "a part of the formula is missing or counted twice"),
        )
    worst = abs(value - right).argmax()
    if not np.allclose(value, right, rtol=1e-4, atol=1e-5):
        raise NotYet(
            f"The 256 probabilities sum to 1, but level {worst} has log probability "
            f"{value[worst]:.4f} where {right[worst]:.4f} is right.",
            cause_of(value, slips, "the levels trade places, or a bell stands elsewhere"),
        )
    return (
        "The 256 probabilities sum to 1, black and white keep what lies beyond them, and all "
        "values are right."
    )


def _mixture():
    """Weights, means and scales of three bells; two of them hang over the ends."""
    return np.array([[0.5, 0.2, 0.3], [-1.0, 0.2, 1.1], [0.02, 0.15, 0.3]])


def _slips(x, weight, mean, scale):
    """The usual slips, and what each gives."""

    def log_mixed(p):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log((weight * p).sum(axis=-1))

    u = (x[:, None] - mean) / scale
    density = sigmoid(u) * sigmoid(-u) / scale
    each = bins(x, mean, scale)
    return {
        "black and white are cut like the others. Their bins reach to -∞ and +∞": log_mixed(
            bins(x, mean, scale, edges=False)
        ),
        "a density. A probability is the difference of σ at the two ends of the bin": log_mixed(
            density
        ),
        "a whole bin to each side. `h` is half the distance of two levels": log_mixed(
            bins(x, mean, scale, half=2 * HALF)
        ),
        "`h` is 1/256. Levels are 2/255 apart, so half a bin is 1/255": log_mixed(
            bins(x, mean, scale, half=1 / 256)
        ),
        "the scale multiplies. A wide bell has a large scale: divide by it": log_mixed(
            bins(x, mean / scale * scale, 1 / scale)
        ),
        "the weights are missing": np.log(each.sum(axis=-1)),
        "the weights are missing, and a mean stands where the sum belongs": np.log(
            each.mean(axis=-1)
        ),
        "the logs of the bells are averaged. Mix first, take the log afterwards": (
            weight * np.log(np.maximum(each, 1e-300))
        ).sum(axis=-1),
        "bits. Nats need the natural logarithm": np.log2((weight * each).sum(axis=-1)),
        "the sign. This is the cost, minus the log probability": -np.log(
            (weight * each).sum(axis=-1)
        ),
        "the probability itself. Its logarithm was asked for": (weight * each).sum(axis=-1),
    }
