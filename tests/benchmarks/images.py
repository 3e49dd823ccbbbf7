"""Six families on Fashion-MNIST: `python tests/benchmarks/images.py` writes the results file.

Shipped weights. Likelihoods come from the manifest, where training wrote them (whole test set).
Samples: 2,000 against the second half of the test set, in the 64 features of the shipped
classifier, which learnt from images that no family saw; three seeds of sampling. Floor: the first
half of the test set; its memorisation compares one thousand of it with another. Ceilings: noise,
the mean image, a normal with the mean and the covariance of all pixels. Seconds: for 1,000
samples, on this machine, after one batch to warm up.

Then our VAE and GAN are trained from scratch on the shipped 10,000 images, and beside each of them
the network of the usual tutorial, for the same wall time: seconds a step, images a second, and the
Fréchet distance that this time buys. Ours are told the time, by which their learning rates rise and
fall; the building of their graphs counts.

What data/results/images.json has already is kept, so an interrupted run goes on; delete rows of
it to measure them again.
"""

import json
import os
import platform
import time

import keras
import numpy as np
import tensorflow as tf
from tutorials import TutorialGAN, TutorialVAE

from helpers import checkpoints, compare, datasets, metrics
from helpers.approximate import VAE
from helpers.implicit import GAN
from helpers.taxonomy import GenerativeModel

MODELS = {
    "autoregressive-fashion": "Autoregressive",
    "flow-fashion": "NormalizingFlow",
    "vae-fashion": "VAE",
    "energy-fashion": "EnergyBased",
    "diffusion-fashion": "Diffusion",
    "gan-fashion": "GAN",
}
BASELINES = "Real images (floor)", "Normal, all pixels", "Mean image", "Noise"
N, SEEDS = 2000, (0, 1, 2)
RESULTS = compare.FOLDER / "images.json"
WALL_SECONDS = 60


class Scores:
    """Everything a set of pictures is scored by, against the same real ones."""

    def __init__(self):
        garments = datasets.fashion_mnist("full")
        self.train = garments.train_images[:-5000]
        self.floor, self.real = np.split(garments.test_images, 2)
        self.classifier = checkpoints.load("classifier-fashion")
        self.real_features = self.classifier.features(self.real)
        self.train_features = self.classifier.features(self.train)
        self.held_out = self.classifier.features(self.floor)
        self.real_labels = self.classifier.labels(self.real)

    def of(self, pictures, asked=slice(1000)):
        """All scores; `asked` are the pictures whose nearest training picture is looked for."""
        features = self.classifier.features(pictures)
        support = metrics.density_and_coverage(features, self.real_features)
        scores = {
            "frechet": metrics.frechet_distance(features, self.real_features),
            "kernel": metrics.kernel_distance(features, self.real_features),
            "density": support.density,
            "coverage": support.coverage,
            "class_distance": metrics.class_distance(
                self.classifier.labels(pictures), self.real_labels
            ),
            "memorisation": metrics.memorisation(
                features[asked], self.train_features, self.held_out[:1000]
            ),
        }
        return {key: round(score.value, 4) for key, score in scores.items()}

    def baselines(self):
        rng = np.random.default_rng(0)
        mean = np.repeat(self.train.mean(axis=0, keepdims=True), N, axis=0)
        flat = self.train[:20_000].reshape(20_000, -1) / 255
        root = np.linalg.cholesky(np.cov(flat.T) + 1e-6 * np.eye(784))
        normal = flat.mean(0) + rng.standard_normal((N, 784)) @ root.T
        near_mean = np.clip(mean + rng.normal(0, 1, mean.shape), 0, 255).astype("uint8")
        noise = rng.integers(0, 256, (N, 28, 28, 1), dtype="uint8")
        normal = np.clip(normal, 0, 1).reshape(-1, 28, 28, 1)
        return zip(BASELINES, (self.floor[:N], normal, near_mean, noise), strict=True)


