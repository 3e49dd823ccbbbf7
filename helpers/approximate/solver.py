"""Follow a speed from one time to another."""

import numpy as np
from keras import ops


def runge_kutta(speed, x, times):
    """Solve dx/dt = speed(x, t) along `times` by Runge-Kutta's rule of order four.

    Args:
        speed: `(batch, *event)` and times `(batch, 1)` to `(batch, *event)`.
        x: the start, `(batch, *event)`.
        times: rising or falling, `(steps + 1,)`.

    Returns:
        Every state, `(batch, steps + 1, *event)`.
    """

    def advance(x, now):
        t, h = now
        at = ops.ones((ops.shape(x)[0], 1))
        k1 = speed(x, t * at)
        k2 = speed(x + h / 2 * k1, (t + h / 2) * at)
        k3 = speed(x + h / 2 * k2, (t + h / 2) * at)
        k4 = speed(x + h * k3, (t + h) * at)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        return x, x

    _, states = ops.scan(advance, x, (times[:-1], np.diff(times)))
    return ops.concatenate([x[:, None], ops.moveaxis(states, 0, 1)], axis=1)
