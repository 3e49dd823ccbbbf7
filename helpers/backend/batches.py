"""Batches for `fit`: on either backend a `tf.data.Dataset`."""

import keras

from helpers.backend.opening import tf


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


def mapped(batches, fn, rows, steps=None):
    """Batches with `fn` between them and whoever asks for them.

    Args:
        batches: a `tf.data.Dataset`, or anything that can be gone through again and again.
        fn: a batch to a tuple of numpy arrays.
        rows: such a tuple; what the batches hold looks like it.
        steps: how many batches there are, where that is known.
    """
    if not isinstance(batches, tf.data.Dataset):
        like = tuple(tf.TensorSpec((None, *r.shape[1:]), r.dtype) for r in rows)
        made = tf.data.Dataset.from_generator(lambda: map(fn, batches), output_signature=like)
        if steps is not None:
            made = made.apply(tf.data.experimental.assert_cardinality(steps))
        return untuned(made.prefetch(2))

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
