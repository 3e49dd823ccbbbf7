"""The slope of a mixture's energy against the difference of two heights."""

import numpy as np

from helpers import datasets
from helpers.approximate import known_slope
from helpers.walking import walk


def test_the_known_slope_is_the_numeric_gradient_of_minus_log_p():
    for truth in (datasets.planar("eight_gaussians"), datasets.islands(apart=2, sd=0.5)):
        x = np.random.default_rng(0).normal(0, 2, (40, 2))
        numeric = [(truth.log_prob(x - h) - truth.log_prob(x + h)) / 2e-4 for h in 1e-4 * np.eye(2)]
        np.testing.assert_allclose(known_slope(truth)(x), np.transpose(numeric), atol=1e-4)


def test_a_walk_along_it_keeps_samples_of_the_truth():
    truth = datasets.islands(apart=3, sd=0.4)
    ends = walk(known_slope(truth), truth.sample(2000, seed=0), 1, 0.01, 200, seed=0)[:, -1]
    assert abs(-truth.log_prob(ends).mean() - truth.entropy) < 0.08
