"""One noise slider for many models: the same turn for all, and how far each picture moves."""

import time

import numpy as np

from helpers import given
from helpers.backend import batched
from helpers.explorer.shell import render
from helpers.explorer.strips.strip import StripCanvas, StripExplorer
from helpers.figures.style import looks
from helpers.taxonomy import gives

STEP = 6  # degrees from one stop of the slider to the next


def turned(start, other, degrees):
    """Noise on a circle: z(a) = cos(a) z₀ + sin(a) z₁, which is as normal as z₀ and z₁ are.

    Args:
        start: z₀, standard normal, `(latent,)`.
        other: z₁, drawn apart from it, `(latent,)`.
        degrees: the angles a, `(stops,)`.

    Returns:
        float32 `(stops, latent)`.

    Example:

    >>> from helpers.explorer.strips.side_by_side import turned
    >>> turned([1.0, 0.0], [0.0, 2.0], [0, 90]).round(2).tolist()
    [[1.0, 0.0], [0.0, 2.0]]
    """
    a = np.deg2rad(degrees)[:, None]
    return np.float32(np.cos(a) * np.asarray(start) + np.sin(a) * np.asarray(other))


def whole_noise(model):
    """All the random numbers behind one picture: how many, and the map from them to pictures.

    Most models have their latent vector and nothing else. One that samples by a chain shakes it
    on the way, and a shake is noise too.

    Returns:
        A number and a function, `(n, number)` to `(n, height, width, channels)`.
    """
    if not gives(model, "chain"):
        return model.latent_dim, lambda z: batched(model.decode, z)
    states = 1 + model.evaluations
    size = states * model.latent_dim

    def last(z):
        z = z.reshape(-1, states, model.latent_dim)
        return model.end(z[:, 0], z[:, 1:])

    return size, last


def steps_between(pictures):
    """How much each picture differs from the one before it, on a closed circle of pictures.

    Args:
        pictures: uint8 `(stops, height, width, channels)`; before the first comes the last.

    Returns:
        Mean absolute difference in grey levels, `(stops,)`.
    """
    x = np.asarray(pictures, "int16")
    return np.abs(x - np.roll(x, 1, axis=0)).mean(axis=(1, 2, 3))


class SideBySide(StripExplorer):
    """Turn one angle and watch what every model makes of the same turn of its noise.

    Each model has two noise vectors of its own, from one seed. The slider mixes them:
    z(a) = cos(a) z₀ + sin(a) z₁. Whatever the angle, z(a) is standard normal, so every stop is a
    fair sample. All stops are made ahead of time, one batch a model; the page only picks.

    Args:
        models: name to model; all make pictures of one shape.
        seed: of the noise; "New noise" takes the next one.
        tell: called with a line of text after each model, such as `print`.

    Raises:
        ValueError: for no model, or models of different shapes.

    Example: `explorer.SideBySide({"VAE": checkpoints.load("vae-fashion")})`
    """

    def __init__(self, models, seed=0, tell=None):
        for model in given.named(models, "SideBySide").values():
            given.instance(model, "SideBySide", "event_shape", "decode", "latent_dim")
        shapes = {tuple(model.event_shape) for model in models.values()}
        if len(shapes) != 1 or len(shape := next(iter(shapes))) != 3:
            raise ValueError(
                f"SideBySide expected models that make pictures of one shape, such as "
                f"(28, 28, 1); received {len(models)} models with {sorted(shapes)}."
            )
        self._models, self.seed = dict(models), given.seed(seed, "SideBySide")
        self.degrees = np.arange(0, 360 + STEP, STEP)
        self._make((lambda line: None) if tell is None else given.called(tell, "tell"))
        page = StripCanvas(
            names=["angle"],
            ticks=self.degrees.astype(float).tolist(),
            titles=list(models),
            shape=list(shape),
            side=120,  # as wide as the longest name
            colours=[colour for colour, _ in looks(models)],
            score_name="change since the stop before, mean grey levels of 255",
            level_name="two unrelated samples",
        )
        super().__init__(page, {"New noise": self.new_noise}, [0])

    # What a learner calls

    @property
    def changes(self):
        """Change at every stop, mean grey levels: name to `(stops,)`."""
        return dict(zip(self._models, map(steps_between, self.pictures), strict=True))

    @property
    def unrelated(self):
        """Change over a quarter turn, from one noise to another, mean grey levels `(models,)`."""
        x = np.asarray(self.pictures, "int16")
        return np.abs(x - np.roll(x, 90 // STEP, axis=1)).mean(axis=(1, 2, 3, 4))

    def new_noise(self):
        """Two other noise vectors for each model; the line of text says who is at work."""
        with self._lock:
            self.seed += 1
            self._make(lambda line: self.page.work(f"The kernel is at work. {line}"))
            self._show(self.page.places)

    # Making and showing

    def strips(self, values):
        closed = np.concatenate([self.pictures, self.pictures[:, :1]], axis=1)
        changes = {name: np.r_[c, c[0]] for name, c in self.changes.items()}
        scores = np.round(list(changes.values()), 2)  # (models, stops + 1)
        return {
            "frames": closed.swapaxes(0, 1).tobytes(),
            "scores": scores.tolist(),
            "level": float(np.mean(self.unrelated)),
            "texts": [[self._words(k, scores[:, k]) for k in range(len(self.degrees))]],
        }

    def overview(self):
        return self.pictures[:, :: 30 // STEP]

    def __repr__(self):
        return f"SideBySide({len(self._models)} models, {len(self.degrees) - 1} stops)"

    def _make(self, tell):
        """Decode all stops of all models: uint8 `(models, stops, height, width, channels)`."""
        made = []
        for k, (name, model) in enumerate(self._models.items(), 1):
            start = time.perf_counter()
            size, decode = whole_noise(model)
            ends = np.random.default_rng(self.seed).standard_normal((2, size), "float32")
            made.append(render.to_uint8(decode(turned(*ends, self.degrees[:-1]))))
            seconds = time.perf_counter() - start
            tell(f"{k} of {len(self._models)}: {name}, {seconds:.1f} s")
        self.pictures = np.stack(made)

    def _words(self, k, changes):
        told = ", ".join(f"{n} {c:.1f}" for n, c in zip(self._models, changes, strict=True))
        return (
            f"Angle {self.degrees[k]}° of the noise with seed {self.seed}. "
            f"Grey levels changed since the stop before, on average: {told}."
        )
