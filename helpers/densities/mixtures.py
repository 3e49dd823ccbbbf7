"""Mixtures for one number: densities of any shape that can be summed and inverted exactly.

Each has
    parameters           how many numbers describe a mixture
    log_prob(x, theta)   log p(x) in nats, (batch, 1) -> (batch, 1)
    code(x, theta)       the z with Φ(z) = P(X < x), (batch, 1) -> (batch, 1)
    quantile(z, theta)   the x with P(X < x) = Φ(z), (batch, 1) -> (batch, 1)
where theta is `(batch, parameters)`, in the model's units; zeros mean equal weights and centres
evenly spread.
"""

import math

import keras
import numpy as np
from keras import ops

from helpers.densities.likelihoods import HALF_BIN, log_bin


def normal_cdf(z):
    """Φ(z), the probability of less than z under N(0, 1)."""
    return 0.5 * ops.erfc(-z / math.sqrt(2))


def normal_quantile(u):
    """Φ⁻¹(u). In float64 it is good to z = ±7, and stays at ±7.9 for whatever lies beyond; in
    float32 it stays at ±5.2.
    """
    end = 1e-15 if keras.backend.standardize_dtype(u.dtype) == "float64" else 1e-7
    return math.sqrt(2) * ops.erfinv(2 * ops.clip(u, end, 1 - end) - 1)


class NormalMixture:
    """For one real number.

    p(x) = Σ_k w_k N(x; mean_k, sd_k²),   F(x) = Σ_k w_k Φ((x - mean_k) / sd_k)

    Args:
        components: how many normals.
    """

    smallest, largest = -6.0, 4.0  # of log sd: a hundredth of a thin line, and any outlier

    def __init__(self, components):
        self.parameters = 3 * components
        self.centres = np.linspace(-2.5, 2.5, components, dtype="float32")

    def split(self, theta):
        """Log weights, means and log sds, each `(batch, components)`."""
        logits, shift, log_sd = ops.split(theta, 3, axis=-1)
        log_sd = ops.clip(log_sd - 2.0, self.smallest, self.largest)
        return ops.log_softmax(logits), self.centres + shift, log_sd

    def log_prob(self, x, theta):
        log_weight, mean, log_sd = self.split(theta)
        u = (x - mean) * ops.exp(-log_sd)  # (batch, components)
        log_normal = -0.5 * u**2 - log_sd - 0.5 * math.log(2 * math.pi)
        return ops.logsumexp(log_weight + log_normal, axis=-1, keepdims=True)

    def cdf(self, x, theta):
        """F(x), the probability of less than x, `(batch, 1)` to `(batch, 1)`."""
        log_weight, mean, log_sd = self.split(theta)
        u = (x - mean) * ops.exp(-log_sd)
        return ops.sum(ops.exp(log_weight) * normal_cdf(u), axis=-1, keepdims=True)

    def code(self, x, theta):
        return normal_quantile(self.cdf(x, theta))

    def quantile(self, z, theta):
        # Every component has its own answer, mean + sd z; that of the mixture lies between them.
        _, mean, log_sd = self.split(theta)
        answers = mean + ops.exp(log_sd) * z  # (batch, components)
        low = ops.min(answers, axis=-1, keepdims=True)
        high = ops.max(answers, axis=-1, keepdims=True)

        def halve(_, ends):
            low, high = ends
            middle = (low + high) / 2
            too_low = self.cdf(middle, theta) < normal_cdf(z)
            return ops.where(too_low, middle, low), ops.where(too_low, high, middle)

        low, high = ops.fori_loop(0, 40, halve, (low, high))
        return (low + high) / 2


class LevelMixture:
    """For one of 256 grey levels, -1 to 1: logistic bells, each cut into bins (`log_bin`).

    P(level) = Σ_k w_k (σ((x + h - mean_k) / s_k) - σ((x - h - mean_k) / s_k))

    The codes of a level fill an interval; `code` gives the one in its middle.

    Args:
        components: how many bells.

    Reference: Salimans et al., 2017, https://arxiv.org/abs/1701.05517.
    """

    def __init__(self, components):
        self.parameters = 3 * components
        self.centres = np.linspace(-1, 1, components, dtype="float32")

    def split(self, theta):
        """Log weights, means and log scales, each `(batch, components)`."""
        logits, shift, log_scale = ops.split(theta, 3, axis=-1)
        return ops.log_softmax(logits), self.centres + shift, ops.clip(log_scale - 2.0, -7.0, 3.0)

    def log_prob(self, x, theta):
        log_weight, mean, log_scale = self.split(theta)
        return ops.logsumexp(log_weight + log_bin(x, mean, log_scale), axis=-1, keepdims=True)

    def below(self, x, theta):
        """P(level ≤ x), `(batch, 1)` to `(batch, 1)`; -1 - 2h gives 0 and 1 gives 1."""
        log_weight, mean, log_scale = self.split(theta)
        bells = ops.sigmoid((x + HALF_BIN - mean) * ops.exp(-log_scale))
        inside = ops.sum(ops.exp(log_weight) * bells, axis=-1, keepdims=True)
        return ops.where(x > 1 - HALF_BIN, 1.0, ops.where(x < -1 - HALF_BIN, 0.0, inside))

    def code(self, x, theta):
        between = self.below(x, theta) + self.below(x - 2 * HALF_BIN, theta)
        return normal_quantile(between / 2)

    def quantile(self, z, theta):
        # The lowest of the 256 levels with P(level ≤ x) ≥ Φ(z), by eight halvings.
        def halve(_, ends):
            low, high = ends  # of the level's number; the answer is in (low, high]
            middle = ops.floor((low + high) / 2)
            too_low = self.below(2 * HALF_BIN * middle - 1, theta) < normal_cdf(z)
            return ops.where(too_low, middle, low), ops.where(too_low, high, middle)

        nought = 0 * (z + theta[..., :1])  # or NaN, which no comparison would show
        ends = nought - 1, nought + 255
        return 2 * HALF_BIN * ops.fori_loop(0, 8, halve, ends)[1] - 1
