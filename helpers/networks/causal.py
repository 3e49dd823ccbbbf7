"""Networks for images in reading order: what they say of a place depends on earlier ones only."""

import keras
from keras import layers, ops

from helpers.networks.points import initializers


def rows_above(shape, width=64, depth=6, seed=0):
    """What is known of a place from the rows above it.

    Args:
        shape: of one input, `(rows, columns, channels)`.
        width: channels of the output.
        depth: layers; each sees two rows further up, and one column further to each side.
        seed: makes the weights repeatable.

    Returns:
        A model `(batch, rows, columns, channels)` to `(batch, rows, columns, width)`.
    """
    init = initializers(seed)
    x = layers.Input(shape)
    h = conv_above(layers.Cropping2D(((0, 1), (0, 0)))(x), width, init, shift=1)
    for _ in range(depth - 1):
        h = gate(h, conv_above(layers.Activation("silu")(h), 2 * width, init))
    return keras.Model(x, h)


def places_left(shape, width=64, depth=5, seed=0):
    """What is known of a place from the rows above and the places to its left.

    Args:
        shape: of one input, `(rows, columns, channels)`; any number of rows will do.
        width: channels of what `rows_above` says, and of the output.
        depth: layers; each sees two places further to the left.
        seed: makes the weights repeatable.

    Returns:
        A model of two inputs, `(batch, rows, columns, width)` from the rows above and the places
        themselves, to `(batch, rows, columns, width)`.
    """
    init = initializers(seed)
    above = layers.Input((None, shape[1], width))
    x = layers.Input((None, *shape[1:]))
    h = conv_left(layers.Cropping2D(((0, 0), (0, 1)))(x), width, init, shift=1)
    h = layers.Add()([h, above])
    for _ in range(depth - 1):
        h = gate(h, conv_left(layers.Activation("silu")(h), 2 * width, init))
    return keras.Model([above, x], h)


def conv_above(x, channels, init, shift=0):
    """A 3 by 3 convolution of a row and the two above it; with shift, of the three above it."""
    x = layers.ZeroPadding2D(((2 + shift, 0), (1, 1)))(x)
    return layers.Conv2D(channels, 3, kernel_initializer=next(init))(x)


def conv_left(x, channels, init, shift=0):
    """A convolution of a place and the two to its left; with shift, of the three to its left."""
    x = layers.ZeroPadding2D(((0, 0), (2 + shift, 0)))(x)
    return layers.Conv2D(channels, (1, 3), kernel_initializer=next(init))(x)


def gate(x, h):
    """x + a σ(b), where a and b are the halves of h."""
    a, b = ops.split(h, 2, axis=-1)
    return x + a * ops.sigmoid(b)
