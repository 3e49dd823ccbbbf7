"""Batches from elsewhere: a `tf.data.Dataset`, a generator, a `keras.utils.PyDataset`."""

import itertools

import keras
import numpy as np

from helpers.backend import untuned

SEEN = 100  # batches, at most, that are looked at before training


def is_array(x):
    """Whether all of `x` is here, as it should be, or else it gives batches."""
    if isinstance(x, (list, tuple, dict, str)) or hasattr(x, "__array__") or hasattr(x, "sample"):
        return True
    return not (hasattr(x, "__iter__") or hasattr(x, "__getitem__"))


def single_events(x, event_shape):
    """Whether a dataset gives one event after the other, and not batches of them."""
    spec = getattr(x, "element_spec", None)
    spec = spec[0] if isinstance(spec, tuple) else spec
    return spec is not None and spec.shape.rank == len(event_shape)


def looked_at(x, model, batch_size, owner):
    """The events of some first batches, checked, and all batches: a generator gets its own back.
    Single events are put into batches.
    """
    x = untuned(x.batch(batch_size) if single_events(x, model.event_shape) else x)
    if isinstance(x, keras.utils.PyDataset):
        found = [x[i] for i in range(min(SEEN, x.num_batches or SEEN))]
    else:
        found = list(itertools.islice(iter(x), SEEN))
        x = again(found, x) if iter(x) is x else x
    if not found:
        raise ValueError(
            f"{owner} expected batches; received none. A generator that was read once is empty: "
            f"make it anew, or give an array."
        )
    seen = [model.checked(*pair(batch, owner), owner, of_batch=True) for batch in found]
    return np.concatenate(seen), x


def again(first, rest):
    """All batches of a generator, as Keras wants them."""
    for batch in itertools.chain(first, rest):
        yield batch if isinstance(batch, tuple) else (batch,)


def pair(batch, owner):
    """x and y of a batch; y may be missing."""
    parts = tuple(batch) if isinstance(batch, (tuple, list)) else (batch,)
    if len(parts) > 2:
        raise ValueError(
            f"{owner} expected batches of x, or of (x, y); received {len(parts)} things a batch. "
            f"A third one, weights of the rows, would be ignored: leave it out."
        )
    return (*parts, None)[:2]


def length(x):
    """Batches in a pass, or None where nobody knows or it never ends."""
    if isinstance(x, keras.utils.PyDataset):
        return x.num_batches
    try:
        return len(x)
    except TypeError:
        return None
