"""One row of data/results/planar.json: a family trained on points, sampled and judged.

KL is the mean of log p - log q over the fresh points, in nats. log q is exact for autoregressive
and flow, divided by a partition function on a grid for the energy-based model, the solver's for
diffusion, and an integral over the latent plane for the VAE. The GAN has none.
"""

import gc
import time
from functools import partial

from helpers import backend  # before Keras, which it sets up

# isort: split
import keras
import numpy as np
from scipy.stats import norm
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KernelDensity

from helpers import datasets, metrics
from helpers.families import FAMILIES
from helpers.taxonomy import Density

N = 20_000
TIMED = ("moons", 0)  # dataset and seed: time depends on neither


class Classic:
    """Scikit-learn estimators of one kind, judged as a family is: the best on held-out points.

    Args:
        candidates: estimators with different settings.
        seed: of the samples.
    """

    density, evaluations = Density.EXACT, 1

    def __init__(self, candidates, seed):
        self.candidates, self.seed = candidates, seed

    def fit(self, x, **_):  # no passes, nothing to tell
        held_out, rest = np.split(x, [len(x) // 10])
        fitted = [candidate.fit(rest) for candidate in self.candidates]
        self.best = max(fitted, key=lambda candidate: candidate.score(held_out))
        self.log_density = self.best.score_samples


class Kernels(Classic):
    def __init__(self, seed):
        widths = np.geomspace(0.02, 0.32, 9)
        super().__init__([KernelDensity(bandwidth=w, rtol=1e-3) for w in widths], seed)

    def sample(self, n, seed):
        return self.best.sample(n, random_state=seed)


class Mixtures(Classic):
    def __init__(self, seed):
        sizes = (5, 10, 20, 40, 80)
        super().__init__([GaussianMixture(k, random_state=seed) for k in sizes], seed)

    def sample(self, n, seed):
        self.best.random_state = seed
        in_order = self.best.sample(n)[0]  # one component after the other
        return np.random.default_rng(seed).permutation(in_order)


MODELS = {family.__name__: partial(family, (2,)) for family in FAMILIES}
MODELS |= {"KernelDensity": Kernels, "GaussianMixture": Mixtures}


def marginal(vae, x, side=300):
    """log p(x) = log ∫ N(z; 0, 1) p(x | z) dz over the middles of side² equally likely cells."""
    ticks = norm.ppf((np.arange(side) + 0.5) / side)
    z = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2).astype("float32")
    theta = vae.likelihood.split(backend.batched(vae.decoder, z, 20_000))
    across, up, log_sd = keras.ops.unstack(keras.ops.concatenate(theta, axis=1), axis=1)
    precision = keras.ops.exp(-2 * log_sd)

    def log_mean(x):  # (batch, 2) to (batch,)
        u = vae.to_model(x)
        squares = (u[:, :1] - across) ** 2 + (u[:, 1:] - up) ** 2  # (batch, side²)
        exponent = -0.5 * squares * precision - 2 * log_sd
        return keras.ops.logsumexp(exponent, axis=-1) - np.log(2 * np.pi * len(z))

    return backend.batched(log_mean, x, 100) + float(vae.log_volume())


def log_density(model, x):
    """log q(x) in nats, normalised."""
    if model.density is Density.BOUND:
        return marginal(model, x)
    if model.density is Density.UNNORMALISED:
        return model.log_density(x) - model.log_partition()
    return model.log_density(x)


def timed(fn, *args, **kwargs):
    start = time.perf_counter()
    result = fn(*args, **kwargs)
    return result, round(time.perf_counter() - start, 4)


def measure(family, data, seed, n=N, epochs=None):
    """One row: train, sample and judge. It depends on the arguments alone.

    Args:
        family: name of one of `MODELS`.
        data: name of a planar dataset.
        seed: of the points, the model and the order in which it sees them.
        n: points to train on, and fresh ones to be judged by.
        epochs: passes over them; without it, the family's own budget.
    """
    keras.utils.set_random_seed(seed)  # batches come in an order of the global random state
    truth = datasets.planar(data)
    train, fresh = truth.sample(n, seed=seed), truth.sample(n, seed=1000 + seed)
    model = MODELS[family](seed=seed)
    row = {"family": family, "data": data, "seed": seed, "evaluations": model.evaluations}
    _, fit_seconds = timed(model.fit, train, epochs=epochs, verbose=0)
    samples = model.sample(n, seed=seed)
    if (data, seed) == TIMED:
        model.sample(1000, seed=0)  # once uncounted: the first call builds the graph
        _, sample_seconds = timed(model.sample, 1000, seed=1)
        row.update(fit_seconds=fit_seconds, sample_seconds=sample_seconds)
    if model.density is not Density.NONE:
        row["kl"] = metrics.kl_to_truth(log_density(model, fresh), truth, fresh).value
    row["two_sample"] = metrics.two_sample_accuracy(samples, fresh).value
    if data == "grid25":
        found = metrics.modes(samples[:2500], truth.means, truth.sd)
        row["modes"], row["quality"] = found.caught.value, found.quality.value
    keras.backend.clear_session()
    backend.compiled.cache_clear()
    gc.collect()
    return row
