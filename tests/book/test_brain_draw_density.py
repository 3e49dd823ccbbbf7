"""A drawing without a kernel: the page makes the same density of it, and the same files train."""

import numpy as np
import pytest
from in_node import evaluated

from book.brains import PACKS
from book.nets import Nets
from helpers.approximate import VAE
from helpers.explorer import DrawDensity
from helpers.explorer.drawing import strokes as drawn
from helpers.implicit import GAN

SCRIBBLE = np.random.default_rng(0).uniform(-2, 2, (400, 2)).tolist()
DRAWINGS = {
    "what it begins with": (drawn.example(), 0.16),
    "a dot": ([[[0.3, -0.2]]], 0.3),
    "a dot and a line": ([[[1, 1]], [[-1, -1], [1, -1], [1, -1], [1.5, 0]]], 0.08),
    "shorter than a dot": ([[[0, 0], [0.001, 0.001]]], 0.6),
    "too long for its thickness": ([SCRIBBLE], 0.1),
}
ASKED = "return curves.curve(given.strokes, given.bounds, given.settings);"


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_page_reads_a_drawing_as_python_does(name):
    strokes, thickness = DRAWINGS[name]
    truth = drawn.density(strokes, thickness)
    settings = dict(within=drawn.WITHIN, dot=drawn.DOT, longest=drawn.LONGEST)
    given = {
        "strokes": strokes,
        "bounds": truth.bounds,
        "settings": settings | {"thickness": thickness},
    }
    made = evaluated("curves", ASKED, given)
    np.testing.assert_allclose(np.reshape(made["means"], (-1, 2)), truth.means, atol=1e-9)
    assert made["sd"] == pytest.approx(truth.sd, rel=1e-12)
    np.testing.assert_array_equal(made["bounds"], truth.bounds)


def test_the_page_learns_the_units_that_a_model_does():
    live = DrawDensity([VAE])
    live.begin()
    x = live.data.sample(10_000, seed=0)
    made = evaluated("curves", "return curves.unitsOf(given.x);", {"x": x.ravel()})
    model = live.theatre._session.model
    np.testing.assert_allclose(made["shift"], model.shift.numpy(), atol=1e-9)
    np.testing.assert_allclose(made["scale"], model.scale.numpy(), rtol=1e-9)
    assert made["volume"] == pytest.approx(float(model.log_volume()), rel=1e-6)


def test_an_empty_canvas_is_refused_in_the_same_words():
    asked = (
        "try { curves.curve([], [], {}); } catch ({ name, message }) { return [name, message]; }"
    )
    name, message = evaluated("curves", asked)
    with pytest.raises(ValueError) as refusal:
        drawn.density([], 0.2)
    assert (name, message) == ("ValueError", str(refusal.value))


def test_every_family_of_the_menu_is_sent_along(tmp_path):
    live = DrawDensity([VAE, GAN])
    packed = PACKS["DrawDensity"](live, Nets(tmp_path))
    assert packed["label"] == "live" and packed["parts"]["page"] is live.page
    assert list(packed["values"]["families"]) == list(live.menu.options)
    for family in live.menu.options:
        assert f"{family} step" in packed["nets"] and f"{family} start" in packed["later"]
    assert live.menu.value == live.menu.options[0] and live.theatre.steps == 0
