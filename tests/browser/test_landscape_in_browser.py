"""Chains on a landscape in JupyterLab: map, sliders, buttons and keys, with real mouse events."""

import time

import pytest

SETUP = """
from helpers import datasets
from helpers.explorer import LandscapeExplorer

two = datasets.islands(apart=3, sd=0.5)
named = {"two": lambda x: -two.log_prob(x), "flat": lambda x: -two.log_prob(x) / 3}
"""
SHOW = "live = LandscapeExplorer(named, two.means, two.bounds)\nlive"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook([SETUP, SHOW])
    notebook.run_all()
    yield notebook
    assert notebook.errors == []


class Walkers:
    """The explorer in the page and its twin in the kernel."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".landscape-explorer")
        self.root.scroll_into_view_if_needed()
        self.map = self.root.locator("canvas.map")
        self.status = self.root.get_by_role("status")
        self.map.wait_for()

    def slider(self, name):
        slider = self.root.get_by_role("slider", name=name)
        slider.scroll_into_view_if_needed()
        return slider

    def kernel(self, expression):
        return self.notebook.python(f"print({expression})").strip()

    def check(self, seconds=5):
        """The page and the kernel agree, word for word: same chains, same diagnosis."""
        deadline = time.monotonic() + seconds
        while self.status.inner_text() != self.kernel("live.status"):
            assert time.monotonic() < deadline, (
                self.status.inner_text(),
                self.kernel("live.status"),
            )
        return self.status.inner_text()

    def picture(self):
        self.page.evaluate("new Promise(requestAnimationFrame)")
        return self.map.evaluate("c => c.toDataURL()")

    def drag(self, box, start, end):
        """Press at `start`, a share of the box, and move to `end`; what is seen on the way."""
        at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        seen = []
        for step in range(1, 11):
            share = step / 10
            self.page.mouse.move(*(a + share * (b - a) for a, b in zip(*at, strict=True)))
            seen.append(self.picture())
        self.page.mouse.up()
        return seen


@pytest.fixture
def walkers(notebook):
    notebook.python(
        "live.shown.value = 'two'; live.canvas.taken = 1200\n"
        "live.canvas.temperature, live.canvas.size = 5, 4; live.start = [-1.5, 0.0]"
    )
    walkers = Walkers(notebook)
    walkers.check()
    return walkers


def test_the_chains_begin_where_the_map_is_dragged(walkers):
    walkers.map.scroll_into_view_if_needed()
    seen = walkers.drag(walkers.map.bounding_box(), (0.3, 0.5), (0.7, 0.4))
    assert len(set(seen)) >= 6
    walkers.check()
    x1, x2 = map(float, walkers.kernel("*live.start").split())
    assert x1 == pytest.approx(0.4 * 3.5, abs=0.1) and x2 == pytest.approx(0.2 * 3.5, abs=0.1)


@pytest.mark.parametrize("name", ["temperature", "step size", "steps taken"])
def test_every_slider_changes_the_walk_while_it_is_dragged(walkers, name):
    ends = ((0.02, 0.5), (0.98, 0.5))
    seen = walkers.drag(walkers.slider(name).bounding_box(), *ends)
    assert len(set(seen)) >= 4
    walkers.check()


def test_heat_makes_the_verdict_change(walkers):
    slider = walkers.slider("temperature")
    slider.focus()
    for _ in range(10):
        walkers.page.keyboard.press("ArrowLeft")
    assert "Not mixed: no chain has left" in walkers.check()
    for _ in range(9):
        walkers.page.keyboard.press("ArrowRight")
    assert "Not mixed: no chain" not in walkers.check()


def test_the_start_follows_the_keyboard(walkers):
    walkers.map.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        walkers.page.keyboard.press(key)
    assert "from (-1.40, 0.20)" in walkers.check()


def test_play_walks_and_pause_stops(walkers):
    walkers.root.get_by_role("button", name="Play").click()
    time.sleep(1)
    walkers.root.get_by_role("button", name="Pause").click()
    assert 0 < int(walkers.kernel("live.canvas.taken")) < 1200
    walkers.check()


def test_buttons_and_landscapes(walkers):
    before = walkers.check()
    walkers.root.get_by_role("button", name="Start everywhere").click()
    assert "from everywhere" in walkers.check()
    walkers.root.get_by_role("button", name="New shakes").click()
    walkers.check()
    walkers.root.locator("select").select_option("flat")
    assert walkers.check() != before


def test_everything_has_a_name(walkers):
    assert walkers.map.get_attribute("role") == "img"
    assert walkers.map.get_attribute("aria-label").startswith("Landscape. Arrow keys")
    assert walkers.root.get_by_role("img", name="Time in each valley").count() == 1
    assert walkers.slider("temperature").get_attribute("aria-valuetext") == "1"
