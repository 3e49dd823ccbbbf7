"""A learning rate that falls to zero while a model trains."""

import math

import keras

RISE = 0.05  # the share of training in which the rate rises


class Annealing(keras.callbacks.Callback):
    """Sets the learning rate at the share p of training: rate · ½ (1 + cos(π p)).

    Long steps come first; the last ones are short, so that the weights come to rest. Training
    of images is a few epochs long, so there the rate changes batch by batch, and it rises at
    first, rate · p / 0.05: the optimizer does not know yet how steep the way is.

    Args:
        rate: the learning rate at its highest.
        epochs: how many there are in all.
        within: whether the rate changes within an epoch too, and rises at first.

    Reference: Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983, without restarts.
    """

    def __init__(self, rate, epochs, within):
        super().__init__()
        self.rate, self.epochs, self.within = rate, epochs, within

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        self._set(epoch / self.epochs)

    def on_train_batch_begin(self, batch, logs=None):
        batches = self.params.get("steps")  # of an epoch; nobody knows how long a stream is
        if self.within and batches:
            share = (self.epoch + (batch + 1) / batches) / self.epochs
            self._set(share, min(1.0, share / RISE))

    def _set(self, share, rise=1.0):
        fall = 0.5 * (1 + math.cos(math.pi * share))
        self.model.optimizer.learning_rate = self.rate * rise * fall
