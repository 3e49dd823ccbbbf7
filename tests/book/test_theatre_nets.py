"""The converted step trains as Keras does: the same weights after a step, in six families."""

import numpy as np
import pytest
import tensorflow as tf

from book.nets import Nets
from book.nets.duel import Players
from book.nets.theatre import trainer
from book.nets.training import Numbers
from helpers import datasets
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.backend import gradient
from helpers.explorer import Duel
from helpers.explorer.theatre.duel import PLAYERS
from helpers.explorer.theatre.session import Session
from helpers.families import FAMILIES
from helpers.implicit import GAN
from helpers.tractable import Autoregressive, NormalizingFlow

SMALL = {"NormalizingFlow": {"couplings": 2, "bins": 8}, "GAN": {"width": 64}}
STEPS = 20
pytestmark = pytest.mark.filterwarnings("ignore:.*tf.lite.Interpreter is deprecated")


class Net:
    """A file, called with the arguments of the function it was made from."""

    def __init__(self, folder, about):
        self.order = about["order"]
        self.net = tf.lite.Interpreter(str(folder / about["file"]), num_threads=1)
        self.net.allocate_tensors()

    def __call__(self, *arguments):
        for place, k in zip(self.net.get_input_details(), self.order, strict=True):
            given = np.asarray(arguments[k], "float32").reshape(place["shape"])
            self.net.set_tensor(place["index"], given)
        self.net.invoke()
        return [self.net.get_tensor(o["index"])[0] for o in self.net.get_output_details()]


class Trained:
    """A model that Keras trains, and its files."""

    def __init__(self, family, folder):
        self.model = family((2,), **SMALL.get(family.__name__, {}))
        self.session = Session(self.model, datasets.planar("moons"), 0)
        self.family = trainer(self.model)
        files = self.family.files(Nets(folder), "net")
        self.nets = {name: Net(folder, about) for name, about in files.items()}
        self.weights = self.family.descent.weights

    def state(self):
        """Weights, mean slopes and mean squared slopes as Keras has them."""
        optimizer = self.model.optimizer
        memory = *optimizer._momentums, *optimizer._velocities
        return np.concatenate([self.weights.row(), Numbers(memory).row()])

    def noise(self):
        """What Keras draws in the next step."""
        seed, counter = self.model.seed_generator.state.numpy()
        batch = (self.family.size, 2)
        shapes = self.family.noise()
        if isinstance(self.model, VAE):
            shapes = [batch, *shapes]
        for k, shape in enumerate(shapes):
            draws = [seed, counter + k]
            if type(self.model).__name__ == "EnergyBased" and k == 0:
                count = len(self.model.levels.sigma)
                yield tf.random.stateless_uniform(shape, draws, 0, count, "int32")
            else:
                yield tf.random.stateless_normal(shape, draws)

    def step(self, state):
        """The file's step on the batch that Keras trains on next."""
        taken = self.session.steps
        x, noise = self.session._batch().astype("float64"), [n.numpy() for n in self.noise()]
        if isinstance(self.model, VAE):  # noise on points is added in 64 bits
            x = x + self.model.scale.numpy() * float(self.model.falling_noise(taken)) * noise.pop(0)
        y = (x - self.model.shift.numpy()) / self.model.scale.numpy()
        return self.nets["step"](state, y, self.session.learning_rate, taken, *noise)


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.__name__)
def trained(request, tmp_path_factory):
    return Trained(request.param, tmp_path_factory.mktemp("nets"))


def test_twenty_steps_are_those_of_keras(trained):
    volume = float(trained.model.log_volume())
    states_loss = type(trained.model).__name__ in ("Autoregressive", "NormalizingFlow", "VAE")
    losses, ways = [], []
    for _ in range(STEPS):  # each from Keras's own: the VAE doubles any difference in a few
        before = trained.state()
        after, loss = trained.step(before)
        trained.session.train(1)
        objective = trained.session.objectives[-1][1]
        losses.append(abs(loss[0] - volume * states_loss - objective))
        way, expected = after - before, trained.state() - before
        ways.append(np.linalg.norm(way - expected) / np.linalg.norm(expected))
    # On a machine at its limits Keras's own step of the GAN is off once in 300, by a hundredth.
    odd = 2 if isinstance(trained.model, GAN) else 0
    assert sorted(losses)[-1 - odd] < 2e-4
    assert sorted(ways)[-1 - odd] < 1e-3


