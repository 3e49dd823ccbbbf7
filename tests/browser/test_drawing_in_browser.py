"""Draw a density in JupyterLab: mouse, finger, keys, eraser, undo, and training below."""

import json

import pytest
from twin import Twin

CELLS = [
    "from helpers.approximate import VAE\n"
    "from helpers.explorer import DrawDensity\n"
    "from helpers.implicit import GAN\n"
    "live = DrawDensity([VAE, GAN])\n"
    "live",
]


class Desk(Twin):
    """The widget in the page, with an empty canvas."""

    def __init__(self, notebook):
        super().__init__(notebook, ".draw-density .desk")
        self.canvas = self.root.locator("canvas")
        self.whole = self.page.locator(".draw-density")
        notebook.python("live.theatre.pause(); live.thickness = 0.16; live.strokes = []")
        self.wait("Nothing is drawn")
        self.press("Pen", exact=True)
        self.canvas.scroll_into_view_if_needed()

    def pixel(self, x1, x2):
        box = self.canvas.bounding_box()
        return (
            box["x"] + (x1 + 2) / 4 * box["width"],
            box["y"] + (2 - x2) / 4 * box["height"],
        )

    def stroke(self, *corners):
        mouse = self.page.mouse
        mouse.move(*self.pixel(*corners[0]))
        mouse.down()
        for corner in corners[1:]:
            mouse.move(*self.pixel(*corner), steps=5)
        mouse.up()

    def strokes(self):
        """What the kernel has, once both say the same."""
        self.agree()
        return json.loads(self.kernel("__import__('json').dumps(live.strokes)"))

    def train(self):
        self.whole.get_by_role("button", name="Train").click()

    def keys(self, *names):
        self.canvas.focus()
        for name in names:
            self.page.keyboard.press(name)


@pytest.fixture
def desk(notebook):
    return Desk(notebook)


def test_the_mouse_draws_strokes_and_dots(desk):
    before = desk.drawn(desk.canvas)
    desk.stroke((-1, 0), (1, 0.5), (1, -1))
    assert desk.drawn(desk.canvas) != before
    (stroke,) = desk.strokes()
    for corner, near in ((stroke[0], (-1, 0)), (stroke[5], (1, 0.5)), (stroke[-1], (1, -1))):
        assert corner == pytest.approx(near, abs=0.02)
    desk.stroke((1.5, 1.5))
    assert [len(s) for s in desk.strokes()] == [len(stroke), 1]
    assert desk.status.inner_text().startswith("2 strokes, length ")


def test_what_is_drawn_outside_stays_on_the_canvas(desk):
    desk.stroke((1, 1), (2.6, 1), (2.6, 2.6))
    (stroke,) = desk.strokes()
    assert max(max(map(abs, corner)) for corner in stroke) == 2


def test_the_eraser_cuts_and_undo_brings_back(desk):
    desk.stroke((-1, 0), (1, 0))
    whole = desk.strokes()
    desk.press("Eraser")
    desk.stroke((0, 1), (0, -1))
    left, right = desk.strokes()
    assert left[-1] == pytest.approx([-0.12, 0], abs=0.03)
    assert right[0] == pytest.approx([0.12, 0], abs=0.03)
    assert left[0] == whole[0][0] and right[-1] == whole[0][-1]
    desk.stroke((-1.2, 0), (1.2, 0))
    assert desk.strokes() == []
    desk.press("Undo")
    assert desk.strokes() == [left, right]
    desk.press("Undo")
    assert desk.strokes() == whole
    desk.press("Clear")
    assert desk.strokes() == []
    desk.press("Undo")
    assert desk.strokes() == whole


def test_everything_is_drawn_with_keys(desk):
    desk.keys("ArrowRight")  # the pen is up
    assert desk.strokes() == []
    desk.keys("Space", "ArrowUp", "ArrowUp", "Shift+ArrowRight")
    assert "pen down at" in desk.root.locator(".where").inner_text()
    desk.keys("Space")
    (stroke,) = desk.strokes()
    assert len(stroke) == 4
    assert stroke[2][1] - stroke[0][1] == pytest.approx(0.2)
    assert stroke[3][0] - stroke[2][0] == pytest.approx(0.02)
    desk.keys("Space", "ArrowDown", "Control+z")  # takes back what is under way
    assert desk.strokes() == [stroke]
    desk.keys("Control+z")
    assert desk.strokes() == []


