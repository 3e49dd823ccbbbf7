"""What `fit` is given to learn from, understood before training begins."""

import hashlib
import math
from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.backend import dataset, shuffled
from helpers.pictures import numbers
from helpers.training.settings import settled
from helpers.training.smoothing import smoothed_bootstrap
from helpers.training.streams import expect_an_end, is_array, length, looked_at, single_events

MANY = 100_000  # points that few stand for
PASSES = 200  # over the data, at most, when nobody says otherwise


class Feed(NamedTuple):
    """What Keras's `fit` gets, and what is known of it."""

    batches: object
    epochs: int
    seen: np.ndarray  # events, to learn the units from
    held_out: object  # batches that no step learns from, or None
    told: str = "batches"  # names an array; streams have no name


def feed(model, x, y, validation_data, epochs, batch_size, others, owner):
    """Arrays or batches for the fit of a `Trainable`.

    Args:
        model: knows an event, an answer, and its own budget.
        x, y, validation_data: as `fit` takes them.
        epochs, batch_size: as asked for, or None.
        others: what else `fit` was given, for Keras; what is settled here is taken out.
        owner: who asks, for the message.
    """
    if not is_array(x):
        return stream(model, x, y, validation_data, epochs, batch_size, others, owner)
    rows = model.checked(x, y, owner)
    seen, told, in_order = first(rows), digest(rows), not others.pop("shuffle", True)
    smooths = y is None and model.smooths(seen, epochs)
    at_random = model.keeps_best and validation_data is None and not smooths
    share = others.pop("validation_split", None) or 0
    share = 0 if validation_data is not None else share  # as in Keras
    rest, spared = split(len(seen), share, at_random, owner)
    rows, kept_back = at(rows, rest), at(rows, spared)
    if smooths:
        checks.spread(seen, owner)
        rows = smoothed_bootstrap(rows, MANY)
    n = len(first(rows))
    size = batch_size or model.budget.batch_size_for(n)
    epochs = epochs or passes(model, max(1, n // size))
    batches = dataset(rows, size) if in_order else shuffled(rows, size)
    size_of_held_out = others.pop("validation_batch_size", None) or size
    if len(first(kept_back)):
        scored = dataset(kept_back, size_of_held_out)
    else:
        scored = held_out(validation_data, model, others, size_of_held_out, owner)
    return Feed(batches, epochs, seen, scored, told)


def first(rows):
    """x of x, or of (x, y)."""
    return rows[0] if isinstance(rows, tuple) else rows


def at(rows, places):
    return tuple(r[places] for r in rows) if isinstance(rows, tuple) else rows[places]


def split(n, share, at_random, owner):
    """Places of rows to learn from and to hold out: as in Keras the last ones, or any tenth."""
    if not isinstance(share, (int, float, np.number)) or not 0 <= share < 1:
        raise ValueError(
            f"{owner} expected validation_split from 0 to below 1; received {share!r}. It is the "
            f"share of rows that no step learns from."
        )
    if at_random and not share:
        spared, rest = np.split(np.random.default_rng(0).permutation(n), [n // 10])
        return rest, spared
    kept = max(1, math.floor(n * (1 - share)))
    return slice(kept), slice(kept, n)


def passes(model, batches):
    """How often so many batches are needed for the model's own budget."""
    return min(PASSES, math.ceil(model.budget.steps / batches))


def digest(rows):
    """A name for arrays: other data has another."""
    hashed = hashlib.sha256()
    for array in rows if isinstance(rows, tuple) else (rows,):
        hashed.update(str(array.shape).encode() + np.ascontiguousarray(array).data)
    return hashed.hexdigest()


def stream(model, x, y, validation_data, epochs, batch_size, others, owner):
    """Batches from elsewhere: a `tf.data.Dataset`, a generator, a `keras.utils.PyDataset`.

    The first ones are looked at; a generator gets them back. Without `epochs` there are as many
    passes as the budget needs, or one of so many steps where nobody knows how long a pass is.
    """
    size = batch_size or model.budget.batch_size
    beside = {
        "y": y,
        "batch_size": None if single_events(x, model.event_shape) else batch_size,
        "validation_split": others.pop("validation_split", None) or None,
    }
    for name, given in beside.items():
        if given is not None:
            raise ValueError(
                f"{owner} expected no {name} beside batches; received one. Batches already say "
                f"what belongs to an event, as (x, y), and how large they are; what is held out of "
                f"them comes as validation_data=."
            )
    if epochs is not None and model.deadline.seconds == math.inf:
        expect_an_end(x, others.get("steps_per_epoch"), "steps_per_epoch", owner)
    once = "steps_per_epoch" not in others and hasattr(x, "__next__")
    if once and (epochs or 1) > 1:
        raise ValueError(
            f"{owner} expected epochs=1 with a generator, or steps_per_epoch=; received "
            f"epochs={epochs}. A generator can be read once: its first pass leaves nothing for "
            f"the next. Say how many of its batches a pass has, or give a tf.data.Dataset."
        )
    seen, x = looked_at(x, model, size, owner)
    known = others.get("steps_per_epoch") or length(x)
    if epochs is None and known is None:
        epochs = 1
        others["steps_per_epoch"] = model.budget.steps
    scored = held_out(validation_data, model, others, size, owner)
    return Feed(x, epochs or passes(model, known), seen[0], scored)


def held_out(data, model, others, batch_size, owner):
    """Validation data, checked before the first pass, in batches for Keras.

    Args:
        data: None, x, (x,), (x, y), or batches of them.
        model: a `Trainable`, which knows what an event and an answer look like.
        others: what else `fit` was given.
    """
    owner = f"{owner} validation_data="
    if data is None:
        return None
    if not is_array(data):
        steps = others.get("validation_steps")
        expect_an_end(data, steps, "validation_steps", owner)
        if steps is None and hasattr(data, "__next__"):
            data = list(data)  # after the first pass a generator would be empty
        return looked_at(data, model, batch_size, owner)[1]
    rank = len(model.event_shape) + 1
    is_pair = isinstance(data, (tuple, list)) and len(data) in (1, 2)
    is_pair = is_pair and numbers(data[0], owner).ndim == rank
    x, y = (*data, None)[:2] if is_pair else (data, None)
    return dataset(model.checked(x, y, owner), batch_size)


def in_order(model, x, y, batch_size, check, others, owner):
    """Batches of arrays, each row once, or those from elsewhere, for what does not learn.

    Args:
        check: of x and y, the rows that are asked about.
        others: what else Keras is given.
    """
    _, size, _ = settled(owner, None, batch_size, math.inf, (), others)
    size = size or model.budget.batch_size
    if not is_array(x):
        expect_an_end(x, others.get("steps"), "steps", owner)
        return looked_at(x, model, size, owner, check)[1]
    return dataset(check(x, y, owner) if y is None else model.checked(x, y, owner), size)
