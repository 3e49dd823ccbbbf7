"""Normalizing flow: log p(x) exactly, through an invertible map of data to noise."""

import math
from typing import ClassVar

from keras import ops

from helpers import checks, networks
from helpers.taxonomy import Budget
from helpers.tractable.likelihood import Tractable


class Spline:
    """A rising curve through knots, with a closed form both ways: the map of one number.

    Between two knots, a width w and a height h apart, with slopes d₀ and d₁ there,

    y = y₀ + h (s t² + d₀ t (1 - t)) / (s + (d₀ + d₁ - 2 s) t (1 - t)),
    t = (x - x₀) / w,   s = h / w

    Outside [-reach, reach] it is y = x. `theta` holds widths, heights and slopes of the bins,
    `(..., 3 bins - 1)`; zeros mean even knots and slope 1 at each, so y = x everywhere.

    Reference: Durkan et al., 2019, https://arxiv.org/abs/1906.04032, section 3.1.
    """

    smallest = 1e-3  # width or height, as a share of the whole, and slope (section 4 there)

    def __init__(self, bins, reach=4.0):
        self.bins, self.reach, self.parameters = bins, reach, 3 * bins - 1

    def sizes(self, logits):
        """Lengths `(..., bins)` that add up to the whole interval, and where each begins."""
        share = self.smallest + (1 - self.bins * self.smallest) * ops.softmax(logits)
        size = 2 * self.reach * share
        return size, ops.cumsum(size, axis=-1) - size - self.reach

    def slopes(self, logits):
        """Slopes at both ends of every bin, each `(..., bins)`; 1 at the ends of the interval."""
        zero_is_one = math.log(math.expm1(1 - self.smallest))
        slope = self.smallest + ops.softplus(logits + zero_is_one)
        one = ops.ones_like(slope[..., :1])
        return ops.concatenate([one, slope], axis=-1), ops.concatenate([slope, one], axis=-1)

    def bin_of(self, x, theta, inverse):
        """w, h, x₀, y₀, d₀, d₁ of the bin that x (or y, for the inverse) lies in."""
        w, x0 = self.sizes(theta[..., : self.bins])
        h, y0 = self.sizes(theta[..., self.bins : 2 * self.bins])
        d0, d1 = self.slopes(theta[..., 2 * self.bins :])
        passed = x[..., None] >= (y0 if inverse else x0)[..., 1:]  # (..., bins - 1)
        k = ops.sum(ops.cast(passed, "int32"), axis=-1)
        here = ops.one_hot(k, self.bins)
        return [ops.sum(here * v, axis=-1) for v in (w, h, x0, y0, d0, d1)]

    def forward(self, x, theta):
        """y and log dy/dx, both with the shape of x."""
        inside = ops.clip(x, -self.reach, self.reach)
        w, h, x0, y0, d0, d1 = self.bin_of(inside, theta, inverse=False)
        s, t = h / w, (inside - x0) / w
        bottom = s + (d0 + d1 - 2 * s) * t * (1 - t)
        y = y0 + h * (s * t**2 + d0 * t * (1 - t)) / bottom
        top = d1 * t**2 + 2 * s * t * (1 - t) + d0 * (1 - t) ** 2
        log_slope = 2 * ops.log(s) + ops.log(top) - 2 * ops.log(bottom)
        return self.or_same(x, y), ops.where(ops.abs(x) < self.reach, log_slope, 0.0)

    def inverse(self, y, theta):
        """The x whose forward is y: the root in [0, 1] of a t² + b t + c."""
        inside = ops.clip(y, -self.reach, self.reach)
        w, h, x0, y0, d0, d1 = self.bin_of(inside, theta, inverse=True)
        s, r = h / w, inside - y0
        bend = r * (d0 + d1 - 2 * s)
        a, b, c = h * (s - d0) + bend, h * d0 - bend, -s * r
        root = ops.sqrt(ops.maximum(b**2 - 4 * a * c, 0.0))
        return self.or_same(y, x0 + w * 2 * c / (-b - root))

    def or_same(self, x, y):
        return ops.where(ops.abs(x) < self.reach, y, x)


