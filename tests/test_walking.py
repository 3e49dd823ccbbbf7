"""Chains on landscapes where the end is known: a bowl, two islands, no heat."""

import numpy as np
import pytest

from helpers.walking import changes, nearest, shaken, walk


@pytest.mark.parametrize("temperature", [0.5, 1, 3])
@pytest.mark.parametrize("step", [0.02, 0.3])
def test_in_a_bowl_the_variance_is_that_of_the_recursion(temperature, step):
    """x' = (1 - η/s²) x + √(2ηT) ξ settles at variance T s² / (1 - η / 2s²)."""
    s2 = np.array([1.0, 0.5])
    states = walk(lambda x: x / s2, np.zeros((5000, 2)), temperature, step, int(4 / step), seed=0)
    variance = states[:, -1].var(axis=0)
    np.testing.assert_allclose(variance, temperature * s2 / (1 - step / (2 * s2)), rtol=0.08)


def test_without_heat_a_walk_is_gradient_descent():
    states = walk(lambda x: x, np.ones((3, 2)), 0, 0.1, 5, seed=0)
    np.testing.assert_allclose(states[:, :, 0], np.tile(0.9 ** np.arange(6), (3, 1)))


def test_a_walk_keeps_its_start_and_is_repeatable():
    start = np.array([[1.0, 2.0], [3.0, 4.0]])
    one, two = (walk(lambda x: x, start, 1, 0.1, 7, seed=5) for _ in range(2))
    assert one.shape == (2, 8, 2)
    np.testing.assert_array_equal(one[:, 0], start)
    np.testing.assert_array_equal(one, two)


def test_given_shakes_are_taken_in_order():
    shakes = np.arange(4.0).reshape(4, 1, 1)
    states = shaken(lambda x: 0 * x, np.zeros((1, 1)), 1, 0.5, shakes)
    assert states.ravel().tolist() == [0, 0, 1, 3, 6]


def test_places_belong_to_the_nearest_centre():
    assert nearest([[[-2, 0], [0.1, 5]]], [[-1, 0], [1, 0]]).tolist() == [[0, 1]]


def test_a_change_counts_when_the_chain_has_come_and_not_on_the_ridge():
    centres = [[-1.5, 0], [1.5, 0]]
    x1 = [[-1.5, 0.1, -0.1, 0.2, 1.4, 0.2, -0.2, 1.5, -1.4], [-1.5] * 9]
    places = np.stack([x1, np.zeros((2, 9))], axis=-1)
    assert changes(places, centres).tolist() == [2, 0]
