"""Normalised likelihoods p(x | parameters), in nats: what a decoder's numbers mean.

Each has `parameters`, the numbers per data coordinate, and
    log_prob(x, theta)     (batch, *event) -> (batch,)
    centre(theta)          the middle value (median) of every coordinate
    draw(theta, seed)      a sample
where theta is `(batch, ..., parameters * channels)`, in the model's units.
"""

import math

from keras import ops, random

HALF_BIN = 1 / 255  # grey level k stands at 2k/255 - 1: levels are 2/255 apart


class Gaussian:
    """N(x; mean, sd²), independent coordinates, for points on the plane.

    log p = -½ ((x - mean) / sd)² - log sd - ½ log 2π, summed over coordinates
    """

    parameters = 2

    def split(self, theta):
        mean, log_sd = ops.split(theta, 2, axis=-1)
        return mean, ops.clip(log_sd, -6.0, 3.0)

    def log_prob(self, x, theta):
        mean, log_sd = self.split(theta)
        u = (x - mean) * ops.exp(-log_sd)
        return ops.sum(-0.5 * u**2 - log_sd - 0.5 * math.log(2 * math.pi), axis=-1)

    def centre(self, theta):
        return self.split(theta)[0]

    def draw(self, theta, seed):
        mean, log_sd = self.split(theta)
        return mean + ops.exp(log_sd) * random.normal(ops.shape(mean), seed=seed)


class DiscretisedLogistic:
    """A logistic bell cut into 256 bins, one per grey level; the probabilities sum to one.

    p(level) = σ((x + h - mean) / s) - σ((x - h - mean) / s),   h = half a bin

    The lowest bin reaches down to -∞ and the highest up to +∞, so black and white pixels,
    half of every garment picture, can be certain. In logarithms the difference is exact:
    log σ(a) + log σ(-b) + log(1 - exp(b - a)).

    Reference: Salimans et al., 2017, https://arxiv.org/abs/1701.05517 (one component).
    """

    parameters = 2

    def split(self, theta):
        mean, log_scale = ops.split(theta, 2, axis=-1)
        return mean, ops.clip(log_scale - 2.0, -7.0, 3.0)

    def log_prob(self, x, theta):
        mean, log_scale = self.split(theta)
        s = ops.exp(-log_scale)
        not_top = ops.cast(x < 1 - HALF_BIN, x.dtype)
        not_bottom = ops.cast(x > HALF_BIN - 1, x.dtype)
        below = ops.log_sigmoid((x + HALF_BIN - mean) * s) * not_top
        above = ops.log_sigmoid((mean - x + HALF_BIN) * s) * not_bottom
        width = ops.log(-ops.expm1(-2 * HALF_BIN * s)) * not_top * not_bottom
        return ops.sum(below + above + width, axis=(1, 2, 3))

    def centre(self, theta):
        return ops.clip(self.split(theta)[0], -1.0, 1.0)

    def draw(self, theta, seed):
        mean, log_scale = self.split(theta)
        u = random.uniform(ops.shape(mean), 1e-6, 1 - 1e-6, seed=seed)
        x = mean + ops.exp(log_scale) * (ops.log(u) - ops.log1p(-u))
        return ops.clip(ops.round((x + 1) * 127.5) / 127.5 - 1, -1.0, 1.0)
