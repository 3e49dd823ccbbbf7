"""Models made by hand, before any network: they count, average and mix what they were given."""

from abc import ABC, abstractmethod

import numpy as np
from scipy import stats

from helpers import checks, pictures
from helpers.given import generator


class HandMade(ABC):
    """A model of plain numbers: points of the plane, or pictures taken apart into pixels.

    A hand-made model MUST give   draw(rng, n)
    It MAY give                   log_prob(x)
    Every one HAS                 sample(n)

    Args:
        x: what to model: points `(n, d)`, or pictures `(n, height, width, channels)`.

    Raises:
        ValueError: for fewer than two events, NaN, or pictures that are none for certain.
    """

    def __init__(self, x):
        owner = type(self).__name__
        x = pictures.numbers(x, owner)
        if x.ndim < 2 or len(x) < 2:
            raise ValueError(
                f"{owner} expected at least two points or pictures, (n, ...); "
                f"received shape {x.shape}. One alone does not say how others differ from it."
            )
        x = pictures.several(x, owner) if x.ndim == 4 else checks.known_rows(x, owner)
        self.shape, self.is_image = x.shape[1:], x.ndim == 4 or x.dtype == np.uint8
        self.given = x.reshape(len(x), -1).copy()  # bytes of pictures are an eighth of their floats

    @property
    def x(self):
        """What was given as rows of numbers, pictures from 0 to 1, `(n, numbers)`."""
        return self.numbers(self.given)

    def numbers(self, given):
        """Rows as they came to floats."""
        return given / (255 if given.dtype == np.uint8 else 1)

    def rows(self, x):
        """Rows to be scored, `(n, numbers)`, checked; what does not vary has no density."""
        owner = f"{type(self).__name__}.log_prob"
        checks.spread(self.x, owner)
        return checks.events(x, self.given.shape[1:], owner)

    @abstractmethod
    def draw(self, rng, n):
        """`n` new rows of numbers, `(n, numbers)`, from a numpy generator."""

    def sample(self, n, seed=None):
        """`n` new events in the shape of the given ones; pictures as floats in [0, 1]."""
        owner = f"{type(self).__name__}.sample"
        n = checks.whole(n, "a number of events", owner)
        x = self.draw(generator(seed, owner), n).reshape(n, *self.shape)
        return np.clip(x, 0, 1).astype("float32") if self.is_image else x


class Box(HandMade):
    """Every number lies anywhere between the least and the largest one seen, all alike.

    p(x) = 1 / volume inside the box, 0 outside.

    Example:

    >>> from helpers.handmade import Box
    >>> Box([[0.0, 10.0], [1.0, 20.0]]).sample(5, seed=0).shape
    (5, 2)
    """

    def __init__(self, x):
        super().__init__(x)
        self.low, self.high = self.x.min(axis=0), self.x.max(axis=0)

    def draw(self, rng, n):
        return rng.uniform(self.low, self.high, (n, len(self.low)))

    def log_prob(self, x):
        """log p(x) in nats, `(n, numbers)` to `(n,)`."""
        x = self.rows(x)
        inside = ((x >= self.low) & (x <= self.high)).all(axis=1)
        return np.where(inside, -np.log(self.high - self.low).sum(), -np.inf)


class Independent(HandMade):
    """Every number as often as it was seen, but drawn without a look at the others.

    p(x) = Π p_i(x_i), where p_i is flat between knots that hold equally many of the data.

    Args:
        x: points or pictures, as in `HandMade`.
        knots: between how many values each number's distribution is kept.
    """

    def __init__(self, x, knots=41):
        super().__init__(x)
        self.levels = np.linspace(0, 1, max(2, checks.whole(knots, "knots", "Independent")))
        self.knots = np.quantile(self.x, self.levels, axis=0)  # (knots, numbers)

    def draw(self, rng, n):
        columns = [np.interp(rng.random(n), self.levels, knots) for knots in self.knots.T]
        return np.stack(columns, axis=1)

    def log_prob(self, x):
        """log p(x) in nats, `(n, numbers)` to `(n,)`."""
        x = self.rows(x)
        total = np.zeros(len(x))
        for column, knots in zip(x.T, self.knots.T, strict=True):
            place = np.searchsorted(knots, column)
            known = (place > 0) & (place < len(knots))
            gap = np.diff(knots)[np.clip(place - 1, 0, len(knots) - 2)]
            total += np.where(known, -np.log((len(knots) - 1) * gap), -np.inf)
        return total


class Gaussian(HandMade):
    """One hill: every number knows how it goes together with every other, on average.

    p(x) = N(x; mean, covariance) of the data, the two that make the data most probable.
    """

    def __init__(self, x):
        super().__init__(x)
        self.mean = self.x.mean(axis=0)

    def draw(self, rng, n):
        noise = rng.normal(size=(n, len(self.x)))
        return self.mean + noise @ (self.x - self.mean) / np.sqrt(len(self.x))

    def log_prob(self, x):
        """log p(x) in nats, `(n, numbers)` to `(n,)`."""
        x, covariance = self.rows(x), np.cov(self.x.T, bias=True)
        if np.linalg.matrix_rank(covariance, hermitian=True) < len(self.mean):
            raise ValueError(
                "Gaussian.log_prob expected data of which no number follows from the others; "
                "received such data. They lie on a plane, where a density is infinite: more "
                "events, or fewer numbers."
            )
        return stats.multivariate_normal(self.mean, covariance).logpdf(x)


class Copier(HandMade):
    """No model at all: it hands out what it was given. It has no density, only spikes."""

    def draw(self, rng, n):
        return self.numbers(self.given[rng.integers(len(self.given), size=n)])
