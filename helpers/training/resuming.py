"""Go on after a kernel was killed: a file that holds all that training needs, every minute."""

import io
import os
import time
import zipfile
from pathlib import Path

import keras
import numpy as np

SECONDS = 60  # between two savings


class Saver(keras.callbacks.Callback):
    """Save weights, the optimizer's state, the step and the number of the pass every so often.

    The file is written beside the old one and takes its place only when it is complete, so that
    there is a whole one at any moment.

    Args:
        path: of the file, `"mine.npz"`. When training ends it is saved once more.
    """

    def __init__(self, path):
        super().__init__()
        self.path, self.epoch = Path(path), 0

    def on_train_begin(self, logs=None):
        self.saved = time.perf_counter()

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if time.perf_counter() - self.saved > SECONDS:
            self.save(self.epoch)

    def on_epoch_end(self, epoch, logs=None):
        self.epoch = epoch + 1

    def on_train_end(self, logs=None):
        if self.epoch:
            self.save(self.epoch)

    def save(self, epoch):
        """Write the file now; `epoch` is the pass to go on with."""
        unfinished = self.path.with_name(f"unfinished-{self.path.name}")
        with open(unfinished, "wb") as file:
            np.savez(file, epoch, *(v.numpy() for v in state(self.model)))
        os.replace(unfinished, self.path)
        self.saved = time.perf_counter()


def state(model):
    """All variables that training changes."""
    return [*model.weights, *model.optimizer.variables, model.steps_taken.state]


def restore(model, path):
    """Put what a file holds into a compiled model.

    Returns:
        The pass to go on with; 0 without a file.

    Raises:
        ValueError: for a file that is not of this model, which stays as it is.
    """
    if not Path(path).exists():
        return 0
    model.optimizer.build(model.trainable_variables)
    try:
        with np.load(io.BytesIO(Path(path).read_bytes()), allow_pickle=False) as file:
            epoch, *arrays = (file[key] for key in file)
    except (ValueError, OSError, EOFError, TypeError, zipfile.BadZipFile):
        epoch, arrays = 0, []
    if [a.shape for a in arrays] != [tuple(v.shape) for v in state(model)]:
        raise ValueError(
            f"{path}: expected what the training of this {type(model).__name__} had saved; "
            f"received a file of another model, or a damaged one. To start anew, delete it or "
            f"name another file."
        )
    for variable, array in zip(state(model), arrays, strict=True):
        variable.assign(array)
    return int(epoch)
