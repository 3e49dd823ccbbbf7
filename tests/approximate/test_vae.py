"""The VAE against a case where everything is known: decoder and encoder linear, noise Gaussian.

Then p(x) = N(b, W Wᵀ + σ²) in closed form, and so is the true posterior.
"""

import keras
import numpy as np
import pytest
from scipy import stats

from helpers.approximate import VAE
from helpers.backend import batched
from helpers.densities import Gaussian

W = np.diag([1.5, 0.4])  # orthogonal columns: the true posterior is a diagonal normal
B = np.array([0.3, -0.2])
SIGMA = 0.5
POSTERIOR_VARIANCE = 1 / (1 + np.diag(W) ** 2 / SIGMA**2)
SHIFT, SCALE = np.array([10.0, -3.0]), np.array([4.0, 0.1])


def linear(inputs, kernel, bias):
    layer = keras.layers.Dense(len(bias))
    model = keras.Sequential([keras.Input((inputs,)), layer])
    layer.set_weights([np.asarray(kernel, "float32"), np.asarray(bias, "float32")])
    return model


def linear_gaussian(encoder_error=0.0):
    """A VAE with known evidence; its encoder is the true posterior when the error is zero."""
    vae = VAE((2,), seed=0)
    vae.likelihood = Gaussian(widest=2 * SIGMA)  # and half of it where the raw number is zero
    vae.shift.assign(SHIFT)
    vae.scale.assign(SCALE)
    gain = W * POSTERIOR_VARIANCE / SIGMA**2
    log_sd = 0.5 * np.log(POSTERIOR_VARIANCE)
    vae.encoder = linear(
        2,
        np.hstack([gain, np.zeros((2, 2))]),
        np.concatenate([-B @ gain + encoder_error, log_sd + encoder_error]),
    )
    vae.decoder = linear(2, np.hstack([W.T, np.zeros((2, 1))]), np.append(B, 0.0))
    return vae


def evidence(x):
    covariance = np.diag(SCALE) @ (W @ W.T + SIGMA**2 * np.eye(2)) @ np.diag(SCALE)
    return stats.multivariate_normal(SHIFT + SCALE * B, covariance).logpdf(x)


def mean_and_error(fn, x, draws=4000):
    """Mean of `fn` over many draws of z for each x, and five standard errors of it."""
    values = fn(np.repeat(x, draws, axis=0)).reshape(len(x), draws)
    return values.mean(axis=1), 5 * values.std(axis=1) / np.sqrt(draws) + 2e-3


def many(method):
    return lambda x: batched(method, x, 20_000)


@pytest.fixture
def x():
    return (SHIFT + SCALE * np.random.default_rng(0).normal(0, 1.5, (40, 2))).astype("float32")


def test_with_the_true_posterior_every_importance_weight_is_the_evidence(x):
    vae = linear_gaussian()
    np.testing.assert_allclose(vae.log_weight(x), evidence(x), atol=2e-3)
    np.testing.assert_allclose(vae.iwae(x, k=3), evidence(x), atol=2e-3)


def test_with_the_true_posterior_the_bound_is_tight_on_average(x):
    mean, error = mean_and_error(many(linear_gaussian().bound), x)
    assert (np.abs(mean - evidence(x)) < error).all()


def test_with_another_encoder_the_bound_lies_below_and_iwae_between(x):
    vae = linear_gaussian(encoder_error=0.4)
    bound, bound_error = mean_and_error(many(vae.bound), x)
    iwae, iwae_error = mean_and_error(lambda rows: vae.iwae(rows, k=16), x, draws=200)
    assert (bound < iwae).all()
    assert (iwae < evidence(x) + iwae_error).all()
    assert (evidence(x) - bound > 1 - bound_error).all()


def test_the_gap_of_the_bound_is_the_kl_from_the_true_posterior(x):
    error = 0.4
    bound, noise = mean_and_error(many(linear_gaussian(encoder_error=error).bound), x)
    kl = np.sum(0.5 * (error**2 / POSTERIOR_VARIANCE + np.exp(2 * error) - 1) - error)
    assert (np.abs(evidence(x) - bound - kl) < noise).all()


