"""Autoregressive model: log p(x) exactly, one number after the other."""

import math
from typing import ClassVar

import numpy as np
from keras import ops

from helpers import checks
from helpers.batching import in_batches
from helpers.taxonomy import Density
from helpers.tractable.likelihood import Tractable
from helpers.tractable.orders import InARow, InBlocks
from helpers.training import Budget


class Autoregressive(Tractable):
    """The chain rule, with a network for every factor.

    p(x) = p(x₁) p(x₂ | x₁) p(x₃ | x₁, x₂) ...

    Each factor is the distribution of one number, a mixture whose weights, means and widths come
    from a network that sees the numbers before it and no others: normals on the plane, logistic
    bells cut into 256 grey levels for images. Nothing is left out and nothing approximated:
    log p(x) is exact, in nats.

    Images are read in blocks of 2 by 2 pixels, left to right and top to bottom, and each block
    pixel by pixel. What a block needs to know of earlier blocks is computed for all blocks at
    once, by convolutions that look up and left only.

    A sample is drawn in the same order, each number from its own noise zᵢ ~ N(0, 1): xᵢ is where
    the cumulative distribution reaches Φ(zᵢ). So is a code, backwards:

    xᵢ = Fᵢ⁻¹(Φ(zᵢ)),   zᵢ = Φ⁻¹(Fᵢ(xᵢ)),   Fᵢ(x) = P(Xᵢ < x | x₁ ... xᵢ₋₁)

    A grey level with a probability below a millionth may come back as its neighbour, since a
    code has only the digits of float32.

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images.
        components: of the mixture of each factor; by default 48 on the plane, 10 for images.
        width: units or channels of the networks; by default 128 on the plane, 64 for images.
        seed: makes the weights repeatable.

    Example:

    >>> from helpers.tractable import Autoregressive
    >>> model = Autoregressive((2,))
    >>> model.log_prob([[0.0, 0.0], [1.0, 2.0]]).shape
    (2,)

    References: Uria, Murray and Larochelle, 2013, https://arxiv.org/abs/1306.0186, whose factors
    are mixtures too; van den Oord, Kalchbrenner and Kavukcuoglu, 2016,
    https://arxiv.org/abs/1601.06759, for images.
    """

    label = "autoregressive"
    density = Density.EXACT
    budgets: ClassVar = {1: Budget(2000, 512, 5e-3), 3: Budget(700, 32, 3e-3)}

    def __init__(self, event_shape, components=None, width=None, seed=0):
        event_shape = checks.event_shape(event_shape, "Autoregressive")
        super().__init__(event_shape, math.prod(event_shape), seed)
        self.evaluations = self.latent_dim
        components = checks.whole(self.usual(components, 48, 10), "mixture components", self.owner)
        order = InBlocks if self.is_image else InARow
        width = checks.width(self.usual(width, 128, 64), self.owner)
        self.order = order(self.event_shape, components, width, self.seed)
        self.mixture, self.networks = self.order.mixture, self.order.networks

    def theta(self, before):
        """The mixture of the next number from what is known before it, `(batch, known)`."""
        known = before if before.shape[-1] else ops.ones((1, 1))
        return self.order.conditioners[before.shape[-1] - self.order.context](known)

    def thetas(self, x):
        """Every number beside its mixture, given those before it in reading order: pairs."""
        known, block = self.order.split(x)
        for i in range(block.shape[-1]):
            before = ops.concatenate([known, block[:, :i]], axis=-1)
            yield block[:, i : i + 1], self.theta(before)

    def factors(self, x):
        """log p(xᵢ | x₁ ... xᵢ₋₁) of every number in reading order, `(batch, d)`, in the model's
        units.
        """
        log_p = [self.mixture.log_prob(number, theta) for number, theta in self.thetas(x)]
        return ops.reshape(ops.concatenate(log_p, axis=-1), (-1, self.latent_dim))

    @in_batches({1: 2048, 3: 128})
    def log_prob(self, x):
        """log p(x), the sum of the factors, exact: `(batch, *event)` to `(batch,)`, in nats."""
        return ops.sum(self.factors(self.to_model(x)), axis=-1) + self.log_volume()

    @in_batches(8)
    def level_probabilities(self, x):
        """What was expected of every pixel channel in reading order, given those before it:
        images `(batch, *event)` to `(batch, d, 256)`.
        """
        levels = ops.reshape(ops.arange(256, dtype="float32") / 127.5 - 1, (256, 1, 1))
        thetas = [theta for _, theta in self.thetas(self.to_model(x))]
        log_p = ops.concatenate([self.mixture.log_prob(levels, t) for t in thetas], axis=-1)
        p = ops.reshape(ops.exp(log_p), (256, -1, self.latent_dim))
        return ops.transpose(p, (1, 2, 0))

    # Codes and samples. A cumulative probability near one needs the digits of float64.

    @in_batches()
    def encode(self, x):
        z = [
            self.mixture.code(ops.cast(number, "float64"), ops.cast(theta, "float64"))
            for number, theta in self.thetas(self.to_model(x))
        ]
        z = ops.cast(ops.concatenate(z, axis=-1), "float32")
        return ops.reshape(z, (-1, self.latent_dim))

    @in_batches()
    def decode(self, z):
        return self.draw_rest(z, given=z, kept=ops.zeros_like(z, "bool"))

    def trajectory(self, z, seed=None):
        """After each number in reading order; those to come stand as their noise."""
        d, n, x = self.latent_dim, len(z), np.asarray(self.decode(z))
        places = np.arange(d, dtype="float32").reshape(1, *self.event_shape)
        turn = np.argsort(self.order.flat(places)[0])  # when each number is drawn
        drawn = turn <= np.arange(d)[:, None]  # (states, d)
        states = np.where(drawn, x.reshape(n, 1, d), np.asarray(z)[:, None, turn])
        return states.reshape(n, d, *self.event_shape)

    def complete(self, x, known, z):
        """Keep the first `known` numbers of x in reading order, draw the rest from noise.

        The rest comes from p(rest | what is kept), whatever is kept and however improbable.

        Args:
            x: one event `(1, *event)`, or one for each row of z.
            known: how many numbers to keep, 0 to d.
            z: noise, `(batch, d)`; that of the numbers kept is not looked at.

        Returns:
            Events as from `decode`, `(batch, *event)`.

        Raises:
            ValueError: for a number that x does not have.
        """
        is_count = isinstance(known, (int, np.integer)) and not isinstance(known, bool)
        if not (is_count and 0 <= known <= self.latent_dim):
            raise ValueError(
                f"complete expected 0 to {self.latent_dim} known numbers; received {known!r}. "
                f"Those are the numbers of one event, in reading order."
            )
        z = checks.codes(z, self.latent_dim, self.owner)
        numbers = np.asarray(self.order.flat(self.to_model(x)))
        if len(numbers) not in (1, len(z)):
            raise ValueError(
                f"complete expected one event, or one for each of {len(z)} rows of noise; received "
                f"{len(numbers)}. Row i of the noise completes event i."
            )
        kept = np.arange(self.latent_dim) < known
        return self.draw_rest(z, np.broadcast_to(numbers, z.shape), np.broadcast_to(kept, z.shape))

    @in_batches()
    def draw_rest(self, z, given, kept):
        """Events from noise; where `kept`, the numbers `given` stand: each `(batch, d)`, in reading
        order.
        """
        return self.to_data(self.order.fill(self.fill, z, given, kept))

    def next_number(self, before, z):
        """Where the cumulative distribution reaches Φ(z), `(batch, 1)`."""
        theta = ops.cast(self.theta(before), "float64")
        return ops.cast(self.mixture.quantile(ops.cast(z, "float64"), theta), "float32")

    def fill(self, known, z, given, kept):
        """One block of numbers from its noise, `(batch, block)`, and what is known before it;
        numbers that are kept stand as they are given.
        """
        block = z[:, :0]
        for i in range(z.shape[-1]):
            before = ops.concatenate([known, block], axis=-1)
            number = self.next_number(before, z[:, i : i + 1])
            number = ops.where(kept[:, i : i + 1], given[:, i : i + 1], number)
            block = ops.concatenate([block, number], axis=-1)
        return block
