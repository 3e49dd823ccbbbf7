"""A code without a decoder: two views of one picture should get codes that find each other."""

import keras
import numpy as np
from keras import layers, ops

from helpers import checks, given, networks
from helpers.pictures import grey_levels, several


def view(images, crops=True, colours=True, seed=None):
    """One random view of each picture: a part of it, enlarged, and in other colours.

    Args:
        images: uint8 `(n, height, width, channels)`.
        crops: take a window of 60 to 100 % of each side, and enlarge it.
        colours: multiply each channel by a number from 0.5 to 1.5.
        seed: the same seed gives the same views.

    Returns:
        float32 `(n, height, width, channels)`, from -1 to 1.

    Example:

    >>> import numpy as np
    >>> from helpers.representation import contrastive
    >>> contrastive.view(np.zeros((5, 32, 32, 3), "uint8"), seed=0).shape
    (5, 32, 32, 3)
    """
    images, rng = grey_levels(several(images, "view"), "view"), given.generator(seed, "view")
    n, height, width, channels = images.shape
    if crops:
        part = rng.uniform(0.6, 1, (n, 1))
        rows, columns = (
            np.int64(part * np.arange(side) + rng.random((n, 1)) * (1 - part) * side)
            for side in (height, width)
        )
        images = images[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None]]
    x = images.astype("float32")
    x /= 255
    if colours:
        x *= rng.uniform(0.5, 1.5, (n, 1, 1, channels)).astype("float32")
        np.clip(x, 0, 1, out=x)
    x *= 2
    x -= 1
    return x


def info_nce(one, other, sharpness=5.0):
    """What it costs to find each code's partner among all others, in nats: `(batch,)`.

    -log exp(s a_i · b_i) / Σ_j exp(s a_i · b_j),   a, b: the codes at length 1

    Args:
        one, other: codes of two views, `(batch, d)` each; row i of both is the same picture.
        sharpness: s, one over what the literature calls the temperature.

    Reference: van den Oord et al., 2018, https://arxiv.org/abs/1807.03748.
    """
    one, other = (ops.normalize(codes, axis=-1) for codes in (one, other))
    alike = sharpness * ops.matmul(one, ops.transpose(other))  # (batch, batch)
    return ops.logsumexp(alike, axis=1) - ops.diagonal(alike)


def trained(images, latent_dim, crops=True, colours=True, epochs=8, seed=0):
    """An encoder that has learnt from views alone.

    The code is `latent_dim` numbers; the views are compared two layers behind it, as in SimCLR
    (Chen et al., 2020, https://arxiv.org/abs/2002.05709).

    Args:
        images: uint8 `(n, height, width, channels)`.
        latent_dim: numbers in the code.
        crops, colours: which views, as in `view`.
        epochs: passes over the pictures, each with new views.
        seed: makes weights, order and views repeatable.

    Returns:
        A Keras model, pictures from -1 to 1 to codes `(n, latent_dim)`.
    """
    latent_dim = checks.whole(latent_dim, "numbers in a code", "contrastive.trained")
    epochs = checks.whole(epochs, "epochs", "contrastive.trained")
    seed = given.seed(seed, "contrastive.trained")
    images = grey_levels(several(images, "contrastive.trained"), "contrastive.trained")
    keras.utils.set_random_seed(seed)
    encoder = networks.encoder(images.shape[1:], latent_dim, 16, seed)
    head = keras.Sequential([layers.Dense(64, "relu"), layers.Dense(32)])
    pair = keras.Input((2, *images.shape[1:]))
    codes = ops.stack([head(encoder(pair[:, k])) for k in (0, 1)], axis=1)
    model = keras.Model(pair, codes)
    rate = keras.optimizers.schedules.CosineDecay(2e-3, epochs * max(1, len(images) // 128))
    model.compile(keras.optimizers.Adam(rate), lambda _, codes: info_nce(codes[:, 0], codes[:, 1]))
    for epoch in range(epochs):
        seeds = 2 * (seed * epochs + epoch) + np.arange(2)
        views = np.stack([view(images, crops, colours, s) for s in seeds], axis=1)
        model.fit(views, np.zeros(len(views)), batch_size=128, verbose=0)
    return encoder
