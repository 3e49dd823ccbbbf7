"""Scores of a code against the true factors of drawn data: which number found which cause."""

import numpy as np
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics import mutual_info_score, r2_score
from sklearn.preprocessing import StandardScaler

from helpers import checks
from helpers.metrics.score import MORE, Score


def mutual_information(codes, factors, bins=20):
    """How many nats each number of the code says about each factor.

    I(f; z) = Σ p(f, z) log p(f, z) / (p(f) p(z)), both cut into bins that hold equally many.

    Args:
        codes: `(n, d)`.
        factors: `(n, k)`.
        bins: for each; a factor with fewer values, such as glasses or none, keeps those.

    Returns:
        Array `(k, d)` in nats. What chance alone gives is about (bins - 1)² / 2n.

    Raises:
        ValueError: for sets of different length, NaN, or fewer than ten rows a bin.

    Example:

    >>> import numpy as np
    >>> from helpers import metrics
    >>> x = np.random.default_rng(0).uniform(size=(4000, 2))
    >>> information = metrics.mutual_information(codes=x[:, ::-1], factors=x)
    >>> (information[0, 1] > 2.9, information[0, 0] < 0.1)
    (np.True_, np.True_)
    """
    codes, factors = paired(codes, factors, bins)
    z, f = (np.stack([cut(c, bins) for c in v.T]) for v in (codes, factors))
    return np.array([[mutual_info_score(a, b) for b in z] for a in f])


def information_share(codes, factors, bins=20):
    """The share of each factor that each number of the code says by itself: I(f; z) / H(f).

    Args:
        codes, factors, bins: as in `mutual_information`.

    Returns:
        Array `(k, d)` from 0 (nothing) to 1 (all that the bins can tell of the factor).
    """
    codes, factors = paired(codes, factors, bins)
    labels = [cut(f, bins) for f in factors.T]
    entropy = np.array([mutual_info_score(f, f) for f in labels])
    if (entropy == 0).any():
        raise ValueError(
            f"information_share expected factors that vary; received one value only in column "
            f"{entropy.argmin()}. Of what never changes there is nothing to tell: leave it out."
        )
    return mutual_information(codes, factors, bins) / entropy[:, None]


def information_gap(codes, factors, bins=20):
    """Whether each factor has a number of its own: the mutual information gap.

    mean over factors of (I(f; best number) - I(f; second best)) / H(f). One for a code that is
    the factors in some order; zero for the same code turned by 45 degrees, although that has
    lost nothing.

    Args:
        codes: `(n, d)` with d of at least two.
        factors: `(n, k)`.
        bins: as in `mutual_information`.

    Returns:
        `Score`; more is better. The floor is what the factors score as a code of themselves.
        Put it beside a code from a random network too: chance alone gives a little more than 0.

    Reference: Chen et al., 2018, https://arxiv.org/abs/1802.04942. Chosen traversals prove
    nothing: Locatello et al., 2019, https://arxiv.org/abs/1811.12359.
    """
    codes, factors = paired(codes, factors, bins)
    if codes.shape[1] < 2:
        raise ValueError(
            f"information_gap expected codes of two numbers or more; received {codes.shape}. A "
            f"single number has no second best."
        )
    with_another = np.c_[factors, np.zeros(len(factors))]  # a single factor needs a second best
    value, floor = (gap(z, factors, bins) for z in (codes, with_another))
    return Score(value, "of the factor's entropy", MORE, floor)


def gap(codes, factors, bins):
    share = np.sort(information_share(codes, factors, bins), axis=1)
    return float(np.mean(share[:, -1] - share[:, -2]))


def recovery(codes, factors):
    """How well each factor can be read off the whole code, however it is mixed in there.

    R² = 1 - Σ (f - f̂)² / Σ (f - mean)², with f̂ a smooth function of the code (kernel ridge
    regression) learnt on the first half of the rows, for the rows of the second half.

    Args:
        codes: `(n, d)`.
        factors: `(n, k)`.

    Returns:
        Array `(k,)`. One: the factor is known; zero: no better than its mean; a little below
        zero by chance. Put it beside a code from a random network, and beside a network
        trained on the factors themselves.
    """
    codes, factors = paired(codes, factors, bins=2)
    half = len(codes) // 2
    if (still := np.ptp(factors[half:], axis=0) == 0).any():
        raise ValueError(
            f"recovery expected factors that vary among the rows of the second half, which are "
            f"asked about; received one value only in column {still.argmax()}. Of what never "
            f"changes there is nothing to tell: leave it out, or shuffle the rows."
        )
    codes = StandardScaler().fit(codes[:half]).transform(codes)
    mean = factors[:half].mean(axis=0)
    smooth = KernelRidge(alpha=1.0, kernel="rbf", gamma=0.25 / codes.shape[1])
    read = smooth.fit(codes[:half], factors[:half] - mean).predict(codes[half:]) + mean
    return r2_score(factors[half:], read, multioutput="raw_values")


def cut(values, bins):
    """The number of the bin that each value lies in, bins holding equally many."""
    if len(np.unique(values)) <= bins:
        return np.unique(values, return_inverse=True)[1]
    return np.searchsorted(np.quantile(values, np.arange(1, bins) / bins), values, side="right")


def paired(codes, factors, bins):
    """Two checked sets of rows that belong together, with enough of them for so many bins."""
    codes, factors = checks.codes_and_factors(codes, factors, "This score")
    bins = checks.whole(bins, "bins", "information")
    if len(codes) < 10 * bins:
        raise ValueError(
            f"expected ten rows a bin or more, {10 * bins}; received {len(codes)}. With fewer, "
            f"chance alone looks like information."
        )
    return codes, factors
