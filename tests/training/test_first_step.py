"""How a family trains when nobody says otherwise: what the first step costs, who takes part."""

from typing import ClassVar

import keras
import numpy as np
import pytest

from helpers.approximate import VAE
from helpers.implicit import GAN
from helpers.tractable import Autoregressive
from helpers.training import Budget, Trainable

X = np.random.default_rng(0).normal(size=(100, 2))


class Late(Trainable):
    """A model whose layer has no weights before the first batch."""

    budgets: ClassVar = {1: Budget(10, 10, 1e-2)}

    def __init__(self):
        super().__init__((2,))
        self.net = keras.Sequential([keras.layers.Dense(1)])

    def call(self, x):
        return self.net(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return keras.ops.mean(y_pred**2)


@pytest.mark.parametrize("family", [Autoregressive, VAE, GAN])
@pytest.mark.parametrize("way", ["fit", "train_on_batch"])
def test_the_first_step_is_traced_once(family, way):
    model, traces = family((2,), width=4), []
    step = model.train_step

    def counted(data):
        traces.append(data)
        return step(data)

    model.train_step = counted
    model.compile()
    if way == "fit":
        model.fit(X, epochs=2, batch_size=50, verbose=0)
    else:
        model.train_on_batch(X)
        model.train_on_batch(X)
    assert len(traces) == 1


def test_weights_that_come_with_the_first_batch_are_trained_too():
    model = Late()
    losses = model.fit(X, epochs=30, verbose=0).history["loss"]
    assert len(model.trainable_variables) == 2
    assert losses[-1] < 0.5 * losses[0]
