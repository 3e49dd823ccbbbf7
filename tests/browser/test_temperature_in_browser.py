"""Texts in JupyterLab: the temperature is dragged, the whitespace is exact."""

import json

import pytest

SETUP = """
import numpy as np
from helpers.explorer import TemperatureExplorer
from helpers.tractable import TextTransformer

model = TextTransformer("\\n abcdef", context=32, width=16, seed=2)
for v in model.trainable_variables:
    v.assign(v + 0.3 * np.random.default_rng(1).standard_normal(v.shape))
live = TemperatureExplorer(model, "a bad cafe\\nfed a bee", "a bad ", length=120)
"""
CELLS = [SETUP, "live"]


@pytest.fixture
def root(notebook):
    root = notebook.page.locator(".temperature-explorer")
    root.scroll_into_view_if_needed()
    return root


def kernels(notebook, place):
    return json.loads(
        notebook.python(
            f"import json; print(json.dumps([live.page.texts[{place}], live.page.words[{place}]]))"
        )
    )


def shown(root):
    return root.locator(".paper").evaluate("paper => paper.textContent")


def test_the_text_follows_while_the_slider_is_dragged(notebook, root):
    slider, mouse = root.get_by_role("slider", name="temperature"), notebook.page.mouse
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    mouse.move(box["x"] + 8, y)
    mouse.down()
    for share in (0.1, 0.4, 0.9):
        mouse.move(box["x"] + 8 + share * (box["width"] - 16), y, steps=4)
        place = int(slider.input_value())
        assert abs(place / 15 - share) < 0.1
        text, words = kernels(notebook, place)
        assert shown(root) == "a bad " + text  # line breaks and spaces, too
        assert root.get_by_role("status").inner_text() == words
    mouse.up()
    assert notebook.python("print(live.page.place)").strip() == slider.input_value()


def test_the_keyboard_moves_it_and_a_reader_hears_where_it_is(notebook, root):
    slider = root.get_by_role("slider", name="temperature")
    slider.focus()
    notebook.page.keyboard.press("Home")
    for _ in range(3):
        notebook.page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "0.3"
    assert root.locator(".paper").get_attribute("aria-label") == "text at temperature 0.3"
    assert root.get_by_role("img", name="entropy of the next character").count() == 1
    assert shown(root) == "a bad " + kernels(notebook, 3)[0]


def test_python_can_move_it(notebook, root):
    notebook.python("live.temperature = 1.2")
    root.get_by_role("status").filter(has_text="Temperature 1.2").wait_for()
    assert shown(root) == "a bad " + kernels(notebook, 12)[0]


def test_other_numbers_and_another_beginning(notebook, root):
    before = shown(root)
    root.get_by_role("button", name="New random numbers").click()
    root.get_by_role("status").filter(has_text="seed 1").wait_for()
    assert shown(root) != before
    field = root.get_by_role("textbox")
    field.fill("fee ")
    field.press("Enter")
    root.locator(".paper b", has_text="fee ").wait_for()
    field.fill("Zebra")
    field.press("Enter")
    root.locator(".status.error", has_text="received 'Zr'").wait_for()
    field.fill("fee ")
    field.press("Enter")
    root.get_by_role("status").filter(has_text="Temperature").wait_for()
