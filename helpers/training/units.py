"""Between the learner's units and those a network likes."""

import os

import keras
import numpy as np
from keras import ops

from helpers import backend, checks
from helpers.batching import in_batches

FAR = 10  # times another mean or sd than the first data's: other units


def expect_usual_numbers(owner):
    """Check that networks will have 32 bits and channels at the end, as all weights here have.

    Raises:
        RuntimeError: another setting, from keras.json or from code, would change every number.
    """
    usual = {
        "floatx": ("float32", keras.config.floatx()),
        "dtype_policy": ("float32", keras.config.dtype_policy().name),
        "image_data_format": ("channels_last", keras.config.image_data_format()),
        "backend": (backend.NAME, keras.config.backend()),
    }
    for name, (expected, received) in usual.items():
        if received != expected:
            raise RuntimeError(
                f"{owner} expected Keras's {name} to be {expected}; received {received}. Trained "
                f"weights and all numbers of the course belong to that. It was set in "
                f"{os.path.expanduser('~/.keras/keras.json')} or by code before: put it back, by "
                f"keras.config.set_{name}({expected!r}) where it can be changed, or start Python "
                f"anew."
            )


class PointUnits:
    """Points on the plane: their own units outside, zero mean and unit variance inside.

    y = (x - shift) / scale,   in 64 bits: of a place on a map, such as 4,500,000 ± 30 m, 32 bits
    keep steps of half a metre

    Args:
        shift, scale: variables of 64 bits, one number a coordinate.
    """

    def __init__(self, shift, scale):
        self.shift, self.scale = shift, scale

    def learn(self, x, owner):
        """Take mean and sd of points, once: later data goes through the same map.

        Raises:
            ValueError: no spread, or data in other units than those learned before.
        """
        x = np.asarray(x, "float64")
        if not (self.shift.numpy().any() or (self.scale.numpy() != 1).any()):
            scale = checks.spread(x, owner)
            self.shift.assign(x.mean(axis=0))
            self.scale.assign(scale)
            return
        y = (x - self.shift.numpy()) / self.scale.numpy()
        centre, sd = y.mean(axis=0), y.std(axis=0)
        if not (np.abs(centre).max() < FAR and sd.max() < FAR and sd.min() > 1 / FAR):
            raise ValueError(
                f"{owner} expected data like what this model was trained on before, with mean "
                f"{self.shift.numpy().tolist()} and standard deviation "
                f"{self.scale.numpy().tolist()}; received mean {x.mean(axis=0).tolist()} and "
                f"{x.std(axis=0).tolist()}. Its weights belong to those units. Make a new model "
                f"for other data, or bring the data to the same units."
            )

    def inside(self, x):
        return ops.cast((ops.cast(x, "float64") - self.shift) / self.scale, "float32")

    def outside(self, y):
        return ops.cast(y, "float64") * self.scale + self.shift

    def clip(self, y):
        return y

    def log_volume(self):
        return ops.cast(-ops.sum(ops.log(self.scale)), "float32")


class PictureUnits:
    """Images: 256 grey levels outside, as integers or as floats in [0, 1]; [-1, 1] inside."""

    def learn(self, x, owner):
        """Nothing: the levels are known."""

    def inside(self, x):
        kind = keras.backend.standardize_dtype(x.dtype)
        levels = ops.cast(x, "float32")
        if kind == "bool" or keras.backend.is_float_dtype(kind):
            levels = ops.round(levels * 255)
        return levels / 127.5 - 1

    def outside(self, y):
        return (y + 1) / 2

    def clip(self, y):
        return ops.clip(y, -1.0, 1.0)

    def log_volume(self):
        return 0.0


class DataUnits(keras.Model):
    """A model that takes data in the learner's units and works in its own.

    Outside, data is in the learner's units: float64 `(n, 2)` on the plane, uint8
    `(n, height, width, channels)` for images (floats in [0, 1] are put back on the 256 grey
    levels). Inside, a family works on `to_model(x)`: zero mean and unit variance on the
    plane, [-1, 1] for images.

    Args:
        event_shape: shape of one event, `(2,)` or `(28, 28, 1)`.

    Raises:
        ValueError: for an event shape that no family can work with.
    """

    def __init__(self, event_shape):
        super().__init__(autocast=False)  # of data in 64 bits Keras would keep 32
        self.owner = type(self).__name__
        expect_usual_numbers(self.owner)
        self.event_shape = checks.event_shape(event_shape, self.owner)
        channels = self.event_shape[-1:]
        fixed = dict(dtype="float64", trainable=False, autocast=False)
        self.shift = self.add_weight(channels, "zeros", name="shift", **fixed)
        self.scale = self.add_weight(channels, "ones", name="scale", **fixed)
        self.units = PictureUnits() if self.is_image else PointUnits(self.shift, self.scale)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        vars(self).pop("_graphs", None)  # they hold what the model was when they were built

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
        self.units.learn(x, f"{self.owner}.fit")

    @in_batches({1: 65_536, 3: 4096})
    def to_model(self, x):
        """Data in the learner's units to the model's units."""
        return self.units.inside(x)

    def to_data(self, y):
        """The model's units to the learner's; images as floats in [0, 1]."""
        return self.units.outside(y)

    def log_volume(self):
        """Nats to add to a log density in model units to get one in the learner's units."""
        return self.units.log_volume()
