"""The one interface behind every family: turn noise into data."""

import math
from abc import ABC, abstractmethod
from enum import Enum
from typing import ClassVar

import keras
import numpy as np

from helpers import checks
from helpers.training import Trainable


class Density(Enum):
    """What a family can say about p(x). The text stands on every axis that shows it."""

    EXACT = "log p(x), exact"
    BOUND = "lower bound on log p(x)"
    ESTIMATE = "log p(x), estimated"
    UNNORMALISED = "log p(x) + an unknown constant"
    NONE = "no density"


class NoDensity(NotImplementedError):
    """The family has no density. The message says what to do instead."""


class NoCode(NotImplementedError):
    """The family cannot encode. The message says what to do instead."""


class GenerativeModel(Trainable, ABC):
    """Turn noise into data: x = decode(z), z ~ noise.

    A family MUST give   objective(x), decode(z)
    A family MAY give    encode(x), log_density(x), draw(z)
    Every family HAS     noise(n), sample(n), fit(x), evaluate(x), bits_per_dim(x)

    Data comes and goes in the learner's units: see `DataUnits`. How a family trains: `Trainable`.

    Args:
        event_shape: shape of one event, `(2,)` or `(28, 28, 1)`.
        latent_dim: numbers in a latent vector.
        seed: makes the training noise repeatable.

    Raises:
        ValueError: for an event shape or a latent size that no family can work with.
    """

    density: ClassVar[Density] = Density.NONE
    evaluations = 1  # of a network, one after the other, that a sample takes

    def __init__(self, event_shape, latent_dim, seed):
        super().__init__(event_shape)
        self.latent_dim = checks.whole(latent_dim, "latent dimensions", self.owner)
        self.seed_generator = keras.random.SeedGenerator(seed)
        self.built = True

    # A family must give

    @abstractmethod
    def objective(self, x):
        """What training minimises: data `(batch, *event)` to `(batch,)`.

        A family whose budget has `first_noise` takes the `noise` of training as an argument, its
        sd in standard deviations of the data. Whoever else asks gives none.
        """

    @abstractmethod
    def decode(self, z):
        """Latent vectors `(batch, latent)` to events `(batch, *event)`; images in [0, 1]."""

    # A family may give

    def encode(self, x):
        """Data `(batch, *event)` to latent vectors `(batch, latent)`."""
        raise NoCode(
            f"{self.owner} has no encoder: it only maps noise to data. To find a code for x, "
            f"search for the z whose decode(z) is nearest, or take a family that encodes: VAE."
        )

    def log_density(self, x):
        """Log density in nats, `(batch, *event)` to `(batch,)`; `density` says of which kind."""
        raise NoDensity(
            f"{self.owner} is implicit: it draws samples and never says how probable x is. "
            f"Compare its samples with data instead, or take a family with a density: VAE."
        )

    def draw(self, z, seed=None):
        """One x ~ p(x given z). Equal to decode(z) unless the family adds noise to the data."""
        return self.decode(z)

    # Every family has

    def noise(self, n, seed=None):
        """`n` latent vectors from the prior, standard normal, float32 `(n, latent)`."""
        shape = (checks.whole(n, "a number of samples", self.owner), self.latent_dim)
        return np.random.default_rng(seed).standard_normal(shape, "float32")

    def sample(self, n, seed=None):
        """`n` new events: noise in, data out. The same seed gives the same events."""
        return self.draw(self.noise(n, seed), seed)

    def bits_per_dim(self, x):
        """-log2 p(x) per pixel channel at 256 grey levels, `(batch, *event)` to `(batch,)`."""
        if self.density is Density.UNNORMALISED:
            raise NoDensity(
                f"{self.owner} knows log p(x) but for a constant, and bits per dimension need that "
                f"constant. Compare two images by the difference of their log_density, compare "
                f"models by their samples, or take a family with a normalised density: VAE."
            )
        nats = self.log_density(x)
        if not self.is_image:
            raise ValueError(
                f"bits_per_dim expected images with 256 grey levels; received a model of "
                f"{self.event_shape} points. Points on the plane have no levels to count: use "
                f"log_density, in nats."
            )
        return -nats / (math.prod(self.event_shape) * math.log(2))

    def call(self, x, training=False):
        if training and self.budget.first_noise:
            return self.objective(x, noise=self.next_noise())
        return self.objective(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return keras.ops.mean(y_pred)
