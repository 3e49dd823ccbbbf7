"""Default settings on densities nobody tuned for: a drawn curve, other units, few points.

Few points are smoothed before a family learns them: the KL of that smooth density is printed too.
A family that learnt it perfectly would have the same.

python tests/benchmarks/planar_unseen.py     about fifteen minutes; prints one line a model
"""

import numpy as np
from planar_row import MODELS, N, log_density

from helpers import datasets, metrics
from helpers.taxonomy import Density
from helpers.training.budgets import PACES
from helpers.training.smoothing import SmoothDensity


class Moved:
    """Moons in other units: stretched differently along both axes, and far from zero."""

    name, stretch, shift = "moons moved", np.array([30, 0.05]), np.array([100, -7])

    def __init__(self):
        self.moons = datasets.planar("moons")

    def sample(self, n, seed):
        return self.moons.sample(n, seed) * self.stretch + self.shift

    def log_prob(self, x):
        return self.moons.log_prob((x - self.shift) / self.stretch) - np.log(self.stretch).sum()


def drawn():
    """A line that bends both ways, as a hand would draw it."""
    t = np.linspace(0, 1, 200)
    x = np.sin(2 * np.pi * t) * (1.2 - 0.4 * t)
    y = 2.4 * t - 1.2 + 0.3 * np.cos(4 * np.pi * t)
    return datasets.curve(np.stack([x, y], axis=-1), 0.06)


def smooth_log_density(train, x):
    """log of the density that a family learns instead of few points."""
    scale = train.std(axis=0)
    return SmoothDensity(train / scale).log_density(x / scale) - np.log(scale).sum()


def main():
    few = [(datasets.planar("moons"), 500, seed) for seed in (1, 2, 3)]
    for truth, n, seed in [(drawn(), N, 1), (Moved(), N, 1), *few]:
        train, fresh = truth.sample(n, seed=seed), truth.sample(N, seed=9)
        if n < PACES[1].few:
            kl = metrics.kl_to_truth(smooth_log_density(train, fresh), truth, fresh)
            print(f"{truth.name}, {n:,} points of seed {seed}, smoothed: {kl}", flush=True)
        for name, make in MODELS.items():
            model = make(seed=0)
            model.fit(train, verbose=0)
            kl = "–"
            if model.density is not Density.NONE:
                kl = metrics.kl_to_truth(log_density(model, fresh), truth, fresh)
            told_apart = metrics.two_sample_accuracy(model.sample(N, seed=3), fresh)
            about = f"{truth.name}, {n:,} points of seed {seed}, {name}"
            print(f"{about}: {kl}; {told_apart}", flush=True)


if __name__ == "__main__":
    main()
