"""A model of the plane that trains in a page: its step, its samples and its density as files.

Each file takes the weights as a row of numbers and works in the model's units, on batches of one
size. What goes on between two of its calls, such as a chain, is in book/page/training/families.js.
"""

import keras
import tensorflow as tf
from keras import ops

from book.nets.rewriting import rewritten
from book.nets.training import Descent, given_noise, in_model_units
from helpers.backend import gradient
from helpers.explorer.theatre.session import SAMPLES

POINTS = 1024  # whose density is asked for at once


class Family:
    """What all families share.

    Args:
        model: compiled, with the optimizer that trains it.
    """

    def __init__(self, model):
        self.model, self.size = model, model.budget.batch_size
        self.descent = Descent(model.optimizer, model.trainable_variables)

    def noise(self):
        """Shapes of what is drawn in a step, in order; whole numbers come as floats."""
        return []

    def loss(self, y, taken, *noise):
        with given_noise(*noise):
            return ops.mean(self.model.objective(y))

    def step(self, state, y, rate, taken, *noise):
        """One step on a batch: `Session.train`."""
        y, noise = y[0], [n[0] for n in noise]
        with in_model_units(self.model):
            return self.descent.step(state, rate, taken, lambda: self.loss(y, taken, *noise))

    def works(self):
        """Beside the step: name to a function of tensors, and the shapes of what it takes after
        the weights.
        """
        raise NotImplementedError

    def files(self, nets, name):
        """Name to what `nets.add` tells."""
        weights, state = self.descent.weights.size, self.descent.state.size
        shapes = [(state,), (self.size, 2), (1,), (1,), *self.noise()]
        made = {"step": nets.add(f"{name}-step", self.step, shapes)}
        for work, (fn, shapes) in self.works().items():
            made[work] = nets.add(f"{name}-{work}", self.with_weights(fn), [(weights,), *shapes])
        return made

    def with_weights(self, fn):
        def work(row, *arrays):
            with self.descent.weights.holding(row), in_model_units(self.model), rewritten():
                made = fn(*(a[0] for a in arrays))
            return tf.nest.map_structure(lambda m: m[None], made)

        return work


class Autoregressive(Family):
    def works(self):
        return {
            "thetas": (self.thetas, [(SAMPLES, 1)]),
            "log_p": (self.model.log_prob, [(POINTS, 2)]),
        }

    def thetas(self, before):
        """The mixtures of the first number, and of the second ones after some first ones."""
        return self.model.theta(before[:, :0]), self.model.theta(before)


class NormalizingFlow(Family):
    def works(self):
        return {
            "decode": (self.model.decode, [(SAMPLES, 2)]),
            "log_p": (self.model.log_prob, [(POINTS, 2)]),
        }


class VAE(Family):
    rows = 256  # of which Keras draws the noise at once

    def noise(self):
        return [(self.size * self.model.draws, self.model.latent_dim)]

    def loss(self, y, taken, *noise):
        """Of points with the falling noise already on them: that is added in 64 bits."""
        sd = self.model.falling_noise(tf.reshape(taken, ()))
        with given_noise(*noise):
            return ops.mean(-self.model.tight_bound(y, noise=sd))

    def works(self):
        latent = self.model.latent_dim
        return {
            "draw": (self.draw, [(SAMPLES, latent), (SAMPLES, 2)]),
            "log_p": (self.log_p, [(self.rows, 2), (self.rows * self.model.draws, latent)]),
        }

    def draw(self, z, noise):
        with given_noise(noise):
            return self.model.likelihood.draw(self.model.decoder(z), seed=0)

    def log_p(self, y, noise):
        with given_noise(noise):
            return self.model.tight_bound(y)


class EnergyBased(Family):
    def noise(self):
        return [(self.size,), (self.size, 2)]

    def works(self):
        return {
            "slope": (self.slope, [(SAMPLES, 2), (1,)]),
            "log_p": (self.model.log_density, [(POINTS, 2)]),
        }

    def slope(self, y, level):
        level = ops.cast(ops.repeat(level, SAMPLES), "int32")
        return gradient(lambda y: self.model.levels.energy_at(y, level), y)


class Diffusion(Family):
    points = 512  # half as many: a slope of a slope

    def noise(self):
        return [(self.size, 1), (self.size, 2)]

    def works(self):
        return {
            "velocity": (self.velocity, [(SAMPLES, 2), (1,)]),
            "speed": (self.speed, [(self.points, 2), (1,)]),
        }

    def velocity(self, y, t):
        return self.model.velocity(y, t * ops.ones((SAMPLES, 1)))

    def speed(self, y, t):
        """Of points, and of the log density they carry."""
        t = t * ops.ones((self.points, 1))
        return self.model.velocity(y, t), -self.model.divergence(y, t)


class GAN(Family):
    def noise(self):
        return [(self.size, self.model.latent_dim), (2, self.size, 2)]

    def loss(self, y, taken, *noise):
        sd = self.model.falling_noise(tf.reshape(taken, ()))
        with given_noise(*noise):
            return ops.mean(self.model.objective(y, noise=sd))

    def works(self):
        return {"decode": (self.model.decode, [(SAMPLES, self.model.latent_dim)])}


FAMILIES = {
    f.__name__: f for f in (Autoregressive, NormalizingFlow, VAE, EnergyBased, Diffusion, GAN)
}


def trainer(model):
    """The files' maker for a model of the plane."""
    family = FAMILIES[type(model).__name__]
    if not isinstance(model.optimizer, keras.optimizers.Adam):
        raise TypeError(
            f"The training theatre in a page expected Adam; received "
            f"{type(model.optimizer).__name__}. Its step is written out in book.nets.training."
        )
    return family(model)
