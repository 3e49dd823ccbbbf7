"""The only file that knows which backend Keras runs on."""

import contextlib
import functools
import os

import numpy as np

from helpers import checks


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


if os.environ.setdefault("KERAS_BACKEND", "tensorflow") != "tensorflow":
    raise ImportError(
        f"The course expected Keras on TensorFlow; received KERAS_BACKEND="
        f"{os.environ['KERAS_BACKEND']}. Its graphs, gradients and numbers are TensorFlow's. Unset "
        f"that variable, start Python anew, and import helpers first."
    )
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # else on some processors only
with silent_stderr():
    import keras
    import tensorflow as tf


def is_tensor(x):
    """Whether `x` is the backend's own, with numbers or for numbers to come, and no plain array."""
    return tf.is_tensor(x) or isinstance(x, keras.KerasTensor)


def is_known(x):
    """Whether `x` is a tensor that has its numbers already."""
    return tf.is_tensor(x) and not tf.is_symbolic_tensor(x)


def in_graph():
    """Whether a graph is being built: what is made here stands for numbers to come."""
    return tf.inside_function()


def specs(arrays):
    """Shape of a row and type of each array: what a graph is built for."""
    return tuple((tuple(a.shape[1:]), a.dtype) for a in arrays)


def graph(fn, specs):
    """`fn` as a graph for rows of one shape and any number of them: traced once, not per number."""
    signature = [tf.TensorSpec((None, *shape), dtype) for shape, dtype in specs]
    # TensorFlow warns of frequent tracing where several models share a method; a partial is alone.
    return tf.function(functools.partial(fn), input_signature=signature, autograph=False)


compiled = functools.lru_cache(maxsize=64)(graph)


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
        return np.asarray(compiled(fn, specs([x]))(x))

    return run


def batched(fn, x, batch_size=256):
    """Apply `fn` to a long array, `batch_size` rows at a time, and join the results.

    Args:
        fn: a function of one array `(batch, ...)`.
        x: array `(n, ...)`.
        batch_size: rows at a time; bounds the memory.

    Returns:
        Array `(n, ...)`. Inside a graph, where rows stand for numbers to come, `fn(x)` itself.

    Raises:
        ValueError: for no rows, NaN or infinity.
    """
    if tf.is_symbolic_tensor(x):
        return fn(x)
    return by_rows(traced(fn), [checks.finite_rows(x, "batched")], batch_size)


def by_rows(fn, arrays, rows):
    """Call `fn` with some rows of each array after the other and join what it gives.

    Args:
        fn: as many arrays as there are to one array, or a tuple of them, with as many rows.
        arrays: each `(n, ...)`; some may be functions from a number of rows to the next ones.
        rows: how many at a time.
    """
    n = next(len(a) for a in arrays if not callable(a))
    for start in range(0, n, rows):
        stop = min(start + rows, n)
        parts = [a(stop - start) if callable(a) else a[start:stop] for a in arrays]
        made = tf.nest.map_structure(np.asarray, fn(*parts))
        if start == 0:
            whole = tf.nest.map_structure(lambda m: np.empty((n, *m.shape[1:]), m.dtype), made)
        for w, m in zip(tf.nest.flatten(whole), tf.nest.flatten(made), strict=True):
            w[start:stop] = m
    return whole


def shuffled(rows, batch_size):
    """Batches for `fit`, all of one size, in a new order every pass.

    Of an array Keras makes batches, too. But where a seed is set, theirs come in the same order
    every pass. And TensorFlow tunes them in a thread that sleeps longer and longer, up to a
    minute; a pass that ends meanwhile may have to wait for it. And their last batch is smaller;
    a graph for one size is built sooner and runs faster.

    Args:
        rows: array `(n, ...)`, or a tuple of such arrays.
        batch_size: rows at a time, or n if that is less. Rows that do not fill a batch are left
            out, others every pass.

    Returns:
        A `tf.data.Dataset`.

    Example:

    >>> import numpy as np
    >>> from helpers.backend import shuffled
    >>> [len(batch) for batch in shuffled(np.zeros((10, 2)), 4)]
    [4, 4]
    """
    rows = tf.nest.map_structure(tf.convert_to_tensor, rows)
    n = len(tf.nest.flatten(rows)[0])
    batch_size = min(batch_size, n)
    steps = n // batch_size

    def batches(seed):
        order = tf.random.experimental.stateless_shuffle(tf.range(n), [seed, 0])
        places = tf.reshape(order[: steps * batch_size], (steps, batch_size))
        return tf.data.Dataset.from_tensor_slices(places)

    seeds = tf.data.Dataset.random(rerandomize_each_iteration=True).take(1)
    data = seeds.flat_map(batches).map(
        lambda chosen: tf.nest.map_structure(lambda r: tf.gather(r, chosen), rows)
    )
    known = tf.data.experimental.assert_cardinality(steps)
    return untuned(data.apply(known).prefetch(2))


def untuned(data):
    """A `tf.data.Dataset` without the thread that tunes it; anything else as it is."""
    if not isinstance(data, tf.data.Dataset):
        return data
    options = tf.data.Options()
    options.autotune.enabled = False
    return data.with_options(options)


def endless(batches):
    """Whether batches are known to have no end."""
    if isinstance(batches, keras.utils.PyDataset):
        return batches.num_batches is None
    if not isinstance(batches, tf.data.Dataset):
        return False
    return int(batches.cardinality()) == tf.data.INFINITE_CARDINALITY


def mapped(batches, fn, rows):
    """Batches with `fn` between them and whoever asks for them.

    Args:
        batches: a `tf.data.Dataset`, or anything that can be gone through again and again.
        fn: a batch to a tuple of numpy arrays.
        rows: such a tuple; what the batches hold looks like it.
    """
    if not isinstance(batches, tf.data.Dataset):
        like = tuple(tf.TensorSpec((None, *r.shape[1:]), r.dtype) for r in rows)
        made = tf.data.Dataset.from_generator(lambda: map(fn, batches), output_signature=like)
        return untuned(made)

    def through(*parts):
        made = tf.numpy_function(lambda *parts: fn(parts), parts, [r.dtype for r in rows])
        shapes = [(None, *r.shape[1:]) for r in rows]
        return tuple(map(tf.ensure_shape, made, shapes))

    return untuned(batches.map(through).prefetch(2))


def dataset(rows, batch_size):
    """Batches in the order of the rows, the last one smaller; of an array, or of a tuple of them.

    Of 64-bit numbers Keras's own batches would keep 32.
    """
    return untuned(tf.data.Dataset.from_tensor_slices(rows).batch(batch_size))


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
    return value_and_gradient(fn, x)[1]


def value_and_gradient(fn, x):
    """`fn(x)` and its `gradient`, for the price of the gradient.

    Example:

    >>> import keras
    >>> from helpers.backend import value_and_gradient
    >>> y, slope = value_and_gradient(lambda x: keras.ops.sum(x**2, axis=-1), [[1.0, 3.0]])
    >>> y.numpy().tolist(), slope.numpy().tolist()
    ([10.0], [[2.0, 6.0]])
    """
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = fn(x)
    return y, tape.gradient(y, x)
