"""Steer a diffusion model towards a class while it moves from noise to data."""

import numpy as np
from keras import ops

from helpers import checks, given, networks
from helpers.backend import gradient
from helpers.batching import in_batches

EARLIEST = 0.02  # before it all is noise, and the nudge would divide by nearly zero


class Guidance:
    """Follow a diffusion model in Euler steps, with a nudge towards a wanted class.

    v(x_t, t) + strength · (1 - t) / t · ∇ log p(y | x̂),   x̂ = x_t + (1 - t) v(x_t, t)

    At strength 1 this is Bayes' rule, p(x | y) ∝ p(x) p(y | x), but for one thing: the class is
    read off the best guess x̂ of the data instead of averaged over all that the data may be.
    Larger strengths exaggerate. Nothing is trained.

    Args:
        model: a `Diffusion`.
        log_p: log p(y | x) of every class in the model's units, tensors `(batch, *event)` to
            `(batch, classes)`.

    Example:

    >>> from helpers.approximate.diffusion import Diffusion
    >>> from helpers.approximate.guidance import Guidance
    >>> steered = Guidance(Diffusion((2,)), log_p=lambda x: x)
    >>> steered.trajectory(steered.model.noise(5, seed=0), steps=3, wanted=1, strength=2.0).shape
    (5, 4, 2)

    References: Dhariwal and Nichol, 2021, https://arxiv.org/abs/2105.05233; through the guess:
    Chung et al., 2023, https://arxiv.org/abs/2209.14687.
    """

    def __init__(self, model, log_p):
        self.model = given.instance(model, "Guidance", "velocity", "field", "times")
        self.log_p = given.called(log_p, "log_p")
        shape = (1, *model.event_shape)
        self.classes = self.log_p(ops.zeros(shape)).shape[-1]

    def guess(self, x, t):
        """E[x | x_t], `(batch, *event)`: where the velocity leads if it never turns."""
        return x + networks.beside(1 - t, x) * self.model.velocity(x, t)

    def velocity(self, x, t, wanted, strength):
        """The velocity and its nudge; `wanted` is 1 at the class and 0 elsewhere."""

        def log_p(x):
            return ops.sum(wanted * self.log_p(self.guess(x, t)), axis=-1)

        size = strength * (1 - t) / ops.maximum(t, EARLIEST)
        return self.model.velocity(x, t) + networks.beside(size, x) * gradient(log_p, x)

    def times(self, steps):
        """Equal steps from 0 to where the model's own movement ends, `(steps + 1,)`."""
        return np.linspace(0, self.model.times[-1], steps + 1, dtype="float32")

    def trajectory(self, z, steps=20, wanted=0, strength=0.0):
        """From noise to data in Euler steps.

        Args:
            z: noise, `(n, latent)`.
            steps: how many; each takes one velocity.
            wanted: number of the class.
            strength: of the nudge; 0 leaves the model as it is.

        Returns:
            Every state, in the learner's units, `(n, steps + 1, *event)`. For images the finished
            picture is one more.

        Raises:
            ValueError: for noise that does not fit the model, an unknown class, no steps, or a
                strength that is negative or not finite.
        """
        z = checks.codes(z, self.model.latent_dim, "Guidance.trajectory")
        steps = checks.whole(steps, "steps", "Guidance.trajectory")
        is_class = isinstance(wanted, (int, np.integer)) and 0 <= wanted < self.classes
        is_strength = isinstance(strength, (int, float, np.number)) and 0 <= strength < np.inf
        if not (is_class and is_strength):
            raise ValueError(
                f"Guidance.trajectory expected a class from 0 to {self.classes - 1} and a strength "
                f"of 0 or more; received class {wanted!r} and strength {strength!r}."
            )
        ones = np.ones((len(z), 1), "float32")
        nudge = {"wanted": ones * np.eye(self.classes)[wanted], "strength": strength * ones}
        x, times = z.reshape(-1, *self.model.event_shape), self.times(steps)
        states = [x]
        for t, h in zip(times[:-1], np.diff(times), strict=True):
            x = self.step(x, t * ones, h * ones, **(nudge if strength else {}))
            states.append(x)
        return self.shown(np.stack(states, axis=1))

    @in_batches(64)
    def step(self, x, t, h, **nudge):
        """The next state; the nudge, if there is one, is `wanted` and its `strength`."""
        velocity = self.velocity(x, t, **nudge) if nudge else self.model.velocity(x, t)
        return x + networks.beside(h, x) * velocity

    @in_batches(64)
    def shown(self, states):
        """In the learner's units; images are finished."""
        return self.model.to_data(self.model.field.finish(states))
