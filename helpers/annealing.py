"""A learning rate that falls while a model trains."""

import math

import keras

RISE = 0.05  # the share of training in which the rate may rise


class Annealing(keras.callbacks.Callback):
    """Sets the learning rate of epoch e: rate · ½ (1 + cos(π e / epochs)).

    Long steps come first; the last ones are short, so that the weights come to rest. Where
    batches are few and networks large the rate rises to there in the first twentieth of training,
    batch by batch: the optimizer does not know yet how steep the way is.

    Args:
        rate: the learning rate at its highest.
        epochs: how many there are in all.
        rises: whether it rises at first.

    Reference: Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983, without restarts.
    """

    def __init__(self, rate, epochs, rises):
        super().__init__()
        self.rate, self.epochs, self.rises = rate, epochs, rises

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        self._set(1.0)

    def on_train_batch_begin(self, batch, logs=None):
        batches = self.params.get("steps")  # of an epoch; nobody knows how long a stream is
        if self.rises and batches and self.epoch < RISE * self.epochs:
            share = (self.epoch + (batch + 1) / batches) / self.epochs
            self._set(min(1.0, share / RISE))

    def _set(self, rise):
        fall = 0.5 * (1 + math.cos(math.pi * self.epoch / self.epochs))
        self.model.optimizer.learning_rate = self.rate * rise * fall
