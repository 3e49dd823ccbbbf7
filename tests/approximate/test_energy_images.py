"""The energy-based model of images against data whose energies are known: a single image.

Blurred by σ it is a normal around that image, so E_σ(y) = ‖y - x‖² / 2σ².
"""

import copy

import numpy as np
import pytest
from keras import ops

from helpers.approximate.energy_based import EnergyBased
from helpers.backend import gradient
from helpers.taxonomy import NoDensity

SHAPE = (8, 8, 1)
IMAGE = np.random.default_rng(0).integers(0, 256, (1, *SHAPE), dtype="uint8")


def with_energy(model, energy_at):
    model.levels = copy.copy(model.levels)  # a part as a whole: so the model hears of it
    model.levels.energy_at = energy_at
    return model


@pytest.fixture
def exact():
    model = EnergyBased(SHAPE, width=8)

    def energy_at(y, level):
        sigma = ops.take(model.levels.sigma, level)
        return ops.sum((y - model.to_model(IMAGE)) ** 2, axis=(1, 2, 3)) / (2 * sigma**2)

    return with_energy(model, energy_at)


@pytest.fixture
def random_network():
    return EnergyBased(SHAPE, width=8, seed=3)


def test_the_true_energy_has_no_slope_error_and_any_other_has(exact):
    x, energy_at = np.repeat(IMAGE, 300, axis=0), exact.levels.energy_at
    assert np.max(exact.objective(x)) < 1e-2
    with_energy(exact, lambda y, level: 1.1 * energy_at(y, level))
    assert np.mean(exact.objective(x)) > 0.1


def test_chains_end_at_the_only_image_there_is(exact):
    np.testing.assert_allclose(exact.sample(5, seed=0), np.repeat(IMAGE / 255, 5, 0), atol=0.02)


def test_the_chain_visits_every_level_from_the_noisiest_to_the_data(exact):
    path = exact.trajectory(exact.noise(4, seed=0), seed=0)
    assert path.shape == (4, exact.evaluations + 2, *SHAPE)
    spread = path[:, :-1].std(axis=(0, 2, 3, 4))
    assert spread[0] > 3 and spread[-1] < 0.5


def test_the_slope_is_the_numeric_gradient_of_the_energy(random_network):
    y = np.random.default_rng(0).normal(0, 1, (5, *SHAPE)).astype("float32")
    level, energy_at = np.array([0, 10, 20, 30, 49], "int32"), random_network.levels.energy_at
    slope = gradient(lambda y: energy_at(y, level), y).numpy()
    direction = np.random.default_rng(1).normal(0, 1, y.shape).astype("float32")
    up = np.asarray(energy_at(y + 1e-3 * direction, level), "float64")
    down = np.asarray(energy_at(y - 1e-3 * direction, level), "float64")
    expected = (slope * direction).sum(axis=(1, 2, 3))
    np.testing.assert_allclose((up - down) / 2e-3, expected, rtol=0.05, atol=0.5)


def test_the_energy_of_images_has_no_constant_and_says_so(random_network):
    with pytest.raises(NoDensity, match="but for a constant"):
        random_network.bits_per_dim(IMAGE)
    with pytest.raises(NoDensity, match="has no end"):
        random_network.log_partition()
