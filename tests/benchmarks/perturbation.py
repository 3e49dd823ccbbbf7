"""What `perturbed.py` does inside a process: move the start, write down what assertions compared.

A plugin of pytest; in a notebook, `import perturbation` before the first model.
"""

import json
import os
import sys

import keras
import numpy as np
import pytest

SIZE = 1e-6  # of a move: some times the last bit of a weight
MOVED, SEED, LOG = (os.environ.get(f"PERTURBED_{name}") for name in ("WEIGHTS", "SEED", "LOG"))


def moved(initializer):
    """The same weights, each about `SIZE` beside where it would start."""
    initializer = keras.initializers.get(initializer or "glorot_uniform")

    def start(shape, dtype=None):
        # Of the shape alone: two models that start alike still do.
        eps = np.random.default_rng([int(MOVED), *shape]).normal(0, SIZE, shape)
        return initializer(shape, dtype=dtype) + keras.ops.cast(eps, dtype)

    return start


def move_weights():
    """From now on trainable weights start beside where they would."""
    add_weight = keras.layers.Layer.add_weight

    def add_moved(self, *args, trainable=True, **kwargs):
        names = dict(zip(("shape", "initializer", "dtype"), args, strict=False)) | kwargs
        if trainable:
            names["initializer"] = moved(names.get("initializer"))
        return add_weight(self, trainable=trainable, **names)

    keras.layers.Layer.add_weight = add_moved


if MOVED:
    move_weights()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """After the seed of tests/conftest.py, which pytest calls first."""
    if SEED:
        keras.utils.set_random_seed(int(SEED))


def pytest_assertion_pass(item, lineno, orig, expl):
    """One line for each assertion that held: where, what, and the numbers compared."""
    write_down(item.nodeid, lineno, orig, expl)


def write_down(*words):
    with open(LOG, "a") as file:
        file.write(json.dumps(words) + "\n")


def watched(actual, desired, rtol=1e-7, atol=0.0, **kwargs):
    """NumPy's `assert_allclose`, which also writes down the greatest error over its tolerance."""
    assert_allclose(actual, desired, rtol=rtol, atol=atol, **kwargs)
    allowed = atol + rtol * np.abs(desired)
    far = np.abs(np.subtract(actual, desired)) / np.maximum(allowed, 1e-300)
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rsplit(" ", 1)[0]
    write_down(test, sys._getframe(1).f_lineno, "assert_allclose", f"{np.max(far, initial=0)} <= 1")


assert_allclose = np.testing.assert_allclose
if LOG:
    np.testing.assert_allclose = watched
