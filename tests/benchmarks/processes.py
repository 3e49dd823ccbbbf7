"""Seconds a step with one process and with two on this machine, side by side.

python -m tests.benchmarks.processes       four trainings a row
"""

import re
import subprocess
import sys

FAMILIES = "vae", "diffusion", "gan"
STEPS = {"moons": 1000, "fashion": 40}  # a step of points is a twentieth of one of pictures


def seconds(family, data, processes):
    """How long a step takes after the first ones, which are compiled."""
    command = [sys.executable, "-m", "helpers.scale.train", family, "--data", data]
    command += ["--processes", str(processes), "--steps"]
    taken = []
    for n in (10, 10 + STEPS[data]):
        printed = subprocess.run([*command, str(n)], capture_output=True, text=True, check=True)
        taken.append(float(re.search(r"steps in ([\d.]+) s", printed.stdout)[1]))
    return (taken[1] - taken[0]) / STEPS[data]


if __name__ == "__main__":
    print("| family | data | 1 process, ms a step | 2 processes | ratio |\n|---|---|---|---|---|")
    for family in FAMILIES:
        for data in STEPS:
            one, two = (1000 * seconds(family, data, n) for n in (1, 2))
            print(f"| {family} | {data} | {one:.1f} | {two:.1f} | {two / one:.2f} |", flush=True)
