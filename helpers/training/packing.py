"""The file of a model: what it was made with and its numbers, with a hash of both."""

import hashlib
import json
import os
import zipfile

import numpy as np

from helpers import __version__
from helpers.training.resuming import file_to_write, unfinished

FORMAT = 1  # of the file; a later one may mean something else by the same numbers
LARGEST = 500_000_000  # bytes of numbers in a file, four for each weight
WORDS = 1_000_000  # bytes of the description
MANY = 10_000  # arrays at most, and the largest setting but the seed
AGAIN = "Ask for it again where it comes from, or save the model anew: model.save('mine.npz')."


def file_for_model(path, owner):
    """A path that ends in .npz, where there is nothing yet or a file of this kind."""
    path = file_to_write(path, owner)
    if path.suffix.lower() != ".npz":
        raise ValueError(
            f"{owner} expected a name that ends in .npz; received {path.name!r}. The file holds "
            f"numbers only, in NumPy's form, which is no {path.suffix or 'other'} file: "
            f"model.save('mine.npz'), and checkpoints.load('mine.npz') reads it back."
        )
    if path.exists() and path.stat().st_size:
        try:
            told(path)
        except ValueError:
            raise ValueError(
                f"{owner} expected a new name, or a file that model.save wrote; received "
                f"{path.name!r}, which holds something else. That would be lost: take another "
                f"name, or delete it first."
            ) from None
    return path


def packed(model, owner):
    """The arrays of the file by name, in the order of the model's variables."""
    family, config = type(model).__name__, model.get_config()
    if type(model).__module__.partition(".")[0] != "helpers":
        raise ValueError(
            f"{owner} expected a model of the course; received {family} of "
            f"{type(model).__module__}. checkpoints.load makes only the course's own classes, and "
            f"none that a file names. Where the class is known, its weights are enough: "
            f"model.save_weights('mine.weights.h5')."
        )
    weights = [v.numpy() for v in model.variables]
    if not model.built or not all(map(is_finite, weights)):
        received = "some that are none" if model.built else "a model that is not built"
        raise ValueError(
            f"{owner} expected weights that are numbers; received {received}. Every answer would "
            f"be wrong: make the model anew, usually with a smaller learning rate."
        )
    size = sum(w.nbytes for w in weights)
    if size > LARGEST or not in_bounds(config):
        raise ValueError(
            f"{owner} expected at most {LARGEST:,} bytes of numbers, and settings up to {MANY:,}; "
            f"received {size:,} and {config}. No larger file is read, so that none can fill the "
            f"memory: model.save_weights('mine.weights.h5')."
        )
    about = {"format": FORMAT, "course": __version__, "family": family, "config": config}
    arrays = {"about": np.frombuffer(json.dumps(about, allow_nan=False).encode(), "uint8")}
    names = [f"{i} {v.name}" for i, v in enumerate(model.variables)]
    arrays |= dict(zip(names, weights, strict=True))
    return arrays | {"sha256": digest(arrays)}


def write(path, arrays):
    """Write the file beside its place, and put it there when it is complete."""
    try:
        with open(unfinished(path), "wb") as file:
            np.savez_compressed(file, **arrays)
        os.replace(unfinished(path), path)
    except BaseException:
        unfinished(path).unlink(missing_ok=True)
        raise


def read_model(path):
    """What a file says of its model, and its weights: whole, unchanged and all of them numbers.

    Raises:
        ValueError: for any other file.
    """
    about = told(path)
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
        same = np.array_equal(arrays.pop("sha256"), digest(arrays))
    except Exception as error:  # whatever a stranger's bytes make NumPy say
        raise no_model(path, f"one that cannot be read to its end ({error})") from None
    if not same:
        raise no_model(path, "numbers that do not have its hash, so that some have changed")
    weights = [array for name, array in arrays.items() if name != "about"]
    if not all(map(is_finite, weights)):
        raise no_model(path, "NaN, infinity or no number at all among its weights")
    return about, weights


def told(path):
    """What a file says of its model: family, configuration, and the form it is written in.

    Raises:
        ValueError: for a file of another kind, of a later form, or one that would fill the memory.
    """
    try:
        with zipfile.ZipFile(path) as file:
            sizes = [part.file_size for part in file.infolist()]
            words = file.getinfo("about.npy").file_size
        if sum(sizes) > LARGEST or len(sizes) > MANY or words > WORDS:
            size = f"{sum(sizes):,} bytes, {words:,} of words, in {len(sizes):,} arrays"
            raise ValueError(f"{size} when unpacked, which could fill the memory")
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]))
        form, family, config = about["format"], about["family"], about["config"]
    except Exception as error:  # whatever a stranger's bytes make NumPy say
        raise no_model(path, f"something else ({type(error).__name__}: {error})") from None
    if type(form) is int and form > FORMAT:
        received = f"one of form {form}, by version {about.get('course')} of the course"
        advice = f"This is version {__version__}, which knows forms up to {FORMAT}: take the newer."
        raise no_model(path, received, advice)
    typed = type(form) is int and isinstance(family, str) and isinstance(config, dict)
    if not typed or form < 1 or not in_bounds(config):
        raise no_model(path, "one that describes no model of the course")
    return about


def no_model(path, received, advice=AGAIN):
    return ValueError(
        f"{str(path)[:200]}: expected a file that model.save wrote; received {received[:300]}. "
        f"Nothing of it was used or run. {advice}"
    )


def digest(arrays):
    """SHA-256 of names, kinds, shapes and numbers, as an array of bytes."""
    sha256 = hashlib.sha256()
    for name, array in arrays.items():
        sha256.update(f"{name} {array.dtype.str} {array.shape} ".encode())
        sha256.update(np.ascontiguousarray(array).data)
    return np.frombuffer(sha256.digest(), "uint8")


def is_finite(array):
    return array.dtype.kind in "fiu" and bool(np.isfinite(array).all())


def in_bounds(config):
    """Whether no setting but the seed asks for more than any model needs."""
    settings = [value for name, value in config.items() if name != "seed"]
    numbers = [n for s in settings for n in (s if isinstance(s, list) else [s])]
    return all(abs(n) <= MANY for n in numbers if isinstance(n, int))
