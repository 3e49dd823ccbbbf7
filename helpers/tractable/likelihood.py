"""What both tractable families share: the density is known, so training maximises it."""

from abc import abstractmethod

import keras
import numpy as np

from helpers import checks
from helpers.taxonomy import GenerativeModel
from helpers.training import callback_list, is_array


class Tractable(GenerativeModel):
    """A family trained by its own likelihood. What kind it is, `density` says: that of a point is
    exact, that of grey levels may be a bound.

    A family MUST give   log_prob(x), decode(z), density
    Every family HAS     objective(x) = -log_prob(x), log_density(x), and a fit that knows when
                         the model starts to learn its points by heart
    """

    @abstractmethod
    def log_prob(self, x):
        """log p(x), `(batch, *event)` to `(batch,)`, in nats. Differentiable."""

    def objective(self, x):
        return -self.log_prob(x)

    def log_density(self, x):
        return self.log_prob(x)

    def fit(self, x, *, callbacks=(), validation_data=None, **kwargs):
        """As in every family; an array is split so that the best weights can be told.

        A tenth of the rows, chosen at random, is held out. After each epoch the model is scored
        on them, and the weights that scored best are kept: on few points a model that may bend
        anywhere soon learns them by heart. Where few points stand for many anyway, and with
        `validation_data`, every row is kept. With `seconds` time is kept for the last score, once
        a first one has shown how long it takes.
        """
        if validation_data is None and is_array(x) and not kwargs.get("validation_split"):
            x = checks.events(x, self.event_shape, f"{self.owner}.fit")
            self.standardise(x)
            order = np.random.default_rng(0).permutation(len(x))
            held_out, rest = np.split(order, [len(x) // 10])
            if len(held_out) and not self.smooths(x, kwargs.get("epochs")):
                keep_best = keras.callbacks.EarlyStopping(
                    "val_loss", patience=2**31, restore_best_weights=True
                )
                callbacks = [*callback_list(callbacks, f"{self.owner}.fit"), keep_best]
                x, validation_data = x[rest], x[held_out]
        return super().fit(x, callbacks=callbacks, validation_data=validation_data, **kwargs)
