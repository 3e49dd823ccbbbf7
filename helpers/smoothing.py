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
GAUSSIANS = 2, 4, 7, 10, 14, 20  # how many, at least ten points each
SHARES = np.linspace(0, 1, 21)
JUDGES, FOLDS = 1000, 5  # points whose density decides, at most; they are held out in so many parts


class SmoothDensity:
    """A kernel estimate and a mixture of Gaussians, stacked.

    p(x) = w Σₖ πₖ N(x; μₖ, Σₖ) + (1 - w) 1/n Σᵢ N(x; xᵢ, h²)

    The kernel follows any shape, but blurs it alike in all directions; a Gaussian lies along a
    piece of it, but bridges a bend. The points themselves decide: h, the number of Gaussians and w
    are those that make each point most probable where only the others are known.

    Args:
        x: points of unit variance, `(n, d)`.
        seed: chooses the points that decide, where there are more than 1,000, and where the
            Gaussians begin.

    Example:

    >>> import numpy as np
    >>> from helpers.smoothing import SmoothDensity
    >>> x = np.random.default_rng(0).normal(size=(200, 2))
    >>> SmoothDensity(x).sample(1000).shape
    (1000, 2)

    References: Duin, 1976, https://doi.org/10.1109/TC.1976.1674577, for h; Smyth and Wolpert,
    1999, https://doi.org/10.1023/A:1007511322260, for w.
    """

    def __init__(self, x, seed=0):
        judges = np.random.default_rng(seed).permutation(len(x))[:JUDGES]
        self.bandwidth, kernel = best_kernel(x, judges)
        self.kernel = KernelDensity(bandwidth=self.bandwidth).fit(x)
        self.share = 0.0
        if len(x) >= 10 * GAUSSIANS[0]:
            self.mixture, mixture = best_mixture(x, judges, seed)
            self.share = SHARES[np.argmax([stack(w, mixture, kernel).mean() for w in SHARES])]

    def log_density(self, x):
        """log p(x), `(n, d)` to `(n,)`, in nats."""
        kernel = self.kernel.score_samples(x)
        return stack(self.share, self.mixture.score_samples(x), kernel) if self.share else kernel

    def sample(self, n, seed=0):
        """`n` points, those of the mixture first."""
        of_mixture = np.random.default_rng(seed).binomial(n, self.share)
        parts = [self.kernel.sample(n - of_mixture, seed)]
        if of_mixture:
            self.mixture.random_state = seed
            parts.insert(0, self.mixture.sample(of_mixture)[0])
        return np.concatenate(parts)


def stack(w, mixture, kernel):
    """log(w e^mixture + (1 - w) e^kernel)."""
    return logsumexp([mixture, kernel], b=[[w], [1 - w]], axis=0)


def best_kernel(x, judges):
    """The bandwidth, and the log density of the judges if only the others are known.

    h = argmax Σᵢ log 1/(n-1) Σ_{j≠i} N(xᵢ; xⱼ, h²)

    Too little and no point expects another; too much and the shape is lost.
    """
    squared = np.sum((x[judges, None] - x[None]) ** 2, axis=-1)  # (judges, n)
    squared[np.arange(len(judges)), judges] = np.inf
    n, d = x.shape
    log_p = [
        logsumexp(-0.5 * squared / h**2, axis=1) - d * np.log(h * np.sqrt(2 * np.pi))
        for h in BANDWIDTHS
    ]
    best = np.argmax(np.mean(log_p, axis=1))
    return BANDWIDTHS[best], log_p[best] - np.log(n - 1)


def best_mixture(x, judges, seed):
    """The mixture, and the log density of the judges if only those of other folds are known."""
    scores = {}
    for k in [k for k in GAUSSIANS if 10 * k <= len(x)]:
        scores[k] = np.empty(len(judges))
        for fold in np.array_split(np.arange(len(judges)), FOLDS):
            known = gaussians(np.delete(x, judges[fold], axis=0), k, seed)
            scores[k][fold] = known.score_samples(x[judges[fold]])
    best = max(scores, key=lambda k: scores[k].mean())
    return gaussians(x, best, seed), scores[best]


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
    >>> from helpers.smoothing import smoothed_bootstrap
    >>> smoothed_bootstrap(np.random.default_rng(0).normal(size=(50, 2)), 1000).shape
    (1000, 2)

    Reference: Silverman and Young, 1987, https://doi.org/10.1093/biomet/74.3.469.
    """
    scale = checks.spread(x, "smoothed_bootstrap")
    return SmoothDensity(x / scale).sample(n, seed) * scale
