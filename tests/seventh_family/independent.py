"""Every number for itself: log p(x) exactly, from one density a number."""

import math
from typing import ClassVar

from keras import ops

from helpers import checks
from helpers.batching import in_batches
from helpers.densities import LevelMixture, NormalMixture
from helpers.taxonomy import Density
from helpers.tractable.likelihood import Tractable
from helpers.training import Budget


class Independent(Tractable):
    """A mixture for every number of an event, whatever the others are.

    p(x) = p₁(x₁) p₂(x₂) p₃(x₃) ...,   xᵢ = Fᵢ⁻¹(Φ(zᵢ)),   zᵢ = Φ⁻¹(Fᵢ(xᵢ))

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images.
        components: of every mixture.
        seed: has no work to do: all weights begin at zero.
    """

    label = "independent"
    density = Density.EXACT
    budgets: ClassVar = {1: Budget(300, 256, 3e-2), 3: Budget(100, 64, 3e-2)}

    def __init__(self, event_shape, components=8, seed=0):
        event_shape = checks.event_shape(event_shape, "Independent")
        super().__init__(event_shape, math.prod(event_shape), seed)
        components = checks.whole(components, "mixture components", self.owner)
        self.mixture = (LevelMixture if self.is_image else NormalMixture)(components)
        self.theta = self.add_weight((self.latent_dim, self.mixture.parameters), "zeros")

    def numbers(self, x):
        """Data to its numbers in the model's units, `(batch, d, 1)`."""
        return ops.reshape(self.to_model(x), (-1, self.latent_dim, 1))

    @in_batches()
    def log_prob(self, x):
        log_p = self.mixture.log_prob(self.numbers(x), self.theta)  # (batch, d, 1)
        return ops.sum(log_p, axis=(1, 2)) + self.log_volume()

    @in_batches()
    def encode(self, x):
        return self.mixture.code(self.numbers(x), self.theta)[..., 0]

    @in_batches()
    def decode(self, z):
        x = self.mixture.quantile(z[..., None], self.theta)
        return self.to_data(ops.reshape(x, (-1, *self.event_shape)))
