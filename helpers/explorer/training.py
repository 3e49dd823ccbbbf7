"""Watch a model learn: progress, remaining time, and samples that grow."""

import base64
import io
import time

import keras
import numpy as np
from IPython.display import HTML, display
from PIL import Image

from helpers.backend import batched
from helpers.explorer import render


class LiveTraining(keras.callbacks.Callback):
    """A callback for `fit` that shows a progress bar and what the model makes of fixed noise.

    The noise never changes, so every change in the pictures is something learnt.

    Args:
        pictures: how many, for a model of images.
        seed: of the noise.

    Example:

    `model.fit(images, callbacks=[explorer.LiveTraining()], verbose=0)`
    """

    def __init__(self, pictures=10, seed=0):
        super().__init__()
        self.pictures, self.seed = pictures, seed
        self.sheet = ""

    def on_train_begin(self, logs=None):
        self.start = self.shown = time.perf_counter()
        self.step, self.epoch = 0, 0
        self.view = display(HTML(self.html({})), display_id=True)

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        self.step += 1
        if time.perf_counter() - self.shown > 0.5:
            self.show(logs)

    def on_epoch_end(self, epoch, logs=None):
        if self.model.is_image:
            self.sheet = self.samples()
        self.show(logs)

    def show(self, logs):
        self.view.update(HTML(self.html(logs or {})))
        self.shown = time.perf_counter()

    def samples(self):
        """An image tag with the decoded noise."""
        z = self.model.noise(self.pictures, self.seed)
        row = np.concatenate(list(render.to_uint8(batched(self.model.decode, z))), axis=1)
        file = io.BytesIO()
        Image.fromarray(row.squeeze()).resize((2 * row.shape[1], 2 * row.shape[0])).save(
            file, "PNG"
        )
        data = base64.b64encode(file.getvalue()).decode()
        return (
            f'<img alt="What the model makes of the same noise" src="data:image/png;base64,{data}">'
        )

    def html(self, logs):
        seconds = time.perf_counter() - self.start
        epochs, steps = self.params["epochs"], self.params["steps"]
        text = f"pass {self.epoch + 1} of {epochs}, {seconds:.0f} s"
        if steps and self.step:
            left = seconds * (epochs * steps / self.step - 1)
            text += f", about {left:.0f} s left"
        if "loss" in logs:
            text += f", objective {logs['loss']:,.1f}"
        value = self.step / (epochs * steps) if steps else 0
        bar = f'<progress aria-label="training" value="{value:.3f}" max="1"></progress>'
        return f"<div>{bar} {text}</div>{self.sheet}"
