"""What both tractable families share: the density is known, so training maximises it."""

from abc import abstractmethod

from helpers.taxonomy import GenerativeModel


class Tractable(GenerativeModel):
    """A family trained by its own likelihood. What kind it is, `density` says: that of a point is
    exact, that of grey levels may be a bound.

    A family MUST give   log_prob(x), decode(z), density
    Every family HAS     objective(x) = -log_prob(x), log_density(x), and a fit that knows when
                         the model starts to learn its points by heart

    `fit` holds out a tenth of the rows of an array, chosen at random. After each pass the model is
    scored on them, and the weights that scored best are kept: on few points a model that may bend
    anywhere soon learns them by heart. Where few points stand for many anyway, and with
    `validation_data`, every row is learned. With `seconds` time is kept for the last score, once a
    first one has shown how long it takes.
    """

    keeps_best = True

    @abstractmethod
    def log_prob(self, x):
        """log p(x), `(batch, *event)` to `(batch,)`, in nats. Differentiable."""

    def objective(self, x):
        return -self.log_prob(x)

    def log_density(self, x):
        return self.log_prob(x)
