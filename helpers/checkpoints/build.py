"""Train the shipped weights again: `python -m helpers.checkpoints.build vae-fashion`.

Stopped on the way, the same command goes on from the last minute.
"""

import hashlib
import importlib.metadata
import json
import platform
import sys
import tempfile
import time
from pathlib import Path

import keras

from helpers import checkpoints
from helpers.checkpoints.recipes import RECIPES, trained_with
from helpers.checkpoints.scores import scores


def build(name):
    """Train, save, load again, score what was loaded, and write it all in the manifest."""
    recipe, how = RECIPES[name], trained_with(name)
    data = recipe.source()
    unfinished = resume_file(name, how)
    keras.utils.set_random_seed(0)
    model = recipe.kind(**recipe.config)
    start = time.process_time()
    model.fit(
        *data.train,
        epochs=recipe.epochs,
        validation_data=data.validation,
        verbose=2,
        resume=unfinished,
    )
    checkpoints.ship(model, checkpoints.FOLDER / f"{name}.npz")
    register(name, how, data, round(time.process_time() - start))
    unfinished.unlink()  # a finished file would let the next build train nothing


def resume_file(name, how):
    """Where a build that is stopped leaves what it has: a file for each way of training."""
    digest = hashlib.sha256(json.dumps(how).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"{name}-{digest}.npz"


def register(name, how, data, core_seconds):
    """Describe a file of weights in the manifest, with the scores of what is in it."""
    path = checkpoints.FOLDER / f"{name}.npz"
    entry = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        **how,
        "data": data.about,
        "core_seconds": core_seconds,
        "versions": versions(),
        "command": f"python -m helpers.checkpoints.build {name}",
    }
    write(name, entry)
    model = checkpoints.load(name)
    known = {"parameters": model.count_params(), "test": scores(model, *data.test)}
    write(name, entry | known)


def versions():
    """What the weights were trained with."""
    import tensorflow

    packages = {p: importlib.metadata.version(p) for p in ("keras", "numpy")}
    return {"python": platform.python_version(), **packages, "tensorflow": tensorflow.__version__}


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
