"""A network from images to images that also hears how much noise there is."""

import keras
from keras import layers

from helpers.networks.images import from_blocks, to_blocks
from helpers.networks.points import initializers


def unet(event_shape, features, channels, width=64, seed=0):
    """A U-Net: down to a quarter of the side, where far apart is near, and up again.

    Blocks of 2 by 2 pixels come first, so that its finest layers work on half the side. A bridge
    carries the detail from the way down to the way up. Without normalisation, so that every
    image is treated on its own and the map stays smooth. It begins by saying hardly
    anything, so that training adds what is missing and has no random answers to take back first.

    Args:
        event_shape: `(height, width, channels)`.
        features: numbers that describe the noise.
        channels: of the output.
        width: channels at half the side; a quarter of the side has twice as many.
        seed: makes the weights repeatable.

    Returns:
        A model of two inputs, images `(batch, *event_shape)` and features `(batch, features)`, to
        `(batch, height, width, channels)`.

    Reference: Ronneberger, Fischer and Brox, 2015, https://arxiv.org/abs/1505.04597.
    """
    init = initializers(seed)
    x, noise = layers.Input(event_shape), layers.Input((features,))
    e = layers.Dense(2 * width, "silu", kernel_initializer=next(init))(noise)
    fine = conv(to_blocks(x), width, init)
    fine = told_residual(fine, e, init)
    coarse = layers.Conv2D(2 * width, 3, 2, "same", kernel_initializer=next(init))(fine)
    for _ in range(3):
        coarse = told_residual(coarse, e, init)
    fine = layers.Add()([fine, from_blocks(conv(coarse, 4 * width, init, 1))])
    for _ in range(2):
        fine = told_residual(fine, e, init)
    hardly = keras.initializers.VarianceScaling(1e-6, seed=seed)  # a thousandth of the usual
    last = layers.Conv2D(4 * channels, 3, padding="same", kernel_initializer=hardly)
    return keras.Model([x, noise], from_blocks(last(fine)))


def told_residual(x, e, init):
    """x plus two convolutions of x that hear the numbers e."""
    h = conv(layers.Activation("silu")(x), x.shape[-1], init)
    shift = layers.Dense(x.shape[-1], kernel_initializer=next(init))(e)
    h = layers.Activation("silu")(h + shift[:, None, None])
    return layers.Add()([x, conv(h, x.shape[-1], init)])


def conv(x, channels, init, side=3):
    return layers.Conv2D(channels, side, padding="same", kernel_initializer=next(init))(x)
