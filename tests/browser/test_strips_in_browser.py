"""Ways and concepts in JupyterLab: every slider and button is moved, and drawn in the page."""

import json
import time

import numpy as np
import pytest

SETUP = """
import numpy as np
from helpers.explorer import ConceptExplorer, PathExplorer
from helpers.explorer.shell import render

class Colours:
    latent_dim, event_shape = 3, (8, 8, 3)
    def decode(self, z):
        return np.tile(np.asarray(z, "float32")[:, None, None], (1, 8, 8, 1)) / 4 + 0.5
    def encode(self, x):
        return 4 * (np.asarray(x, "float32").mean(axis=(1, 2)) / 255 - 0.5)

model = Colours()
codes = np.random.default_rng(0).normal(scale=0.5, size=(60, 3))
pictures = render.pictures(model.decode, codes)
features = lambda x: np.asarray(x, "float64").mean(axis=(1, 2))
read = lambda x: features(x) / 255
vectors = dict(zip(["red", "green", "blue"], np.eye(3) / 2))
"""
CELLS = [
    SETUP,
    "live0 = PathExplorer(model, pictures, features)\nlive0",
    "live1 = ConceptExplorer(model, pictures, vectors, read, dict(red=0, green=1, blue=2))\nlive1",
]


class Live:
    """One explorer in the page."""

    def __init__(self, notebook, k):
        self.notebook, self.page, self.name = notebook, notebook.page, f"live{k}"
        self.root = notebook.page.locator(".strip-explorer").nth(k)
        self.root.scroll_into_view_if_needed()
        self.sliders = self.root.locator("input[type=range]")
        self.status = self.root.get_by_role("status")

    def python(self, expression):
        return json.loads(self.notebook.python(f"import json; print(json.dumps({expression}))"))

    def pictures(self, n):
        """The colour of the first pixel of each moving picture, as the page shows it."""
        shown = self.root.locator("canvas.picture").evaluate_all(
            "all => all.map(c => Array.from(c.getContext('2d').getImageData(0, 0, 1, 1).data))"
        )
        return np.array(shown)[-n:, :3].tolist()

    def kernels(self, slider, place):
        """The same, as the kernel has it."""
        return self.python(f"{self.name}.picture({slider}, {place})[:, 0, 0].tolist()")

    def drag(self, k, share, release=True):
        """Drag a slider's thumb to a share of its track, with the mouse."""
        box, mouse = self.sliders.nth(k).bounding_box(), self.page.mouse
        here = int(self.sliders.nth(k).input_value()) / int(
            self.sliders.nth(k).get_attribute("max")
        )
        y, inner = box["y"] + box["height"] / 2, box["width"] - 16
        mouse.move(box["x"] + 8 + here * inner, y)
        mouse.down()
        mouse.move(box["x"] + 8 + share * inner, y, steps=12)
        if release:
            mouse.up()

    def wait(self, expression, value):
        deadline = time.monotonic() + 10
        while self.python(expression) != value:
            assert time.monotonic() < deadline, (expression, self.python(expression))
        self.page.wait_for_timeout(100)


@pytest.fixture
def paths(notebook):
    return Live(notebook, 0)


@pytest.fixture
def concepts(notebook):
    live = Live(notebook, 1)
    live.root.get_by_role("button", name="Reset").click()
    live.wait("live1.page.places", [20, 20, 20])
    return live


def test_one_slider_moves_all_ways_while_it_is_dragged(paths):
    for share in (0.9, 0.2):
        paths.drag(0, share, release=False)
        place = int(paths.sliders.first.input_value())
        assert abs(place / 50 - share) < 0.1
        assert paths.pictures(4) == paths.kernels(0, place)
        assert paths.status.inner_text().startswith(f"{2 * place}% of the way")
        paths.page.mouse.up()
        paths.wait("live0.page.places", [place])


def test_the_mark_on_the_curves_follows(paths):
    mark = paths.root.locator("svg path").last
    paths.drag(0, 0.1)
    before = mark.get_attribute("d")
    paths.drag(0, 0.8)
    assert mark.get_attribute("d") != before
    assert paths.root.locator("svg polyline").count() == 4


def test_another_pair(paths):
    before = paths.status.inner_text()
    paths.root.get_by_role("button", name="Another pair").click()
    paths.page.wait_for_function(
        "([node, before]) => node.innerText !== before",
        arg=[paths.status.element_handle(), before],
    )
    place = int(paths.sliders.first.input_value())
    assert paths.pictures(4) == paths.kernels(0, place)


@pytest.mark.parametrize("k", range(3))
def test_every_concept_follows_the_mouse(concepts, k):
    concepts.drag(k, 0.8, release=False)
    place = int(concepts.sliders.nth(k).input_value())
    assert concepts.pictures(1) == concepts.kernels(k, place)
    text = concepts.status.inner_text()
    concepts.page.mouse.up()
    expected = [20, 20, 20]
    expected[k] = place
    concepts.wait("live1.page.places", expected)
    assert concepts.status.inner_text() == text
    other = (k + 1) % 3
    concepts.drag(other, 0.3)
    expected[other] = int(concepts.sliders.nth(other).input_value())
    concepts.wait("live1.page.places", expected)
    assert concepts.pictures(1) == concepts.kernels(other, expected[other])


def test_the_keyboard_moves_sliders(concepts):
    concepts.sliders.nth(1).focus()
    for _ in range(3):
        concepts.page.keyboard.press("ArrowRight")
    concepts.wait("live1.page.places", [20, 23, 20])
    assert concepts.pictures(1) == concepts.kernels(1, 23)


def test_another_face_and_names(concepts):
    concepts.root.get_by_role("button", name="Another face").click()
    concepts.page.wait_for_timeout(500)
    assert "face " in concepts.status.inner_text()
    for name in ("red", "green", "blue"):
        assert concepts.root.get_by_role("slider", name=name).count() == 1
    captions = concepts.root.locator("figcaption").all_inner_texts()
    assert captions == ["original", "decoded from its code", "moved"]


def test_the_kernel_moves_the_page(concepts):
    concepts.notebook.python("live1.values = [1, 0, -1]")
    concepts.page.wait_for_timeout(500)
    assert [int(s.input_value()) for s in concepts.sliders.all()] == [28, 20, 12]
    assert concepts.pictures(1) == concepts.kernels(0, 28)


def test_errors_show_in_the_page(concepts):
    concepts.notebook.python("live1.page.set_state({'request': {'places': 'abc', 'count': 9}})")
    concepts.root.locator(".status.error").wait_for()
    concepts.drag(0, 0.6)
    concepts.root.locator(".status:not(.error)").wait_for()
