"""How often the duel's two buttons do what they say: provoke a collapse, and repair it.

python tests/benchmarks/collapse.py     a minute or a few; prints one line a seed
"""

from helpers import datasets
from helpers.explorer import ForgerAndCritic
from helpers.implicit import GAN

SEEDS = range(12)
HEALTHY, PROVOKED, REPAIRED = 200, 600, 400  # rounds
FEW = 2  # hills at which provoking ends


def hills(seed):
    """Hills with a forgery before, every twenty rounds after provoking, and after the repair."""
    live = ForgerAndCritic(
        GAN((2,), width=64, skip=False, seed=seed), datasets.planar("eight_gaussians")
    )
    duel = live.duel
    duel.train(HEALTHY)
    caught = [duel.caught]
    live.provoke()
    while duel.caught > FEW and duel.steps < HEALTHY + PROVOKED:
        duel.train(20)
        caught.append(duel.caught)
    live.repair()
    duel.train(REPAIRED)
    return [*caught, duel.caught]


def main():
    rows = []
    for seed in SEEDS:
        rows.append(hills(seed))
        print(f"seed {seed}: {rows[-1]}", flush=True)
    fallen = sum(row[-2] <= FEW for row in rows)
    print(f"{fallen} of {len(rows)} fell to at most {FEW} hills; ", end="")
    print(f"{sum(row[-1] == 8 for row in rows)} of {len(rows)} had 8 after the repair")


if __name__ == "__main__":
    main()
