"""The journey from noise to picture in JupyterLab: the time is dragged, every control is moved."""

import time

import numpy as np
import pytest

from helpers.explorer.strips.journey import TICKS

SETUP = """
import numpy as np
from keras import ops
from helpers.approximate import Diffusion, Guidance
from helpers.explorer import JourneyExplorer

guide = Guidance(Diffusion((8, 8, 1), width=8), lambda x: ops.log_softmax(x[:, 0, :3, 0]))
judge = lambda pictures: np.zeros(len(pictures), int)
live = JourneyExplorer(guide, ["Coat", "Dress", "Bag"], judge, pictures=3)
"""
CELLS = [SETUP, "live"]


@pytest.fixture
def root(notebook):
    root = notebook.page.locator(".strip-explorer")
    root.scroll_into_view_if_needed()
    return root


def pixels(root):
    frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    root.page.evaluate(frames)  # it is drawn with the next one
    flat = root.locator("canvas.picture").evaluate(
        "c => Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    return np.array(flat, "uint8").reshape(17, 26, 4)[..., 0]


def frame(notebook, place):
    """The picture that the kernel made for a place of the slider."""
    text = notebook.python(f"print(live.picture(0, {place})[0].tobytes().hex())").strip()
    return np.frombuffer(bytes.fromhex(text), "uint8").reshape(17, 26)


def wait_for(root, words):
    root.get_by_role("status").filter(has_text=words).wait_for(timeout=20_000)


def drag(notebook, target, start, end):
    """Drag with the mouse from one share of the target's width to another; stays pressed."""
    mouse, box = notebook.page.mouse, target.bounding_box()
    at = [box["x"] + 8 + share * (box["width"] - 16) for share in (start, end)]
    mouse.move(at[0], box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(at[1], box["y"] + box["height"] / 2, steps=8)


def test_the_time_is_drawn_in_the_page_while_it_is_dragged(notebook, root):
    slider = root.get_by_role("slider", name="time")
    drag(notebook, slider, 0.5, 0.8)
    place = int(slider.input_value())
    assert place > 25
    np.testing.assert_array_equal(pixels(root), frame(notebook, place))
    assert f"Time {TICKS[place]:.2f}" in root.get_by_role("status").inner_text()
    drag(notebook, slider, 0.8, 0.1)
    notebook.page.mouse.up()
    place = int(slider.input_value())
    assert place < 8
    np.testing.assert_array_equal(pixels(root), frame(notebook, place))
    deadline = time.monotonic() + 10
    while notebook.python("print(live.page.places[0])").strip() != str(place):
        assert time.monotonic() < deadline


def test_the_keyboard_moves_the_time(notebook, root):
    slider = root.get_by_role("slider", name="time")
    before = int(slider.input_value())
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        notebook.page.keyboard.press(key)
    assert int(slider.input_value()) == before + 1
    np.testing.assert_array_equal(pixels(root), frame(notebook, before + 1))


def test_steps_class_strength_and_noise(notebook, root):
    root.get_by_label("steps").select_option("4")
    wait_for(root, "4 steps, not nudged")
    root.get_by_label("wanted").select_option("Bag")
    wait_for(root, "nudged towards Bag with strength 1.")
    handle = root.get_by_role("slider", name="guidance strength")
    box = handle.bounding_box()
    mouse = notebook.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + box["height"] / 2, steps=5)
    mouse.up()
    notebook.page.wait_for_function(
        "!/strength 1\\.|at work/.test(document.querySelector('.strip-explorer .status')"
        ".textContent)"
    )
    strength = float(notebook.python("print(live.strength.value)"))
    assert strength > 1
    wait_for(root, f"with strength {strength:g}")
    before = pixels(root)
    root.get_by_role("button", name="New noise").click()
    notebook.page.wait_for_timeout(300)
    wait_for(root, f"with strength {strength:g}")
    assert not np.array_equal(before, pixels(root))


def test_the_picture_keeps_its_proportions_and_has_a_name(root):
    box = root.locator("canvas.picture").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(26 / 17, rel=0.02)
    assert root.get_by_role("img").count() == 1
