"""The diffusion model of images against data whose best velocity is known.

Every pixel is black or white, each with probability one half: log P(x) = -D log 2, and
E[x | x_t] = tanh(t x_t / (1 - t)²).
"""

import numpy as np
import pytest
from keras import ops

from helpers import networks
from helpers.approximate.diffusion import Diffusion
from helpers.taxonomy import Density

SHAPE = (8, 8, 1)


def best_velocity(model):
    def velocity(x, t):
        t = networks.beside(t, x)
        mean = ops.tanh(ops.clip(t * x / (1 - t) ** 2, -50, 50))
        return (mean - x) / (1 - t)

    return velocity


def certain_theta(x):
    """All belief in the nearer of black and white, on a bell of no width."""
    return ops.concatenate([ops.sign(x), ops.full_like(x, -9.0)], axis=-1)


@pytest.fixture
def exact():
    model = Diffusion(SHAPE, width=8)
    model.velocity, model.field.theta = best_velocity(model), certain_theta
    return model


def coins(n, seed=0):
    return (255 * np.random.default_rng(seed).integers(0, 2, (n, *SHAPE))).astype("uint8")


def test_the_bound_of_the_best_velocity_is_the_log_probability(exact):
    nats = np.asarray(exact.log_density(coins(400)))
    error = nats.std() / np.sqrt(len(nats))
    assert nats.mean() == pytest.approx(-64 * np.log(2), abs=4 * error + 0.5)


@pytest.mark.parametrize("gain", [0.9, 1.1])
def test_any_other_velocity_has_a_lower_bound(exact, gain):
    best, velocity = np.mean(exact.log_density(coins(400))), exact.velocity
    other = Diffusion(SHAPE, width=8)
    other.velocity, other.field.theta = lambda x, t: gain * velocity(x, t), certain_theta
    assert np.mean(other.log_density(coins(400))) < best - 1


def test_the_best_velocity_carries_noise_to_black_and_white(exact):
    x = exact.sample(200, seed=0)
    assert np.isin(np.round(x, 3), [0, 1]).all()
    assert x.mean() == pytest.approx(0.5, abs=0.02)


def test_the_path_starts_at_the_noise_and_ends_at_the_picture(exact):
    z = exact.noise(3, seed=0)
    path = exact.trajectory(z)
    assert path.shape == (3, len(exact.times) + 1, *SHAPE)
    np.testing.assert_allclose(path[:, 0].reshape(3, -1), (z + 1) / 2, atol=1e-6)
    np.testing.assert_array_equal(path[:, -1], exact.decode(z))


def test_a_code_leads_back_to_its_picture(exact):
    x = coins(20)
    np.testing.assert_array_equal(np.round(exact.decode(exact.encode(x)) * 255), x)


def test_images_have_a_bound_and_points_an_estimate():
    assert Diffusion(SHAPE, width=8).density is Density.BOUND
    assert Diffusion((2,)).density is Density.ESTIMATE


def test_steps_count_four_evaluations_each_and_the_last_one():
    assert Diffusion((2,), width=8, steps=5).evaluations == 20
    assert Diffusion(SHAPE, width=8, steps=5).evaluations == 17
