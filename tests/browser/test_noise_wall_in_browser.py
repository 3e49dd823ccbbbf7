"""The noise wall in JupyterLab: the slider, the box and every button, with real mouse events."""

import time

import numpy as np
import pytest
from twin import Twin

from helpers.explorer.wall.noise_wall import STRENGTHS

SETUP = """
import numpy as np
from helpers import datasets
from helpers.explorer import NoiseWall

TRAIN = datasets.horses(50, seed=0).images

class Tints:
    latent_dim, event_shape = 4, (32, 32, 3)

    def decode(self, z):
        return 0.5 + 0.1 * np.asarray(z)[:, None, None, :3] * np.ones((32, 32, 1))

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 4), "float32")
"""
CELLS = [SETUP, "wall = NoiseWall(Tints(), TRAIN, pictures=6, columns=3)\nwall"]


class Wall(Twin):
    """The wall in the page and its twin in the kernel."""

    def __init__(self, notebook):
        super().__init__(notebook, ".noise-wall")
        self.handle = self.root.locator(".noUi-handle")
        self.box = self.root.locator("input[type=number]")
        self.canvas = self.root.get_by_role("img")
        self.handle.wait_for()

    def first(self, layer=0):
        """The first picture of the wall, or with layer 1 what is shown below it."""
        self.page.evaluate("new Promise(requestAnimationFrame)")
        flat = self.canvas.evaluate(
            "(c, y) => Array.from(c.getContext('2d').getImageData(0, y, 32, 32).data)", 33 * layer
        )
        return np.array(flat, "uint8").reshape(32, 32, 4)[..., :3]

    def check(self, seconds=5):
        """The page and the kernel agree on strength, picture and words."""
        deadline = time.monotonic() + seconds
        while True:
            total = self.kernel("wall.pictures[0].astype(int).sum()")
            same = total == str(self.first().astype(int).sum())
            if same and self.status.inner_text() == self.kernel("wall.status"):
                return float(self.kernel("wall.strength"))
            assert time.monotonic() < deadline, (total, self.status.inner_text())

    def drag(self, pixels):
        """Drag and watch: what the canvas shows at each frame while the button is down."""
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        seen = []
        for step in range(1, 11):
            self.page.mouse.move(x + pixels * step / 10, y)
            self.page.evaluate("new Promise(requestAnimationFrame)")
            seen.append(int(self.first().astype(int).sum()))
        self.page.mouse.up()
        return seen


@pytest.fixture
def wall(notebook):
    notebook.python("wall.strength = 1.0; wall.toggle.value = False")
    wall = Wall(notebook)
    wall.check()
    return wall


def test_the_drag_itself_is_drawn_in_the_page(wall):
    seen = wall.drag(-150)
    assert len(set(seen)) >= 5
    assert wall.check() < 1
    wall.drag(-400)
    assert wall.check() == 0
    wall.drag(700)
    assert wall.check() == 1.5


def test_the_keyboard_moves_the_slider(wall):
    wall.handle.focus()
    for key in ["ArrowRight"] * 3 + ["ArrowLeft"]:
        wall.page.keyboard.press(key)
    assert wall.check() == pytest.approx(1.1)
    assert float(wall.box.input_value()) == pytest.approx(1.1)


def test_the_box_moves_the_slider(wall):
    wall.box.fill("0.35")
    wall.box.press("Enter")
    assert wall.check() == pytest.approx(0.35)


def test_the_kernel_moves_the_page(wall):
    wall.notebook.python("wall.strength = 0.6")
    assert wall.check() == pytest.approx(0.6)


def test_buttons(wall):
    before = wall.first()
    wall.press("Same noise again")
    wall.status.filter(has_text="0 of 18,432 numbers changed").wait_for()
    np.testing.assert_array_equal(wall.first(), before)
    wall.press("New noise")
    wall.status.filter(has_text="New noise, seed").wait_for()
    wall.check()
    assert not np.array_equal(wall.first(), before)


def test_the_nearest_training_pictures_come_and_go(wall):
    low = wall.canvas.evaluate("c => c.height")
    wall.press("Nearest training pictures")
    wall.page.wait_for_function(
        "low => document.querySelector('.noise-wall canvas').height > low", arg=low
    )
    total = wall.kernel("wall.neighbours[0].astype(int).sum()")
    assert total == str(wall.first(layer=1).astype(int).sum())
    wall.press("Nearest training pictures")
    wall.page.wait_for_function(
        "low => document.querySelector('.noise-wall canvas').height === low", arg=low
    )


def test_everything_has_a_name(wall):
    wall.page.wait_for_function(
        "document.querySelector('.noise-wall .noUi-handle').getAttribute('aria-label')"
    )
    assert wall.handle.get_attribute("aria-label") == "noise strength"
    assert wall.root.get_by_role("spinbutton", name="noise strength").count() == 1
    assert wall.canvas.get_attribute("aria-label").startswith("6 samples. Noise strength")
    assert len(STRENGTHS) == 31
