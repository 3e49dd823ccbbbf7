"""Forger and critic in JupyterLab: both play, one alone plays, sliders and buttons work."""

import pytest
from twin import Twin

CELLS = [
    "from helpers import datasets, explorer\n"
    "from helpers.implicit import GAN\n"
    "ring = datasets.planar('eight_gaussians')\n"
    "live = explorer.ForgerAndCritic(GAN((2,), width=16), ring)\n"
    "live",
]


class Live(Twin):
    """The arena in the page, paused at its beginning."""

    def __init__(self, notebook):
        super().__init__(notebook, ".training-theatre")
        notebook.python("live.pause(); live.repair(); live.restart()")
        self.wait("Round 0.")

    def wait_until(self, expression, seconds=60):
        """Wait until something holds in the kernel."""
        for _ in range(10 * seconds):
            if self.kernel(expression) == "True":
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{expression} is not true after {seconds} s")

    def drag_handle(self, name, pixels):
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
    before = live.image()
    live.press("Play")
    live.wait_until("live.steps > 20")
    live.root.get_by_label("who moves").select_option("only the critic")
    live.wait_until("live.duel.moves['critic'] > live.duel.moves['forger'] + 10")
    live.pause()
    assert live.image() != before
    assert "of pairs right" in live.status.inner_text()
    live.root.get_by_label("who moves").select_option("both")


def test_one_round_and_restart(live):
    before = live.image()
    live.press("One round")
    live.wait("Round 1.")
    assert live.image() != before
    live.press("Restart")
    live.wait("Round 0.")
    assert live.image() == before


def test_provoke_and_repair_move_the_sliders(live):
    live.press("Provoke collapse")
    live.wait_until("live.duel.hearing < 0.1 and live.duel.rate('critic') < 1e-4")
    live.press("Repair")
    live.wait_until("live.duel.hearing == 1 and live.duel.rate('critic') > 1e-3")


@pytest.mark.parametrize(
    "name, expression",
    [
        ("critic's step size", "live.duel.rate('critic')"),
        ("forger's step size", "live.duel.rate('forger')"),
        ("penalty", "live.duel.gamma"),
    ],
)
def test_sliders_are_dragged_while_it_plays(live, name, expression):
    live.press("Play")
    live.wait_until("live.steps > 0")
    before = float(live.kernel(expression))
    live.drag_handle(name, 40)
    live.wait_until(f"{expression} > {before} * 1.2")
    live.pause()
    assert live.kernel("live.page.error") == ""


def test_sliders_follow_the_keyboard(live):
    handle = live.root.get_by_role("slider", name="penalty")
    handle.focus()
    live.page.keyboard.press("ArrowRight")
    live.wait_until("live.duel.gamma > 0.0055")


def test_words_for_those_who_do_not_see(live):
    alt = live.root.get_by_role("img").get_attribute("alt")
    assert live.status.inner_text() in alt and "Forgeries over the truth" in alt
    tooltips = [button.get_attribute("title") for button in live.root.get_by_role("button").all()]
    assert all(tooltips)


def test_no_scroll_bars_in_a_narrow_notebook(live):
    assert live.scroll_bars() == 0