def test_iwae_tightens_as_k_grows(x):
    vae = linear_gaussian(encoder_error=0.4)
    means = [vae.iwae(np.repeat(x, 50, axis=0), k).mean() for k in (1, 4, 16, 64)]
    assert (np.diff(means) > 0).all()


def test_several_draws_make_a_tighter_bound_that_stays_one(x):
    vae = linear_gaussian(encoder_error=0.4)
    rows = np.repeat(x, 400, axis=0)
    one, eight = (
        vae_bound(rows).reshape(len(x), -1)
        for vae_bound in (many(vae.bound), many(vae.tight_bound))
    )
    noise = 5 * eight.std(axis=1) / np.sqrt(400)
    assert (one.mean(axis=1) < eight.mean(axis=1)).all()
    assert (eight.mean(axis=1) < evidence(x) + noise).all()
    iwae = vae.iwae(rows, k=8).reshape(len(x), -1)
    assert (np.abs(iwae.mean(axis=1) - eight.mean(axis=1)) < 2 * noise).all()


def test_with_several_draws_the_tight_bound_is_what_training_and_log_density_use(x):
    vae = linear_gaussian()  # the encoder is the true posterior: no noise
    np.testing.assert_allclose(vae.log_density(x), evidence(x), atol=2e-3)
    np.testing.assert_allclose(vae.objective(x), -evidence(x), atol=2e-3)
    vae.beta = 3.0
    kl = np.asarray(vae.kl(*vae.posterior(x))).sum(axis=1)
    np.testing.assert_allclose(vae.objective(x), 2 * kl - evidence(x), atol=5e-3)


def test_samples_of_the_model_have_the_covariance_of_the_evidence():
    samples = linear_gaussian().sample(40_000, seed=0)
    covariance = np.diag(SCALE) @ (W @ W.T + SIGMA**2 * np.eye(2)) @ np.diag(SCALE)
    np.testing.assert_allclose(samples.mean(0), SHIFT + SCALE * B, atol=0.1)
    np.testing.assert_allclose(np.cov(samples.T), covariance, rtol=0.05, atol=0.01)


def test_decoded_points_lack_the_noise_that_samples_have():
    vae = linear_gaussian()
    z = vae.noise(20_000, seed=1)
    gap = np.asarray(vae.sample(20_000, seed=1)) - np.asarray(vae.decode(z))
    np.testing.assert_allclose(gap.std(axis=0), SIGMA * SCALE, rtol=0.03)


def test_at_beta_one_what_one_draw_minimises_is_minus_the_bound(x):
    plain, heavy = linear_gaussian(), linear_gaussian()
    heavy.beta = 5.0
    kl = np.asarray(plain.kl(*plain.posterior(x))).sum(axis=1)
    bound, noise = mean_and_error(many(plain.bound), x)
    light, light_noise = mean_and_error(many(plain.negative_bound), x)
    heavier, heavy_noise = mean_and_error(many(heavy.negative_bound), x)
    assert (np.abs(light + bound) < noise + light_noise).all()
    assert (np.abs(heavier - light - 4 * kl) < heavy_noise + light_noise).all()


def test_a_bound_in_other_units_moves_by_the_log_of_the_scale(x):
    vae = linear_gaussian()
    here = vae.iwae(x, k=3)
    vae.scale.assign(10 * SCALE)
    there = vae.iwae(SHIFT + 10 * (x - SHIFT), k=3)
    np.testing.assert_allclose(here - there, 2 * np.log(10), atol=2e-3)


@pytest.mark.trains
def test_a_short_training_beats_the_normal_distribution_it_starts_from():
    rng = np.random.default_rng(0)
    x = np.where(rng.random((4000, 1)) < 0.5, -3, 3) + rng.normal(0, 0.3, (4000, 2))
    vae = VAE((2,), seed=0)
    vae.fit(x, epochs=25, verbose=0)
    normal = stats.multivariate_normal(x.mean(0), np.cov(x.T)).logpdf(x).mean()
    assert vae.log_density(x).mean() > normal + 0.3


def test_image_bounds_count_grey_levels_so_they_are_never_positive():
    vae = VAE((28, 28, 1), width=8)
    x = np.random.default_rng(0).integers(0, 256, (6, 28, 28, 1), dtype="uint8")
    assert (np.asarray(vae.log_likelihood(x, vae.noise(6, seed=0))) < 0).all()
