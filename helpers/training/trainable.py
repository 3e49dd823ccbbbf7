"""A model that trains: `compile` and `fit` with its own budget, `evaluate`, falling noise."""

import math
from typing import ClassVar

import keras
from keras.callbacks import EarlyStopping

from helpers import checks, given
from helpers.backend import JIT_COMPILE, part
from helpers.training import feeding, streams
from helpers.training.annealing import Annealing, Deadline
from helpers.training.budgets import PACES, Budget
from helpers.training.falling_noise import FallingNoise
from helpers.training.keeping import Kept
from helpers.training.resuming import Finite, Saver, state
from helpers.training.settings import expect_one_rate, expect_own_goal, expect_passes, settled
from helpers.training.units import DataUnits


class Trainable(Kept, FallingNoise, DataUnits):
    """A model with a budget: `compile()` and `fit(x)` need no numbers.

    A family MUST give   budgets
    A family MAY give    own_optimizer(); with first_noise in a budget, objective(x, noise);
                         goal, loss and metrics as Keras's `compile` takes them
    """

    learns_pairs = False
    keeps_best = False  # the weights of the pass that scored best on held-out rows
    budgets: ClassVar[dict[int, Budget]]  # by the rank of an event: 1 on the plane, 3 for images
    goal: ClassVar[dict] = {}

    def __init__(self, event_shape, seed=0):
        super().__init__(event_shape)
        self.seed = given.seed(seed, self.owner)
        rank = len(self.event_shape)
        self.budget, self.pace = self.budgets[rank], PACES[rank]
        # Counts the steps of training. A seed generator counts its draws, Keras carries that number
        # through training on every backend, and it is no weight: checkpoints are without it.
        self.steps_taken = keras.random.SeedGenerator(0)

    def compile(self, optimizer=None, **kwargs):
        """As in Keras; without an optimizer, the family's own.

        On the plane twenty steps go to the backend at once.
        """
        expect_own_goal(self.goal, kwargs, f"{self.owner}.compile")
        if self.compiled:  # training begins anew; a model from a file goes on where it was
            self.steps_taken.state.assign([0, 0])
        self.anneals = optimizer is None
        optimizer = optimizer or self.own_optimizer()
        at_once = kwargs.pop("steps_per_execution", self.pace.steps_at_once)
        at_once = checks.whole(at_once, "steps_per_execution", f"{self.owner}.compile")
        jit = JIT_COMPILE and not kwargs.get("run_eagerly")
        usual = {**self.goal, "steps_per_execution": at_once, "jit_compile": jit}
        super().compile(optimizer, **usual | kwargs)
        self.prepare_optimizer()

    def prepare_optimizer(self):
        """Make what the optimizer remembers of each weight, lest the first step is traced twice."""
        if all(layer.built for layer in self.layers):
            self.optimizer.build(self.trainable_variables)

    def get_compile_config(self):
        """As in Keras, and whether the learning rate falls by itself."""
        config = super().get_compile_config()
        return {**config, "anneals": self.anneals} if config else {}

    def compile_from_config(self, config):
        """As in Keras: what a copy was compiled with, its goal among it."""
        settings = keras.saving.deserialize_keras_object(config)
        self.anneals = settings.pop("anneals")
        super().compile(**settings)
        self.prepare_optimizer()

    def own_optimizer(self):
        """What trains the family when nobody says otherwise."""
        return keras.optimizers.Adam(self.budget.learning_rate, beta_2=self.budget.beta_2)

    def fit(
        self,
        x,
        y=None,
        *,
        epochs=None,
        batch_size=None,
        seconds=math.inf,
        resume=None,
        callbacks=(),
        validation_data=None,
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
            y: what belongs to each event, for models that learn pairs.
            epochs: passes over the data.
            batch_size: rows a step; the family's own by default.
            seconds: how long training may take. Then it ends, wherever it is: the learning rate
                has fallen with the time, and what was learnt stays.
            resume: a file, `"mine.npz"`. Training is saved there every minute and, if the
                file exists, goes on from it, so that a killed kernel loses a minute at most.
            validation_data: x, or (x, y), scored after each pass and never learned.

        Returns:
            The Keras `History`.

        Raises:
            ValueError, TypeError: what is not certain to be meant, before training begins.
            FloatingPointError: the loss is no number any more.
        """
        owner = f"{self.owner}.fit"
        epochs, batch_size, callbacks = settled(
            owner, epochs, batch_size, seconds, callbacks, kwargs
        )
        self.deadline = Deadline(seconds)
        data = feeding.feed(self, x, y, validation_data, epochs, batch_size, kwargs, owner)
        expect_passes(kwargs.get("initial_epoch"), data.epochs, owner, resume)
        saver = None if resume is None else Saver(resume, data.told)
        if not self.compiled:
            self.compile()
        if self.anneals:
            expect_one_rate(callbacks, owner)
        callbacks = [self.deadline, Finite(), *callbacks]
        if self.keeps_best and validation_data is None and data.held_out is not None:
            callbacks.append(EarlyStopping("val_loss", patience=2**31, restore_best_weights=True))
        if saver:
            kwargs["initial_epoch"] = saver.restore(self)
            callbacks.append(saver)
        self.standardise(data.seen)
        if self.anneals:
            rate, rise, hold = self.budget.learning_rate, self.pace.rise, self.pace.hold
            callbacks.append(Annealing(rate, data.epochs, self.deadline, rise, hold))
        kwargs = {"shuffle": False, **kwargs}  # such data shuffles itself
        part(state(self))
        try:
            with streams.saying_why(self):
                return super().fit(
                    data.batches,
                    epochs=data.epochs,
                    callbacks=callbacks,
                    validation_data=data.held_out,
                    **kwargs,
                )
        except BaseException:  # of Keras's events none tells of an interrupt
            for callback in callbacks:
                getattr(callback, "on_train_stopped", bool)()
            raise

    def checked(self, x, y, owner):
        """Events, and what belongs to them, in the model's form: x, or (x, y)."""
        x = checks.events(x, self.event_shape, owner)
        if not self.learns_pairs and y is None:
            return x
        y = self.answers(y, owner)
        checks.same_rows({"x": x, "y": y}, owner)
        return x, y

    def checked_batch(self, x, y, owner):
        """As `checked`, for batches from elsewhere: labels of events alone are left out."""
        return self.checked(x, y if self.learns_pairs else None, owner)

    def answers(self, y, owner):
        """What belongs to events, checked; most families learn from events alone."""
        raise ValueError(
            f"{owner} expected no y; received one. {self.owner} learns from events alone, fit(x): "
            f"where there is a target, it is x itself. For labels take a Classifier."
        )

    def smooths(self, x, epochs):
        """Whether a smooth density of x is learned, and not x itself: few points, no `epochs`."""
        return epochs is None and len(x) < self.pace.few

    def evaluate(self, x, y=None, *, batch_size=None, **kwargs):
        """As in Keras: the mean objective on `x`, of a loaded model too."""
        owner = f"{self.owner}.evaluate"
        x = feeding.in_order(self, x, y, batch_size, self.checked_batch, kwargs, owner)
        if not self.compiled:
            self.compile()
        with streams.saying_why(self):
            return super().evaluate(x, **kwargs)

    def predict(self, x, *, batch_size=None, **kwargs):
        """As in Keras: what `call` says of each event."""

        def check(x, y, owner):
            return checks.events(x, self.event_shape, owner)

        owner = f"{self.owner}.predict"
        x = feeding.in_order(self, x, None, batch_size, check, kwargs, owner)
        with streams.saying_why(self):
            return super().predict(x, **kwargs)
