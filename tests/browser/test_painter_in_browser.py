"""The explorers of chapter 02 in JupyterLab: every slider, box, button and map is moved."""

import inspect
import json
import re
import time

import numpy as np
import pytest

from helpers.explorer.plane.plane import Readings
from helpers.explorer.shell import render


def certainty(x):
    return 1 / (1 + np.exp(-3 * np.asarray(x)[:, 0]))


def log_density(x):
    return -0.5 * (np.asarray(x) ** 2).sum(axis=1)


class Painter:
    """Paints noise on scenes; numpy only, so that it is fast."""

    event_shape = (16, 16, 3)

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 16, 16, 3), "float32")

    def repaint(self, scenes, noise):
        return np.clip(scenes / 255 + 0.1 * noise, 0, 1).astype("float32")


SETUP = f"""
import numpy as np
from helpers.explorer import PlaneExplorer, RepaintExplorer
from helpers.explorer.shell import render

{inspect.getsource(certainty)}
{inspect.getsource(log_density)}
{inspect.getsource(Painter)}
points = np.random.default_rng(0).normal(size=(200, 2))
scenes = np.stack([np.full((16, 16, 3), level, "uint8") for level in (60, 150)])
"""
PLANE = """plane = PlaneExplorer(certainty, log_density, points, (points[:, 0] > 0).astype(int))
plane"""
REPAINT = """paint = RepaintExplorer(Painter(), scenes, lambda x: x.mean(axis=(1, 2, 3)) / 255)
paint"""
CELLS = [SETUP, PLANE, REPAINT]


class Live:
    """One explorer in the page."""

    def __init__(self, notebook, css, name):
        self.notebook, self.page, self.name = notebook, notebook.page, name
        self.root = notebook.page.locator(css)
        self.root.scroll_into_view_if_needed()
        self.handles = self.root.locator(".noUi-handle")
        self.boxes = self.root.locator("input[type=number]")
        self.status = self.root.get_by_role("status")

    def python(self, expression):
        return self.notebook.python(f"print({expression})").strip()

    def wait(self, condition, seconds=10):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(50)

    def drag(self, node, x, y=0, steps=8):
        """Move the mouse from the middle of a node with the button down, and let go."""
        box = node.bounding_box()
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(*middle)
        self.page.mouse.down()
        self.page.mouse.move(middle[0] + x, middle[1] + y, steps=steps)
        self.page.mouse.up()


class LivePlane(Live):
    def point(self):
        return json.loads(self.python("plane.point.tolist()"))

    def check(self):
        """Page and kernel read the same at the same point, and the sliders stand there."""
        self.wait(lambda: self.status.inner_text() == self.python("plane.status"))
        shown = [float(box.input_value()) for box in self.boxes.all()]
        np.testing.assert_allclose(shown, self.point(), atol=0.03)
        return np.array(self.point())


@pytest.fixture
def plane(notebook):
    live = LivePlane(notebook, ".plane-explorer", "plane")
    notebook.python("plane.point = [0.0, 0.0]")
    live.wait(lambda: live.boxes.first.input_value() in ("0", "-0"))
    return live


@pytest.fixture
def paint(notebook):
    live = Live(notebook, ".latent-explorer", "paint")
    live.root.get_by_role("button", name="Reset").click()
    live.wait(lambda: live.python("paint.z.any()") == "False")
    return live


@pytest.mark.parametrize("k", [0, 1])
def test_the_point_is_dragged_on_both_maps(plane, k):
    plane.drag(plane.root.locator(".map").nth(k), 120, -60)
    x = plane.check()
    assert x[0] > 0.5 and x[1] > 0.2


def test_far_away_it_is_sure_and_has_never_been_seen(plane):
    plane.drag(plane.root.locator(".map").first, 185, 185)
    plane.check()
    assert "more than 99.9 % sure of B" in plane.status.inner_text()
    assert "never seen" in plane.status.inner_text()


