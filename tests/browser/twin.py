"""A live widget in the page and its twin in the kernel: what the tests of widgets share."""

import time


class Twin:
    """The widget that the kernel calls `live`.

    Args:
        notebook: an open one, run to its end.
        selector: of the widget's outermost element.
    """

    def __init__(self, notebook, selector):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(selector)
        self.root.scroll_into_view_if_needed()
        self.status = self.root.get_by_role("status")
        self.status.wait_for()

    def kernel(self, expression):
        """What the kernel prints for an expression."""
        return self.notebook.python(f"print({expression})").strip()

    def press(self, name, exact=False):
        self.root.get_by_role("button", name=name, exact=exact).click()

    def pause(self):
        """Press it and wait until it is done: what Python says next could come first."""
        self.press("Pause")
        self.root.get_by_role("button", name="Play").wait_for()

    def wait(self, text, seconds=60):
        """Wait until the line of text holds some words."""
        self.status.filter(has_text=text).wait_for(timeout=1000 * seconds)

    def agree(self, seconds=5):
        """Page and kernel say the same, word for word; returns the words."""
        deadline = time.monotonic() + seconds
        while self.status.inner_text() != self.kernel("live.status"):
            told = self.status.inner_text(), self.kernel("live.status")
            assert time.monotonic() < deadline, told
        return self.status.inner_text()

    def drawn(self, canvas):
        """What a canvas shows with the next frame."""
        twice = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        self.page.evaluate(twice)
        return canvas.evaluate("c => c.toDataURL()")

    def drag(self, handle, start, end, seen):
        """Press at `start`, a share of the handle's box, and move to `end`; what `seen` shows."""
        box = handle.bounding_box()
        at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        pictures = []
        for step in range(1, 11):
            self.page.mouse.move(*(a + step / 10 * (b - a) for a, b in zip(*at, strict=True)))
            pictures.append(self.drawn(seen))
        self.page.mouse.up()
        return pictures

    def image(self):
        """The image that the kernel drew: its width, its size and the sum of its bytes."""
        return self.root.get_by_role("img").evaluate(
            """async (img) => {
                await img.decode();
                const bytes = new Uint8Array(await (await fetch(img.src)).arrayBuffer());
                return [img.naturalWidth, bytes.length, bytes.reduce((sum, x) => sum + x, 0)];
            }"""
        )

    def scroll_bars(self):
        """How many outputs have one in a narrow notebook."""
        self.page.set_viewport_size({"width": 700, "height": 900})
        wide = self.page.locator(".jp-OutputArea-output").evaluate_all(
            "outputs => outputs.filter(o => o.scrollWidth > o.clientWidth + 1).length"
        )
        self.page.set_viewport_size({"width": 1280, "height": 900})
        return wide
