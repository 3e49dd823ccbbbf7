"""The one interface behind every family: turn noise into data."""

import math
from abc import ABC, abstractmethod
from enum import Enum
from typing import ClassVar

import keras

from helpers import checks, given
from helpers.training import Trainable


class Density(Enum):
    """What a family can say about p(x). The text stands on every axis that shows it."""

    EXACT = "log p(x), exact"
    BOUND = "lower bound on log p(x)"
    ESTIMATE = "log p(x), estimated"
    UNNORMALISED = "log p(x) + an unknown constant"
    NONE = "no density"

    @property
    def word(self):
        """The kind in one word: exact, bound, estimate, unnormalised or none."""
        return self.name.lower()

    @property
    def branch(self):
        """The branch of the family tree: which of three ways to handle p(x) that is."""
        branches = {Density.EXACT: "explicit, tractable", Density.NONE: "implicit"}
        return branches.get(self, "explicit, approximate")


class Refusal(NotImplementedError):
    """A family was asked for what it cannot do. The message says what to do instead."""


class NoDensity(Refusal):
    """The family has no density."""


class NoCode(Refusal):
    """The family cannot encode."""


def gives(model, ability):
    """Whether a model or a family gives what it MAY give; else it has the interface's answer.

    Args:
        model: a model, or its class.
        ability: name of a method of `GenerativeModel`.

    Example:

    >>> from helpers.taxonomy import gives
    >>> from helpers.implicit import GAN
    >>> gives(GAN, "encode")
    False
    """
    kind = model if isinstance(model, type) else type(model)
    default = getattr(GenerativeModel, ability)
    return getattr(kind, ability, default) is not default


class GenerativeModel(Trainable, ABC):
    """Turn noise into data: x = decode(z), z ~ noise.

    A family is made by `Family(event_shape, seed=0)`; whatever else it takes has a default. The
    seed makes weights and training noise repeatable.

    A family MUST give   label            its name on the family tree
                         density          what `log_density` says; the branch follows from it
                         budgets          how long it trains when nobody says otherwise
                         objective(x)     what training minimises
                         decode(z)        noise to data
    A family MAY give    encode(x)        data to noise
                         log_density(x)   unless its density is NONE
                         log_partition()  log Z on the plane, if its density is UNNORMALISED
                         draw(z)          a sample, if it has more noise than z
                         trajectory(z)    the way from noise to data, if it is no single jump
                         transport(z)     that way and its stretching, if it is invertible
                         complete(x, k, z)  an event whose first k numbers are given
                         chain(start)     a chain from all its noise, z and every shake
                         evaluations      of a network, one after the other, for a sample, if
                                          there are more than one
                         own_optimizer(), first_noise   see `Trainable`
    Every family HAS     noise(n), sample(n), fit(x), evaluate(x), bits_per_dim(x)

    What a family does not give it refuses, with a way out: a `Refusal`. Whether it gives
    something: `gives`. Data comes and goes in the learner's units: see `DataUnits`.

    Args:
        event_shape: shape of one event, `(2,)` or `(28, 28, 1)`.
        latent_dim: numbers in a latent vector.
        seed: makes weights and training noise repeatable; None takes another one each time.

    Raises:
        ValueError: for an event shape or a latent size that no family can work with.
    """

    label: ClassVar[str]
    density: ClassVar[Density]
    evaluations = 1

    def __init__(self, event_shape, latent_dim, seed):
        super().__init__(event_shape, seed)
        self.latent_dim = checks.whole(latent_dim, "latent dimensions", self.owner)
        self.seed_generator = keras.random.SeedGenerator(self.seed)
        self.built = True  # weights are made in `__init__`, not by the first call as in Keras

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

    def trajectory(self, z, seed=None):
        """Every state behind the noise, `(n, latent)` to `(n, states, *event)`; the sample last.

        In one jump, unless the family has a way of its own.
        """
        return self.decode(z)[:, None]

    def transport(self, z):
        """Points on an invertible way to data, and log of how much the plane there was stretched
        so far: `(n, 2)` to `(n, layers, 3)`, the noise first.
        """
        raise Refusal(
            f"{self.owner} does not map noise to data layer by layer: there is no stretching to "
            f"follow. Take a family that does: NormalizingFlow."
        )

    def complete(self, x, known, z):
        """Keep the first `known` numbers of x; draw the rest, given those, from the noise z."""
        raise Refusal(
            f"{self.owner} draws all numbers of an event at once: it cannot keep some and draw the "
            f"rest. Take a family that draws one number after the other: Autoregressive."
        )

    def chain(self, start):
        """Every state of a chain: z and each shake, `(n, 1 + evaluations, latent)`, to
        `(n, states, *event)`.
        """
        raise Refusal(
            f"{self.owner} is not shaken on its way from noise to data: z is all its noise, and "
            f"decode(z) the sample."
        )

    def log_partition(self, limits=None, side=800):
        """log Z on the plane in nats: log p(x) = log_density(x) - log Z."""
        raise Refusal(
            f"{self.owner} has no constant to add up: it says {self.density.value}. Only an "
            f"unnormalised density lacks one, such as that of EnergyBased."
        )

    # Every family has

    def noise(self, n, seed=None):
        """`n` latent vectors from the prior, standard normal, float32 `(n, latent)`."""
        shape = (checks.whole(n, "a number of samples", self.owner), self.latent_dim)
        return given.generator(seed, self.owner).standard_normal(shape, "float32")

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

    # Keras makes losses of answers and predictions. A family has neither: what it predicts for
    # an event is its objective, and the loss is the mean of these.

    def call(self, x, training=False):
        if training and self.budget.first_noise:
            return self.objective(x, noise=self.next_noise())
        return self.objective(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return keras.ops.mean(y_pred)
