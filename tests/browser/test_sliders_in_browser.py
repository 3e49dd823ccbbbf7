"""The latent explorer in JupyterLab: every slider, box, button and map is moved."""

import inspect
import json
import time

import numpy as np
import pytest

from helpers.explorer.shell import render


class Waves:
    """A smooth picture that follows every dimension; numpy only, so that it is fast."""

    def __init__(self, latent_dim, event_shape):
        self.latent_dim, self.event_shape = latent_dim, event_shape
        pixels = np.arange(np.prod(event_shape)) / 97
        self.weights = np.cos(np.outer(np.arange(1, latent_dim + 1), pixels)).astype("float32") / 9

    def decode(self, z):
        return (0.5 + np.asarray(z, "float32") @ self.weights).reshape(-1, *self.event_shape)

    def encode(self, x):
        flat = np.asarray(x, "float32").reshape(len(x), -1) / 255 - 0.5
        return flat @ np.linalg.pinv(self.weights)

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, self.latent_dim), "float32")


SETUP = f"""
import numpy as np
from helpers.explorer import LatentExplorer
from helpers.explorer.shell import render

{inspect.getsource(Waves)}

def explore(latent_dim, event_shape):
    model = Waves(latent_dim, event_shape)
    images = render.pictures(model.decode, model.noise(30, seed=3))
    return LatentExplorer(model, images, np.arange(30) % 3, ["Bag", "Coat", "Dress"])
"""
GREY, COLOUR = (28, 28, 1), (32, 32, 3)
SHAPES = [(10, GREY), (2, GREY), (4, COLOUR)]
CELLS = [SETUP, *(f"live{k} = explore(*{shape})\nlive{k}" for k, shape in enumerate(SHAPES))]


class Live:
    """One explorer in the page and its twin in this process."""

    def __init__(self, notebook, k, model):
        self.notebook, self.k, self.model = notebook, k, model
        self.root = notebook.page.locator(".latent-explorer").nth(k)
        self.root.scroll_into_view_if_needed()
        self.handles = self.root.locator(".noUi-handle")
        self.boxes = self.root.locator("input[type=number]")
        self.status = self.root.get_by_role("status")
        self.press("Reset")
        self.wait_for_kernel("not live{k}.z.any()")

    def press(self, name):
        self.root.get_by_role("button", name=name).click()

    def rest(self):
        """Wait until the sliders rest and all strips in sight are fresh."""
        self.notebook.page.wait_for_timeout(100)
        self.root.locator("[aria-busy=false]").wait_for(timeout=10_000)

    def wait_for_kernel(self, condition):
        """Wait until an expression in the kernel, with {k} for the explorer's number, is true."""
        deadline = time.monotonic() + 10
        while self.notebook.python(f"print({condition.format(k=self.k)})").strip() != "True":
            assert time.monotonic() < deadline, condition
        self.check()

    def z(self):
        return np.array(json.loads(self.notebook.python(f"print(live{self.k}.z.tolist())")))

    def names(self):
        labels = self.root.locator(".widget-text label").all_text_contents()
        return [int(label.removeprefix("z ")) for label in labels]

    def pixels(self):
        flat = self.root.locator("canvas.picture").first.evaluate(
            "c => Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
        )
        height, width, channels = self.model.event_shape
        return np.array(flat, "uint8").reshape(height, width, 4)[..., :channels]

    def drag(self, k, pixels):
        self.handles.nth(k).scroll_into_view_if_needed()
        mouse, box = self.notebook.page.mouse, self.handles.nth(k).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels, y, steps=5)
        mouse.up()

    def drawn_while_dragged(self, steps):
        """While the button is down: the frame on the canvas, before any answer of the kernel."""
        mouse, page = self.notebook.page.mouse, self.notebook.page
        box = self.handles.nth(0).bounding_box()
        mouse.move(box["x"] + 8, box["y"] + 8)
        mouse.down()
        for step in range(1, steps):
            mouse.move(box["x"] + 8 + 3 * step, box["y"] + 8)
            page.evaluate("new Promise(requestAnimationFrame)")
            z = np.zeros(self.model.latent_dim)
            z[self.names()[0]] = float(self.boxes.nth(0).input_value())
            np.testing.assert_array_equal(self.pixels(), render.picture(self.model.decode, z))
        mouse.up()
        assert self.check().any()

    def check(self, seconds=5):
        """The page shows what the pure function gives for the kernel's z, and says so."""
        deadline = time.monotonic() + seconds
        while True:
            self.rest()
            try:
                return self.agree()
            except AssertionError:  # the kernel may still be answering a button
                if time.monotonic() > deadline:
                    raise

    def agree(self):
        z = self.z()
        np.testing.assert_array_equal(self.pixels(), render.picture(self.model.decode, z))
        shown = self.boxes.evaluate_all("boxes => boxes.map(box => Number(box.value))")
        step = float(self.boxes.first.get_attribute("step"))
        np.testing.assert_allclose(shown, z[self.names()], atol=step / 2 + 1e-6)
        assert f"Point {np.linalg.norm(z):.1f} from the centre" in self.status.inner_text()
        return z


@pytest.fixture
def grey(notebook):
    return Live(notebook, 0, Waves(10, GREY))


@pytest.fixture
def plane(notebook):
    return Live(notebook, 1, Waves(2, GREY))


@pytest.fixture
def colour(notebook):
    return Live(notebook, 2, Waves(4, COLOUR))


