"""Each family on TensorFlow and on JAX, side by side: `python tests/benchmarks/backends.py`.

Two processes, one for each backend, take turns; the quickest of some rounds counts. Seconds of a
step of training: of the family's own batch, with all that `fit` does beside it, after a first call
that compiles. Difference of log densities: the largest, relative, with the shipped weights, of the
same events and the same noise, which NumPy draws for both.
"""

import argparse
import json
import os
import subprocess
import sys
import time

import numpy as np

FAMILIES = "autoregressive", "flow", "vae", "energy", "diffusion", "gan"
BACKENDS = "tensorflow", "jax"
DATA = {"moons": (20, 10), "fashion": (1, 5)}  # steps a call, and calls that are timed
EVENTS = 32  # whose densities are compared


def events(data, n):
    from helpers import datasets

    if data == "moons":
        return datasets.planar("moons").sample(n, seed=1)
    return datasets.fashion_mnist().test_images[np.arange(n) % 1000]


def seconds_a_step(model, data):
    """Mean over the calls after the first one."""
    import keras

    steps, calls = DATA[data]
    ends = []
    watch = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: ends.append(time.perf_counter())
    )
    size = model.budget.batch_size
    batches = events(data, size * steps * (1 + calls))
    model.fit(batches, epochs=1, batch_size=size, shuffle=False, callbacks=[watch], verbose=0)
    return (ends[-1] - ends[0]) / steps / (len(ends) - 1)


def densities(model, data):
    """log p of the first events, from noise that any backend gets alike; None without a density."""
    import keras

    if model.density.word == "none":
        return None
    rng = np.random.default_rng(0)
    draws = {"normal": rng.standard_normal, "uniform": rng.random}
    own = {name: getattr(keras.random, name) for name in draws}
    try:
        for name, draw in draws.items():
            setattr(keras.random, name, lambda shape, seed=None, draw=draw: drawn(draw, shape))
        x = keras.ops.convert_to_tensor(events(data, EVENTS))
        return keras.ops.convert_to_numpy(model.log_density(x)).tolist()
    finally:
        for name, function in own.items():
            setattr(keras.random, name, function)


def drawn(draw, shape):
    import keras

    return keras.ops.convert_to_tensor(draw(tuple(map(int, shape)), "float32"))


def answer():
    """What a process of one backend does: a line asks, a line answers."""
    from helpers import checkpoints

    out, sys.stdout = sys.stdout, sys.stderr
    models = {}
    for line in sys.stdin:
        what, name = line.split()
        data = name.partition("-")[2]
        if name not in models:
            models = {name: checkpoints.load(name)}
        said = {"step": seconds_a_step, "density": densities}[what](models[name], data)
        print(json.dumps(said), file=out, flush=True)


def start(backend):
    command = [sys.executable, __file__, "--answer"]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    env = os.environ | {"KERAS_BACKEND": backend, "PYTHONPATH": root}
    pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return subprocess.Popen(command, env=env, text=True, cwd=root, **pipes)


def ask(process, *words):
    print(*words, file=process.stdin, flush=True)
    return json.loads(process.stdout.readline())


def row(both, name, rounds):
    """One line of the table: a model by its name."""
    first, second = ([ask(process, "density", name)] for process in both)
    far = "-"
    if first[0] is not None:
        far = f"{np.max(np.abs(np.subtract(first, second)) / np.maximum(1, np.abs(first))):.1e}"
    seconds = np.array([[ask(p, "step", name) for p in both] for _ in range(1 + rounds)])
    tensorflow, jax = 1000 * seconds[1:].min(axis=0)  # the first round compiled
    return f"{name:24}{tensorflow:12.1f}{jax:12.1f}{jax / tensorflow:10.2f}{far:>14}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", nargs="*", default=list(DATA), choices=list(DATA))
    parser.add_argument("--families", nargs="*", default=list(FAMILIES), choices=FAMILIES)
    asked = parser.parse_args()
    if asked.answer:
        return answer()
    both = [start(backend) for backend in BACKENDS]
    print(f"{'':24}{'TF, ms/step':>12}{'JAX':>12}{'JAX / TF':>10}{'log density':>14}", flush=True)
    for data in asked.data:
        for family in asked.families:
            print(row(both, f"{family}-{data}", asked.rounds), flush=True)
    for process in both:
        process.stdin.close()


if __name__ == "__main__":
    main()