def some(*families):
    return pytest.mark.parametrize("trained", families, indirect=True, ids=lambda f: f.__name__)


@some(Autoregressive, NormalizingFlow, EnergyBased, Diffusion)  # others have a bound, or none
def test_density_is_that_of_the_model(trained):
    model, family = trained.model, type(trained.model).__name__
    x = trained.session._held_out[:200] if trained.session.kl_word is not None else None
    if family in ("Autoregressive", "NormalizingFlow", "EnergyBased"):
        y = np.zeros((1024, 2), "float32")
        y[:200] = model.to_model(x)
        log_p = trained.nets["log_p"](trained.weights.row(), y)[0][:200]
        expected = np.asarray(model.log_density(x)) - float(model.log_volume())
        np.testing.assert_allclose(log_p, expected, rtol=1e-4, atol=1e-3)
    else:
        y, t = np.zeros((512, 2), "float32"), np.float32(0.7)
        y[:200] = model.to_model(x)
        v, log_rate = trained.nets["speed"](trained.weights.row(), y, t)
        at = tf.fill((512, 1), t)
        np.testing.assert_allclose(v, model.velocity(tf.constant(y), at), rtol=1e-3, atol=1e-4)
        divergence = model.divergence(tf.constant(y), at)
        np.testing.assert_allclose(log_rate, -divergence, rtol=1e-3, atol=1e-3)


@some(NormalizingFlow, VAE, EnergyBased, GAN)  # the others: test_book_theatre.py
def test_samples_are_those_of_the_model(trained):
    model, family = trained.model, type(trained.model).__name__
    z, row = model.noise(1000, 0), trained.weights.row()
    if family in ("NormalizingFlow", "GAN"):
        x = trained.nets["decode"](row, z)[0] * model.scale.numpy() + model.shift.numpy()
        np.testing.assert_allclose(x, model.sample(1000, seed=0), atol=1e-3)
    elif family == "EnergyBased":
        slope = trained.nets["slope"](row, z, 3)[0]
        level = tf.fill((1000,), 3)
        expected = gradient(lambda y: model.levels.energy_at(y, level), tf.constant(z))
        np.testing.assert_allclose(slope, expected, rtol=1e-3, atol=1e-4)
    else:
        centre = trained.nets["draw"](row, z, np.zeros_like(z))[0]
        x = centre * model.scale.numpy() + model.shift.numpy()
        np.testing.assert_allclose(x, model.decode(z), atol=1e-3)


def test_two_players_move_as_in_keras(tmp_path):
    duel = Duel(GAN((2,), width=64, gamma=0.05, skip=False), datasets.planar("eight_gaussians"))
    players = Players(duel)
    files = players.files(Nets(tmp_path), "duel")
    nets = {name: Net(tmp_path, about) for name, about in files.items()}
    rows = {name: players.weights(name).row() for name in PLAYERS}
    states = {
        n: np.concatenate([row, np.zeros(2 * len(row), "float32")]) for n, row in rows.items()
    }
    for _ in range(5):
        batch, taken = duel._batch(), duel.steps
        for name, other in (PLAYERS, PLAYERS[::-1]):
            against = states[other][: len(rows[other])]
            states[name], _ = nets[name](
                states[name], against, batch["real"], batch["z"], duel.rate(name), taken, duel.gamma
            )
        duel.train(1)
    for name, row in rows.items():
        end = players.weights(name).row()
        way = states[name][: len(row)] - row
        assert np.linalg.norm(way - (end - row)) < 1e-3 * np.linalg.norm(end - row), name
    x = duel.real
    y = (x - duel.model.shift.numpy()) / duel.model.scale.numpy()
    realness = nets["realness"](players.weights("critic").row(), y)[0]
    np.testing.assert_allclose(realness, duel.model.realness(x), atol=1e-4)
