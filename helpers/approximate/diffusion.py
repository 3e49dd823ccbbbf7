"""Diffusion model: learn which way to move at every time, then move from noise to data."""

from typing import ClassVar

import numpy as np
from keras import ops, random

from helpers import checks, networks
from helpers.backend import batched, gradient
from helpers.taxonomy import Budget, Density, GenerativeModel


class Diffusion(GenerativeModel):
    """Rectified flow: a velocity field that carries noise to data in one unit of time.

    x_t = (1 - t) ε + t x,   v(x_t, t) = E[x - ε | x_t],   minimised: ‖v(x_t, t) - (x - ε)‖²

    At t = 0 all is noise, at t = 1 all is data. Following v carries the density of x_t along:

    dx_t / dt = v(x_t, t),   log p(x) = log N(z; 0, 1) - ∫₀¹ div v(x_t, t) dt

    The mean squared error makes v the conditional mean, as the equation demands; an absolute
    error would make it a median. On the plane the divergence is summed exactly. The density
    is exact for the flow that is solved; the solver's small error makes it an estimate.

    Args:
        event_shape: `(2,)` for points.
        width: units of the network's layers.
        steps: Runge-Kutta steps from noise to data; each takes four velocities.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for images, which need another network.

    Example:

    >>> from helpers.approximate.diffusion import Diffusion
    >>> model = Diffusion((2,))
    >>> model.sample(5, seed=0).shape
    (5, 2)

    References: Liu, Gong and Liu, 2023, https://arxiv.org/abs/2209.03003; Lipman et al., 2023,
    https://arxiv.org/abs/2210.02747; times: Esser et al., 2024,
    https://arxiv.org/abs/2403.03206.
    """

    density = Density.ESTIMATE
    budgets: ClassVar = {1: Budget(8000, 512, 4e-3)}
    # Training times are sigmoid(centre + spread · normal): centred late and spread wide, since
    # fine detail shows only when little noise is left.
    centre, spread = 1.5, 1.7
    earliest, latest = -3.0, 7.0  # the solver's times: sigmoid of equal steps between these

    def __init__(self, event_shape, width=128, steps=20, seed=0):
        latent_dim = networks.planar_size(event_shape, type(self).__name__)
        super().__init__(event_shape, latent_dim, seed)
        steps = checks.whole(steps, "solver steps", self.owner)
        inner = 1 / (1 + np.exp(-np.linspace(self.earliest, self.latest, steps - 1)))
        self.times = np.r_[0, inner, 1].astype("float32")
        self.evaluations = 4 * steps
        self.network = networks.mlp(13 * latent_dim + 7, latent_dim, width, seed=seed)

    # The idea, inside: x in the model's units

    def mix(self, x, eps, t):
        """Between noise and data on a straight line, `(batch, 2)`."""
        return (1 - t) * eps + t * x

    def velocity(self, x, t):
        """v(x_t, t), `(batch, 2)` and times `(batch, 1)` to `(batch, 2)`.

        The velocity of a standard normal, known in closed form, plus what the network learns.
        """
        variance = (1 - t) ** 2 + t**2
        log_odds = ops.clip(ops.log(t) - ops.log(1 - t), -8.0, 8.0)
        sigma = ops.exp(-log_odds)  # x_t / t = x + σ ε: there the data stay in place
        where = [x / ops.sqrt(variance), networks.waves(x * (1 + sigma), sigma)]
        when = [log_odds / 4, networks.waves(log_odds / 2, count=3)]
        learned = self.network(ops.concatenate([*where, *when], axis=-1))
        return (2 * t - 1) / variance * x + learned / ops.sqrt(variance)

    def objective(self, x):
        x = self.to_model(x)
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        t = random.normal((ops.shape(x)[0], 1), seed=self.seed_generator)
        t = ops.sigmoid(self.centre + self.spread * t)
        error = self.velocity(self.mix(x, eps, t), t) - (x - eps)
        return ops.sum(error**2, axis=-1)

    # Following the velocity

    def divergence(self, x, t):
        """Σ ∂v_i / ∂x_i, exactly, `(batch, 2)` to `(batch,)`."""
        slopes = [gradient(lambda x, i=i: self.velocity(x, t)[:, i], x)[:, i] for i in range(2)]
        return sum(slopes)

    def flow(self, speed, x, times):
        """Solve dx/dt = speed(x, t) along `times` by Runge-Kutta's rule of order four.

        Args:
            speed: `(batch, d)` and times `(batch, 1)` to `(batch, d)`.
            x: the start, `(batch, d)`.
            times: rising or falling, `(steps + 1,)`.

        Returns:
            Every state, `(batch, steps + 1, d)`.
        """

        def advance(x, now):
            t, h = now
            at = ops.ones_like(x[:, :1])
            k1 = speed(x, t * at)
            k2 = speed(x + h / 2 * k1, (t + h / 2) * at)
            k3 = speed(x + h / 2 * k2, (t + h / 2) * at)
            k4 = speed(x + h * k3, (t + h) * at)
            x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            return x, x

        _, states = ops.scan(advance, x, (times[:-1], np.diff(times)))
        return ops.concatenate([x[:, None], ops.moveaxis(states, 0, 1)], axis=1)

    def path(self, z):
        """From noise to data, `(n, 2)` to every state `(n, steps + 1, 2)`, for pictures."""
        z = checks.codes(z, self.latent_dim, self.owner)
        if checks.is_concrete(z):
            return batched(self.path, z, 4096)  # one graph for all steps
        return self.to_data(self.flow(self.velocity, z, self.times))

    def decode(self, z):
        return self.path(z)[:, -1]

    def encode(self, x):
        """Data back to its noise: the same path, backwards."""
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.encode, x, 4096)
        return self.flow(self.velocity, self.to_model(x), self.times[::-1])[:, -1]

    def log_density(self, x):
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
            return batched(self.log_density, x, 4096)

        def speed(state, t):  # of the point and of the log density it carries
            x = state[:, :2]
            return ops.concatenate([self.velocity(x, t), -self.divergence(x, t)[:, None]], axis=-1)

        x = self.to_model(x)
        start = ops.concatenate([x, ops.zeros_like(x[:, :1])], axis=-1)
        end = self.flow(speed, start, self.times[::-1])[:, -1]
        z, change = end[:, :2], end[:, 2]
        log_normal = -0.5 * ops.sum(z**2, axis=-1) - np.log(2 * np.pi)
        return log_normal - change + self.log_volume()
