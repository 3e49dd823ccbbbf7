"""How long a Langevin chain needs from one island to another: a formula, and a try where one can
wait.

python tests/benchmarks/crossing.py     some ten seconds
"""

import numpy as np

from helpers import datasets

SD, STEP, CHAINS = 0.35, 0.02, 4000


def mean_wait(apart):
    """Steps from the left middle to the right one on average, for small steps: one dimension."""
    x = np.linspace(-apart / 2 - 6 * SD, apart / 2, 40_001)
    height = -datasets.islands(apart=apart, sd=SD).log_prob(np.stack([x, 0 * x], axis=1))
    width = x[1] - x[0]
    behind = np.cumsum(np.exp(-height)) * width
    return (np.exp(height) * behind)[x >= -apart / 2].sum() * width / STEP


def share_left(apart, steps, seed=0):
    """Of chains that all begin on the left: how many are there at the end."""
    rng, half = np.random.default_rng(seed), apart / 2
    x = np.full(CHAINS, -half)
    for _ in range(steps):
        slope = (x - half * np.tanh(half * x / SD**2)) / SD**2
        x = x - STEP * slope + np.sqrt(2 * STEP) * rng.standard_normal(CHAINS)
    return (x < 0).mean()


if __name__ == "__main__":
    for apart in (3, 6, 8):
        ridge = np.diff(datasets.islands(apart=apart, sd=SD).log_prob([[0, 0], [apart / 2, 0]]))[0]
        print(f"{apart} apart: ridge {ridge:.1f} nats, {mean_wait(apart):.1e} steps on average")
    for steps in (10_000, 50_000):
        foretold = 0.5 + 0.5 * np.exp(-2 * steps / mean_wait(3))
        left = share_left(3, steps)
        print(f"3 apart, {steps:,} steps: {left:.0%} still left, by the formula {foretold:.0%}")
