"""A drawing in the page: it is learnt as in Python, by the family that is chosen."""

import re

import pytest
from alive import Alive, in_python

DRAWING = "13_your_own_data-40"
FIRST = 120_000  # milliseconds until networks have come and the truth is drawn


class Drawing(Alive):
    """The canvas, the menu of families and the theatre below."""

    def __init__(self, page, site):
        super().__init__(page, site, DRAWING)
        self.theatre = self.node.locator(".training-theatre")

    def press(self, text):
        self.theatre.locator("button", has_text=text).click()

    def says(self, pattern):
        """The theatre's line of text, once it begins like this."""
        line = self.theatre.locator("p.status", has_text=re.compile(f"^{pattern}"))
        line.wait_for(timeout=FIRST)
        return line.inner_text()

    def begin(self, family):
        """Train, and back to the first step; returns what is said there."""
        self.node.locator("select").first.select_option(family)
        self.node.locator("button", has_text="Train").click()
        self.says(r"Step [1-9]")
        self.press("Pause")
        self.theatre.locator("button", has_text="Play").wait_for(timeout=FIRST)
        self.press("Restart")
        return self.says(r"Step 0\.")


@pytest.mark.parametrize("family", ["normalizing flow", "GAN"])
def test_what_is_drawn_is_learnt_as_in_python(page, site, family):
    drawing, kernel = Drawing(page, site), in_python(DRAWING)
    said = drawing.begin(family)
    kernel.menu.value = family
    kernel.begin()
    assert said == kernel.theatre.status
    drawing.press("One step")
    kernel.theatre.step()
    assert drawing.says(r"Step 1\.") == kernel.theatre.status
    assert page.errors == [] == page.outside


def test_a_new_drawing_is_learnt_and_an_empty_canvas_is_refused(page, site):
    drawing = Drawing(page, site)
    tools = drawing.node.locator(".tools")
    tools.locator("button", has_text="Clear").click()
    drawing.node.locator("button", has_text="Train").click()
    refusal = "ValueError: DrawDensity expected a drawing; received an empty canvas."
    tools.locator("p.status", has_text=refusal).wait_for(timeout=FIRST)
    drawing.drag(drawing.node.locator("canvas").first, (0.25, 0.5), (0.75, 0.5))
    tools.locator("p.status", has_text="1 stroke, length 2.").wait_for(timeout=FIRST)
    first = drawing.begin("VAE")
    drawing.press("Play")
    said = drawing.says(r"Step [1-9]\d\d")
    nats = [float(re.search(r"([\d.]+) nats", text)[1]) for text in (first, said)]
    assert nats[1] < 0.5 * nats[0]
