"""Function approximators shared by the families. No family's own idea lives here."""

from helpers.networks import causal, images, points
from helpers.networks.points import (
    beside,
    fourier_features,
    fourier_mlp,
    initializers,
    mlp,
    sine_mlp,
)
from helpers.networks.unet import unet

__all__ = [
    "beside",
    "causal",
    "decoder",
    "encoder",
    "fourier_features",
    "fourier_mlp",
    "images",
    "initializers",
    "mlp",
    "points",
    "sine_mlp",
    "unet",
]


def encoder(event_shape, outputs, width=64, seed=0):
    """Events to numbers, `(batch, *event_shape)` to `(batch, outputs)`."""
    if len(event_shape) == 1:
        return points.sine_mlp(event_shape[0], outputs, 2 * width, seed=seed)
    return images.image_encoder(event_shape, outputs, width, seed)


def decoder(inputs, event_shape, width=64, seed=0):
    """Numbers to events, `(batch, inputs)` to `(batch, *event_shape)`."""
    if len(event_shape) == 1:
        return points.sine_mlp(
            inputs, event_shape[0], 2 * width, frequency=1.5, choices=64, skip=True, seed=seed
        )
    return images.image_decoder(inputs, event_shape, width, seed)
