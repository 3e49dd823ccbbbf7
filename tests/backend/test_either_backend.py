"""What helpers.backend promises on TensorFlow and on JAX alike."""

import os
import subprocess
import sys

import keras
import numpy as np
import pytest
from keras import ops

from helpers import backend
from helpers.backend import gradient, traced, value_and_gradient

POINTS = np.random.default_rng(0).normal(size=(9, 2)).astype("float32")


def cubes(x):
    return ops.sum(x**3, axis=-1)


def test_a_gradient_is_the_slope_of_each_row():
    y, slope = value_and_gradient(cubes, POINTS)
    np.testing.assert_allclose(ops.convert_to_numpy(y), (POINTS**3).sum(axis=1), rtol=1e-5)
    np.testing.assert_allclose(ops.convert_to_numpy(slope), 3 * POINTS**2, rtol=1e-5)
    np.testing.assert_array_equal(slope, gradient(cubes, POINTS))


def test_a_gradient_has_a_gradient():
    bend = gradient(lambda x: ops.sum(gradient(cubes, x), axis=-1), POINTS)
    np.testing.assert_allclose(ops.convert_to_numpy(bend), 6 * POINTS, rtol=1e-5)


def test_a_gradient_stands_in_a_graph():
    slope = traced(lambda x: gradient(cubes, x))
    np.testing.assert_allclose(slope(POINTS), 3 * POINTS**2, rtol=1e-5)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 9])
def test_rows_come_back_as_many_as_they_went(n):
    both = backend.graph(lambda x, y: (x + y, {"twice": 2 * x}), backend.specs([POINTS, POINTS]))
    total, more = both(POINTS[:n], POINTS[-n:])
    np.testing.assert_allclose(total, POINTS[:n] + POINTS[-n:], rtol=1e-6)
    np.testing.assert_allclose(more["twice"], 2 * POINTS[:n], rtol=1e-6)


def test_few_graphs_serve_every_number_of_rows():
    traces = []
    square = traced(lambda x: (traces.append(1), x**2)[1])
    for n in range(1, 33):
        rows = np.full((n, 1), 3.0, "float32")
        np.testing.assert_array_equal(square(rows), 9 * np.ones((n, 1)))
    assert len(traces) <= 7  # one that looks, and 1, 2, 4, 8, 16 and 32 rows


def test_weights_that_change_after_a_graph_was_built_are_seen():
    dense = keras.layers.Dense(1, kernel_initializer="ones")
    dense.build((None, 2))
    run = traced(dense)
    np.testing.assert_allclose(run(POINTS)[:, 0], POINTS.sum(axis=1), rtol=1e-5)
    dense.kernel.assign(2 * dense.kernel)
    np.testing.assert_allclose(run(POINTS)[:, 0], 2 * POINTS.sum(axis=1), rtol=1e-5)


def test_a_seed_generator_goes_on_and_can_be_put_back():
    seeds = keras.random.SeedGenerator(3)
    noise = traced(lambda x: x + keras.random.normal(ops.shape(x), seed=seeds))
    beginning = seeds.state.numpy()
    one, other = noise(POINTS), noise(POINTS)
    assert not np.array_equal(one, other)
    seeds.state.assign(beginning)
    np.testing.assert_array_equal(noise(POINTS), one)


def test_a_graph_knows_that_it_is_being_built():
    told = []

    def look(x):
        told.append((backend.in_graph(), backend.is_tensor(x), backend.is_known(x)))
        return x

    traced(look)(POINTS)
    assert set(told) == {(True, True, False)} and not backend.in_graph()


def test_tensors_are_told_from_arrays():
    tensor, symbol = ops.convert_to_tensor(POINTS), keras.KerasTensor((None, 2))
    known = [(backend.is_tensor(x), backend.is_known(x)) for x in (POINTS, tensor, symbol, [1.0])]
    assert known == [(False, False), (True, True), (True, False), (False, False)]


def test_numbers_of_64_bits_keep_them():
    place = np.array([[4_500_000.125]])
    assert traced(lambda x: x + 1)(place).tolist() == [[4_500_001.125]]


def imported(chosen, code="import helpers"):
    """The last line of a Python that imports the course with a backend chosen."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print(helpers.backend.NAME, 'it is')"],
        env=os.environ | {"KERAS_BACKEND": chosen},
        capture_output=True,
        text=True,
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize("name", ["torch", "openvino", "numpy", "JAX", "jax,tensorflow"])
def test_another_backend_is_refused_in_one_sentence(name):
    line = imported(name)
    assert line.startswith("ImportError: The course expected Keras on tensorflow or jax; received ")
    assert f"KERAS_BACKEND={name}," in line and line.count(". ") == 0


def test_without_jax_it_is_said_how_to_get_it():
    line = imported("jax", "import sys; sys.modules['jax'] = None; import helpers")
    assert "requirements-jax.txt" in line and "expected JAX" in line


@pytest.mark.parametrize("name", ["", "tensorflow"])
def test_tensorflow_is_the_default_and_needs_no_jax(name):
    code = "import sys; sys.modules['jax'] = None; import helpers, helpers.families"
    assert imported(name, code) == "tensorflow it is"
