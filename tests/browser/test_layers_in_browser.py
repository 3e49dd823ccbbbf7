"""The grid of a flow in JupyterLab: slider, point and keys, with real mouse events."""

import pytest
from twin import Twin

SETUP = """
import numpy as np
from helpers import datasets
from helpers.explorer import LayerExplorer

class Stretcher:
    event_shape, scale = (2,), np.array([0.5, 2.0])

    def transport(self, z):
        one, two = z * [1.5, 1], np.stack([1.5 * z[:, 0], z[:, 1] + 0.3 * np.sin(z[:, 1])], 1)
        logs = [0 * z[:, 0], 0 * z[:, 0] + np.log(1.5), np.log(1.5 + 0.45 * np.cos(z[:, 1]))]
        logs.append(logs[-1] + np.log(self.scale).sum())
        places = [z, one, two, two * self.scale + [0.2, 0.1]]
        return np.stack([np.c_[p, s] for p, s in zip(places, logs)], axis=1)
"""
CELLS = [SETUP, 'live = LayerExplorer(Stretcher(), datasets.planar("moons"))\nlive']


class Grid(Twin):
    def __init__(self, notebook):
        super().__init__(notebook, ".layer-explorer")
        self.slider = self.root.get_by_role("slider", name="layer")
        self.canvas = self.root.locator("canvas")

    def check(self):
        """Page and kernel agree; returns layer and point of the kernel."""
        self.agree()
        layer, *z = map(float, self.kernel("live.layer, *live.point").split())
        return layer, z

    def picture(self):
        return self.drawn(self.canvas)


@pytest.fixture
def grid(notebook):
    notebook.python("live.layer = 0.0; live.point = [0.5, 0.5]")
    grid = Grid(notebook)
    grid.check()
    return grid


def test_the_slider_carries_the_grid_while_it_is_dragged(grid):
    seen = grid.drag(grid.slider, (0.02, 0.5), (0.99, 0.5), grid.canvas)
    assert len(set(seen)) >= 6
    assert grid.check() == (3, [0.5, 0.5])
    assert "The truth says" in grid.status.inner_text()


def test_the_slider_follows_the_keyboard(grid):
    grid.slider.focus()
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"]:
        grid.page.keyboard.press(key)
    assert grid.check()[0] == pytest.approx(0.15)


def test_the_point_is_dragged_at_any_layer(grid):
    grid.notebook.python("live.layer = 1.0")  # x1 stands at 1.5 z1
    grid.check()
    seen = grid.drag(grid.canvas, (0.5, 0.5), (0.7, 0.3), grid.canvas)
    assert len(set(seen)) >= 5
    _, (z1, z2) = grid.check()
    assert z1 == pytest.approx(0.2 * 6.4 / 1.5, abs=0.1) and z2 == pytest.approx(0.2 * 6.4, abs=0.1)


def test_the_point_follows_the_keyboard(grid):
    grid.canvas.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft"):
        grid.page.keyboard.press(key)
    assert grid.check()[1] == [0.375, 0.75]


def test_a_point_far_outside_is_the_nearest_of_the_grid(grid):
    grid.drag(grid.canvas, (0.9, 0.9), (0.999, 0.999), grid.canvas)
    _, (z1, z2) = grid.check()
    assert z1 > 1.5 and z2 < -1.5 and z1**2 + z2**2 < 9


def test_the_kernel_moves_the_page(grid):
    before = grid.picture()
    grid.notebook.python("live.layer = 2.5")
    assert grid.check()[0] == 2.5 and float(grid.slider.input_value()) == 2.5
    assert grid.picture() != before


def test_everything_has_a_name(grid):
    assert grid.slider.get_attribute("aria-valuetext") == "layer 0.00 of 3"
    assert grid.canvas.get_attribute("role") == "img"
    assert grid.canvas.get_attribute("aria-label").startswith("Grid of noise. Arrow keys")
    assert grid.root.get_by_role("img", name="log density of the point").count() == 1
