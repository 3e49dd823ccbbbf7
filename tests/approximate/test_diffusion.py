"""The diffusion model against a case where everything is known: the data are normal.

Then x_t = (1 - t) ε + t x is normal too, the best velocity is linear in x_t, and following it
maps z to mean + sd z.
"""

import keras
import numpy as np
import pytest
from keras import ops
from scipy import stats

from helpers.approximate.diffusion import Diffusion

MEAN, SD = np.array([0.5, -1.0], "float32"), np.array([0.3, 1.5], "float32")
SHIFT, SCALE = np.array([10.0, -3.0], "float32"), np.array([4.0, 0.1], "float32")


def best_velocity(x, t):
    """E[x - ε | x_t] for x ~ N(MEAN, SD²): mean + cov(x - ε, x_t) / var(x_t) · (x_t - t mean)."""
    gain = (t * SD**2 - (1 - t)) / ((1 - t) ** 2 + t**2 * SD**2)
    return MEAN + gain * (x - t * MEAN)


@pytest.fixture
def exact():
    model = Diffusion((2,), seed=0)
    model.velocity = best_velocity
    model.shift.assign(SHIFT)
    model.scale.assign(SCALE)
    return model


@pytest.fixture
def random_network():
    return Diffusion((2,), width=32, seed=3)


def normal_data(n, seed=0):
    z = np.random.default_rng(seed).standard_normal((n, 2))
    return (SHIFT + SCALE * (MEAN + SD * z)).astype("float32")


@pytest.mark.parametrize("t", [0.0, 0.3, 0.8, 1.0])
def test_the_mixture_of_noise_and_data_has_the_mean_and_variance_of_its_time(t):
    rng = np.random.default_rng(0)
    eps, x = rng.standard_normal((2, 40_000, 2)).astype("float32")
    mixed = Diffusion((2,)).mix(MEAN + SD * x, eps, t)
    np.testing.assert_allclose(mixed.mean(axis=0), t * MEAN, atol=0.03)
    np.testing.assert_allclose(mixed.var(axis=0), (1 - t) ** 2 + t**2 * SD**2, rtol=0.03)


def test_the_best_velocity_has_a_smaller_loss_than_its_neighbours(exact):
    x = normal_data(20_000)

    def loss(velocity):
        exact.velocity = velocity
        exact.seed_generator.state.assign([0, 0])  # the same times and noise for all
        return float(ops.mean(exact.objective(x)))

    best = loss(best_velocity)
    assert best < loss(lambda x, t: best_velocity(x, t) + 0.05)
    assert best < loss(lambda x, t: best_velocity(x, t) * 0.95)
    assert best < loss(lambda x, t: best_velocity(x, t) + 0.05 * x)


def test_an_unspoilt_network_starts_from_the_velocity_of_a_standard_normal(random_network):
    random_network.field.network = lambda x: 0 * x[:, :2]
    x, t = np.ones((3, 2), "float32"), np.array([[0.0], [0.5], [1.0]], "float32")
    velocity = ops.convert_to_numpy(random_network.velocity(x, t))
    np.testing.assert_allclose(velocity, np.array([[-1.0], [0.0], [1.0]]) * x, atol=1e-6)


def test_following_the_best_velocity_maps_noise_to_the_data(exact):
    z = exact.noise(500, seed=0)
    np.testing.assert_allclose(exact.decode(z), SHIFT + SCALE * (MEAN + SD * z), rtol=1e-3)


def test_the_log_density_of_the_best_velocity_is_the_normals(exact):
    x = normal_data(500)
    truth = stats.norm(SHIFT + SCALE * MEAN, SCALE * SD).logpdf(x).sum(axis=1)
    np.testing.assert_allclose(exact.log_density(x), truth, atol=2e-3)


def test_the_divergence_is_the_trace_of_the_numeric_jacobian(random_network):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((50, 2)).astype("float32")
    t = rng.uniform(0.01, 0.99, (50, 1)).astype("float32")
    h, numeric = 1e-2, 0
    for i in range(2):
        up, down = x + h * np.eye(2)[i], x - h * np.eye(2)[i]
        change = random_network.velocity(up.astype("float32"), t) - random_network.velocity(
            down.astype("float32"), t
        )
        numeric = numeric + ops.convert_to_numpy(change)[:, i] / (2 * h)
    exact = ops.convert_to_numpy(random_network.divergence(x, t))
    np.testing.assert_allclose(exact, numeric, rtol=0.02, atol=0.02)


def test_encode_and_decode_undo_each_other(random_network):
    z = random_network.noise(300, seed=1)
    np.testing.assert_allclose(random_network.encode(random_network.decode(z)), z, atol=5e-3)


def test_the_path_starts_at_the_noise_and_ends_at_the_sample(exact):
    z = exact.noise(7, seed=2)
    path = exact.trajectory(z)
    assert path.shape == (7, len(exact.times), 2)
    np.testing.assert_allclose(path[:, 0], SHIFT + SCALE * z, rtol=1e-5)
    np.testing.assert_array_equal(path[:, -1], exact.decode(z))


def test_on_the_way_the_points_have_the_marginals_of_the_mixture(exact):
    path = (exact.trajectory(exact.noise(20_000, seed=0)) - SHIFT) / SCALE
    for state, t in zip(np.moveaxis(path, 1, 0), exact.times, strict=True):
        np.testing.assert_allclose(state.mean(axis=0), t * MEAN, atol=0.03)
        np.testing.assert_allclose(state.var(axis=0), (1 - t) ** 2 + t**2 * SD**2, rtol=0.03)


@pytest.mark.trains
def test_a_short_training_beats_the_normal_and_its_density_integrates_to_one(heaps):
    x, normal = heaps
    model = Diffusion((2,), width=32, seed=0)
    model.fit(x, epochs=50, batch_size=500, verbose=0)
    assert model.log_density(x[:500]).mean() > normal + 0.8
    side = np.linspace(-7, 7, 57)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    mass = np.exp(model.log_density(grid)).sum() * (side[1] - side[0]) ** 2
    assert mass == pytest.approx(1, abs=0.03)


def test_many_points_at_once_get_what_one_at_a_time_gets(random_network):
    x = np.random.default_rng(0).standard_normal((3, 2)).astype("float32")
    one_by_one = np.concatenate([random_network.log_density(row[None]) for row in x])
    np.testing.assert_allclose(one_by_one, random_network.log_density(x), atol=1e-4)


def test_the_optimizer_can_be_chosen():
    model = Diffusion((2,))
    model.compile(keras.optimizers.SGD(1e-3))
    model.fit(normal_data(64), epochs=1, verbose=0)
