"""The sketch pad in JupyterLab: drawn on with the mouse, a finger and keys."""

import json
import time

import numpy as np
import pytest
from twin import Twin

from helpers.explorer.shell import render

SETUP = """
import numpy as np
from helpers.explorer import SketchPad
from helpers.explorer.shell import render

class Flat:
    latent_dim = 10

    def __init__(self, shape):
        self.event_shape = shape
        rows = np.random.default_rng(0).standard_normal((np.prod(shape), 10))
        self.rows = np.linalg.qr(rows)[0].T

    def decode(self, z):
        return (0.5 + np.asarray(z) @ self.rows).reshape(-1, *self.event_shape)

    def encode(self, x):
        return ((np.asarray(x).reshape(len(x), -1) / 255 - 0.5) @ self.rows.T).astype("float32")

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 10), "float32")

def pad(shape):
    model = Flat(shape)
    return SketchPad(model, render.pictures(model.decode, 3 * model.noise(20, seed=1)))
"""
CELLS = [SETUP, "live = pad((28, 28, 1))\nlive", "colour = pad((32, 32, 3))\ncolour"]


class Live(Twin):
    """A pad in the page and its twin in the kernel."""

    def __init__(self, notebook, k=0, name="live", shape=(28, 28, 1)):
        super().__init__(notebook, f".sketch-pad >> nth={k}")
        self.name, self.shape = name, shape
        self.pad = self.root.locator(".pad canvas")
        self.back = self.root.locator("canvas.picture").nth(1)

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def pixels(self, canvas=None):
        self.page.evaluate("new Promise(requestAnimationFrame)")
        read = "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
        flat = np.array((canvas or self.pad).evaluate(read), "uint8")
        return flat.reshape(*self.shape[:2], 4)[..., : self.shape[2]]

    def at(self, column, row):
        """A place on the pad, in pixels of the picture, as one in the window."""
        box = self.pad.bounding_box()
        side = self.shape[0]
        return box["x"] + column / side * box["width"], box["y"] + row / side * box["height"]

    def stroke(self, *places):
        self.page.mouse.move(*self.at(*places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self.at(*place), steps=4)
        self.page.mouse.up()

    def check(self, seconds=20):
        """Page and kernel have one sketch, one answer and one line of text."""
        deadline = time.monotonic() + seconds
        while True:
            self.root.locator("[aria-busy=false]").first.wait_for()
            found = self.kernel(
                f"__import__('json').dumps([{self.name}.sketch.tolist(), {self.name}.back.tolist(),"
                f" {self.name}.status, {self.name}.z.tolist(), {self.name}._order])"
            )
            sketch, back, status, z, order = json.loads(found)
            boxes = self.root.locator("input[type=number]")
            numbers = boxes.evaluate_all("nodes => nodes.map(node => Number(node.value))")
            same = np.array_equal(self.pixels(), np.array(sketch))
            same &= np.array_equal(self.pixels(self.back), np.array(back))
            same &= self.status.inner_text() == status
            same &= np.allclose(numbers, np.array(z)[order], atol=0.5 * self.step() + 1e-6)
            if same:
                return np.array(sketch, "uint8")
            assert time.monotonic() < deadline, (status, self.status.inner_text())

    def step(self):
        return float(self.root.locator("input[type=number]").first.get_attribute("step"))


@pytest.fixture
def live(notebook):
    live = Live(notebook)
    live.button("Brush").click()
    live.button("Clear").click()
    live.check()
    return live


def test_a_stroke_is_drawn_before_the_kernel_knows(live):
    live.page.mouse.move(*live.at(5, 5))
    live.page.mouse.down()
    grown = []
    for column in range(6, 24, 2):
        live.page.mouse.move(*live.at(column, 5))
        grown.append(int(live.pixels().astype(int).sum()))
    assert grown == sorted(set(grown))
    live.page.mouse.up()
    sketch = live.check()
    assert (sketch[5, 6:22] == 200).all() and (sketch[9:] == sketch[27, 27]).all()
    rim = sketch[2, 6:22, 0]  # the edge is soft: neither ink nor paper
    assert ((rim > sketch[27, 27, 0]) & (rim < 200)).all() or (sketch[27, 27] >= 200).all()


def test_a_stroke_covers_what_it_crosses_once(live):
    live.stroke((4, 14), (24, 14), (4, 14), (24, 14))
    one = live.check()
    live.button("Clear").click()
    live.stroke((4, 14), (24, 14))
    np.testing.assert_array_equal(live.check(), one)


def test_eraser_undo_and_clear(live):
    blank = live.check()
    live.stroke((4, 14), (24, 14))
    line = live.check()
    live.button("Eraser").click()
    assert live.button("Eraser").get_attribute("aria-pressed") == "true"
    live.stroke((14, 4), (14, 24))
    gap = live.check()
    assert (gap[14, 13:15] == blank[0, 0]).all() and (gap[14, 6] == line[14, 6]).all()
    live.button("Undo").click()
    np.testing.assert_array_equal(live.check(), line)
    live.button("Undo").click()
    np.testing.assert_array_equal(live.check(), blank)


def test_thickness_and_grey_level(live):
    live.root.get_by_role("slider", name="thickness", exact=True).fill("9")
    live.root.get_by_role("slider", name="grey level").fill("90")
    live.stroke((14, 14), (15, 14))
    sketch = live.check()
    assert (sketch[11:17, 12:16] == 90).all()
    live.root.get_by_role("slider", name="thickness", exact=True).fill("4")
    live.root.get_by_role("slider", name="grey level").fill("200")


def test_keys_draw_with_space_tapped_or_held(live):
    live.pad.focus()
    keyboard = live.page.keyboard
    live.page.mouse.move(*live.at(6, 6))  # where the brush is
    live.pad.evaluate("node => node.blur()")
    live.pad.focus()
    keyboard.press(" ")
    for _ in range(8):
        keyboard.press("ArrowRight")
    assert "Brush down" in live.pad.get_attribute("aria-label")
    keyboard.press(" ")
    for _ in range(10):
        keyboard.press("ArrowDown")
    tapped = live.check()
    assert (tapped[6, 7:13] == 200).all() and not (tapped[12, 13] == 200).all()
    keyboard.down(" ")
    for _ in range(5):
        keyboard.press("ArrowLeft")
    keyboard.up(" ")
    assert "Brush up" in live.pad.get_attribute("aria-label")
    keyboard.press("ArrowUp")
    held = live.check()
    assert (held[16, 10:13] == 200).all()
    keyboard.press("Control+z")
    np.testing.assert_array_equal(live.check(), tapped)


def test_a_finger_draws(live):
    touch = live.page.context.new_cdp_session(live.page)
    for kind, place in [("touchStart", (5, 20)), ("touchMove", (20, 20)), ("touchEnd", None)]:
        x, y = live.at(*place) if place else (0, 0)
        points = [{"x": x, "y": y, "id": 1}] if place else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert (live.check()[20, 6:19] == 200).all()


def test_a_second_finger_draws_no_line_to_the_first(live):
    touch = live.page.context.new_cdp_session(live.page)
    fingers = [(5, 5)], [(5, 5), (22, 22)], [(12, 5), (22, 22)], [(12, 5)], []
    kinds = "touchStart", "touchStart", "touchMove", "touchEnd", "touchEnd"
    for kind, places in zip(kinds, fingers, strict=True):
        points = [
            {"x": x, "y": y, "id": k} for k, (x, y) in enumerate(live.at(*at) for at in places)
        ]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    sketch = live.check()
    assert (sketch[5, 6:11] == 200).all() and (sketch[9:] == sketch[27, 27]).all()


def test_real_pictures_and_the_kernel_put_sketches_that_undo_takes_back(live):
    blank = live.check()
    live.press("Real picture")
    live.page.wait_for_timeout(200)
    assert (live.check() != blank).any()
    live.notebook.python("live.sketch = np.full((28, 28, 1), 70)")
    live.page.wait_for_timeout(200)
    assert (live.check() == 70).all()
    for _ in range(2):
        live.button("Undo").click()
    np.testing.assert_array_equal(live.check(), blank)


def test_sliders_go_on_from_the_sketch_and_back(live):
    live.stroke((4, 14), (24, 14))
    live.check()
    handle = live.root.locator(".noUi-handle").first
    handle.focus()
    for _ in range(5):
        live.page.keyboard.press("ArrowRight")
    live.wait("The sliders are")
    z = np.array(json.loads(live.kernel("live.z.tolist()")))
    rows = json.loads(live.kernel("live._model.rows.tolist()"))
    shown = render.to_uint8(0.5 + z @ np.array(rows)).reshape(28, 28, 1)
    assert np.abs(live.pixels(live.back).astype(int) - shown).max() <= 1
    assert live.root.locator("figcaption").nth(1).inner_text() == "where the sliders are"
    live.press("Back to the sketch")
    live.page.wait_for_timeout(200)
    live.check()
    assert live.root.locator("figcaption").nth(1).inner_text() == "what comes back"


def test_colours(notebook):
    live = Live(notebook, 1, "colour", (32, 32, 3))
    live.root.get_by_label("another colour").fill("#d55e00")
    live.stroke((8, 16), (24, 16))
    assert (live.check()[16, 10:22] == [213, 94, 0]).all()
    ink = live.root.locator(".inks button").nth(2)
    ink.click()
    assert ink.get_attribute("aria-pressed") == "true"
    live.stroke((8, 24), (24, 24))
    colour = ink.get_attribute("aria-label")[-6:]
    assert (live.check()[24, 12] == [int(colour[i : i + 2], 16) for i in (0, 2, 4)]).all()


def test_everything_has_a_name_and_room(live):
    assert "Arrow keys move the brush" in live.pad.get_attribute("aria-label")
    for svg in live.root.locator("svg").all():
        assert svg.get_attribute("aria-label")
    names = [n.get_attribute("aria-label") for n in live.root.locator(".nearest canvas").all()]
    assert len(names) == 5 and all(name.startswith("no. ") for name in names)
    tools = live.root.locator(".tools :is(button, input)").all()
    sizes = [[node.bounding_box()[side] for side in ("width", "height")] for node in tools]
    assert np.min(sizes) >= 24
    assert live.scroll_bars() == 0
