"""Watch a model learn: progress, remaining time, and samples that grow."""

import base64
import io
import time

import keras
import numpy as np
from IPython.display import HTML, display
from PIL import Image

from helpers import checks, given
from helpers.backend import batched
from helpers.explorer.shell import render
from helpers.pictures import several, shades


class LiveTraining(keras.callbacks.Callback):
    """A callback for `fit` that shows a progress bar and pictures that the model makes.

    The noise never changes, so every change in the pictures is something learnt. New pictures
    come every few seconds, but never so often that drawing them takes a tenth of the time.

    Args:
        pictures: how many, for a model of images; or images `(n, height, width, channels)` to
            show above what comes back when the model encodes and decodes them.
        seed: of the noise.
        show: a function of the model that gives the images to show instead, grey levels or floats
            in [0, 1].

    Raises:
        ValueError: before the first step, for pictures that do not fit the model.

    Example:

    `model.fit(images, callbacks=[explorer.LiveTraining()], verbose=0)`
    """

    def __init__(self, pictures=10, seed=0, show=None):
        super().__init__()
        self.has_pictures = not isinstance(pictures, (int, float, str, np.number))
        if not self.has_pictures:
            pictures = checks.whole(pictures, "a number of pictures", "LiveTraining")
        self.pictures, self.seed = pictures, seed
        self.make = self.there_and_back if self.has_pictures else self.decoded_noise
        self.make = self.make if show is None else given.called(show, "show")
        self.sheet, self.asked, self.view = "", show is not None, None

    def on_train_begin(self, logs=None):
        if self.has_pictures:  # what is wrong with them is said before time is spent
            shape = self.model.event_shape
            self.pictures = checks.events(self.pictures, shape, "LiveTraining pictures=")
            if self.make == self.there_and_back:
                self.model.encode(self.pictures[:1])
        self.start = self.shown = self.next_sheet = time.perf_counter()
        self.step = self.epoch = self.first = None
        self.stopped = False
        self.view = display(HTML(self.html({})), display_id=True)

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        if self.step is None:  # training that goes on from a file does not start at nothing
            self.step = self.first = epoch * (self.params["steps"] or 0)

    def on_train_batch_end(self, batch, logs=None):
        steps = self.params["steps"] or 0
        self.step = self.epoch * steps + min(batch + 1, steps)
        if self.model.is_image and time.perf_counter() > self.next_sheet:
            self.draw()
        if time.perf_counter() - self.shown > 0.5:
            self.show(logs)

    def on_epoch_end(self, epoch, logs=None):
        self.show(logs)

    def on_train_end(self, logs=None):
        if self.model.is_image:
            self.draw()
        self.show(logs)

    def on_train_stopped(self):
        """`fit` was interrupted, or failed: nothing more will come."""
        self.stopped = True
        self.show({})

    def draw(self):
        """New pictures now, and when to draw the next ones."""
        if self.view is None:
            return
        start = time.perf_counter()
        self.sheet = self.samples()
        now = time.perf_counter()
        self.next_sheet = now + max(5, 10 * (now - start))
        self.model.deadline.reserve = now - start  # for the last ones

    def show(self, logs):
        if self.view is None:  # outside a notebook, or refused before the first step
            return
        self.view.update(HTML(self.html(logs or {})))
        self.shown = time.perf_counter()

    def samples(self):
        """An image tag with what the model makes now, in rows."""
        images = self.make(self.model)
        if self.asked and not self.sheet:  # the first ones come after one step: in time to refuse
            several(images, "LiveTraining show=")
        images = render.to_uint8(images)
        columns = len(self.pictures) if self.has_pictures else len(images)
        rows = images.reshape(-1, columns, *images.shape[1:])
        sheet = np.concatenate([np.concatenate(list(row), axis=1) for row in rows])
        file = io.BytesIO()
        Image.fromarray(sheet.squeeze()).resize((2 * sheet.shape[1], 2 * sheet.shape[0])).save(
            file, "PNG"
        )
        data = base64.b64encode(file.getvalue()).decode()
        return f'<img alt="{self.words()}" src="data:image/png;base64,{data}">'

    def decoded_noise(self, model):
        return batched(model.decode, model.noise(self.pictures, self.seed))

    def there_and_back(self, model):
        back = model.decode(np.asarray(model.encode(self.pictures)))
        return np.concatenate([shades(self.pictures, "LiveTraining"), back])

    def words(self):
        """What the pictures are, for those who do not see them."""
        if self.make == self.there_and_back:
            return "Above: pictures. Below: what the model makes of their codes"
        noise = self.make == self.decoded_noise
        return "What the model makes of the same noise" if noise else "What the model makes"

    def html(self, logs):
        begun = self.step is not None
        steps = begun and self.params["steps"]
        total = self.params["epochs"] * steps if steps else 0
        done = self.step / total if total else 0
        value = max(done, self.model.deadline.share()) if begun else 0
        bar = f'<progress aria-label="training" value="{value:.3f}" max="1"></progress>'
        return f"<div>{bar} {self.text(logs, total)}</div>{self.sheet}"

    def text(self, logs, total):
        """How far training is, in words."""
        if self.step is None:
            return "stopped" if self.stopped else ""
        seconds = time.perf_counter() - self.start
        where = f"pass {self.epoch + 1} of {self.params['epochs']}, {seconds:.0f} s"
        if self.stopped:
            return f"stopped in {where}"
        if self.step > self.first and total:
            left = seconds * (total - self.step) / (self.step - self.first)
            left = max(0, min(left, self.model.deadline.left()))
            where += f", about {left:.0f} s left" if left >= 0.5 else ""
        if "loss" in logs:
            where += f", objective {logs['loss']:,.{1 if abs(logs['loss']) >= 10 else 3}f}"
        return where
