"""What can be played: a shell that trains in short slices, so that other cells get their turn."""

import asyncio
import math
import time

from helpers import checks, given
from helpers.explorer.shell import Explorer
from helpers.explorer.theatre.stage import Stage

SLICE_S = 0.04  # training at a stretch, after which other cells get their turn
REST_S = 0.01
PICTURE_S = 0.25  # at least so long between two pictures, and three times as long as one takes
SPEEDS = {"2 steps a second": 2, "20 steps a second": 20, "full speed": math.inf}


class Playing(Explorer):
    """Something that trains, with a picture and a line of text: play, pause, step, restart.

    A shell MUST give   frame(), _wired_controls(), which sets `buttons` (the first one plays)
                        and `speed`

    Args:
        session: has `model`, `steps`, `prepared`, `status`, `train(most, seconds)`, `measure()`
            and `restart()`.
        **words: of the `Stage`.
    """

    def __init__(self, session, **words):
        self._session = session
        self._loop, self._task, self.playing = running_loop(), None, False
        self._until, self._deadline = 0, math.inf
        page = Stage(**words)
        super().__init__(page, [page, self._wired_controls()], "training-theatre")
        self._show()

    # What a learner calls

    def play(self, seconds=None):
        """Train until paused, in short slices on the notebook's event loop.

        Args:
            seconds: how long at most; by default as long as the family's own steps take.
        """
        if seconds is not None:
            seconds = given.positive(seconds, "seconds", f"{type(self).__name__}.play")
        loop = running_loop() or self._loop
        if loop is None:
            raise RuntimeError(
                f"{type(self).__name__}.play expected a notebook, whose event loop trains between "
                "cells; received a plain Python program. There use theatre.step(100)."
            )
        budget = self._session.model.budget.steps
        self._until = (self.steps // budget + 1) * budget
        self._deadline = time.perf_counter() + (seconds or math.inf)
        self._mark(playing=True)
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._run())

    def pause(self):
        """Stop after the step under way; the model stays as it is."""
        self._mark(playing=False)

    def step(self, n=1):
        """Train `n` steps now, and show the result."""
        n = checks.whole(n, "a number of steps", f"{type(self).__name__}.step")
        with self._lock:
            for done in range(0, n, 10):
                self._session.train(min(10, n - done))
            self._show()

    def restart(self):
        """Back to the weights that the model had when the theatre was made."""
        with self._lock:
            self._session.restart()
            self._until = self._session.model.budget.steps
            self._show()

    def frame(self):
        """The picture as it is now, the bytes of a PNG."""
        raise NotImplementedError

    @property
    def steps(self):
        """Steps since the beginning or the last restart."""
        return self._session.steps

    def still(self):
        return self.page.png

    # Playing

    async def _run(self):
        due = 0.0
        while self.playing and self.steps < self._until:
            if time.perf_counter() > self._deadline:
                break
            if not self._session.prepared:
                self.page.work("Preparing the first step: TensorFlow compiles it, once.")
                await asyncio.sleep(0.1)  # the page gets to say so
            start, speed = time.perf_counter(), self.speed.value
            slow = math.isfinite(speed)
            self.act(self._session.train, 1 if slow else self._until - self.steps, SLICE_S)
            if self.playing and (time.perf_counter() > due or 1 / speed > PICTURE_S):
                await asyncio.sleep(REST_S)
                took = self.act(self._show) or 0.0
                due = time.perf_counter() + max(PICTURE_S, 3 * took)
            spent = time.perf_counter() - start
            await asyncio.sleep(max(REST_S, 1 / speed - spent if slow else 0))
        self.pause()
        if not self.page.error:
            self.act(self._show)

    def _show(self):
        """Send picture and text; returns the seconds it took."""
        start = time.perf_counter()
        with self._lock:
            self._session.measure()
            self.page.tell({"png": self.frame()}, status=self._session.status)
        return time.perf_counter() - start

    def fail(self, error):
        self._mark(playing=False)
        super().fail(error)

    def soon(self, work, *args):
        """Callbacks may come on another thread: their work goes to the thread of the cells."""
        if self._loop is None or running_loop() is self._loop:
            self.act(work, *args)
        else:
            self._loop.call_soon_threadsafe(self.act, work, *args)

    def _mark(self, playing):
        self.playing = self.page.playing = playing
        button = self.buttons[0]
        with button.hold_sync():
            button.description = "Pause" if playing else "Play"
            button.icon = "pause" if playing else "play"

    def _wired_controls(self):
        """Its widgets, wired; the first of `self.buttons` plays and pauses."""
        raise NotImplementedError


def running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
