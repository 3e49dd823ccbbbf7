"""Six families from scratch on the shipped 10,000 images: `python tests/benchmarks/live.py`.

`fit(images, seconds=…)`: the family's budget, or two minutes of it, or less where its chapter's
live cell says so; the other settings are that cell's, too, or the defaults. Prints steps and
seconds of `fit` on this machine, bits per pixel on 1,000 test images where there are any, and the
Fréchet distance of 1,000 samples; with `--pictures FOLDER` it writes twenty samples of each
family there.
"""

import argparse
import time
from pathlib import Path

import keras
import numpy as np

from helpers import checkpoints, datasets, figures, metrics
from helpers.families import FAMILIES
from helpers.taxonomy import Density

# As in the chapters: what the model is made with, and what `fit` is told.
MODEL = {
    "Autoregressive": {"width": 32},
    "NormalizingFlow": {"couplings": 2, "width": 24},
    "EnergyBased": {"width": 24},
    "Diffusion": {"width": 24},
    "GAN": {"width": 16},
}
FIT = {
    "Autoregressive": {"batch_size": 8, "epochs": 4, "seconds": 80},
    "NormalizingFlow": {"batch_size": 8, "seconds": 75},
    "VAE": {"batch_size": 16},
    "EnergyBased": {"batch_size": 8, "epochs": 4, "seconds": 80},
    "Diffusion": {"batch_size": 16, "epochs": 4, "seconds": 60},
    "GAN": {"batch_size": 8, "epochs": 4, "seconds": 75},
}


def live(family, garments, classifier):
    keras.utils.set_random_seed(0)
    name = family.__name__
    model = family((28, 28, 1), **MODEL.get(name, {}))
    start = time.perf_counter()
    told = {"seconds": 120, "verbose": 0, **FIT.get(name, {})}
    model.fit(garments.train_images, **told)
    seconds = time.perf_counter() - start
    samples = np.concatenate([model.sample(250, seed=i) for i in range(4)])
    real = classifier.features(garments.test_images[5000:])
    distance = metrics.frechet_distance(classifier.features(samples), real)
    steps = int(model.optimizer.iterations)
    text = f"{name:16s} {steps:5d} steps {seconds:5.0f} s   "
    text += f"Fréchet distance {distance.value:6.1f}"
    if model.density not in (Density.NONE, Density.UNNORMALISED):
        bits = np.mean(model.bits_per_dim(garments.test_images[:1000]))
        text += f"   {bits:.3f} bits per pixel ({model.density.value})"
    print(text, flush=True)
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path)
    folder = parser.parse_args().pictures
    garments = datasets.fashion_mnist()
    classifier = checkpoints.load("classifier-fashion")
    for family in FAMILIES:
        samples = live(family, garments, classifier)
        if folder:
            ax = figures.images(samples[:20], columns=10)
            ax.figure.savefig(folder / f"{family.__name__}.png")


if __name__ == "__main__":
    main()
