"""Faces as somebody draws them who was told only some of the statements."""

import numpy as np

from helpers import given
from helpers.datasets.faces import FACTORS, checked, draw_faces


def draw_told(factors, said):
    """Draw faces from some of their factors; what nobody said is in the middle of its range.

    Glasses, beard and hat are left out unless somebody speaks of them.

    Args:
        factors: `(n, 18)`, as in `draw_faces`.
        said: the columns that are told, such as `[0, 9]`.

    Returns:
        uint8 `(n, 32, 32, 3)`.

    Example:

    >>> from helpers import datasets
    >>> people = datasets.faces(3, seed=0)
    >>> bool((datasets.draw_told(people.factors, range(18)) == people.images).all())
    True
    """
    factors = checked(factors)
    if isinstance(said, str) or not hasattr(said, "__iter__") or np.ndim(list(said)) != 1:
        raise TypeError(
            f"draw_told expected said as columns of factors, such as [0, 9]; received {said!r}. "
            f"All others stay in the middle of their range."
        )
    said = [given.index(k, len(FACTORS), "draw_told said", "column") for k in said]
    middle = [np.mean(rule) if isinstance(rule, tuple) else 0 for rule in FACTORS.values()]
    known = np.tile(np.float32(middle), (len(factors), 1))
    known[:, said] = factors[:, said]
    return draw_faces(known)


def telling_order(factors):
    """Factors in the order in which to tell them: first the one that is missed most.

    What a factor is worth is the squared error of faces drawn from all the others.

    Args:
        factors: `(n, 18)`; a few hundred faces suffice.

    Returns:
        Array of the 18 columns.
    """
    everything = range(len(FACTORS))
    true = draw_told(factors, everything).astype("float32")
    missed = [
        np.mean((draw_told(factors, set(everything) - {unsaid}) - true) ** 2)
        for unsaid in everything
    ]
    return np.argsort(missed)[::-1]
