"""Between the learner's units and those a network likes."""

import itertools

import keras
import numpy as np
from keras import ops

from helpers import checks


class DataUnits(keras.Model):
    """A model that takes data in the learner's units and works in its own.

    Outside, data is in the learner's units: float `(n, 2)` on the plane, uint8
    `(n, height, width, channels)` for images (floats in [0, 1] are put back on the 256 grey
    levels). Inside, a family works on `to_model(x)`: zero mean and unit variance on the
    plane, [-1, 1] for images.

    Args:
        event_shape: shape of one event, `(2,)` or `(28, 28, 1)`.

    Raises:
        ValueError: for an event shape that no family can work with.
    """

    def __init__(self, event_shape):
        super().__init__()
        self.owner = type(self).__name__
        self.event_shape = checks.event_shape(event_shape, self.owner)
        channels = self.event_shape[-1:]
        self.shift = self.add_weight(channels, "zeros", trainable=False, name="shift")
        self.scale = self.add_weight(channels, "ones", trainable=False, name="scale")

    @property
    def is_image(self):
        return len(self.event_shape) == 3

    def usual(self, given, plane, image):
        """A size as given, or else what is usual for points or for images."""
        if given is not None:
            return given
        return image if self.is_image else plane

    def standardise(self, x):
        """Learn shift and scale of points, once: later data goes through the same map."""
        if self.is_image:
            return
        if self.shift.numpy().any() or (self.scale.numpy() != 1).any():
            return
        if not hasattr(x, "__array__"):
            batches = itertools.islice(iter(x), 100)
            x = np.concatenate([np.asarray(b[0] if isinstance(b, tuple) else b) for b in batches])
        scale = checks.spread(x, f"{self.owner}.fit")
        self.shift.assign(x.mean(axis=0))
        self.scale.assign(scale)

    def to_model(self, x):
        """Data in the learner's units to the model's units."""
        if checks.is_concrete(x):
            x = checks.events(x, self.event_shape, self.owner)
        if not self.is_image:
            return (ops.cast(x, "float32") - self.shift) / self.scale
        is_float = keras.backend.is_float_dtype(keras.backend.standardize_dtype(x.dtype))
        levels = ops.round(x * 255) if is_float else ops.cast(x, "float32")
        return levels / 127.5 - 1

    def to_data(self, x):
        """The model's units to the learner's; images as floats in [0, 1]."""
        return (x + 1) / 2 if self.is_image else x * self.scale + self.shift

    def log_volume(self):
        """Nats to add to a log density in model units to get one in the learner's units."""
        return 0.0 if self.is_image else -ops.sum(ops.log(self.scale))
