"""Chains on a landscape in JupyterLab: map, sliders, buttons and keys, with real mouse events."""

import time

import pytest
from twin import Twin

SETUP = """
from helpers import datasets
from helpers.explorer import LandscapeExplorer

two = datasets.islands(apart=3, sd=0.5)
named = {"two": lambda x: -two.log_prob(x), "flat": lambda x: -two.log_prob(x) / 3}
"""
CELLS = [SETUP, "live = LandscapeExplorer(named, two.means, two.bounds)\nlive"]


class Walkers(Twin):
    def __init__(self, notebook):
        super().__init__(notebook, ".landscape-explorer")
        self.map = self.root.locator("canvas.map")

    def slider(self, name):
        slider = self.root.get_by_role("slider", name=name)
        slider.scroll_into_view_if_needed()
        return slider


@pytest.fixture
def walkers(notebook):
    notebook.python(
        "live.shown.value = 'two'; live.page.taken = 1200\n"
        "live.page.temperature, live.page.size = 5, 4; live.start = [-1.5, 0.0]"
    )
    walkers = Walkers(notebook)
    walkers.agree()
    return walkers


def test_the_chains_begin_where_the_map_is_dragged(walkers):
    walkers.map.scroll_into_view_if_needed()
    seen = walkers.drag(walkers.map, (0.3, 0.5), (0.7, 0.4), walkers.map)
    assert len(set(seen)) >= 6
    walkers.agree()
    x1, x2 = map(float, walkers.kernel("*live.start").split())
    assert x1 == pytest.approx(0.4 * 3.5, abs=0.1) and x2 == pytest.approx(0.2 * 3.5, abs=0.1)


@pytest.mark.parametrize("name", ["temperature", "step size", "steps taken"])
def test_every_slider_changes_the_walk_while_it_is_dragged(walkers, name):
    ends = ((0.02, 0.5), (0.98, 0.5))
    seen = walkers.drag(walkers.slider(name), *ends, walkers.map)
    assert len(set(seen)) >= 4
    walkers.agree()


def test_heat_makes_the_verdict_change(walkers):
    slider = walkers.slider("temperature")
    slider.focus()
    for _ in range(10):
        walkers.page.keyboard.press("ArrowLeft")
    assert "Not mixed: no chain has left" in walkers.agree()
    for _ in range(9):
        walkers.page.keyboard.press("ArrowRight")
    assert "Not mixed: no chain" not in walkers.agree()


def test_the_start_follows_the_keyboard(walkers):
    walkers.map.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        walkers.page.keyboard.press(key)
    assert "from (-1.40, 0.20)" in walkers.agree()


def test_play_walks_and_pause_stops(walkers):
    walkers.press("Play")
    time.sleep(1)
    walkers.press("Pause")
    assert 0 < int(walkers.kernel("live.page.taken")) < 1200
    walkers.agree()


def test_buttons_and_landscapes(walkers):
    before = walkers.agree()
    walkers.press("Start everywhere")
    assert "from everywhere" in walkers.agree()
    walkers.press("New shakes")
    walkers.agree()
    walkers.root.locator("select").select_option("flat")
    assert walkers.agree() != before


def test_everything_has_a_name(walkers):
    assert walkers.map.get_attribute("role") == "img"
    assert walkers.map.get_attribute("aria-label").startswith("Landscape. Arrow keys")
    assert walkers.root.get_by_role("img", name="Time in each valley").count() == 1
    assert walkers.slider("temperature").get_attribute("aria-valuetext") == "1"
