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


@pytest.mark.parametrize("kind", ["int64", "uint16", "float64"])
def test_pictures_that_mean_the_same_are_modelled_alike(kind):
    x = HORSES / 255 if kind == "float64" else HORSES.astype(kind)
    one, other = (Box(pictures).sample(3, seed=0) for pictures in (x, HORSES))
    np.testing.assert_allclose(one, other, atol=1e-6)


REFUSED = {
    "floats to 255": (lambda: Box(HORSES.astype(float)), "between 0 and 1"),
    "masked": (lambda: Box(np.ma.masked_less(POINTS, 0)), "masked"),
    "NaN": (lambda: Box(POINTS * np.nan), "NaN"),
    "a text": (lambda: Copier("ab"), "the text"),
    "one column": (lambda: Box(POINTS).log_prob(POINTS[:, :1]), r"\(n, 2\)"),
    "constant data": (lambda: Box(np.ones((5, 2))).log_prob([[1, 1]]), "different values"),
    "constant numbers": (lambda: Independent(np.ones((5, 2))).log_prob([[1, 1]]), "different"),
    "a line": (lambda: Gaussian(POINTS[:, [0, 0]]).log_prob(POINTS), "follows from"),
    "knots": (lambda: Independent(POINTS, knots=0), "knots"),
    "a seed in words": (lambda: Box(POINTS).sample(2, seed="a"), "seed"),
    "half a sample": (lambda: Box(POINTS).sample(1.5), "1 or more"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_refused_with_a_sentence(case):
    call, words = REFUSED[case]
    with pytest.raises((ValueError, TypeError), match=words) as error:
        call()
    assert "expected" in str(error.value)
    assert "received" in str(error.value)


@pytest.mark.parametrize("x", [[[1.0, 2.0]], [1.0, 2.0], 3.0])
def test_one_event_is_refused_in_words(x):
    with pytest.raises(ValueError, match=r"Box expected at least two .* received shape"):
        Box(x)
