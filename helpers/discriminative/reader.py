"""A network that looks at a drawn picture and says which factors made it."""

from typing import ClassVar

import keras
from keras import ops, random

from helpers import checks
from helpers.batching import in_batches
from helpers.discriminative.features import Discriminative
from helpers.pictures import numbers
from helpers.training import Budget


class FactorReader(Discriminative):
    """Reads every factor off a picture, as a number from 0 to 1.

    minimised: -Σ_k f_k log r_k(x) + (1 - f_k) log(1 - r_k(x))

    Whether a factor has two values or a range, r(x) comes to its mean given the picture. The
    reader judges decoded pictures, which are softer than drawn ones: in training it sees
    pictures softened at random and with some grain.

    Args:
        event_shape: `(height, width, channels)`, sides multiples of 4.
        factors: how many.
        width: channels of the network.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for points, which have no pixels.

    Example:

    >>> import numpy as np
    >>> from helpers.discriminative import FactorReader
    >>> reader = FactorReader((32, 32, 3), factors=18)
    >>> reader.read(np.zeros((5, 32, 32, 3), "uint8")).shape
    (5, 18)
    """

    budgets: ClassVar = {3: Budget(6000, 64, 2e-3)}
    goal: ClassVar = {"loss": keras.losses.BinaryCrossentropy(from_logits=True)}

    def __init__(self, event_shape, factors, width=32, seed=0):
        super().__init__(event_shape, checks.whole(factors, "factors", "FactorReader"), width, seed)
        self.factors = self.head.units
        self.seed_generator = random.SeedGenerator(self.seed)

    def answers(self, y, owner):
        """Factors `(n, k)` from 0 to 1."""
        y = numbers(y, f"{owner} factors").astype("float32")
        if y.ndim != 2 or y.shape[1] != self.factors or not ((y >= 0) & (y <= 1)).all():
            values = f", from {y.min():g} to {y.max():g}" if y.size else ""
            raise ValueError(
                f"{owner} expected factors of shape (n, {self.factors}), all from 0 to 1; received "
                f"{y.shape}{values}. The network's answers lie between 0 and 1, so others cannot "
                f"be learned. For drawn faces: datasets.statements(factors)."
            )
        return y

    def call(self, x, training=False):
        """Logits, `(batch, *event)` to `(batch, factors)`."""
        x = self.to_model(x)
        return self.head(self.body(self.soften(x) if training else x))

    def soften(self, x):
        """Pictures blurred by a random share, with grain."""
        share = random.uniform((ops.shape(x)[0], 1, 1, 1), 0.0, 1.5, seed=self.seed_generator)
        blurred = ops.average_pool(x, 3, 1, "same")
        grain = 0.05 * random.normal(ops.shape(x), seed=self.seed_generator)
        return x + share * (blurred - x) + grain

    @in_batches()
    def read(self, x):
        """Every factor from 0 to 1, `(n, *event)` to `(n, factors)`."""
        return ops.sigmoid(self(x))
