"""Energy-based model: one number for every point, low where data is."""

from typing import ClassVar

import keras
import numpy as np
from keras import ops, random
from scipy.special import logsumexp

from helpers import checks, networks
from helpers.backend import batched, gradient
from helpers.taxonomy import Budget, Density, GenerativeModel


def langevin(energy, x, step, shake):
    """One step downhill and one shake: x - η ∇E(x) + √(2η) ξ, the temperature being 1.

    Args:
        energy: `(batch, d)` to `(batch,)`.
        x: where the chain is, `(batch, d)`.
        step: the step size η.
        shake: standard normal noise ξ, `(batch, d)`.

    Returns:
        Where the chain is next, `(batch, d)`. After many small steps: a draw from
        exp(-E(x)) / Z.
    """
    return x - step * gradient(energy, x) + ops.sqrt(2 * step) * shake


class EnergyBased(GenerativeModel):
    """Energy E(x) whose density is known but for a constant.

    p(x) = exp(-E(x)) / Z,   Z = ∫ exp(-E(x)) dx

    Noise blurs the data in levels: y = x + σ_k ε with 0 = σ_0 < σ_1 < ... and pure noise
    R ε as the last. The network gives one energy for every level, and training asks it which
    level a point came from:

    P(k | y) = exp(-E_k(y)) / Σ_j exp(-E_j(y)),   minimised: -log P(k | y)

    The best guess is Bayes' rule, which makes exp(-E_k) the density of level k. The energy of
    the last level is known, so the others learn their constants from it: log Z comes out near
    zero, but nothing forces it to. The model is level 0, the data itself.

    A sample starts as pure noise and takes Langevin steps while the level falls to 0.

    Args:
        event_shape: `(2,)` for points.
        width: units of the network's layers.
        levels: number of noise levels between data and pure noise.
        steps: Langevin steps a level; a sample takes `steps * (levels + 1)` gradients.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for images, which need another network.

    Example:

    >>> from helpers.approximate.energy_based import EnergyBased
    >>> model = EnergyBased((2,))
    >>> model.energy([[0.0, 0.0], [1.0, 2.0]]).shape
    TensorShape([2])

    References: Yadin, Elata and Michaeli, 2024, https://arxiv.org/abs/2402.10095; chains over
    falling noise levels: Song and Ermon, 2019, https://arxiv.org/abs/1907.05600.
    """

    density = Density.UNNORMALISED
    budgets: ClassVar = {1: Budget(6000, 512, 2e-3)}
    smallest, largest = 0.01, 2.0  # noise, in standard deviations of the data
    rate = 0.5  # step size at noise σ: rate · σ²

    def __init__(self, event_shape, width=128, levels=12, steps=20, seed=0):
        latent_dim = networks.planar_size(event_shape, type(self).__name__)
        super().__init__(event_shape, latent_dim, seed)
        self.steps = checks.whole(steps, "Langevin steps a level", self.owner)
        noise = np.geomspace(self.smallest, self.largest, levels)
        self.reach = np.sqrt(1 + self.largest**2)  # R, the sd of pure noise
        self.signal = np.r_[1, np.ones(levels), 0].astype("float32")
        self.sigma = np.r_[0, noise, self.reach].astype("float32")
        levels_down = np.repeat(np.arange(levels + 1)[::-1], steps)
        self.level_of_step = levels_down.astype("int32")
        self.size_of_step = self.rate * np.maximum(self.sigma, self.smallest)[levels_down] ** 2
        self.evaluations = len(levels_down)
        self.network = networks.mlp(11 * self.latent_dim, levels + 1, width, seed=seed)

    # Energies, inside: x and y in the model's units

    def energies(self, y):
        """Energy at every level, `(batch, 2)` to `(batch, levels + 2)`.

        The energy of a normal as wide as the level, minus what the network learns; at the
        last level nothing is left to learn.
        """
        variance = self.signal + self.sigma**2
        squared = ops.sum(y**2, axis=-1, keepdims=True)
        normal = 0.5 * squared / variance + 0.5 * self.latent_dim * np.log(2 * np.pi * variance)
        learned = self.network(ops.concatenate([y, networks.waves(y, count=5)], axis=-1))
        return normal - ops.pad(learned, ((0, 0), (0, 1)))

    def blur(self, x, level):
        """Data as it looks at noise level k, `(batch, 2)`: x + σ_k ε, or R ε at the last."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        signal, sigma = ops.take(self.signal, level), ops.take(self.sigma, level)
        return signal[:, None] * x + sigma[:, None] * eps

    def objective(self, x):
        x = self.to_model(x)
        level = random.randint(ops.shape(x)[:1], 0, len(self.sigma), seed=self.seed_generator)
        logits = -self.energies(self.blur(x, level))
        return keras.losses.sparse_categorical_crossentropy(level, logits, from_logits=True)

    # Energy, outside: x in the learner's units

    def energy(self, x):
        """E(x), `(batch, 2)` to `(batch,)`, no unit: only differences mean something."""
        return self.energies(self.to_model(x))[:, 0]

    def score(self, x):
        """∇ log p(x) = -∇E(x), `(batch, 2)`, per unit of x: the way uphill in density."""
        slope = gradient(lambda y: self.energies(y)[:, 0], self.to_model(x))
        return -slope / self.scale

    def log_density(self, x):
        return -self.energy(x) + self.log_volume()

    def log_partition(self, limits=None, side=800):
        """log Z by adding up a grid: log p(x) = log_density(x) - log_partition(), in nats.

        Args:
            limits: `((left, right), (bottom, top))` in the learner's units; six standard
                deviations of the data around its mean by default.
            side: grid points along each side.
        """
        centre, scale = self.shift.numpy(), self.scale.numpy()
        limits = np.stack([centre - 6 * scale, centre + 6 * scale], 1) if limits is None else limits
        low, high = np.asarray(limits, "float64").T
        steps = (np.arange(side)[:, None] + 0.5) / side * (high - low) + low  # cell centres
        grid = np.stack(np.meshgrid(*steps.T), axis=-1).reshape(-1, 2)
        cell = np.prod((high - low) / side)
        return logsumexp(batched(self.log_density, grid.astype("float32"), 20_000)) + np.log(cell)

    # Sampling: a chain from noise

    def chain(self, start):
        """All states of the chain, `(batch, 1 + T, 2)` to the same, in the learner's units.

        Args:
            start: the latent vector and, behind it, the shakes ξ of the chain's T steps.
        """

        def move(x, now):
            level, size, shake = now
            x = langevin(lambda x: ops.take(self.energies(x), level, axis=-1), x, size, shake)
            return x, x

        x = self.reach * start[:, 0]
        shakes = ops.moveaxis(start[:, 1:], 1, 0)  # (T, batch, 2)
        _, states = ops.scan(move, x, (self.level_of_step, self.size_of_step, shakes))
        return self.to_data(ops.concatenate([x[:, None], ops.moveaxis(states, 0, 1)], axis=1))

    def path(self, z, seed=None):
        """The chain from z to a sample, for pictures: `(n, 2)` to `(n, 1 + T, 2)`."""
        z = checks.codes(z, self.latent_dim, self.owner)
        rng = np.random.default_rng(seed).spawn(1)[0]  # not the numbers that made z
        shakes = rng.standard_normal((len(z), len(self.size_of_step), self.latent_dim), "float32")
        return batched(self.chain, np.concatenate([z[:, None], shakes], axis=1), 4096)

    def draw(self, z, seed=None):
        return self.path(z, seed)[:, -1]

    def decode(self, z):
        """As `draw`, but always with the same shakes: row i gets the i-th, whatever z is."""
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            return batched(self.decode, z, len(z))  # one graph instead of T calls
        shape = (ops.shape(z)[0], len(self.size_of_step), self.latent_dim)
        shakes = random.normal(shape, seed=0)
        return self.chain(ops.concatenate([z[:, None], shakes], axis=1))[:, -1]
