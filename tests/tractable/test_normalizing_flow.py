"""The flow against the theorems that make it exact."""

import numpy as np
import pytest
import tensorflow as tf
from far_normal import SCALE, SHIFT, noisy_weights
from scipy import stats

from helpers.backend import gradient
from helpers.densities import Spline
from helpers.tractable import NormalizingFlow


@pytest.fixture(scope="module")
def model():
    return noisy_weights(NormalizingFlow((2,), couplings=3, width=32))


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
    model = noisy_weights(NormalizingFlow((d,), couplings=3, bins=8, width=16))
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


def test_a_single_number_has_no_other_to_bend_it():
    with pytest.raises(ValueError, match="at least two coordinates"):
        NormalizingFlow((1,))


@pytest.mark.parametrize("couplings", [3, 4])
def test_points_carried_from_noise_to_data_know_their_stretch(couplings):
    model = noisy_weights(NormalizingFlow((2,), couplings=couplings, bins=8, width=16))
    z = model.noise(300, seed=0)
    transported = model.transport(z)
    assert transported.shape == (300, couplings + 2, 3)
    np.testing.assert_allclose(transported[:, 0, :2], z, atol=1e-6)
    np.testing.assert_allclose(transported[:, -1, :2], model.decode(z), rtol=1e-4, atol=1e-3)
    log_normal = stats.norm.logpdf(z).sum(axis=1)
    log_p = model.log_density(transported[:, -1, :2])
    np.testing.assert_allclose(log_normal - transported[:, -1, 2], log_p, atol=0.02)
    moved = np.abs(np.diff(transported[:, :-1, :2], axis=1)) > 1e-6
    assert (moved.sum(axis=-1) <= 1).all() and moved.any()  # a coupling moves one number


def test_the_log_det_of_images_is_that_of_the_map_and_teaches_the_weights_the_same():
    model = noisy_weights(NormalizingFlow((8, 8, 1), couplings=2, width=4))
    y = tf.constant(np.random.default_rng(0).uniform(-1, 1, (3, 64)).astype("float32"))
    with tf.GradientTape(persistent=True) as tape:
        of_the_map, alone = model.forward(y)[1], model.log_det(y)
    np.testing.assert_allclose(of_the_map, alone, rtol=1e-5)
    weights = [w.value for w in model.trainable_weights]
    for one, other in zip(
        tape.gradient(of_the_map, weights), tape.gradient(alone, weights), strict=True
    ):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4)
