"""Diffusion model: learn which way to move at every time, then move from noise to data."""

import math
from typing import ClassVar

import numpy as np
from keras import ops, random

from helpers import checks, networks
from helpers.approximate.solver import runge_kutta
from helpers.backend import batched, gradient
from helpers.densities import DiscretisedLogistic
from helpers.networks import images
from helpers.taxonomy import Density, GenerativeModel
from helpers.training import Budget


class Diffusion(GenerativeModel):
    """Rectified flow: a velocity field that carries noise to data in one unit of time.

    x_t = (1 - t) ε + t x,   v(x_t, t) = E[x - ε | x_t],   minimised: ‖v(x_t, t) - (x - ε)‖²

    At t = 0 all is noise, at t = 1 all is data. Following v carries the density of x_t along:

    dx_t / dt = v(x_t, t),   log p(x) = log N(z; 0, 1) - ∫₀¹ div v(x_t, t) dt

    The mean squared error makes v the conditional mean, as the equation demands; an absolute
    error would make it a median. On the plane the divergence is summed exactly. The density
    is exact for the flow that is solved; the solver's small error makes it an estimate.

    Images have grey levels, and no density on them is left to a flow: the movement ends at a
    time t₁ just before 1, and a last network gives each pixel its distribution over the levels.
    Every time between t₀ and t₁ costs some nats, so that log P(x) has a bound. With the log odds
    s = log(t / (1 - t)),

    log P(x) ≥ E log P(x | x_t₁) - ∫ t² E‖v(x_t, t) - (x - ε)‖² ds - ½ (t₀ / (1 - t₀))² ‖x‖²

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        width: units or channels of the networks; by default 128 on the plane, 64 for images.
        steps: Runge-Kutta steps from noise to data; each takes four velocities. The last step
            of images is one look by a network of its own. By default 20 on the plane and 10 for
            images.
        seed: makes weights and training noise repeatable.

    Example:

    >>> from helpers.approximate.diffusion import Diffusion
    >>> model = Diffusion((2,))
    >>> model.sample(5, seed=0).shape
    (5, 2)

    References: Liu, Gong and Liu, 2023, https://arxiv.org/abs/2209.03003; Lipman et al., 2023,
    https://arxiv.org/abs/2210.02747; times: Esser et al., 2024,
    https://arxiv.org/abs/2403.03206; the bound: Kingma et al., 2021,
    https://arxiv.org/abs/2107.00630, section 4.
    """

    label = "diffusion"
    density = Density.ESTIMATE
    # The error weighs late times by up to a thousand: where the optimizer of images remembered
    # long how steep the way was, one batch could throw the weights far off.
    budgets: ClassVar = {1: Budget(5500, 512, 4e-3), 3: Budget(900, 32, 2e-3, beta_2=0.99)}
    # Training times are sigmoid(centre + spread · normal). On the plane they are centred late,
    # since fine detail shows only when little noise is left.
    centre, spread = 1.5, 1.7
    earliest, latest = -3.0, 7.0  # the solver's times: sigmoid of equal steps between these
    draws = 16  # times for every image in its log density

    def __init__(self, event_shape, width=None, steps=None, seed=0):
        event_shape = checks.event_shape(event_shape, "Diffusion")
        super().__init__(event_shape, math.prod(event_shape), seed)
        steps = checks.whole(self.usual(steps, 20, 10), "solver steps", self.owner)
        width = self.usual(width, 128, 64)
        if self.is_image:
            self.density = Density.BOUND
            self.centre, self.spread, self.earliest, self.latest = 0.5, 2.0, -4.0, 3.5
            self.likelihood = DiscretisedLogistic()
            channels = self.event_shape[-1]
            self.network = networks.unet(self.event_shape, 7, 2 * channels, width, seed)
            channels = self.likelihood.parameters(channels)
            self.last = images.pixel_theta(self.event_shape, channels, width, seed + 1)
        else:
            size = self.latent_dim
            self.network = networks.mlp(13 * size + 7, size, width, seed=seed)
        inner = 1 / (1 + np.exp(-np.linspace(self.earliest, self.latest, steps - 1)))
        self.times = np.r_[0, inner, [] if self.is_image else 1].astype("float32")
        self.evaluations = 4 * (len(self.times) - 1) + int(self.is_image)

    # The idea, inside: x in the model's units

    def mix(self, x, eps, t):
        """Between noise and data on a straight line, `(batch, *event)`."""
        return (1 - t) * eps + t * x

    def velocity(self, x, t):
        """v(x_t, t), `(batch, *event)` and times `(batch, 1)` to `(batch, *event)`."""
        log_odds = ops.clip(ops.log(t) - ops.log(1 - t), -8.0, 8.0)
        when = ops.concatenate([log_odds / 4, networks.waves(log_odds / 2, count=3)], axis=-1)
        if self.is_image:
            return self.velocity_by_trust(
                x, networks.beside(t, x), networks.beside(log_odds, x), when
            )
        variance = (1 - t) ** 2 + t**2
        sigma = ops.exp(-log_odds)  # x_t / t = x + σ ε: there the data stay in place
        where = [x / ops.sqrt(variance), networks.waves(x * (1 + sigma), sigma)]
        learned = self.network(ops.concatenate([*where, when], axis=-1))
        # The velocity of a standard normal, known in closed form, plus what the network learns.
        return (2 * t - 1) / variance * x + learned / ops.sqrt(variance)

    def velocity_by_trust(self, x, t, log_odds, when):
        """v = (E[x | x_t] - x_t) / (1 - t): each pixel's mean lies between what it shows itself,
        x_t / t, and what the network guesses from the others; the network says how far to trust
        it. A standard normal deserves most trust, σ(2 log odds); pixels vary less than that.
        """
        u = x / ops.sqrt((1 - t) ** 2 + t**2)
        doubt, guess = ops.split(self.network([u, when]), 2, axis=-1)
        trust = ops.sigmoid(2 * log_odds - ops.softplus(doubt - 2.0))
        mean = trust * x / ops.maximum(t, 1e-4) + (1 - trust) * ops.tanh(guess)
        return (mean - x) / (1 - t)

    def error(self, x, log_odds):
        """‖v(x_t, t) - (x - ε)‖² at the times with these log odds, `(batch, 1)`: `(batch,)`."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        t = ops.sigmoid(log_odds)
        error = self.velocity(self.mix(x, eps, networks.beside(t, x)), t) - (x - eps)
        return ops.sum(error**2, axis=range(1, len(x.shape)))

    def objective(self, x):
        x = self.to_model(x)
        normal = random.normal((ops.shape(x)[0], 1), seed=self.seed_generator)
        log_odds = self.centre + self.spread * normal
        if not self.is_image:
            return self.error(x, log_odds)
        return self.error(x, ops.minimum(log_odds, self.latest)) - self.log_likelihood(x)

    # Following the velocity

    def divergence(self, x, t):
        """Σ ∂v_i / ∂x_i, exactly, `(batch, 2)` to `(batch,)`."""
        slopes = [gradient(lambda x, i=i: self.velocity(x, t)[:, i], x)[:, i] for i in range(2)]
        return sum(slopes)

    def trajectory(self, z, seed=None):
        """From noise to data, `(n, latent)` to every state `(n, states, *event)`, for pictures."""
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            rows = 64 if self.is_image else 4096
            return batched(self.trajectory, z, rows)  # one graph for all steps
        states = runge_kutta(self.velocity, ops.reshape(z, (-1, *self.event_shape)), self.times)
        if self.is_image:
            end = self.likelihood.centre(self.theta(states[:, -1]))
            states = ops.concatenate([states, end[:, None]], axis=1)
        return self.to_data(states)

    def decode(self, z):
        return self.trajectory(z)[:, -1]

    def encode(self, x):
        """Data back to its noise: the same path, backwards."""
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.encode, x, 64 if self.is_image else 4096)
        x = self.times[-1] * self.to_model(x)  # without noise, which is small then
        z = runge_kutta(self.velocity, x, self.times[::-1])[:, -1]
        return ops.reshape(z, (-1, self.latent_dim))

    # Densities

    def log_density(self, x):
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.log_density, x, 16 if self.is_image else 4096)
        return self.bound(x) if self.is_image else self.log_density_by_flow(x)

    def log_density_by_flow(self, x):
        """log p(x) of points, `(batch, 2)` to `(batch,)`, in nats."""

        def speed(state, t):  # of the point and of the log density it carries
            x = state[:, :2]
            return ops.concatenate([self.velocity(x, t), -self.divergence(x, t)[:, None]], axis=-1)

        x = self.to_model(x)
        start = ops.concatenate([x, ops.zeros_like(x[:, :1])], axis=-1)
        end = runge_kutta(speed, start, self.times[::-1])[:, -1]
        z, change = end[:, :2], end[:, 2]
        log_normal = -0.5 * ops.sum(z**2, axis=-1) - np.log(2 * np.pi)
        return log_normal - change + self.log_volume()

    def theta(self, x):
        """Each pixel's distribution over the grey levels, from the images at t₁."""
        centre = x / self.times[-1]
        nought = ops.zeros_like(centre)
        return ops.concatenate([centre, nought], axis=-1) + self.last(centre)

    def log_likelihood(self, x):
        """log P(x | x_t₁) with fresh noise, `(batch, *event)` to `(batch,)`, in nats."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        return self.likelihood.log_prob(x, self.theta(self.mix(x, eps, self.times[-1])))

    def bound(self, x):
        """Lower bound on log P(x) of images, `(batch, *event)` to `(batch,)`, in nats.

        The integral is a mean over `draws` times, one from each of as many equal parts.
        """
        x = self.to_model(x)
        n, span = ops.shape(x)[0], self.latest - self.earliest
        part = ops.arange(self.draws, dtype="float32")[None]
        place = (part + random.uniform((n, 1), seed=self.seed_generator)) / self.draws
        s = ops.reshape(self.earliest + span * place, (-1, 1))
        cost = ops.sigmoid(s[:, 0]) ** 2 * self.error(ops.repeat(x, self.draws, axis=0), s)
        path = span * ops.mean(ops.reshape(cost, (-1, self.draws)), axis=-1)
        start = 0.5 * math.exp(2 * self.earliest) * ops.sum(x**2, axis=(1, 2, 3))
        return self.log_likelihood(x) - path - start
