"""Autoregressive model: log p(x) exactly, one number after the other."""

import math
from typing import ClassVar

import numpy as np
from keras import ops

from helpers import checks, networks
from helpers.backend import batched
from helpers.densities import LevelMixture, NormalMixture
from helpers.networks import images
from helpers.tractable.likelihood import Tractable
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
    TensorShape([2])

    References: Uria, Murray and Larochelle, 2013, https://arxiv.org/abs/1306.0186, whose factors
    are mixtures too; van den Oord, Kalchbrenner and Kavukcuoglu, 2016,
    https://arxiv.org/abs/1601.06759, for images.
    """

    label = "autoregressive"
    budgets: ClassVar = {1: Budget(2000, 512, 5e-3), 3: Budget(700, 32, 3e-3)}

    def __init__(self, event_shape, components=None, width=None, seed=0):
        event_shape = checks.event_shape(event_shape, "Autoregressive")
        super().__init__(event_shape, math.prod(event_shape), seed)
        self.evaluations = self.latent_dim
        width = self.usual(width, 128, 64)
        self.mixture = self.choose_mixture(components)
        if self.is_image:
            rows, columns, channels = self.event_shape
            self.block_shape = (rows // 2, columns // 2, 4 * channels)
            self.above = networks.causal.rows_above(self.block_shape, width, seed=seed)
            self.left = networks.causal.places_left(self.block_shape, width, seed=seed + 1)
            self.conditioners = [
                networks.mlp(width + i, self.mixture.parameters, width, 1, seed + 2 + i)
                for i in range(4 * channels)
            ]
        else:
            self.conditioners = [
                networks.wave_mlp(max(i, 1), self.mixture.parameters, width, seed + i, 3)
                for i in range(self.latent_dim)
            ]

    def choose_mixture(self, components):
        components = checks.whole(self.usual(components, 48, 10), "mixture components", self.owner)
        return (LevelMixture if self.is_image else NormalMixture)(components)

    def theta(self, before):
        """The mixture of the next number from what is known before it, `(batch, known)`."""
        first = self.conditioners[0].input_shape[-1] if self.is_image else 0
        known = before if before.shape[-1] else ops.ones((1, 1))
        return self.conditioners[before.shape[-1] - first](known)

    def thetas(self, x):
        """Every number beside its mixture, given those before it in reading order: pairs."""
        known, block = self.in_blocks(x) if self.is_image else (x[:, :0], x)
        for i in range(block.shape[-1]):
            before = ops.concatenate([known, block[:, :i]], axis=-1)
            yield block[:, i : i + 1], self.theta(before)

    def factors(self, x):
        """log p(xᵢ | x₁ ... xᵢ₋₁) of every number in reading order, `(batch, d)`, in the model's
        units.
        """
        log_p = [self.mixture.log_prob(number, theta) for number, theta in self.thetas(x)]
        return ops.reshape(ops.concatenate(log_p, axis=-1), (-1, self.latent_dim))

    def in_blocks(self, x):
        """What is known before each block and the block itself, a row each: images
        `(batch, *event)` to `(batch * blocks, width)` and `(batch * blocks, block)`.
        """
        x = images.to_blocks(x)
        known = self.left([self.above(x), x])
        return ops.reshape(known, (-1, known.shape[-1])), ops.reshape(x, (-1, x.shape[-1]))

    def log_prob(self, x):
        """log p(x), the sum of the factors, exact: `(batch, *event)` to `(batch,)`, in nats."""
        return ops.sum(self.factors(self.to_model(x)), axis=-1) + self.log_volume()

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

    def encode(self, x):
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.encode, x)
        z = [
            self.mixture.code(ops.cast(number, "float64"), ops.cast(theta, "float64"))
            for number, theta in self.thetas(self.to_model(x))
        ]
        z = ops.cast(ops.concatenate(z, axis=-1), "float32")
        return ops.reshape(z, (-1, self.latent_dim))

    def decode(self, z):
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            return batched(self.decode, z)
        return self.draw_rest(ops.concatenate([z, ops.full_like(z, math.nan)], axis=-1))

    def trajectory(self, z, seed=None):
        """After each number in reading order; those to come stand as their noise."""
        d, n, x = self.latent_dim, len(z), np.asarray(self.decode(z))
        order = images.reading_order(self.event_shape) if self.is_image else np.arange(d)
        turn = np.argsort(order)  # when each number is drawn
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
        if not 0 <= known <= self.latent_dim:
            raise ValueError(
                f"complete expected 0 to {self.latent_dim} known numbers; received {known}. "
                f"Those are the numbers of one event, in reading order."
            )
        z, x = np.asarray(checks.codes(z, self.latent_dim, self.owner)), self.to_model(x)
        numbers = ops.reshape(images.to_blocks(x) if self.is_image else x, (-1, self.latent_dim))
        given = np.where(np.arange(self.latent_dim) < known, numbers, math.nan)
        both = np.concatenate([z, np.broadcast_to(given, z.shape)], axis=-1, dtype="float32")
        return batched(self.draw_rest, both)

    def draw_rest(self, both):
        """Events from noise and, side by side with it, the numbers that are given: NaN if not."""
        z, given = ops.split(both, 2, axis=-1)
        x = self.fill_image(z, given) if self.is_image else self.fill(z[:, :0], z, given)
        return self.to_data(x)

    def next_number(self, before, z):
        """Where the cumulative distribution reaches Φ(z), `(batch, 1)`."""
        theta = ops.cast(self.theta(before), "float64")
        return ops.cast(self.mixture.quantile(ops.cast(z, "float64"), theta), "float32")

    def fill(self, known, z, given):
        """One block of numbers from its noise, `(batch, block)`, and what is known before it;
        a number that is given, not NaN, stands as it is.
        """
        block = z[:, :0]
        for i in range(z.shape[-1]):
            before = ops.concatenate([known, block], axis=-1)
            number, fixed = self.next_number(before, z[:, i : i + 1]), given[:, i : i + 1]
            number = ops.where(ops.isnan(fixed), number, fixed)
            block = ops.concatenate([block, number], axis=-1)
        return block

    def fill_image(self, z, given):
        """Images block after block, `(batch, latent)` twice to `(batch, *event)`."""
        rows, columns, numbers = self.block_shape
        z, given = (ops.reshape(n, (-1, rows, columns, numbers)) for n in (z, given))

        def fill_place(r, c, above, line):
            known = ops.take(self.left([above, line])[:, 0], c, axis=1)
            own = (ops.take(ops.take(n, r, axis=1), c, axis=1) for n in (z, given))
            here = ops.cast(ops.arange(columns) == c, "float32")[:, None]
            return line + here * self.fill(known, *own)[:, None, None]

        def fill_row(r, x):
            above = ops.take(self.above(x), r, axis=1)[:, None]  # (batch, 1, columns, width)
            line = ops.fori_loop(
                0, columns, lambda c, line: fill_place(r, c, above, line), 0 * z[:, :1]
            )
            here = ops.cast(ops.arange(rows) == r, "float32")[:, None, None]
            return x + here * line

        return images.from_blocks(ops.fori_loop(0, rows, fill_row, 0 * z))
