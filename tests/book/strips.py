"""A place whose pictures stand on sliders."""

import numpy as np

from tests.book.alive import Alive, pixels


def near(one, two, levels=1, share=0.999):
    """Whether so many values are that near to each other."""
    far = np.abs(np.asarray(one, int) - np.asarray(two, int))
    assert (far <= levels).mean() >= share, f"{(far > levels).mean():.2%} farther than {levels}"


class Strips(Alive):
    """A place whose pictures stand on sliders; buttons may have an icon beside their text."""

    def click(self, text):
        self.node.locator(".jupyter-button", has_text=text).click()
        self.rest()

    def slide(self, name, key, times):
        self.press(self.node.get_by_label(name, exact=True).first, key, times)

    def choose(self, name, value):
        self.node.get_by_label(name, exact=True).select_option(value)
        self.rest()

    def pictures(self):
        return [pixels(canvas) for canvas in self.node.locator("canvas.picture").all()]


def press(explorer, text):
    next(b for b in explorer.buttons if b.description == text).click()
