"""The pixel explorer in JupyterLab: sliders, brush, keyboard, buttons, with a real mouse."""

import time

import numpy as np
import pytest
from twin import Twin

SETUP = """
import numpy as np
from helpers.explorer import PixelExplorer
from helpers.tractable import Autoregressive

model, rng = Autoregressive((8, 8, 1), components=3, width=8, seed=1), np.random.default_rng(0)
for w in model.trainable_weights:
    w.assign(w + rng.normal(0, 0.3 / np.sqrt(np.prod(w.shape[:-1])), w.shape))
real = rng.integers(0, 256, (3, 8, 8, 1), dtype="uint8")
"""
CELLS = [SETUP, "live = PixelExplorer(model, real)\nlive"]


class Live(Twin):
    """The explorer in the page and its twin in the kernel."""

    def __init__(self, notebook):
        super().__init__(notebook, ".pixel-explorer")
        self.steps = self.root.get_by_role("slider", name="pixels decided")
        self.brush = self.root.get_by_role("slider", name="brush: grey level")
        self.wide = self.root.get_by_role("slider", name="brush: pixels wide")
        self.main = self.root.locator("canvas.main")
        self.steps.wait_for()

    def shown(self):
        """What the canvas shows, `(8, 8, 3)`."""
        self.page.evaluate("new Promise(requestAnimationFrame)")
        flat = self.main.evaluate(
            "c => Array.from(c.getContext('2d').getImageData(0, 0, 8, 8).data)"
        )
        return np.array(flat, "uint8").reshape(8, 8, 4)[..., :3]

    def check(self, seconds=20):
        """The page and the kernel agree on the number decided, on their pixels and the words."""
        deadline = time.monotonic() + seconds
        while True:
            picture = np.array(eval(self.kernel("live.picture[..., 0].tolist()")))
            order, known = eval(self.kernel("(live.order.tolist(), live.known)"))
            page = self.shown()[..., 0].reshape(-1)[order[:known]]
            same = np.array_equal(page, picture.reshape(-1)[order[:known]])
            same &= int(self.steps.input_value()) == known
            if same and self.status.inner_text() == self.kernel("live.status"):
                return known
            assert time.monotonic() < deadline, (known, self.status.inner_text())

    def drag(self, start, end, slider):
        """Drag a slider between two shares of its way; what the canvas shows at each frame."""
        box = slider.bounding_box()
        xs = box["x"] + box["width"] * np.linspace(start, end, 11)
        self.page.mouse.move(xs[0], box["y"] + box["height"] / 2)
        self.page.mouse.down()
        seen = []
        for x in xs[1:]:
            self.page.mouse.move(x, box["y"] + box["height"] / 2)
            seen.append(int(self.shown().astype(int).sum()))
        self.page.mouse.up()
        return seen

    def stroke(self, *places):
        """Paint with the mouse from pixel to pixel, row and column."""
        box = self.main.bounding_box()
        at = [
            (box["x"] + (c + 0.5) / 8 * box["width"], box["y"] + (r + 0.5) / 8 * box["height"])
            for r, c in places
        ]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        for point in at:
            self.page.mouse.move(*point)
        self.page.mouse.up()


@pytest.fixture
def live(notebook):
    notebook.python("live.known = 32")
    live = Live(notebook)
    live.check()
    return live


def test_the_drag_itself_is_drawn_in_the_page(live):
    seen = live.drag(0.5, 0.05, live.steps)
    assert len(set(seen)) >= 5
    assert live.check() < 10
    live.drag(0.05, 0.99, live.steps)
    assert live.check() > 55


def test_the_keyboard_moves_the_slider(live):
    live.steps.focus()
    for key in ["ArrowRight"] * 3 + ["ArrowLeft"]:
        live.page.keyboard.press(key)
    live.check()
    assert live.kernel("live.known") == "34"


def test_painting_with_the_mouse_keeps_the_paint_and_draws_what_comes_after(live):
    live.wide.fill("1")
    live.brush.fill("255")
    live.stroke((2, 2), (2, 3))
    live.page.wait_for_function(
        "document.querySelector('.pixel-explorer input').value === '22'", timeout=20_000
    )
    assert live.check() == 22  # five blocks of four before, and two pixels of the sixth
    assert live.kernel("live.picture[2, 2:4, 0].tolist()") == "[255, 255]"
    assert (live.shown()[2, 2:4] == 255).all()


def test_the_brush_has_a_level_and_a_width(live):
    live.drag(0.99, 0.3, live.brush)
    level = int(live.brush.input_value())
    assert 40 < level < 110
    live.wide.fill("4")
    live.stroke((4, 4))
    live.page.wait_for_function(
        "document.querySelector('.pixel-explorer input').value !== '32'", timeout=20_000
    )
    live.check()
    assert live.kernel(f"(live.picture == {level}).sum() >= 16") == "True"


def test_buttons(live):
    for name in ("New garment", "Real garment", "Draw the rest anew", "Set the next pixel", "Undo"):
        before = live.kernel("live.page.reply['number']")
        live.press(name)
        deadline = time.monotonic() + 20
        while live.kernel("live.page.reply['number']") == before:
            assert time.monotonic() < deadline, name
        live.check()


def test_the_kernel_moves_the_page(live):
    live.notebook.python("live.known = 5")
    assert live.check() == 5
    live.notebook.python("live.paint([0], 7)")
    assert live.check() == 1


def test_everything_has_a_name(live):
    assert live.main.get_attribute("role") == "img"
    assert live.main.get_attribute("aria-label").startswith("The picture. 32 of 64")
    chart = live.root.locator("svg")
    assert "Probability of each grey level" in chart.get_attribute("aria-label")
    assert live.root.get_by_role("slider").count() == 3
    assert live.steps.get_attribute("aria-valuetext") == "32"
