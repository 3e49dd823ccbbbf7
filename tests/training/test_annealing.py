"""The learning rate over training: how it rises, how it falls, where it ends."""

import math
import time

import keras
import numpy as np
import pytest

from helpers.training.annealing import Annealing, Deadline
from helpers.training.budgets import PACES

X, RISE = np.ones((40, 1), "float32"), PACES[3].rise


class Rates(keras.callbacks.Callback):
    """Remembers the learning rate of every batch."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def on_train_batch_begin(self, batch, logs=None):
        self.seen.append(float(self.model.optimizer.learning_rate))


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(time, "perf_counter", lambda: self.now)


class Tick(keras.callbacks.Callback):
    """Every batch takes one second, the first as many more as the graph takes to build."""

    def __init__(self, clock, build=0):
        super().__init__()
        self.clock, self.build = clock, build

    def on_train_batch_end(self, batch, logs=None):
        self.clock.now += 1 + self.build
        self.build = 0


class SlowScore(keras.callbacks.Callback):
    """A score on held-out data takes so many seconds."""

    def __init__(self, clock, seconds):
        super().__init__()
        self.clock, self.seconds, self.scores = clock, seconds, 0

    def on_test_batch_end(self, batch, logs=None):
        self.clock.now += self.seconds
        self.scores += 1


def rates(data, epochs=20, seconds=math.inf, before=(), rise=RISE, hold=0.0, **kwargs):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", jit_compile=False)
    seen = Rates()
    deadline = Deadline(seconds)
    annealing = Annealing(0.5, epochs, deadline, rise, hold)
    callbacks = [*before, deadline, annealing, seen]
    model.fit(data, epochs=epochs, verbose=0, callbacks=callbacks, **kwargs)
    return np.array(seen.seen)


@pytest.mark.parametrize("hold", [0.0, 0.7])
def test_the_rate_is_held_and_then_falls_along_half_a_cosine(hold):
    seen = rates(X, rise=0.0, hold=hold, batch_size=10, y=X)
    held = round(hold * len(seen))
    np.testing.assert_allclose(seen[:held], 0.5)
    share = np.linspace(0, 1, len(seen) - held, endpoint=False)
    np.testing.assert_allclose(seen[held:], 0.25 * (1 + np.cos(math.pi * share)), rtol=1e-4)


def test_the_rate_rises_in_the_beginning():
    seen = rates(X, epochs=20, batch_size=10, y=X)
    rise = int(RISE * len(seen))
    assert (np.diff(seen[:rise]) > 0).all() and seen[0] == pytest.approx(0.5 / rise, rel=0.01)
    share = np.arange(80) / 80
    whole = 0.25 * (1 + np.cos(math.pi * share))
    np.testing.assert_allclose(seen[rise:], whole[rise:], rtol=1e-4, atol=1e-6)


def test_training_that_goes_on_has_the_rates_of_training_in_one_piece():
    whole = rates(X, batch_size=10, y=X)
    np.testing.assert_allclose(rates(X, batch_size=10, y=X, initial_epoch=7), whole[28:])


@pytest.mark.parametrize("build", [0, 20])
def test_a_deadline_ends_training_with_short_steps(monkeypatch, build):
    clock = Clock(monkeypatch)
    tick = Tick(clock, build)
    seen = rates(X, batch_size=10, y=X, seconds=30 + build, before=[tick])
    assert len(seen) == 30  # of 80 batches
    share = np.arange(-1, 29) / 29  # the first one builds the graph
    whole = 0.25 * (1 + np.cos(math.pi * share))
    np.testing.assert_allclose(seen[4:], whole[4:], rtol=1e-4)


def test_the_rate_rises_with_the_time_where_that_ends_long_before_the_passes(monkeypatch):
    clock = Clock(monkeypatch)
    seen = rates(X, epochs=1000, batch_size=10, y=X, seconds=60, before=[Tick(clock)])
    assert len(seen) == 60  # of 4,000 batches, in two hundred of which it would rise
    whole = 0.25 * (1 + np.cos(math.pi * np.arange(-1, 59) / 59))
    np.testing.assert_allclose(seen[4:], whole[4:], rtol=1e-4)


@pytest.mark.parametrize("seconds, steps, scores", [(30, 18, 5), (7, 4, 1), (3, 3, 1)])
def test_a_deadline_keeps_time_for_the_last_score(monkeypatch, seconds, steps, scores):
    clock = Clock(monkeypatch)
    slow = SlowScore(clock, 2.5)  # and four steps a pass; only the first score may come on top
    held_out = {"validation_data": (X[:10], X[:10]), "validation_batch_size": 10}
    before = [Tick(clock), slow]
    seen = rates(X, batch_size=10, y=X, seconds=seconds, before=before, **held_out)
    assert (len(seen), slow.scores) == (steps, scores)
    assert clock.now - 100 - seconds <= (1 if scores > 1 else 2.5)  # a step may be under way


def test_a_deadline_far_away_changes_nothing(monkeypatch):
    clock = Clock(monkeypatch)
    seen = rates(X, batch_size=10, y=X, seconds=81, before=[Tick(clock)])
    assert len(seen) == 80


@pytest.mark.parametrize("seconds", [0, -1, math.nan])
def test_no_time_at_all_is_refused(seconds):
    with pytest.raises(ValueError, match=r"seconds above 0.*received"):
        Deadline(seconds)


@pytest.mark.filterwarnings("ignore:Your input ran out of data")  # how Keras finds the end
def test_a_stream_of_unknown_length_trains_from_its_first_batch():
    def stream():
        for _ in range(4):
            yield X[:10], X[:10]

    import tensorflow as tf

    shapes = tf.TensorSpec((None, 1)), tf.TensorSpec((None, 1))
    data = tf.data.Dataset.from_generator(stream, output_signature=shapes)
    seen = rates(data, epochs=1, shuffle=False)
    assert set(seen) == {0.5}
