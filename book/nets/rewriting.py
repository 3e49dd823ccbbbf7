"""Operations whose slopes LiteRT lacks, or is slow at, written in others that are equal."""

import contextlib

import numpy as np
import tensorflow as tf


@contextlib.contextmanager
def rewritten():
    """Within this slices and products of matrices have slopes that a page can compute fast."""
    usual_get, usual_matmul = tf.Tensor.__getitem__, tf.matmul
    tf.Tensor.__getitem__ = lambda tensor, key: sliced(tensor, key, usual_get)
    tf.matmul = lambda a, b, **how: product(a, b, usual_matmul, **how)
    try:
        yield
    finally:
        tf.Tensor.__getitem__, tf.matmul = usual_get, usual_matmul


def sliced(tensor, key, usual):
    """The slope of a slice is a padding: LiteRT has no `StridedSliceGrad`."""
    if not tensor.dtype.is_floating or not tensor.shape.is_fully_defined():
        return usual(tensor, key)
    chosen = np.arange(tensor.shape.num_elements()).reshape(tensor.shape)[key]
    if not chosen.size:
        return usual(tensor, key)
    ends = chosen.min(), chosen.max()
    low, high = (np.array(np.unravel_index(end, tensor.shape)) for end in ends)
    around = np.stack([low, np.array(tensor.shape) - 1 - high], axis=1)

    @tf.custom_gradient
    def part(tensor):
        return usual(tensor, key), lambda g: tf.pad(tf.reshape(g, high - low + 1), around)

    return part(tensor)


def product(a, b, usual, **how):
    """Both slopes as batched products of the kinds for which LiteRT has a fast routine in a
    browser: the right factor may be turned, the left one may not.
    """
    turns = how.get("transpose_a") or how.get("transpose_b")
    if turns or len(a.shape) != 2 or len(b.shape) != 2:
        return usual(a, b, **how)

    @tf.custom_gradient
    def multiplied(a, b):
        return usual(a, b), lambda g: (times_turned(g, b), tf.matmul(turned(a), g))

    return multiplied(a, b)


@tf.custom_gradient
def times_turned(a, b):
    """a bᵀ."""
    made = tf.linalg.matmul(tf.expand_dims(a, 0), tf.expand_dims(b, 0), transpose_b=True)
    slopes = lambda g: (tf.matmul(g, b), tf.matmul(turned(g), a))  # noqa: E731
    return tf.reshape(made, (a.shape[0], b.shape[0])), slopes


def turned(a):
    """The transpose, its rows taken in two steps: so the converter does not undo it."""
    rows, columns = a.shape
    part = next((k for k in range(2, rows) if rows % k == 0), 1)
    apart = tf.reshape(a, (part, rows // part, columns))
    return tf.reshape(tf.transpose(apart, (2, 0, 1)), (columns, rows))
