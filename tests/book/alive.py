"""A place of the book as a reader has it, and the same widget in Python."""

import base64
import io
import re

import numpy as np
from PIL import Image

from book.places import slices
from book.places.find import all_places

PAINTED = """node => {
  const canvas = document.createElement("canvas");
  canvas.width = node.naturalWidth ?? node.width;
  canvas.height = node.naturalHeight ?? node.height;
  canvas.getContext("2d").drawImage(node, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}"""

UNFOLD = """node => {
  for (let fold = node; (fold = fold.parentElement.closest("details")); ) fold.open = true;
}"""


class Alive:
    """One place in the page: its controls, its line of text and its pictures."""

    def __init__(self, page, site, name):
        self.page, self.node = page, page.locator(f"[data-place='{name}']")
        page.goto(f"{site}{name.rpartition('-')[0]}.html")
        self.node.evaluate(UNFOLD)
        self.node.scroll_into_view_if_needed()
        page.wait_for_selector(f"[data-place='{name}'][data-state='alive']", timeout=60_000)
        self.rest()

    @property
    def status(self):
        return self.node.locator("p.status").inner_text()

    def rest(self):
        """Until the page waits for nothing."""
        self.page.wait_for_timeout(250)
        busy = self.node.locator("[aria-busy='true']")
        busy.first.wait_for(state="detached", timeout=60_000)

    def click(self, text):
        """A button by its whole text; an icon may stand beside it."""
        whole = re.compile(rf"^\s*{re.escape(text)}\s*$")
        self.node.locator("button", has_text=whole).first.click()
        self.rest()

    def handle(self, name):
        """The handle of an ordinary slider."""
        return self.node.locator(f".noUi-handle[aria-label='{name}']")

    def press(self, node, key, times=1):
        for _ in range(times):
            node.press(key)
        self.rest()

    def drag(self, node, start, end):
        """By mouse, between shares of a node's width and height, from its upper left corner."""
        node.scroll_into_view_if_needed()
        box = node.bounding_box()
        places = [
            (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)
        ]
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        self.page.mouse.move(*places[1], steps=5)
        self.page.mouse.up()
        self.rest()


def pixels(node):
    """What stands on a canvas or an image, uint8 `(height, width, 3)`."""
    png = base64.b64decode(node.evaluate(PAINTED))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))[..., :3]


def near(one, two, levels=1, share=0.999):
    """Whether so many values are that near to each other."""
    far = np.abs(np.asarray(one, int) - np.asarray(two, int))
    assert (far <= levels).mean() >= share, f"{(far > levels).mean():.2%} farther than {levels}"


def in_python(name):
    return slices.run(*all_places()[name])
