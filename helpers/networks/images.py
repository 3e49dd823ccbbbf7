"""Networks for images, small enough for a laptop: most of the work is on 14 by 14 or less."""

import keras
import numpy as np
from keras import layers, ops

from helpers.networks.points import initializers


def image_encoder(event_shape, outputs, width=64, seed=0):
    """Images to numbers: `(batch, height, width, channels)` to `(batch, outputs)`.

    Two strided convolutions come first, so that the rest works on a sixteenth of the pixels.
    """
    init = initializers(seed)
    image = layers.Input(event_shape)
    x = layers.Conv2D(width // 2, 4, 2, "same", kernel_initializer=next(init))(image)
    x = layers.Conv2D(width, 4, 2, "same", kernel_initializer=next(init))(layers.ReLU()(x))
    x = residual(x, init)
    x = layers.Flatten()(layers.ReLU()(x))
    return keras.Model(image, layers.Dense(outputs, kernel_initializer=next(init))(x))


def image_decoder(inputs, event_shape, width=64, seed=0):
    """Numbers to images, the encoder backwards: `(batch, inputs)` to `(batch, *event_shape)`."""
    init = initializers(seed)
    rows, columns, channels = event_shape
    small = (rows // 4, columns // 4, width)
    code = layers.Input((inputs,))
    x = layers.Dense(small[0] * small[1] * width, kernel_initializer=next(init))(code)
    x = residual(layers.Reshape(small)(x), init)
    x = upsample(width, init)(layers.ReLU()(x))
    x = residual(x, init)
    return keras.Model(code, upsample(channels, init)(layers.ReLU()(x)))


def upsample(channels, init):
    """A transposed convolution that doubles height and width."""
    return layers.Conv2DTranspose(channels, 4, 2, "same", kernel_initializer=next(init))


def residual(x, init):
    """x plus two 3 by 3 convolutions of x: the same shape, and easy to train."""
    h = x
    for _ in range(2):
        conv = layers.Conv2D(x.shape[-1], 3, padding="same", kernel_initializer=next(init))
        h = conv(layers.ReLU()(h))
    return layers.Add()([x, h])


def to_blocks(x):
    """Squares of 2 by 2 pixels become places: `(n, r, c, d)` to `(n, r / 2, c / 2, 4 d)`.

    Nothing is lost. Convolutions on a quarter of the places cost a quarter.
    """
    _, rows, columns, d = x.shape
    x = ops.reshape(x, (-1, rows // 2, 2, columns // 2, 2, d))
    return ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, rows // 2, columns // 2, 4 * d))


def from_blocks(x):
    """The inverse of `to_blocks`: `(n, r, c, 4 d)` to `(n, 2 r, 2 c, d)`."""
    _, rows, columns, d = x.shape
    x = ops.reshape(x, (-1, rows, columns, 2, 2, d // 4))
    return ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, 2 * rows, 2 * columns, d // 4))


def reading_order(event_shape):
    """The place, row by row, of every pixel of a grey picture in the order of being read.

    Example:

    >>> from helpers.networks import images
    >>> images.reading_order((2, 4, 1)).tolist()
    [0, 1, 4, 5, 2, 3, 6, 7]
    """
    places = np.arange(np.prod(event_shape)).reshape(1, *event_shape)
    return np.asarray(to_blocks(places)).reshape(-1)


def conditioner(inputs, outputs, width=64, seed=0):
    """What some channels say of others: `(n, r, c, inputs)` to `(n, r, c, outputs)`.

    The last layer starts near zero, so that a coupling starts near the identity.
    """
    init = initializers(seed)
    x = layers.Input((None, None, inputs))
    h = layers.Conv2D(width, 3, padding="same", kernel_initializer=next(init))(x)
    h = layers.ReLU()(residual(h, init))
    small = keras.initializers.RandomNormal(0.0, 0.01, seed)
    last = layers.Conv2D(outputs, 1, kernel_initializer=small)
    return keras.Model(x, last(h))


def pixel_theta(event_shape, channels, width=64, seed=0):
    """Numbers for every pixel from its neighbourhood: `(n, r, c, d)` to `(n, r, c, channels)`."""
    init = initializers(seed)
    x = layers.Input(event_shape)
    h = layers.Conv2D(width, 3, padding="same", kernel_initializer=next(init))(to_blocks(x))
    h = layers.ReLU()(residual(h, init))
    return keras.Model(
        x, from_blocks(layers.Conv2D(4 * channels, 1, kernel_initializer=next(init))(h))
    )


def generator(inputs, event_shape, width=64, seed=0):
    """Noise to images in model units: `(batch, inputs)` to `(batch, *event_shape)`.

    A last convolution at full size joins the blocks of 2 by 2 pixels.
    """
    init = initializers(seed)
    rows, columns, channels = event_shape
    small = (rows // 4, columns // 4, 2 * width)
    z = layers.Input((inputs,))
    h = layers.Dense(small[0] * small[1] * small[2], kernel_initializer=next(init))(z)
    h = residual(layers.Reshape(small)(h), init)
    h = layers.Conv2D(4 * width, 1, kernel_initializer=next(init))(layers.ReLU()(h))
    h = residual(residual(from_blocks(h), init), init)
    h = layers.Conv2D(2 * width, 3, padding="same", kernel_initializer=next(init))(layers.ReLU()(h))
    h = layers.ReLU()(from_blocks(h))
    last = layers.Conv2D(channels, 3, padding="same", kernel_initializer=next(init))
    return keras.Model(z, last(h))


def critic(event_shape, width=64, seed=0):
    """Images to one number without a constant: `(batch, *event_shape)` to `(batch, 1)`."""
    init = initializers(seed)
    x = layers.Input(event_shape)
    h = layers.Flatten()(summary(x, width, init))
    return keras.Model(x, layers.Dense(1, use_bias=False, kernel_initializer=next(init))(h))


def describer(event_shape, features=64, width=32, seed=0):
    """Images to features: `(batch, *event_shape)` to `(batch, features)`."""
    init = initializers(seed)
    x = layers.Input(event_shape)
    h = layers.Flatten()(summary(x, width, init))
    return keras.Model(x, layers.Dense(features, "silu", kernel_initializer=next(init))(h))


def summary(x, width, init):
    """Images to `2 width` channels at a quarter of the side."""
    h = layers.Conv2D(width, 3, padding="same", kernel_initializer=next(init))(to_blocks(x))
    h = layers.ReLU()(residual(h, init))
    h = layers.Conv2D(2 * width, 3, 2, "same", kernel_initializer=next(init))(h)
    return layers.ReLU()(residual(h, init))
