"""Guidance and known velocities against normal data, where both have closed forms."""

import numpy as np
import pytest
from keras import ops

from helpers import datasets
from helpers.approximate import Diffusion, Guidance, known_velocity

MEAN, SD = np.array([0.5, -1.0], "float32"), np.array([0.6, 1.5], "float32")
SLOPE = np.array([[1.0, 0.0], [-0.5, 0.8]], "float32")  # of log p(y | x), a row for each class


def best_velocity(x, t):
    """E[x - ε | x_t] for x ~ N(MEAN, SD²)."""
    gain = (t * SD**2 - (1 - t)) / ((1 - t) ** 2 + t**2 * SD**2)
    return MEAN + gain * (x - t * MEAN)


@pytest.fixture
def guide():
    model = Diffusion((2,))
    model.velocity = best_velocity
    return Guidance(model, lambda x: ops.matmul(x, SLOPE.T))


def test_without_a_nudge_the_noise_becomes_the_data(guide):
    z = guide.model.noise(400, seed=0)
    path = guide.trajectory(z, steps=200)
    assert path.shape == (400, 201, 2)
    np.testing.assert_array_equal(path[:, 0], z)
    np.testing.assert_allclose(path[:, -1], MEAN + SD * z, atol=0.06)


@pytest.mark.parametrize("wanted", [0, 1])
@pytest.mark.parametrize("strength", [1.0, 2.5])
def test_a_log_linear_class_shifts_normal_data_as_bayes_rule_says(guide, wanted, strength):
    """p(x) exp(s a·x) is N(mean + s Σ a, Σ), and there the guess makes no error."""
    z = guide.model.noise(400, seed=0)
    x = guide.trajectory(z, steps=300, wanted=wanted, strength=strength)[:, -1]
    expected = MEAN + strength * SD**2 * SLOPE[wanted]
    np.testing.assert_allclose(x, expected + SD * z, atol=0.1)


def test_the_guess_is_the_mean_of_the_data_given_the_mixture(guide):
    rng = np.random.default_rng(0)
    eps, x = rng.standard_normal((2, 200_000)).astype("float32")
    x, t = MEAN[0] + SD[0] * x, 0.6
    mixed = (1 - t) * eps + t * x
    near = np.abs(mixed - 0.9) < 0.02
    at = np.array([[0.9, 0.0]], "float32")
    guess = guide.guess(at, np.array([[t]], "float32"))[0, 0]
    assert float(guess) == pytest.approx(x[near].mean(), abs=0.03)


def test_images_end_with_the_finished_picture():
    model = Diffusion((8, 8, 1), width=8)
    guide = Guidance(model, lambda x: ops.log_softmax(x[:, 0, :3, 0]))
    z = model.noise(3, seed=0)
    path = guide.trajectory(z, steps=2, wanted=2, strength=1.0)
    assert path.shape == (3, 4, 8, 8, 1)
    assert path[:, -1].min() >= 0 and path[:, -1].max() <= 1
    np.testing.assert_allclose(path[:, 0].reshape(3, -1), (z + 1) / 2, atol=1e-6)
    np.testing.assert_array_equal(path, guide.trajectory(z, steps=2, wanted=2, strength=1.0))


@pytest.mark.parametrize("bad", [dict(wanted=2), dict(strength=-1.0), dict(strength=np.nan)])
def test_unknown_classes_and_strengths_are_refused(guide, bad):
    with pytest.raises(ValueError, match="class from 0 to 1 and a strength of 0 or more"):
        guide.trajectory(guide.model.noise(2, seed=0), **bad)


def test_the_known_velocity_is_the_mean_direction_of_pairs():
    """By brute force: average x - ε over pairs that meet at a place."""
    moons, model, t = datasets.planar("moons"), Diffusion((2,)), 0.7
    x = moons.sample(1_000_000, seed=0)
    eps = np.random.default_rng(1).standard_normal(x.shape)
    mixed = (1 - t) * eps + t * x
    place = np.array([0.4, 0.3])
    near = np.hypot(*(mixed - place).T) < 0.04
    best = known_velocity(moons, model)(place[None], [[t]])[0]
    error = (x - eps)[near].std(axis=0) / np.sqrt(near.sum())
    np.testing.assert_allclose((x - eps)[near].mean(axis=0), best, atol=4 * error.max() + 0.01)


def test_one_normal_has_the_velocity_of_its_closed_form():
    rings = datasets.planar("eight_gaussians")
    rings.means = rings.means[:1]
    model = Diffusion((2,))
    x, t = model.noise(20, seed=0), np.linspace(0, 1, 20)[:, None]
    gain = (t * rings.sd**2 - (1 - t)) / ((1 - t) ** 2 + t**2 * rings.sd**2)
    expected = rings.means + gain * (x - t * rings.means)
    np.testing.assert_allclose(known_velocity(rings, model)(x, t), expected, rtol=1e-4, atol=1e-5)
