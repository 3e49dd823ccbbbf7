"""Small models of every family, and a few rows for them: what the contract is tested with."""

import inspect

import numpy as np


def data(event_shape, n=9, seed=0):  # too few for rows to be held out: one size of batches
    rng = np.random.default_rng(seed)
    if len(event_shape) == 1:
        return rng.normal(3, 2, (n, *event_shape)).astype("float32")
    return rng.integers(0, 256, (n, *event_shape), dtype="uint8")


# A contract holds for a small model as well, and its graph is built in a fraction of the time.
SMALL = dict(width=8, couplings=2, bins=4, components=4, levels=3, steps=2)


def small(family, event_shape, seed=1):
    sizes = SMALL.keys() & inspect.signature(family).parameters
    return family(event_shape, seed=seed, **{size: SMALL[size] for size in sizes})
