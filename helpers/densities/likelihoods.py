"""Normalised likelihoods p(x | parameters), in nats: what a decoder's numbers mean.

Each has
    parameters(channels)   how many numbers describe `channels` data coordinates
    log_prob(x, theta)     (batch, *event) -> (batch,); that of points knows of noise on x
    centre(theta)          the middle value (median) of every coordinate
    draw(theta, seed)      a sample
where theta is `(batch, ..., parameters(channels))`, in the model's units.
"""

import math

from keras import ops, random

HALF_BIN = 1 / 255  # grey level k stands at 2k/255 - 1: levels are 2/255 apart


def log_bin(x, mean, log_scale):
    """Log probability of a grey level under a logistic bell that is cut into 256 bins.

    P(level) = σ((x + h - mean) / s) - σ((x - h - mean) / s),   h = half a bin

    The lowest bin reaches down to -∞ and the highest up to +∞, so black and white pixels,
    half of every garment picture, can be certain. In logarithms the difference is exact:
    log σ(a) + log σ(-b) + log(1 - exp(b - a)). The probabilities of all levels sum to one.

    Args:
        x: levels in [-1, 1].
        mean, log_scale: of the bells; all three may broadcast.

    Reference: Salimans et al., 2017, https://arxiv.org/abs/1701.05517.
    """
    s = ops.exp(-log_scale)
    not_top = ops.cast(x < 1 - HALF_BIN, x.dtype)
    not_bottom = ops.cast(x > HALF_BIN - 1, x.dtype)
    below = ops.log_sigmoid((x + HALF_BIN - mean) * s) * not_top
    above = ops.log_sigmoid((mean - x + HALF_BIN) * s) * not_bottom
    return below + above + ops.log(-ops.expm1(-2 * HALF_BIN * s)) * not_top * not_bottom


class Gaussian:
    """N(x; mean, sd² 1), for points on the plane: one sd for all coordinates.

    log p = Σ -½ ((x - mean) / sd)² - log sd - ½ log 2π,   sd = widest · σ(raw)

    The sd stays small beside the data, whose own is 1. A decoder that may be as wide as the data
    needs no code: training would end there, with every x decoded to the same blur (posterior
    collapse), or with two neighbouring modes taken for one wide one.

    Args:
        widest: the largest sd, in standard deviations of the data.
    """

    def __init__(self, widest=0.1):
        self.widest = widest

    def parameters(self, channels):
        return channels + 1

    def split(self, theta):
        """Means `(batch, channels)` and log sd `(batch, 1)`."""
        log_sd = math.log(self.widest) + ops.log_sigmoid(theta[..., -1:])
        return theta[..., :-1], ops.maximum(log_sd, -6.0)

    def log_prob(self, x, theta, noise=0.0):
        """`noise`: the sd of noise that x has on it; the variances add up."""
        mean, log_sd = self.split(theta)
        sd = ops.sqrt(ops.exp(2 * log_sd) + noise**2)  # (batch, 1)
        u = (x - mean) / sd  # (batch, channels)
        return ops.sum(-0.5 * u**2 - ops.log(sd) - 0.5 * math.log(2 * math.pi), axis=-1)

    def centre(self, theta):
        return self.split(theta)[0]

    def draw(self, theta, seed):
        mean, log_sd = self.split(theta)
        return mean + ops.exp(log_sd) * random.normal(ops.shape(mean), seed=seed)


class DiscretisedLogistic:
    """One logistic bell for every pixel channel, cut into 256 bins: see `log_bin`."""

    def parameters(self, channels):
        return 2 * channels

    def split(self, theta):
        mean, log_scale = ops.split(theta, 2, axis=-1)
        return mean, ops.clip(log_scale - 2.0, -7.0, 3.0)

    def log_prob(self, x, theta):
        return ops.sum(log_bin(x, *self.split(theta)), axis=(1, 2, 3))

    def centre(self, theta):
        return ops.clip(self.split(theta)[0], -1.0, 1.0)

    def draw(self, theta, seed):
        mean, log_scale = self.split(theta)
        u = random.uniform(ops.shape(mean), 1e-6, 1 - 1e-6, seed=seed)
        x = mean + ops.exp(log_scale) * (ops.log(u) - ops.log1p(-u))
        return ops.clip(ops.round((x + 1) * 127.5) / 127.5 - 1, -1.0, 1.0)
