"""Forger and critic in a page: one move of each, forgeries, and the verdict, as files."""

from keras import ops

from book.nets.rewriting import rewritten
from book.nets.training import Descent, in_model_units
from helpers.explorer.theatre.duel import BATCH, LOOKED_AT, PLAYERS


class Players:
    """The moves of a duel. Weights are rows of numbers; points are in the model's units.

    Args:
        duel: a `helpers.explorer.Duel`.
    """

    def __init__(self, duel):
        self.model = duel.model
        self.descents = {
            name: Descent(duel.turns[name].optimizer, duel.turns[name].trainable_variables)
            for name in PLAYERS
        }

    def weights(self, name):
        return self.descents[name].weights

    def files(self, nets, name):
        """Name to what `nets.add` tells."""
        sizes = {player: self.weights(player).size for player in PLAYERS}
        latent = self.model.latent_dim
        batch = [(BATCH, 2), (BATCH, latent), (1,), (1,), (1,)]
        moves = {
            player: nets.add(
                f"{name}-{player}",
                self.move(player, other),
                [(3 * sizes[player],), (sizes[other],), *batch],
            )
            for player, other in (PLAYERS, PLAYERS[::-1])
        }
        return moves | {
            "decode": nets.add(
                f"{name}-decode", self.decode, [(sizes["forger"],), (LOOKED_AT, latent)]
            ),
            "realness": nets.add(
                f"{name}-realness", self.realness, [(sizes["critic"],), (LOOKED_AT, 2)]
            ),
        }

    def move(self, player, other):
        """One player's step; the other's weights are given and stay."""

        def move(state, against, real, z, rate, taken, gamma):
            def loss():
                fake = self.model.generator(z[0])
                if player == "critic":
                    return ops.mean(self.model.critic_loss(real[0], fake, gamma[0, 0]))
                return ops.mean(self.model.generator_loss(real[0], fake))

            others = self.weights(other).beside(self.weights(other).apart(against))
            return self.descents[player].step(state, rate, taken, loss, others)

        return move

    def decode(self, row, z):
        with self.weights("forger").holding(row), in_model_units(self.model), rewritten():
            return self.model.decode(z[0])[None]

    def realness(self, row, y):
        with self.weights("critic").holding(row), in_model_units(self.model), rewritten():
            return self.model.realness(y[0])[None]
