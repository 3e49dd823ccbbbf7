"""One move of a game of two players."""

import keras
from keras import ops


class Turn(keras.Model):
    """One player's move: the loss reaches the weights of its own network and no others."""

    def __init__(self, network, loss, rate):
        super().__init__()
        self.network, self.loss_of = network, loss
        # Without momentum, which two opponents would overshoot with, and with a short memory: a
        # player who wakes after a quiet time steps at most 1 / sqrt(1 - beta_2) times too far.
        self.compile(keras.optimizers.Adam(rate, beta_1=0.0, beta_2=0.9), jit_compile=False)

    def call(self, pair):
        return self.loss_of(pair["real"], pair["z"])

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(y_pred)

    @property
    def state(self):
        """All that a move changes: weights and what the optimizer remembers."""
        return [*self.trainable_variables, *self.optimizer.variables]
