"""Is this machine ready for the course?"""

import importlib.metadata
import platform
import sys
import time

import psutil

from helpers import checkpoints, datasets
from helpers.backend import traced


def check():
    """Look at everything the course needs and print one line for each.

    Returns:
        Whether everything is fine.
    """
    results = [attempt(look) for look in (python, packages, memory, data, weights)]
    for fine, line in results:
        print("ok     " if fine else "PROBLEM", line)
    everything = all(fine for fine, _ in results)
    print("\nReady." if everything else "\nNot ready: every PROBLEM above says what to do.")
    return everything


def attempt(look):
    """What `look` found; what it raised is a finding too."""
    try:
        return look()
    except Exception as error:
        return False, f"{look.__name__}: {error}"


def python():
    fine = (3, 11) <= sys.version_info < (3, 14)
    advice = "" if fine else ": the course needs 3.11 to 3.13, run start.py with one of them"
    return fine, f"Python {platform.python_version()} on {platform.system()}{advice}"


def packages():
    names = ("tensorflow-cpu", "tensorflow", "keras", "numpy", "jupyterlab", "ipywidgets")
    installed = {d.name.replace("_", "-"): d.version for d in importlib.metadata.distributions()}
    return True, ", ".join(f"{name} {installed[name]}" for name in names if name in installed)


def memory():
    free = psutil.virtual_memory().available / 2**30
    advice = "" if free >= 2 else ": chapters need up to 2 GB, close other programs"
    return free >= 2, f"{free:.1f} GB of memory free{advice}"


def data():
    garments = datasets.fashion_mnist()
    train, test = len(garments.train_images), len(garments.test_images)
    return True, f"{train:,} garments to train on and {test:,} to test with"


def weights():
    """Load every checkpoint, then time a decoder that sliders use."""
    models = {name: checkpoints.load(name) for name in checkpoints.manifest()}
    vae = models["vae-fashion"]
    decode, z = traced(vae.decode), vae.noise(100, seed=0)
    decode(z)
    start = time.perf_counter()
    decode(z)
    milliseconds = 1000 * (time.perf_counter() - start)
    return True, f"trained weights load; 100 garments are decoded in {milliseconds:.0f} ms"
