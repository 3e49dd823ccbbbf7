"""How a model learns a text: overlapping pieces, in a new order every pass, against the clock."""

import math

import keras
import numpy as np

from helpers import backend
from helpers.tractable.letters import END, expect_length, expect_nothing_else, expect_text
from helpers.training import (
    Annealing,
    Deadline,
    Finite,
    Kept,
    expect_one_rate,
    expect_passes,
    settled,
)


class TextLearner(Kept, keras.Model):
    """A model that gives logits of what follows each character.

    A model MUST give   alphabet, context, budget, call(x)
    """

    def fit(self, text, seconds=60, epochs=None, callbacks=(), batch_size=None, **kwargs):
        """Learn a text, as in Keras, for the model's own budget or until the time is over.

        Args:
            text: passages that each end with a line break.
            seconds: how long training may take; the learning rate falls with the time.
            epochs: passes over pieces of the text that overlap: each character stands in four.
            callbacks: as in Keras.
            batch_size: pieces a step; the model's own by default.

        Returns:
            The Keras `History`.
        """
        owner = f"{type(self).__name__}.fit"
        epochs, size, callbacks = settled(owner, epochs, batch_size, seconds, callbacks, kwargs)
        expect_one_rate(callbacks, owner)
        expect_text(text, owner)
        expect_nothing_else(kwargs, owner)
        x, fewest = self.alphabet.tokens(END + text), 2 * self.context
        fits = len(text) >= fewest
        expect_length(len(text), f"{fewest} characters or more", fits, "Give it more to read")
        pieces = np.lib.stride_tricks.sliding_window_view(x, self.context + 1)
        pieces = pieces[:: max(1, self.context // 4)]
        rate, size = self.budget.learning_rate, size or self.budget.batch_size
        epochs = epochs or math.ceil(self.budget.steps / max(1, len(pieces) // size))
        expect_passes(kwargs.get("initial_epoch"), epochs, owner)
        self.deadline = Deadline(seconds)
        annealing = Annealing(rate, epochs, self.deadline, rise=0.03)
        if not self.compiled:
            self.compile(
                keras.optimizers.Adam(rate, beta_2=self.budget.beta_2, global_clipnorm=1.0),
                keras.losses.SparseCategoricalCrossentropy(from_logits=True),
                jit_compile=backend.JIT_COMPILE,
            )
        return super().fit(
            backend.shuffled((pieces[:, :-1], pieces[:, 1:]), size),
            epochs=epochs,
            shuffle=False,
            callbacks=[self.deadline, Finite(), annealing, *callbacks],
            **kwargs,
        )
