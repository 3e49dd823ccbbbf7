"""What a family answers to four questions, worked out ahead on grids; no widget in sight."""

import math

import numpy as np

from helpers.abilities import QUESTIONS, refusal
from helpers.backend import batched
from helpers.figures import maps

SIDE = 81  # places along each side of a grid
REACH = 4.0  # how far codes are looked at
SOME = 300  # points of noise
STOPS = 41  # on the way from noise to data, and between two points
LOWEST = -99.0  # log densities below count as this


class Shared:
    """What is the same for all: the noise, the window, the truth.

    Args:
        truth: has `sample`, `log_prob` and `bounds`, such as `datasets.planar("moons")`.
        seed: of the noise.
    """

    def __init__(self, truth, seed=0):
        self.z = np.random.default_rng(seed).standard_normal((SOME, 2), "float32")
        self.bounds = tuple((min(low, -2.2), max(high, 2.2)) for low, high in truth.bounds)
        self.data = truth.sample(400, seed=seed).astype("float32")
        self.log_p = tidy(maps.log_density(truth, self.bounds, SIDE))


class Answers:
    """One model's answers.

    Args:
        model: a `GenerativeModel` of points on the plane.
        shared: from `Shared`.
    """

    def __init__(self, model, shared):
        self.shared, self.kind, self.evaluations = shared, model.density, model.evaluations
        self.branch = type(model).density.branch
        self.refusals = {question: refusal(model, question) for question in QUESTIONS}
        self.states = thinned(states(model, shared.z))
        self.log_p = self.codes = self.again = self.decoded = None
        if not self.refusals["score a point"]:
            self.log_p = tidy(maps.log_density(model, shared.bounds, SIDE, draws=8))
        if not self.refusals["encode"]:
            self.codes = tidy(batched(model.encode, maps.grid(shared.bounds, SIDE), 2187))
            self.again = tidy(batched(model.decode, self.codes, 2187))
            corners = maps.grid([(-REACH, REACH)] * 2, SIDE)
            self.decoded = tidy(batched(model.decode, corners, 2187))

    def sent(self):
        """What the page needs, as bytes of float32 and words."""
        grids = {name: getattr(self, name) for name in ("log_p", "codes", "again", "decoded")}
        return {name: b"" if grid is None else grid.tobytes() for name, grid in grids.items()} | {
            "branch": self.branch,
            "kind": self.kind.value,
            "evaluations": self.evaluations,
            "refusals": list(self.refusals.values()),
            "states": self.states.tobytes(),
            "stops": self.states.shape[1],
        }

    def describe(self, question, way, a, b):
        """The answer in words, or the refusal."""
        if self.refusals[question]:
            return self.refusals[question]
        say = dict(zip(QUESTIONS, (self._sample, self._score, self._code, self._way), strict=True))
        return say[question](way, a, b)

    def between(self, a, b):
        """Points `(STOPS, 2)` that lie on the straight line between the codes of a and b."""
        first, last = (self._read("codes", x) for x in (a, b))
        share = np.linspace(0, 1, STOPS)[:, None]
        return np.array([self._decode(z) for z in (1 - share) * first + share * last])

    def _sample(self, way, a, b):
        times = "evaluation" if self.evaluations == 1 else "evaluations, one after the other,"
        return (
            f"{round(100 * way)} % of the way from noise to data. One sample takes "
            f"{self.evaluations} {times} of a network."
        )

    def _score(self, way, x, b):
        own, truth = self._read("log_p", x), read(self.shared.log_p, self.shared.bounds, x)
        return f"At {pair(x)}: {self.kind.value}: {own:.2f} nats. The truth: {truth:.2f} nats."

    def _code(self, way, x, b):
        z, again = self._read("codes", x), self._read("again", x)
        off = math.dist(x, again)
        return f"{pair(x)} has the code {pair(z)}. Decoded again it is {off:.2f} away."

    def _way(self, way, a, b):
        places = self.between(a, b)
        least = min(read(self.shared.log_p, self.shared.bounds, x) for x in places)
        return (
            f"From {pair(a)} to {pair(b)} on a straight line between their codes. Half-way it "
            f"decodes to {pair(places[STOPS // 2])}. Least true log p(x) on the way: {least:.1f} "
            f"nats."
        )

    def _read(self, name, x):
        return read(getattr(self, name), self.shared.bounds, x)

    def _decode(self, z):
        return read(self.decoded, [(-REACH, REACH)] * 2, z)


def states(model, z):
    """The way of every noise to its sample, `(n, 2)` to `(n, T, 2)`, as the family goes it."""
    return np.concatenate([z[:, None], np.asarray(model.trajectory(z, seed=0))], axis=1)


def thinned(way):
    """At most STOPS states, first and last among them, float32."""
    kept = np.linspace(0, way.shape[1] - 1, min(STOPS, way.shape[1])).round().astype(int)
    return tidy(way[:, kept])


def read(grid, bounds, x):
    """A value of a grid between its places: `(side², ...)` or `(side, side)`, row by row."""
    grid = np.reshape(grid, (SIDE, SIDE, -1))
    ticks = [
        min(max((value - low) / (high - low), 0), 1) * (SIDE - 1)
        for value, (low, high) in zip(x, bounds, strict=True)
    ]
    (column, right), (row, up) = ((min(int(tick), SIDE - 2), tick) for tick in ticks)
    right, up = right - column, up - row
    (p, q), (r, s) = grid[row : row + 2, column : column + 2].astype("float64")
    value = (1 - up) * ((1 - right) * p + right * q) + up * ((1 - right) * r + right * s)
    return value if len(value) > 1 else float(value[0])


def tidy(values):
    return np.maximum(np.nan_to_num(values, nan=LOWEST), LOWEST).astype("float32")


def pair(x):
    return f"({x[0]:.2f}, {x[1]:.2f})"
