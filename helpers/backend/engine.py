"""What the chosen backend does in its own way; all else is built on it."""

from helpers.backend.opening import NAME

if NAME == "jax":
    from helpers.backend import jax as chosen
else:
    from helpers.backend import tensorflow as chosen

JIT_COMPILE = chosen.JIT_COMPILE  # what Keras is told


def is_tensor(x):
    """Whether `x` is the backend's own, with numbers or for numbers to come, and no plain array."""
    return chosen.is_tensor(x)


def is_known(x):
    """Whether `x` is a tensor that has its numbers already."""
    return chosen.is_known(x)


def in_graph():
    """Whether a graph is being built: what is made here stands for numbers to come."""
    return chosen.in_graph()


def graph(fn, specs):
    """`fn` as a graph for rows of one shape and any number of them.

    Args:
        fn: as many arrays as there are `specs` to tensors, each with as many rows.
        specs: shape of a row and type of each array.

    Returns:
        The same function of arrays. It sees variables as they are when it is called.
    """
    return chosen.graph(fn, specs)


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
    >>> slope = gradient(lambda x: keras.ops.sum(x**2, axis=-1), [[1.0, 3.0]])
    >>> keras.ops.convert_to_numpy(slope).tolist()
    [[2.0, 6.0]]
    """
    return value_and_gradient(fn, x)[1]


def value_and_gradient(fn, x):
    """`fn(x)` and its `gradient`, for the price of the gradient.

    Example:

    >>> import keras
    >>> from helpers.backend import value_and_gradient
    >>> y, slope = value_and_gradient(lambda x: keras.ops.sum(x**2, axis=-1), [[1.0, 3.0]])
    >>> [keras.ops.convert_to_numpy(a).tolist() for a in (y, slope)]
    [[10.0], [[2.0, 6.0]]]
    """
    return chosen.value_and_gradient(fn, x)


def part(variables):
    """Let each variable hold numbers of its own.

    On JAX two may hold one array, such as weights that became their moving average; and a step of
    training can use up an array only once.
    """
    chosen.part(variables)
