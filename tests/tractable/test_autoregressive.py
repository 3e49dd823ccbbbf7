"""The autoregressive model against the theorems that make it exact."""

import numpy as np
import pytest
from keras import ops
from scipy import stats

from helpers.backend import gradient
from helpers.densities import NormalMixture, normal_cdf, normal_quantile
from helpers.tractable import Autoregressive

SHIFT, SCALE = np.array([100.0, -3.0]), np.array([4.0, 0.1])
COVARIANCE = np.diag(SCALE) @ [[1.0, 0.8], [0.8, 1.0]] @ np.diag(SCALE)


def random_weights(model, size=0.5, seed=0):
    """Give every weight some noise, so that no factor is a special case."""
    rng = np.random.default_rng(seed)
    if model.latent_dim == 2:
        model.shift.assign(SHIFT)
        model.scale.assign(SCALE)
    for w in model.trainable_weights:
        w.assign(w + size * rng.normal(0, 1 / np.sqrt(w.shape[0]), w.shape))
    return model


def mass(model, reach=8, steps=600):
    """∫ p(x) dx by adding up p on a fine grid."""
    ticks = (np.arange(steps) + 0.5) / steps * 2 * reach - reach
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    area = np.prod(SCALE) * (2 * reach / steps) ** 2
    return np.exp(model.log_density(SHIFT + SCALE * grid).astype("float64")).sum() * area


@pytest.fixture(scope="module")
def model():
    return random_weights(Autoregressive((2,), width=32))


@pytest.fixture(scope="module")
def fitted():
    x = np.random.default_rng(0).multivariate_normal(SHIFT, COVARIANCE, 20_000)
    model = Autoregressive((2,))
    model.fit(x, epochs=15, batch_size=250, verbose=0)
    return model


@pytest.fixture
def x():
    return (SHIFT + SCALE * np.random.default_rng(1).normal(0, 1, (50, 2))).astype("float32")


def test_a_mixture_is_what_scipy_says_it_is():
    mixture, x = NormalMixture(5), np.linspace(-4, 4, 30)[:, None]
    theta = np.random.default_rng(0).normal(0, 1, (30, 15))
    log_weight, mean, log_sd = map(np.asarray, mixture.split(theta))
    normals = stats.norm(mean, np.exp(log_sd))
    density = (np.exp(log_weight) * normals.pdf(x)).sum(axis=1, keepdims=True)
    below = (np.exp(log_weight) * normals.cdf(x)).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(mixture.log_prob(x, theta), np.log(density), atol=1e-5)
    np.testing.assert_allclose(mixture.cdf(x, theta), below, atol=1e-5)


def test_the_quantile_inverts_the_cumulative_distribution():
    mixture = NormalMixture(5)
    theta = np.random.default_rng(0).normal(0, 1, (61, 15))
    z = np.linspace(-6, 6, 61)[:, None]
    x = mixture.quantile(ops.convert_to_tensor(z), ops.convert_to_tensor(theta))
    np.testing.assert_allclose(normal_quantile(mixture.cdf(x, theta)), z, atol=1e-5)


def test_the_normal_quantile_inverts_the_normal_distribution():
    z = np.linspace(-7, 7, 29)
    np.testing.assert_allclose(normal_quantile(normal_cdf(z)), z, atol=1e-3)
    assert np.isfinite(normal_quantile(np.array([0.0, 1.0]))).all()


def test_the_density_integrates_to_one(model):
    assert mass(model) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("i", [0, 1, 2])
def test_a_factor_depends_on_its_own_coordinate_and_earlier_ones_and_on_no_later_one(i):
    model = random_weights(Autoregressive((3,), width=16))
    x = np.random.default_rng(0).normal(0, 1, (20, 3)).astype("float32")
    slope = gradient(lambda x: model.factors(x)[:, i], x).numpy()
    assert (slope[:, i + 1 :] == 0).all()
    assert (slope[:, : i + 1] != 0).all()


