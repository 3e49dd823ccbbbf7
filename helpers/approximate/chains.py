"""What needs an energy and nothing else: walk downhill and shake; add up all there is."""

import numpy as np
from keras import ops
from scipy.special import logsumexp

from helpers.backend import gradient


def langevin(energy, x, step, shake):
    """One step downhill and one shake: x - η ∇E(x) + √(2η) ξ, the temperature being 1.

    Args:
        energy: `(batch, d)` to `(batch,)`.
        x: where the chain is, `(batch, d)`.
        step: the step size η.
        shake: standard normal noise ξ, `(batch, d)`.

    Returns:
        Where the chain is next, `(batch, d)`. After many small steps: a draw from
        exp(-E(x)) / Z.
    """
    return x - step * gradient(energy, x) + ops.sqrt(2 * step) * shake


def annealed(energy_at, x, levels, steps, shakes):
    """T Langevin steps, each at a noise level of its own.

    Args:
        energy_at: places `(batch, *event)` and their levels `(batch,)` to energies `(batch,)`.
        x: where the chain starts, `(batch, *event)`.
        levels, steps: noise level and step size of each step, `(T,)`.
        shakes: noise of each step, `(T, batch, *event)`.

    Returns:
        Where the chain is after each step, `(T, batch, *event)`.
    """

    def move(x, now):
        level, step, shake = now
        level = ops.full(ops.shape(x)[:1], level, "int32")
        x = langevin(lambda x: energy_at(x, level), x, step, shake)
        return x, x

    return ops.scan(move, x, (levels, steps, shakes))[1]


def log_integral(log_f, low, high, side):
    """log of the integral of a function over a rectangle of the plane, by adding up cells.

    Args:
        log_f: points `(n, 2)` to the function's logarithm, `(n,)`.
        low, high: two corners of the rectangle, `(2,)`.
        side: cells along each side.
    """
    ticks = (np.arange(side)[:, None] + 0.5) / side * (high - low) + low  # cell centres
    grid = np.stack(np.meshgrid(*ticks.T), axis=-1).reshape(-1, 2)
    return logsumexp(log_f(grid)) + np.log(np.prod((high - low) / side))
