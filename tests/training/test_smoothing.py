"""A few points that stand for many: what their noise is, and when it is used."""

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.neighbors import KernelDensity

from helpers.tractable import Autoregressive
from helpers.training import Budget, feeding
from helpers.training.smoothing import (
    SmoothDensity,
    best_kernel,
    smoothed_bootstrap,
    stacking_weights,
)


@pytest.fixture
def x():
    return np.random.default_rng(0).multivariate_normal([50, -3], [[9, 0.5], [0.5, 0.1]], 400)


def ring(n):
    rng = np.random.default_rng(1)
    angle = rng.uniform(0, 2 * np.pi, n)
    return 1.4 * np.stack([np.cos(angle), np.sin(angle)], 1) + rng.normal(0, 0.1, (n, 2))


def two_strokes(n):
    rng = np.random.default_rng(1)
    left = rng.normal(size=(n // 2, 2)) * [0.1, 1] - [1, 0]
    right = rng.normal(size=(n - n // 2, 2)) * [0.1, 1] + [1, 0]
    return rng.permutation(np.concatenate([left, right]))


@pytest.mark.trains
@pytest.mark.parametrize("n", [100, 400, 1600])
def test_for_a_normal_the_noise_is_near_the_rule_of_thumb(n):
    # Silverman's rule is for the squared error; likelihood, which minds outliers, wants more.
    seeds = [np.random.default_rng([n, seed]).normal(size=(n, 2)) for seed in range(12)]
    ratios = [best_kernel(x, np.arange(n)[:1000])[0] / n ** (-1 / 6) for x in seeds]
    assert 1 / 1.3 < np.exp(np.mean(np.log(ratios))) < 1.3


def test_points_that_stand_twice_need_no_noise():
    points = np.random.default_rng(0).normal(size=(50, 2))
    bandwidth, _ = best_kernel(np.repeat(points, 2, axis=0), np.arange(100))
    assert bandwidth == pytest.approx(0.01)


def test_the_noise_makes_held_out_points_most_probable():
    # Of the densities with half and with twice the noise, neither expects new points better.
    seen, fresh = np.split(ring(2000), [500])
    h, _ = best_kernel(seen, np.arange(500))
    nats = {k: KernelDensity(bandwidth=k * h).fit(seen).score_samples(fresh) for k in (0.5, 1, 2)}
    assert nats[1].mean() > max(nats[0.5].mean(), nats[2].mean())


def test_the_judges_know_only_the_others():
    x = np.random.default_rng(2).normal(size=(60, 2))
    h, log_p = best_kernel(x, np.array([7, 30]))
    for i, expected in zip((7, 30), log_p, strict=True):
        others = KernelDensity(bandwidth=h).fit(np.delete(x, i, axis=0))
        assert others.score_samples(x[i : i + 1]) == pytest.approx(expected)


@pytest.mark.parametrize("points", [ring, two_strokes])
def test_together_they_expect_new_points_no_worse_than_the_best_one(points):
    seen, fresh = np.split(points(3000), [400])
    smooth = SmoothDensity(seen)
    alone = [part.score_samples(fresh).mean() for part in smooth.parts]
    assert smooth.log_density(fresh).mean() > max(alone) - 0.01


def test_gaussians_where_there_are_some_and_a_kernel_where_there_are_none():
    assert SmoothDensity(two_strokes(400)).shares[0] < 0.5
    assert SmoothDensity(np.repeat(ring(100), 2, axis=0)).shares[0] > 0.9


def test_the_weights_are_the_shares_of_the_densities_that_the_points_came_from():
    shares, sds = [0.2, 0.5, 0.3], np.array([0.1, 1, 10])
    rng = np.random.default_rng(0)
    x = rng.normal(0, rng.choice(sds, 20_000, p=shares))
    np.testing.assert_allclose(stacking_weights(norm.logpdf(x, 0, sds[:, None])), shares, atol=0.01)


def test_no_other_weights_make_the_points_more_probable():
    # At the best weights Σᵢ pₘ(xᵢ) / p(xᵢ) is n for a model that has a share, and less for others.
    x = np.random.default_rng(1).normal(1, 2, 500)
    log_p = norm.logpdf(x, [[0], [3], [8]], [[1], [1], [1]])
    w = stacking_weights(log_p, steps=2000)
    gain = np.mean(np.exp(log_p) / (w @ np.exp(log_p)), axis=1)
    assert w.sum() == pytest.approx(1)
    assert gain.max() < 1.001 and gain[w > 0.01] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("n", [2, 9, 400])
def test_the_density_integrates_to_one_and_draws_follow_it(n):
    smooth = SmoothDensity(two_strokes(n))
    side = np.linspace(-8, 8, 401)
    grid = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    mass = np.exp(smooth.log_density(grid)) * (side[1] - side[0]) ** 2
    assert mass.sum() == pytest.approx(1, abs=0.01)
    draws = smooth.sample(100_000)
    np.testing.assert_allclose(draws.mean(0), mass @ grid, atol=0.03)
    np.testing.assert_allclose(draws.var(0), mass @ (grid - mass @ grid) ** 2, rtol=0.05)


def test_draws_have_the_mean_of_the_points_and_the_covariance_of_points_and_noise(x):
    # Fitted Gaussians have the mean and the covariance of their points, but for what keeps them
    # wide; and each point is left out by one mixture of five.
    draws, scale = smoothed_bootstrap(x, 200_000), x.std(axis=0)
    smooth = SmoothDensity(x / scale)
    wider = smooth.shares[0] * smooth.bandwidth**2 + (1 - smooth.shares[0]) * 1e-4
    expected = np.cov(x.T, bias=True) + wider * np.diag(scale**2)
    np.testing.assert_allclose(draws.mean(0), x.mean(0), atol=0.02 * scale.max())
    np.testing.assert_allclose(np.cov(draws.T), expected, rtol=0.02)


def test_in_other_units_the_draws_are_the_same_points(x):
    moved = smoothed_bootstrap(1000 * x + 7, 100)
    np.testing.assert_allclose(moved, 1000 * smoothed_bootstrap(x, 100) + 7, rtol=1e-6)


def test_the_same_seed_draws_the_same_points(x):
    np.testing.assert_array_equal(*(smoothed_bootstrap(x, 50, seed=3) for _ in range(2)))
    assert not np.allclose(smoothed_bootstrap(x, 50, seed=3), smoothed_bootstrap(x, 50, seed=4))


def test_points_on_a_line_are_refused():
    with pytest.raises(ValueError, match="at least two different values in every coordinate"):
        smoothed_bootstrap(np.stack([np.arange(9.0), np.ones(9)], 1), 10)


@pytest.mark.parametrize(
    "points, kwargs, smoothed",
    [(200, {}, True), (200, {"epochs": 1}, False), (6000, {}, False)],
)
def test_fit_smooths_all_few_points_unless_told_how_often(monkeypatch, points, kwargs, smoothed):
    asked = []

    def stand_in(x, n):
        asked.append((len(x), n))
        return x

    monkeypatch.setattr(feeding, "smoothed_bootstrap", stand_in)
    model = Autoregressive((2,), components=2, width=4)
    model.budget = Budget(10, 500, 1e-3)
    x = np.random.default_rng(0).normal(size=(points, 2))
    history = model.fit(x, verbose=0, **kwargs).history
    assert asked == ([(points, feeding.MANY)] if smoothed else [])
    assert ("val_loss" in history) is not smoothed  # held out where it could learn by heart
