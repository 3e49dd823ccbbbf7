"""Train the shipped weights again: `python -m helpers.checkpoints.build vae-fashion`.

Stopped on the way, the same command goes on from the last minute.
"""

import hashlib
import importlib.metadata
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np

from helpers import checkpoints, datasets, metrics
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.autoencoder import Autoencoder
from helpers.checkpoints import sources
from helpers.classifier import Classifier
from helpers.implicit import GAN
from helpers.reader import FactorReader
from helpers.taxonomy import Density
from helpers.tractable import Autoregressive, NormalizingFlow
from helpers.translation import Translator

SHAPE = (28, 28, 1)
PLANE = (2,)
COLOUR = (32, 32, 3)


class Recipe(NamedTuple):
    """What to train, for how many passes, and over what, a function of `sources`.

    Without a number of passes it is the family's own budget.
    """

    kind: type
    config: dict
    epochs: int | None
    source: Callable = sources.fashion


RECIPES = {
    "autoregressive-fashion": Recipe(Autoregressive, dict(event_shape=SHAPE, seed=0), 8),
    "flow-fashion": Recipe(NormalizingFlow, dict(event_shape=SHAPE, seed=0), 6),
    "vae-fashion": Recipe(VAE, dict(event_shape=SHAPE, latent_dim=16, seed=0), 30),
    "vae-fashion-2d": Recipe(VAE, dict(event_shape=SHAPE, latent_dim=2, seed=0), 10),
    "energy-fashion": Recipe(EnergyBased, dict(event_shape=SHAPE, seed=0), 5),
    "diffusion-fashion": Recipe(Diffusion, dict(event_shape=SHAPE, seed=0), 22),
    "gan-fashion": Recipe(GAN, dict(event_shape=SHAPE, seed=0), 12),
    "classifier-fashion": Recipe(
        Classifier, dict(event_shape=SHAPE, seed=0), 60, sources.fashion_labels
    ),
    "classifier-paintings": Recipe(
        Classifier,
        dict(event_shape=COLOUR, classes=2, seed=0),
        14,
        sources.swirls_or_not,
    ),
    "translator-swirls": Recipe(
        Translator, dict(event_shape=COLOUR, seed=0), 8, sources.scenes_and_swirls
    ),
    "gan-horses": Recipe(
        GAN, dict(event_shape=COLOUR, latent_dim=32, width=24, seed=0), 30, sources.horses
    ),
    "reader-horses": Recipe(
        FactorReader, dict(event_shape=COLOUR, factors=17, seed=0), 12, sources.horses_read
    ),
    "autoencoder-fashion-2d": Recipe(
        Autoencoder, dict(event_shape=SHAPE, latent_dim=2, seed=0), 10
    ),
    "reader-faces": Recipe(
        FactorReader, dict(event_shape=COLOUR, factors=18, width=24, seed=0), 12, sources.faces_read
    ),
    **{
        f"autoencoder-faces-{k}": Recipe(
            Autoencoder, dict(event_shape=COLOUR, latent_dim=k, seed=0), epochs, sources.faces
        )
        for k, epochs in {1: 12, 2: 12, 4: 16, 8: 20, 16: 24, 32: 24}.items()
    },
    "vae-faces-16": Recipe(
        VAE,
        dict(event_shape=COLOUR, latent_dim=16, beta=40.0, width=24, seed=0),
        24,
        sources.faces,
    ),
    **{
        f"{name}-moons": Recipe(family, dict(event_shape=PLANE, seed=0), None, sources.moons)
        for name, family in {
            "autoregressive": Autoregressive,
            "flow": NormalizingFlow,
            "vae": VAE,
            "energy": EnergyBased,
            "diffusion": Diffusion,
            "gan": GAN,
        }.items()
    },
}


def build(name):
    """Train, save, load again, score what was loaded, and write it all in the manifest."""
    recipe = RECIPES[name]
    data = recipe.source()
    keras.utils.set_random_seed(0)
    model = recipe.kind(**recipe.config)
    start = time.perf_counter()
    model.fit(
        *data.train,
        epochs=recipe.epochs,
        validation_data=data.validation,
        verbose=2,
        resume=Path(tempfile.gettempdir()) / f"{name}.npz",
    )
    checkpoints.save(model, checkpoints.FOLDER / f"{name}.npz")
    register(name, round(time.perf_counter() - start), os.cpu_count())


