"""Levels of noise and the energy of each: one object for points, one for images.

Each has
    smallest, largest              noise that is added
    sigma, signal                  of every level: y = signal · x + sigma · ε
    start_scale                    sd of the noise in which chains start
    noisiest                       the level in which they start
    rate                           step size at noise σ: rate · σ²
    noise_scale                    factor of the shakes
    network                        what is learnt
    energy_at(y, level)            (batch, *event) and (batch,) -> (batch,)
    loss(x, y, level)              what training minimises, (batch,)
    finish(states)                 the chain as it is shown
"""

import math

import keras
import numpy as np
from keras import ops

from helpers import networks
from helpers.approximate.chains import langevin
from helpers.backend import gradient


class PointLevels:
    """For points: the data itself, blurred data, pure noise. Training asks which level it was."""

    smallest, largest = 0.01, 2.0  # in standard deviations
    rate, noise_scale = 0.5, 1.0

    def __init__(self, event_shape, width, levels, seed):
        (self.d,), self.noisiest = event_shape, levels
        noise = np.geomspace(self.smallest, self.largest, levels)
        self.start_scale = math.sqrt(1 + self.largest**2)  # R, the sd of pure noise
        self.signal = np.r_[1, np.ones(levels), 0].astype("float32")
        self.sigma = np.r_[0, noise.astype("float32"), self.start_scale].astype("float32")
        self.network = networks.mlp(11 * self.d, levels + 1, width, seed=seed)

    def energies(self, y):
        """Energy of points at every level, `(batch, d)` to `(batch, levels + 2)`.

        The energy of a normal as wide as the level, minus what the network learns; at the
        last level nothing is left to learn.
        """
        variance = self.signal + self.sigma**2
        squared = ops.sum(y**2, axis=-1, keepdims=True)
        normal = 0.5 * squared / variance + 0.5 * self.d * np.log(2 * np.pi * variance)
        learned = self.network(ops.concatenate([y, networks.fourier_features(y, count=5)], axis=-1))
        return normal - ops.pad(learned, ((0, 0), (0, 1)))

    def energy_at(self, y, level):
        here = ops.one_hot(level, len(self.sigma))
        return ops.sum(here * self.energies(y), axis=-1)

    def loss(self, x, y, level):
        """How wrong the guess of the level is, `(batch,)`."""
        return keras.losses.sparse_categorical_crossentropy(
            level, -self.energies(y), from_logits=True
        )

    def finish(self, states):
        return states


class PictureLevels:
    """For images: data with its smallest noise, and more. Training asks for the slope."""

    smallest, largest = 0.03, 10.0  # in halves of the grey scale
    rate = 0.5
    noise_scale = math.sqrt(1 - rate / 2)

    def __init__(self, event_shape, width, levels, seed):
        self.start_scale, self.noisiest = self.largest, levels - 1
        self.sigma = np.geomspace(self.smallest, self.largest, levels).astype("float32")
        self.signal = np.ones_like(self.sigma)
        self.network = networks.unet(event_shape, 7, event_shape[-1], width, seed)

    def energy_at(self, y, level):
        """Half the square of y, less what the network restores of it."""
        sigma = ops.take(self.sigma, level)[:, None]
        u = y / ops.sqrt(1 + networks.beside(sigma, y) ** 2)
        features = networks.fourier_features(ops.log(sigma), count=3)
        when = ops.concatenate([ops.log(sigma) / 4, features], axis=-1)
        left = ops.sum((u - self.network([u, when])) ** 2, axis=(1, 2, 3))
        whole = ops.sum(u**2, axis=(1, 2, 3))
        return 0.5 * whole + 0.5 * (left - whole) / sigma[:, 0]

    def slope_error(self, x, y, level):
        """How far ∇E_k(y) is from (y - x) / σ_k², weighted as in the model's class, `(batch,)`."""
        sigma = networks.beside(ops.take(self.sigma, level), y)
        slope = gradient(lambda y: self.energy_at(y, level), y)
        error = (sigma * slope - (y - x) / sigma) ** 2 * (1 + sigma**2)
        return ops.sum(error, axis=(1, 2, 3))

    loss = slope_error

    def finish(self, states):
        """With one step downhill at the end, which takes the smallest noise away."""
        lowest = ops.zeros(ops.shape(states)[:1], "int32")
        end = langevin(lambda x: self.energy_at(x, lowest), states[:, -1], self.smallest**2, 0.0)
        return ops.concatenate([states, ops.clip(end, -1, 1)[:, None]], axis=1)
