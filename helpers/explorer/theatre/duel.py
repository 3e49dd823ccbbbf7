"""Two players who train against each other, each at its own pace: no widget in sight."""

import math
import time
from collections import deque

import keras
import numpy as np

from helpers import checks, given
from helpers.backend import traced
from helpers.explorer.theatre.lead import Lead
from helpers.explorer.theatre.session import planar_data, planar_model
from helpers.explorer.theatre.turn import Turn

BATCH = 250  # points a round
# Step sizes at the start. A critic that learns faster leads a forger back from wherever it is:
# Heusel et al., 2017, https://arxiv.org/abs/1706.08500.
RATES = {"critic": 6e-3, "forger": 5e-4}
FADE = 0.97  # what a round leaves of weights on the noise that are larger than they may be
LOOKED_AT = 500  # real and made points that are shown and judged
PLAYERS = tuple(RATES)


class Duel(Lead):
    """A forger and a critic on the plane, who can be trained together or one alone.

    The losses are the model's own, without the noise that its `fit` adds for a while. Who moves
    (`movers`), the step sizes and the weight of the penalties can be changed between rounds. So
    can `hearing`: below 1 the weights by which noise enters the forger shrink, 3 % a round, to
    that share of their size at the start. A forger that hears nothing makes one point of all noise.

    Args:
        model: a GAN of points: it has `generator` and `critic_network`, `critic_loss` and
            `generator_loss`, and `realness`.
        data: a distribution such as `datasets.planar("eight_gaussians")`.
        seed: of the batches and of the noise behind the samples, which never changes.

    Example:

    >>> from helpers import datasets, explorer
    >>> from helpers.implicit import GAN
    >>> duel = explorer.Duel(GAN((2,), width=8), datasets.planar("moons"))
    >>> duel.movers = ["critic"]
    >>> duel.train(3)
    >>> duel.moves
    {'critic': 3, 'forger': 0}
    """

    def __init__(self, model, data, seed=0):
        self.model, self.data = _duellist(model), planar_data(data)
        self.seed = given.seed(seed, "Duel")
        self.model.standardise(_points(self.data, 10_000, seed))
        self._gamma = keras.Variable(model.gamma, trainable=False)
        self.turns = {
            "critic": Turn(model.critic_network, self._critic_loss, RATES["critic"]),
            "forger": Turn(model.generator, self._forger_loss, RATES["forger"]),
        }
        for turn in self.turns.values():
            turn.optimizer.build(turn.trainable_variables)
        self._start = [(v, v.numpy()) for turn in self.turns.values() for v in turn.state]
        self.real = _points(self.data, LOOKED_AT, 2**32 + seed)  # never trained on
        self._decode, self._realness = traced(model.decode), traced(model.realness)
        self._z = model.noise(LOOKED_AT, seed)
        self._ear = model.generator.trainable_weights[0]  # (latent_dim, width)
        self._loudest = np.linalg.norm(self._ear)
        self.movers, self.hearing = PLAYERS, 1.0
        self._begin()

    def train(self, most=1, seconds=math.inf):
        """Up to `most` rounds in about so many seconds, in which the `movers` move.

        Raises:
            FloatingPointError: when a loss is no longer a number.
        """
        most, deadline = checks.whole(most, "rounds", "Duel.train"), time.perf_counter() + seconds
        for _ in range(most):
            pair = self._batch()
            self.steps += 1
            for name in self.movers:
                logs = self.turns[name].train_on_batch(pair, return_dict=True)
                self._recent[name].append(float(logs["loss"]))
                self.moves[name] += 1
            if "forger" in self.movers and self.hearing < 1:
                self._fade()
            if self.steps % 10 == 0:
                self.measure()
            if time.perf_counter() > deadline:
                break
        if not all(map(math.isfinite, self.losses.values())):
            raise FloatingPointError(
                f"training diverged: a loss is {self.losses} at round {self.steps:,}. Restart, "
                f"with smaller steps."
            )

    def restart(self):
        """Weights and optimizers as they were; step sizes, penalty and hearing stay."""
        for v, value in self._start:
            if not v.path.endswith("learning_rate"):
                v.assign(value)
        self._begin()

    @property
    def prepared(self):
        """Whether the first step has been compiled."""
        return all(self.turns[name].train_function is not None for name in self.movers)

    @property
    def movers(self):
        """Who moves in a round, names of players. Set them at any time."""
        return self._movers

    @movers.setter
    def movers(self, movers):
        names = [movers] if given.listed(movers) is None else movers
        self._movers = tuple(given.one_of(x, PLAYERS, "Duel.movers", "players") for x in names)

    @property
    def gamma(self):
        """γ, the weight of the penalties on the critic's slope. Set it at any time."""
        return float(self._gamma)

    @gamma.setter
    def gamma(self, gamma):
        self._gamma.assign(gamma)

    def rate(self, player):
        """The step size of a player."""
        return float(self.turns[player].optimizer.learning_rate)

    def set_rate(self, player, rate):
        """Set the step size of a player at any time."""
        self.turns[player].optimizer.learning_rate = rate

    def _begin(self):
        self.steps, self.moves = 0, dict.fromkeys(PLAYERS, 0)
        self._recent = {name: deque(maxlen=10) for name in PLAYERS}
        self.accuracies = []

    def _fade(self):
        allowed = self.hearing * self._loudest / np.linalg.norm(self._ear)
        self._ear.assign(self._ear * max(FADE, min(1.0, allowed)))

    def _critic_loss(self, real, z):
        return self.model.critic_loss(real, self.model.generator(z), self._gamma)

    def _forger_loss(self, real, z):
        return self.model.generator_loss(real, self.model.generator(z))

    def _batch(self):
        # A seed for each round: the same batches however training is cut into pieces.
        seed = int(np.random.SeedSequence([self.seed, self.steps]).generate_state(1)[0])
        real = self.model.to_model(_points(self.data, BATCH, seed))
        return {"real": np.asarray(real), "z": self.model.noise(BATCH, seed + 1)}


def _duellist(model):
    if all(hasattr(planar_model(model), name) for name in ("critic_loss", "generator_loss")):
        return model
    raise ValueError(
        f"Duel expected a model of two players, such as GAN((2,)); received "
        f"{type(model).__name__}. One that trains alone plays in explorer.TrainingTheatre."
    )


def _points(data, n, seed):
    if hasattr(data, "sample"):
        return data.sample(n, seed=seed)
    return data[np.random.default_rng(seed).integers(len(data), size=n)]
