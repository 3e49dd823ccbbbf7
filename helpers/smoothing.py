"""A few points stand for many: the smoothed bootstrap."""

import numpy as np
from scipy.special import logsumexp

from helpers import checks

BANDWIDTHS = np.geomspace(0.01, 1, 30)  # in standard deviations of the data
JUDGES = 1000  # points whose density decides, at most


def bandwidth(x, seed=0):
    """The noise that makes each point most probable if only the others were known.

    h = argmax Σᵢ log 1/(n-1) Σ_{j≠i} N(xᵢ; xⱼ, h²)

    Too little and no point expects another; too much and the shape is lost.

    Args:
        x: points of unit variance, `(n, d)`.
        seed: chooses the points that decide, where there are more than 1,000.

    Returns:
        h, in the units of x; one of thirty values from 0.01 to 1.

    Reference: Duin, 1976, https://doi.org/10.1109/TC.1976.1674577.
    """
    judges = np.random.default_rng(seed).permutation(len(x))[:JUDGES]
    squared = np.sum((x[judges, None] - x[None]) ** 2, axis=-1)  # (judges, n)
    squared[np.arange(len(judges)), judges] = np.inf
    scores = [
        logsumexp(-0.5 * squared / h**2, axis=1).mean() - x.shape[1] * np.log(h) for h in BANDWIDTHS
    ]
    return BANDWIDTHS[np.argmax(scores)]


def smoothed_bootstrap(x, n, seed=0):
    """`n` points drawn from `x` with repetition, each with noise of its own.

    The noise has the standard deviation h times that of each coordinate; see `bandwidth`. What is
    drawn has the density of a kernel estimate, so a model that may bend anywhere learns that
    density instead of the few points themselves.

    Args:
        x: points, `(m, d)`.
        n: how many to draw.
        seed: makes them repeatable.

    Raises:
        ValueError: for a coordinate without spread.

    Example:

    >>> import numpy as np
    >>> from helpers.smoothing import smoothed_bootstrap
    >>> smoothed_bootstrap(np.random.default_rng(0).normal(size=(50, 2)), 1000).shape
    (1000, 2)

    Reference: Silverman and Young, 1987, https://doi.org/10.1093/biomet/74.3.469.
    """
    scale, rng = checks.spread(x, "smoothed_bootstrap"), np.random.default_rng(seed)
    noise = bandwidth(x / scale) * scale * rng.standard_normal((n, x.shape[1]))
    return x[rng.integers(len(x), size=n)] + noise