def test_the_page_reads_by_itself_while_dragging(plane):
    """With the button down, before any answer of the kernel."""
    points = np.random.default_rng(0).normal(size=(200, 2))
    bounds = json.loads(plane.python("plane.readings.bounds"))
    readings = Readings(certainty, log_density, points, bounds, "AB")
    area, mouse = plane.root.locator(".map").first, plane.page.mouse
    box = area.bounding_box()
    mouse.move(box["x"] + 190, box["y"] + 190)
    mouse.down()
    for step in range(1, 10):
        mouse.move(box["x"] + 190 + 15 * step, box["y"] + 190 - 10 * step)
        plane.page.evaluate("new Promise(requestAnimationFrame)")
        shown = plane.status.inner_text()
        moved = plane.root.locator(".marker").first.evaluate("n => n.style.transform")
        right, down = map(float, re.findall(r"(-?[\d.]+(?:e-\d+)?)cq[wh]", moved))
        shares = right / 100, -down / 100
        x = [low + share * (high - low) for share, (low, high) in zip(shares, bounds, strict=True)]
        assert shown == readings.describe(x)
    mouse.up()
    plane.check()


@pytest.mark.parametrize("k", [0, 1])
def test_sliders_boxes_and_keys_move_the_point(plane, k):
    plane.drag(plane.handles.nth(k), 60)
    assert plane.check()[k] > 0.2
    plane.boxes.nth(k).fill("-1.5")
    plane.boxes.nth(k).press("Enter")
    plane.wait(lambda: plane.point()[k] == -1.5)
    plane.check()
    plane.root.locator(".map").first.focus()
    plane.page.keyboard.press(["ArrowRight", "ArrowUp"][k])
    plane.wait(lambda: abs(plane.point()[k] + 1.4) < 1e-6)
    plane.check()


def test_everything_has_a_name(plane, paint):
    assert [h.get_attribute("aria-label") for h in plane.handles.all()] == ["x1", "x2"]
    assert plane.root.get_by_role("application").count() == 2
    names = [h.get_attribute("aria-label") for h in paint.handles.all()]
    assert names == ["noise 1", "noise 2"]
    assert "Repainted picture." in paint.root.get_by_role("img").first.get_attribute("aria-label")


@pytest.mark.parametrize("k", [0, 1])
def test_every_slider_turns_the_noise(paint, k):
    paint.drag(paint.handles.nth(k), 40)
    paint.wait(lambda: float(json.loads(paint.python("paint.z.tolist()"))[k]) > 0)
    paint.root.locator("[aria-busy=false]").wait_for()
    z = np.array(json.loads(paint.python("paint.z.tolist()")))
    model = Painter()
    noise = model.noise(3, seed=int(paint.python("paint._draws")))
    weights = np.r_[1, z] / np.linalg.norm(np.r_[1, z])
    scene = np.full((1, 16, 16, 3), 60 if paint.python("paint.number") == "0" else 150, "uint8")
    turned = np.tensordot(weights[None].astype("float32"), noise, 1)
    flat = paint.root.locator("canvas.picture").first.evaluate(
        "c => Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    shown = np.array(flat, "uint8").reshape(16, 16, 4)[..., :3]
    np.testing.assert_array_equal(shown, render.to_uint8(model.repaint(scene, turned))[0])


def test_buttons_paint_anew_and_go_on(paint):
    number = int(paint.python("paint.number"))
    before = paint.python("paint.picture.sum()")
    paint.root.get_by_role("button", name="New strokes").click()
    paint.wait(lambda: paint.python("paint.picture.sum()") != before)
    paint.root.get_by_role("button", name="Next scene").click()
    paint.wait(lambda: paint.python("paint.number") == str(1 - number))
    paint.wait(lambda: f"Scene {2 - number} of 2" in paint.status.inner_text())
    assert paint.root.locator("figcaption").all_inner_texts() == ["repainted", "plain scene"]
