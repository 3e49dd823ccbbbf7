"""Forger and critic in JupyterLab: both play, one alone plays, sliders and buttons work."""

import pytest

CELLS = [
    "from helpers import datasets, explorer\n"
    "from helpers.implicit import GAN\n"
    "ring = datasets.planar('eight_gaussians')\n"
    "live = explorer.ForgerAndCritic(GAN((2,), width=16), ring)\n"
    "live",
]


@pytest.fixture(scope="module")
def notebook(open_notebook):
    notebook = open_notebook(CELLS)
    notebook.run_all()
    yield notebook
    assert notebook.errors == []


class Live:
    """The arena in the page, paused at its beginning."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".training-theatre")
        self.root.scroll_into_view_if_needed()
        self.status = self.root.get_by_role("status")
        notebook.python("live.pause(); live.repair(); live.restart()")
        self.wait("Round 0.")

    def press(self, name):
        self.root.get_by_role("button", name=name).click()

    def wait(self, text, seconds=60):
        self.status.filter(has_text=text).wait_for(timeout=1000 * seconds)

    def wait_until(self, expression, seconds=60):
        """Wait until something holds in the kernel."""
        for _ in range(10 * seconds):
            if self.python(expression) == "True":
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{expression} is not true after {seconds} s")

    def python(self, expression):
        return self.notebook.python(f"print({expression})").strip()

    def picture(self):
        return self.root.get_by_role("img").evaluate(
            """async (img) => {
                await img.decode();
                const bytes = new Uint8Array(await (await fetch(img.src)).arrayBuffer());
                return [img.naturalWidth, bytes.length, bytes.reduce((sum, x) => sum + x, 0)];
            }"""
        )

    def drag(self, name, pixels):
        """Drag a slider's handle with the mouse."""
        box = self.root.get_by_role("slider", name=name).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=8)
        self.page.mouse.up()


@pytest.fixture
def live(notebook):
    return Live(notebook)


def test_both_play_and_then_the_critic_alone(live):
    before = live.picture()
    live.press("Play")
    live.wait_until("live.steps > 20")
    live.root.get_by_label("who moves").select_option("only the critic")
    live.wait_until("live.duel.moves['critic'] > live.duel.moves['forger'] + 10")
    live.press("Pause")
    live.root.get_by_role("button", name="Play").wait_for()
    assert live.picture() != before
    assert "of pairs right" in live.status.inner_text()
    live.root.get_by_label("who moves").select_option("both")


def test_one_round_and_restart(live):
    before = live.picture()
    live.press("One round")
    live.wait("Round 1.")
    assert live.picture() != before
    live.press("Restart")
    live.wait("Round 0.")
    assert live.picture() == before


def test_provoke_and_repair_move_the_sliders(live):
    live.press("Provoke collapse")
    live.wait_until("live.duel.penalty == 0 and live.duel.rate('forger') > 5e-3")
    live.press("Repair")
    live.wait_until("live.duel.penalty > 0.004 and live.duel.rate('forger') < 5e-3")


@pytest.mark.parametrize(
    "name, expression",
    [
        ("critic's step size", "live.duel.rate('critic')"),
        ("forger's step size", "live.duel.rate('forger')"),
        ("penalty", "live.duel.penalty"),
    ],
)
def test_sliders_are_dragged_while_it_plays(live, name, expression):
    live.press("Play")
    live.wait_until("live.steps > 0")
    before = float(live.python(expression))
    live.drag(name, 40)
    live.wait_until(f"{expression} > {before} * 1.2")
    live.press("Pause")
    live.root.get_by_role("button", name="Play").wait_for()
    assert live.python("live.stage.error") == "False"


def test_sliders_follow_the_keyboard(live):
    handle = live.root.get_by_role("slider", name="penalty")
    handle.focus()
    live.page.keyboard.press("ArrowRight")
    live.wait_until("live.duel.penalty > 0.0055")


def test_words_for_those_who_do_not_see(live):
    alt = live.root.get_by_role("img").get_attribute("alt")
    assert live.status.inner_text() in alt and "Forgeries over the truth" in alt
    tooltips = [button.get_attribute("title") for button in live.root.get_by_role("button").all()]
    assert all(tooltips)


def test_no_scroll_bars_in_a_narrow_notebook(live):
    live.page.set_viewport_size({"width": 700, "height": 900})
    wide = live.page.locator(".jp-OutputArea-output").evaluate_all(
        "outputs => outputs.filter(o => o.scrollWidth > o.clientWidth + 1).length"
    )
    live.page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == 0
