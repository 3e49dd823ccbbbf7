"""Go on after a kernel was killed: a file that holds all that training needs, every minute."""

import io
import json
import math
import os
import time
import zipfile
from pathlib import Path

import keras
import numpy as np

SECONDS = 60  # between two savings


class Finite(keras.callbacks.Callback):
    """Stops training when the loss is no number any more.

    Raises:
        FloatingPointError: then every weight will be none, and no later step mends that.
    """

    def on_train_batch_end(self, batch, logs=None):
        for name, value in (logs or {}).items():
            if not math.isfinite(value):
                self.stop(f"a {name} that is a number", value)

    def on_epoch_end(self, epoch, logs=None):
        if not all(np.isfinite(v.numpy()).all() for v in self.model.trainable_variables):
            self.stop("weights that are numbers", "some that are none")  # a ReLU may hide them

    def stop(self, expected, received):
        raise FloatingPointError(
            f"{type(self.model).__name__}.fit expected {expected}; received {received} after step "
            f"{int(self.model.optimizer.iterations):,}. Usually the learning rate is too high; "
            f"sometimes the data hold a value far from all others. These weights are lost: make "
            f"the model anew, with its own optimizer or a tenth of the rate. A file of resume= "
            f"keeps the last good ones."
        )


class Saver(keras.callbacks.Callback):
    """Save weights, the optimizer's state, the step and the number of the pass every so often.

    The file is written beside the old one and takes its place only when it is complete, so that
    there is a whole one at any moment, and only with weights that are numbers.

    Args:
        path: of the file, `"mine.npz"`. When training ends it is saved once more.
        told: a name for the data; a file that knows another is refused.

    Raises:
        TypeError, ValueError: no file can be written there.
    """

    def __init__(self, path, told=""):
        super().__init__()
        self.path, self.told, self.epoch = file_to_write(path, "resume="), told, 0
        self.seconds = SECONDS

    def on_train_begin(self, logs=None):
        self.saved = time.perf_counter()

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if time.perf_counter() - self.saved > self.seconds:
            self.save(self.epoch)

    def on_epoch_end(self, epoch, logs=None):
        self.epoch = epoch + 1

    def on_train_end(self, logs=None):
        if self.epoch:
            self.save(self.epoch)

    def save(self, epoch):
        """Write the file now; `epoch` is the pass to go on with."""
        arrays = [v.numpy() for v in state(self.model)]
        if not all(np.isfinite(a).all() for a in arrays):
            return
        with open(unfinished(self.path), "wb") as file:
            np.savez(file, epoch, f"{self.told}\n{configuration(self.model)}", *arrays)
        os.replace(unfinished(self.path), self.path)
        self.saved = time.perf_counter()

    def restore(self, model):
        """Put what the file holds into a compiled model.

        Returns:
            The pass to go on with; 0 without a file.

        Raises:
            ValueError: for a file of another model or other data, which stays as it is.
        """
        if not self.path.exists():
            return 0
        model.optimizer.build(model.trainable_variables)
        epoch, told, arrays = content(self.path)
        if [a.shape for a in arrays] != [tuple(v.shape) for v in state(model)]:
            raise ValueError(
                f"{self.path}: expected what the training of this {type(model).__name__} had "
                f"saved; received a file of another model, or a damaged one. To start anew, "
                f"delete it or name another file."
            )
        data, _, made_with = told.partition("\n")
        if data and self.told and data != self.told:
            raise ValueError(
                f"{self.path}: expected the data that this training began with; found {epoch} "
                f"passes over other data. To train on these, delete it or name another file."
            )
        if made_with and made_with != configuration(model):
            raise ValueError(
                f"{self.path}: expected the training of a {type(model).__name__} made with "
                f"{configuration(model)}; received that of one made with {made_with}. What "
                f"they minimise may differ: delete it or name another file."
            )
        for variable, array in zip(state(model), arrays, strict=True):
            variable.assign(array)
        return epoch


def file_to_write(path, owner):
    """The path of a file in a folder that can be written to."""
    if not isinstance(path, (str, os.PathLike)) or not os.fspath(path):
        raise TypeError(f'{owner} expected the name of a file, "mine.npz"; received {path!r}.')
    path, advice = Path(path).expanduser(), "Take another name, such as 'mine.npz'"
    try:
        if not path.parent.is_dir():
            advice = f"Make the folder first: Path({str(path.parent)!r}).mkdir(parents=True)"
        if path.exists() and not path.is_file():
            raise OSError("no file of numbers, but something else of that name")
        unfinished(path).touch()
        unfinished(path).unlink()
    except (OSError, ValueError) as error:
        raise ValueError(
            f"{owner} expected a file in a folder that can be written to; received "
            f"{str(path)[:200]!r} ({error}). What was learned would be lost. {advice}."
        ) from None
    return path


def unfinished(path):
    """Where a file is written until it is complete."""
    return path.with_name(f"{path.name}.unfinished")


def configuration(model):
    """What a model was made with, as a text; its seed matters no more once weights are loaded."""
    return json.dumps({k: v for k, v in model.made_with.items() if k != "seed"}, default=str)


def content(path):
    """Pass, name of the data and arrays of a file; nothing, if it is no such file."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            epoch, told, *arrays = (file[key] for key in file)
            return int(epoch), str(told), arrays
    except (ValueError, OSError, EOFError, TypeError, zipfile.BadZipFile):
        return 0, "", []


def state(model):
    """All variables that training changes, and which random numbers come next."""
    return [*model.variables, *model.optimizer.variables]
