"""The family panel without a browser: every family, every question, the point, the slider."""

import base64
import json
import time

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import datasets
from helpers.abilities import QUESTIONS
from helpers.backend import batched
from helpers.explorer import FamilyPanel
from helpers.explorer.family_panel.answers import REACH, SIDE, STOPS, read, states
from helpers.families import FAMILIES
from helpers.figures import maps

NAMES = [family.label for family in FAMILIES]
MOONS = datasets.planar("moons")


@pytest.fixture(scope="module")
def models():
    made = [family((2,)) for family in FAMILIES]
    for model in made:
        model.standardise(MOONS.sample(200, seed=0))
    return dict(zip(NAMES, made, strict=True))


@pytest.fixture(scope="module")
def panel(models):
    return FamilyPanel(models, MOONS)


@pytest.mark.parametrize("name", NAMES)
def test_ways_begin_at_the_noise_and_end_at_the_sample(panel, models, name):
    own, z = panel.answers[name], panel.shared.z
    np.testing.assert_array_equal(own.states[:, 0], z)
    assert own.states.shape[1] <= STOPS
    if name != "energy-based":  # whose chain is shaken anew
        np.testing.assert_allclose(own.states[:, -1], models[name].decode(z), atol=1e-4)


def test_each_family_goes_its_own_way(models):
    z = np.zeros((2, 2), "float32")
    counts = {name: states(model, z).shape[1] - 1 for name, model in models.items()}
    assert counts["GAN"] == counts["VAE"] == 1
    assert counts["autoregressive"] == 2  # number by number
    assert counts["normalizing flow"] == 5  # four couplings, then the data's units
    assert counts["energy-based"] > 100 and counts["diffusion"] == 21


def test_scores_are_those_of_the_models(panel, models):
    x = maps.grid(panel.shared.bounds, SIDE)[[700, 3000, 5000]]
    for name in ("autoregressive", "normalizing flow", "energy-based", "diffusion"):
        expected = np.maximum(np.asarray(models[name].log_density(x)), -99)
        told = [read(panel.answers[name].log_p, panel.shared.bounds, p) for p in x]
        np.testing.assert_allclose(told, expected, rtol=1e-3, atol=1e-3)


def test_codes_and_the_way_between_them_are_those_of_the_model(panel, models):
    flow, own = models["normalizing flow"], panel.answers["normalizing flow"]
    a, b = [1.0, 0.4], [0.0, 0.1]
    z = np.asarray(flow.encode(np.float32([a, b])))
    share = np.linspace(0, 1, STOPS)[:, None]
    way = batched(flow.decode, np.float32((1 - share) * z[0] + share * z[1]))
    np.testing.assert_allclose(own.between(a, b), way, atol=0.05)
    panel.choose("normalizing flow")
    panel.ask("encode")
    assert panel.status.endswith("Decoded again it is 0.00 away.")


def test_what_cannot_be_answered_is_refused_in_the_familys_own_words(panel, models):
    panel.choose("GAN")
    for question in QUESTIONS[1:]:
        panel.ask(question)
        assert panel.status == panel.answers["GAN"].refusals[question] != ""
    panel.choose("energy-based")
    panel.ask("score a point")
    assert "unknown constant" in panel.status and "The truth" in panel.status
    panel.ask("encode")
    assert panel.status.startswith("EnergyBased has no encoder")


def test_every_control_of_the_page_moves_the_answer(panel):
    panel.choose("VAE")
    told = set()
    for question in QUESTIONS:
        panel.ask(question)
        told.add(panel.status)
    assert len(told) == 4
    panel.page.set_state({"question": 0, "way": 0.25})  # the page
    assert panel.status.startswith("25 % of the way") and "takes 1 evaluation of" in panel.status
    panel.page.set_state({"question": 1, "a": [0.5, 0.25]})
    assert "At (0.50, 0.25): lower bound on log p(x)" in panel.status
    panel.page.set_state({"question": 3, "b": [-1.0, 0.0]})
    assert "From (0.50, 0.25) to (-1.00, 0.00)" in panel.status


def test_a_click_waits_for_nothing(panel):
    start = time.perf_counter()
    for name in NAMES:
        panel.choose(name)
        for question in QUESTIONS:
            panel.ask(question)
            assert panel.status
    assert time.perf_counter() - start < 0.3 * len(NAMES) * len(QUESTIONS)


def test_between_places_a_grid_is_read_in_proportion():
    x = maps.grid([(-REACH, REACH)] * 2, SIDE)
    plane = 2 * x[:, 0] - 3 * x[:, 1] + 1
    assert read(plane, [(-REACH, REACH)] * 2, [0.123, -1.7]) == pytest.approx(6.346, abs=1e-3)
    assert read(plane, [(-REACH, REACH)] * 2, [99, 99]) == pytest.approx(1 - REACH, abs=1e-3)


def test_unknown_names_and_models_of_images_are_refused(panel):
    with pytest.raises(ValueError, match="choose expected one of autoregressive"):
        panel.choose("oracle")
    with pytest.raises(ValueError, match="ask expected one of sample"):
        panel.ask("dream")
    with pytest.raises(ValueError, match="received 0"):
        FamilyPanel({}, MOONS)
    wrong = type("Model", (), {"event_shape": (28, 28, 1)})()
    with pytest.raises(ValueError, match="received photographs"):
        FamilyPanel({"photographs": wrong}, MOONS)


def test_the_page_has_what_it_needs_and_viewers_without_widgets_a_picture(panel):
    sent = panel.page.families
    assert [family["name"] for family in sent] == NAMES
    assert [family["branch"] for family in sent] == [f.density.branch for f in FAMILIES]
    for family in sent:
        refused = dict(zip(QUESTIONS, family["refusals"], strict=True))
        assert bool(family["map"]) == bool(family["log_p"]) == (not refused["score a point"])
        assert len(family["codes"]) == (0 if refused["encode"] else 8 * SIDE**2)
    json.dumps([{k: v for k, v in f.items() if not isinstance(v, bytes)} for f in sent])
    bundle = panel._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == f"FamilyPanel({', '.join(NAMES)})"
    assert plt.get_fignums() == []
