"""Training in the page: the same steps, words and pictures as in Python; play, pause and turn."""

import io
import math
import re

import numpy as np
import pytest
from PIL import Image

from tests.book.alive import Alive, in_python, near, pixels

THEATRES = (
    "06_autoregressive-63",
    "07_normalizing_flow-59",
    "09_energy_based-64",
    "10_diffusion-54",
    "11_gan-80",
)
DUEL = "11_gan-118"
LOOK = 60_000  # milliseconds in which the slowest picture is drawn


class Stage(Alive):
    """A theatre in the page."""

    def rest(self):
        """Nothing to wait for but what a test waits for itself."""

    @property
    def steps(self):
        return int(re.match(r"(?:Step|Round) ([\d,]+)\.", self.status)[1].replace(",", ""))

    def says(self, pattern, timeout=LOOK):
        """Wait until the line of text begins like this."""
        line = self.node.locator("p.status", has_text=re.compile(f"^{pattern}"))
        line.wait_for(timeout=timeout)

    @property
    def picture(self):
        return pixels(self.node.locator("img"))


def shown(explorer):
    """The kernel's picture as an array."""
    return np.asarray(Image.open(io.BytesIO(explorer.page.png)).convert("RGB"))


def agree(stage, kernel, button, word):
    """Three steps in the page and in Python: the same words, and in the end the same picture."""
    for step in (1, 2, 3):
        stage.click(button)
        stage.says(f"{word} {step}")
        kernel.step()
        assert stage.status == kernel.status
    near(stage.picture, shown(kernel), levels=64, share=0.985)


@pytest.mark.parametrize("name", THEATRES)
def test_steps_words_and_picture_are_those_of_python(page, site, name):
    stage, kernel = Stage(page, site, name), in_python(name)
    assert stage.status == kernel.status
    agree(stage, kernel, "One step", "Step")
    stage.click("Restart")
    stage.says("Step 0")
    assert page.errors == [] == page.outside


def test_it_plays_and_pauses(page, site):
    stage = Stage(page, site, "07_normalizing_flow-59")
    first = float(re.search(r"[\d.]+ nats", stage.status)[0][:-5])
    stage.click("Play")
    stage.says(r"Step [1-9]\d\d", timeout=2 * LOOK)
    stage.click("Pause")
    stage.node.locator("button", has_text="Play").wait_for()
    page.wait_for_timeout(3000)
    steps, last = stage.steps, float(re.search(r"([\d.]+) nats", stage.status)[1])
    assert last < 0.5 * first
    page.wait_for_timeout(1000)
    assert stage.steps == steps


def test_a_rate_that_is_turned_while_it_plays_takes_effect(page, site):
    stage = Stage(page, site, "11_gan-80")
    stage.click("Play")
    stage.says(r"Step [1-9]")
    box = stage.node.locator(".widget-text input").first
    box.fill("1")
    box.press("Enter")
    stage.says("FloatingPointError: training diverged: the objective is")
    stage.node.locator("button", has_text="Play").wait_for()
    stage.click("Restart")
    stage.says("Step 0")


def snapped(kernel):
    """As in Jupyter, where a page that shows a slider on powers of ten puts it on a whole step."""
    for slider in kernel.rates.values():
        power = round(math.log10(slider.value) / slider.step) * slider.step
        slider.value = slider.base**power
    return kernel


def test_forger_and_critic_move_as_in_python(page, site):
    stage, kernel = Stage(page, site, DUEL), snapped(in_python(DUEL))
    assert stage.status == kernel.status
    agree(stage, kernel, "One round", "Round")
    stage.node.locator("select").first.select_option("only the critic")
    stage.click("One round")
    stage.says("Round 4")
    kernel.who.value = ("critic",)
    kernel.step()
    assert stage.status == kernel.status


def test_collapse_is_provoked_and_repaired(page, site):
    stage, kernel = Stage(page, site, DUEL), snapped(in_python(DUEL))
    hearing = stage.handle("noise heard")
    stage.click("Provoke collapse")
    page.wait_for_timeout(300)
    assert float(hearing.get_attribute("aria-valuetext")) == pytest.approx(0.05)
    kernel.provoke()
    snapped(kernel)
    for step in (1, 2):
        stage.click("One round")
        stage.says(f"Round {step}")
        kernel.step()
        assert stage.status == kernel.status
    stage.click("Repair")
    page.wait_for_timeout(300)
    assert float(hearing.get_attribute("aria-valuetext")) == pytest.approx(1)