def timed_samples(model, seed):
    """Samples in batches, and the seconds for 1,000 of them."""
    model.sample(250, seed=99)  # traces
    start = time.perf_counter()
    first = [model.sample(250, seed=1000 * seed + i) for i in range(4)]
    seconds = time.perf_counter() - start
    rest = [model.sample(250, seed=1000 * seed + i) for i in range(4, N // 250)]
    return np.concatenate([*first, *rest]), seconds


def family_rows(scores, checkpoint, family, seeds):
    entry = checkpoints.manifest()[checkpoint]
    model = checkpoints.load(checkpoint)
    for seed in seeds:
        samples, seconds = timed_samples(model, seed)
        yield {
            "family": family,
            "seed": seed,
            "kind": entry["test"].get("density"),
            "bits_per_dim": entry["test"].get("bits_per_dim"),
            **scores.of(samples),
            "parameters": entry["parameters"],
            "training_seconds": entry["core_seconds"],
            "seconds_1000": round(seconds, 2),
            "evaluations": model.evaluations,
        }


class StopAfter(keras.callbacks.Callback):
    """Ends training when a wall time is over; the first step, which traces, does not count."""

    def on_train_batch_end(self, batch, logs=None):
        now = time.perf_counter()
        self.start, self.steps = getattr(self, "start", now), getattr(self, "steps", -1) + 1
        self.seconds = now - self.start
        self.model.stop_training = self.seconds > WALL_SECONDS


def race(name, model, images, batch_size, scores):
    """Train for the wall time; what came of it."""
    keras.utils.set_random_seed(0)
    clock = StopAfter()
    x = model.prepare(images) if hasattr(model, "prepare") else images
    data = tf.data.Dataset.from_tensor_slices(x).shuffle(len(x), seed=0).repeat()
    ends = {"seconds": WALL_SECONDS} if isinstance(model, GenerativeModel) else {}
    model.fit(data.batch(batch_size), steps_per_epoch=100, epochs=1000, verbose=0, shuffle=False,
              callbacks=[clock], **ends)  # fmt: skip
    return {
        "network": name,
        "seconds_a_step": round(clock.seconds / clock.steps, 4),
        "images_a_second": round(clock.steps * batch_size / clock.seconds),
        "frechet": scores.of(np.clip(model.sample(N), 0, 1))["frechet"],
    }


RACERS = {
    "VAE, ours": (lambda: VAE((28, 28, 1)), 64),
    "VAE, tutorial": (TutorialVAE, 128),
    "GAN, ours": (lambda: GAN((28, 28, 1)), 64),
    "GAN, tutorial": (TutorialGAN, 64),
}


def measurements(scores, known):
    """Where each new row belongs, and the row."""
    done = {(row["family"], row["seed"]) for row in known["rows"]}
    for checkpoint, family in MODELS.items():
        seeds = [seed for seed in SEEDS if (family, seed) not in done]
        for row in family_rows(scores, checkpoint, family, seeds):
            yield "rows", row
    for name, pictures in scores.baselines():
        if (name, 0) not in done:
            # Real pictures are held against other real ones, not against themselves.
            asked = slice(1000, 2000) if name == BASELINES[0] else slice(1000)
            yield "rows", {"family": name, "seed": 0, **scores.of(pictures, asked)}
    images = datasets.fashion_mnist().train_images
    for name, (make, batch_size) in RACERS.items():
        if name not in {row["network"] for row in known["races"]}:
            yield "races", race(name, make(), images, batch_size, scores)


def main():
    known = {"rows": [], "races": []}
    if RESULTS.exists():
        known |= json.loads(RESULTS.read_text(encoding="utf-8"))
    known["about"] = {
        "command": "python tests/benchmarks/images.py",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
    }
    scores = Scores()
    for part, row in measurements(scores, known):
        print(row, flush=True)
        known[part].append(row)
        save(known)
    print(compare.table())


def save(known):
    order = [*MODELS.values(), *BASELINES]
    known["rows"].sort(key=lambda row: order.index(row["family"]))
    text = json.dumps(known, indent=1, ensure_ascii=False)
    RESULTS.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
