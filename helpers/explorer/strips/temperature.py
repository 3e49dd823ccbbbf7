"""Texts at many temperatures from the same random numbers, on one slider."""

import ipywidgets as widgets
import numpy as np
import traitlets as t
from matplotlib.figure import Figure

from helpers import checks, given
from helpers.explorer.shell import Explorer, Page, button, png, row, script, style

TEMPERATURES = np.linspace(0, 1.5, 16).round(1)
SHOWN = (0.0, 0.5, 1.0, 1.5)  # to viewers without widgets


class TemperaturePage(Page):
    """A text, a slider, a curve and a line of text; temperature.js picks the text."""

    _esm = script("strips/chart", "strips/temperature")
    _css = style("strips/strip", "strips/temperature")

    # What does not change while exploring
    ticks = t.List(t.Float()).tag(sync=True)  # the temperatures
    colours = t.List(t.Unicode(), ["#0072b2"]).tag(sync=True)
    score_name = t.Unicode("entropy of the next character, bits").tag(sync=True)
    level_name = t.Unicode("all characters equally probable").tag(sync=True)

    # Kernel to page
    beginning = t.Unicode().tag(sync=True)  # of all texts
    texts = t.List(t.Unicode()).tag(sync=True)  # a text a temperature
    words = t.List(t.Unicode()).tag(sync=True)  # the line of text at each
    scores = t.List(t.List(t.Float())).tag(sync=True)  # entropies, one curve
    level = t.Float().tag(sync=True)

    # What the learner chooses
    place = t.Int().tag(sync=True)  # of the temperature


class TemperatureExplorer(Explorer):
    """Drag the temperature: the same random numbers write another text.

    All texts are drawn ahead, as one batch with the same number for each character, so that only
    the temperature differs; the page picks. The curve says how much is left to chance: the
    entropy of the next character, on average over a passage that does not change.

    Args:
        model: has `alphabet`, `draw(u, temperatures, beginning)` and `entropies(text,
            temperatures)`, such as a `TextTransformer`.
        passage: a real text to measure the entropies on.
        beginning: what every text begins with.
        length: characters to draw.
        temperatures: stops of the slider, in rising order.
        seed: of the random numbers; "New random numbers" takes the next one.
    """

    def __init__(self, model, passage, beginning="", length=240, temperatures=TEMPERATURES, seed=0):
        given.instance(model, "TemperatureExplorer", "draw", "entropies", "alphabet")
        self._length = checks.whole(length, "characters", "TemperatureExplorer")
        self._model, self.seed = model, given.seed(seed, "TemperatureExplorer")
        given.text(passage, "passage", "TemperatureExplorer")
        self.temperatures = given.array(
            temperatures, (None,), "temperatures", "TemperatureExplorer"
        )
        self._entropies = np.asarray(model.entropies(passage, self.temperatures))
        self.again = button("New random numbers", "random", "Other numbers for the same characters")
        self.beginning = widgets.Text(
            value=beginning, description="beginning", continuous_update=False,
            layout={"width": "340px"},
        )  # fmt: skip
        page = TemperaturePage(
            ticks=self.temperatures.tolist(),
            scores=[self._entropies.round(4).tolist()],
            level=float(np.log2(len(model.alphabet))),
            place=int(np.abs(self.temperatures - 0.7).argmin()),
        )
        super().__init__(page, [page, row([self.beginning, self.again])], "strip-explorer")
        self.add_class("temperature-explorer")
        self.wire([self.again], [self.new_numbers])
        self.beginning.observe(lambda _: self.act(self._again), "value")
        self._write()

    # What a learner calls

    @property
    def temperature(self):
        """Where the slider stands. Set it to move there."""
        return float(self.temperatures[self.page.place])

    @temperature.setter
    def temperature(self, value):
        value = given.number(value, "a temperature", "TemperatureExplorer")
        self.page.place = int(np.abs(self.temperatures - value).argmin())

    @property
    def shown(self):
        """The text at this temperature, its beginning included."""
        return self.page.beginning + self.page.texts[self.page.place]

    def new_numbers(self):
        """Other random numbers for all texts; the line of text says that they are being drawn."""
        with self._lock:
            self.seed += 1
            self._again()

    def describe(self):
        return self.page.words[self.page.place]

    # Making and showing

    def _again(self):
        self.page.work("The kernel is writing new texts ...")
        self._write()

    def _write(self):
        with self._lock:
            beginning = self.beginning.value
            u = np.random.default_rng(self.seed).random(self._length)
            texts = self._model.draw(u, self.temperatures, beginning)
            words = list(map(self._say, self.temperatures, self._entropies))
            self.page.tell({"texts": texts, "beginning": beginning, "words": words})

    def _say(self, temperature, bits):
        sure = "The most probable character is taken each time." if temperature == 0 else ""
        return (
            f"Temperature {temperature:.1f}, random numbers of seed {self.seed}. Entropy of the "
            f"next character: {bits:.2f} bits, as uncertain as {2**bits:.1f} equally probable "
            f"characters. {sure}".rstrip()
        )

    def still(self):
        figure = Figure((7.5, 5.2), 96, layout="none")
        for k, temperature in enumerate(SHOWN):
            place = int(np.abs(self.temperatures - temperature).argmin())
            text = self.page.beginning + self.page.texts[place]
            y = 0.97 - 0.245 * k
            figure.text(0.02, y, f"temperature {self.temperatures[place]:.1f}", va="top", size=10)
            style = dict(va="top", size=8, family="monospace", parse_math=False)
            figure.text(0.02, y - 0.045, wrapped(text), **style)
        return png.of_figure(figure)

    def __repr__(self):
        return (
            f"TemperatureExplorer({len(self.temperatures)} temperatures, {self._length} characters)"
        )


def wrapped(text, columns=100, most=5):
    """A text in lines of so many characters, no space lost; at most so many lines."""
    lines = [
        line[k : k + columns]
        for line in text.split("\n")
        for k in range(0, max(1, len(line)), columns)
    ]
    return "\n".join(lines[:most])
