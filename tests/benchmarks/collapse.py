"""How often the duel's two buttons do what they say: provoke a collapse, and repair it.

python tests/benchmarks/collapse.py     some minutes; prints one line a seed
PERTURBED_WEIGHTS=1 ONEDNN_MAX_CPU_ISA=SSE41 python tests/benchmarks/collapse.py     and others
"""

import math

import perturbation  # noqa: F401  it moves the weights where the variable asks for it

from helpers import datasets
from helpers.explorer import ForgerAndCritic
from helpers.implicit import GAN
from helpers.metrics import modes

SEEDS = range(12)
HEALTHY, PROVOKED, REPAIRED = 200, (200, 600), 400  # rounds


def look(duel):
    """Hills with a forgery, share of forgeries on a hill, how far a loss lies from a coin's."""
    caught, quality = modes(duel.samples(), duel.data.means, duel.data.sd)
    far = max(abs(loss - math.log(2)) for loss in duel.losses.values())
    return int(caught.value), round(quality.value, 2), round(far, 2)


def rows(seed):
    """Looks at a duel that is healthy, provoked for so many rounds, and repaired."""
    gan = GAN((2,), width=64, gamma=0.05, skip=False, seed=seed)
    live = ForgerAndCritic(gan, datasets.planar("eight_gaussians"))
    duel = live.duel
    for rounds in PROVOKED:
        looks = []
        for work, n in ((None, HEALTHY), (live.provoke, rounds), (live.repair, REPAIRED)):
            if work:
                work()
            duel.train(n)
            looks.append(look(duel))
        yield rounds, looks
        duel.restart()


def main():
    fell = back = runs = 0
    print("seed, rounds provoked: hills, quality, loss from a coin's; healthy, collapsed, repaired")
    for seed in SEEDS:
        for rounds, looks in rows(seed):
            print(f"{seed:3} {rounds:4}: ", *looks, flush=True)
            fell, back = fell + (1 <= looks[1][0] <= 2), back + (looks[2][0] == 8)
            runs += 1
    print(f"{fell} of {runs} fell to two hills or one, {back} came back to eight")


if __name__ == "__main__":
    main()
