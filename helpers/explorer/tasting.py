"""Sheets of samples without their authors' names: a verdict first, the names afterwards."""

import base64

import ipywidgets as widgets
import numpy as np
from scipy.stats import spearmanr

from helpers import checks, given
from helpers.explorer.shell import Explorer, Page, button, png, render, row
from helpers.figures.pictures import mosaic
from helpers.figures.values import number
from helpers.pictures import grey_levels, several

OPEN = "–"  # nothing chosen yet
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class BlindTasting(Explorer):
    """Rank sheets by how real they look, guess who drew each, and only then see the names.

    Args:
        sheets: author to samples, `(n, height, width, channels)`; at most 26 authors.
        distances: author to a measured distance from real pictures, smaller is better. The
            learner's order is compared with it.
        seed: of the order in which the sheets lie.
        columns: pictures in a row of a sheet.

    Raises:
        ValueError: where a sheet has no distance.

    Example: `explorer.BlindTasting({"VAE": vae.sample(9), "GAN": gan.sample(9)}, distances)`
    """

    def __init__(self, sheets, distances, seed=0, columns=4):
        sheets = {
            name: grey_levels(several(x, f"BlindTasting {name!r}"), "BlindTasting")
            for name, x in given.named(sheets, "BlindTasting", len(LETTERS)).items()
        }
        checks.whole(columns, "columns", "BlindTasting")
        given.named(distances, "BlindTasting distances")
        if missing := [name for name in sheets if name not in distances]:
            raise ValueError(
                f"BlindTasting expected a distance for every sheet; received none for "
                f"{', '.join(missing)}. They stand in helpers.compare.results('images')."
            )
        distances = {name: number(distances[name], repr(name), "BlindTasting") for name in sheets}
        order = given.generator(seed, "BlindTasting").permutation(list(sheets)).tolist()
        self.authors = dict(zip(LETTERS, order, strict=False))
        self.sheets = {letter: sheets[name] for letter, name in self.authors.items()}
        self._distances, self._columns = distances, columns
        self.places = {letter: self._place(letter) for letter in self.authors}
        self.guesses = {letter: self._guess(letter) for letter in self.authors}
        words = "Compare your verdict with the names and with the measured order"
        self.button = button("Show the authors", "eye", words, align_self="flex-start")
        wall = row([self._card(letter) for letter in self.authors], max_width="730px")
        page = Page()
        super().__init__(page, [wall, self.button, page], "blind-tasting")
        self.wire([self.button], [self.reveal])
        for choice in (*self.places.values(), *self.guesses.values()):
            choice.observe(lambda _: self.act(self._say, self._missing()), "value")
        self._say(self._missing())

    def reveal(self):
        """Name the authors and score the verdict, if it is complete."""
        self._say(f"Not yet. {self._missing()}" if self._open() else self._score())

    def _say(self, text):
        self.page.tell(status=text)

    def _open(self):
        choices = zip(self.authors, self.places.values(), self.guesses.values(), strict=True)
        return [letter for letter, *both in choices if OPEN in [choice.value for choice in both]]

    def _missing(self):
        if waiting := self._open():
            return f"Without a place (1: most real) or an author: {', '.join(waiting)}."
        return "Every sheet has a place and an author: show the authors."

    def _score(self):
        right = sum(self.guesses[k].value == name for k, name in self.authors.items())
        places = [self.places[k].value for k in self.authors]
        measured = [self._distances[name] for name in self.authors.values()]
        names = ", ".join(f"{letter} {name}" for letter, name in self.authors.items())
        if len(set(places)) == 1:
            order = "You gave all sheets one place, so there is no order to compare."
        else:
            order = (
                f"Your order and that of the measured distance: rank correlation "
                f"{spearmanr(places, measured)[0]:.2f} (1 the same, 0 unrelated, -1 reversed)."
            )
        return (
            f"The authors: {names}. You named {right} of {len(self.authors)}; guessing names "
            f"1 on average. {order}"
        )

    # Building and showing

    def _place(self, letter):
        places = [OPEN, *range(1, len(self.authors) + 1)]
        return _dropdown(places, f"{letter}: place", f"1: sheet {letter} looks most real of all")

    def _guess(self, letter):
        return _dropdown([OPEN, *sorted(self.authors.values())], "author", f"Who drew {letter}?")

    def _card(self, letter):
        sheet = mosaic(self.sheets[letter], self._columns)
        zoom = max(1, 230 // sheet.shape[1])
        sent = base64.b64encode(png.of_pixels(render.enlarged(render.to_uint8(sheet), zoom)))
        alt = f"Sheet {letter}: {len(self.sheets[letter])} samples of one model"
        picture = widgets.HTML(
            f"<b>Sheet {letter}</b><br>"
            f"<img alt='{alt}' src='data:image/png;base64,{sent.decode()}'>"
        )
        parts = [picture, self.places[letter], self.guesses[letter]]
        return widgets.VBox(parts, layout={"margin": "0 8px 12px 0"})

    def __repr__(self):
        return f"BlindTasting({len(self.authors)} sheets)"

    def still(self):
        sheets = [mosaic(x, self._columns) for x in self.sheets.values()]
        return png.of_pixels(render.enlarged(render.to_uint8(mosaic(np.stack(sheets), 3)), 2))


def _dropdown(options, description, tooltip):
    return widgets.Dropdown(
        options=options,
        value=OPEN,
        description=description,
        tooltip=tooltip,
        style={"description_width": "58px"},
        layout={"width": "220px"},
    )
