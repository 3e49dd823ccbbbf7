"""The autoregressive model against the theorems that make it exact."""

import numpy as np
import pytest
from far_normal import SCALE, SHIFT, noisy_weights
from keras import ops
from scipy import stats

from helpers.backend import gradient
from helpers.densities import NormalMixture, normal_cdf, normal_quantile
from helpers.tractable import Autoregressive


@pytest.fixture(scope="module")
def model():
    return noisy_weights(Autoregressive((2,), width=32))


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


@pytest.mark.parametrize("i", [0, 1, 2])
def test_a_factor_depends_on_its_own_coordinate_and_earlier_ones_and_on_no_later_one(i):
    model = noisy_weights(Autoregressive((3,), width=16))
    x = np.random.default_rng(0).normal(0, 1, (20, 3)).astype("float32")
    slope = gradient(lambda x: model.factors(x)[:, i], x).numpy()
    assert (slope[:, i + 1 :] == 0).all()
    assert (slope[:, : i + 1] != 0).all()


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
