"""What can be written down where the data are a mixture of normals: best velocity, true slope."""

import numpy as np
from scipy.special import softmax


def known_velocity(truth, model):
    """E[x - ε | x_t] in closed form, in the model's units.

    With means m_k and standard deviation s the mixture x_t of component k is normal, with mean
    t m_k and variance (1 - t)² + t² s². So

    v(x_t, t) = Σ_k P(k | x_t) (m_k + g (x_t - t m_k)),   g = (t s² - (1 - t)) / ((1 - t)² + t² s²)

    Args:
        truth: has `means`, `(K, 2)`, and `sd`, such as `datasets.planar("moons")`.
        model: its `shift` and `scale` lead from the learner's units to its own.

    Returns:
        A function of places `(batch, 2)` and times `(batch, 1)` to velocities `(batch, 2)`.

    Example:

    >>> from helpers import datasets
    >>> from helpers.approximate.diffusion import Diffusion
    >>> from helpers.approximate.known import known_velocity
    >>> best = known_velocity(datasets.planar("moons"), Diffusion((2,)))
    >>> best([[0.0, 0.0]], [[0.0]]).round(2).tolist()  # from pure noise: to the mean of all
    [[0.5, 0.25]]
    """
    scale = np.asarray(model.scale)
    means, sd = (truth.means - np.asarray(model.shift)) / scale, truth.sd / scale

    def velocity(x, t):
        x, t = np.asarray(x, "float64"), np.asarray(t, "float64")
        variance = (1 - t) ** 2 + t**2 * sd**2  # (batch, 2)
        gap = x[:, None] - t[:, None] * means  # (batch, K, 2)
        share = softmax((-0.5 * gap**2 / variance[:, None]).sum(axis=-1), axis=-1)
        gain = (t * sd**2 - (1 - t)) / variance
        towards = means + gain[:, None] * gap
        return (share[..., None] * towards).sum(axis=1).astype("float32")

    return velocity


def known_slope(truth):
    """∇E of E(x) = -log p(x), where p is a mixture of normals.

    With means m_k and standard deviation s: ∇E(x) = (x - Σ_k P(k | x) m_k) / s². The slope leads
    away from the mean of the middles that x may belong to.

    Args:
        truth: has `means`, `(K, 2)`, and `sd`, such as `datasets.planar("eight_gaussians")`.

    Returns:
        A function of places `(n, 2)` to slopes `(n, 2)`.

    Example:

    >>> from helpers import datasets
    >>> from helpers.approximate.known import known_slope
    >>> slope = known_slope(datasets.islands(apart=6, sd=0.5))
    >>> slope([[3.0, 1.0]]).round(3).tolist()  # beside the right one: back is straight down
    [[0.0, 4.0]]
    """

    def slope(x):
        gap = np.asarray(x, "float64")[:, None] - truth.means  # (n, K, 2)
        share = softmax(-0.5 * (gap**2).sum(axis=-1) / truth.sd**2, axis=-1)
        return (share[..., None] * gap).sum(axis=1) / truth.sd**2

    return slope
