"""What holds for the log probability of a grey level under a mixture of cut logistic bells."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

HALF = 1 / 255
LEVELS = np.arange(256) / 127.5 - 1
# Weights, means and scales of three bells, once for each of two pixels; some hang over the ends.
PIXELS = np.array(
    [
        [[0.5, 0.2, 0.3], [-1.0, 0.2, 1.1], [0.02, 0.15, 0.3]],
        [[0.1, 0.6, 0.3], [0.7, -0.4, -1.2], [0.25, 0.4, 0.05]],
    ]
)
SHAPES = {
    (): "a sum or mean over all axes. Each row has its own level: `axis=-1`",
    (512, 3): "the sum over the bells is missing: `axis=-1`",
    (3,): "a sum over the rows. The bells are the last axis: `axis=-1`",
    (512, 1): "`keepdims=True`",
    (512, 512): "`x` is (batch,) and the means are (batch, bells). Write `x[:, None]`",
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
    mixed = np.random.default_rng(6).permutation(512)  # levels and pixels in no order
    x, pixel = np.tile(LEVELS, 2)[mixed], np.repeat([0, 1], 256)[mixed]
    given = _given(x, *PIXELS[pixel].transpose(1, 0, 2))
    value, right, slips = _theirs(answer, given), log_level(**given), _slips(**given)
    _are_probabilities(value, x, cause_of(value, slips, "a density, or a missing log"))
    usual = "a part of the formula is missing or counted twice"
    for one in (0, 1):
        _add_up_to_one(value[pixel == one], cause_of(value, slips, usual))
    cause = cause_of(value, slips, "the levels trade places, or a bell stands elsewhere")
    agree(value, right, "the log probability in row {}", cause, atol=2e-3)
    for given in _other_batches():
        what = f"bells {given['mean'].shape}, the log probability in row {{}},"
        cause = "something that fits one batch only"
        agree(_theirs(answer, given), log_level(**given), what, cause, atol=2e-3)
    return (
        "The 256 probabilities sum to 1, black and white keep what lies beyond them, and all "
        "values are right."
    )


def _given(x, weight, mean, scale):
    return {"x": x, "weight": weight, "mean": mean, "scale": scale}


def _theirs(answer, given):
    return expect(run(answer, **given), given["x"].shape, SHAPES)


def _other_batches():
    """Batches of other sizes in which every row has its own level and its own bells."""
    rng = np.random.default_rng(7)
    for batch, bells in ((9, 5), (1, 2), (40, 1)):
        weight = rng.dirichlet(np.ones(bells), size=batch)
        mean, scale = rng.uniform(-1.1, 1.1, (batch, bells)), rng.uniform(0.2, 0.6, (batch, bells))
        yield _given(rng.choice(LEVELS, batch), weight, mean, scale)


def _are_probabilities(value, x, cause):
    most = value.argmax()
    if value[most] > 1e-6:
        raise NotYet(
            f"In row {most}, x = {x[most]:.3f}, the log probability is {value[most]:.3g}, a "
            f"probability of {np.exp(value[most]):.3g}. No probability exceeds 1.",
            cause,
        )


def _add_up_to_one(value, cause):
    total = np.exp(value).sum()
    if abs(total - 1) > 1e-4:
        raise NotYet(
            f"For one pixel the probabilities of the 256 levels sum to {total:.4g}; expected 1.",
            cause,
        )


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
