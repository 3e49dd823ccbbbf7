"""The grid on its way through a flow, without a browser: what the page computes, from Python."""

import base64
import math

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import datasets
from helpers.approximate import VAE
from helpers.explorer import LayerExplorer
from helpers.explorer.layers import layers
from helpers.explorer.layers.layers import SIDE
from helpers.tractable import NormalizingFlow

MOONS = datasets.planar("moons")


@pytest.fixture(scope="module")
def flow():
    model, rng = NormalizingFlow((2,), couplings=3, bins=8, width=16), np.random.default_rng(0)
    model.shift.assign([0.5, 0.2])
    model.scale.assign([0.9, 0.5])
    for w in model.trainable_weights:
        w.assign(w + 0.1 * rng.normal(0, 1 / np.sqrt(w.shape[0]), w.shape))
    return model


@pytest.fixture(scope="module")
def live(flow):
    return LayerExplorer(flow, MOONS)


def test_the_way_begins_at_the_noise_and_ends_at_the_data(flow, live):
    grid = live.grid
    np.testing.assert_allclose(grid.at(0)[0], grid.z, atol=1e-6)
    points, stretch = grid.at(grid.last)
    np.testing.assert_allclose(points, flow.decode(grid.z), atol=1e-4)
    log_p = grid.log_noise - stretch
    np.testing.assert_allclose(log_p, flow.log_density(points), atol=0.02)


@pytest.mark.parametrize("layer", [0.4, 1.5, 2.05, 3.7])
def test_between_two_layers_the_stretch_is_that_of_the_places_themselves(flow, layer, monkeypatch):
    """The area of each cell of a fine grid, against the mean stretch at its corners."""
    monkeypatch.setattr(layers, "REACH", 0.3)
    points, stretch = layers.TransportedGrid(flow, MOONS).at(layer)
    x, y = points.T.reshape(2, SIDE, SIDE)
    diagonals = x[1:, 1:] - x[:-1, :-1], y[1:, :-1] - y[:-1, 1:]
    others = x[1:, :-1] - x[:-1, 1:], y[1:, 1:] - y[:-1, :-1]
    area = np.abs(diagonals[0] * diagonals[1] - others[0] * others[1]) / 2
    corners = stretch.reshape(SIDE, SIDE)
    mean = (corners[1:, 1:] + corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:]) / 4
    assert np.median(np.abs(np.log(area / (0.6 / (SIDE - 1)) ** 2) - mean)) < 0.05


@pytest.mark.parametrize("layer", [0, 0.05, 1, 2.5, 4])
def test_every_place_of_the_slider_has_its_sum_in_words(live, layer):
    live.layer = layer
    stretch = float(live.grid.at(layer)[1][live.page.point])
    noise = float(live.grid.log_noise[live.page.point])
    assert live.status.startswith(f"Layer {layer:.2f} of 4.")
    assert f"= {noise - stretch:.2f} nats" in live.status and "- -" not in live.status
    assert ("The truth says" in live.status) == (layer == 4)


def test_the_point_moves_and_keeps_to_the_grid(live):
    live.point = [0.51, -1.02]
    np.testing.assert_allclose(live.point, [0.5, -1.0])
    assert "z = (0.500, -1.000)" in live.status
    live.page.set_state({"layer": 1.25, "point": live.grid.nearest([2, 0])})  # the page
    assert live.layer == 1.25 and live.point.tolist() == [2, 0]
    noise = -2 - math.log(2 * math.pi)
    assert f"the noise is {noise:.2f} nats" in live.status


@pytest.mark.parametrize("layer", [-0.1, 4.1, float("nan")])
def test_a_layer_that_is_none_is_refused(live, layer):
    with pytest.raises(ValueError, match="from 0 to 4"):
        live.layer = layer


@pytest.mark.parametrize("z", [[1], [1, float("nan")], [[1, 2]]])
def test_a_point_that_is_none_is_refused(live, z):
    with pytest.raises(ValueError, match="two finite numbers"):
        live.point = z


def test_only_flows_of_the_plane_carry_a_grid():
    with pytest.raises(ValueError, match=r"received VAE of events \(2,\)"):
        LayerExplorer(VAE((2,), width=8), MOONS)
    with pytest.raises(ValueError, match=r"NormalizingFlow of events \(3,\)"):
        LayerExplorer(NormalizingFlow((3,), width=8), MOONS)


def test_the_page_has_what_it_needs_and_viewers_without_widgets_a_picture(live):
    canvas = live.page
    assert len(canvas.transported) == 4 * 3 * 5 * SIDE**2
    assert len(canvas.log_noise) == len(canvas.log_truth) == 4 * SIDE**2
    assert canvas.shades[0] == "#0072b2" and canvas.shades[-1] == "#d55e00"
    bundle = live._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == "LayerExplorer(4 layers)"
    assert plt.get_fignums() == []


def test_a_truth_without_mass_somewhere_is_told_in_words(flow):
    live = LayerExplorer(flow, datasets.planar("checkerboard"))
    live.layer = 4
    live.point = live.grid.z[live.grid.log_truth.argmin()]
    assert live.status.endswith("The truth has nothing.") and "inf" not in live.status
