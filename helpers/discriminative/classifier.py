"""The other kind of model: p(y given x), which tells classes apart and cannot draw a picture."""

from typing import ClassVar

import keras
import numpy as np
from keras import layers, ops

from helpers import checks, given
from helpers.batching import in_batches
from helpers.discriminative.features import Discriminative
from helpers.training import Budget


class Classifier(Discriminative):
    """Discriminative model of images: the probability of each class.

    p(y | x) = softmax(W h(x) + b)_y,   minimised: -log p(y | x)

    h(x) are the features: 64 numbers in which classes lie apart. Distances between pictures mean
    more in them than in pixels, which is why sample scores are computed there.

    Args:
        event_shape: `(height, width, channels)`, sides multiples of 4.
        classes: how many.
        width: channels of the network.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for points, which have no pixels.

    Example:

    >>> import numpy as np
    >>> from helpers.discriminative import Classifier
    >>> model = Classifier((28, 28, 1))
    >>> model.features(np.zeros((5, 28, 28, 1), "uint8")).shape
    (5, 64)
    """

    budgets: ClassVar = {3: Budget(4700, 64, 2e-3)}
    goal: ClassVar = {
        "loss": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        "metrics": ["accuracy"],
    }

    def __init__(self, event_shape, classes=10, width=32, seed=0):
        super().__init__(event_shape, checks.whole(classes, "classes", "Classifier"), width, seed)
        self.classes = self.head.units
        self.drop = layers.Dropout(0.3, seed=self.seed)
        fixed = dict(fill_mode="constant", fill_value=-1.0, seed=self.seed)
        self.move = layers.RandomTranslation(0.08, 0.08, **fixed)

    def own_optimizer(self):
        """Adam with some weight decay."""
        return keras.optimizers.AdamW(self.budget.learning_rate, weight_decay=0.02)

    def answers(self, y, owner):
        """Classes `(n,)`, numbered from 0."""
        return given.labels(y, self.classes, owner)

    def call(self, x, training=False):
        """Logits, `(batch, *event)` to `(batch, classes)`. In training, pictures shift a little
        and some features are left out.
        """
        x = self.to_model(x)
        x = self.move(x, training=True) if training else x
        return self.head(self.drop(self.body(x), training=training))

    @in_batches()
    def probabilities(self, x):
        """p(y | x), `(n, *event)` to `(n, classes)`."""
        return ops.softmax(self(x))

    def labels(self, x):
        """The most probable class of each, `(n, *event)` to integers `(n,)`."""
        return np.argmax(self.probabilities(x), axis=1)
