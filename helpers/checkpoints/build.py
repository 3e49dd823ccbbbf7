"""Train the shipped weights again: `python -m helpers.checkpoints.build vae-fashion`."""

import hashlib
import importlib.metadata
import json
import os
import platform
import sys
import time
from typing import NamedTuple

from helpers import checkpoints, datasets
from helpers.approximate import VAE
from helpers.taxonomy import GenerativeModel

HELD_OUT = 5_000  # the last training images: watched while training, they choose nothing


class Recipe(NamedTuple):
    """What to train and for how many passes over the data."""

    family: type[GenerativeModel]
    config: dict
    epochs: int


RECIPES = {
    "vae-fashion": Recipe(VAE, dict(event_shape=(28, 28, 1), latent_dim=16, seed=0), 30),
    "vae-fashion-2d": Recipe(VAE, dict(event_shape=(28, 28, 1), latent_dim=2, seed=0), 10),
}


def build(name):
    """Train, save, load again, score what was loaded, and write it all in the manifest."""
    recipe = RECIPES[name]
    garments = datasets.fashion_mnist("full")
    model = recipe.family(**recipe.config)
    start = time.perf_counter()
    model.fit(
        garments.train_images[:-HELD_OUT],
        epochs=recipe.epochs,
        validation_data=(garments.train_images[-HELD_OUT:],),
        verbose=2,
    )
    seconds = round(time.perf_counter() - start)
    path = checkpoints.FOLDER / f"{name}.npz"
    checkpoints.save(model, path)
    entry = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "family": recipe.family.__name__,
        "config": recipe.config,
        "parameters": model.count_params(),
        "data": f"Fashion-MNIST, the first {60_000 - HELD_OUT:,} of 60,000 training images",
        "epochs": recipe.epochs,
        "seconds": seconds,
        "cores": os.cpu_count(),
        "versions": {"python": platform.python_version()}
        | {p: importlib.metadata.version(p) for p in ("keras", "numpy")}
        | {"tensorflow": tensorflow_version()},
        "command": f"python -m helpers.checkpoints.build {name}",
    }
    write(name, entry)
    write(name, entry | {"test": scores(checkpoints.load(name), garments.test_images)})


def scores(model, images):
    """What is known of the model on the whole test set, in nats and bits at 256 grey levels."""
    bound = model.log_density(images)
    return {
        "images": len(images),
        "bound_nats_per_image": round(float(bound.mean()), 2),
        "bound_bits_per_dim": round(float(model.bits_per_dim(images).mean()), 4),
        "iwae_64_nats_first_1000": round(float(model.iwae(images[:1000], k=64).mean()), 2),
        "bound_nats_first_1000": round(float(bound[:1000].mean()), 2),
    }


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
