"""What an absolute error does to the rare: chapter 10's two heaps, several trainings.

python tests/benchmarks/absolute.py     a minute or two; prints a line for each error and seed
"""

from keras import ops, random

from helpers import datasets
from helpers.approximate import Diffusion


class Absolute(Diffusion):
    """Diffusion with the least absolute error: its best velocity is a median."""

    def error(self, x, log_odds):
        eps = random.normal(ops.shape(x), seed=self.seed_generator)
        t = ops.sigmoid(log_odds)
        return ops.sum(ops.abs(self.velocity(self.mix(x, eps, t), t) - (x - eps)), axis=-1)


if __name__ == "__main__":
    heaps = datasets.curve([[[-2, -2], [-2, 2]], [[2, -0.5], [2, 0.5]]], sd=0.3)
    points = heaps.sample(10_000, seed=0)
    for seed in range(3):
        for kind in (Diffusion, Absolute):
            model = kind((2,), seed=seed)
            model.fit(points, epochs=16, verbose=0)
            share = (model.sample(4000, seed=1)[:, 0] > 0).mean()
            print(f"seed {seed}, {kind.__name__}: {share:.1%} in the small heap, truth 20%")
