"""The other kind of model: p(y given x), which tells classes apart and cannot draw a picture."""

from typing import ClassVar

import keras
import numpy as np
from keras import layers, ops

from helpers import checks
from helpers.batching import in_batches
from helpers.networks import images
from helpers.training import Budget, Trainable


class Classifier(Trainable):
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

    def __init__(self, event_shape, classes=10, width=32, seed=0):
        super().__init__(checks.image_shape(event_shape, "Classifier"))
        self.classes = checks.whole(classes, "classes", self.owner)
        self.body = images.describer(self.event_shape, 64, width, seed)
        self.head = layers.Dense(
            self.classes, kernel_initializer=keras.initializers.GlorotUniform(seed)
        )
        self.head.build((None, 64))
        self.drop = layers.Dropout(0.3, seed=seed)
        self.move = layers.RandomTranslation(0.08, 0.08, "constant", fill_value=-1.0, seed=seed)
        self.built = True

    def own_optimizer(self):
        """Adam with some weight decay."""
        return keras.optimizers.AdamW(self.budget.learning_rate, weight_decay=0.02)

    def compile(self, optimizer=None, **kwargs):
        """As in Keras; without an optimizer, its own."""
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        super().compile(optimizer, **{"loss": loss, "metrics": ["accuracy"], **kwargs})

    def fit(self, x, y, **kwargs):
        """As in Keras, images `(n, *event)` and labels `(n,)`, for its own budget."""
        return super().fit(x, y=y, **kwargs)

    def call(self, x, training=False):
        """Logits, `(batch, *event)` to `(batch, classes)`. In training, pictures shift a little
        and some features are left out.
        """
        x = self.to_model(x)
        x = self.move(x, training=True) if training else x
        return self.head(self.drop(self.body(x), training=training))

    @in_batches()
    def features(self, x):
        """h(x), `(n, *event)` to `(n, 64)`."""
        return self.body(self.to_model(x))

    @in_batches()
    def probabilities(self, x):
        """p(y | x), `(n, *event)` to `(n, classes)`."""
        return ops.softmax(self(x))

    def labels(self, x):
        """The most probable class of each, `(n, *event)` to integers `(n,)`."""
        return np.argmax(self.probabilities(x), axis=1)
