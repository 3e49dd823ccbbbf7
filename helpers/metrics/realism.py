"""How near single pictures come to real ones: for points of a latent space, one by one."""

from sklearn.neighbors import NearestNeighbors

from helpers.metrics.features import centred, feature_sets


def nearest_distance(a, real):
    """How far each picture is from the nearest real one, in features.

    It sees that a picture is like no real one, and not that many are alike: read it beside
    what held-out real pictures score, its floor, and what noise scores.

    Args:
        a: features of the pictures, `(n, d)`.
        real: features of real ones, `(m, d)`.

    Returns:
        Array `(n,)`, in units of the features.

    Example:

    >>> import numpy as np
    >>> from helpers import metrics
    >>> metrics.nearest_distance([[0, 0], [3, 4]], np.zeros((2, 2))).tolist()
    [0.0, 5.0]
    """
    a, real = centred(*feature_sets(a, real, "nearest_distance", least=1))
    return NearestNeighbors(n_neighbors=1).fit(real).kneighbors(a)[0][:, 0]
