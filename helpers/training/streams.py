"""Batches from elsewhere: a `tf.data.Dataset`, a generator, a `keras.utils.PyDataset`."""

import contextlib
import itertools

import keras
import numpy as np

from helpers import backend

SEEN = 100  # batches, at most, that are looked at before training


def is_array(x):
    """Whether all of `x` is here, as it should be, or else it gives batches."""
    whole = isinstance(x, (list, tuple, dict, str, bytes, type))
    if whole or hasattr(x, "shape") or hasattr(x, "__array__") or hasattr(x, "sample"):
        return True
    return not (hasattr(x, "__iter__") or hasattr(x, "__getitem__"))


def single_events(x, event_shape):
    """Whether a dataset gives one event after the other, and not batches of them."""
    spec = getattr(x, "element_spec", None)
    spec = spec[0] if isinstance(spec, tuple) else spec
    return getattr(spec, "shape", None) is not None and spec.shape.rank == len(event_shape)


class Passes:
    """A `PyDataset` without workers of its own, from its first piece to its last, again and again.

    Keras's own way from it to TensorFlow is tuned by a thread that sleeps up to a minute, and the
    end of training waits for it.
    """

    def __init__(self, pieces):
        self.pieces = pieces

    def __iter__(self):
        self.pieces.on_epoch_begin()
        n = self.pieces.num_batches
        for i in itertools.count() if n is None else range(n):
            yield self.pieces[i]
        self.pieces.on_epoch_end()


class GatedPieces(keras.utils.PyDataset):
    """A `PyDataset` with workers, whose batches go through a gate."""

    def __init__(self, pieces, gate):
        super().__init__(pieces.workers, pieces.use_multiprocessing, pieces.max_queue_size)
        self.pieces, self.gate = pieces, gate

    @property
    def num_batches(self):
        return self.pieces.num_batches

    def __getitem__(self, i):
        return self.gate(self.pieces[i])

    def on_epoch_begin(self):
        self.pieces.on_epoch_begin()

    def on_epoch_end(self):
        self.pieces.on_epoch_end()


def looked_at(x, model, batch_size, owner, check=None):
    """Some first batches, checked, and all batches, which are checked when they come: a generator
    gets its own back. Single events are put into batches.

    Args:
        model: a `Trainable`, which knows what an event and an answer look like.
        check: of x and y of a batch; by default what the model learns from.

    Returns:
        The arrays of the first batches joined, a tuple, and what Keras takes.
    """
    check, owner = check or model.checked_batch, f"{owner}, of a batch,"

    def gate(batch):
        try:
            rows = check(*pair(batch, owner), owner)
        except (TypeError, ValueError) as error:
            model.refused = error
            raise
        return rows if isinstance(rows, tuple) else (rows,)

    x = backend.untuned(x.batch(batch_size) if single_events(x, model.event_shape) else x)
    is_pieces = isinstance(x, keras.utils.PyDataset)
    all_of_it = map(x.__getitem__, range(x.num_batches or SEEN)) if is_pieces else iter(x)
    seen = [gate(batch) for batch in itertools.islice(all_of_it, SEEN)]
    if not seen:
        raise ValueError(
            f"{owner} expected batches; received none. A generator that was read once is empty: "
            f"make it anew, or give an array."
        )
    joined = tuple(np.concatenate(parts) for parts in zip(*seen, strict=True))
    if is_pieces and (x.workers > 1 or x.use_multiprocessing):
        return joined, GatedPieces(x, gate)
    if is_pieces:
        return joined, backend.mapped(Passes(x), gate, joined, x.num_batches)
    if all_of_it is x:
        return joined, backend.mapped(itertools.chain(seen, map(gate, x)), tuple, joined)
    return joined, backend.mapped(x, gate, joined)


@contextlib.contextmanager
def saying_why(model):
    """Where an error comes of a batch that was refused, raise what was said of that batch: what
    TensorFlow makes of it says little.
    """
    model.refused = None
    try:
        yield
    except Exception:
        if model.refused:
            raise model.refused from None
        raise


def pair(batch, owner):
    """x and y of a batch; y may be missing."""
    parts = tuple(batch) if isinstance(batch, (tuple, list)) else (batch,)
    if len(parts) > 2:
        raise ValueError(
            f"{owner} expected batches of x, or of (x, y); received {len(parts)} things a batch. "
            f"A third one, weights of the rows, would be ignored: leave it out."
        )
    return (*parts, None)[:2]


def expect_an_end(x, steps, name, owner):
    """Check that a pass over batches ends.

    Raises:
        ValueError: it does not, and nobody says after how many steps.
    """
    if steps is None and backend.endless(x):
        raise ValueError(
            f"{owner} expected batches that end, or {name}=; received some without an end. A pass "
            f"would never be over: say how many batches one has."
        )


def length(x):
    """Batches in a pass, or None where nobody knows or it never ends."""
    if isinstance(x, keras.utils.PyDataset):
        return x.num_batches
    try:
        return len(x)
    except TypeError:
        return None
