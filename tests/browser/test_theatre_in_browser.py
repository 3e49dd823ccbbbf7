"""The training theatre in JupyterLab: it plays while cells run, and every control works."""

import pytest
from twin import Twin

CELLS = [
    "from helpers import datasets, explorer\n"
    "from helpers.approximate import VAE\n"
    "model = VAE((2,), width=16)\n"
    "live = explorer.TrainingTheatre(model, datasets.planar('moons'))\n"
    "live",
]


class Live(Twin):
    """The theatre in the page, paused at its beginning."""

    def __init__(self, notebook):
        super().__init__(notebook, ".training-theatre")
        notebook.python("live.pause(); live.restart()")
        self.wait("Step 0.")

    def wait_beyond(self, step, seconds=60):
        self.page.wait_for_function(
            "([node, step]) => Number(node.textContent.match(/Step ([\\d,]+)/)?.[1]"
            ".replace(',', '')) > step",
            arg=[self.status.element_handle(), step],
            timeout=1000 * seconds,
        )
        return self.steps()

    def steps(self):
        return int(self.kernel("live.steps"))


@pytest.fixture
def live(notebook):
    return Live(notebook)


def test_it_plays_while_other_cells_run(live):
    before = live.image()
    live.press("Play")
    first = live.wait_beyond(0)
    # This cell waits inside the kernel, and training goes on meanwhile.
    cell = "import asyncio\nbefore = live.steps\nawait asyncio.sleep(1)"
    live.notebook.python(cell)
    assert int(live.kernel("live.steps - before")) > 0
    assert live.wait_beyond(first) > first
    live.pause()
    resting = live.steps()
    live.page.wait_for_timeout(500)
    assert live.steps() == resting
    assert live.image() != before
    assert live.kernel("model.sample(3, seed=0).shape") == "(3, 2)"


def test_cells_stay_quick_while_it_plays(live):
    live.press("Play")
    live.wait_beyond(0)
    seconds = live.page.evaluate(
        """async () => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const start = performance.now();
            for (let k = 0; k < 10; k++)
                await kernel.requestExecute({code: "1 + 1", store_history: false}).done;
            return (performance.now() - start) / 10000;
        }"""
    )
    live.pause()
    assert seconds < 2  # a loaded machine counts; at rest it is a tenth of a second


def test_one_step_and_restart(live):
    before = live.image()
    live.press("One step")
    live.wait("Step 1.")
    live.press("One step")
    live.wait("Step 2.")
    assert "Objective" in live.status.inner_text()
    assert "KL to the truth at most" in live.status.inner_text()
    assert live.image() != before
    live.press("Restart")
    live.wait("Step 0.")
    assert live.image() == before


def test_restart_while_it_plays_goes_on_from_the_start(live):
    live.press("Play")
    far = live.wait_beyond(100)
    live.press("Restart")
    live.page.wait_for_function(
        "([node, far]) => Number(node.textContent.match(/Step ([\\d,]+)/)?.[1].replace(',', ''))"
        " < far",
        arg=[live.status.element_handle(), far],
    )
    live.wait_beyond(0)
    live.pause()


def test_the_learning_rate_follows_box_and_slider_while_it_plays(live):
    live.press("Play")
    live.wait_beyond(0)
    box = live.root.get_by_role("spinbutton", name="learning rate")
    box.fill("0.01")
    box.press("Enter")
    live.page.wait_for_timeout(1000)
    assert live.kernel("round(live.learning_rate, 6)") == "0.01"
    handle = live.root.get_by_role("slider", name="learning rate")
    handle.focus()
    live.page.keyboard.press("ArrowLeft")
    live.page.wait_for_timeout(1000)
    assert float(live.kernel("live.learning_rate")) == pytest.approx(0.0079, abs=1e-5)
    assert float(box.input_value()) == pytest.approx(0.0079)
    live.wait_beyond(live.steps())
    live.pause()


def test_slow_speeds_and_the_keyboard(live):
    live.root.get_by_label("speed").select_option("2 steps a second")
    play = live.root.get_by_role("button", name="Play")
    play.focus()
    live.page.keyboard.press("Space")
    live.wait_beyond(2)
    live.root.get_by_role("button", name="Pause").focus()
    live.page.keyboard.press("Space")
    play.wait_for()
    assert live.steps() < 20
    live.root.get_by_label("speed").select_option("full speed")


def test_words_for_those_who_do_not_see(live):
    live.press("One step")
    live.wait("Step 1.")
    alt = live.root.get_by_role("img").get_attribute("alt")
    assert live.status.inner_text() in alt and "Samples over the truth" in alt
    tooltips = [button.get_attribute("title") for button in live.root.get_by_role("button").all()]
    assert all(tooltips)


def test_divergence_is_said_in_words(live):
    live.notebook.python("model.optimizer.learning_rate = 1e20")
    live.press("Play")
    live.wait("training diverged")
    live.root.get_by_role("button", name="Play").wait_for()
    live.notebook.python("live.learning_rate = 0.002")
    live.press("Restart")
    live.wait("Step 0.")
    assert "diverged" not in live.status.inner_text()


def test_no_scroll_bars_in_a_narrow_notebook(live):
    assert live.scroll_bars() == 0
