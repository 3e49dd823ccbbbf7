"""The energy-based model against cases where everything is known: its energies are quadratic."""

import copy

import numpy as np
import pytest
from keras import ops
from scipy import stats

from helpers.approximate.chains import langevin
from helpers.approximate.energy_based import EnergyBased

SHIFT, SCALE = np.array([10.0, -3.0], "float32"), np.array([4.0, 0.1], "float32")


@pytest.fixture
def normal():
    """The data are normal and the energies exact: the network has nothing to add."""
    model = EnergyBased((2,), seed=0)
    model.levels.network = lambda y: ops.zeros_like(y[:, :1]) * np.ones((1, 13), "float32")
    model.shift.assign(SHIFT)
    model.scale.assign(SCALE)
    return model


@pytest.fixture
def random_network():
    model = EnergyBased((2,), width=32, seed=3)
    model.shift.assign(SHIFT)
    model.scale.assign(SCALE)
    return model


def with_energies(model, energies):
    """Give a model energies of its own."""
    model.levels = copy.copy(model.levels)  # a part as a whole: so the model hears of it
    model.levels.energies = energies


def normal_data(n, seed=0):
    return (SHIFT + SCALE * np.random.default_rng(seed).standard_normal((n, 2))).astype("float32")


@pytest.mark.parametrize("step", [0.02, 0.2, 0.8])
def test_langevin_on_a_quadratic_energy_has_the_variance_of_its_recursion(step):
    """x' = (1 - η/s²) x + √(2η) ξ settles at variance s² / (1 - η / 2s²), s² as η falls to 0."""
    s = np.array([1.0, 0.7], "float32")
    rng = np.random.default_rng(0)
    x = np.zeros((20_000, 2), "float32")
    for _ in range(int(4 / step)):  # long enough to forget the start
        shake = rng.standard_normal(x.shape).astype("float32")
        x = langevin(lambda x: ops.sum(0.5 * (x / s) ** 2, axis=-1), x, step, shake)
    variance = ops.convert_to_numpy(x).var(axis=0)
    np.testing.assert_allclose(variance, s**2 / (1 - step / (2 * s**2)), rtol=0.04)


def test_without_shakes_langevin_is_gradient_descent():
    x = np.array([[1.0, -2.0]], "float32")
    after = langevin(lambda x: ops.sum(x**2, axis=-1), x, 0.1, np.zeros_like(x))
    np.testing.assert_allclose(after, 0.8 * x, rtol=1e-6)


def test_the_energies_of_normal_data_are_those_of_its_noisy_versions(normal):
    y = np.random.default_rng(0).standard_normal((50, 2)).astype("float32")
    energies = ops.convert_to_numpy(normal.levels.energies(y))
    for k, sigma in enumerate(normal.levels.sigma):
        sd = np.sqrt(1 + sigma**2) if k < len(normal.levels.sigma) - 1 else sigma
        np.testing.assert_allclose(-energies[:, k], stats.norm(0, sd).logpdf(y).sum(1), atol=1e-4)


def test_blurred_data_has_the_variance_of_its_level(normal):
    x = np.random.default_rng(0).standard_normal((40_000, 2)).astype("float32")
    for level in (0, 6, 12, 13):
        y = ops.convert_to_numpy(normal.blur(x, np.full(len(x), level)))
        variance = normal.levels.signal[level] + normal.levels.sigma[level] ** 2
        np.testing.assert_allclose(y.var(axis=0), variance, rtol=0.03)
    assert np.abs(np.mean(x * y)) < 0.03  # the last level is noise alone


def test_the_exact_energies_guess_the_level_best(normal):
    x, exact = normal_data(20_000), normal.levels.energies

    def loss(energies):
        with_energies(normal, energies)
        normal.seed_generator.state.assign([0, 0])  # the same levels and noise for both
        return float(ops.mean(normal.objective(x)))

    best, tilt = loss(exact), np.linspace(0, 0.3, 14).astype("float32")
    assert best < np.log(14)
    assert best < loss(lambda y: exact(y) + tilt)
    assert best < loss(lambda y: exact(y) * 1.1)


def test_log_partition_of_a_normalised_energy_is_zero(normal):
    assert normal.log_partition() == pytest.approx(0, abs=1e-3)


def test_log_partition_of_a_quadratic_energy_is_its_closed_form(normal):
    s = np.array([0.5, 1.2], "float32")
    with_energies(normal, lambda y: ops.sum(0.5 * (y / s) ** 2, axis=-1, keepdims=True))
    assert normal.log_partition() == pytest.approx(np.log(2 * np.pi * s.prod()), abs=1e-3)


def test_a_grid_of_ones_own_that_misses_half_the_mass_says_half(normal):
    half = [(SHIFT[0], SHIFT[0] + 6 * SCALE[0]), (SHIFT[1] - 6 * SCALE[1], SHIFT[1] + 6 * SCALE[1])]
    assert normal.log_partition(half) == pytest.approx(np.log(0.5), abs=1e-3)


def test_normalised_the_density_is_the_normals(normal):
    x = normal_data(100)
    truth = stats.norm(SHIFT, SCALE).logpdf(x).sum(axis=1)
    np.testing.assert_allclose(normal.log_density(x) - normal.log_partition(), truth, atol=5e-3)


def test_the_score_is_the_numeric_gradient_of_minus_the_energy(random_network):
    x, h = normal_data(30), 3e-3 * SCALE  # smaller drowns in rounding
    score = random_network.score(x)
    for i in range(2):
        step = h * np.eye(2, dtype="float32")[i]
        up, down = random_network.energy(x + step), random_network.energy(x - step)
        numeric = -(up - down) / (2 * h[i])
        np.testing.assert_allclose(score[:, i] * SCALE[i], numeric * SCALE[i], rtol=0.03, atol=0.01)


def test_chains_with_exact_energies_end_at_the_data(normal):
    samples = normal.sample(20_000, seed=0)
    np.testing.assert_allclose(samples.mean(axis=0), SHIFT, atol=0.03 * SCALE.max())
    np.testing.assert_allclose(samples.std(axis=0), SCALE, rtol=0.05)
    assert abs(np.corrcoef(samples.T)[0, 1]) < 0.03


def test_the_path_starts_at_the_noise_and_ends_at_the_sample(normal):
    z = normal.noise(5, seed=4)
    path = normal.trajectory(z, seed=4)
    assert path.shape == (5, 1 + len(normal.size_of_step), 2)
    np.testing.assert_allclose(path[:, 0], SHIFT + SCALE * normal.levels.start_scale * z, rtol=1e-5)
    np.testing.assert_array_equal(path[:, -1], normal.sample(5, seed=4))


def test_decode_always_shakes_alike_and_draw_as_the_seed_says(normal):
    z = normal.noise(6, seed=0)
    once = normal.decode(z)
    np.testing.assert_array_equal(once, normal.decode(z))
    np.testing.assert_allclose(once[:3], normal.decode(z[:3]), rtol=1e-4)
    assert not np.allclose(normal.draw(z, seed=1), normal.draw(z, seed=2))


@pytest.mark.trains
def test_a_short_training_beats_the_normal_and_integrates_to_one(heaps):
    x, normal = heaps
    model = EnergyBased((2,), width=32, seed=0)
    model.fit(x, epochs=50, batch_size=500, verbose=0)
    log_z = model.log_partition()
    assert np.mean(model.log_density(x)) - log_z > normal + 0.8
    side = np.linspace(-9, 9, 181).astype("float32")
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    mass = np.exp(model.log_density(grid) - log_z).sum() * (side[1] - side[0]) ** 2
    assert mass == pytest.approx(1, abs=0.01)
