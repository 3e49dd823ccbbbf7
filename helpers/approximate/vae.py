"""Variational autoencoder: a bound on log p(x) from an encoder and a decoder."""

import math
from typing import ClassVar

from keras import ops, random

from helpers import checks, given, networks
from helpers.backend import batched, by_rows
from helpers.batching import in_batches, in_numbers
from helpers.densities import DiscretisedLogistic, Gaussian
from helpers.taxonomy import Density, GenerativeModel
from helpers.training import Budget


class VAE(GenerativeModel):
    """Latent variable model whose density is bounded from below.

    p(x) = ∫ N(z; 0, 1) p(x | z) dz,   log p(x) ≥ E_q[log p(x | z)] - KL(q(z | x) ‖ N(0, 1))

    The encoder gives q(z | x): a normal with a mean and a log sd for every latent dimension.
    The decoder gives the parameters of p(x | z): a normal on the plane, a logistic cut into
    256 grey levels for images. Both are normalised, so the bound is on the log density of x
    (plane) or on the log probability of its grey levels (images), in nats.

    Several draws of z for one x make the bound tighter. The plane, whose thin shapes make the
    true posterior anything but normal, needs them:

    log p(x) ≥ E[log 1/k Σ_k w_k],   w_k = p(x, z_k) / q(z_k | x)

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        latent_dim: numbers in a code; by default 2 on the plane and 16 for images.
        beta: weight of the KL term in training. Only with 1 is the objective a bound.
        width: units or channels of the networks.
        seed: makes weights and training noise repeatable.

    Example:

    >>> from helpers.approximate import VAE
    >>> vae = VAE((28, 28, 1))
    >>> vae.sample(5, seed=0).shape
    (5, 28, 28, 1)

    References: Kingma and Welling, 2014, https://arxiv.org/abs/1312.6114; importance weights:
    Burda, Grosse and Salakhutdinov, 2016, https://arxiv.org/abs/1509.00519.
    """

    label = "VAE"
    density = Density.BOUND
    draws = 8  # of z for every point of the plane, in training and in its log density
    # On the plane, while the noise in the data falls and modes part, the gradients grow a
    # hundredfold: the optimizer must forget soon how steep the way was.
    budgets: ClassVar = {
        1: Budget(4500, 125, 4e-3, beta_2=0.95, first_noise=0.4),
        3: Budget(1400, 64, 1e-3),
    }

    def __init__(self, event_shape, latent_dim=None, beta=1.0, width=64, seed=0):
        if latent_dim is None:
            latent_dim = 16 if len(checks.event_shape(event_shape, "VAE")) == 3 else 2
        super().__init__(event_shape, latent_dim, seed)
        self.beta = given.not_negative(beta, "beta", self.owner)
        width, seed = checks.width(width, self.owner), self.seed
        if self.is_image:
            self.likelihood, encoder_width = DiscretisedLogistic(), width
            self.best_bound, self.minimised = self.bound, self.negative_bound
        else:
            # Half the width is enough: the encoder names a place, the decoder draws.
            self.likelihood, encoder_width = Gaussian(), width // 2
            self.best_bound, self.minimised = self.tight_bound, self.negative_tight_bound
        *places, channels = self.event_shape
        theta_shape = (*places, self.likelihood.parameters(channels))
        self.encoder = networks.encoder(self.event_shape, 2 * self.latent_dim, encoder_width, seed)
        self.decoder = networks.decoder(self.latent_dim, theta_shape, width, seed + 1)

    @in_batches()
    def posterior(self, x):
        """Mean and log sd of q(z | x), each `(batch, latent)`."""
        mean, log_sd = ops.split(self.encoder(self.to_model(x)), 2, axis=-1)
        return mean, ops.clip(log_sd, -8.0, 4.0)

    def draw_code(self, mean, log_sd):
        """One z ~ q(z | x), written so that gradients reach the mean and the sd."""
        eps = random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + ops.exp(log_sd) * eps

    def kl(self, mean, log_sd):
        """KL(q ‖ N(0, 1)) of every latent dimension, `(batch, latent)`, in nats."""
        return 0.5 * (mean**2 + ops.exp(2 * log_sd) - 1) - log_sd

    @in_batches()
    def log_likelihood(self, x, z):
        """log p(x | z), `(batch,)`, in nats."""
        return self.likelihood.log_prob(self.to_model(x), self.decoder(z)) + self.log_volume()

    @in_batches()
    def objective(self, x, **noise):
        """Minus the bound: from one draw of z for images; on the plane from several, of points
        with noise that falls as training goes on.
        """
        return self.minimised(x, **noise)

    @in_batches()
    def negative_bound(self, x):
        """Minus the bound from one draw of z, the KL weighted, `(batch,)`, in nats."""
        mean, log_sd = self.posterior(x)
        z = self.draw_code(mean, log_sd)
        return self.beta * ops.sum(self.kl(mean, log_sd), axis=-1) - self.log_likelihood(x, z)

    @in_batches()
    def negative_tight_bound(self, x, noise=0.0):
        """Minus the bound from several draws of z, of points with noise on them, `(batch,)`, in
        nats. `noise` is its sd, in standard deviations of the data.
        """
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        x = ops.cast(x, "float64") + self.scale * ops.cast(noise * eps, "float64")
        loss = -self.tight_bound(x, noise=noise)
        if self.beta != 1:
            loss = loss + (self.beta - 1) * ops.sum(self.kl(*self.posterior(x)), axis=-1)
        return loss

    @in_batches()
    def bound(self, x):
        """Lower bound on log p(x) from one draw of z, `(batch,)`, in nats."""
        mean, log_sd = self.posterior(x)
        z = self.draw_code(mean, log_sd)
        return self.log_likelihood(x, z) - ops.sum(self.kl(mean, log_sd), axis=-1)

    @in_batches()
    def tight_bound(self, x, **noise):
        """Lower bound on log p(x) from all `draws` of z, `(batch,)`, in nats."""
        return self.iwae(x, self.draws, **noise)

    def log_weight(self, x, draws=1, **noise):
        """log p(x, z) / q(z | x) of `draws` z ~ q(z | x) for each x, `(batch * draws,)`.

        The mean of the weights themselves is p(x).
        """
        mean, log_sd = (ops.repeat(a, draws, axis=0) for a in self.posterior(x))
        z = self.draw_code(mean, log_sd)
        log_prior = ops.sum(-0.5 * z**2, axis=-1)
        log_q = ops.sum(-0.5 * ((z - mean) * ops.exp(-log_sd)) ** 2 - log_sd, axis=-1)
        x = ops.repeat(self.to_model(x), draws, axis=0)
        log_p = self.likelihood.log_prob(x, self.decoder(z), **noise) + self.log_volume()
        return log_p + log_prior - log_q

    @in_batches({1: 128, 3: 8})
    def iwae(self, x, k=64, **noise):
        """Tighter bound: log of the mean of `k` importance weights, `(batch,)`, in nats."""
        k = checks.whole(k, "k=, a number of draws", f"{self.owner}.iwae")
        log_w = ops.reshape(self.log_weight(x, k, **noise), (-1, k))
        return ops.logsumexp(log_w, axis=-1) - math.log(k)

    def log_density(self, x):
        return self.best_bound(x)

    @in_batches()
    def encode(self, x):
        return self.posterior(x)[0]

    @in_batches()
    def decode(self, z):
        return self.to_data(self.likelihood.centre(self.decoder(z)))

    def draw(self, z, seed=None):
        z, rng = checks.codes(z, self.latent_dim, self.owner), given.generator(seed, self.owner)

        def sampled(z):
            seed = int(rng.integers(2**31))
            return self.to_data(self.likelihood.draw(batched(self.decoder, z), seed))

        return in_numbers(by_rows(sampled, [z], 4096), self, self.owner)
