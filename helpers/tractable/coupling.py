"""One step of a normalizing flow: some numbers choose how the others are bent."""

import numpy as np
from keras import ops


class Coupling:
    """An invertible map that needs no inverse of its network.

    (a, b) → (a, g(b; a)),   log |det| = Σ log g'(b; a)

    Some numbers of an event, `a`, stay. A network looks at them and chooses a rising curve g for
    each number of some others, `b`. Since `a` is still there afterwards, the same curve can be
    found again and followed backwards.

    Args:
        identity: places of a in an event `(d,)`: `(k,)`, or `(rows, columns, k)` for a network that
            looks at an image.
        transformed: places of b, `(m,)` or `(rows, columns, m)`.
        network: a to the parameters of all curves.
        spline: the `Spline` that has those parameters.

    Example:

    >>> import numpy as np
    >>> from helpers.networks import mlp
    >>> from helpers.densities import Spline
    >>> from helpers.tractable.coupling import Coupling
    >>> spline = Spline(8)
    >>> coupling = Coupling(np.array([0]), np.array([1]), mlp(1, spline.parameters, 16), spline)
    >>> y, log_det = coupling.forward(np.ones((5, 2), "float32"))
    >>> y.shape, log_det.shape
    (TensorShape([5, 2]), TensorShape([5]))

    Reference: Dinh, Sohl-Dickstein and Bengio, 2017, https://arxiv.org/abs/1605.08803.
    """

    def __init__(self, identity, transformed, network, spline):
        self.identity, self.transformed = identity, transformed
        self.network, self.spline = network, spline

    def forward(self, x):
        """(a, b) to (a, g(b; a)) and log |det|: `(batch, d)` to `(batch, d)` and `(batch,)`."""
        a, b = ops.take(x, self.identity, axis=1), ops.take(x, self.transformed, axis=1)
        b, log_slope = self.spline.forward(b, self.theta(a, b))
        return self.put(x, b), ops.sum(log_slope, axis=range(1, len(b.shape)))

    def inverse(self, y):
        """(a, g(b; a)) back to (a, b)."""
        a, b = ops.take(y, self.identity, axis=1), ops.take(y, self.transformed, axis=1)
        return self.put(y, self.spline.inverse(b, self.theta(a, b)))

    def theta(self, a, b):
        """The parameters of the curve of each number of b, chosen by a."""
        return ops.reshape(self.network(a), (-1, *b.shape[1:], self.spline.parameters))

    def put(self, x, b):
        """x with the numbers b in their places."""
        source = np.arange(x.shape[1])
        source[self.transformed.reshape(-1)] = x.shape[1] + np.arange(self.transformed.size)
        both = ops.concatenate([x, ops.reshape(b, (-1, self.transformed.size))], axis=1)
        return ops.take(both, source, axis=1)
