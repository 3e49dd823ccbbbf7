"""Networks for points on the plane, and what all networks start from."""

import itertools

import keras
import numpy as np
from keras import layers, ops


def initializers(seed):
    """An endless supply of weight initializers, all different and repeatable."""
    for i in itertools.count():
        yield keras.initializers.GlorotUniform(seed=1000 * seed + i)


def silu(x):
    """x σ(x), in fewer operations than Keras's, which works σ out again for each gradient."""
    return x * ops.sigmoid(x)


def mlp(inputs, outputs, width=128, depth=3, seed=0):
    """A multilayer perceptron: `(batch, inputs)` to `(batch, outputs)`."""
    init = initializers(seed)
    hidden = [layers.Dense(width, silu, kernel_initializer=next(init)) for _ in range(depth)]
    return keras.Sequential(
        [layers.Input((inputs,)), *hidden, layers.Dense(outputs, kernel_initializer=next(init))]
    )


def fourier_features(x, noise=0.0, count=6):
    """Sines and cosines of every number, `(batch, d)` to `(batch, 2 d count)`.

    An MLP alone is slow to learn sharp edges and thin lines; waves, each twice as fast as the
    one before, give it those (Tancik et al., 2020, https://arxiv.org/abs/2006.10739). Waves
    finer than the noise in x mean nothing, so they fade: E[sin w(x + σ ε)] = exp(-w²σ²/2) sin w x.

    Args:
        x: numbers of size one or so; the slowest wave is 8 long.
        noise: σ, standard deviation of the noise in x, `(batch, 1)` or one number.
        count: how many frequencies.
    """
    frequencies = (np.pi / 4 * 2.0 ** np.arange(count)).astype("float32")
    angles = x[:, :, None] * frequencies  # (batch, d, count)
    fade = ops.exp(-0.5 * (noise * frequencies) ** 2)  # (batch, count) or (count,)
    both = ops.concatenate([ops.sin(angles), ops.cos(angles)], axis=1) * fade[..., None, :]
    return ops.reshape(both, (-1, 2 * x.shape[1] * count))


def beside(numbers, x):
    """One number a row, `(batch,)` or `(batch, 1)`, in as many dimensions as x has."""
    return ops.reshape(numbers, (-1, *(1 for _ in x.shape[1:])))


def fourier_mlp(inputs, outputs, width=128, seed=0, frequencies=5):
    """An MLP over inputs and their `fourier_features`: `(batch, inputs)` to `(batch, outputs)`."""
    x = layers.Input((inputs,))
    features = ops.concatenate([x, fourier_features(x, count=frequencies)], axis=-1)
    return keras.Model(x, mlp(features.shape[-1], outputs, width, seed=seed)(features))


def sine_mlp(
    inputs, outputs, width=128, frequency=2.0, choices=0, use_bias=True, skip=False, seed=0
):
    """An MLP whose first layer are sine waves: `(batch, inputs)` to `(batch, outputs)`.

    For maps from noise to points and from points to what a critic says, whose scale nobody knows
    before: the waves' lengths are learnt like any other weight.

    Args:
        inputs, outputs: numbers in, numbers out.
        width: units a layer.
        frequency: standard deviation of the waves' frequencies at the start, in radians a unit.
        choices: with some, a softmax of ten times a layer's numbers picks one of so many learnt
            outputs and adds it to the rest. Softmaxes switch fast, with the ten faster still, so
            the output can jump: noise is one piece, data is not.
        use_bias: whether a constant is added to the outputs.
        skip: whether the inputs are added to the outputs, through a matrix that begins as the
            identity. All else begins at a tenth of its size, so that y is near x at first.
        seed: makes the weights repeatable.
    """
    init, seeds = initializers(seed), itertools.count(1000 * seed + 500)  # one draw, one seed

    def normal(sd):
        return keras.initializers.RandomNormal(0, sd, next(seeds))

    phases = keras.initializers.RandomUniform(-np.pi, np.pi, next(seeds))
    small = keras.initializers.VarianceScaling(0.01, "fan_avg", "uniform", next(seeds))
    x = layers.Input((inputs,))
    h = layers.Dense(width, ops.sin, True, normal(frequency), phases)(x)
    for _ in range(2):
        h = layers.Dense(width, silu, kernel_initializer=next(init))(h)
    y = layers.Dense(outputs, None, use_bias, small if skip else next(init))(h)
    if skip:
        y = layers.Add()([y, layers.Dense(outputs, None, False, "identity")(x)])
    if choices:
        choice = ops.softmax(10 * layers.Dense(choices, kernel_initializer=next(init))(h))
        y = layers.Add()([y, layers.Dense(outputs, None, False, normal(1))(choice)])
    return keras.Model(x, y)
