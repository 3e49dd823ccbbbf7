"""A normal far from zero, weights that are no special case, and a density added up: for tests."""

import numpy as np

SHIFT, SCALE = np.array([100.0, -3.0]), np.array([4.0, 0.1])
COVARIANCE = np.diag(SCALE) @ [[1.0, 0.8], [0.8, 1.0]] @ np.diag(SCALE)


def noisy_weights(model, size=0.5, seed=0):
    """Give every weight some noise, so that no factor is a special case."""
    rng = np.random.default_rng(seed)
    if model.latent_dim == 2:
        model.shift.assign(SHIFT)
        model.scale.assign(SCALE)
    for w in model.trainable_weights:
        w.assign(w + size * rng.normal(0, 1 / np.sqrt(w.shape[0]), w.shape))
    return model


def mass(model, reach=8, steps=600):
    """∫ p(x) dx by adding up p on a fine grid."""
    ticks = (np.arange(steps) + 0.5) / steps * 2 * reach - reach
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    area = np.prod(SCALE) * (2 * reach / steps) ** 2
    return np.exp(model.log_density(SHIFT + SCALE * grid).astype("float64")).sum() * area
