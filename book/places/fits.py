"""`fit` without training: weights that were recorded come out of it.

While a statement of a slice runs, the n-th `fit` of a Keras model in it loads `trained/NAME-n.npz`,
half-precision numbers as of all trained weights of the course. NAME ends with a hash of the
statements that the training depends on: after a change of one of them there is no such file, and
the build says how to record anew.
"""

import contextlib
import itertools
import os
import time
from pathlib import Path
from unittest import mock

import keras

from helpers import checkpoints
from helpers.training import annealing

TRAINED = Path(__file__).with_name("trained")


def recorded(name, place):
    """While a statement runs, every fit loads weights, and its history is empty."""

    def load(file, model, train):
        if not file.exists():
            raise FileNotFoundError(
                f"{place} expected the weights of its training as the notebook stands, "
                f"{file.name}; received none, or those of other statements: python -m "
                f"book.places.record {place} trains and records them."
            )
        model.set_weights(checkpoints.unpacked(file.read_bytes(), file.name))
        return keras.callbacks.History()

    return in_place_of_fit(load, name)


def recording(written):
    """As `recorded`, but every fit trains, and its weights are kept; adds the files to a list."""

    def keep(file, model, train):
        history = train()
        file.parent.mkdir(exist_ok=True)
        checkpoints.ship(model, file)
        written.append(file)
        return history

    @contextlib.contextmanager
    def while_it_runs(name, place):
        with mock.patch.object(annealing, "time", OwnTime), in_place_of_fit(keep, name):
            yield

    return while_it_runs


class OwnTime:
    """The clock of `fit(seconds=60)`: what else the machine is busy with takes no time from it."""

    @staticmethod
    def perf_counter():
        return time.process_time() / os.cpu_count()


@contextlib.contextmanager
def in_place_of_fit(fit, name):
    """Within, `fit(file, model, train)` is what a fit does; `train()` is what it did before."""
    train, count = keras.Model.fit, itertools.count()

    def numbered(model, *args, **kwargs):
        file = TRAINED / f"{name}-{next(count)}.npz"
        return fit(file, model, lambda: train(model, *args, **kwargs))

    with mock.patch.object(keras.Model, "fit", numbered):
        yield