def test_a_finger_draws_on_the_canvas_and_scrolls_beside_it(desk):
    assert desk.canvas.evaluate("c => getComputedStyle(c).touchAction") == "none"
    assert desk.whole.evaluate("c => getComputedStyle(c).touchAction") == "auto"
    desk.canvas.evaluate(
        """(canvas, places) => {
            canvas.setPointerCapture = () => {};
            const box = canvas.getBoundingClientRect();
            const send = (kind, [x, y], pointerId, buttons) => canvas.dispatchEvent(
                new PointerEvent(kind, {pointerId, pointerType: "touch", button: 0, buttons,
                    clientX: box.left + x * box.width, clientY: box.top + y * box.height}));
            send("pointerdown", places[0], 7, 1);
            send("pointerdown", [0.9, 0.9], 8, 1);  // a second finger
            send("pointermove", [0.95, 0.95], 8, 1);
            send("pointermove", places[1], 7, 1);
            send("pointercancel", places[1], 7, 0);
            delete canvas.setPointerCapture;
        }""",
        [[0.25, 0.5], [0.75, 0.5]],
    )
    assert desk.strokes() == [[pytest.approx([-1, 0]), pytest.approx([1, 0])]]


def test_thickness_changes_the_line_while_it_is_dragged(desk):
    desk.stroke((-1, 0), (1, 0))
    slider = desk.root.get_by_role("slider", name="thickness")
    seen = desk.drag(slider, (0.2, 0.5), (0.98, 0.5), desk.canvas)
    assert len(set(seen)) >= 5
    desk.agree()
    assert float(desk.kernel("live.data.sd")) == pytest.approx(0.15, abs=0.01)
    assert slider.get_attribute("aria-valuetext") == desk.kernel("f'{live.thickness:.2f}'")


def test_the_kernel_draws_on_the_page(desk):
    before = desk.drawn(desk.canvas)
    desk.notebook.python("live.strokes = [[[-1, -1], [1, 1]]]")
    desk.wait("1 stroke, length 2.8")
    assert desk.drawn(desk.canvas) != before
    desk.press("Undo")
    assert desk.strokes() == []


def test_a_press_trains_what_is_drawn(desk):
    desk.stroke((-1, 0), (1, 0.5), (1, -1))
    desk.whole.get_by_label("family").select_option("GAN")
    desk.train()
    theatre = desk.whole.get_by_role("status").last
    theatre.filter(has_text="Objective").wait_for(timeout=120_000)
    desk.notebook.python("live.theatre.pause()")
    assert "model gives no density" in theatre.inner_text()
    assert desk.kernel("len(live.theatre._session.data.means)") == desk.kernel(
        "len(live.data.means)"
    )
    desk.whole.get_by_label("family").select_option("VAE")
    desk.train()
    theatre.filter(has_text="KL to the truth at most").wait_for(timeout=120_000)
    desk.notebook.python("live.theatre.pause()")
    desk.agree()


def test_an_empty_canvas_is_refused_where_one_looks(desk):
    desk.train()
    desk.wait("received an empty canvas")
    assert "error" in desk.status.get_attribute("class")
    desk.stroke((-1, 0), (1, 0))
    desk.wait("1 stroke")


def test_everything_has_a_name_and_a_size_for_fingers(desk):
    assert desk.canvas.get_attribute("role") == "application"
    assert "Space puts it down" in desk.canvas.get_attribute("aria-label")
    for name in ("Pen", "Eraser", "Undo", "Clear", "Train"):
        box = desk.whole.get_by_role("button", name=name).first.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    pen, eraser = (desk.root.get_by_role("button", name=n) for n in ("Pen", "Eraser"))
    assert pen.get_attribute("aria-pressed") == "true"
    assert eraser.get_attribute("aria-pressed") == "false"


def test_no_scroll_bars_in_a_narrow_notebook(desk):
    assert desk.scroll_bars() == 0
