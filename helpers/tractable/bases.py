"""Where a flow leads: its noise, the couplings that reach it, and how data enters and leaves.

Each has
    density, draws                 of what kind log p(x) is, from how many draws for each event
    spline, pairs, network         of the couplings
    log_prob_through(flow, x)      log p(x) but for the units, (batch, *event) -> (batch,)
    enter(x), leave(y)             events in model units -> numbers that the flow maps, and back
    code(z), start(z)              noise of the flow -> standard normal codes, and back
"""

import math

from keras import ops, random

from helpers import networks
from helpers.densities import Spline
from helpers.networks import images
from helpers.taxonomy import Density
from helpers.tractable import splits


class NormalBase:
    """Standard normal noise, for points: the two halves of the coordinates take turns."""

    density, draws = Density.EXACT, 1

    def __init__(self, event_shape, couplings, bins):
        self.spline = Spline(bins)
        self.pairs = splits.of_points(event_shape[0], couplings)

    def network(self, identity, transformed, width, seed):
        return networks.fourier_mlp(
            len(identity), len(transformed) * self.spline.parameters, width, seed
        )

    def log_prob_through(self, flow, x):
        z, log_det = flow.forward(x)
        log_normal = ops.sum(-0.5 * z**2 - 0.5 * math.log(2 * math.pi), axis=-1)
        return log_normal + log_det

    def enter(self, x):
        return x

    def leave(self, y):
        return y

    def code(self, z):
        return z

    def start(self, z):
        return z


class UniformBase:
    """Uniform noise on a cube, for images: their levels are filled up, fine to coarse."""

    density, draws = Density.BOUND, 8

    def __init__(self, event_shape, couplings, bins):
        self.event_shape, self.d = event_shape, math.prod(event_shape)
        self.spline = Spline(bins, tail_bound=1.0, free_ends=True, smallest=3e-4)
        self.pairs = splits.of_images(event_shape, couplings)

    def network(self, identity, transformed, width, seed):
        """From the identity to the curves of the transformed; squares are looked at as an image."""
        if identity.ndim == 3:
            return images.conditioner(identity.shape[-1], self.spline.parameters, width, seed)
        return networks.mlp(
            len(identity), len(transformed) * self.spline.parameters, 2 * width, 2, seed
        )

    def fill_steps(self, x, u):
        """Images in model units, their levels filled up with u in [0, 1): -1 to 1."""
        return ((x + 1) * 127.5 + u) / 128 - 1

    def log_prob_through(self, flow, x):
        u = random.uniform(ops.shape(x), seed=flow.seed_generator)
        return flow.log_det(self.enter(x, u)) - self.d * math.log(256)

    def enter(self, x, u=0.5):
        return ops.reshape(self.fill_steps(x, u), (-1, self.d))

    def leave(self, y):
        level = ops.clip(ops.floor((y + 1) * 128), 0, 255)
        return ops.reshape(level / 127.5 - 1, (-1, *self.event_shape))

    def code(self, z):
        z = ops.clip(ops.cast(z, "float64"), 1e-15 - 1, 1 - 1e-15)
        return ops.cast(math.sqrt(2) * ops.erfinv(z), "float32")

    def start(self, z):
        return ops.erf(z / math.sqrt(2))
