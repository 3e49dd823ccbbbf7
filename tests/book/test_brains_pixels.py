"""A picture that comes pixel by pixel: the page expects and draws what Python does."""

import numpy as np
from keras import ops
from scipy.special import ndtr

from helpers.densities import LevelMixture
from helpers.figures.reading import half_drawn
from tests.book.alive import Alive, in_python, near, pixels
from tests.book.in_node import evaluated

PIXELS = "06_autoregressive-127"


class Drawing(Alive):
    def decide(self, known):
        """So many pixels, with the page's own slider."""
        self.node.get_by_role("slider", name="pixels decided").fill(str(known))
        self.rest()

    def picture(self):
        return pixels(self.node.locator("canvas").first)


def test_levels_and_their_probabilities_are_those_of_the_mixture():
    rng, mixture = np.random.default_rng(0), LevelMixture(10)
    theta, z = rng.normal(0, 2, (200, 30)), rng.standard_normal((200, 1))
    levels = np.round(127.5 * (np.asarray(mixture.quantile(ops.cast(z, "float64"), theta)) + 1))
    x = (np.arange(256) / 127.5 - 1)[:, None, None]
    expected = np.exp(np.asarray(mixture.log_prob(x, theta)))[:, :, 0].T
    code = """return [...Array(200).keys()].map((i) => {
      const bells = level_mixture.bells([...given.theta.subarray(30 * i, 30 * i + 30)]);
      const level = level_mixture.quantile(given.u[i], bells);
      const again = level_mixture.quantile(level_mixture.middle(level, bells), bells);
      return [level, again, ...level_mixture.chances(bells)];
    })"""
    found = np.array(evaluated("level_mixture", code, {"theta": theta, "u": ndtr(z[:, 0])}))
    assert np.array_equal(found[:, 0], levels[:, 0])
    assert np.array_equal(found[:, 1], levels[:, 0])
    np.testing.assert_allclose(found[:, 2:], expected, atol=1e-6)


def test_normal_distribution_in_64_bits():
    z = np.linspace(-9, 9, 1001)
    code = "return given.z.map(normal.normalCdf)"
    np.testing.assert_allclose(evaluated("normal", code, {"z": z}), ndtr(z), rtol=1e-12)


def test_pixels_of_a_real_garment(page, site):
    alive, live = Drawing(page, site, PIXELS), in_python(PIXELS)
    for _ in range(2):  # nothing is drawn: what is expected of every pixel is teacher-forced
        alive.click("Real garment")
        live.real()
        assert alive.status == live.status
        shown = half_drawn(live.picture, live.order, live.known)
        near(alive.picture(), np.round(255 * shown), levels=0, share=1)
        for known in (784, 120, 500):
            alive.decide(known)
            live.known = known
            assert alive.status == live.status
    alive.click("Set the next pixel")
    live.set_next()
    assert alive.status == live.status


def test_pixels_are_drawn_where_the_chances_reach_the_noise(page, site):
    alive, live = Drawing(page, site, PIXELS), in_python(PIXELS)
    model, rows = live._model, np.arange(784)
    for seed in (1, 2):
        alive.decide(784)
        x = alive.picture()[..., :1]
        chances = model.level_probabilities(x[None])[0].astype("float64")
        reached = np.concatenate([np.zeros((784, 1)), np.cumsum(chances, axis=1)], axis=1)
        levels = x.reshape(-1)[live.order].astype(int)
        u = ndtr(model.noise(1, seed=seed)[0].astype("float64"))
        assert (reached[rows, levels] - 1e-3 <= u).all()
        assert (u <= reached[rows, levels + 1] + 1e-3).all()
        alive.click("New garment")


def test_painting_keeps_what_came_before_and_undo_brings_it_back(page, site):
    alive = Drawing(page, site, PIXELS)
    alive.decide(784)
    before = alive.picture()
    alive.drag(alive.node.locator("canvas").first, (0.5, 0.5), (0.56, 0.5))
    alive.decide(784)
    painted = alive.picture()
    assert np.array_equal(painted[:12], before[:12])
    assert (painted[13:15, 13:16] == 255).all()
    alive.click("Undo")
    alive.decide(784)
    assert np.array_equal(alive.picture(), before)
