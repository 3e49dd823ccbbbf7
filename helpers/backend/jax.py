"""Tensors, graphs and gradients of JAX."""

import keras
import numpy as np

from helpers.backend.opening import jax

JIT_COMPILE = True  # without it, JAX runs operation by operation


def is_tensor(x):
    return isinstance(x, (jax.Array, keras.KerasTensor, keras.Variable))


def is_known(x):
    return is_tensor(x) and not isinstance(x, (jax.core.Tracer, keras.KerasTensor))


def in_graph():
    return isinstance(jax.numpy.zeros(()), jax.core.Tracer)


class Watching(keras.StatelessScope):
    """Notes which variables are read and which are set."""

    def __init__(self):
        super().__init__()
        self.read, self.set = {}, {}

    def get_current_value(self, variable):
        self.read[id(variable)] = variable
        return super().get_current_value(variable)

    def add_update(self, update):
        self.set[id(update[0])] = update[0]
        super().add_update(update)


def graph(fn, specs):
    """JAX compiles for numbers of one shape and takes what it finds beside them for constants. So
    weights are arguments, and rows are filled up to a power of two.
    """
    read, changed = variables(fn, specs)

    @jax.jit
    def pure(values, *arrays):
        with keras.StatelessScope(zip(read, values, strict=True)) as scope:
            made = fn(*arrays)
        return made, [scope.get_current_value(v) for v in changed]

    def run(*arrays):
        n = len(arrays[0])
        made, values = pure([v.value for v in read], *(filled_up(a) for a in arrays))
        for variable, value in zip(changed, values, strict=True):
            variable.assign(value)
        return keras.tree.map_structure(lambda m: np.asarray(m)[:n], made)

    return run


def variables(fn, specs):
    """The variables that `fn` reads, and those that it sets."""
    with Watching() as scope:
        rows = (jax.ShapeDtypeStruct((1, *shape), dtype) for shape, dtype in specs)
        jax.eval_shape(fn, *rows)
    return list(scope.read.values()), list(scope.set.values())


def filled_up(array):
    """As many rows as the next power of two, the last one repeated."""
    missing = 2 ** (len(array) - 1).bit_length() - len(array)
    return np.concatenate([array, np.repeat(array[-1:], missing, axis=0)])


def value_and_gradient(fn, x):
    y, pull_back = jax.vjp(fn, keras.ops.convert_to_tensor(x))
    return y, pull_back(keras.ops.ones_like(y))[0]


def part(variables):
    held = set()
    for variable in variables:
        if id(variable.value) in held:
            variable.assign(jax.numpy.copy(variable.value))
        held.add(id(variable.value))
