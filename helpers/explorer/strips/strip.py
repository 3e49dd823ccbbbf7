"""Sliders over pictures that the kernel made ahead of time: the page moves them by itself."""

import numpy as np
import traitlets as t

from helpers.explorer.shell import Explorer, Page, button, render, row, script, style
from helpers.pictures import numbers


class StripCanvas(Page):
    """Pictures, sliders, curves and a line of text; strip.js moves them.

    When a slider is let go it asks for what belongs around the `places` of all sliders.
    """

    _esm = script("shell/pictures", "strips/chart", "strips/strip")
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

    # Kernel to page
    places = t.List(t.Int()).tag(sync=True)  # which tick each slider stands at
    around = t.List(t.Int()).tag(sync=True)  # the places that the strips were made for
    still_frames = t.Bytes().tag(sync=True)
    frames = t.Bytes().tag(sync=True)  # slider by slider, tick by tick, picture by picture
    texts = t.List(t.List(t.Unicode())).tag(sync=True)  # slider by slider, tick by tick
    scores = t.List(t.List(t.Float())).tag(sync=True)  # picture by picture, tick by tick
    level = t.Float().tag(sync=True)  # what real data score


class StripExplorer(Explorer):
    """The shell around a `StripCanvas`: buttons under it, and where the sliders stand.

    An explorer MUST give   strips(), overview()

    Args:
        page: a `StripCanvas` with everything that does not change.
        works: what each button does, by its text.
        places: where the sliders stand at first.
        controls: ordinary widgets below the buttons.
    """

    def __init__(self, page, works, places, controls=()):
        self.buttons = [button(text) for text in works]
        super().__init__(page, [page, row(self.buttons), *controls], "strip-explorer")
        self.wire(self.buttons, works.values())
        self._show(places)

    def strips(self, values):
        """What the page needs around the sliders' `values`: traits of the canvas, a dictionary."""
        raise NotImplementedError

    def overview(self):
        """Pictures in rows, uint8 `(rows, columns, h, w, c)`."""
        raise NotImplementedError

    @property
    def values(self):
        """Where the sliders stand, float `(sliders,)`. Set it to move them."""
        return np.array([self.page.ticks[place] for place in self.page.places])

    @values.setter
    def values(self, values):
        values, ticks = numbers(values, f"{type(self).__name__}.values"), np.array(self.page.ticks)
        n = len(self.page.names)
        if values.shape != (n,) or not np.isfinite(values).all():
            raise ValueError(
                f"{type(self).__name__}.values expected {n} finite numbers, one a slider: "
                f"{', '.join(self.page.names)}; received {values.tolist()}. "
                f"live.values = live.values leaves all where they are."
            )
        self._show([int(np.abs(ticks - value).argmin()) for value in values])

    def describe(self):
        return self.page.texts[0][self.page.places[0]]

    def still(self):
        sheet = self.overview()
        return render.static(sheet[-1, -1], sheet, self.row_names(len(sheet)))

    def row_names(self, rows):
        """What each row of the overview shows: one of the pictures, or one of the sliders."""
        return self.page.titles if len(self.page.titles) == rows else self.page.names

    def picture(self, slider, place):
        """The moving pictures with one slider at another place, uint8 `(pictures, h, w, c)`."""
        page = self.page
        frames = np.frombuffer(page.frames, "uint8")
        shape = (len(page.names), len(page.ticks), len(page.titles), *page.shape)
        return frames.reshape(shape)[slider, place]

    def answer(self, request):
        last = len(self.page.ticks) - 1
        self._show([min(max(int(place), 0), last) for place in request["places"]])

    def _show(self, places):
        with self._lock:
            traits = self.strips([self.page.ticks[place] for place in places])
            self.page.tell({**traits, "places": list(places), "around": list(places)})
