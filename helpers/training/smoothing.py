"""A few points stand for many: drawn from a smooth density that expects unseen ones best."""

import warnings

import numpy as np
from scipy.special import logsumexp
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KernelDensity
from threadpoolctl import threadpool_limits

from helpers import checks

BANDWIDTHS = np.geomspace(0.01, 1, 30)  # in standard deviations of the data
GAUSSIANS = 1, 3, 6, 10, 16, 25, 40  # in a mixture, at least ten points each
HELD_OUT, FOLDS = 1000, 5  # points whose density decides, at most; held out in so many parts


class SmoothDensity:
    """A kernel estimate and mixtures of few and many Gaussians, stacked.

    p(x) = w₀ 1/n Σᵢ N(x; xᵢ, h²) + Σₖ wₖ 1/5 Σ_f qₖ_f(x)

    qₖ_f is the mixture of k Gaussians fitted to all points but those of fold f. The kernel follows
    any shape, but blurs it alike in all directions; a Gaussian lies along a piece of it, but
    bridges a bend; and what one mixture bridges by chance, the next does not. The points
    themselves decide: h and w make each point most probable where only the others are known.

    Args:
        x: points of unit variance, `(n, d)`.
        seed: chooses the points that decide, where there are more than 1,000, and where the
            Gaussians begin.

    Example:

    >>> import numpy as np
    >>> from helpers.training.smoothing import SmoothDensity
    >>> x = np.random.default_rng(0).normal(size=(200, 2))
    >>> SmoothDensity(x).sample(1000).shape
    (1000, 2)

    References: Duin, 1976, https://doi.org/10.1109/TC.1976.1674577, for h; Smyth and Wolpert,
    1999, https://doi.org/10.1023/A:1007511322260, for w.
    """

    def __init__(self, x, seed=0):
        x = np.asarray(x, "float64")  # thin Gaussians need the digits
        held_out = np.random.default_rng(seed).permutation(len(x))[:HELD_OUT]
        self.bandwidth, kernel = best_kernel(x, held_out)
        self.parts, log_p = [KernelDensity(bandwidth=self.bandwidth).fit(x)], [kernel]
        for k in [k for k in GAUSSIANS if 10 * k <= len(x)]:
            mixtures, of_held_out = mixtures_by_fold(x, held_out, k, seed)
            self.parts.extend(mixtures)
            log_p.append(of_held_out)
        w = stacking_weights(log_p)
        self.shares = np.append(w[0], np.repeat(w[1:] / FOLDS, FOLDS))

    def log_density(self, x):
        """log p(x), `(n, d)` to `(n,)`, in nats."""
        log_p = [part.score_samples(x) for part in self.parts]
        return logsumexp(log_p, b=self.shares[:, None], axis=0)

    def sample(self, n, seed=0):
        """`n` points, those of the kernel first."""
        counts = np.random.default_rng(seed).multinomial(n, self.shares)
        drawn = [self.parts[0].sample(counts[0], seed)]
        for i, mixture in enumerate(self.parts[1:], 1):
            if counts[i]:
                mixture.random_state = seed + i
                drawn.append(mixture.sample(counts[i])[0])
        return np.concatenate(drawn)


def stacking_weights(log_p, steps=100):
    """w = argmax Σᵢ log Σₘ wₘ pₘ(xᵢ) by expectation maximisation: `(models, n)` to `(models,)`."""
    log_w = np.full((len(log_p), 1), -np.log(len(log_p)))
    for _ in range(steps):
        log_each = log_p + log_w
        log_w = logsumexp(log_each - logsumexp(log_each, axis=0), axis=1, keepdims=True)
        log_w -= np.log(len(log_p[0]))
    return np.exp(log_w[:, 0])


def best_kernel(x, held_out):
    """The bandwidth, and the log density of the held-out points if only the others are known.

    h = argmax Σᵢ log 1/(n-1) Σ_{j≠i} N(xᵢ; xⱼ, h²)

    Too little and no point expects another; too much and the shape is lost.
    """
    squared = np.sum((x[held_out, None] - x[None]) ** 2, axis=-1)  # (held_out, n)
    squared[np.arange(len(held_out)), held_out] = np.inf
    n, d = x.shape
    log_p = [
        logsumexp(-0.5 * squared / h**2, axis=1) - d * np.log(h * np.sqrt(2 * np.pi))
        for h in BANDWIDTHS
    ]
    best = np.argmax(np.mean(log_p, axis=1))
    return BANDWIDTHS[best], log_p[best] - np.log(n - 1)


def mixtures_by_fold(x, held_out, k, seed):
    """A mixture without each held-out fold, and the log density of the points it does not know."""
    mixtures, log_p = [], np.empty(len(held_out))
    for fold in np.array_split(np.arange(len(held_out)), FOLDS):
        mixtures.append(gaussians(np.delete(x, held_out[fold], axis=0), k, seed + len(mixtures)))
        log_p[fold] = mixtures[-1].score_samples(x[held_out[fold]])
    return mixtures, log_p


def gaussians(x, k, seed):
    """`k` Gaussians that make `x` most probable, none narrower than a hundredth."""
    # So little work is slower in threads, and much slower where others want the processor.
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # nearly there is near enough
        return GaussianMixture(k, reg_covar=1e-4, random_state=seed).fit(x)


def smoothed_bootstrap(x, n, seed=0):
    """`n` points drawn from the smooth density of `x`.

    A model that may bend anywhere learns that density instead of the few points themselves.

    Args:
        x: points, `(m, d)`.
        n: how many to draw.
        seed: makes them repeatable.

    Raises:
        ValueError: for a coordinate without spread.

    Example:

    >>> import numpy as np
    >>> from helpers.training.smoothing import smoothed_bootstrap
    >>> smoothed_bootstrap(np.random.default_rng(0).normal(size=(50, 2)), 1000).shape
    (1000, 2)

    Reference: Silverman and Young, 1987, https://doi.org/10.1093/biomet/74.3.469.
    """
    centre, scale = np.mean(x, axis=0, dtype="float64"), checks.spread(x, "smoothed_bootstrap")
    return SmoothDensity((x - centre) / scale).sample(n, seed) * scale + centre
