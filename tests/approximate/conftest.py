"""Shared by the tests of the approximate families."""

import numpy as np
import pytest
from scipy import stats


@pytest.fixture
def heaps():
    """Points in two heaps, and mean log density in nats that the best normal gives them."""
    rng = np.random.default_rng(0)
    x = np.where(rng.random((4000, 1)) < 0.5, -3, 3) + rng.normal(0, 0.5, (4000, 2))
    return x, stats.multivariate_normal(x.mean(0), np.cov(x.T)).logpdf(x).mean()
