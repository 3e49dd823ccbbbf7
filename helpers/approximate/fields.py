"""Velocity fields and the times at which they are learnt and followed: for points, for images.

Each has
    centre, spread                 training times are sigmoid(centre + spread · normal)
    earliest, latest               the solver's times: sigmoid of equal steps between these
    times                          of the solver, from 0 to the end of the movement
    evaluations                    of a network, that a sample takes
    networks                       what is learnt
    velocity(x, t, log_odds, when) (batch, *event), the times in three forms
    limit(log_odds)                which training times count
    last_loss(model, x)            what the last step costs, (batch,)
    finish(states)                 the movement as it is shown
"""

import numpy as np
from keras import ops, random

from helpers import networks
from helpers.densities import DiscretisedLogistic
from helpers.networks import images


def solver_times(field, steps, *end):
    inner = 1 / (1 + np.exp(-np.linspace(field.earliest, field.latest, steps - 1)))
    return np.r_[0, inner, end].astype("float32")


class PointField:
    """For points: the movement goes on until no noise is left."""

    # Centred late: fine detail shows only when little noise is left.
    centre, spread, earliest, latest = 1.5, 1.7, -3.0, 7.0

    def __init__(self, event_shape, width, steps, seed):
        (d,) = event_shape
        self.network = networks.mlp(13 * d + 7, d, width, seed=seed)
        self.networks, self.times = [self.network], solver_times(self, steps, 1)
        self.evaluations = 4 * (len(self.times) - 1)

    def velocity(self, x, t, log_odds, when):
        """That of a standard normal, known in closed form, plus what the network learns."""
        variance = (1 - t) ** 2 + t**2
        sigma = ops.exp(-log_odds)  # x_t / t = x + σ ε: there the data stay in place
        where = [x / ops.sqrt(variance), networks.fourier_features(x * (1 + sigma), sigma)]
        learned = self.network(ops.concatenate([*where, when], axis=-1))
        return (2 * t - 1) / variance * x + learned / ops.sqrt(variance)

    def limit(self, log_odds):
        return log_odds

    def last_loss(self, model, x):
        return 0.0

    def finish(self, states):
        return states


class PictureField:
    """For images: it ends just before; a last network gives each pixel a distribution."""

    centre, spread, earliest, latest = 0.5, 2.0, -4.0, 3.5

    def __init__(self, event_shape, width, steps, seed):
        channels, self.likelihood = event_shape[-1], DiscretisedLogistic()
        self.network = networks.unet(event_shape, 7, 2 * channels, width, seed)
        channels = self.likelihood.parameters(channels)
        self.last = images.pixel_theta(event_shape, channels, width, seed + 1)
        self.networks, self.times = [self.network, self.last], solver_times(self, steps)
        self.evaluations = 4 * (len(self.times) - 1) + 1

    def velocity(self, x, t, log_odds, when):
        """v = (E[x | x_t] - x_t) / (1 - t): each pixel's mean lies between what it shows itself,
        x_t / t, and what the network guesses from the others; the network says how far to trust
        it. A standard normal deserves most trust, σ(2 log odds); pixels vary less than that.
        """
        t, log_odds = networks.beside(t, x), networks.beside(log_odds, x)
        u = x / ops.sqrt((1 - t) ** 2 + t**2)
        doubt, guess = ops.split(self.network([u, when]), 2, axis=-1)
        trust = ops.sigmoid(2 * log_odds - ops.softplus(doubt - 2.0))
        mean = trust * x / ops.maximum(t, 1e-4) + (1 - trust) * ops.tanh(guess)
        return (mean - x) / (1 - t)

    def limit(self, log_odds):
        return ops.minimum(log_odds, self.latest)

    def last_loss(self, model, x):
        return -self.log_likelihood(model, x)

    def finish(self, states):
        """With the middle of each pixel's distribution at the end."""
        end = self.likelihood.centre(self.theta(states[:, -1]))
        return ops.concatenate([states, end[:, None]], axis=1)

    def theta(self, x):
        """Each pixel's distribution over the grey levels, from the images at t₁."""
        centre = x / self.times[-1]
        nought = ops.zeros_like(centre)
        return ops.concatenate([centre, nought], axis=-1) + self.last(centre)

    def log_likelihood(self, model, x):
        """log P(x | x_t₁) with fresh noise, `(batch, *event)` to `(batch,)`, in nats."""
        eps = random.normal(ops.shape(x), seed=model.seed_generator)
        return self.likelihood.log_prob(x, self.theta(model.mix(x, eps, self.times[-1])))
