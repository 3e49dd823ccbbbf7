"""A learning rate that falls to zero while a model trains."""

import math

import keras


class Annealing(keras.callbacks.Callback):
    """Sets the learning rate at the share p of training: rate · ½ (1 + cos(π p)).

    Long steps come first; the last ones are short, so that the weights come to rest. Training
    of images is a few epochs long, so there the rate falls batch by batch.

    Args:
        rate: where the learning rate begins.
        epochs: how many there are in all.
        within: whether the rate falls within an epoch too.

    Reference: Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983, without restarts.
    """

    def __init__(self, rate, epochs, within):
        super().__init__()
        self.rate, self.epochs, self.within = rate, epochs, within

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        self._set(epoch)

    def on_train_batch_begin(self, batch, logs=None):
        if self.within and self.params.get("steps"):  # nobody knows how long a stream is
            self._set(self.epoch + batch / self.params["steps"])

    def _set(self, done):
        share = done / self.epochs
        self.model.optimizer.learning_rate = self.rate * 0.5 * (1 + math.cos(math.pi * share))
