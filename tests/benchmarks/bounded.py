"""Two models with one network: what `decode` of diffusion draws, and the model that its bits bound.

python tests/benchmarks/bounded.py     some minutes; prints a line for each way and seed

`decode` follows the movement without fresh noise and takes the middle of each pixel's distribution.
The bounded model walks with fresh noise (chapter 10, Further) and draws each pixel's level.
"""

import itertools

import numpy as np

from helpers import checkpoints, datasets, metrics

N, STEPS, SEEDS = 200, 40, (0, 1, 2)


def walk(model, x, fresh, rng):
    """From noise to the last step, `(n, *event)`, in equal steps of the log odds."""
    field = model.field
    times = np.r_[0, 1 / (1 + np.exp(-np.linspace(field.earliest, field.latest, STEPS)))]
    for t, new in itertools.pairwise(map(float, times)):
        v = np.asarray(model.velocity(x, np.full((len(x), 1), t, "float32")))
        guess, noise = x + (1 - t) * v, x - t * v
        keep = (1 - new) / new * t / (1 - t) if fresh else 1.0
        noise = keep * noise + np.sqrt(1 - keep**2) * rng.standard_normal(x.shape)
        x = np.float32(new * guess + (1 - new) * noise)
    return model.field.theta(x)


def draw(model, z, fresh, drawn, seed):
    rng, pictures = np.random.default_rng(seed + 100), []
    for part in np.array_split(z, len(z) // 100):
        theta = walk(model, part.reshape(-1, *model.event_shape), fresh, rng)
        likelihood = model.field.likelihood
        end = (
            likelihood.draw(theta, int(rng.integers(2**31))) if drawn else likelihood.centre(theta)
        )
        pictures.append(np.asarray(model.to_data(end)))
    return np.concatenate(pictures)


if __name__ == "__main__":
    model, test = checkpoints.load("diffusion-fashion"), datasets.fashion_mnist().test_images
    features = checkpoints.load("classifier-fashion").features
    real = features(test[5000:])
    print("real pictures:", metrics.frechet_distance(features(test[:N]), real), flush=True)
    for seed in SEEDS:
        z = model.noise(N, seed=seed)
        ways = {
            "decode": model.decode(z),
            "no fresh noise, middle": draw(model, z, False, False, seed),
            "fresh noise, drawn": draw(model, z, True, True, seed),
        }
        for name, pictures in ways.items():
            distance = metrics.frechet_distance(features(pictures), real).value
            print(f"seed {seed}, {name}: {distance:.1f}", flush=True)
