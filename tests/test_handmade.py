"""Hand-made models: densities that sum to 1, samples that keep what they promise to keep."""

import numpy as np
import pytest

from helpers import datasets
from helpers.figures.maps import grid
from helpers.handmade import Box, Copier, Gaussian, Independent

MOONS = datasets.planar("moons")
POINTS = MOONS.sample(2000, seed=0)
HORSES = datasets.horses(60, seed=0).images
KINDS = (Box, Independent, Gaussian, Copier)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_draws_the_same_and_pictures_stay_pictures(kind):
    model = kind(HORSES)
    one, two, other = (model.sample(5, seed=seed) for seed in (0, 0, 1))
    assert one.shape == (5, 32, 32, 3) and one.dtype == np.float32
    assert 0 <= one.min() and one.max() <= 1
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)
    assert kind(POINTS).sample(7, seed=0).shape == (7, 2)


@pytest.mark.parametrize("kind", [Box, Independent, Gaussian])
def test_a_density_sums_to_one(kind):
    bounds = ((-6.0, 7.0), (-5.0, 5.5))
    log_p = kind(POINTS).log_prob(grid(bounds, 700).astype("float64"))
    area = 13.0 * 10.5 / 700**2
    assert np.exp(log_p).sum() * area == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("kind", [Box, Independent, Gaussian])
def test_samples_come_from_the_density(kind):
    """The mean log density of samples is minus the entropy of the density, on a grid."""
    bounds = ((-6.0, 7.0), (-5.0, 5.5))
    model = kind(POINTS)
    log_p = model.log_prob(grid(bounds, 700).astype("float64"))
    log_p = log_p[np.isfinite(log_p)]
    entropy = -np.sum(np.exp(log_p) * log_p) * 13.0 * 10.5 / 700**2
    drawn = model.log_prob(model.sample(5_000, seed=1))
    assert -drawn.mean() == pytest.approx(entropy, abs=0.05)


def test_independent_numbers_keep_their_columns_and_lose_their_bonds():
    x = np.random.default_rng(0).normal(size=(3000, 1)) + np.array([0.0, 5.0])  # correlation 1
    drawn = Independent(x).sample(20_000, seed=0)
    np.testing.assert_allclose(
        np.quantile(drawn, [0.1, 0.5, 0.9], axis=0),
        np.quantile(x, [0.1, 0.5, 0.9], axis=0),
        atol=0.1,
    )
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.03


def test_a_gaussian_keeps_average_and_covariance():
    drawn = Gaussian(POINTS[:400]).sample(20_000, seed=0)
    np.testing.assert_allclose(drawn.mean(axis=0), POINTS[:400].mean(axis=0), atol=0.02)
    np.testing.assert_allclose(np.cov(drawn.T), np.cov(POINTS[:400].T), atol=0.02)


def test_a_gaussian_makes_the_data_more_probable_than_any_other_gaussian_nearby():
    model = Gaussian(POINTS)
    best = model.log_prob(POINTS).mean()
    for shift in ([0.1, 0], [0, -0.1]):
        model.mean = POINTS.mean(axis=0) + shift
        assert model.log_prob(POINTS).mean() < best


def test_a_copier_copies():
    copies = np.round(255 * Copier(HORSES).sample(20, seed=0)).astype("uint8")
    assert all((copy == HORSES).all(axis=(1, 2, 3)).any() for copy in copies)


@pytest.mark.parametrize("x", [[[1.0, 2.0]], [1.0, 2.0], 3.0])
def test_one_event_is_refused_in_words(x):
    with pytest.raises(ValueError, match=r"Box expected at least two .* received shape"):
        Box(x)
