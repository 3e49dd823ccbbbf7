"""One weight in JupyterLab: the slider goes through its training, the buttons change the rate."""

import pytest

SETUP = """
import numpy as np
from helpers.explorer import LineExplorer

x = np.linspace(-2, 2, 25)
live = LineExplorer(x, 0.8 * x + np.sin(9 * x) / 3)
"""
CELLS = [SETUP, "live"]


@pytest.fixture
def line(notebook):
    root = notebook.page.locator(".strip-explorer")
    root.scroll_into_view_if_needed()
    return root


def status(line):
    return line.get_by_role("status")


def test_dragging_goes_from_step_to_step(notebook, line):
    slider = line.get_by_role("slider", name="step")
    box, mouse = slider.bounding_box(), notebook.page.mouse
    y = box["y"] + box["height"] / 2
    mouse.move(box["x"] + 8, y)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, y, steps=12)
    place = int(slider.input_value())
    assert 12 <= place <= 18
    assert slider.get_attribute("aria-valuetext") == str(place)
    assert status(line).inner_text().startswith(f"Step {place}, learning rate 0.05.")
    mouse.up()


def test_the_keyboard_moves_the_step(notebook, line):
    slider = line.get_by_role("slider", name="step")
    before = int(slider.input_value())
    slider.press("ArrowRight")
    status(line).filter(has_text=f"Step {before + 1},").wait_for()


def test_twice_the_rate_trains_anew(notebook, line):
    line.get_by_role("button", name="Twice the learning rate").click()
    status(line).filter(has_text="learning rate 0.1.").wait_for()
    assert notebook.python("print(live.rate)").strip() == "0.1"
    line.get_by_role("button", name="Half the learning rate").click()
    status(line).filter(has_text="learning rate 0.05.").wait_for()
    assert notebook.errors == []
