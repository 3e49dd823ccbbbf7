"""What shipped weights learn from."""

import numpy as np

from helpers.checkpoints import sources
from helpers.datasets.horses import RANGES


def test_factors_become_shares_of_their_ranges():
    low, high = np.array(list(RANGES.values())).T
    middle = (low + high) / 2
    shares = sources.shares(np.stack([low, middle, high]), RANGES)
    np.testing.assert_allclose(shares, np.tile([[0.0], [0.5], [1.0]], len(RANGES)), atol=1e-6)
