"""Pictures of text: who looks at whom."""

import numpy as np

from helpers import given
from helpers.figures.reading import panels
from helpers.figures.style import INK
from helpers.figures.values import within

SEEN = {" ": "␣", "\n": "⏎"}  # characters that print as nothing


def attention(text, looks, titles, ax=None):
    """How much each character looks at each before it, a panel for each head.

    A row is one character, and its weights sum to one: the darker a cell, the more it looks at
    the character of that column. What comes later is grey: it cannot be looked at.

    Args:
        text: the characters, n of them; a space is shown as ␣, a line break as ⏎.
        looks: weights of each head, `(heads, n, n)`, row by row.
        titles: one for each head.
        ax: the Axes to draw on.
    """
    letters = [SEEN.get(letter, letter) for letter in given.listed(text) or []]
    if not (n := len(letters)):
        raise ValueError(
            f"attention expected text of one character or more; received {text!r}. Each character "
            f"has a row and a column."
        )
    looks = given.array(looks, (None, n, n), "looks", "attention")
    within(looks, 0, 1, "looks", "attention")
    titles = given.one_each(titles, len(looks), "titles", "attention")
    side = max(3.2, 0.155 * n)
    ax, parts = panels(len(looks), (side + 0.9) * len(looks), side + 0.9, ax, room=0.06)
    later = np.triu(np.ones((n, n), bool), 1)
    for part, weights, title in zip(parts, looks, titles, strict=True):
        part.set_facecolor("#EFEFEF")
        part.imshow(np.ma.masked_where(later, weights), "Blues", vmin=0, vmax=1)
        style = dict(size=9, family="monospace", color=INK)
        part.set_xticks(range(n), letters, **style)
        part.set_yticks(range(n), letters, **style)
        part.tick_params(length=0, pad=1)
        part.set(title=title, xlabel="looks at")
        part.spines[:].set_visible(False)
    parts[0].set(ylabel="this character")
    image = parts[-1].images[0]
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.5, aspect=12, ticks=[0, 0.5, 1])
    bar.set_label("weight; a row sums to 1\n(grey: later, cannot be seen)")
    return ax
