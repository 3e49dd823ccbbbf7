"""What a second worker buys: the same four trainings on one worker and on two.

python tests/benchmarks/grid_speed.py     two minutes on a machine that has nothing else to do

Seconds count from when the workers answer until the last row is there; loading the course is among
them. Core seconds are those that the workers' cores worked: what they need beyond those of one
worker is the price of the second.
"""

import time

import grid
import psutil
from planar_row import measure

CELLS = [("GAN", "moons", seed) for seed in (1, 2, 3, 4)]
SHORT = {"n": 5000, "epochs": 50}


def spent(workers):
    """Seconds and core seconds of all trainings."""
    with grid.connected(workers=workers) as client:
        start = time.perf_counter()
        assert len(list(grid.results(client, measure, CELLS, **SHORT))) == len(CELLS)
        return time.perf_counter() - start, sum(client.run(time.process_time).values())


def main():
    (one, one_core), (two, two_cores) = spent(1), spent(2)
    print(f"{len(CELLS)} trainings, {psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f}")
    print(f"one worker {one:.0f} s, two workers {two:.0f} s: {one / two:.2f} times as fast")
    print(f"core seconds: {one_core:.0f} and {two_cores:.0f}")


if __name__ == "__main__":
    main()
