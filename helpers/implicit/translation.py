"""From a picture to a picture: p(painting given scene), drawn from noise."""

from typing import ClassVar

import keras
from keras import layers, ops, random

from helpers import checks, given
from helpers.backend import value_and_gradient
from helpers.batching import in_batches
from helpers.implicit.adversarial import Adversarial
from helpers.networks import images, initializers
from helpers.training import Budget, Supervised

STRENGTH = 0.2  # how far strokes leave the scene's colours, on the scale from -1 to 1


class Translator(Adversarial, Supervised):
    """A conditional GAN: scene and noise in, painting out.

    painting = scene + 0.2 · G(scene, ε),   ε ~ N(0, 1)

    G is a network that lays strokes; other noise gives other strokes. A critic D sees the scene
    beside a painting and learns to tell real ones from made ones, while G learns to be taken for
    real: the losses are those of `Adversarial`. When D cannot tell any more, G draws from
    p(painting given scene).

    Strokes are laid locally, so the weights of G fit pictures of any size: see `at`.

    Args:
        event_shape: `(height, width, channels)`, sides multiples of 4.
        width: channels of the networks.
        gamma: weight of the penalties on the critic's slope.
        seed: makes weights and training noise repeatable.

    Raises:
        ValueError: for points, which have no pixels.

    Example:

    >>> import numpy as np
    >>> from helpers.implicit import Translator
    >>> model = Translator((32, 32, 3))
    >>> model.repaint(np.zeros((2, 32, 32, 3), "uint8"), seed=0).shape
    (2, 32, 32, 3)

    Reference: pictures from pictures: Isola et al., 2017, https://arxiv.org/abs/1611.07004.
    """

    budgets: ClassVar = {3: Budget(500, 16, 6e-4, beta_2=0.99)}

    def __init__(self, event_shape, width=32, gamma=0.5, seed=0):
        super().__init__(event_shape, seed)
        height, columns, channels = self.event_shape
        self.width, seed = checks.width(width, self.owner), self.seed
        self.gamma = given.not_negative(gamma, "gamma", self.owner)
        self.generator = stroke_layer((height, columns, 2 * channels), channels, width, seed)
        self.critic_network = images.critic((height, columns, 2 * channels), width, seed + 1)
        self.seed_generator = random.SeedGenerator(seed)
        self.built = True  # weights are made here, not by the first call as in Keras

    # The idea, inside: pictures from -1 to 1

    def paint(self, scene, eps):
        """Scenes and noise to paintings, `(batch, *event)` twice to `(batch, *event)`."""
        strokes = self.generator(ops.concatenate([scene, eps], axis=-1))
        return scene + STRENGTH * strokes

    def objective(self, scene, real):
        """Both losses in one, `(batch, *event)` twice to `(batch,)`: each trains its own player."""
        made = self.paint(scene, random.normal(ops.shape(scene), seed=self.seed_generator))
        real, fake = (ops.concatenate([scene, x], axis=-1) for x in (real, made))
        of_critic = self.critic_loss(real, ops.stop_gradient(fake), self.gamma)
        return of_critic + self.generator_loss(real, fake)

    def critic_and_slope(self, x):
        """D of scenes beside paintings, and |∇D|² with respect to the painting, `(batch,)` each."""
        value, gradient = value_and_gradient(self.critic, x)
        _, of_painting = ops.split(gradient, 2, axis=-1)
        return value, ops.sum(of_painting**2, axis=(1, 2, 3))

    # What a learner calls

    def fit(self, scenes, paintings=None, **kwargs):
        """As in Keras, scenes and the paintings of them, for its own budget."""
        return super().fit(scenes, paintings, **kwargs)

    def answers(self, y, owner):
        """The paintings, as pictures."""
        return checks.events(y, self.event_shape, f"{owner} paintings")

    def noise(self, n, seed=None):
        """Noise for n pictures, standard normal, float32 `(n, *event)`."""
        n = checks.whole(n, "a number of pictures", self.owner)
        return given.generator(seed, self.owner).standard_normal((n, *self.event_shape), "float32")

    def repaint(self, scenes, noise=None, seed=None):
        """Scenes `(n, *event)` to paintings of them, float32 `(n, *event)` in [0, 1].

        Args:
            scenes: pictures in the learner's units.
            noise: which strokes, `(n, *event)`; by default drawn from `seed`.
            seed: of the noise.
        """
        scenes = checks.events(scenes, self.event_shape, f"{self.owner}.repaint")
        if noise is None:
            rng = given.generator(seed, f"{self.owner}.repaint")
            return self.painted(scenes, lambda n: self.noise(n, rng))
        noise = given.array(noise, scenes.shape, "noise", f"{self.owner}.repaint")
        return self.painted(scenes, noise)

    @in_batches(64)
    def painted(self, x, noise):
        """What `repaint` gives, of scenes and their noise."""
        return self.to_data(self.units.clip(self.paint(self.to_model(x), noise)))

    def at(self, side):
        """The same painter for square pictures of another size."""
        shape = (side, side, self.event_shape[-1])
        other = Translator(shape, self.width, self.gamma, self.seed)
        other.generator.set_weights(self.generator.get_weights())
        return other

    def call(self, scenes):
        """Scenes in the model's units; the rest of the objective needs the paintings."""
        return self.to_model(scenes)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(self.objective(y_pred, self.to_model(y)))


def stroke_layer(event_shape, channels, width, seed):
    """A U-Net from scene and noise to strokes: down to a quarter of the side and up again."""
    init = initializers(seed)
    x = layers.Input(event_shape)
    conv = dict(padding="same", activation="relu")
    fine = layers.Conv2D(width, 3, kernel_initializer=next(init), **conv)(images.to_blocks(x))
    fine = images.residual(fine, init)
    coarse = layers.Conv2D(2 * width, 3, 2, kernel_initializer=next(init), **conv)(fine)
    for _ in range(3):
        coarse = images.residual(coarse, init)
    up = layers.Conv2D(4 * width, 1, kernel_initializer=next(init))(layers.ReLU()(coarse))
    fine = layers.Add()([fine, images.from_blocks(up)])
    for _ in range(2):
        fine = images.residual(fine, init)
    last = layers.Conv2D(4 * channels, 3, padding="same", kernel_initializer=next(init))
    return keras.Model(x, images.from_blocks(last(layers.ReLU()(fine))))
