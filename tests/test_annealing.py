"""The learning rate over training: how it rises, how it falls, where it ends."""

import math

import keras
import numpy as np
import pytest

from helpers.annealing import RISE, Annealing

X = np.ones((40, 1), "float32")


class Rates(keras.callbacks.Callback):
    """Remembers the learning rate of every batch."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def on_train_batch_begin(self, batch, logs=None):
        self.seen.append(float(self.model.optimizer.learning_rate))


def rates(data, rises, epochs=20, **kwargs):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", jit_compile=False)
    seen = Rates()
    callbacks = [Annealing(0.5, epochs, rises), seen]
    model.fit(data, epochs=epochs, verbose=0, callbacks=callbacks, **kwargs)
    return np.array(seen.seen)


def test_an_epoch_has_one_rate_on_half_a_cosine():
    seen = rates(X, rises=False, batch_size=10, y=X).reshape(20, 4)
    share = np.arange(20) / 20
    np.testing.assert_allclose(seen[:, 0], 0.25 * (1 + np.cos(math.pi * share)), rtol=1e-5)
    assert (np.ptp(seen, axis=1) == 0).all()


def test_at_first_it_rises_batch_by_batch_and_then_falls_epoch_by_epoch():
    seen = rates(X, rises=True, epochs=40, batch_size=10, y=X)
    rise = int(RISE * len(seen))
    assert (np.diff(seen[:rise]) > 0).all() and seen[0] == pytest.approx(0.5 / rise, rel=0.01)
    np.testing.assert_array_equal(seen[rise:], rates(X, False, 40, batch_size=10, y=X)[rise:])


def test_training_that_goes_on_has_the_rates_of_training_in_one_piece():
    whole = rates(X, rises=True, batch_size=10, y=X)
    np.testing.assert_allclose(rates(X, True, batch_size=10, y=X, initial_epoch=7), whole[28:])


@pytest.mark.filterwarnings("ignore:Your input ran out of data")  # how Keras finds the end
def test_a_stream_of_unknown_length_trains_from_its_first_batch():
    def stream():
        for _ in range(4):
            yield X[:10], X[:10]

    import tensorflow as tf

    shapes = tf.TensorSpec((None, 1)), tf.TensorSpec((None, 1))
    data = tf.data.Dataset.from_generator(stream, output_signature=shapes)
    seen = rates(data, rises=True, epochs=1, shuffle=False)
    assert set(seen) == {0.5}
