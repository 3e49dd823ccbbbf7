"""The last comparison in JupyterLab: the angle is dragged, the sheets are judged."""

import json

import numpy as np
import pytest

SETUP = """
import numpy as np
from helpers.explorer import BlindTasting, SideBySide

class Grey:
    latent_dim, event_shape, evaluations = 3, (8, 8, 1), 1
    def __init__(self, contrast):
        self.contrast = contrast
    def decode(self, z):
        return (0.5 + self.contrast * z[:, :1])[:, :, None, None] * np.ones((1, 8, 8, 1), "float32")

models = {"calm": Grey(0.05), "middling": Grey(0.1), "wild": Grey(0.2)}
live = SideBySide(models)
sheets = {name: model.decode(np.ones((8, 3))) for name, model in models.items()}
tasting = BlindTasting(sheets, {"calm": 1.0, "middling": 2.0, "wild": 3.0})
"""
CELLS = [SETUP, "live", "tasting"]


@pytest.fixture
def wheel(notebook):
    root = notebook.page.locator(".strip-explorer")
    root.scroll_into_view_if_needed()
    return root


def shown(wheel):
    """The grey level of each picture, as the page shows it."""
    return wheel.locator("canvas.picture").evaluate_all(
        "all => all.map(c => c.getContext('2d').getImageData(0, 0, 1, 1).data[0])"
    )


def python(notebook, expression):
    return json.loads(notebook.python(f"import json; print(json.dumps({expression}))"))


def kernels(notebook, place):
    return python(notebook, f"live.picture(0, {place})[:, 0, 0, 0].tolist()")


def drag(notebook, slider, start, end):
    mouse, box = notebook.page.mouse, slider.bounding_box()
    at = [box["x"] + 8 + share * (box["width"] - 16) for share in (start, end)]
    y = box["y"] + box["height"] / 2
    mouse.move(at[0], y)
    mouse.down()
    mouse.move(at[1], y, steps=12)


def test_one_angle_moves_all_pictures_while_it_is_dragged(notebook, wheel):
    slider = wheel.get_by_role("slider", name="angle")
    for start, end in ((0, 0.7), (0.7, 0.2)):
        drag(notebook, slider, start, end)
        place = int(slider.input_value())
        assert abs(place / 60 - end) < 0.1
        assert shown(wheel) == kernels(notebook, place)
        assert wheel.get_by_role("status").inner_text().startswith(f"Angle {6 * place}°")
        notebook.page.mouse.up()


def test_curves_have_the_colours_of_the_pictures_and_a_mark(notebook, wheel):
    lines = wheel.locator("svg polyline")
    colours = lines.evaluate_all("all => all.map(line => line.getAttribute('stroke'))")
    assert len(set(colours)) == 3
    slider, mark = wheel.get_by_role("slider", name="angle"), wheel.locator("svg path").last
    before = mark.get_attribute("d")
    drag(notebook, slider, int(slider.input_value()) / 60, 0.9)
    notebook.page.mouse.up()
    assert mark.get_attribute("d") != before


def test_the_keyboard_turns_the_noise(notebook, wheel):
    slider = wheel.get_by_role("slider", name="angle")
    slider.focus()
    notebook.page.keyboard.press("Home")
    for _ in range(3):
        notebook.page.keyboard.press("ArrowRight")
    assert int(slider.input_value()) == 3
    assert shown(wheel) == kernels(notebook, 3)


def test_new_noise(notebook, wheel):
    wheel.get_by_role("button", name="New noise").click()
    wheel.get_by_role("status").filter(has_text="seed 1").wait_for()
    place = int(wheel.get_by_role("slider", name="angle").input_value())
    np.testing.assert_array_equal(shown(wheel), kernels(notebook, place))


def test_sheets_are_judged_before_the_names_are_told(notebook):
    root = notebook.page.locator(".blind-tasting")
    root.scroll_into_view_if_needed()
    button, status = root.get_by_role("button", name="Show the authors"), root.get_by_role("status")
    button.click()
    status.filter(
        has_text="Not yet. Without a place (1: most real) or an author: A, B, C"
    ).wait_for()
    assert root.locator("img").count() == 3
    authors = python(notebook, "tasting.authors")
    order = ["calm", "middling", "wild"]
    boxes = root.locator("select")
    for k, name in enumerate(authors.values()):
        boxes.nth(2 * k).select_option(str(order.index(name) + 1))
        boxes.nth(2 * k + 1).select_option(name)
    button.click()
    status.filter(has_text="You named 3 of 3").wait_for()
    assert "rank correlation 1.00" in status.inner_text()
