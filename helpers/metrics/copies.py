"""Whether a model has learned by heart: samples against the pictures it was trained on."""

import numpy as np
from sklearn.neighbors import NearestNeighbors

from helpers.metrics.features import centred, feature_sets
from helpers.metrics.score import NEAR, Score
from helpers.pictures import numbers, shades


def memorisation(samples, train, held_out):
    """Whether samples lie nearer to the training data than unseen data does.

    median distance of a sample to its nearest training picture, over the same for held-out
    pictures. Copies of the training data score 0. A median looks at the middle: where fewer than
    half of the samples are copies it falls, but not to 0. Look at the lower tail, too.

    Args:
        samples: the model's pictures or features of them, `(n, ...)`.
        train: what the model was trained on, `(m, ...)`.
        held_out: real ones it was not trained on, `(l, ...)`.

    Returns:
        `Score`; nearest the floor 1 is best: far below it most samples are near copies, above it
        they stray. A median: near 1 says that fewer than half are copies, no more.

    Raises:
        ValueError: for sets of different shapes, or held-out pictures that were trained on.

    Reference: the ratio is that of Meehan et al., 2020, https://arxiv.org/abs/2004.05675, in its
    simplest form.
    """
    sets = {"samples": samples, "train": train, "held_out": held_out}
    sets = {name: numbers(x, "memorisation") for name, x in sets.items()}
    one_kind(sets)
    samples, train, held_out = (flat(x, "memorisation") for x in sets.values())
    feature_sets(samples, train, "memorisation")
    feature_sets(held_out, train, "memorisation")
    samples, _ = centred(samples, train)
    held_out, train = centred(held_out, train)
    nearest = NearestNeighbors(n_neighbors=1).fit(train)
    of_samples, of_held_out = (np.median(nearest.kneighbors(x)[0]) for x in (samples, held_out))
    if of_held_out == 0:
        raise ValueError(
            "memorisation expected held-out pictures that the model was not trained on; received "
            "some of which half or more stand in the training data, at distance 0. There is "
            "nothing to compare with: hold back other pictures."
        )
    return Score(float(of_samples / of_held_out), "of the distance of unseen data", NEAR, 1.0)


def one_kind(sets):
    """Check that all are pictures, or all rows of features of one kind of number."""
    kinds = {
        name: "pictures" if x.ndim == 4 else f"rows of {'whole' if whole(x) else 'real'} numbers"
        for name, x in sets.items()
    }
    if len(set(kinds.values())) > 1:
        told = ", ".join(f"{name}: {kind}" for name, kind in kinds.items())
        raise ValueError(
            f"memorisation expected three sets of one kind, pictures or rows of features; received "
            f"{told}. Grey levels 0 to 255 beside shades 0 to 1 are at no common distance: give "
            f"pictures as (n, height, width, channels), or all rows in one unit."
        )


def whole(x):
    return x.dtype.kind in "iu"


def flat(x, owner):
    """Pictures as rows from 0 to 1, `(n, d)`; rows of features stay as they are."""
    return shades(x, owner).reshape(len(x), -1) if x.ndim == 4 else x
