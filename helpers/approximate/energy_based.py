"""Energy-based model: one number for every point, low where data is."""

import math
from typing import ClassVar

import numpy as np
from keras import ops, random

from helpers import checks, given, networks
from helpers.approximate.chains import annealed, log_integral
from helpers.approximate.levels import PictureLevels, PointLevels
from helpers.backend import gradient
from helpers.batching import in_batches
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

    The best guess is Bayes' rule, which makes exp(-E_k) the density of level k: the last level,
    which is known, fixes the constants of the others, so log Z would be zero. A finite training
    comes near and guarantees nothing.

    With hundreds of pixels anybody can tell the levels apart, and the question teaches nothing.
    For images training asks for the slope, which at its best leads from y to the mean of the x it
    may have come from (denoising score matching):

    minimised: ‖∇E_k(y) - (y - x) / σ_k²‖² σ_k² (1 + σ_k²)

    The energy is what a network F fails to restore, with u = y / √(1 + σ_k²) and no constant:

    E_k(y) = ½ ‖u‖² + (‖u - F(u, σ_k)‖² - ‖u‖²) / 2σ_k

    The model is then the data with its smallest noise. A sample ends with one step downhill that
    takes this noise away, without a shake, and is clipped. Two steps a level are few, and they are
    large, so the shakes are made smaller by √(1 - rate / 2): then what noise a pixel has is what
    its level says, where long steps with full shakes would leave more.

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
    (2,)

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

    def __init__(self, event_shape, width=None, levels=None, steps=None, seed=0):
        event_shape = checks.event_shape(event_shape, "EnergyBased")
        super().__init__(event_shape, math.prod(event_shape), seed)
        width = checks.width(self.usual(width, 128, 48), self.owner)
        count = checks.whole(self.usual(levels, 12, 50), "noise levels", self.owner)
        steps = checks.whole(self.usual(steps, 20, 2), "Langevin steps a level", self.owner)
        levels = PictureLevels if self.is_image else PointLevels
        self.levels = levels(self.event_shape, width, count, self.seed)
        self.network = self.levels.network
        self.level_of_step = np.repeat(np.arange(self.levels.noisiest, -1, -1), steps).astype(
            "int32"
        )
        noise = np.maximum(self.levels.sigma, self.levels.smallest)[self.level_of_step]
        self.size_of_step = (self.levels.rate * noise**2).astype("float32")
        self.evaluations = len(self.level_of_step)

    # Training, inside: x and y in the model's units

    def blur(self, x, level):
        """Data as it looks at noise level k, `(batch, *event)`: x + σ_k ε, or R ε at the last."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        known = self.levels.signal, self.levels.sigma
        signal, sigma = (networks.beside(ops.take(v, level), x) for v in known)
        return signal * x + sigma * eps

    @in_batches({1: 20_000, 3: 64})
    def objective(self, x):
        x = self.to_model(x)
        count = len(self.levels.sigma)
        level = random.randint(ops.shape(x)[:1], 0, count, seed=self.seed_generator)
        return self.levels.loss(x, self.blur(x, level), level)

    # Energy, outside: x in the learner's units

    def lowest(self, x):
        """E_0 of data in model units, `(batch, *event)` to `(batch,)`."""
        return self.levels.energy_at(x, ops.zeros(ops.shape(x)[:1], "int32"))

    @in_batches({1: 20_000, 3: 256})
    def energy(self, x):
        """E(x), `(batch, *event)` to `(batch,)`, no unit: only differences mean something."""
        return self.lowest(self.to_model(x))

    @in_batches({1: 20_000, 3: 64})
    def score(self, x):
        """∇ log p(x) = -∇E(x), `(batch, *event)`, the way uphill in density: per unit of x on
        the plane, per half of the grey scale for images.
        """
        return -gradient(self.lowest, self.to_model(x)) / ops.cast(self.scale, "float32")

    @in_batches({1: 20_000, 3: 256})
    def log_density(self, x):
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
        low, high = given.array(limits, (2, 2), "limits", f"{self.owner}.log_partition").T
        side = checks.whole(side, "side=, points of a grid", f"{self.owner}.log_partition")
        if not (low < high).all():
            raise ValueError(
                f"{self.owner}.log_partition expected limits ((left, right), (bottom, top)), each "
                f"smaller one first; received {np.stack([low, high], 1).tolist()}. A rectangle "
                f"without an area, or one turned round, has no sum over it."
            )
        return log_integral(self.log_density, low, high, side)

    # Sampling: a chain from noise

    @in_batches({1: 4096, 3: 64})
    def chain(self, z, shakes):
        """All states of the chain from z, `(batch, latent)` to `(batch, states, *event)`, in the
        learner's units.

        Args:
            z: where it starts, as noise.
            shakes: ξ of the chain's T steps, `(batch, T, latent)`.
        """
        if tuple(shakes.shape[1:]) != (self.evaluations, self.latent_dim):
            raise ValueError(
                f"{self.owner}.chain expected shakes of shape (n, {self.evaluations}, "
                f"{self.latent_dim}); received {tuple(shakes.shape)}. Each step of a chain has one "
                f"for every number of an event: model.shakes(seed)(n)."
            )
        x = self.levels.start_scale * ops.reshape(z, (-1, *self.event_shape))
        shakes = ops.reshape(shakes, (-1, self.evaluations, *self.event_shape))
        shakes = self.levels.noise_scale * ops.moveaxis(shakes, 1, 0)  # (T, batch, *event)
        energy_at = self.levels.energy_at
        walk = annealed(energy_at, x, self.level_of_step, self.size_of_step, shakes)
        states = ops.concatenate([x[:, None], ops.moveaxis(walk, 0, 1)], axis=1)
        return self.to_data(self.levels.finish(states))

    @in_batches({1: 4096, 3: 64})
    def end(self, z, shakes):
        """The last state of the chain, `(batch, *event)`."""
        return self.chain(z, shakes)[:, -1]

    def shakes(self, seed):
        """A function from a number of rows to the shakes of the next chains."""
        rng = given.generator(seed, self.owner).spawn(1)[0]  # not the numbers that made z
        return lambda n: rng.standard_normal((n, self.evaluations, self.latent_dim), "float32")

    def trajectory(self, z, seed=None):
        """The chain from z to a sample, for pictures: `(n, latent)` to `(n, states, *event)`."""
        return self.chain(z, self.shakes(seed))

    def draw(self, z, seed=None):
        return self.end(z, self.shakes(seed))

    @in_batches({1: 4096, 3: 64})
    def decode(self, z):
        """As `draw`, but always with the same shakes: row i gets the i-th, whatever z is; every
        4,096 points or 64 images they begin anew.
        """
        shape = (ops.shape(z)[0], self.evaluations, self.latent_dim)
        return self.end(z, random.normal(shape, seed=0))
