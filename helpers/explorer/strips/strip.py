"""Sliders over pictures that the kernel made ahead of time: the page moves them by itself."""

import base64
import threading

import anywidget
import ipywidgets as widgets
import numpy as np
import traitlets as t

from helpers.explorer.shell import render, script, style


class StripCanvas(anywidget.AnyWidget):
    """Pictures, sliders, curves and a line of text; strip.js moves them."""

    _esm = script("shell/dom", "shell/frames", "shell/page", "strips/strip")
    _css = style("strips/strip")

    # What does not change while exploring
    names = t.List(t.Unicode()).tag(sync=True)  # of the sliders
    ticks = t.List(t.Float()).tag(sync=True)  # where each slider can stand
    stills = t.List(t.Unicode()).tag(sync=True)  # captions of pictures that no slider moves
    titles = t.List(t.Unicode()).tag(sync=True)  # captions of those that sliders move
    shape = t.List(t.Int()).tag(sync=True)  # height, width, channels
    side = t.Int(196).tag(sync=True)  # of a picture on the screen, in pixels
    colours = t.List(t.Unicode(), ["#999999", "#e69f00", "#0072b2", "#009e73"]).tag(sync=True)
    score_name = t.Unicode().tag(sync=True)  # and which way is better
    level_name = t.Unicode().tag(sync=True)

    # Page to kernel: {"places": one a slider, "count": number}
    wanted = t.Dict().tag(sync=True, echo_update=False)

    # Kernel to page, in one message; `answer` comes with all others
    answered = t.Int().tag(sync=True)  # the count of the wish that this follows
    places = t.List(t.Int()).tag(sync=True)  # which tick each slider stands at
    around = t.List(t.Int()).tag(sync=True)  # the places that the strips were made for
    still_frames = t.Bytes().tag(sync=True)
    frames = t.Bytes().tag(sync=True)  # slider by slider, tick by tick, picture by picture
    texts = t.List(t.List(t.Unicode())).tag(sync=True)  # slider by slider, tick by tick
    scores = t.List(t.List(t.Float())).tag(sync=True)  # picture by picture, tick by tick
    level = t.Float().tag(sync=True)  # what real data score
    error = t.Unicode().tag(sync=True)
    answer = t.Int().tag(sync=True)


class StripExplorer(widgets.VBox):
    """The shell around a `StripCanvas`: buttons, one lock, errors in the line of text.

    An explorer MUST give   strips(), overview()

    Args:
        canvas: with everything that does not change.
        actions: what each button does, by its text.
        places: where the sliders stand at first.
    """

    def __init__(self, canvas, actions, places):
        self.canvas, self._lock = canvas, threading.RLock()
        self.buttons = [widgets.Button(description=text) for text in actions]
        for button, action in zip(self.buttons, actions.values(), strict=True):
            button.layout.width = "auto"
            button.on_click(lambda _, action=action: self._safely(action))
        canvas.observe(lambda change: self._safely(self._reply, change["new"]), "wanted")
        row = widgets.HBox(self.buttons, layout={"flex_flow": "row wrap"})
        super().__init__([canvas, row])
        self.add_class("strip-explorer")
        self._show(places)

    def strips(self, values):
        """What the page needs around the sliders' `values`: traits of the canvas, a dictionary."""
        raise NotImplementedError

    def overview(self):
        """Pictures in rows, uint8 `(rows, columns, h, w, c)`, for viewers without widgets."""
        raise NotImplementedError

    @property
    def values(self):
        """Where the sliders stand, float `(sliders,)`. Set it to move them."""
        return np.array([self.canvas.ticks[place] for place in self.canvas.places])

    @values.setter
    def values(self, values):
        values, ticks = np.asarray(values, "float64"), np.array(self.canvas.ticks)
        n = len(self.canvas.names)
        if values.shape != (n,) or not np.isfinite(values).all():
            raise ValueError(
                f"{type(self).__name__}.values expected {n} finite numbers, one a slider: "
                f"{', '.join(self.canvas.names)}; received {values.tolist()}."
            )
        self._show([int(np.abs(ticks - value).argmin()) for value in values])

    @property
    def status(self):
        """The line of text under the pictures."""
        return self.canvas.texts[0][self.canvas.places[0]]

    def picture(self, slider, place):
        """The moving pictures with one slider at another place, uint8 `(pictures, h, w, c)`."""
        canvas = self.canvas
        frames = np.frombuffer(canvas.frames, "uint8")
        shape = (len(canvas.names), len(canvas.ticks), len(canvas.titles), *canvas.shape)
        return frames.reshape(shape)[slider, place]

    def _show(self, places):
        with self._lock:
            traits = self.strips([self.canvas.ticks[place] for place in places])
            with self.canvas.hold_sync():
                for name, value in traits.items():
                    setattr(self.canvas, name, value)
                self.canvas.places = self.canvas.around = list(places)
                self.canvas.answered = self.canvas.wanted.get("count", 0)
                self.canvas.error, self.canvas.answer = "", self.canvas.answer + 1

    def _reply(self, wanted):
        last = len(self.canvas.ticks) - 1
        self._show([min(max(int(place), 0), last) for place in wanted["places"]])

    def _safely(self, work, *args):
        """Run a callback; what goes wrong there shows in the line of text, not in a lost log."""
        try:
            with self._lock:
                work(*args)
        except Exception as error:
            with self.canvas.hold_sync():
                self.canvas.error = f"{type(error).__name__}: {error}"
                self.canvas.answer += 1

    def _repr_mimebundle_(self, **kwargs):
        sheet = self.overview()
        png = render.static(sheet[0, -1], sheet, self.canvas.titles)
        data = super()._repr_mimebundle_(**kwargs)
        return {**data, "image/png": base64.b64encode(png).decode("ascii")}
