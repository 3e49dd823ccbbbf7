"""The networks of a diffusion model in the page: one velocity, the nudge, the last picture."""

from unittest import mock

import keras
from keras import ops

BATCH = 6  # noises at once, as many as a JourneyExplorer shows


def nets_of(model, nets):
    """The velocity of a `Diffusion` for pictures, and the finished picture, from 0 to 1."""
    event = model.event_shape

    def finish(x):
        return model.to_data(model.field.likelihood.centre(model.field.theta(x)))

    return {
        "velocity": nets.add("velocity", model.velocity, [event, (1,)], BATCH),
        "finish": nets.add("finish", finish, [event], BATCH),
    }


def nudged(guide, nets):
    """The velocity of a `Guidance`, nudged: of pictures, times, what is wanted and how strongly."""
    shapes = [guide.model.event_shape, (1,), (guide.classes,), (1,)]
    # LiteRT has no operation for the gradient of a ReLU; that of a maximum is a choice.
    with mock.patch.object(keras.layers.ReLU, "call", lambda self, x: ops.maximum(x, 0.0)):
        return {"nudged": nets.add("nudged", guide.velocity, shapes, BATCH)}
