"""Real: the course's own prose, as plain text in passages."""

import json
import re
from typing import NamedTuple

from helpers import shipped

FILE = shipped.DATA / "prose.txt"
HELD_OUT = 10  # every tenth passage is held out
SHORTEST = 40  # characters of a passage

# What Markdown writes around words, and the words.
MARKS = (
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),  # [words](address)
    (r"[*`]", ""),
    (r"^(?:[-–]|\d+\.|>)\s+", ""),  # of a list, of a quotation
    (r"[“”]", '"'),
    (r"[‘’]", "'"),
    (r"[–—]", "-"),
    (r"…", "..."),
    (r"\s+", " "),
)
PLAIN = re.compile(r"[A-Za-z0-9 .,:;?!'\"()%/=+-]+")


class Prose(NamedTuple):
    """Text to learn from, and whole passages of it that nobody learns from: a passage a line."""

    train: str
    held_out: str

    @property
    def alphabet(self):
        """Every character that occurs, in order; the end of a passage is one of them."""
        return "".join(sorted(set(self.train + self.held_out)))


def prose():
    """The paragraphs of the course's chapters, in the order in which they are read.

    Every tenth passage is held out as a whole, so that no sentence of it was seen in training.
    Formulas, tables, headings and code are left out, and what was written twice stands once.

    Returns:
        `Prose`: two strings, in which a passage ends with a line break.

    Example:

    >>> from helpers import datasets
    >>> text = datasets.prose()
    >>> len(text.train) > 8 * len(text.held_out), text.alphabet[:2]
    (True, '\\n ')

    Licence: the course's own, CC BY 4.0.
    """
    mend = shipped.how_to_mend(FILE.name)
    lines = shipped.expect(FILE, "prose", mend).read_text("utf-8").splitlines(keepends=True)
    held_out = lines[HELD_OUT - 1 :: HELD_OUT]
    del lines[HELD_OUT - 1 :: HELD_OUT]
    return Prose("".join(lines), "".join(held_out))


def passages(notebook):
    """The paragraphs of a notebook that are plain sentences, without Markdown's marks.

    Args:
        notebook: the path of an `.ipynb` file.

    Returns:
        A list of strings, none of which has a line break.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    text = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    parts = re.split(r"\n\s*\n|\n(?=[*-] |\d+\. )", text)
    plain = [words(part) for part in parts if not part.startswith(("#", "|", "$$"))]
    return [part for part in plain if len(part) >= SHORTEST and PLAIN.fullmatch(part)]


def words(markdown):
    """A paragraph without its marks."""
    text = markdown.strip()
    for mark, plain in MARKS:
        text = re.sub(mark, plain, text)
    return text.strip()