class NormalizingFlow(Tractable):
    """An invertible map f from data to standard normal noise, and the volume it stretches.

    log p(x) = log N(f(x); 0, 1) + log |det df/dx|

    f is a stack of couplings. A coupling leaves one half `a` of the coordinates as it is and
    bends each number of the other half `b` along a rising curve that a network chooses from `a`:

    (a, b) → (g(b; a), a),   log |det| = Σ log g'(b; a)

    The halves trade places, so both get their turn. Since `a` is still there afterwards, the
    same curve can be found again and followed backwards: samples are noise sent through f⁻¹.

    Args:
        event_shape: `(2,)` for points.
        couplings: how many.
        bins: pieces of every curve.
        width: units of the networks' layers.
        seed: makes the weights repeatable.

    Raises:
        ValueError: for images, which need another network, and for fewer than two coordinates,
            which have no halves.

    Example:

    >>> from helpers.tractable import NormalizingFlow
    >>> flow = NormalizingFlow((2,))
    >>> flow.log_prob([[0.0, 0.0], [1.0, 2.0]]).shape
    TensorShape([2])

    References: Dinh, Sohl-Dickstein and Bengio, 2017, https://arxiv.org/abs/1605.08803 for
    couplings; Durkan et al., 2019, https://arxiv.org/abs/1906.04032 for the curves.
    """

    budgets: ClassVar = {1: Budget(1500, 512, 4e-3)}

    def __init__(self, event_shape, couplings=4, bins=32, width=64, seed=0):
        latent_dim = networks.planar_size(event_shape, type(self).__name__)
        super().__init__(event_shape, latent_dim, seed)
        if latent_dim < 2:
            raise ValueError(
                f"{self.owner} expected at least two coordinates; received event shape "
                f"{self.event_shape}. A coupling bends one half of them by the other."
            )
        self.half = latent_dim // 2
        self.spline = Spline(checks.whole(bins, "bins", self.owner))
        self.evaluations = checks.whole(couplings, "couplings", self.owner)
        bent = (latent_dim - self.half) * self.spline.parameters
        self.conditioners = [
            networks.wave_mlp(self.half, bent, width, seed + i, frequencies=3)
            for i in range(couplings)
        ]

    def theta(self, conditioner, a):
        """The curves' parameters, `(batch, d - half, parameters)`, from the half that stays."""
        return ops.reshape(
            conditioner(a), (-1, self.latent_dim - self.half, self.spline.parameters)
        )

    def forward(self, x):
        """f(x) and log |det df/dx|, in the model's units: `(batch, d)` and `(batch,)`."""
        log_det = 0.0
        for conditioner in self.conditioners:
            a, b = x[:, : self.half], x[:, self.half :]
            b, log_slope = self.spline.forward(b, self.theta(conditioner, a))
            x = ops.concatenate([b, a], axis=-1)
            log_det = log_det + ops.sum(log_slope, axis=-1)
        return x, log_det

    def backward(self, z):
        """f⁻¹(z): the same couplings, last one first."""
        for conditioner in reversed(self.conditioners):
            b, a = z[:, : -self.half], z[:, -self.half :]
            b = self.spline.inverse(b, self.theta(conditioner, a))
            z = ops.concatenate([a, b], axis=-1)
        return z

    def log_prob(self, x):
        """log p(x), exact, `(batch, d)` to `(batch,)`, in nats."""
        z, log_det = self.forward(self.to_model(x))
        log_normal = ops.sum(-0.5 * z**2 - 0.5 * math.log(2 * math.pi), axis=-1)
        return log_normal + log_det + self.log_volume()

    def encode(self, x):
        return self.forward(self.to_model(x))[0]

    def decode(self, z):
        return self.to_data(self.backward(checks.codes(z, self.latent_dim, self.owner)))
