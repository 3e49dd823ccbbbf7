"""Trained models: those of the course, checked against the manifest, and a learner's own.

rebuilding   a learner's own, from the file that `model.save` wrote
recipes      how each of the shipped ones is trained
sources      what they learn from
build        trains them again; scores them by `scores`
"""

import hashlib
import io
import json
import zipfile

import numpy as np

from helpers import given, shipped
from helpers.checkpoints.rebuilding import is_path, rebuilt
from helpers.discriminative import Classifier, FactorReader
from helpers.families import FAMILIES
from helpers.implicit import Translator
from helpers.representation import Autoencoder
from helpers.tractable import TextTransformer
from helpers.training import file_to_write

FOLDER = shipped.DATA / "checkpoints"
MANIFEST = FOLDER / "manifest.json"
KEYS = {"config", "family", "file", "sha256"}  # of an entry, without which there is no model
OTHERS = Autoencoder, Classifier, FactorReader, Translator, TextTransformer
KINDS = {kind.__name__: kind for kind in (*FAMILIES, *OTHERS)}  # all that a file may name


def manifest():
    """What is known of every checkpoint: hash, configuration, seed, versions, scores."""
    what = "The list of trained weights, without which none can be trusted"
    file = shipped.expect(MANIFEST, what, shipped.how_to_mend("checkpoints"))
    try:
        entries = json.loads(file.read_bytes())
        whole = entries and all(entry.keys() >= KEYS for entry in entries.values())
    except (ValueError, AttributeError) as error:  # no JSON; no dictionary of dictionaries
        whole, reason = False, f" ({error})"
    else:
        reason = ""
    if not whole:
        raise ValueError(
            f"{file.name}: expected a dictionary that has {', '.join(sorted(KEYS))} for every "
            f"trained model; received something else{reason}. The file is damaged or unfinished. "
            f"{what}.\n{shipped.how_to_mend('checkpoints')}"
        )
    return entries


def load(name):
    """Make a trained model: one of the course by its name, or one's own from its file.

    A file holds numbers only. That of a shipped model is read after its SHA-256 agrees with the
    manifest; one that `model.save` wrote has its own hash. The model itself is made from the
    course's code, so a file can never run anything. What `model.save` wrote comes back as it was:
    the same samples with the same seed, the same units, and training can go on.

    Args:
        name: a name in `manifest()`, such as `"vae-fashion"`; or a file, `"mine.npz"`. What has a
            dot or a slash in it is a file, and so is a `Path`.

    Returns:
        The trained `GenerativeModel`, `Classifier` or whatever else it was.

    Raises:
        ValueError: unknown name, or a file whose bytes are not the ones in the manifest; of one's
            own files, any that `model.save` did not write or that has changed.
        FileNotFoundError: the file is missing.

    Example:

    >>> from helpers import checkpoints
    >>> vae = checkpoints.load("vae-fashion")
    >>> vae.event_shape, vae.latent_dim
    ((28, 28, 1), 16)
    """
    if is_path(name):
        return rebuilt(name, KINDS)
    known = manifest()
    if not isinstance(name, str) or name not in known:
        raise ValueError(
            f"checkpoints.load expected one of {', '.join(known)}; received {name!r}. These are "
            f"the models trained for the course. Yours: model.save('mine.npz') writes a file, and "
            f"checkpoints.load('mine.npz') reads it."
        )
    entry = known[name]
    content = verified_bytes(FOLDER / entry["file"], entry["sha256"], name)
    model, arrays = built(entry, name), unpacked(content, name)
    expected, received = [w.shape for w in model.weights], [a.shape for a in arrays]
    if expected != received:
        raise ValueError(
            f"{name}: expected {len(expected)} weight arrays with the shapes of today's "
            f"{entry['family']}; received {len(received)} arrays, not all of those shapes. The "
            f"code of the model has changed since it was trained.\n{how_to_mend(name)}"
        )
    model.set_weights(arrays)
    return model


def built(entry, name):
    """The untrained model that a manifest's entry describes."""
    try:
        return KINDS[entry["family"]](**entry["config"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"{MANIFEST.name}: expected for {name} one of {', '.join(KINDS)} and a configuration "
            f"that it takes; received {entry['family']!r} with {entry['config']!r} ({error}). The "
            f"file is damaged or of another version.\n{shipped.how_to_mend('checkpoints')}"
        ) from error


def unpacked(content, name):
    """The arrays in the bytes of a file of weights."""
    try:
        with np.load(io.BytesIO(content)) as file:
            return [file[key] for key in file]
    except (OSError, TypeError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"The weights of {name}: expected an .npz file of numbers; received {len(content):,} "
            f"bytes that are none ({error}). A file damaged before its hash was taken cannot be "
            f"used.\n{how_to_mend(name)}"
        ) from error


def how_to_mend(name):
    """What to do about a file that cannot be used."""
    return (
        f"{shipped.how_to_mend('checkpoints')}\n"
        f"Or train it anew: python -m helpers.checkpoints.build {name}"
    )


def verified_bytes(path, sha256, name):
    """The bytes of a file, or an error that says how to get the right ones."""
    content = shipped.expect(path, f"The weights of {name}", how_to_mend(name)).read_bytes()
    received = hashlib.sha256(content).hexdigest()
    if received != sha256:
        raise ValueError(
            f"{path.name}: expected SHA-256 {sha256[:12]}…; received {received[:12]}… "
            f"({len(content):,} bytes). The file is damaged, unfinished or not ours, and was "
            f"not opened.\n{how_to_mend(name)}"
        )
    return content


def ship(model, path):
    """Write weights as the course ships them, half-precision numbers; units in 64 bits.

    What they belong to stands in the manifest. `model.save` writes a file that says it itself.

    Raises:
        TypeError, ValueError: no model, no folder for the file, or numbers that would be lost.
    """
    model = given.instance(model, "checkpoints.ship", "weights")
    path = file_to_write(path, "checkpoints.ship")
    with np.errstate(over="ignore"):
        arrays = [w.numpy().astype(half_but_units(w.dtype)) for w in model.weights]
    if not all(np.isfinite(array).all() for array in arrays):
        raise ValueError(
            "checkpoints.ship expected weights that half precision can hold, finite and below "
            "65,504; received others. They would come back as infinity or NaN: train anew, or "
            "use model.save('mine.npz'), which keeps 32 bits."
        )
    np.savez_compressed(path, *arrays)


def half_but_units(kind):
    """How weights are kept: shift and scale of points are of 64 bits, all else can be of 16."""
    return "float64" if kind == "float64" else "float16"
