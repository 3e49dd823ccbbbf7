"""What `perturbed.py` does inside a process: move the start, write down what assertions compared.

A plugin of pytest; in a notebook, `import perturbation` before the first model.
"""

import json
import os

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
    if LOG:
        with open(LOG, "a") as file:
            file.write(json.dumps([item.nodeid, lineno, orig, expl]) + "\n")
