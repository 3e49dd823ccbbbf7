"""Training in small pieces that can be looked at, turned back and steered: no widget in sight."""

import contextlib
import math
import time

import keras
import numpy as np

from helpers import checks, given
from helpers.figures import maps
from helpers.taxonomy import Density, GenerativeModel, gives

SAMPLES = 1000
SIDE, HELD_OUT = 64, 1000  # of the density map, and points for the KL
SLOW_SIDE, SLOW_HELD_OUT = 32, 500  # an estimate solves an equation for every point
DRAWS = 8  # of a bound, averaged
GRID = 250  # points along each side, to add up a density without its constant
# How the KL computed with such a density relates to the true one.
KL_WORD = {Density.EXACT: "", Density.BOUND: "at most ", Density.ESTIMATE: "about "}
KL_TITLE = {"": "KL (nats)", "at most ": "KL, upper bound (nats)", "about ": "KL, estimated (nats)"}


class Session:
    """A model, its data, and all that happened in between.

    Attributes: `steps`; `objectives` and `kls`, lists of pairs of step and value.

    Args:
        model: a `GenerativeModel` of points.
        data: a distribution with `sample`, `log_prob` and `bounds`, or points `(n, 2)`.
        seed: of the batches, of the held-out points and of the noise behind the samples.
    """

    def __init__(self, model, data, seed):
        self.model, self.data = planar_model(model), planar_data(data)
        self.seed = given.seed(seed, "TrainingTheatre")
        self.steps, self.objectives, self.kls = 0, [], []
        has_truth = hasattr(self.data, "log_prob")
        model.standardise(self.data.sample(10_000, seed=seed) if has_truth else self.data)
        if not model.compiled:
            model.compile()
        if getattr(model, "anneals", False):  # an earlier fit has brought it down to zero
            model.optimizer.learning_rate = model.budget.learning_rate
        self._start = {id(v): (v, v.numpy()) for v in self._variables()}
        self._noise = model.seed_generator.state.numpy()
        self._sums = gives(model, "log_partition")  # a constant that a grid can tell
        word = KL_WORD.get(Density.ESTIMATE if self._sums else model.density)
        self.kl_word = word if has_truth else None
        slow = model.density is Density.ESTIMATE
        self._side = SLOW_SIDE if slow else SIDE
        if self.kl_word is not None:
            n = SLOW_HELD_OUT if slow else HELD_OUT
            self._held_out = self.data.sample(n, seed=2**32 + seed)  # never trained on
            self._log_p = self.data.log_prob(self._held_out)

    @property
    def prepared(self):
        """Whether the first step has been compiled."""
        return self.model.train_function is not None

    @property
    def has_density(self):
        return self.model.density is not Density.NONE

    def train(self, most=1, seconds=math.inf):
        """Up to `most` steps in about so many seconds; remembers their mean objective.

        Raises:
            FloatingPointError: when the objective is no longer a number.
        """
        deadline, values = time.perf_counter() + seconds, []
        for _ in range(most):
            logs = self.model.train_on_batch(self._batch(), return_dict=True)  # of this batch only
            values.append(float(logs.get("loss", next(iter(logs.values())))))
            self.steps += 1
            if time.perf_counter() > deadline:
                break
        value = float(np.mean(values))
        if not math.isfinite(value):
            raise FloatingPointError(
                f"training diverged: the objective is {value} at step {self.steps:,}. "
                f"Restart, with a lower learning rate."
            )
        self.objectives.append((self.steps, value))

    def restart(self):
        """Weights, optimizer and training noise as they were; the learning rate stays."""
        for v in self._variables():
            if not v.path.endswith("learning_rate"):
                # What an optimizer remembers is made at the first step, and starts at zero.
                v.assign(self._start[id(v)][1] if id(v) in self._start else np.zeros(v.shape))
        self.steps = 0
        self.objectives.clear()
        self.kls.clear()

    @property
    def learning_rate(self):
        return float(self.model.optimizer.learning_rate)

    @learning_rate.setter
    def learning_rate(self, rate):
        # Where a family has several optimizers they keep their proportions.
        factor = rate / self.learning_rate
        for optimizer in self._optimizers():
            optimizer.learning_rate = factor * float(optimizer.learning_rate)

    def look(self):
        """Samples `(n, 2)` of noise that never changes, and the log density on a grid, if any."""
        with self._same_noise():
            samples = np.asarray(self.model.sample(SAMPLES, seed=self.seed))
            if not self.has_density:
                return samples, None
            window = maps.window(self.data)
            return samples, maps.log_density(self.model, window, self._side, DRAWS)

    def measure(self):
        """Remember the KL to the truth, where there is one."""
        if self.kl_word is None or (self.kls and self.kls[-1][0] == self.steps):
            return
        with self._same_noise():
            draws = DRAWS if self.model.density is Density.BOUND else 1
            log_q = [np.asarray(self.model.log_density(self._held_out)) for _ in range(draws)]
            log_z = self.model.log_partition(side=GRID) if self._sums else 0.0
        self.kls.append((self.steps, float(np.mean(self._log_p - np.mean(log_q, axis=0)) + log_z)))

    @property
    def status(self):
        """Steps, objective and KL to the truth in words."""
        parts = [f"Step {self.steps:,}."]
        if self.objectives:
            parts.append(f"Objective {self.objectives[-1][1]:.3f}.")
        if self.kls:
            parts.append(f"KL to the truth {self.kl_word}{self.kls[-1][1]:.3f} nats.")
        elif hasattr(self.data, "log_prob"):
            parts.append(f"KL to the truth unknown: the model gives {self.model.density.value}.")
        else:
            parts.append("KL to the truth unknown: the data come without a density.")
        return " ".join(parts)

    def _batch(self):
        # A seed for each step: the same batches however training is cut into pieces.
        seed = int(np.random.SeedSequence([self.seed, self.steps]).generate_state(1)[0])
        size = self.model.budget.batch_size
        if hasattr(self.data, "log_prob"):
            return self.data.sample(size, seed=seed)
        return self.data[np.random.default_rng(seed).integers(len(self.data), size=size)]

    def _optimizers(self):
        return [v for v in vars(self.model).values() if isinstance(v, keras.optimizers.Optimizer)]

    def _variables(self):
        return self.model.variables + [v for o in self._optimizers() for v in o.variables]

    @contextlib.contextmanager
    def _same_noise(self):
        """Looking takes no noise from training, and the same each time: nothing flickers."""
        state = self.model.seed_generator.state
        saved = state.numpy()
        state.assign(self._noise)
        try:
            yield
        finally:
            state.assign(saved)


def planar_model(model):
    if isinstance(model, GenerativeModel) and model.event_shape == (2,):
        return model
    received = getattr(model, "event_shape", type(model).__name__)
    raise ValueError(
        f"TrainingTheatre expected a generative model of the plane, event_shape (2,), such as "
        f"VAE((2,)); received {received}. Images learn too slowly to watch every step: use "
        f"model.fit(images, callbacks=[explorer.LiveTraining()])."
    )


def planar_data(data):
    if all(hasattr(data, name) for name in ("sample", "log_prob", "bounds", "name")):
        return data
    if isinstance(data, str) or not hasattr(data, "__len__"):
        raise TypeError(
            f"TrainingTheatre expected data as datasets.planar('moons') or as points (n, 2); "
            f"received {data!r}. A name alone is not data yet."
        )
    return checks.events(data, (2,), "TrainingTheatre data=")
