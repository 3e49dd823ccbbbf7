"""Names for sliders: what was measured of each number, not what somebody saw in it."""

import numpy as np

from helpers import given
from helpers.pictures import numbers


def measured_names(share, factors, most=2, least=0.05):
    """A name for every number of a code: the factors it says most about, and how much.

    Args:
        share: `(k, d)` such as `metrics.information_share`, factors by numbers.
        factors: name of each of the k factors.
        most: factors in a name.
        least: a share below is not worth a word.

    Returns:
        List of d names.

    Example:

    >>> from helpers.explorer import measured_names
    >>> measured_names([[0.61, 0.0], [0.2, 0.01]], ["skin", "hat"])
    ['z 0: skin .61, hat .20', 'z 1: nothing much']
    """
    share, names = numbers(share, "measured_names"), []
    factors = given.listed(factors) or []
    if share.ndim != 2 or len(share) != len(factors) or not np.isfinite(share).all():
        raise ValueError(
            f"measured_names expected shares (k, d), finite, and k names of factors; received "
            f"{share.shape} and {len(factors)} names. metrics.information_share gives such shares."
        )
    for number, column in enumerate(np.transpose(share)):
        best = [k for k in np.argsort(-column)[:most] if column[k] >= least]
        words = [f"{factors[k]} {column[k]:.2f}".replace(" 0.", " .") for k in best]
        names.append(f"z {number}: {', '.join(words) or 'nothing much'}")
    return names


def dimension_names(names, latent_dim, owner):
    """One name for each latent dimension: those given, or "z 0", "z 1" and so on."""
    names = [f"z {dim}" for dim in range(latent_dim)] if names is None else names
    names = [names] if isinstance(names, str) else list(map(str, given.listed(names) or []))
    if len(names) != latent_dim:
        raise ValueError(
            f"{owner} expected names= to hold one name for each of the {latent_dim} latent "
            f"dimensions, in their order; received {len(names)}. Each slider has its own."
        )
    return names
