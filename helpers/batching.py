"""What a learner calls with arrays: checked, some rows at a time, in bounded memory."""

import functools
import inspect

import keras
import numpy as np

from helpers import backend, checks

SETTINGS = (bool, int, float, str, type(None), np.number)


def in_batches(rows=256):
    """Decorate a method whose body is mathematics on tensors, so that it takes arrays.

    Arrays are checked, go through a graph of the body some rows at a time, and come back as numpy
    arrays. So 60,000 pictures need no more memory than the answer and one batch. The graph is
    built once for each shape of a row and serves every number of rows. Of tensors, where a gradient
    may be wanted, only the body is run, z in 32 bits as always. They are checked, too, unless they
    stand for numbers to come.

    The names of arguments say what they are: `x` is data of the model's `event_shape`, `z` holds
    vectors of its `latent_dim`, and any other array has as many rows. A function in place of an
    array gives the next rows, so many as it is told. Numbers and words are settings.

    Args:
        rows: how many at a time. A dictionary has them by the rank of an event, 1 on the plane and
            3 for images.

    Example:

    >>> import numpy as np
    >>> from helpers.batching import in_batches
    >>> class Line:
    ...     event_shape = (2,)
    ...     @in_batches(rows=3)
    ...     def height(self, x, slope):
    ...         return slope * x[:, 0]
    >>> Line().height(np.ones((5, 2)), 2.0).tolist()
    [2.0, 2.0, 2.0, 2.0, 2.0]
    """

    def decorate(body):
        signature = inspect.signature(body)
        others = inspect.getfullargspec(body).varkw  # the name of **keywords, if there are any

        @functools.wraps(body)
        def method(self, *args, **kwargs):
            given = dict(signature.bind(self, *args, **kwargs).arguments)
            given |= given.pop(others, {})
            del given["self"]
            owner = f"{type(self).__name__}.{body.__name__}"
            if backend.in_graph() or any(map(backend.is_tensor, given.values())):
                for name in ("x", "z"):
                    if backend.is_known(given.get(name)):
                        checked(self, name, given[name], owner)
                if "z" in given:
                    given["z"] = keras.ops.cast(given["z"], "float32")
                return body(self, **given)
            arrays = {k: checked(self, k, v, owner) for k, v in given.items() if is_array(k, v)}
            settings = {k: v for k, v in given.items() if k not in arrays}
            checks.same_rows(arrays, owner)
            here = rows[len(self.event_shape)] if isinstance(rows, dict) else rows
            run = functools.partial(through_graph, self, body, tuple(arrays), settings)
            return in_numbers(backend.by_rows(run, list(arrays.values()), here), self, owner)

        return method

    return decorate


def is_array(name, value):
    return name in ("x", "z") or not isinstance(value, SETTINGS)


def checked(model, name, value, owner):
    """The array, if it is what its name says."""
    if name == "x" and hasattr(model, "event_shape"):
        return checks.events(value, model.event_shape, owner)
    if name == "z":
        return checks.codes(value, model.latent_dim, owner)
    if callable(value):
        return value
    value = checks.finite_rows(value, f"{owner} {name}=")
    return value.astype("float32") if value.dtype == "float64" else value


def in_numbers(made, model, owner):
    """Check what a model made; only what says one number an event may reach infinity.

    Raises:
        FloatingPointError: its weights are no numbers.
        ValueError: they are, but what was given lies too far out.
    """
    for part in made if isinstance(made, tuple) else (made,):
        if np.isnan(part).any() or (part.ndim > 1 and not np.isfinite(part).all()):
            expected = f"{owner} expected to answer in numbers; received NaN or infinity."
            if not all(np.isfinite(weight).all() for weight in getattr(model, "weights", ())):
                raise FloatingPointError(
                    f"{expected} Some weights of this model are no numbers any more, which makes "
                    f"every answer wrong. Make it anew: usually the learning rate was too high."
                )
            raise ValueError(
                f"{expected} What was given lies so far from all that the model knows that 32 bits "
                f"cannot hold what follows from it. Give numbers nearer to its data or noise."
            )
    return made


def through_graph(model, body, names, settings, *arrays):
    """The body's answer to some rows. Its graphs belong to the model, and end with it."""
    graphs = vars(model).setdefault("_graphs", {})
    key = body, names, tuple(settings.items()), backend.specs(arrays)
    if key not in graphs:

        def fn(*arrays):
            return body(model, **dict(zip(names, arrays, strict=True)), **settings)

        graphs[key] = backend.graph(fn, key[-1])
    return graphs[key](*arrays)
