"""Seconds a step with one process and with two on this machine, side by side.

python -m tests.benchmarks.processes [STEPS]       ten minutes on two cores
"""

import re
import subprocess
import sys

CASES = ("vae", "moons"), ("diffusion", "moons"), ("vae", "fashion"), ("diffusion", "fashion")


def seconds(family, data, processes, steps):
    """How long so many steps take after the first ones, which are compiled."""
    command = [sys.executable, "-m", "helpers.scale.train", family, "--data", data]
    command += ["--processes", str(processes), "--steps"]
    taken = []
    for n in (10, 10 + steps):
        printed = subprocess.run([*command, str(n)], capture_output=True, text=True, check=True)
        taken.append(float(re.search(r"steps in ([\d.]+) s", printed.stdout)[1]))
    return (taken[1] - taken[0]) / steps


if __name__ == "__main__":
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print("| family | data | 1 process, ms a step | 2 processes | ratio |\n|---|---|---|---|---|")
    for family, data in CASES:
        one, two = (1000 * seconds(family, data, n, steps) for n in (1, 2))
        print(f"| {family} | {data} | {one:.1f} | {two:.1f} | {two / one:.2f} |", flush=True)