def register(name, seconds, cores):
    """Describe a file of weights in the manifest, with the scores of what is in it."""
    recipe = RECIPES[name]
    path = checkpoints.FOLDER / f"{name}.npz"
    data = recipe.source()
    entry = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "family": recipe.kind.__name__,
        "config": recipe.config,
        "parameters": recipe.kind(**recipe.config).count_params(),
        "data": data.about,
        "epochs": recipe.epochs,
        "seconds": seconds,
        "cores": cores,
        "versions": {"python": platform.python_version()}
        | {p: importlib.metadata.version(p) for p in ("keras", "numpy")}
        | {"tensorflow": tensorflow_version()},
        "command": f"python -m helpers.checkpoints.build {name}",
    }
    write(name, entry)
    write(name, entry | {"test": scores(checkpoints.load(name), *data.test)})


def scores(model, images, labels=None):
    """What is known of the model on the test pictures; likelihoods at 256 grey levels."""
    if not model.is_image:
        return planar_scores(model, images)
    known = {"images": len(images)}
    if isinstance(model, Classifier):
        right = model.labels(images) == labels
        return known | {"accuracy": round(float(right.mean()), 4)}
    if isinstance(model, FactorReader):
        variance = (labels - labels.mean(axis=0)) ** 2
        unexplained = np.mean((model.read(images) - labels) ** 2, axis=0) / variance.mean(axis=0)
        return known | {"r2": [round(float(1 - share), 3) for share in unexplained]}
    if isinstance(model, Autoencoder):
        difference = model.decode(model.encode(images)) - images / 255
        return known | {"grey_levels_off": round(255 * float(np.mean(difference**2) ** 0.5), 2)}
    if isinstance(model, Translator):
        painted = 255 * model.repaint(images, seed=0)
        off = np.abs((painted - labels).mean(axis=(1, 2)))  # (n, channels)
        return known | {"mean_colour_off_in_levels": round(float(off.mean()), 2)}
    known["density"] = model.density.value
    if model.density in (Density.NONE, Density.UNNORMALISED):
        return known
    bits = np.asarray(model.bits_per_dim(images))
    known["bits_per_dim"] = round(float(bits.mean()), 4)
    known["standard_error"] = round(float(bits.std() / len(bits) ** 0.5), 4)
    if isinstance(model, VAE):
        per_bit = -np.log(2) * images[0].size
        known["bits_per_dim_first_1000"] = round(float(bits[:1000].mean()), 4)
        tight = model.iwae(images[:1000], k=64) / per_bit
        known["bits_per_dim_iwae_64_first_1000"] = round(float(tight.mean()), 4)
    return known


def planar_scores(model, points):
    """Nats a point that a model of the moons wastes, and how well its samples are told from data.

    A bound on the density makes the nats a bound too; an energy is divided by its sum.
    """
    truth = datasets.planar("moons")
    told_apart = metrics.two_sample_accuracy(model.sample(len(points), seed=0), points)
    known = {"points": len(points), "density": model.density.value}
    known["two_sample"] = round(told_apart.value, 4)
    if model.density is Density.NONE:
        return known
    log_p = np.asarray(model.log_density(points))
    if model.density is Density.UNNORMALISED:
        log_p = log_p - model.log_partition()
    kl = metrics.kl_to_truth(log_p, truth, points)
    return known | {"kl_nats": round(kl.value, 4), "standard_error": round(kl.error, 4)}


def tensorflow_version():
    import tensorflow

    return tensorflow.__version__


def write(name, entry):
    """Put one entry into the manifest, leaving the others as they are."""
    known = checkpoints.manifest() if checkpoints.MANIFEST.exists() else {}
    text = json.dumps(known | {name: entry}, indent=2, ensure_ascii=False)
    checkpoints.MANIFEST.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not set(sys.argv[1:]) <= set(RECIPES):
        sys.exit(f"Name what to train: {', '.join(RECIPES)}. Received: {sys.argv[1:]}")
    for chosen in sys.argv[1:]:
        build(chosen)
