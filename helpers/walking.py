"""Walks on a landscape: chains that go downhill, are shaken, and may forget their start."""

import numpy as np

from helpers import given


def walk(slope, start, temperature, step, n, seed):
    """Every state of Langevin chains: downhill, and a shake, again and again.

    x' = x - η ∇E(x) + √(2 η T) ξ,   ξ ~ N(0, 1)

    After many small steps a chain is at x as often as exp(-E(x) / T) says, if it can get
    everywhere. At temperature T = 1 that is the density of the energy; as T falls to 0 only the
    bottom of the nearest valley is left.

    Args:
        slope: ∇E, places `(chains, d)` to `(chains, d)`.
        start: where each chain begins, `(chains, d)`.
        temperature: T.
        step: the step size η.
        n: how many steps.
        seed: of the shakes.

    Returns:
        float64 `(chains, n + 1, d)`, the start included.

    Example:

    >>> import numpy as np
    >>> from helpers.walking import walk
    >>> states = walk(lambda x: x, np.ones((1, 2)), temperature=0, step=0.5, n=2, seed=0)
    >>> states[0].tolist()
    [[1.0, 1.0], [0.5, 0.5], [0.25, 0.25]]

    Reference: Roberts and Tweedie, 1996, https://doi.org/10.2307/3318418.
    """
    start = np.asarray(start, "float64")
    shakes = given.generator(seed, "walk").standard_normal((n, *start.shape))
    return shaken(slope, start, temperature, step, shakes)


def shaken(slope, start, temperature, step, shakes):
    """As `walk`, with the shakes ξ given, `(n, chains, d)`."""
    states, size = [np.asarray(start, "float64")], np.sqrt(2 * step * temperature)
    for shake in shakes:
        states.append(states[-1] - step * slope(states[-1]) + size * shake)
    return np.stack(states, axis=1)


def nearest(places, centres):
    """Which valley each place belongs to: the number of the nearest centre, `(..., d)` to `(...)`.

    Example:

    >>> from helpers.walking import nearest
    >>> nearest([[0.9, 0.0], [-3.0, 1.0]], [[-1, 0], [1, 0]]).tolist()
    [1, 0]
    """
    gaps = np.asarray(places)[..., None, :] - np.asarray(centres)
    return (gaps**2).sum(axis=-1).argmin(axis=-1)


def changes(places, centres):
    """How often each chain came into another valley: `(chains, states, d)` to `(chains,)`.

    A chain has come when it is nearer to the new centre than a third of the way between the two
    closest centres, so that trembling on a ridge does not count.
    """
    places, centres = np.asarray(places), np.asarray(centres, "float64")
    between = np.sqrt(((centres[:, None] - centres) ** 2).sum(axis=-1))
    core = between[between > 0].min() / 3
    valley = nearest(places, centres)
    inside = ((places - centres[valley]) ** 2).sum(axis=-1) < core**2
    now, count = valley[:, 0], np.zeros(len(places), int)
    for there, arrived in zip(valley.T[1:], inside.T[1:], strict=True):
        count += arrived & (there != now)
        now = np.where(arrived, there, now)
    return count