@pytest.mark.parametrize("kind", ["grey", "plane", "colour"])
def test_every_slider_follows_the_mouse(kind, request):
    live = request.getfixturevalue(kind)
    for k, name in enumerate(live.names()[: 8 if kind == "grey" else None]):
        live.drag(k, 30 if k % 2 else -30)
        z = live.check()
        assert (z[name] > 0) if k % 2 else (z[name] < 0)


def test_the_drag_itself_is_drawn_in_the_page(grey):
    grey.drawn_while_dragged(20)


def test_sliders_moved_one_right_after_another(grey):
    """Faster than the kernel can send new frames."""
    for k in (0, 1, 2, 0):
        grey.drag(k, 25)
    assert np.count_nonzero(grey.check()) == 3


def test_sliders_follow_the_keyboard(grey):
    for k, name in enumerate(grey.names()[:8]):
        grey.handles.nth(k).focus()
        for key in ["ArrowRight"] * 3 + ["ArrowLeft"]:
            grey.notebook.page.keyboard.press(key)
        assert grey.check()[name] == 0.2


def test_number_boxes_and_sliders_are_one(grey):
    grey.boxes.nth(3).fill("1.3")
    grey.boxes.nth(3).press("Enter")
    assert grey.check()[grey.names()[3]] == 1.3
    assert grey.handles.nth(3).get_attribute("aria-valuenow") == "1.3"


def test_everything_has_a_name(grey, plane):
    names = [f"z {name}" for name in grey.names()]
    assert [handle.get_attribute("aria-label") for handle in grey.handles.all()] == names
    for name in names[:8]:
        assert grey.root.get_by_role("spinbutton", name=name, exact=True).count() == 1
    picture = grey.root.get_by_role("img").first.get_attribute("aria-label")
    assert picture == f"Decoded picture. {grey.status.inner_text()}"
    assert plane.root.get_by_role("application", name="Map of the latent space").count() == 1


def test_more_dimensions_behind_a_fold(grey):
    assert not grey.handles.nth(9).is_visible()
    grey.press("2 more dimensions")
    grey.drag(9, 25)
    assert grey.check()[grey.names()[9]] > 0
    grey.press("2 more dimensions")
    grey.handles.nth(9).wait_for(state="hidden")


def test_buttons(grey):
    grey.press("Random point")
    grey.wait_for_kernel("live{k}.z.all()")
    grey.press("Real image")
    grey.wait_for_kernel("'real image' in live{k}.status and 'code' in live{k}.status")
    assert "This is the code of real image" in grey.status.inner_text()
    assert grey.root.locator("figcaption").all_inner_texts() == ["decoded", "original"]
    grey.drag(0, 30)
    grey.wait_for_kernel("'Moved' in live{k}.status")
    assert "from the code of real image" in grey.status.inner_text()
    grey.press("Reset")
    grey.wait_for_kernel("not live{k}.z.any()")


def test_the_kernel_moves_the_page(grey):
    grey.notebook.python("live0.z = [0.5, 0, 0, 0, 5, 0, 0, 0, 0, -0.123]")
    z = grey.check()
    assert z.tolist() == [0.5, 0, 0, 0, 5, 0, 0, 0, 0, -0.123]
    grey.notebook.python("live0.sliders[0].value = -0.4")
    assert grey.check()[grey.names()[0]] == -0.4


def test_what_the_page_says_of_one_move_does_not_undo_the_next(grey):
    """A cell moves twice: what sliders have to say of the first move is heard after the second."""
    for step in (0.1, -0.7, 2.3):
        moves = f"live0.z = [{step}] * 10\n__import__('time').sleep(0.5)\nlive0.reset()"
        grey.notebook.python(moves)
        assert not grey.check().any()


def test_the_map_is_dragged(plane):
    mouse, box = plane.notebook.page.mouse, plane.root.locator(".map").bounding_box()
    mouse.move(box["x"] + 30, box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"], steps=15)
    mouse.up()
    np.testing.assert_allclose(plane.check(), [1.5, 1.5], atol=0.1)


def test_the_map_follows_the_keyboard(plane):
    plane.root.locator(".map").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown", "ArrowDown"):
        plane.notebook.page.keyboard.press(key)
    assert plane.check().tolist() == [0.2, -0.1]


def test_a_thousand_events_in_a_second_end_on_the_last(grey):
    seconds = grey.handles.nth(0).evaluate(
        """async (handle) => {
            const send = (type, x) => handle.dispatchEvent(new MouseEvent(
                type, {bubbles: true, clientX: x, clientY: y, buttons: 1}));
            const box = handle.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const start = performance.now();
            send("mousedown", x);
            for (let k = 0; k < 1000; k++) {
                send("mousemove", x + 60 * Math.sin(k / 7));
                if (k % 17 === 16) await new Promise(requestAnimationFrame);
            }
            send("mousemove", x + 40);
            send("mouseup", x + 40);
            return (performance.now() - start) / 1000;
        }"""
    )
    assert seconds < 5
    last = float(grey.boxes.nth(0).input_value())
    assert grey.check()[grey.names()[0]] == last > 0


def test_other_sliders_are_fresh_soon_after_the_release(grey):
    """A quarter of a second is the aim, measured by the benchmark; here a loaded machine counts."""
    grey.drag(0, 40)
    grey.notebook.page.locator(".latent-explorer [aria-busy=false]").first.wait_for(timeout=1000)


def test_no_scroll_bars_in_a_narrow_notebook(notebook):
    notebook.page.set_viewport_size({"width": 1000, "height": 900})
    wide = notebook.page.locator(".jp-OutputArea-output").evaluate_all(
        "outputs => outputs.filter(o => o.scrollWidth > o.clientWidth + 1).length"
    )
    notebook.page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == 0
