"""How often the duel's two buttons do what they say: provoke a collapse, and repair it.

python tests/benchmarks/collapse.py     about ten minutes; prints one line a seed
"""

from helpers import datasets
from helpers.explorer import ForgerAndCritic
from helpers.implicit import GAN

SEEDS = range(12)
HEALTHY, PROVOKED, REPAIRED = 200, 600, 800  # rounds


def hills(seed):
    """Hills with a forgery before, every fifty rounds after provoking, and after the repair."""
    live = ForgerAndCritic(
        GAN((2,), width=64, skip=False, seed=seed), datasets.planar("eight_gaussians")
    )
    live.duel.train(HEALTHY)
    caught = [live.duel.caught]
    live.provoke()
    for _ in range(PROVOKED // 50):
        live.duel.train(50)
        caught.append(live.duel.caught)
    live.repair()
    live.duel.train(REPAIRED)
    return [*caught, live.duel.caught]


def main():
    rows = []
    for seed in SEEDS:
        rows.append(hills(seed))
        print(f"seed {seed}: {rows[-1]}", flush=True)
    fallen = sum(min(row[:-1]) <= 4 for row in rows)
    print(f"{fallen} of {len(rows)} fell to at most 4 hills; ", end="")
    print(f"{sum(row[-1] == 8 for row in rows)} of {len(rows)} had 8 after the repair")


if __name__ == "__main__":
    main()
