"""Tensors, graphs and gradients of TensorFlow."""

import functools

import keras

from helpers.backend.opening import tf

JIT_COMPILE = False  # XLA was measured to gain nothing


def is_tensor(x):
    return tf.is_tensor(x) or isinstance(x, keras.KerasTensor)


def is_known(x):
    return tf.is_tensor(x) and not tf.is_symbolic_tensor(x)


def in_graph():
    return tf.inside_function()


def graph(fn, specs):
    signature = [tf.TensorSpec((None, *shape), dtype) for shape, dtype in specs]
    # TensorFlow warns of frequent tracing where several models share a method; a partial is alone.
    return tf.function(functools.partial(fn), input_signature=signature, autograph=False)


def value_and_gradient(fn, x):
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = fn(x)
    return y, tape.gradient(y, x)


def part(variables):
    """Nothing: they always have."""
