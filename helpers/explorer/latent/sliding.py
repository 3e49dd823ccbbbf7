"""The shell of an explorer with sliders: canvas and panel wired up, one lock, errors in sight."""

import base64
import threading

import ipywidgets as widgets

from helpers.explorer.shell import render


class SlidingExplorer(widgets.HBox):
    """A `PictureCanvas` with its `Panel` beside it.

    An explorer MUST give   `picture`, _decode(z), _reply(wanted), overview()

    Args:
        canvas: with everything that does not change.
        panel: sliders, number boxes and buttons.
        actions: what each button does.
    """

    def __init__(self, canvas, panel, actions):
        self.canvas, self._panel, self._lock = canvas, panel, threading.RLock()
        self.sliders, self.boxes, self.buttons = panel.sliders, panel.boxes, panel.buttons
        canvas.sliders, canvas.boxes = panel.sliders, panel.boxes
        canvas.observe(lambda change: self._safely(self._reply, change["new"]), "wanted")
        for button, action in zip(panel.buttons, actions, strict=True):
            button.on_click(lambda _, action=action: self._safely(action))
        super().__init__(
            [canvas, panel], layout={"flex_flow": "row wrap", "align_items": "flex-start"}
        )
        self.add_class("latent-explorer")

    def _reply(self, wanted):
        """Send what the page asked for in `canvas.wanted`."""
        raise NotImplementedError

    def overview(self):
        """Pictures in rows `(rows, columns, h, w, c)` and the rows' names, if any.

        For viewers without widgets.
        """
        raise NotImplementedError

    def _strips(self, z, dims):
        """The bytes of the strips of some dimensions around `z`, none for none."""
        if not dims:
            return b""
        return render.strips(self._decode, z, dims, self.canvas.places).tobytes()

    def _safely(self, work, *args):
        """Run a callback; what goes wrong there shows in the line of text, not in a lost log."""
        try:
            with self._lock:
                work(*args)
        except Exception as error:
            count = self.canvas.wanted.get("count", 0)
            self.canvas.answer = {"error": f"{type(error).__name__}: {error}", "count": count}

    def _repr_mimebundle_(self, **kwargs):
        png = render.static(self.picture, *self.overview())
        data = super()._repr_mimebundle_(**kwargs)
        return {**data, "image/png": base64.b64encode(png).decode("ascii")}
