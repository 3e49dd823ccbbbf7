"""What makes a density exact, asked of both tractable families on the plane."""

from typing import NamedTuple

import numpy as np
import pytest
from far_normal import COVARIANCE, SCALE, SHIFT, mass, noisy_weights
from scipy import stats

from helpers.tractable import Autoregressive, NormalizingFlow
from helpers.tractable.likelihood import Tractable


class Case(NamedTuple):
    """A family, and how it is asked."""

    kind: type[Tractable]
    random: dict  # its sizes with random weights
    spread: float  # of the points whose codes are asked for
    fitted: dict  # its sizes where it is fitted
    points: int  # that it is fitted to
    epochs: int
    kl: float  # nats a point that it may waste then


CASES = [
    Case(
        Autoregressive,
        random=dict(width=32),
        spread=1.0,
        fitted={},
        points=20_000,
        epochs=15,
        kl=0.03,
    ),
    Case(
        NormalizingFlow,
        random=dict(couplings=3, width=32),
        spread=2.0,
        fitted=dict(couplings=2, bins=16),
        points=5000,
        epochs=20,
        kl=0.05,
    ),
]


@pytest.fixture(params=CASES, ids=lambda case: case.kind.__name__, scope="module")
def case(request):
    return request.param


@pytest.fixture(scope="module")
def model(case):
    return noisy_weights(case.kind((2,), **case.random))


@pytest.fixture(scope="module")
def fitted(case):
    x = np.random.default_rng(0).multivariate_normal(SHIFT, COVARIANCE, case.points)
    model = case.kind((2,), **case.fitted)
    model.fit(x, epochs=case.epochs, batch_size=250, verbose=0)
    return model


@pytest.fixture
def x(case):
    far = np.random.default_rng(1).normal(0, case.spread, (200, 2))
    return (SHIFT + SCALE * far).astype("float32")


def test_the_density_integrates_to_one(model):
    assert mass(model) == pytest.approx(1, abs=1e-3)


def test_codes_lead_back_to_the_data_and_samples_back_to_their_noise(model, x):
    np.testing.assert_allclose(model.decode(model.encode(x)), x, atol=1e-4 * SCALE.max())
    z = model.noise(500, seed=0)
    np.testing.assert_allclose(model.encode(model.decode(z)), z, atol=1e-3)


@pytest.mark.trains
def test_a_trained_model_is_close_to_the_normal_that_made_the_data(case, fitted):
    truth = stats.multivariate_normal(SHIFT, COVARIANCE)
    x = truth.rvs(5000, random_state=1)
    assert (truth.logpdf(x) - fitted.log_density(x)).mean() < case.kl
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


def test_far_outliers_leave_training_and_samples_finite(case):
    x = np.random.default_rng(0).standard_t(1.5, (600, 2))
    model = case.kind((2,), width=32)
    history = model.fit(x, epochs=3, verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    assert np.isfinite(model.log_density(x)).all()
    assert np.isfinite(model.encode(x)).all()
    assert np.isfinite(model.sample(100, seed=0)).all()
