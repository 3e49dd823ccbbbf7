"""Watch a model learn the plane: play, pause, one step, restart, and turn the learning rate."""

import asyncio
import base64
import math
import threading
import time

import ipywidgets as widgets

from helpers import checks
from helpers.explorer.controls import Controls
from helpers.explorer.stage import Picture, Stage
from helpers.explorer.trainer import KL_TITLE, Trainer

SLICE_S = 0.04  # training at a stretch, after which other cells get their turn
REST_S = 0.01
PICTURE_S = 0.25  # at least so long between two pictures, and three times as long as one takes
SPEEDS = {"2 steps a second": 2, "20 steps a second": 20, "full speed": math.inf}


class TrainingTheatre(widgets.VBox):
    """Train a model of the plane while its samples, its density and its objective are shown.

    While it plays, other cells run as usual; pausing leaves the model as it is, ready to use.
    It pauses by itself after the family's own number of steps; play again for as many more.

    Args:
        model: a `GenerativeModel` of points, `event_shape` (2,).
        data: a distribution such as `datasets.planar("moons")`, which gives fresh points at
            every step and the KL to the truth; or plain points `(n, 2)`, without that KL.
        seed: of the batches and of the noise behind the samples, which never changes: each
            sample can be followed.

    Raises:
        ValueError: for a model of images, or data of another shape.
        TypeError: for data that are neither.

    Example:

    >>> from helpers import datasets, explorer
    >>> from helpers.approximate import VAE
    >>> theatre = explorer.TrainingTheatre(VAE((2,), width=8), datasets.planar("moons"))
    >>> theatre
    TrainingTheatre(VAE on moons)
    >>> theatre.step(20)
    >>> theatre.steps
    20
    """

    def __init__(self, model, data, seed=0):
        self._trainer, self._lock = Trainer(model, data, seed), threading.RLock()
        self._loop, self._task, self._until, self.playing = _running_loop(), None, 0, False
        kind = model.density.value if self._trainer.has_density else None
        self._picture = Picture(self._trainer.data, kind, KL_TITLE.get(self._trainer.kl_word))
        self.stage = Stage()
        super().__init__([self.stage, self._wired_controls()])
        self.add_class("training-theatre")
        self._show()

    # What a learner calls

    def play(self):
        """Train until paused, in short slices on the notebook's event loop."""
        loop = _running_loop() or self._loop
        if loop is None:
            raise RuntimeError(
                "TrainingTheatre.play expected a notebook, whose event loop trains between "
                "cells; received a plain Python program. There use theatre.step(100)."
            )
        budget = self._trainer.model.budget.steps
        self._until = (self.steps // budget + 1) * budget
        self._mark(playing=True)
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._run())

    def pause(self):
        """Stop after the step under way; the model stays as it is."""
        self._mark(playing=False)

    def step(self, n=1):
        """Train `n` steps now, and show the result."""
        n = checks.whole(n, "a number of steps", "TrainingTheatre.step")
        with self._lock:
            for done in range(0, n, 10):
                self._trainer.train(min(10, n - done))
            self._show()

    def restart(self):
        """Back to the weights that the model had when the theatre was made."""
        with self._lock:
            self._trainer.restart()
            self._until = self._trainer.model.budget.steps
            self._show()

    def frame(self):
        """The picture as it is now, the bytes of a PNG."""
        with self._lock:
            histories = [self.objective_history, self.kl_history][: len(self._picture.curves)]
            return self._picture.draw(*self._trainer.look(), *histories)

    @property
    def steps(self):
        """Steps since the beginning or the last restart."""
        return self._trainer.steps

    @property
    def objective_history(self):
        """Pairs of step and mean objective of the last few steps."""
        return self._trainer.objectives

    @property
    def kl_history(self):
        """Pairs of step and KL to the truth on held-out points, in nats."""
        return self._trainer.kls

    @property
    def status(self):
        """The line of text under the picture."""
        return self.stage.status

    @property
    def learning_rate(self):
        """The optimizer's learning rate. Set it at any time."""
        return self._trainer.learning_rate

    @learning_rate.setter
    def learning_rate(self, rate):
        rate = float(f"{min(max(rate, self.rate_box.min), self.rate_box.max):.2g}")
        with self._lock:
            self._trainer.learning_rate = rate
        self.rate_box.value = rate
        if not math.isclose(self.rate_slider.value, rate, rel_tol=0.05):
            self.rate_slider.value = rate

    # Playing

    async def _run(self):
        if self._trainer.model.train_function is None:
            self.stage.status = "Preparing the first step: TensorFlow compiles it, once."
            await asyncio.sleep(0.1)  # the page gets to say so
        due = 0.0
        while self.playing and self.steps < self._until:
            start, speed = time.perf_counter(), self.speed.value
            slow = math.isfinite(speed)
            self._safely(self._trainer.train, 1 if slow else self._until - self.steps, SLICE_S)
            if self.playing and (time.perf_counter() > due or 1 / speed > PICTURE_S):
                await asyncio.sleep(REST_S)
                took = self._safely(self._show) or 0.0
                due = time.perf_counter() + max(PICTURE_S, 3 * took)
            spent = time.perf_counter() - start
            await asyncio.sleep(max(REST_S, 1 / speed - spent if slow else 0))
        self.pause()
        if not self.stage.error:
            self._safely(self._show)

    def _show(self):
        """Send picture and text; returns the seconds it took."""
        start = time.perf_counter()
        with self._lock:
            self._trainer.measure()
            with self.stage.hold_sync():
                self.stage.png = self.frame()
                self.stage.status, self.stage.error = self._trainer.status, False
        return time.perf_counter() - start

    def _safely(self, work, *args):
        """Run what no cell waits for; what goes wrong shows in the line of text."""
        try:
            with self._lock:
                return work(*args)
        except Exception as error:
            self._mark(playing=False)
            self.stage.status, self.stage.error = f"{type(error).__name__}: {error}", True

    def _soon(self, work, *args):
        """Callbacks may come on another thread: their work goes to the thread of the cells."""
        if self._loop is None or _running_loop() is self._loop:
            self._safely(work, *args)
        else:
            self._loop.call_soon_threadsafe(self._safely, work, *args)

    # Controls

    def _wired_controls(self):
        controls = Controls(self._trainer.learning_rate, SPEEDS)
        self.buttons, self.speed = controls.buttons, controls.speed
        self.rate_box, self.rate_slider = controls.rate_box, controls.rate_slider
        play, step, restart = self.buttons
        play.on_click(lambda _: self.pause() if self.playing else self._soon(self.play))
        step.on_click(lambda _: self._soon(self.step))
        restart.on_click(lambda _: self._soon(self.restart))
        for widget in (self.rate_box, self.rate_slider):
            widget.observe(lambda change: self._soon(self._turn, change["new"]), "value")
        return controls

    def _turn(self, rate):
        if float(f"{rate:.2g}") != self.learning_rate:
            self.learning_rate = rate

    def _mark(self, playing):
        self.playing = self.stage.playing = playing
        button = self.buttons[0]
        with button.hold_sync():
            button.description = "Pause" if playing else "Play"
            button.icon = "pause" if playing else "play"

    # Showing

    def __repr__(self):
        data = self._trainer.data
        name = getattr(data, "name", None) or f"{len(data):,} points"
        return f"TrainingTheatre({type(self._trainer.model).__name__} on {name})"

    def _repr_mimebundle_(self, **kwargs):
        data = super()._repr_mimebundle_(**kwargs)
        return {**data, "image/png": base64.b64encode(self.stage.png).decode("ascii")}


def _running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
