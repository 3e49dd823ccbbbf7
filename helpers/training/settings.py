"""The settings of `fit`, understood before training begins."""

import keras
import numpy as np

from helpers import checks


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
    return several
