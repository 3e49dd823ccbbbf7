"""The settings of `fit`, understood before training begins."""

import keras
import numpy as np

from helpers import checks

# The least that a whole number of Keras's may be
LEAST = {
    "steps_per_epoch": 1, "steps": 1, "validation_steps": 1, "validation_batch_size": 1,
    "initial_epoch": 0,
}  # fmt: skip
RATES = keras.callbacks.LearningRateScheduler, keras.callbacks.ReduceLROnPlateau


def settled(owner, epochs, batch_size, seconds, callbacks, others):
    """`epochs`, `batch_size` and `callbacks` in the form that Keras takes.

    Raises:
        ValueError, TypeError: what would be ignored, or cannot be meant.
    """
    for name in ("sample_weight", "class_weight"):
        if others.pop(name, None) is not None:
            raise ValueError(
                f"{owner} expected no {name}; received some. Every event counts once in the loss, "
                f"so weights would change nothing. Draw the rows by their weights instead: "
                f"x[rng.choice(len(x), len(x), p=w / w.sum())]."
            )
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float, np.number)):
        raise TypeError(
            f"{owner} expected seconds, a number; received {seconds!r}. Training ends when they "
            f"are over: seconds=60 is a minute."
        )
    epochs, batch_size = (
        None if number is None else checks.whole(number, name, owner)
        for name, number in {"epochs": epochs, "batch_size": batch_size}.items()
    )
    for name in LEAST.keys() & others.keys():
        if others[name] is not None:
            others[name] = checks.whole(others[name], name, owner, LEAST[name])
    if not isinstance(others.get("validation_freq"), (type(None), list, tuple, set)):
        checks.whole(others["validation_freq"], "validation_freq", owner)
    return epochs, batch_size, callback_list(callbacks, owner)


def callback_list(callbacks, owner):
    """None, one callback or several as a list."""
    one = keras.callbacks.Callback
    if callbacks is None or isinstance(callbacks, keras.callbacks.CallbackList):
        callbacks = getattr(callbacks, "callbacks", [])
    several = list(callbacks) if isinstance(callbacks, (list, tuple)) else [callbacks]
    if not all(isinstance(callback, one) for callback in several):
        raise TypeError(
            f"{owner} expected callbacks=[...], made by calling their classes; received "
            f"{callbacks!r}. For example callbacks=[keras.callbacks.CSVLogger('log.csv')]."
        )
    for callback in several:
        if isinstance(callback, keras.callbacks.ModelCheckpoint):
            if not callback.save_weights_only:
                raise ValueError(
                    f"{owner} expected ModelCheckpoint('mine.weights.h5', save_weights_only=True); "
                    f"received one for whole models. Of a model of the course the code is here "
                    f"already, and its file would not load: only weights need one."
                )
    return several


def expect_one_rate(callbacks, owner):
    """Check that nobody else sets the learning rate, where it falls by itself.

    Raises:
        ValueError: a callback does, and would be overruled.
    """
    for callback in callbacks:
        if isinstance(callback, RATES):
            raise ValueError(
                f"{owner} expected no callback for the learning rate; received "
                f"{type(callback).__name__}. With the family's own optimizer the rate falls by "
                f"itself, and would overrule it. Bring your own optimizer first: "
                f"model.compile(keras.optimizers.Adam(1e-3))."
            )


def expect_passes(first, epochs, owner, resume=None):
    """Check that a pass is left to train, and that only one thing says which is the first.

    Raises:
        ValueError: there is none, or two say it.
    """
    if first is not None and resume is not None:
        raise ValueError(
            f"{owner} expected resume= or initial_epoch=; received both. The file says which pass "
            f"comes next: leave initial_epoch out."
        )
    if first and first >= epochs:
        raise ValueError(
            f"{owner} expected an initial_epoch below epochs; received {first} of {epochs}. No "
            f"pass would be left: as in Keras, epochs counts from the very first one."
        )


def expect_own_goal(goal, others, owner):
    """Check that `compile` is not told what to minimise, or what else to measure of it.

    Raises:
        ValueError: it is, which would be ignored or make no sense.
    """
    foreign = {"loss", "loss_weights", "weighted_metrics"} | ({"metrics"} - goal.keys())
    for name in foreign & others.keys():
        if others[name] is not None:
            raise ValueError(
                f"{owner} expected no {name}; received {others[name]!r}. What a family minimises "
                f"is its own and would not change; other objectives need a class of their own, "
                f"with its own objective(x)."
            )
