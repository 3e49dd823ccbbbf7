"""The VAE whose log p(x) and posterior are known in closed form: linear, with Gaussian noise."""

import numpy as np


class LinearGaussian:
    """x = z @ weights + offset + sd_x · noise, z ~ N(0, 1).

    The rows of its weights are orthogonal and of different length, so the true posterior is a
    diagonal Gaussian.
    """

    def __init__(self, latent, pixels, sd_x):
        self.rng, self.sd_x = np.random.default_rng(80 + pixels), sd_x
        rows = np.linalg.qr(self.rng.normal(size=(pixels, latent)))[0].T
        lengths = self.rng.uniform(1.2, 2.2, size=(latent, 1))
        self.weights = np.float32(rows * lengths)  # (latent, pixels)
        self.offset = np.float32(self.rng.normal(size=pixels))

    def decode(self, z):
        """Codes to pixels, (batch, latent) to (batch, pixels)."""
        return z @ self.weights + self.offset

    def draw(self, n):
        """Images `(n, pixels)` and their exact log p(x), `(n,)`."""
        latent, pixels = self.weights.shape
        noise = self.rng.normal(size=(n, pixels))
        x = np.float32(self.decode(self.rng.normal(size=(n, latent))) + self.sd_x * noise)
        covariance = self.weights.T @ self.weights + self.sd_x**2 * np.eye(pixels)
        centred = x - self.offset
        squares = (centred * np.linalg.solve(covariance, centred.T).T).sum(axis=-1)
        return x, -(squares + np.linalg.slogdet(2 * np.pi * covariance).logabsdet) / 2

    def posterior(self, x):
        """Mean and log sd of p(z given x), `(n, latent)` each."""
        precision = 1 + (self.weights**2).sum(axis=1) / self.sd_x**2
        mean = (x - self.offset) @ self.weights.T / self.sd_x**2 / precision
        return mean, np.broadcast_to(-np.log(precision) / 2, mean.shape)
