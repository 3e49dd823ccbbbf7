"""Where ways through a latent space can begin and end; what is not defined is refused."""

import functools

import numpy as np

from helpers import given
from helpers.pictures import numbers

LARGEST = 1e100
TINY = 1e-6  # radians: an arc so short is a line; and so near to opposite it has no direction


def two_codes(a, b, owner):
    """Two checked codes, each float64 `(d,)`."""
    a, b = (numbers(x, owner).astype("float64") for x in (a, b))
    if a.ndim != 1 or a.shape != b.shape or not np.isfinite([a, b]).all():
        raise ValueError(
            f"{owner} expected two codes, each of shape (d,) and finite; received shapes "
            f"{a.shape} and {b.shape}{' with NaN or infinity' if a.shape == b.shape else ''}. "
            f"codes[0] and codes[1] are two of many."
        )
    return measurable(a, owner), measurable(b, owner)


def measurable(codes, owner):
    """Check codes whose squared lengths are numbers."""
    if codes.size and np.abs(codes).max() > LARGEST:
        raise ValueError(
            f"{owner} expected codes of numbers below {LARGEST:g}; received one of "
            f"{np.abs(codes).max():.3g}. Their squares have to fit into 64 bits: codes of a model "
            f"are mostly below 4."
        )
    return codes


def shares(t, owner):
    """Checked shares of a way, float64 `(steps,)`."""
    t = np.atleast_1d(numbers(t, f"{owner} t").astype("float64"))
    if t.size != t.shape[0] or not np.isfinite(t).all():
        raise ValueError(
            f"{owner} expected t as shares of the way, (steps,) and finite; received {t.shape}. "
            f"From 0, the one end, to 1, the other: np.linspace(0, 1, 11)."
        )
    return t.ravel()


def where_an_arc_leads(way):
    """Decorate a way along a sphere: its ends are checked, and the shortest arcs are lines."""

    @functools.wraps(way)
    def checked(a, b, t):
        a, b = two_codes(a, b, "slerp")
        lengths = np.linalg.norm(a), np.linalg.norm(b)
        if len(a) < 2 or 0 in lengths:
            raise ValueError(
                f"slerp expected codes with a direction, two numbers or more and not all 0; "
                f"received {a.tolist()[:4]} and {b.tolist()[:4]}. No arc leads from the one to "
                f"the other: use ways.straight."
            )
        one, other = a / lengths[0], b / lengths[1]
        apart, together = np.linalg.norm(one - other), np.linalg.norm(one + other)
        if together < TINY:
            raise ValueError(
                "slerp expected codes that do not lie opposite each other; received such a pair. "
                "All half circles from the one to the other are equally long: go by a third code."
            )
        t = shares(t, "slerp")
        return way(a, b, t) if apart > TINY else a + np.reshape(t, (-1, 1)) * (b - a)

    return checked


def of_two_groups(vector):
    """Decorate what compares codes with a concept and codes without: both must be there."""

    @functools.wraps(vector)
    def checked(codes, has):
        codes, has = numbers(codes, "concept_vector"), numbers(has, "concept_vector")
        if codes.ndim != 2 or has.shape != codes.shape[:1] or not np.isin(has, (0, 1)).all():
            raise ValueError(
                f"concept_vector expected codes (n, d), and for each True or False; received "
                f"{codes.shape} and {has.dtype} {has.shape}. Shares become answers by has > 0.5."
            )
        given.array(codes, (None, None), "codes", "concept_vector")
        has = has.astype(bool)
        if has.all() or not has.any():
            raise ValueError(
                f"concept_vector expected some codes with the concept and some without; received "
                f"{has.sum()} of {len(has)} with it. Its direction is the difference of the two."
            )
        return vector(codes, has)

    return checked


def along_a_direction(way):
    """Decorate what moves codes: a direction has a number for each of theirs."""

    @functools.wraps(way)
    def checked(model, x, direction, strength=1.0):
        direction = given.array(direction, (model.latent_dim,), "direction", "move")
        return way(model, x, direction, given.number(strength, "strength", "move"))

    return checked
