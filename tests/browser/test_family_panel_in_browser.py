"""The family panel in JupyterLab: map, questions, points, slider, keys, with real mouse events."""

import pytest
from twin import Twin

SETUP = """
from helpers import datasets
from helpers.explorer import FamilyPanel
from helpers.implicit import GAN
from helpers.tractable import Autoregressive, NormalizingFlow

moons = datasets.planar("moons")
models = {
    "autoregressive": Autoregressive((2,), width=8),
    "normalizing flow": NormalizingFlow((2,), width=8),
    "GAN": GAN((2,), width=8),
}
"""
CELLS = [SETUP, "live = FamilyPanel(models, moons)\nlive"]


class Panel(Twin):
    def __init__(self, notebook):
        super().__init__(notebook, ".family-panel")
        self.slider = self.root.get_by_role("slider", name="way from noise to data")
        self.points = self.root.locator("canvas.plane").first
        self.density = self.root.locator("canvas.plane").last

    def press(self, name):
        super().press(name, exact=True)
        self.drawn(self.points)


@pytest.fixture
def panel(notebook):
    notebook.python(
        'live.choose("autoregressive"); live.ask("sample"); live.page.way = 1.0; '
        "live.page.a = [1.0, 0.4]; live.page.b = [0.0, 0.1]"
    )
    panel = Panel(notebook)
    panel.agree()
    return panel


def test_a_click_on_the_map_shows_the_family_at_once(panel):
    before = panel.drawn(panel.points), panel.drawn(panel.density)
    panel.page.evaluate(
        "() => document.querySelectorAll('.family-panel .branch button')[1].addEventListener("
        "'click', () => { window.clicked = performance.now(); requestAnimationFrame(() => "
        "requestAnimationFrame(() => { window.took = performance.now() - window.clicked; })); })"
    )
    panel.press("normalizing flow")
    after = panel.drawn(panel.points), panel.drawn(panel.density)
    assert before[0] != after[0] and before[1] != after[1]
    assert panel.page.evaluate("window.took") < 300
    assert "takes 4 evaluations" in panel.agree()
    assert panel.kernel("live.page.family") == "1"


def test_every_question_is_asked_of_every_family(panel):
    for name in ("autoregressive", "normalizing flow", "GAN"):
        panel.press(name)
        for question in ("sample", "score a point", "encode", "interpolate"):
            panel.press(question)
            assert panel.agree()


def test_a_question_that_cannot_be_answered_is_grey_and_says_why(panel):
    panel.press("GAN")
    asked = panel.root.get_by_role("button", name="encode", exact=True)
    assert "refused" in asked.get_attribute("class")
    asked.click()
    assert panel.agree().startswith("GAN has no encoder")
    panel.press("autoregressive")
    assert "has the code" in panel.agree()
    assert "refused" not in (asked.get_attribute("class") or "")


def test_the_point_is_dragged_on_both_planes(panel):
    panel.press("score a point")
    for canvas in (panel.points, panel.density):
        seen = panel.drag(canvas, (0.3, 0.3), (0.7, 0.6), panel.density)
        assert len(set(seen)) >= 5
    assert panel.agree().startswith("At (")
    x, y = map(float, panel.kernel("*live.page.a").split())
    (left, right), (bottom, top) = eval(panel.kernel("live.page.bounds"))
    assert x == pytest.approx(left + 0.7 * (right - left), abs=0.05)
    assert y == pytest.approx(top - 0.6 * (top - bottom), abs=0.05)


def test_between_two_points_the_nearer_one_is_dragged(panel):
    panel.press("interpolate")
    panel.agree()
    (left, right), (bottom, top) = eval(panel.kernel("live.page.bounds"))
    share = (0.0 - left) / (right - left), (top - 0.1) / (top - bottom)
    seen = panel.drag(panel.points, share, (0.2, 0.4), panel.points)
    assert len(set(seen)) >= 5
    assert panel.kernel("live.page.a") == "[1.0, 0.4]"
    assert panel.kernel("live.page.b") != "[0.0, 0.1]"
    assert "straight line between their codes" in panel.agree()


def test_the_slider_moves_all_points(panel):
    box = panel.slider.bounding_box()
    panel.page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    panel.page.mouse.down()
    seen = []
    for step in range(1, 9):
        panel.page.mouse.move(box["x"] + (1 - step / 8) * box["width"], box["y"] + 5)
        seen.append(panel.drawn(panel.points))
    panel.page.mouse.up()
    assert len(set(seen)) >= 5
    assert panel.agree().startswith("0 % of the way")


def test_everything_works_from_the_keyboard(panel):
    panel.slider.focus()
    panel.page.keyboard.press("ArrowLeft")
    panel.drawn(panel.points)  # it is drawn with the next frame
    assert panel.agree().startswith("99 %")
    panel.press("score a point")
    panel.points.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        panel.page.keyboard.press(key)
    panel.drawn(panel.points)
    assert panel.agree().startswith("At (1.05, 0.50)")
    panel.press("interpolate")
    panel.points.focus()
    panel.page.keyboard.press("Shift+ArrowLeft")
    panel.drawn(panel.points)
    assert "to (-0.05, 0.10)" in panel.agree()


def test_everything_has_a_name(panel):
    assert panel.root.get_by_role("group", name="explicit, tractable").count() == 1
    assert panel.root.get_by_role("group", name="implicit").count() == 1
    for canvas in panel.root.locator("canvas").all():
        assert canvas.get_attribute("role") == "img" and canvas.get_attribute("aria-label")
    assert panel.slider.get_attribute("aria-valuetext") == "100 %"
