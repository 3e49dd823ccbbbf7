"""A few points that stand for many: what their noise is, and when it is used."""

import numpy as np
import pytest

from helpers import training
from helpers.smoothing import bandwidth, smoothed_bootstrap
from helpers.tractable import Autoregressive


@pytest.fixture
def x():
    return np.random.default_rng(0).multivariate_normal([50, -3], [[9, 0.5], [0.5, 0.1]], 400)


@pytest.mark.parametrize("n", [100, 400, 1600])
def test_for_a_normal_the_noise_is_near_the_rule_of_thumb(n):
    # Silverman's rule is for the squared error; likelihood, which minds outliers, wants more.
    seeds = [np.random.default_rng([n, seed]) for seed in range(12)]
    ratios = [bandwidth(rng.normal(size=(n, 2))) / n ** (-1 / 6) for rng in seeds]
    assert 1 / 1.3 < np.exp(np.mean(np.log(ratios))) < 1.3


def test_points_that_stand_twice_need_no_noise():
    points = np.random.default_rng(0).normal(size=(50, 2))
    assert bandwidth(np.repeat(points, 2, axis=0)) == pytest.approx(0.01)


def test_the_noise_makes_held_out_points_most_probable():
    # Of the densities with half and with twice the noise, neither expects new points better.
    rng = np.random.default_rng(1)
    angle = rng.uniform(0, 2 * np.pi, 2000)
    ring = 1.4 * np.stack([np.cos(angle), np.sin(angle)], 1) + rng.normal(0, 0.1, (2000, 2))
    seen, fresh = np.split(ring, [500])
    squared = ((fresh[:, None] - seen[None]) ** 2).sum(-1)
    h = bandwidth(seen)

    def nats(h):
        return np.log(np.exp(-squared / (2 * h**2)).mean(1) / h**2 + 1e-300).mean()

    assert nats(h) > max(nats(h / 2), nats(2 * h))


def test_draws_have_the_mean_of_the_points_and_the_covariance_of_points_and_noise(x):
    draws = smoothed_bootstrap(x, 200_000)
    scale = x.std(axis=0)
    h = bandwidth(x / scale)
    expected = np.cov(x.T, bias=True) + h**2 * np.diag(scale**2)
    np.testing.assert_allclose(draws.mean(0), x.mean(0), atol=0.02 * scale.max())
    np.testing.assert_allclose(np.cov(draws.T), expected, rtol=0.02)


def test_in_other_units_the_draws_are_the_same_points(x):
    moved = smoothed_bootstrap(1000 * x + 7, 100)
    np.testing.assert_allclose(moved, 1000 * smoothed_bootstrap(x, 100) + 7, rtol=1e-6)


def test_points_on_a_line_are_refused():
    with pytest.raises(ValueError, match="at least two different values in every coordinate"):
        smoothed_bootstrap(np.stack([np.arange(9.0), np.ones(9)], 1), 10)


@pytest.mark.parametrize(
    "points, kwargs, smoothed",
    [(200, {}, True), (200, {"epochs": 1}, False), (6000, {}, False)],
)
def test_fit_smooths_few_points_when_nobody_says_how_often(monkeypatch, points, kwargs, smoothed):
    asked = []

    def stand_in(x, n):
        asked.append((len(x), n))
        return x

    monkeypatch.setattr(training, "smoothed_bootstrap", stand_in)
    model = Autoregressive((2,), components=2, width=4)
    model.budget = training.Budget(10, 500, 1e-3)
    x = np.random.default_rng(0).normal(size=(points, 2))
    model.fit(x, validation_data=x[:10], verbose=0, **kwargs)
    assert asked == ([(points, training.MANY)] if smoothed else [])
