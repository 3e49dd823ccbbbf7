"""Watch a model learn the plane: play, pause, one step, restart, and turn the learning rate."""

import math

from helpers import given
from helpers.explorer.theatre.controls import Controls
from helpers.explorer.theatre.playing import SPEEDS, Playing
from helpers.explorer.theatre.session import KL_TITLE, Session
from helpers.explorer.theatre.stage import Picture


class TrainingTheatre(Playing):
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
        session = Session(model, data, seed)
        self._picture = _picture(session)
        super().__init__(session, handles=["learning rate"])

    def begin(self, model, data, seed=0):
        """Another model or other data in the same theatre, paused at its beginning.

        Args:
            model, data, seed: as of the theatre.

        Raises:
            ValueError, TypeError: as the theatre; what is shown stays.
        """
        session = Session(model, data, seed)
        with self._lock:
            self.pause()
            self._session, self._picture = session, _picture(session)
            self.learning_rate = session.learning_rate
            self._show()

    def frame(self):
        """The picture as it is now, the bytes of a PNG."""
        with self._lock:
            histories = [self.objective_history, self.kl_history][: len(self._picture.curves)]
            return self._picture.draw(*self._session.look(), *histories)

    @property
    def objective_history(self):
        """Pairs of step and mean objective of the last few steps."""
        return self._session.objectives

    @property
    def kl_history(self):
        """Pairs of step and KL to the truth on held-out points, in nats."""
        return self._session.kls

    @property
    def learning_rate(self):
        """The optimizer's learning rate. Set it at any time."""
        return self._session.learning_rate

    @learning_rate.setter
    def learning_rate(self, rate):
        rate = given.positive(rate, "learning_rate", "TrainingTheatre")
        rate = float(f"{min(max(rate, self.rate_box.min), self.rate_box.max):.2g}")
        with self._lock:
            self._session.learning_rate = rate
        self.rate_box.value = rate
        if not math.isclose(self.rate_slider.value, rate, rel_tol=0.05):
            self.rate_slider.value = rate

    # Controls

    def _wired_controls(self):
        controls = Controls(self._session.learning_rate, SPEEDS)
        self.buttons, self.speed = controls.buttons, controls.speed
        self.rate_box, self.rate_slider = controls.rate_box, controls.rate_slider
        play, step, restart = self.buttons
        play.on_click(lambda _: self.pause() if self.playing else self.soon(self.play))
        step.on_click(lambda _: self.soon(self.step))
        restart.on_click(lambda _: self.soon(self.restart))
        for widget in (self.rate_box, self.rate_slider):
            widget.observe(lambda change: self.soon(self._turn, change["new"]), "value")
        return controls

    def _turn(self, rate):
        if float(f"{rate:.2g}") != self.learning_rate:
            self.learning_rate = rate

    # Showing

    def __repr__(self):
        data = self._session.data
        name = getattr(data, "name", None) or f"{len(data):,} points"
        return f"TrainingTheatre({type(self._session.model).__name__} on {name})"


def _picture(session):
    kind = session.model.density.value if session.has_density else None
    return Picture(session.data, kind, KL_TITLE.get(session.kl_word))
