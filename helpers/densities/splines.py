"""Rising curves with a closed form both ways: the map of one number in a flow."""

import math

import numpy as np
from keras import ops


def picked(numbers, mask):
    """The sum of those where the mask holds, `(..., n)` to `(...)`."""
    return ops.sum(numbers * ops.cast(mask, numbers.dtype), axis=-1)


class Spline:
    """A rising curve through knots.

    Between two knots, a width w and a height h apart, with slopes d₀ and d₁ there,

    y = y₀ + h (s t² + d₀ t (1 - t)) / (s + (d₀ + d₁ - 2 s) t (1 - t)),
    t = (x - x₀) / w,   s = h / w

    Outside [-tail_bound, tail_bound] it is y = x. `theta` holds widths, heights and slopes of bins,
    `(..., parameters)`; zeros mean even knots and slope 1 at each, so y = x everywhere.

    Args:
        bins: pieces of the curve.
        tail_bound: how far the curve goes to either side.
        free_ends: whether the slopes at the ends are free too, for numbers that never lie
            outside; else they are 1, and the curve goes on without a kink.
        smallest: width or height of a bin, as a share of the whole, and slope at a knot.

    Reference: Durkan et al., 2019, https://arxiv.org/abs/1906.04032, section 3.1.
    """

    def __init__(self, bins, tail_bound=4.0, free_ends=False, smallest=1e-3):
        self.bins, self.tail_bound = bins, tail_bound
        self.free_ends, self.smallest = free_ends, smallest
        self.parameters = 3 * bins + (1 if free_ends else -1)
        self.places = np.arange(bins, dtype="int32")
        # Adds up the bins to the end of each; several times as fast as a cumulative sum here.
        self.up_to = np.triu(np.ones((bins, bins), "float32"))

    def sizes(self, logits):
        """Widths or heights of all bins, `(..., bins)`; they add up to the whole interval."""
        share = self.smallest + (1 - self.bins * self.smallest) * ops.softmax(logits)
        return 2 * self.tail_bound * share

    def bin_of(self, x, theta, inverse):
        """w, h, x₀, y₀, d₀, d₁ of the bin that x (or y, for the inverse) lies in."""
        widths, heights, slopes = ops.split(theta, [self.bins, 2 * self.bins], axis=-1)
        widths, heights = self.sizes(widths), self.sizes(heights)
        ends = ops.matmul(heights if inverse else widths, self.up_to) - self.tail_bound
        passed = x[..., None] >= ends[..., :-1]
        k = ops.sum(ops.cast(passed, "int32"), axis=-1, keepdims=True)  # number of the bin
        here, before = k == self.places, k > self.places
        w, h = picked(widths, here), picked(heights, here)
        x0, y0 = picked(widths, before) - self.tail_bound, picked(heights, before) - self.tail_bound
        return w, h, x0, y0, self.slope(slopes, k), self.slope(slopes, k + 1)

    def slope(self, logits, knot):
        """At one knot of every curve, `(..., 1)` to `(...)`; it is 1 at ends that are not free."""
        knots = np.arange(logits.shape[-1], dtype="int32") + (0 if self.free_ends else 1)
        zero_is_one = math.log(math.expm1(1 - self.smallest))
        return self.smallest + ops.softplus(picked(logits, knot == knots) + zero_is_one)

    def forward(self, x, theta):
        """y and log dy/dx, both with the shape of x."""
        inside = ops.clip(x, -self.tail_bound, self.tail_bound)
        w, h, x0, y0, d0, d1 = self.bin_of(inside, theta, inverse=False)
        s, t = h / w, ops.clip((inside - x0) / w, 0.0, 1.0)
        bottom = s + (d0 + d1 - 2 * s) * t * (1 - t)
        y = y0 + h * (s * t**2 + d0 * t * (1 - t)) / bottom
        top = d1 * t**2 + 2 * s * t * (1 - t) + d0 * (1 - t) ** 2
        log_slope = 2 * ops.log(s) + ops.log(top) - 2 * ops.log(bottom)
        return self.or_same(x, y), ops.where(ops.abs(x) < self.tail_bound, log_slope, 0.0)

    def inverse(self, y, theta):
        """The x whose forward is y: the root in [0, 1] of a t² + b t + c."""
        inside = ops.clip(y, -self.tail_bound, self.tail_bound)
        w, h, x0, y0, d0, d1 = self.bin_of(inside, theta, inverse=True)
        s, r = h / w, inside - y0
        bend = r * (d0 + d1 - 2 * s)
        a, b, c = h * (s - d0) + bend, h * d0 - bend, -s * r
        root = ops.sqrt(ops.maximum(b**2 - 4 * a * c, 0.0))
        return self.or_same(y, x0 + w * 2 * c / (-b - root))

    def or_same(self, x, y):
        return ops.where(ops.abs(x) < self.tail_bound, y, x)
