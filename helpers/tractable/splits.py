"""Which numbers a coupling keeps, which it transforms: pairs (identity, transformed) of places."""

import numpy as np


def of_points(d, couplings):
    """The first half of d numbers bends the other; then the other way round.

    Example:

    >>> from helpers.tractable import splits
    >>> [[k.tolist(), b.tolist()] for k, b in splits.of_points(3, 2)]
    [[[0], [1, 2]], [[1, 2], [0]]]
    """
    yield from turns([np.split(np.arange(d), [d // 2])] * couplings)


def of_images(event_shape, couplings):
    """Fine to coarse: in every square of 2 by 2 pixels the first bends the others.

    Then only the first pixels go on, an image of half the side, and so down to sides of 4 to 7.
    What is kept has the shape (rows, columns, numbers of a square), since it is looked at as an
    image; what is bent is one number of each square, (rows, columns, 1). The numbers of the
    coarsest image bend one another in halves drawn at random, always the same.

    Args:
        event_shape: `(height, width, channels)`.
        couplings: how many for the coarsest image.
    """
    places = np.arange(np.prod(event_shape)).reshape(event_shape)
    while min(places.shape[:2]) > 4 and not (places.shape[0] % 2 or places.shape[1] % 2):
        squares = [places[i::2, j::2] for i, j in ((0, 0), (1, 1), (0, 1), (1, 0))]
        numbers = np.concatenate(squares, axis=-1)  # (rows, columns, 4 · channels)
        for k in range(numbers.shape[-1] - 1, places.shape[-1] - 1, -1):
            yield numbers[..., :k], numbers[..., k : k + 1]
        places = squares[0]
    rng = np.random.default_rng(0)
    orders = [rng.permutation(places.reshape(-1)) for _ in range(couplings)]
    yield from turns(np.split(orders[i // 2], [places.size // 2]) for i in range(couplings))


def turns(halves):
    """Every second pair the other way round."""
    for i, (one, other) in enumerate(halves):
        yield (other, one) if i % 2 else (one, other)
