"""Both likelihoods are normalised, and their samples follow them."""

import numpy as np
import pytest
from scipy import stats

from helpers.densities import DiscretisedLogistic, Gaussian

LEVELS = (np.arange(256) / 127.5 - 1).astype("float32")


def pixel_probabilities(mean, log_scale):
    """p(level) of one pixel, for all 256 levels."""
    theta = np.full((256, 1, 1, 2), (mean, log_scale), "float32")
    return np.exp(DiscretisedLogistic().log_prob(LEVELS.reshape(256, 1, 1, 1), theta))


@pytest.mark.parametrize("mean", [-1.3, -1.0, -0.2, 0.9, 1.5])
@pytest.mark.parametrize("log_scale", [-9.0, -3.0, 0.0, 2.0, 9.0])
def test_the_256_levels_of_a_pixel_sum_to_one(mean, log_scale):
    assert pixel_probabilities(mean, log_scale).sum() == pytest.approx(1, abs=1e-4)


def test_a_bin_holds_the_logistic_mass_between_its_edges():
    mean, scale = 0.1, np.exp(-1.0)
    edges = np.concatenate([[-np.inf], (LEVELS[1:] + LEVELS[:-1]) / 2, [np.inf]])
    mass = np.diff(stats.logistic.cdf(edges, mean, scale))
    np.testing.assert_allclose(pixel_probabilities(mean, 1.0), mass, rtol=1e-3, atol=1e-7)


def test_pixels_are_independent_given_theta():
    rng = np.random.default_rng(0)
    theta = rng.normal(size=(1, 4, 4, 6)).astype("float32")
    x = rng.choice(LEVELS, (1, 4, 4, 3))
    whole = DiscretisedLogistic().log_prob(x, theta)
    parts = [
        DiscretisedLogistic().log_prob(x[:, i : i + 1, j : j + 1, c : c + 1], t)
        for i, j, c in np.ndindex(4, 4, 3)
        for t in [theta[:, i : i + 1, j : j + 1, [c, c + 3]]]
    ]
    assert np.sum(parts) == pytest.approx(float(whole[0]), rel=1e-5)


def test_drawn_pixels_have_the_frequencies_the_likelihood_says():
    n, mean, log_scale = 40_000, 0.8, 0.0
    theta = np.full((n, 1, 1, 2), (mean, log_scale), "float32")
    x = np.asarray(DiscretisedLogistic().draw(theta, seed=0)).ravel()
    counts = np.bincount(np.round((x + 1) * 127.5).astype(int), minlength=256)
    expected = pixel_probabilities(mean, log_scale).ravel()
    likely = expected > 5 / n
    p_value = stats.chisquare(*pool(counts, n * expected, likely)).pvalue
    assert p_value > 1e-4


def pool(counts, expected, likely):
    """The likely levels one by one, all unlikely ones together."""
    observed = np.append(counts[likely], counts[~likely].sum())
    wanted = np.append(expected[likely], 0)
    wanted[-1] = observed.sum() - wanted.sum()
    return observed, wanted


def test_the_centre_is_the_median():
    theta = np.array([0.3, 0.5], "float32").reshape(1, 1, 1, 2)
    below = pixel_probabilities(0.3, 0.5)[LEVELS <= 0.3].sum()
    assert float(DiscretisedLogistic().centre(theta)[0, 0, 0, 0]) == pytest.approx(0.3)
    assert below == pytest.approx(0.5, abs=0.01)


def test_gaussian_agrees_with_scipy_and_its_own_draws():
    raw, widest = 0.7, 2.0
    theta = np.array([[1.0, -2.0, raw]], "float32")
    sd = widest / (1 + np.exp(-raw))
    gaussian = Gaussian(widest)
    x = np.array([[0.3, 0.1]], "float32")
    expected = stats.norm.logpdf(x, [[1, -2]], sd).sum()
    assert float(gaussian.log_prob(x, theta)[0]) == pytest.approx(expected, rel=1e-5)
    draws = np.asarray(gaussian.draw(np.repeat(theta, 50_000, axis=0), seed=1))
    np.testing.assert_allclose(draws.mean(0), [1, -2], atol=0.05)
    np.testing.assert_allclose(draws.std(0), sd, rtol=0.02)


@pytest.mark.parametrize("raw", [-1e3, -3.0, 0.0, 1e3])
def test_the_sd_of_the_gaussian_stays_within_its_limits(raw):
    _, log_sd = Gaussian(0.1).split(np.array([[0.0, 0.0, raw]], "float32"))
    assert np.exp(-6) - 1e-6 <= np.exp(float(log_sd[0, 0])) <= 0.1 + 1e-6


def test_noise_on_x_adds_its_variance():
    theta, x = np.array([[0.0, 0.0, 0.0]], "float32"), np.array([[0.3, -0.4]], "float32")
    gaussian = Gaussian(widest=0.6)  # the sd is half of it
    noisy = float(gaussian.log_prob(x, theta, noise=0.4)[0])
    assert noisy == pytest.approx(stats.norm.logpdf(x, 0, 0.5).sum(), rel=1e-5)
    plain = float(gaussian.log_prob(x, theta)[0])
    assert plain == pytest.approx(stats.norm.logpdf(x, 0, 0.3).sum(), rel=1e-5)
