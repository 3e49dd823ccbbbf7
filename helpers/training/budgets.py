"""How long and how fast a family trains when nobody says otherwise."""

from typing import NamedTuple

import keras


class Budget(NamedTuple):
    """How a family trains when nobody says otherwise."""

    steps: int
    batch_size: int
    learning_rate: float
    beta_2: float = 0.999  # of Adam: how long it remembers how steep the way was
    first_noise: float = 0.0  # sd of the noise on points at the start, in standard deviations

    def batch_size_for(self, n):
        """The family's own batch size, or a smaller one for few data: 32 batches of 16 or more."""
        return min(self.batch_size, n, max(16, n // 32))


class Pace(NamedTuple):
    """How training goes on: the same for every family, other for points than for images."""

    rise: float  # the share of training in which the learning rate rises
    hold: float  # and in which it is held, and noise on the data, if any, falls
    steps_at_once: int  # that go to the backend: on the plane a step is short beside a call
    few: int  # events; fewer stand for MANY


PACES = {1: Pace(0.0, 0.6, 20, 5_000), 3: Pace(0.05, 0.0, 1, 0)}  # by the rank of an event


def adam_for_two(budget):
    """Adam for two opponents: without momentum, with which they would overshoot each other. When
    `fit` ends, the weights become their moving average over the last thirteenth of the budget.
    """
    return keras.optimizers.Adam(
        budget.learning_rate,
        beta_1=0.0,
        beta_2=budget.beta_2,
        use_ema=True,
        ema_momentum=1 - 13 / budget.steps,
    )
