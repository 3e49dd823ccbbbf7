"""What a training step needs to leave Keras: weights and noise as arguments, nothing inside."""

import contextlib

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from book.nets.rewriting import rewritten


class Numbers:
    """Variables as one row of numbers, and back.

    Args:
        variables: in the order of the row.
    """

    def __init__(self, variables):
        self.variables = list(variables)
        self.sizes = [int(np.prod(v.shape)) for v in self.variables]
        self.size = sum(self.sizes)

    def row(self):
        """What the variables hold now, float32 `(size,)`."""
        return np.concatenate([v.numpy().reshape(-1) for v in self.variables]).astype("float32")

    def apart(self, row):
        """A row to tensors, each with the shape of its variable."""
        parts = tf.split(tf.reshape(row, (self.size,)), self.sizes)
        return [tf.reshape(p, v.shape) for p, v in zip(parts, self.variables, strict=True)]

    def beside(self, tensors):
        """Pairs of a variable and a tensor that stands for it."""
        return list(zip(self.variables, tensors, strict=True))

    def holding(self, row):
        """Within this the variables have the values of a row."""
        return keras.StatelessScope(self.beside(self.apart(row)))


def joined(tensors):
    """Tensors as one row of numbers, `(1, size)`."""
    return tf.reshape(tf.concat([tf.reshape(t, (-1,)) for t in tensors], 0), (1, -1))


class Descent:
    """One step of Keras's Adam: a row of weights and memories to the next one, and the loss.

    Args:
        optimizer: a `keras.optimizers.Adam`.
        variables: what it trains.
    """

    def __init__(self, optimizer, variables):
        self.optimizer, self.weights = optimizer, Numbers(variables)
        self.state = Numbers([*variables] * 3)  # weights, mean slopes, mean squared slopes

    def step(self, state, rate, taken, loss, others=()):
        """The next state `(1, 3 · weights)` and the loss `(1, 1)`.

        Args:
            state: a row; rate: the learning rate; taken: how many steps were taken before.
            loss: a function without arguments, of the variables as they are.
            others: pairs of a variable that stays and a tensor that stands for it.
        """
        parts, n = self.state.apart(state), len(self.weights.variables)
        weights, first, second = parts[:n], parts[n : 2 * n], parts[2 * n :]
        held = keras.StatelessScope([*self.weights.beside(weights), *others])
        with held, rewritten(), tf.GradientTape() as tape:
            tape.watch(weights)
            value = loss()
        slopes = tape.gradient(value, weights)
        beta_1, beta_2 = self.optimizer.beta_1, self.optimizer.beta_2
        first = [m + (g - m) * (1 - beta_1) for m, g in zip(first, slopes, strict=True)]
        second = [v + (g * g - v) * (1 - beta_2) for v, g in zip(second, slopes, strict=True)]
        taken = tf.reshape(taken, ()) + 1
        alpha = tf.reshape(rate, ()) * tf.sqrt(1 - beta_2**taken) / (1 - beta_1**taken)
        weights = [
            w - m * alpha / (tf.sqrt(v) + self.optimizer.epsilon)
            for w, m, v in zip(weights, first, second, strict=True)
        ]
        return joined([*weights, *first, *second]), tf.reshape(value, (1, 1))


class ModelUnits:
    """Instead of a model's units: what goes in and comes out is in the model's own."""

    def inside(self, x):
        return ops.cast(x, "float32")

    def outside(self, y):
        return y

    def clip(self, y):
        return y

    def log_volume(self):
        return 0.0


@contextlib.contextmanager
def in_model_units(model):
    """Within this a model of points takes and gives its own units; 64 bits stay outside."""
    usual, model.units = model.units, ModelUnits()
    try:
        yield
    finally:
        model.units = usual


@contextlib.contextmanager
def given_noise(*noises):
    """Within this what Keras draws is what was given, in this order."""
    waiting = list(noises)
    usual = keras.random.normal, keras.random.randint
    keras.random.normal = lambda *args, **kwargs: waiting.pop(0)
    keras.random.randint = lambda *args, **kwargs: ops.cast(waiting.pop(0), "int32")
    try:
        yield
    finally:
        keras.random.normal, keras.random.randint = usual