def test_codes_lead_back_to_the_data_and_samples_back_to_their_noise(model, x):
    np.testing.assert_allclose(model.decode(model.encode(x)), x, atol=1e-4 * SCALE.max())
    z = model.noise(500, seed=0)
    np.testing.assert_allclose(model.encode(model.decode(z)), z, atol=1e-3)


def test_the_density_is_that_of_the_code_times_the_stretch_of_the_map(model, x):
    step = 0.01 * SCALE
    columns = [
        (np.asarray(model.encode(x + d)) - np.asarray(model.encode(x - d))) / (2 * d.sum())
        for d in np.diag(step)
    ]
    jacobian = np.stack(columns, axis=-1).astype("float64")  # (batch, d, d)
    log_normal = stats.norm.logpdf(model.encode(x)).sum(axis=1)
    np.testing.assert_allclose(
        model.log_density(x), log_normal + np.linalg.slogdet(jacobian)[1], atol=0.05
    )


@pytest.mark.trains
def test_a_trained_model_is_close_to_the_normal_that_made_the_data(fitted):
    truth = stats.multivariate_normal(SHIFT, COVARIANCE)
    x = truth.rvs(5000, random_state=1)
    assert (truth.logpdf(x) - fitted.log_density(x)).mean() < 0.03  # KL in nats
    assert mass(fitted) == pytest.approx(1, abs=1e-3)


def test_codes_of_data_are_standard_normal_and_samples_look_like_data(fitted):
    x = np.random.default_rng(2).multivariate_normal(SHIFT, COVARIANCE, 20_000)
    np.testing.assert_allclose(np.cov(np.asarray(fitted.encode(x)).T), np.eye(2), atol=0.1)
    samples = fitted.sample(20_000, seed=0)
    np.testing.assert_allclose(np.corrcoef(samples.T)[0, 1], 0.8, atol=0.05)
    np.testing.assert_allclose(samples.mean(0), SHIFT, atol=0.1 * SCALE.max())
    np.testing.assert_allclose(samples.std(0), SCALE, rtol=0.05)


def test_in_other_units_the_density_moves_by_the_log_of_the_scale(model, x):
    here, scale = model.log_density(x), model.scale.numpy()
    model.scale.assign(10 * scale)
    there = model.log_density(SHIFT + 10 * (x - SHIFT))
    model.scale.assign(scale)
    np.testing.assert_allclose(here - there, 2 * np.log(10), atol=2e-3)


def test_far_outliers_leave_training_and_samples_finite():
    x = np.random.default_rng(0).standard_t(1.5, (600, 2))
    model = Autoregressive((2,), width=32)
    history = model.fit(x, epochs=3, verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    assert np.isfinite(model.log_density(x)).all()
    assert np.isfinite(model.encode(x)).all()
    assert np.isfinite(model.sample(100, seed=0)).all()


@pytest.mark.trains
def test_training_keeps_the_weights_that_scored_best_on_held_out_points():
    x = np.random.default_rng(0).normal(SHIFT, SCALE, (60, 2))
    model = Autoregressive((2,), width=32)
    history = model.fit(x, epochs=25, verbose=0).history["val_loss"]
    assert min(history) < history[-1]  # on so few points it went on to learn them by heart
    held_out = x[np.random.default_rng(0).permutation(60)[:6]]
    assert model.evaluate(held_out, verbose=0) == pytest.approx(min(history), abs=1e-4)


def test_completing_a_point_keeps_its_first_coordinate_and_draws_the_second(model, x):
    z = model.noise(50, seed=0)
    y = np.asarray(model.complete(x, 1, z))
    np.testing.assert_allclose(y[:, 0], x[:, 0], rtol=1e-5)
    np.testing.assert_allclose(np.asarray(model.encode(y))[:, 1], z[:, 1], atol=1e-3)
