"""Generative adversarial network: samples without a density, taught by a critic."""

import math
from typing import ClassVar

import keras
from keras import initializers, layers, ops, random

from helpers import checks, networks
from helpers.backend import gradient
from helpers.taxonomy import Budget, Density, GenerativeModel


def wave_network(inputs, outputs, width, frequency, use_bias, seed):
    """A multilayer perceptron whose first layer are sine waves, for points on the plane.

    A plain perceptron learns coarse shapes first and fine ones very late. Waves of many
    lengths let it learn both at once: Tancik et al., 2020, https://arxiv.org/abs/2006.10739.

    Args:
        inputs, outputs: numbers in, numbers out.
        width: units a layer.
        frequency: standard deviation of the waves' frequencies, in radians a unit.
        use_bias: whether a constant is added to the outputs.
        seed: makes the weights repeatable.
    """
    init = networks.initializers(seed)
    waves = layers.Dense(
        width,
        ops.sin,
        kernel_initializer=initializers.RandomNormal(0, frequency, seed=seed),
        bias_initializer=initializers.RandomUniform(-math.pi, math.pi, seed=seed),
    )
    hidden = [layers.Dense(width, "silu", kernel_initializer=next(init)) for _ in range(2)]
    last = layers.Dense(outputs, use_bias=use_bias, kernel_initializer=next(init))
    return keras.Sequential([layers.Input((inputs,)), waves, *hidden, last])


class GAN(GenerativeModel):
    """A generator that turns noise into data, and a critic that tells the two apart.

    critic     minimises  E[softplus(D(G(z)) - D(x))] + γ/2 E[|∇D(x)|² + |∇D(G(z))|²]
    generator  minimises  E[softplus(D(x) - D(G(z)))]

    The critic's verdict D is relative: of a real and a generated point it says which is the
    real one. At its best, without penalties, D(x) = log p(x) - log q(x) + a constant, with q
    the density of the samples. Where p = q no verdict is possible and both losses are log 2.
    The penalties on its slope, γ, keep the two from circling around that point for ever.

    Nothing here is a density, so `log_density` is refused: compare samples with data.

    Args:
        event_shape: `(2,)`, points on the plane.
        latent_dim: numbers in a noise vector.
        gamma: weight of the penalties on the critic's slope, in squared standard deviations
            of the data.
        width: units of the networks' layers.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for images, which need other networks.

    Example:

    >>> from helpers.implicit import GAN
    >>> gan = GAN((2,))
    >>> gan.sample(5, seed=0).shape
    (5, 2)

    References: Goodfellow et al., 2014, https://arxiv.org/abs/1406.2661; the relative loss and
    both penalties: Huang et al., 2024, https://arxiv.org/abs/2501.05441.
    """

    density = Density.NONE
    budgets: ClassVar = {1: Budget(2000, 256, 2e-3)}

    def __init__(self, event_shape, latent_dim=None, gamma=0.002, width=128, seed=0):
        features = networks.planar_size(event_shape, "GAN")
        super().__init__(event_shape, latent_dim or 2, seed)
        self.gamma = gamma
        self.generator = wave_network(self.latent_dim, features, width, 3.0, True, seed)
        # No constant at the end: only differences of verdicts count.
        self.judge = wave_network(features, 1, width, 4.0, False, seed + 1)

    def own_optimizer(self):
        """Adam without momentum, which two opponents would overshoot with. When `fit` ends, the
        weights become their moving average over the last steps.
        """
        return keras.optimizers.Adam(
            self.budget.learning_rate, beta_1=0.0, beta_2=0.99, use_ema=True, ema_momentum=0.998
        )

    def critic(self, x):
        """The verdict D(x), `(batch,)`: larger for what looks more real. No unit, no zero."""
        return self.judge(self.to_model(x))[:, 0]

    def verdict(self, x):
        """D of points in model units, `(batch,)`."""
        return self.judge(x)[:, 0]

    def frozen_verdict(self, x):
        """The same number, but its gradient reaches x only, and never the critic's weights."""
        weights = [ops.stop_gradient(w) for w in self.judge.trainable_variables]
        return self.judge.stateless_call(weights, [], x)[0][:, 0]

    def slope(self, x):
        """|∇D(x)|², `(batch,)`."""
        return ops.sum(gradient(self.verdict, x) ** 2, axis=-1)

    def critic_loss(self, real, fake):
        """Tell real from fake, with a gentle slope on both, `(batch,)`."""
        doubt = ops.softplus(self.verdict(fake) - self.verdict(real))
        return doubt + 0.5 * self.gamma * (self.slope(real) + self.slope(fake))

    def generator_loss(self, real, fake):
        """Be taken for real, `(batch,)`."""
        return ops.softplus(self.frozen_verdict(real) - self.frozen_verdict(fake))

    def objective(self, x):
        """Both losses in one: each reaches only the weights of its own player."""
        real = self.to_model(x)
        z = random.normal((ops.shape(real)[0], self.latent_dim), seed=self.seed_generator)
        fake = self.generator(z)
        return self.critic_loss(real, ops.stop_gradient(fake)) + self.generator_loss(real, fake)

    def decode(self, z):
        return self.to_data(self.generator(checks.codes(z, self.latent_dim, self.owner)))
