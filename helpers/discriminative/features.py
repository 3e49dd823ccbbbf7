"""What both discriminative models share: features of a picture, and a last layer that answers."""

import keras
from keras import layers

from helpers import checks
from helpers.batching import in_batches
from helpers.networks import images
from helpers.training import Supervised

FEATURES = 64


class Discriminative(Supervised):
    """A network that describes a picture in 64 numbers, and a layer that answers from them.

    h(x) = features,   logits = W h(x) + b

    A model MUST give   goal    loss and metrics, as `compile` takes them
                        call    images to logits
    It HAS              features(x), fit(x, y)

    Args:
        event_shape: `(height, width, channels)`, sides multiples of 4.
        answers: numbers in an answer.
        width: channels of the network.
        seed: makes weights and training noise repeatable.
    """

    def __init__(self, event_shape, answers, width, seed):
        super().__init__(event_shape, seed)
        width = checks.width(width, self.owner)
        self.body = images.describer(self.event_shape, FEATURES, width, self.seed)
        init = keras.initializers.GlorotUniform(self.seed)
        self.head = layers.Dense(answers, kernel_initializer=init)
        self.head.build((None, FEATURES))
        self.built = True  # weights are made here, not by the first call as in Keras

    @in_batches()
    def features(self, x):
        """h(x), `(n, *event)` to `(n, 64)`."""
        return self.body(self.to_model(x))
