"""Every family on every planar dataset, beside scikit-learn's density estimates.

python tests/benchmarks/planar.py     twenty minutes to an hour

Rows that data/results/planar.json has already are kept, so an interrupted run goes on; delete
the file, or rows of it, to measure again.

20,000 points to train on, 20,000 fresh ones to be judged by, default settings, three seeds. The
first runs, on moons, have the machine to themselves and are timed; the others run two at a time,
a thread each, and are not.

KL is the mean of log p - log q over the fresh points, in nats. log q is exact for autoregressive
and flow, divided by a partition function on a grid for the energy-based model, the solver's for
diffusion, and an integral over the latent plane for the VAE. The GAN has none.
"""

import gc
import json
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context

from helpers import backend  # before Keras, which it sets up

# isort: split
import keras
import numpy as np
from scipy.stats import norm
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KernelDensity

from helpers import compare, datasets, metrics
from helpers.families import FAMILIES
from helpers.taxonomy import Density

N, SEEDS = 20_000, (0, 1, 2)
TIMED = ("moons", 0)  # dataset and seed: time depends on neither
RESULTS = compare.FOLDER / "planar.json"
COMMAND = "python tests/benchmarks/planar.py"


class Classic:
    """Scikit-learn estimators of one kind, judged as a family is: the best on held-out points.

    Args:
        candidates: estimators with different settings.
        seed: of the samples.
    """

    density, evaluations = Density.EXACT, 1

    def __init__(self, candidates, seed):
        self.candidates, self.seed = candidates, seed

    def fit(self, x, verbose):
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


def measure(family, data, seed):
    """One row: train, sample and judge."""
    truth = datasets.planar(data)
    train, fresh = truth.sample(N, seed=seed), truth.sample(N, seed=1000 + seed)
    model = MODELS[family](seed=seed)
    row = {"family": family, "data": data, "seed": seed, "evaluations": model.evaluations}
    _, fit_seconds = timed(model.fit, train, verbose=0)
    samples = model.sample(N, seed=seed)
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


def save(rows):
    """Write the rows in the order of families, data and seeds."""
    order = {name: i for i, name in enumerate([*MODELS, *datasets.PLANAR_NAMES, *SEEDS])}
    rows.sort(key=lambda row: [order[row[key]] for key in ("family", "data", "seed")])
    lines = ",\n".join(json.dumps(row) for row in rows)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        f'{{"command": "{COMMAND}", "rows": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n"
    )


def main():
    rows = compare.results("planar") if RESULTS.exists() else []

    def keep(row):
        rows.append(row)
        save(rows)
        print(row, flush=True)

    done = {(row["family"], row["data"], row["seed"]) for row in rows}
    cells = [(f, d, s) for s in SEEDS for d in datasets.PLANAR_NAMES for f in MODELS]
    to_do = [cell for cell in cells if cell not in done]
    for cell in to_do:
        if cell[1:] == TIMED:
            keep(measure(*cell))
    os.environ |= {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}  # for workers
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        others = [cell for cell in to_do if cell[1:] != TIMED]
        for finished in as_completed([pool.submit(measure, *cell) for cell in others]):
            keep(finished.result())
    for value in ("kl", "two_sample", "quality", "fit_seconds", "sample_seconds"):
        print(f"\n{value}\n\n{compare.Table(rows, value)}")


if __name__ == "__main__":
    main()
