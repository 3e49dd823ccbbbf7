"""The flow against the theorems that make it exact."""

import numpy as np
import pytest
import tensorflow as tf
from scipy import stats

from helpers.backend import gradient
from helpers.densities import Spline
from helpers.tractable import NormalizingFlow

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
    return random_weights(NormalizingFlow((2,), couplings=3, width=32))


@pytest.fixture(scope="module")
def fitted():
    x = np.random.default_rng(0).multivariate_normal(SHIFT, COVARIANCE, 5000)
    model = NormalizingFlow((2,), couplings=2, bins=16)
    model.fit(x, epochs=20, batch_size=250, verbose=0)
    return model


@pytest.fixture
def x():
    return (SHIFT + SCALE * np.random.default_rng(1).normal(0, 2, (200, 2))).astype("float32")


@pytest.fixture
def curves():
    """Numbers in and beyond a spline's reach, with a curve for each."""
    x = np.random.default_rng(0).uniform(-6, 6, 500).astype("float32")
    return x, np.random.default_rng(1).normal(0, 1, (500, 3 * 8 - 1)).astype("float32")


def test_a_spline_rises_meets_its_ends_and_is_the_identity_beyond():
    theta = np.random.default_rng(0).normal(0, 2, (1, 23)).astype("float32")
    x = np.linspace(-6, 6, 2001, dtype="float32")
    y, _ = Spline(8).forward(x, np.repeat(theta, len(x), axis=0))
    assert (np.diff(y) > 0).all()
    beyond = np.abs(x) >= 4
    np.testing.assert_array_equal(np.asarray(y)[beyond], x[beyond])
    assert np.abs(np.diff(y)).max() < 0.5  # no jump, at the ends neither


def test_a_spline_of_zeros_changes_nothing(curves):
    x, theta = curves
    y, log_slope = Spline(8).forward(x, 0 * theta)
    np.testing.assert_allclose(y, x, atol=1e-5)
    np.testing.assert_allclose(log_slope, 0, atol=1e-5)


def test_a_spline_followed_backwards_leads_back(curves):
    x, theta = curves
    y, _ = Spline(8).forward(x, theta)
    np.testing.assert_allclose(Spline(8).inverse(y, theta), x, atol=1e-4)


def test_the_slope_of_a_spline_is_its_gradient(curves):
    x, theta = curves
    _, log_slope = Spline(8).forward(x, theta)
    slope = gradient(lambda x: Spline(8).forward(x, theta)[0], x)
    np.testing.assert_allclose(np.log(slope), log_slope, atol=1e-3)


@pytest.mark.parametrize("d", [2, 3, 4])
def test_the_log_determinant_is_that_of_the_jacobian(d):
    model = random_weights(NormalizingFlow((d,), couplings=3, bins=8, width=16))
    x = np.random.default_rng(0).normal(0, 1.5, (50, d)).astype("float32")
    z, log_det = model.forward(x)
    rows = [gradient(lambda x, i=i: model.forward(x)[0][:, i], x).numpy() for i in range(d)]
    np.testing.assert_allclose(np.linalg.slogdet(np.stack(rows, axis=1))[1], log_det, atol=1e-3)
    np.testing.assert_allclose(model.backward(z), x, atol=1e-4)


def test_the_log_determinant_is_that_of_the_map_measured_by_small_steps(model, x):
    step = 0.003
    inside = np.asarray(model.to_model(x))
    columns = [
        (model.forward(inside + d)[0] - model.forward(inside - d)[0]) / (2 * step)
        for d in step * np.eye(2, dtype="float32")
    ]
    measured = np.linalg.slogdet(np.stack(columns, axis=-1))[1]
    log_det = np.asarray(model.forward(inside)[1])
    assert np.median(np.abs(measured - log_det)) < 0.01


def test_the_density_integrates_to_one(model):
    assert mass(model) == pytest.approx(1, abs=1e-3)


def test_codes_lead_back_to_the_data_and_samples_back_to_their_noise(model, x):
    np.testing.assert_allclose(model.decode(model.encode(x)), x, atol=1e-4 * SCALE.max())
    z = model.noise(500, seed=0)
    np.testing.assert_allclose(model.encode(model.decode(z)), z, atol=1e-3)


@pytest.mark.trains
def test_a_trained_model_is_close_to_the_normal_that_made_the_data(fitted):
    truth = stats.multivariate_normal(SHIFT, COVARIANCE)
    x = truth.rvs(5000, random_state=1)
    assert (truth.logpdf(x) - fitted.log_density(x)).mean() < 0.05  # KL in nats
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
    model = NormalizingFlow((2,), couplings=2, width=32)
    history = model.fit(x, epochs=3, verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    assert np.isfinite(model.log_density(x)).all()
    assert np.isfinite(model.encode(x)).all()
    assert np.isfinite(model.sample(100, seed=0)).all()


def test_a_single_number_has_no_other_to_bend_it():
    with pytest.raises(ValueError, match="at least two coordinates"):
        NormalizingFlow((1,))


@pytest.mark.parametrize("couplings", [3, 4])
def test_points_carried_from_noise_to_data_know_their_stretch(couplings):
    model = random_weights(NormalizingFlow((2,), couplings=couplings, bins=8, width=16))
    z = model.noise(300, seed=0)
    carried = model.carry(z)
    assert carried.shape == (300, couplings + 2, 3)
    np.testing.assert_allclose(carried[:, 0, :2], z, atol=1e-6)
    np.testing.assert_allclose(carried[:, -1, :2], model.decode(z), rtol=1e-4, atol=1e-3)
    log_normal = stats.norm.logpdf(z).sum(axis=1)
    log_p = model.log_density(carried[:, -1, :2])
    np.testing.assert_allclose(log_normal - carried[:, -1, 2], log_p, atol=0.02)
    moved = np.abs(np.diff(carried[:, :-1, :2], axis=1)) > 1e-6
    assert (moved.sum(axis=-1) <= 1).all() and moved.any()  # a coupling moves one number


def test_the_log_det_of_images_is_that_of_the_map_and_teaches_the_weights_the_same():
    model = random_weights(NormalizingFlow((8, 8, 1), couplings=2, width=4))
    y = tf.constant(np.random.default_rng(0).uniform(-1, 1, (3, 64)).astype("float32"))
    with tf.GradientTape(persistent=True) as tape:
        of_the_map, alone = model.forward(y)[1], model.log_det(y)
    np.testing.assert_allclose(of_the_map, alone, rtol=1e-5)
    weights = [w.value for w in model.trainable_weights]
    for one, other in zip(
        tape.gradient(of_the_map, weights), tape.gradient(alone, weights), strict=True
    ):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4)
