"""One step of a flow: what it keeps, what it bends, and how much it stretches."""

import numpy as np
import pytest
import tensorflow as tf

from helpers.densities import Spline
from helpers.networks import mlp
from helpers.tractable.coupling import Coupling

SPLINE = Spline(8)


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(50, 5)).astype("float32")


@pytest.fixture
def coupling():
    """Numbers 3 and 0 bend numbers 4 and 1; nobody looks at number 2."""
    network = mlp(2, 2 * SPLINE.parameters, 16, seed=0)
    for w in network.trainable_weights:
        w.assign(np.random.default_rng(1).normal(0, 0.5, w.shape))
    return Coupling(np.array([3, 0]), np.array([4, 1]), network, SPLINE)


def test_only_the_bent_numbers_move(coupling, x):
    moved = np.abs(np.asarray(coupling.forward(x)[0]) - x).max(axis=0)
    assert (moved[[4, 1]] > 0.1).all() and (moved[[0, 2, 3]] == 0).all()


def test_a_number_moves_by_its_own_value_and_those_kept(coupling, x):
    y = np.asarray(coupling.forward(x)[0])
    for other, watched in ((2, [4, 1]), (4, [1]), (1, [4])):
        changed = x.copy()
        changed[:, other] += 1
        here = np.asarray(coupling.forward(changed)[0])
        np.testing.assert_array_equal(here[:, watched], y[:, watched])
    changed = x.copy()
    changed[:, 3] += 1
    assert np.abs(np.asarray(coupling.forward(changed)[0]) - y)[:, [4, 1]].max() > 0.1


def test_the_inverse_brings_every_event_back(coupling, x):
    np.testing.assert_allclose(coupling.inverse(coupling.forward(x)[0]), x, atol=1e-4)
    np.testing.assert_allclose(coupling.forward(coupling.inverse(x))[0], x, atol=1e-4)


def test_the_log_determinant_is_that_of_the_jacobian(coupling, x):
    with tf.GradientTape() as tape:
        x = tf.convert_to_tensor(x)
        tape.watch(x)
        y, log_det = coupling.forward(x)
    _, expected = np.linalg.slogdet(tape.batch_jacobian(y, x))
    assert np.abs(expected).max() > 0.5
    np.testing.assert_allclose(log_det, expected, atol=1e-4)
