"""The only file that knows which backend Keras runs on."""

import contextlib
import functools
import os

import numpy as np


@contextlib.contextmanager
def silent_stderr():
    """Send what C++ code writes to stderr nowhere; no setting of TensorFlow's does that."""
    saved = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
with silent_stderr():
    import tensorflow as tf


@functools.lru_cache(maxsize=64)
def compiled(fn, shape, dtype):
    """`fn` as a graph for events of one shape and any batch size: traced once, not per size."""
    signature = [tf.TensorSpec((None, *shape), dtype)]
    # TensorFlow warns of frequent tracing where several models share a method; a partial is alone.
    return tf.function(functools.partial(fn), input_signature=signature, autograph=False)


def traced(fn):
    """Compile `fn` into a graph that serves every batch size.

    Args:
        fn: a function of one array `(batch, ...)`, built from Keras ops.

    Returns:
        A function from array to numpy array, about ten times faster than eager calls.

    Example:

    >>> import keras
    >>> from helpers.backend import traced
    >>> square = traced(keras.ops.square)
    >>> square([3.0]).tolist()
    [9.0]
    """

    def run(x):
        x = tf.convert_to_tensor(x)
        return np.asarray(compiled(fn, tuple(x.shape[1:]), x.dtype)(x))

    return run


def batched(fn, x, batch_size=256):
    """Apply `fn` to a long array, `batch_size` rows at a time, and join the results.

    Args:
        fn: a function of one array `(batch, ...)`.
        x: array `(n, ...)`.
        batch_size: rows at a time; bounds the memory.

    Returns:
        Array `(n, ...)`. Inside a graph, where rows stand for numbers to come, `fn(x)` itself.
    """
    if tf.is_symbolic_tensor(x):
        return fn(x)
    fn = traced(fn)
    return np.concatenate([fn(x[i : i + batch_size]) for i in range(0, len(x), batch_size)])


def gradient(fn, x):
    """Gradient of `fn` with respect to its input.

    Args:
        fn: a function of `(batch, ...)` that returns one number an event, `(batch,)`.
        x: where, `(batch, ...)`.

    Returns:
        d fn(x) / dx, the shape of `x`. Differentiable itself, so it may stand in a loss.

    Example:

    >>> import keras
    >>> from helpers.backend import gradient
    >>> gradient(lambda x: keras.ops.sum(x**2, axis=-1), [[1.0, 3.0]]).numpy().tolist()
    [[2.0, 6.0]]
    """
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = fn(x)
    return tape.gradient(y, x)
