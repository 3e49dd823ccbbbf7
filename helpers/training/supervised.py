"""Training on pairs: a picture, and what belongs to it."""

from helpers import checks
from helpers.training.trainable import Trainable


class Supervised(Trainable):
    """A model of pictures that learns from pairs (x, y): labels, factors, or other pictures.

    Args:
        event_shape: `(height, width, channels)`, sides multiples of 4.

    A model MUST give   answers(y, owner)   what belongs to pictures, checked

    Raises:
        ValueError: for points, which have no pixels.
    """

    learns_pairs = True

    def __init__(self, event_shape, seed=0):
        super().__init__(checks.image_shape(event_shape, type(self).__name__), seed)

    def fit(self, x, y=None, **kwargs):
        """As in Keras, pictures `(n, *event)` and what belongs to them, for its own budget."""
        return super().fit(x, y=y, **kwargs)
