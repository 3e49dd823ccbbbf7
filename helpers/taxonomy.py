"""The one interface behind every family: turn noise into data."""

import math
import sys
from abc import ABC, abstractmethod
from enum import Enum
from typing import ClassVar, NamedTuple

import keras
import numpy as np
from keras import ops

from helpers import checks
from helpers.backend import batched
from helpers.units import DataUnits

PASSES = 200  # over the data, at most, when nobody says otherwise


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


class Budget(NamedTuple):
    """How a family trains when nobody says otherwise."""

    steps: int
    batch_size: int
    learning_rate: float


class GenerativeModel(DataUnits, ABC):
    """Turn noise into data: x = decode(z), z ~ noise.

    A family MUST give   objective(x), decode(z)
    A family MAY give    encode(x), log_density(x), draw(z)
    Every family HAS     noise(n), sample(n), fit(x), evaluate(x), bits_per_dim(x)

    Data comes and goes in the learner's units: see `DataUnits`.

    Args:
        event_shape: shape of one event, `(2,)` or `(28, 28, 1)`.
        latent_dim: numbers in a latent vector.
        seed: makes the training noise repeatable.

    Raises:
        ValueError: for an event shape or a latent size that no family can work with.
    """

    density: ClassVar[Density] = Density.NONE
    budgets: ClassVar[dict[int, Budget]]  # by the rank of an event: 1 on the plane, 3 for images
    evaluations = 1  # of a network, one after the other, that a sample takes

    def __init__(self, event_shape, latent_dim, seed):
        super().__init__(event_shape)
        self.latent_dim = checks.whole(latent_dim, "latent dimensions", self.owner)
        self.budget = self.budgets[len(self.event_shape)]
        self.seed_generator = keras.random.SeedGenerator(seed)
        self.built = True

    # A family must give

    @abstractmethod
    def objective(self, x):
        """What training minimises: data `(batch, *event)` to `(batch,)`."""

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
        return batched(self.decode, z)

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
        nats = self.log_density(x)
        if not self.is_image:
            raise ValueError(
                f"bits_per_dim expected images with 256 grey levels; received a model of "
                f"{self.event_shape} points. Points on the plane have no levels to count: use "
                f"log_density, in nats."
            )
        return -nats / (math.prod(self.event_shape) * math.log(2))

    def compile(self, optimizer=None, **kwargs):
        """As in Keras; without an optimizer, the family's own.

        On the plane ten steps go to the backend at once: a step is so short that a third of its
        time would be the call. Images are compiled further instead, where that is possible.
        """
        self.anneals = optimizer is None
        optimizer = optimizer or self.own_optimizer()
        kwargs.setdefault("steps_per_execution", 1 if self.is_image else 10)
        kwargs.setdefault("jit_compile", self.is_image and sys.platform != "win32")
        super().compile(optimizer, **kwargs)

    def own_optimizer(self):
        """What trains the family when nobody says otherwise."""
        return keras.optimizers.Adam(self.budget.learning_rate)

    def fit(self, x, *, epochs=None, batch_size=None, callbacks=(), **kwargs):
        """As in Keras. Without `epochs` it trains for the family's own budget.

        Few data come in smaller batches and at most 200 times: more passes would learn the
        events by heart instead of their density. With the family's own optimizer the learning
        rate falls to zero along half a cosine.

        Args:
            x: array in the learner's units, or anything else Keras takes, such as a
                `tf.data.Dataset` of batches.
            epochs: passes over the data.
            batch_size: rows a step; the family's own by default.

        Returns:
            The Keras `History`.
        """
        if not self.compiled:
            self.compile()
        if hasattr(x, "__array__"):
            x = checks.events(x, self.event_shape, f"{self.owner}.fit")
            batch_size = batch_size or self.batch_size_for(len(x))
            epochs = epochs or min(PASSES, math.ceil(self.budget.steps * batch_size / len(x)))
        else:
            kwargs.setdefault("shuffle", False)  # such data shuffles itself
        if not self.is_image:
            self.standardise(x)
        epochs = epochs or 1
        if self.anneals:
            callbacks = [*callbacks, self.cosine_schedule(epochs)]
        return super().fit(
            x, epochs=epochs, batch_size=batch_size, callbacks=list(callbacks), **kwargs
        )

    def batch_size_for(self, n):
        """The family's own batch size, or a smaller one for few data: 32 batches of 16 or more."""
        return min(self.budget.batch_size, n, max(16, n // 32))

    def cosine_schedule(self, epochs):
        """Learning rate of epoch e: rate · ½ (1 + cos(π e / epochs))."""
        rate = self.budget.learning_rate
        return keras.callbacks.LearningRateScheduler(
            lambda epoch: rate * 0.5 * (1 + math.cos(math.pi * epoch / epochs))
        )

    def evaluate(self, x, *args, **kwargs):
        """As in Keras: the mean objective on `x`."""
        if hasattr(x, "__array__"):
            x = checks.events(x, self.event_shape, f"{self.owner}.evaluate")
        return super().evaluate(x, *args, **kwargs)

    def call(self, x):
        return self.objective(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(y_pred)

    def falling_noise(self, largest):
        """Sd of noise for data and model while training; it falls and goes before the end.

        Far modes look like one hill at first and part slowly enough to be followed. In standard
        deviations of the data: largest · (0.01 / largest)^(p / 0.7) at the share p of the
        budget's steps, and 0 from p = 0.7 on. Without an optimizer there is none.

        References: Rose, 1998, https://doi.org/10.1109/5.726788 (deterministic annealing);
        Arjovsky and Bottou, 2017, https://arxiv.org/abs/1701.04862, section 3.
        """
        if not self.compiled:
            return 0.0
        part = ops.cast(self.optimizer.iterations, "float32") / (0.7 * self.budget.steps)
        return ops.where(part < 1, largest * (0.01 / largest) ** part, 0.0)
