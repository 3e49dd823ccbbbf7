"""Autoregressive model: log p(x) exactly, one coordinate after the other."""

import math
from typing import ClassVar

import numpy as np
from keras import ops

from helpers import checks, networks
from helpers.taxonomy import Budget
from helpers.tractable.likelihood import Tractable


class Mixture:
    """Normals added up, for one real number: a density of any shape that can be summed exactly.

    p(x) = Σ_k w_k N(x; mean_k, sd_k²),   F(x) = Σ_k w_k Φ((x - mean_k) / sd_k)

    `theta` holds three numbers for every component, `(batch, 3 components)`; zeros mean equal
    weights and centres evenly spread. Units are the model's: data has sd 1.
    """

    smallest, largest = -6.0, 4.0  # of log sd: a hundredth of a thin line, and any outlier

    def __init__(self, components):
        self.parameters = 3 * components
        self.centres = np.linspace(-2.5, 2.5, components, dtype="float32")

    def split(self, theta):
        """Log weights, means and log sds, each `(batch, components)`."""
        logits, shift, log_sd = ops.split(theta, 3, axis=-1)
        log_sd = ops.clip(log_sd - 2.0, self.smallest, self.largest)
        return ops.log_softmax(logits), self.centres + shift, log_sd

    def log_prob(self, x, theta):
        """log p(x) in nats, `(batch, 1)` to `(batch, 1)`."""
        log_weight, mean, log_sd = self.split(theta)
        u = (x - mean) * ops.exp(-log_sd)  # (batch, components)
        log_normal = -0.5 * u**2 - log_sd - 0.5 * math.log(2 * math.pi)
        return ops.logsumexp(log_weight + log_normal, axis=-1, keepdims=True)

    def cdf(self, x, theta):
        """F(x), the probability of less than x, `(batch, 1)` to `(batch, 1)`."""
        log_weight, mean, log_sd = self.split(theta)
        u = (x - mean) * ops.exp(-log_sd)
        return ops.sum(ops.exp(log_weight) * normal_cdf(u), axis=-1, keepdims=True)

    def quantile(self, z, theta):
        """The x with F(x) = Φ(z), `(batch, 1)` to `(batch, 1)`, by halving an interval.

        Every component has its own answer, mean + sd z; that of the mixture lies between them.
        """
        _, mean, log_sd = self.split(theta)
        answers = mean + ops.exp(log_sd) * z  # (batch, components)
        low = ops.min(answers, axis=-1, keepdims=True)
        high = ops.max(answers, axis=-1, keepdims=True)

        def halve(_, ends):
            low, high = ends
            middle = (low + high) / 2
            too_low = self.cdf(middle, theta) < normal_cdf(z)
            return ops.where(too_low, middle, low), ops.where(too_low, high, middle)

        low, high = ops.fori_loop(0, 40, halve, (low, high))
        return (low + high) / 2


def normal_cdf(z):
    """Φ(z), the probability of less than z under N(0, 1)."""
    return 0.5 * ops.erfc(-z / math.sqrt(2))


def normal_quantile(u):
    """Φ⁻¹(u). In float64 it is good to z = ±7, and stays at ±7.9 for whatever lies beyond."""
    return math.sqrt(2) * ops.erfinv(2 * ops.clip(u, 1e-15, 1 - 1e-15) - 1)


class Autoregressive(Tractable):
    """The chain rule, with a network for every factor.

    p(x) = p(x₁) p(x₂ | x₁) p(x₃ | x₁, x₂) ...

    Each factor is the density of one number, a mixture of normals whose weights, means and sds
    come from a network that sees the coordinates before it and no others. Nothing is left out
    and nothing approximated: log p(x) is exact, in nats.

    A sample is drawn in the same order, each coordinate from its own noise zᵢ ~ N(0, 1):
    xᵢ is where the cumulative distribution reaches Φ(zᵢ). So is a code, backwards:

    xᵢ = Fᵢ⁻¹(Φ(zᵢ)),   zᵢ = Φ⁻¹(Fᵢ(xᵢ)),   Fᵢ(x) = P(Xᵢ < x | x₁ ... xᵢ₋₁)

    Args:
        event_shape: `(2,)` for points.
        components: normals in the mixture of each factor.
        width: units of the networks' layers.
        seed: makes the weights repeatable.

    Raises:
        ValueError: for images, which need another network.

    Example:

    >>> from helpers.tractable import Autoregressive
    >>> model = Autoregressive((2,))
    >>> model.log_prob([[0.0, 0.0], [1.0, 2.0]]).shape
    TensorShape([2])

    References: Uria, Murray and Larochelle, 2013, https://arxiv.org/abs/1306.0186, whose factors
    are mixtures too; van den Oord, Kalchbrenner and Kavukcuoglu, 2016,
    https://arxiv.org/abs/1601.06759, for images.
    """

    budgets: ClassVar = {1: Budget(2000, 512, 5e-3)}

    def __init__(self, event_shape, components=48, width=128, seed=0):
        latent_dim = networks.planar_size(event_shape, type(self).__name__)
        super().__init__(event_shape, latent_dim, seed)
        self.mixture = Mixture(checks.whole(components, "mixture components", self.owner))
        self.evaluations = latent_dim
        self.conditioners = [
            networks.wave_mlp(max(i, 1), self.mixture.parameters, width, seed + i, frequencies=3)
            for i in range(latent_dim)
        ]

    def theta(self, before):
        """Parameters of p(xᵢ | x₁ ... xᵢ₋₁) from the coordinates before xᵢ, `(batch, i - 1)`."""
        i = before.shape[-1]
        return self.conditioners[i](before if i else ops.ones((1, 1)))

    def factors(self, x):
        """log p(xᵢ | x₁ ... xᵢ₋₁) of every coordinate, `(batch, d)`, in the model's units."""
        factors = [
            self.mixture.log_prob(x[:, i : i + 1], self.theta(x[:, :i]))
            for i in range(self.latent_dim)
        ]
        return ops.concatenate(factors, axis=-1)

    def log_prob(self, x):
        """log p(x), the sum of the factors, exact: `(batch, d)` to `(batch,)`, in nats."""
        return ops.sum(self.factors(self.to_model(x)), axis=-1) + self.log_volume()

    # Codes and samples. A cumulative probability near one needs the digits of float64.

    def encode(self, x):
        x = self.to_model(x)
        z = []
        for i in range(self.latent_dim):
            theta = ops.cast(self.theta(x[:, :i]), "float64")
            u = self.mixture.cdf(ops.cast(x[:, i : i + 1], "float64"), theta)
            z.append(normal_quantile(u))
        return ops.cast(ops.concatenate(z, axis=-1), "float32")

    def decode(self, z):
        z = ops.cast(checks.codes(z, self.latent_dim, self.owner), "float64")
        x = ops.cast(z[:, :0], "float32")
        for i in range(self.latent_dim):
            theta = ops.cast(self.theta(x), "float64")
            x_i = self.mixture.quantile(z[:, i : i + 1], theta)
            x = ops.concatenate([x, ops.cast(x_i, "float32")], axis=-1)
        return self.to_data(x)
