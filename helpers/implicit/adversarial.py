"""The game of two players: a critic tells real from made, and teaches a generator by it."""

from keras import ops

from helpers.backend import value_and_gradient
from helpers.training import adam_for_two


class Adversarial:
    """Two networks that train against each other, a generator and a critic.

    critic     minimises  E[softplus(D(fake) - D(real))] + γ/2 E[|∇D(real)|² + |∇D(fake)|²]
    generator  minimises  E[softplus(D(real) - D(fake))]

    D is relative: of a real and a generated event it says which is the real one. At its best,
    without penalties, D(x) = log p(x) - log q(x) + a constant, with q the density of what the
    generator makes. Where p = q nobody can tell, and both losses are log 2. Around that point the
    two can circle for ever; the penalties on its slope (R1 at real, R2 at generated events) damp
    that, and from a start near it the two are proven to come to rest.

    A model MUST give   generator, critic_network
    It HAS              both losses, of events in the model's units, and an optimizer for two

    References: Goodfellow et al., 2014, https://arxiv.org/abs/1406.2661; the relativistic loss:
    Jolicoeur-Martineau, 2018, https://arxiv.org/abs/1807.00734; R1: Mescheder et al., 2018,
    https://arxiv.org/abs/1801.04406; all of it together, R3GAN: Huang et al., 2024,
    https://arxiv.org/abs/2501.05441.
    """

    def own_optimizer(self):
        return adam_for_two(self.budget)

    def critic(self, x):
        """D(x), `(batch,)`: larger for what looks more real. No unit, no zero."""
        return self.critic_network(x)[:, 0]

    def frozen_critic(self, x):
        """The same number, but its gradient reaches x only, and never the critic's weights."""
        weights = [ops.stop_gradient(w) for w in self.critic_network.trainable_variables]
        return self.critic_network.stateless_call(weights, [], x)[0][:, 0]

    def critic_and_slope(self, x):
        """D(x) and |∇D(x)|², `(batch,)` each."""
        value, gradient = value_and_gradient(self.critic, x)
        return value, ops.sum(gradient**2, axis=range(1, len(x.shape)))

    def critic_loss(self, real, fake, gamma):
        """Tell real from fake, with a gentle slope on both, `(batch,)`."""
        values, slopes = self.critic_and_slope(ops.concatenate([real, fake]))
        of_real, of_fake = ops.split(values, 2)
        doubt = ops.softplus(of_fake - of_real)
        return doubt + 0.5 * gamma * sum(ops.split(slopes, 2))

    def generator_loss(self, real, fake):
        """Be taken for real, `(batch,)`."""
        values = self.frozen_critic(ops.concatenate([real, fake]))
        of_real, of_fake = ops.split(values, 2)
        return ops.softplus(of_real - of_fake)
