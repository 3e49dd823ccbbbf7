"""Chains on a landscape, without a browser: what the page computes, from Python."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import datasets
from helpers.approximate import known_slope
from helpers.explorer import LandscapeExplorer
from helpers.explorer.landscape.landscape import CHAINS, SIZES, STEPS, TEMPERATURES
from helpers.explorer.landscape.valleys import SIDE, Landscape, diagnose

RING, TWO = datasets.planar("eight_gaussians"), datasets.islands(apart=3, sd=0.5)


def height(truth):
    return lambda x: -truth.log_prob(x)


@pytest.fixture(scope="module")
def ring():
    return Landscape(height(RING), RING.means, RING.bounds)


@pytest.fixture
def live():
    named = {"two": height(TWO), "hot": lambda x: -TWO.log_prob(x) / 3}
    return LandscapeExplorer(named, TWO.means, TWO.bounds)


def test_the_slope_of_the_grid_is_the_known_slope(ring):
    x = RING.sample(500, seed=0)
    gap = ring.slope(x.astype("float64")) - known_slope(RING)(x)
    assert np.abs(gap).max() < 0.4 and np.sqrt((gap**2).mean()) < 0.06


def test_outside_the_window_the_slope_of_the_edge_goes_on(ring):
    (_, right), (bottom, _) = ring.bounds
    edge = ring.slope(np.array([[right, 0.3], [-0.4, bottom]]))
    np.testing.assert_array_equal(
        ring.slope(np.array([[right + 3, 0.3], [-0.4, bottom - 2]])), edge
    )
    assert edge[0, 0] > 0 > edge[1, 1]


@pytest.mark.parametrize("temperature", [0.1, 1, 8])
def test_equal_valleys_have_equal_weights_at_every_temperature(ring, temperature):
    np.testing.assert_allclose(ring.weights(temperature), 1 / 8, atol=0.01)


def test_weights_are_the_mass_of_each_valley():
    three = datasets.curve([[[-2, 0], [-2, 0.01]], [[2, 0], [2, 0.03]]], sd=0.4)
    land = Landscape(height(three), [[-2, 0], [2, 0]], three.bounds)
    np.testing.assert_allclose(land.weights(1), [0.25, 0.75], atol=0.02)


def test_the_window_is_square_and_holds_what_was_asked():
    (left, right), (bottom, top) = Landscape(height(TWO), TWO.means, TWO.bounds).bounds
    assert right - left == pytest.approx(top - bottom)
    assert left == TWO.bounds[0][0] and bottom < TWO.bounds[1][0]


@pytest.mark.parametrize("place", range(len(TEMPERATURES)))
def test_every_temperature_has_its_words(live, place):
    live.page.set_state({"temperature": place})  # the page
    assert f"at temperature {TEMPERATURES[place]:g}." in live.status


@pytest.mark.parametrize("place", range(len(SIZES)))
def test_every_step_size_has_its_words_and_stays_finite(live, place):
    live.page.set_state({"size": place})
    assert f"steps of size {SIZES[place]:g} " in live.status
    assert np.isfinite(live.states).all()


@pytest.mark.parametrize("taken", [0, 1, 7, STEPS])
def test_the_walk_is_cut_where_the_slider_stands(live, taken):
    whole = live.states
    live.page.set_state({"taken": taken})
    np.testing.assert_array_equal(live.states, whole[:, : taken + 1])
    assert f": {taken} steps" in live.status


def test_chains_begin_together_where_the_point_is_or_everywhere(live):
    live.start = [0.5, -0.25]
    assert (live.states[:, 0] == [0.5, -0.25]).all() and "from (0.50, -0.25)" in live.status
    live.page.set_state({"scattered": True})
    starts = live.states[:, 0]
    assert len(np.unique(starts, axis=0)) == CHAINS and "from everywhere" in live.status
    assert not live.landscape.outside(starts).any()
    live.start = [0, 0]
    assert not live.page.scattered


def test_cold_chains_do_not_mix_warm_ones_do_and_large_steps_leave(live):
    live.start = TWO.means[0]
    live.page.temperature = 0
    assert "Not mixed: no chain has left" in live.status
    live.page.temperature, live.page.size = TEMPERATURES.index(3), SIZES.index(0.05)
    assert "Mixed, as far as shares can tell" in live.status
    live.page.temperature, live.page.size = TEMPERATURES.index(8), SIZES.index(0.3)
    assert "Too hot, or steps too large" in live.status


def test_a_diagnosis_counts_shares_of_the_last_half():
    land = Landscape(height(TWO), TWO.means, TWO.bounds)
    states = np.tile(TWO.means[0], (2, 8, 1))
    states[1, 4:] = TWO.means[1]
    count, shares, diagnosis = diagnose(land, states, 1)
    assert count == 1 and shares.tolist() == [0.5, 0.5] and diagnosis.startswith("Mixed")
    far = diagnose(land, states + 100, 1)[2]
    assert far == "Too hot, or steps too large: 100 % of the states left the window."


def test_new_shakes_and_another_landscape(live):
    before = live.states
    live.again.click()
    assert not np.allclose(live.states, before)
    slopes = live.page.slopes
    live.shown.value = "hot"
    assert live.page.slopes != slopes


def test_what_is_no_start_and_what_has_one_valley_is_refused(live):
    for x in ([1], [1, float("nan")], [[1, 2]]):
        with pytest.raises(ValueError, match="two finite numbers"):
            live.start = x
    with pytest.raises(ValueError, match="two or more valleys"):
        LandscapeExplorer({"one": height(TWO)}, TWO.means[:1], TWO.bounds)


def test_the_page_has_what_it_needs_and_viewers_without_widgets_a_picture(live):
    canvas = live.page
    assert len(canvas.height) == 4 * SIDE**2 and len(canvas.slopes) == 8 * SIDE**2
    assert len(canvas.shakes) == 4 * 2 * CHAINS * STEPS and len(canvas.everywhere) == 8 * CHAINS
    bundle = live._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == "LandscapeExplorer(two, hot)"
    assert plt.get_fignums() == []
