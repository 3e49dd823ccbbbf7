"""Generative adversarial network: samples without a density, taught by a critic."""

from typing import ClassVar

from keras import ops, random

from helpers import checks, given, networks
from helpers.batching import in_batches
from helpers.implicit.adversarial import Adversarial
from helpers.networks import images
from helpers.taxonomy import Density, GenerativeModel
from helpers.training import Budget


class GAN(Adversarial, GenerativeModel):
    """A generator that turns noise into data, and a critic that tells the two apart.

    critic     minimises  E[softplus(D(G(z)) - D(x))] + γ/2 E[|∇D(x)|² + |∇D(G(z))|²]
    generator  minimises  E[softplus(D(x) - D(G(z)))]

    D, the critic, says of a real and a generated point which is the real one: see `Adversarial`.
    Nothing here is a density, so `log_density` is refused: compare samples with data.

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        latent_dim: numbers in a noise vector; by default 2 on the plane and 64 for images.
        gamma: weight of the penalties on the critic's slope, in squared model units: standard
            deviations on the plane, half the grey scale for images. By default 0.005 and 3. On
            the plane `fit` lets it fall to a fifth.
        width: units or channels of the networks; by default 128 on the plane, 32 for images.
        skip: whether the generator of points adds its noise to what its network says, which is
            little at first. So it begins with points everywhere. Without, it begins as a heap,
            and loses modes more easily.
        seed: makes weights and training noise repeatable.

    Example:

    >>> from helpers.implicit import GAN
    >>> gan = GAN((2,))
    >>> gan.sample(5, seed=0).shape
    (5, 2)

    References: Goodfellow et al., 2014, https://arxiv.org/abs/1406.2661; the relative loss and
    both penalties: Huang et al., 2024, https://arxiv.org/abs/2501.05441.
    """

    label = "GAN"
    density = Density.NONE
    budgets: ClassVar = {
        1: Budget(6500, 125, 3e-3, beta_2=0.99, first_noise=0.4),
        3: Budget(1000, 64, 6e-4, beta_2=0.99),
    }

    def __init__(self, event_shape, latent_dim=None, gamma=None, width=None, skip=True, seed=0):
        if latent_dim is None:
            latent_dim = 64 if len(checks.event_shape(event_shape, "GAN")) == 3 else 2
        super().__init__(event_shape, latent_dim, seed)
        self.gamma = given.not_negative(self.usual(gamma, 0.005, 3.0), "gamma", self.owner)
        width, seed = checks.width(self.usual(width, 128, 32), self.owner), self.seed
        # No constant at the end of the critic: only differences count.
        if self.is_image:
            self.generator = images.generator(self.latent_dim, self.event_shape, width, seed)
            self.critic_network = images.critic(self.event_shape, width, seed + 1)
        else:
            (features,) = self.event_shape
            self.generator = networks.sine_mlp(
                self.latent_dim, features, width, 5.0, skip=skip, seed=seed
            )
            self.critic_network = networks.sine_mlp(
                features, 1, width, 4.0, use_bias=False, seed=seed + 1
            )

    @in_batches()
    def realness(self, x):
        """D(x) of data in the learner's units, `(batch,)`: larger for what looks more real."""
        return self.critic(self.to_model(x))

    @in_batches()
    def objective(self, x, noise=None):
        """Both losses in one: each reaches only the weights of its own player.

        On the plane both see noise, as much on real as on fake, that falls as training goes on.
        `noise` is its sd, in standard deviations of the data.
        """
        real = self.to_model(x)
        z = random.normal((ops.shape(real)[0], self.latent_dim), seed=self.seed_generator)
        fake = self.generator(z)
        if noise is not None:
            eps = noise * random.normal((2, *ops.shape(real)), seed=self.seed_generator)
            real, fake = real + eps[0], fake + eps[1]
        gamma = self.falling_gamma(noise)
        of_critic = self.critic_loss(real, ops.stop_gradient(fake), gamma)
        return of_critic + self.generator_loss(real, fake)

    def falling_gamma(self, noise=None):
        """γ, which falls with the noise of training, to a fifth. Small far hills need a critic that
        is steep in the end, and gentle until it has seen them all.
        """
        if noise is None:
            return self.gamma
        return self.gamma * ops.maximum(noise / self.budget.first_noise, 0.2)

    @in_batches()
    def decode(self, z):
        return self.to_data(self.units.clip(self.generator(z)))
