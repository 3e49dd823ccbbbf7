"""How a family trains when nobody says otherwise: its budget, its optimizer, a way to go on."""

import math
from typing import ClassVar, NamedTuple

import keras
from keras import ops

from helpers import checks
from helpers.backend import shuffled
from helpers.training import resuming
from helpers.training.annealing import Annealing, Deadline
from helpers.training.smoothing import smoothed_bootstrap
from helpers.training.units import DataUnits

MANY = 100_000  # points that few stand for
ONLY_FOR_ARRAYS = {"sample_weight", "shuffle", "validation_split"}  # in Keras
PASSES = 200  # over the data, at most, when nobody says otherwise


class Budget(NamedTuple):
    """How a family trains when nobody says otherwise."""

    steps: int
    batch_size: int
    learning_rate: float
    beta_2: float = 0.999  # of Adam: how long it remembers how steep the way was
    first_noise: float = 0.0  # sd of the noise on points at the start, in standard deviations


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


class Trainable(DataUnits):
    """A model with a budget: `compile()` and `fit(x)` need no numbers.

    A family MUST give   budgets
    A family MAY give    own_optimizer(); with first_noise in a budget, objective(x, noise)
    """

    budgets: ClassVar[dict[int, Budget]]  # by the rank of an event: 1 on the plane, 3 for images

    def __init__(self, event_shape):
        super().__init__(event_shape)
        rank = len(self.event_shape)
        self.budget, self.pace = self.budgets[rank], PACES[rank]
        # Counts the steps of training. A seed generator counts its draws, Keras carries that number
        # through training on every backend, and it is no weight: checkpoints are without it.
        self.steps_taken = keras.random.SeedGenerator(0)

    def compile(self, optimizer=None, **kwargs):
        """As in Keras; without an optimizer, the family's own.

        On the plane twenty steps go to the backend at once. XLA was measured to gain nothing for
        images.
        """
        self.anneals = optimizer is None
        optimizer = optimizer or self.own_optimizer()
        kwargs.setdefault("steps_per_execution", self.pace.steps_at_once)
        kwargs.setdefault("jit_compile", False)
        super().compile(optimizer, **kwargs)
        self.steps_taken.state.assign(ops.zeros_like(self.steps_taken.state))
        if all(layer.built for layer in self.layers):  # else the first step is traced twice
            self.optimizer.build(self.trainable_variables)

    def own_optimizer(self):
        """What trains the family when nobody says otherwise."""
        return keras.optimizers.Adam(self.budget.learning_rate, beta_2=self.budget.beta_2)

    def fit(
        self,
        x,
        *,
        epochs=None,
        batch_size=None,
        seconds=math.inf,
        resume=None,
        callbacks=(),
        **kwargs,
    ):
        """As in Keras. Without `epochs` it trains for the family's own budget.

        Then few data are spared: more passes would learn the events by heart instead of their
        density. Less than 5,000 points stand for 100,000, drawn from a smooth density of them
        (`smoothed_bootstrap`); few images come in smaller batches and at most 200 times. With the
        family's own optimizer the learning rate falls to zero along half a cosine: of images from
        the start, of points only in the last four tenths, when the noise that some families add
        (`falling_noise`) is gone.

        Args:
            x: array in the learner's units, or anything else Keras takes, such as a
                `tf.data.Dataset` of batches.
            epochs: passes over the data.
            batch_size: rows a step; the family's own by default.
            seconds: how long training may take. Then it ends, wherever it is: the learning rate
                has fallen with the time, and what was learnt stays.
            resume: a file, `"mine.npz"`. Training is saved there every minute and, if the
                file exists, goes on from it, so that a killed kernel loses a minute at most.

        Returns:
            The Keras `History`.
        """
        self.deadline = Deadline(seconds)
        if not self.compiled:
            self.compile()
        if hasattr(x, "__array__"):
            x = checks.events(x, self.event_shape, f"{self.owner}.fit")
        if resume is not None:
            kwargs["initial_epoch"] = resuming.restore(self, resume)
            callbacks = [*callbacks, resuming.Saver(resume)]
        self.standardise(x)
        if hasattr(x, "__array__"):
            if self.smooths(x, epochs):
                x = smoothed_bootstrap(x, MANY)
            batch_size = batch_size or self.batch_size_for(len(x))
            batches = max(1, len(x) // batch_size)  # of a pass
            epochs = epochs or min(PASSES, math.ceil(self.budget.steps / batches))
            if not kwargs.keys() & ONLY_FOR_ARRAYS:
                x = shuffled((x, kwargs.pop("y")) if "y" in kwargs else x, batch_size)
        if not hasattr(x, "__array__"):
            kwargs.setdefault("shuffle", False)  # such data shuffles itself
        epochs = epochs or 1
        callbacks = [self.deadline, *callbacks]
        if self.anneals:
            rate, rise, hold = self.budget.learning_rate, self.pace.rise, self.pace.hold
            callbacks.append(Annealing(rate, epochs, self.deadline, rise, hold))
        return super().fit(x, epochs=epochs, batch_size=batch_size, callbacks=callbacks, **kwargs)

    def smooths(self, x, epochs):
        """Whether a smooth density of x is learned, and not x itself: few points, no `epochs`."""
        return epochs is None and len(x) < self.pace.few

    def batch_size_for(self, n):
        """The family's own batch size, or a smaller one for few data: 32 batches of 16 or more."""
        return min(self.budget.batch_size, n, max(16, n // 32))

    def evaluate(self, x, *args, **kwargs):
        """As in Keras: the mean objective on `x`."""
        if hasattr(x, "__array__"):
            x = checks.events(x, self.event_shape, f"{self.owner}.evaluate")
        return super().evaluate(x, *args, **kwargs)

    def next_noise(self):
        """Sd of the noise in this step of training; the next call is about the next step."""
        return self.falling_noise(self.steps_taken.next()[1])

    def falling_noise(self, step):
        """Sd of noise for data and model while training; it falls and goes before the end.

        Far modes look like one hill at first and part slowly enough to be followed. In standard
        deviations of the data: first · (0.01 / first)^(p / 0.6) at the share p of the budget's
        steps, with its `first_noise`, and 0 from p = 0.6 on.

        Args:
            step: how many steps of training came before.

        References: Rose, 1998, https://doi.org/10.1109/5.726788 (deterministic annealing);
        Arjovsky and Bottou, 2017, https://arxiv.org/abs/1701.04862, section 3.
        """
        first, end = self.budget.first_noise, self.pace.hold * self.budget.steps
        part = ops.cast(step, "float32") / end
        return ops.where(part < 1, first * (0.01 / first) ** part, 0.0)
