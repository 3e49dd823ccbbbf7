"""Energy-based model: one number for every point, low where data is."""

import math
from typing import ClassVar

import keras
import numpy as np
from keras import ops, random

from helpers import checks, networks
from helpers.approximate.chains import annealed, langevin, log_integral
from helpers.backend import batched, gradient
from helpers.taxonomy import Density, GenerativeModel, NoDensity
from helpers.training import Budget


class EnergyBased(GenerativeModel):
    """Energy E(x) whose density is known but for a constant.

    p(x) = exp(-E(x)) / Z,   Z = ∫ exp(-E(x)) dx

    Noise blurs the data in levels, y = x + σ_k ε, and each level has an energy E_k of its own.
    A sample starts as pure noise and takes Langevin steps while the level falls to 0.

    On the plane σ_0 = 0, the data itself, and behind the last level comes pure noise R ε, whose
    energy is known. The network gives one energy for every level, and training asks it which
    level a point came from:

    P(k | y) = exp(-E_k(y)) / Σ_j exp(-E_j(y)),   minimised: -log P(k | y)

    The best guess is Bayes' rule, which makes exp(-E_k) the density of level k. The other levels
    learn their constants from the last one: log Z comes out near zero, but nothing forces it to.

    With hundreds of pixels anybody can tell the levels apart, and the question teaches nothing.
    For images training asks for the slope, which at its best leads from y to the mean of the x it
    may have come from (denoising score matching):

    minimised: ‖∇E_k(y) - (y - x) / σ_k²‖² σ_k² (1 + σ_k²)

    The energy is what a network F fails to restore, with u = y / √(1 + σ_k²) and no constant:

    E_k(y) = ½ ‖u‖² + (‖u - F(u, σ_k)‖² - ‖u‖²) / 2σ_k

    The model is then the data with its smallest noise. A sample ends with one step downhill that
    takes this noise away. Two steps a level are few, and they are large, so the shakes are made
    smaller by √(1 - rate / 2): then what noise a pixel has is what its level says, where long
    steps with full shakes would leave more.

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        width: units or channels of the network; by default 128 on the plane, 48 for images.
        levels: number of noise levels; by default 12 on the plane, 50 for images.
        steps: Langevin steps a level; by default 20 on the plane, 2 for images.
        seed: makes weights and training noise repeatable.

    Example:

    >>> from helpers.approximate.energy_based import EnergyBased
    >>> model = EnergyBased((2,))
    >>> model.energy([[0.0, 0.0], [1.0, 2.0]]).shape
    TensorShape([2])

    References: Yadin, Elata and Michaeli, 2024, https://arxiv.org/abs/2402.10095 for the guess;
    Vincent, 2011, https://doi.org/10.1162/NECO_a_00142 for the slope; Salimans and Ho, 2021,
    https://openreview.net/forum?id=9AS-TF2jRNb for the energy of images; chains over falling
    noise levels: Song and Ermon, 2019, https://arxiv.org/abs/1907.05600; smaller shakes:
    Jolicoeur-Martineau et al., 2021, https://arxiv.org/abs/2009.05475, section 3.
    """

    label = "energy-based"
    density = Density.UNNORMALISED
    # For images the optimizer forgets soon how steep the way was, as in diffusion.
    budgets: ClassVar = {1: Budget(5000, 512, 2e-3), 3: Budget(900, 32, 3e-3, beta_2=0.99)}
    smallest, largest = 0.01, 2.0  # noise, in standard deviations of the data
    rate = 0.5  # step size at noise σ: rate · σ²
    calm = 1.0  # factor of the shakes

    def __init__(self, event_shape, width=None, levels=None, steps=None, seed=0):
        event_shape = checks.event_shape(event_shape, "EnergyBased")
        super().__init__(event_shape, math.prod(event_shape), seed)
        width = self.usual(width, 128, 48)
        levels = checks.whole(self.usual(levels, 12, 50), "noise levels", self.owner)
        steps = checks.whole(self.usual(steps, 20, 2), "Langevin steps a level", self.owner)
        if self.is_image:
            self.smallest, self.largest = 0.03, 10.0  # in halves of the grey scale
            self.calm = math.sqrt(1 - self.rate / 2)
        noise = np.geomspace(self.smallest, self.largest, levels).astype("float32")
        if self.is_image:
            self.signal, self.sigma = np.ones_like(noise), noise
            self.reach, noisiest = self.largest, levels - 1
            self.network = networks.unet(self.event_shape, 7, self.event_shape[-1], width, seed)
        else:
            self.reach = np.sqrt(1 + self.largest**2)  # R, the sd of pure noise
            self.signal = np.r_[1, np.ones(levels), 0].astype("float32")
            self.sigma = np.r_[0, noise, self.reach].astype("float32")
            noisiest = levels
            self.network = networks.mlp(11 * self.latent_dim, levels + 1, width, seed=seed)
        self.level_of_step = np.repeat(np.arange(noisiest, -1, -1), steps).astype("int32")
        noise = np.maximum(self.sigma, self.smallest)[self.level_of_step]
        self.size_of_step = (self.rate * noise**2).astype("float32")
        self.evaluations = len(self.level_of_step)

    # Energies, inside: x and y in the model's units

    def energies(self, y):
        """Energy of points at every level, `(batch, 2)` to `(batch, levels + 2)`.

        The energy of a normal as wide as the level, minus what the network learns; at the
        last level nothing is left to learn.
        """
        variance = self.signal + self.sigma**2
        squared = ops.sum(y**2, axis=-1, keepdims=True)
        normal = 0.5 * squared / variance + 0.5 * self.latent_dim * np.log(2 * np.pi * variance)
        learned = self.network(ops.concatenate([y, networks.waves(y, count=5)], axis=-1))
        return normal - ops.pad(learned, ((0, 0), (0, 1)))

    def energy_at(self, y, level):
        """E_k(y), each row at its own level: `(batch, *event)` and `(batch,)` to `(batch,)`."""
        if not self.is_image:
            here = ops.one_hot(level, len(self.sigma))
            return ops.sum(here * self.energies(y), axis=-1)
        sigma = ops.take(self.sigma, level)[:, None]
        u = y / ops.sqrt(1 + networks.beside(sigma, y) ** 2)
        when = ops.concatenate([ops.log(sigma) / 4, networks.waves(ops.log(sigma), count=3)], -1)
        left = ops.sum((u - self.network([u, when])) ** 2, axis=(1, 2, 3))
        whole = ops.sum(u**2, axis=(1, 2, 3))
        return 0.5 * whole + 0.5 * (left - whole) / sigma[:, 0]

    def blur(self, x, level):
        """Data as it looks at noise level k, `(batch, *event)`: x + σ_k ε, or R ε at the last."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        signal, sigma = (networks.beside(ops.take(v, level), x) for v in (self.signal, self.sigma))
        return signal * x + sigma * eps

    def objective(self, x):
        x = self.to_model(x)
        level = random.randint(ops.shape(x)[:1], 0, len(self.sigma), seed=self.seed_generator)
        y = self.blur(x, level)
        if self.is_image:
            return self.slope_error(x, y, level)
        return keras.losses.sparse_categorical_crossentropy(
            level, -self.energies(y), from_logits=True
        )

    def slope_error(self, x, y, level):
        """How far ∇E_k(y) is from (y - x) / σ_k², weighted as in the class, `(batch,)`."""
        sigma = networks.beside(ops.take(self.sigma, level), y)
        slope = gradient(lambda y: self.energy_at(y, level), y)
        error = (sigma * slope - (y - x) / sigma) ** 2 * (1 + sigma**2)
        return ops.sum(error, axis=(1, 2, 3))

    # Energy, outside: x in the learner's units

    def energy(self, x):
        """E(x), `(batch, *event)` to `(batch,)`, no unit: only differences mean something."""
        x = self.to_model(x)
        return self.energy_at(x, ops.zeros(ops.shape(x)[:1], "int32"))

    def score(self, x):
        """∇ log p(x) = -∇E(x), `(batch, *event)`, the way uphill in density: per unit of x on
        the plane, per half of the grey scale for images.
        """
        x = self.to_model(x)
        level = ops.zeros(ops.shape(x)[:1], "int32")
        return -gradient(lambda y: self.energy_at(y, level), x) / self.scale

    def log_density(self, x):
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.log_density, x, 256 if self.is_image else 20_000)
        return -self.energy(x) + self.log_volume()

    def log_partition(self, limits=None, side=800):
        """log Z on the plane, by adding up a grid, in nats.

        log p(x) = log_density(x) - log_partition()

        Args:
            limits: `((left, right), (bottom, top))` in the learner's units; six standard
                deviations of the data around its mean by default.
            side: grid points along each side.

        Raises:
            NoDensity: for images, whose space has no grid.
        """
        if self.latent_dim != 2:
            raise NoDensity(
                f"{self.owner} can add up exp(-E) over the plane only; received a model of events "
                f"{self.event_shape}. A grid in {self.latent_dim} dimensions has no end: use "
                f"differences of log_density, where the constant drops out."
            )
        centre, scale = self.shift.numpy(), self.scale.numpy()
        limits = np.stack([centre - 6 * scale, centre + 6 * scale], 1) if limits is None else limits
        low, high = np.asarray(limits, "float64").T
        return log_integral(self.log_density, low, high, side)

    # Sampling: a chain from noise

    def chain(self, start):
        """All states of the chain, `(batch, 1 + T, latent)` to `(batch, states, *event)`, in the
        learner's units.

        Args:
            start: the latent vector and, behind it, the shakes ξ of the chain's T steps.
        """
        start = ops.reshape(start, (-1, start.shape[1], *self.event_shape))
        x = self.reach * start[:, 0]
        shakes = self.calm * ops.moveaxis(start[:, 1:], 1, 0)  # (T, batch, *event)
        walk = annealed(self.energy_at, x, self.level_of_step, self.size_of_step, shakes)
        states = [x[:, None], ops.moveaxis(walk, 0, 1)]
        if self.is_image:
            lowest = ops.zeros(ops.shape(x)[:1], "int32")
            end = langevin(lambda x: self.energy_at(x, lowest), walk[-1], self.smallest**2, 0.0)
            states.append(ops.clip(end, -1, 1)[:, None])
        return self.to_data(ops.concatenate(states, axis=1))

    def trajectory(self, z, seed=None):
        """The chain from z to a sample, for pictures: `(n, latent)` to `(n, states, *event)`."""
        z = checks.codes(z, self.latent_dim, self.owner)
        rng = np.random.default_rng(seed).spawn(1)[0]  # not the numbers that made z
        shakes = rng.standard_normal((len(z), len(self.size_of_step), self.latent_dim), "float32")
        rows = 64 if self.is_image else 4096
        return batched(self.chain, np.concatenate([z[:, None], shakes], axis=1), rows)

    def draw(self, z, seed=None):
        return self.trajectory(z, seed)[:, -1]

    def decode(self, z):
        """As `draw`, but always with the same shakes: row i gets the i-th, whatever z is."""
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            return batched(self.decode, z, len(z))  # one graph instead of T calls
        shape = (ops.shape(z)[0], len(self.size_of_step), self.latent_dim)
        shakes = random.normal(shape, seed=0)
        return self.chain(ops.concatenate([z[:, None], shakes], axis=1))[:, -1]
