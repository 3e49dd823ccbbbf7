"""What larger pictures and more rows cost: core seconds of a training step, and peak memory.

python tests/benchmarks/sizes.py     five minutes; prints a row for each family, size and rows

Each row trains in a process of its own, with one thread and the family's default settings and
batch size, on noise: what a step costs does not depend on what is on the pictures. Core seconds
are those that a core worked, so a busy machine changes them little; the median of five steps, the
first three left out. Memory is what the process needed at its worst moment; without any training it
is that of the first line.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_memory import GIGABYTE, HIGHEST

ONE_THREAD = {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
CASES = [
    *((family, side, 512) for family in ("VAE", "Diffusion") for side in (28, 32, 48, 64)),
    *(("VAE", 28, rows) for rows in (10_000, 60_000, 240_000)),
]
NOTHING = HIGHEST + "print(json.dumps(highest()))"
MEASURE = (
    HIGHEST
    + """
import time
import keras

class Clock(keras.callbacks.Callback):
    seconds = []

    def on_train_batch_begin(self, batch, logs=None):
        self.start = time.process_time()

    def on_train_batch_end(self, batch, logs=None):
        self.seconds.append(time.process_time() - self.start)

model = {family}(({side}, {side}, 1))
size = model.budget.batch_size
x = np.random.default_rng(0).integers(0, 256, ({rows}, {side}, {side}, 1), dtype="uint8")
model.fit(x, epochs=1, batch_size=size, steps_per_epoch=8, callbacks=[Clock()], verbose=0)
print(json.dumps([size, np.median(Clock.seconds[3:]), highest(), model.count_params()]))
"""
)


def told(source):
    """What a Python program prints last, as JSON."""
    env = {**os.environ, **ONE_THREAD}
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def main():
    print(f"{told(NOTHING) / GIGABYTE:.2f} GB before any training\n")
    columns = "family, pixels, rows, batch, weights, core ms a step, core ms a picture, peak GB"
    print(f"| {columns.replace(', ', ' | ')} |\n{8 * '|---'}|")
    for family, side, rows in CASES:
        size, seconds, peak, weights = told(MEASURE.format(family=family, side=side, rows=rows))
        times = f"{1000 * seconds:.0f} | {1000 * seconds / size:.1f}"
        shown = f"{side} × {side} | {rows:,} | {size} | {weights:,} | {times}"
        print(f"| {family} | {shown} | {peak / GIGABYTE:.2f} |", flush=True)


if __name__ == "__main__":
    main()
