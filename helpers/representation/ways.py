"""Ways through a latent space: from code to code, around the holes, along a concept."""

import numpy as np
from scipy.sparse.csgraph import connected_components, dijkstra
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import kneighbors_graph

from helpers import checks
from helpers.pictures import numbers
from helpers.representation.ends import (
    along_a_direction,
    measurable,
    of_two_groups,
    shares,
    two_codes,
    where_an_arc_leads,
)


def straight(a, b, t):
    """The straight way from code `a` to code `b`, both `(d,)`, at shares `t`, `(steps, d)`."""
    a, b = two_codes(np.atleast_1d(a), np.atleast_1d(b), "straight")
    t = np.reshape(shares(t, "straight"), (-1, 1))
    return (1 - t) * a + t * b


@where_an_arc_leads
def slerp(a, b, t):
    """The way along a sphere: its length changes evenly from that of `a` to that of `b`.

    With θ the angle between a and b: sin((1 - t) θ) / sin θ · a + sin(t θ) / sin θ · b.

    Args:
        a: `(d,)`.
        b: `(d,)`, not against `a`; along it the way is straight, as that of ever smaller angles.
        t: shares of the way, `(steps,)`.

    Returns:
        `(steps, d)`.

    Raises:
        ValueError: for codes between which no arc is the shortest.

    Example:

    >>> import numpy as np
    >>> from helpers.representation import ways
    >>> ways.slerp(np.array([1.0, 0.0]), np.array([0.0, 1.0]), [0.5]).round(3).tolist()
    [[0.707, 0.707]]

    Reference: Shoemake, 1985, https://doi.org/10.1145/325165.325242; for latent spaces: White,
    2016, https://arxiv.org/abs/1609.04468.
    """
    t = np.reshape(t, (-1, 1))
    cosine = np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))
    angle = np.arccos(cosine)
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def through_data(a, b, t, codes, neighbours=8):
    """The shortest way from `a` to `b` that steps from neighbour to neighbour among `codes`.

    A step costs its length squared, so that many short ones beat a long one across a hole.

    Args:
        a: `(d,)`.
        b: `(d,)`.
        t: shares of the way's length, `(steps,)`.
        codes: of data, `(n, d)`.
        neighbours: of each code, that can be stepped to.

    Returns:
        `(steps, d)`.

    Raises:
        ValueError: if no way leads from one to the other.

    Example: round a horseshoe instead of across.

    >>> import numpy as np
    >>> from helpers.representation import ways
    >>> angles = np.linspace(0, np.pi, 50)
    >>> shoe = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    >>> ways.through_data(shoe[0], shoe[-1], [0.5], shoe).round(2).tolist()
    [[0.0, 1.0]]

    Reference: Tenenbaum, de Silva and Langford, 2000,
    https://doi.org/10.1126/science.290.5500.2319.
    """
    (a, b), t = two_codes(a, b, "through_data"), shares(t, "through_data")
    codes = numbers(codes, "through_data").astype("float64")
    if codes.ndim != 2 or codes.shape[1:] != a.shape or not np.isfinite(codes).all():
        raise ValueError(
            f"through_data expected codes of data, (n, {len(a)}) and finite; received "
            f"{codes.shape}. The way steps from one of them to the next: model.encode(x) has them."
        )
    codes, neighbours = (
        measurable(codes, "through_data"),
        checks.whole(neighbours, "neighbours", "through_data"),
    )
    if np.array_equal(a, b):
        return straight(a, b, t)
    points = np.vstack([a, b, codes])
    steps = kneighbors_graph(points, min(neighbours, len(points) - 1), mode="distance")
    steps.data **= 2
    _, before = dijkstra(steps, directed=False, indices=0, return_predecessors=True)
    if before[1] < 0:
        parts = connected_components(steps, directed=False)[0]
        raise ValueError(
            f"through_data expected codes that hang together; received {parts} groups with no "
            f"step between them. Take more codes, or more than {neighbours} neighbours."
        )
    way = [1]
    while way[-1] != 0:
        way.append(before[way[-1]])
    return walk(points[way[::-1]], t)


def walk(corners, t):
    """Points on a line through `corners` `(m, d)`, at shares `t` of its length, `(steps, d)`."""
    corners = np.asarray(corners)
    lengths = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    at = np.concatenate([[0], np.cumsum(lengths)])
    return np.stack([np.interp(np.multiply(t, at[-1]), at, c) for c in corners.T], axis=-1)


@of_two_groups
def concept_vector(codes, has):
    """From the mean code of those without a concept to that of those with it.

    Args:
        codes: `(n, d)`.
        has: `(n,)`, True where the concept is there and False where it is not.

    Returns:
        `(d,)`.

    Raises:
        ValueError: where all have the concept, or none has.

    Example:

    >>> import numpy as np
    >>> from helpers.representation import ways
    >>> codes = np.array([[0.0, 1.0], [0.0, 3.0], [5.0, 2.0]])
    >>> ways.concept_vector(codes, np.array([False, False, True])).tolist()
    [5.0, 0.0]

    Reference: Larsen and others, 2016, https://arxiv.org/abs/1512.09300.
    """
    return codes[has].mean(axis=0) - codes[~has].mean(axis=0)


@along_a_direction
def move(model, x, direction, strength=1.0):
    """Encode, move, decode: pictures `(n, ...)` and a direction `(d,)` to pictures `(n, ...)`."""
    return model.decode(model.encode(x) + strength * direction)


def effects(codes, factors):
    """What each factor does to a code while the other factors are held fixed.

    The least squares of codes ≈ c + factors · effects.

    Args:
        codes: `(n, d)`.
        factors: `(n, k)`.

    Returns:
        `(k, d)`: a row for a factor, the change of the code as that factor grows by 1.
    """
    codes, factors = checks.codes_and_factors(codes, factors, "effects")
    return LinearRegression().fit(factors, codes).coef_.T
