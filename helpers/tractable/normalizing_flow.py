"""Normalizing flow: log p(x) exactly, through an invertible map of data to noise."""

import math
from typing import ClassVar

import numpy as np
from keras import ops, random

from helpers import checks, networks
from helpers.backend import batched
from helpers.networks import images
from helpers.splines import Spline
from helpers.taxonomy import Density
from helpers.tractable.likelihood import Tractable
from helpers.training import Budget


class NormalizingFlow(Tractable):
    """An invertible map f from data to noise, and the volume it stretches.

    log p(x) = log p_noise(f(x)) + log |det df/dx|

    f is a stack of couplings. A coupling leaves one half `a` of the coordinates as it is and
    bends each number of the other half `b` along a rising curve that a network chooses from `a`:

    (a, b) → (g(b; a), a),   log |det| = Σ log g'(b; a)

    The halves trade places, so both get their turn. Since `a` is still there afterwards, the
    same curve can be found again and followed backwards: samples are noise sent through f⁻¹.

    On the plane the noise is standard normal. Grey levels are steps, and a density could grow
    without end on them; so a number u ~ U[0, 1) fills each step: y = (level + u) / 256. The
    flow maps this cube to itself, and the noise is uniform on it. Its density averaged over u is
    the probability of the levels. A mean over few u falls below it in logarithms: a bound.

    log P(x) ≥ E_u[log 1/k Σ_k p(y_k)] - D log 256,   k draws of u for D numbers

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        couplings: how many; for images, on blocks of 2 by 2 pixels and again on blocks of 4 by 4.
        bins: pieces of every curve; by default 32 on the plane and 8 for images.
        width: units or channels of the networks.
        seed: makes the weights repeatable.

    Raises:
        ValueError: for fewer than two coordinates, which have no halves.

    Example:

    >>> from helpers.tractable import NormalizingFlow
    >>> flow = NormalizingFlow((2,))
    >>> flow.log_prob([[0.0, 0.0], [1.0, 2.0]]).shape
    TensorShape([2])

    References: Dinh, Sohl-Dickstein and Bengio, 2017, https://arxiv.org/abs/1605.08803 for
    couplings; Durkan et al., 2019, https://arxiv.org/abs/1906.04032 for the curves; Ho et al.,
    2019, https://arxiv.org/abs/1902.00275, section 3.1, for the bound.
    """

    budgets: ClassVar = {1: Budget(1500, 512, 4e-3), 3: Budget(700, 32, 2e-3)}
    draws = 8  # of u for every image in its log density

    def __init__(self, event_shape, couplings=4, bins=None, width=64, seed=0):
        event_shape = checks.event_shape(event_shape, "NormalizingFlow")
        super().__init__(event_shape, math.prod(event_shape), seed)
        if self.latent_dim < 2:
            raise ValueError(
                f"{self.owner} expected at least two coordinates; received event shape "
                f"{self.event_shape}. A coupling bends one half of them by the other."
            )
        couplings = checks.whole(couplings, "couplings", self.owner)
        bins = checks.whole(self.usual(bins, 32, 8), "bins", self.owner)
        reach = 1.0 if self.is_image else 4.0
        self.spline = Spline(bins, reach, free_ends=self.is_image)
        if self.is_image:
            self.density = Density.BOUND
            channels = self.event_shape[-1]
            self.stages = [
                self.stage(i, channels * 4**i, couplings, images.bender, width, seed)
                for i in (1, 2)
            ]
        else:
            self.stages = [
                self.stage(0, self.latent_dim, couplings, networks.wave_mlp, width, seed)
            ]
        self.networks = [network for stage in self.stages for _, network in stage]
        self.evaluations = len(self.networks)

    def stage(self, level, size, couplings, network, width, seed):
        """Couplings of `size` numbers: in which order each takes them, and its network.

        The orders are the same in every model, since they are not among its weights.
        """
        rng, half = np.random.default_rng(100 * level), size // 2
        bent = (size - half) * self.spline.parameters
        orders = [np.arange(size) if i % 2 else rng.permutation(size) for i in range(couplings)]
        if size == 2:
            orders = [np.arange(2)] * couplings
        seed += 100 * level
        return [(order, network(half, bent, width, seed + i)) for i, order in enumerate(orders)]

    # The map, inside: x in the model's units

    def forward(self, x):
        """f(x) and log |det df/dx|: `(batch, ...)` and `(batch,)`."""
        log_det = 0.0
        for stage in self.stages:
            x = images.to_blocks(x) if self.is_image else x
            for order, network in stage:
                x, log_slope = self.couple(x, order, network)
                log_det = log_det + log_slope
        return x, log_det

    def backward(self, z):
        """f⁻¹(z): the same couplings, last one first."""
        for stage in reversed(self.stages):
            for order, network in reversed(stage):
                z = self.uncouple(z, order, network)
            z = images.from_blocks(z) if self.is_image else z
        return z

    def couple(self, x, order, network):
        """One coupling and its log |det|: (a, b) to (g(b; a), a)."""
        x, half = ops.take(x, order, axis=-1), x.shape[-1] // 2
        a, b = x[..., :half], x[..., half:]
        b, log_slope = self.spline.forward(b, self.theta(network, a, b))
        log_det = ops.sum(log_slope, axis=range(1, len(x.shape)))
        return ops.concatenate([b, a], axis=-1), log_det

    def uncouple(self, z, order, network):
        """The same coupling backwards: (g(b; a), a) to (a, b)."""
        half = z.shape[-1] // 2
        b, a = z[..., :-half], z[..., -half:]
        b = self.spline.inverse(b, self.theta(network, a, b))
        return ops.take(ops.concatenate([a, b], axis=-1), np.argsort(order), axis=-1)

    def theta(self, network, a, b):
        """The curves' parameters for each number of b, from the half that stays."""
        return ops.reshape(network(a), (-1, *b.shape[1:], self.spline.parameters))

    # Densities

    def fill_steps(self, x, u):
        """Images in model units, their levels filled up with u in [0, 1): -1 to 1."""
        return ((x + 1) * 127.5 + u) / 128 - 1

    def log_prob(self, x):
        """log p(x), `(batch, *event)` to `(batch,)`, in nats: exact on the plane; for images from
        one draw of u, a bound.
        """
        x = self.to_model(x)
        if self.is_image:
            u = random.uniform(ops.shape(x), seed=self.seed_generator)
            return self.forward(self.fill_steps(x, u))[1] - self.latent_dim * math.log(256)
        z, log_det = self.forward(x)
        log_normal = ops.sum(-0.5 * z**2 - 0.5 * math.log(2 * math.pi), axis=-1)
        return log_normal + log_det + self.log_volume()

    def tight_bound(self, x):
        """The bound on log P(x) of images from all `draws` of u, `(batch,)`, in nats."""
        log_p = self.log_prob(ops.repeat(x, self.draws, axis=0))
        return ops.logsumexp(ops.reshape(log_p, (-1, self.draws)), axis=-1) - math.log(self.draws)

    def log_density(self, x):
        if not self.is_image:
            return super().log_density(x)
        return batched(self.tight_bound, checks.events(x, self.event_shape, self.owner), 64)

    # Codes and samples

    def encode(self, x):
        x = self.to_model(x)
        if not self.is_image:
            return self.forward(x)[0]
        y = ops.cast(self.forward(self.fill_steps(x, 0.5))[0], "float64")
        z = math.sqrt(2) * ops.erfinv(ops.clip(y, 1e-15 - 1, 1 - 1e-15))
        return ops.cast(ops.reshape(z, (-1, self.latent_dim)), "float32")

    def decode(self, z):
        z = checks.codes(z, self.latent_dim, self.owner)
        if not self.is_image:
            return self.to_data(self.backward(z))
        rows, columns, channels = self.event_shape
        y = ops.erf(ops.reshape(z, (-1, rows // 4, columns // 4, 16 * channels)) / math.sqrt(2))
        level = ops.clip(ops.floor((self.backward(y) + 1) * 128), 0, 255)
        return self.to_data(level / 127.5 - 1)

    def carry(self, z):
        """Points from noise to data, coupling by coupling, on the plane: `(n, couplings + 2, 3)`.

        Where each point is, x₁ and x₂, and the log of how much the plane there was stretched so
        far; log p(x) is log p_noise(z) less that. Halves that traded places stand in the data's
        order again, so that a coupling moves one number. The last step is that of the units.
        """
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            return batched(self.carry, z, 4096)
        states, stretched, (stage,) = [z], [0 * z[:, 0]], self.stages
        for order, network in reversed(stage):
            states.append(self.uncouple(states[-1], order, network))
            stretched.append(stretched[-1] - self.couple(states[-1], order, network)[1])
        left = range(len(stage), -1, -1)  # couplings to go
        in_order = [s[:, ::-1] if k % 2 else s for k, s in zip(left, states, strict=True)]
        points = ops.stack([*in_order, self.to_data(states[-1])], axis=1)
        log_stretch = ops.stack([*stretched, stretched[-1] - self.log_volume()], axis=1)
        return ops.concatenate([points, log_stretch[..., None]], axis=-1)
