"""A small model of points, and what it means that two models are the same."""

import numpy as np

from helpers.approximate import VAE

POINTS = 4.5e6 + 30 * np.random.default_rng(0).normal(size=(20, 2))


def points_model(**settings):
    return VAE((2,), width=4, seed=1, **settings)


def expect_same(one, other):
    assert type(one) is type(other)
    for a, b in zip(one.variables, other.variables, strict=True):
        np.testing.assert_array_equal(a.numpy(), b.numpy())
        assert a.dtype == b.dtype
    assert one.get_config() == other.get_config()
