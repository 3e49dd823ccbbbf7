"""Diffusion model: learn which way to move at every time, then move from noise to data."""

import math
from typing import ClassVar

from keras import ops, random

from helpers import checks, networks
from helpers.approximate.fields import PictureField, PointField
from helpers.approximate.solver import runge_kutta
from helpers.backend import gradient
from helpers.batching import in_batches
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
    draws = 16  # times for every image in its log density

    def __init__(self, event_shape, width=None, steps=None, seed=0):
        event_shape = checks.event_shape(event_shape, "Diffusion")
        super().__init__(event_shape, math.prod(event_shape), seed)
        steps = checks.whole(self.usual(steps, 20, 10), "solver steps", self.owner)
        width = checks.width(self.usual(width, 128, 64), self.owner)
        if self.is_image:
            field, self.density, self.log_p = PictureField, Density.BOUND, self.bound
        else:
            field, self.log_p = PointField, self.log_density_by_flow
        self.field = field(self.event_shape, width, steps, self.seed)
        self.networks, self.times = self.field.networks, self.field.times
        self.evaluations = self.field.evaluations

    # The idea, inside: x in the model's units

    def mix(self, x, eps, t):
        """Between noise and data on a straight line, `(batch, *event)`."""
        return (1 - t) * eps + t * x

    def velocity(self, x, t):
        """v(x_t, t), `(batch, *event)` and times `(batch, 1)` to `(batch, *event)`."""
        log_odds = ops.clip(ops.log(t) - ops.log(1 - t), -8.0, 8.0)
        features = networks.fourier_features(log_odds / 2, count=3)
        when = ops.concatenate([log_odds / 4, features], axis=-1)
        return self.field.velocity(x, t, log_odds, when)

    def error(self, x, log_odds):
        """‖v(x_t, t) - (x - ε)‖² at the times with these log odds, `(batch, 1)`: `(batch,)`."""
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        t = ops.sigmoid(log_odds)
        error = self.velocity(self.mix(x, eps, networks.beside(t, x)), t) - (x - eps)
        return ops.sum(error**2, axis=range(1, len(x.shape)))

    @in_batches({1: 4096, 3: 64})
    def objective(self, x):
        x = self.to_model(x)
        normal = random.normal((ops.shape(x)[0], 1), seed=self.seed_generator)
        log_odds = self.field.limit(self.field.centre + self.field.spread * normal)
        return self.error(x, log_odds) + self.field.last_loss(self, x)

    # Following the velocity

    def divergence(self, x, t):
        """Σ ∂v_i / ∂x_i, exactly, `(batch, d)` to `(batch,)`."""
        d = self.latent_dim
        slopes = [gradient(lambda x, i=i: self.velocity(x, t)[:, i], x)[:, i] for i in range(d)]
        return sum(slopes)

    @in_batches({1: 4096, 3: 64})
    def trajectory(self, z, seed=None):
        """From noise to data, `(n, latent)` to every state `(n, states, *event)`, for pictures."""
        states = runge_kutta(self.velocity, ops.reshape(z, (-1, *self.event_shape)), self.times)
        return self.to_data(self.field.finish(states))

    @in_batches({1: 4096, 3: 64})
    def decode(self, z):
        return self.trajectory(z)[:, -1]

    @in_batches({1: 4096, 3: 64})
    def encode(self, x):
        """Data back to its noise: the same path, backwards."""
        x = self.times[-1] * self.to_model(x)  # without noise, which is small then
        z = runge_kutta(self.velocity, x, self.times[::-1])[:, -1]
        return ops.reshape(z, (-1, self.latent_dim))

    # Densities

    def log_density(self, x):
        return self.log_p(x)

    @in_batches(4096)
    def log_density_by_flow(self, x):
        """log p(x) of points, `(batch, d)` to `(batch,)`, in nats."""
        d = self.latent_dim

        def speed(state, t):  # of the point and of the log density it carries
            x = state[:, :d]
            return ops.concatenate([self.velocity(x, t), -self.divergence(x, t)[:, None]], axis=-1)

        x = self.to_model(x)
        start = ops.concatenate([x, ops.zeros_like(x[:, :1])], axis=-1)
        end = runge_kutta(speed, start, self.times[::-1])[:, -1]
        z, change = end[:, :d], end[:, d]
        log_normal = -0.5 * ops.sum(z**2, axis=-1) - d / 2 * math.log(2 * math.pi)
        return log_normal - change + self.log_volume()

    @in_batches(16)
    def bound(self, x):
        """Lower bound on log P(x) of images, `(batch, *event)` to `(batch,)`, in nats.

        The integral is a mean over `draws` times, one from each of as many equal parts.
        """
        x = self.to_model(x)
        n, earliest, latest = ops.shape(x)[0], self.field.earliest, self.field.latest
        span = latest - earliest
        part = ops.arange(self.draws, dtype="float32")[None]
        place = (part + random.uniform((n, 1), seed=self.seed_generator)) / self.draws
        s = ops.reshape(earliest + span * place, (-1, 1))
        cost = ops.sigmoid(s[:, 0]) ** 2 * self.error(ops.repeat(x, self.draws, axis=0), s)
        path = span * ops.mean(ops.reshape(cost, (-1, self.draws)), axis=-1)
        start = 0.5 * math.exp(2 * earliest) * ops.sum(x**2, axis=(1, 2, 3))
        return self.field.log_likelihood(self, x) - path - start
