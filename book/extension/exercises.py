"""Cells that ask something become parts of the page: a question, its hints and its solution.

A notebook is changed as it is read, before anything else looks at it: the cell that shows a
question becomes Markdown with the whole exercise, and the cell below it, which checks, becomes
empty. So the number of cells stays, and all texts are those of helpers.exercises.
"""

import functools
import importlib
import json
import re
from pathlib import Path

from book.extension.exercise_board import board
from book.extension.exercise_html import anchor, exercise, guess, guessed

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTER = re.compile(r"from helpers\.exercises import chapter_(\d\d) as ex\b")
ASKS = re.compile(r"ex\.(\w+)")
CHECKS = re.compile(r"(?s).*^ex\.(\w+)\.check\(\w+\)", re.MULTILINE)
GUESSES = re.compile(r'ex\.guess\("(\w+)"(, "")?\)')
BOARD = "exercises.board()"
NAMED = re.compile(r"`(ex\.(\w+))`")


def setup(app):
    app.connect("source-read", read)
    for style in ("exercises.css", "board.css"):
        app.add_css_file(f"book/{style}")
    return {"parallel_read_safe": True, "version": "1"}


def read(app, docname, source):
    """Change the text of a notebook that Sphinx is about to parse."""
    if Path(app.env.doc2path(docname)).suffix == ".ipynb":
        source[0] = json.dumps(with_exercises(json.loads(source[0]), Path(docname).name))


def with_exercises(notebook, stem):
    """A notebook in which every cell about an exercise is Markdown.

    Args:
        notebook: a notebook as JSON has it.
        stem: its file's name without the ending.

    Returns:
        The notebook, changed in place.

    Raises:
        ValueError: a cell uses `ex.` in a way that the book does not know.
    """
    chapter = chapter_of(notebook)
    asked = set()
    for number, cell in enumerate(notebook["cells"]):
        text = "".join(cell["source"]).strip()
        if cell["cell_type"] == "markdown":
            cell["source"] = linked(text, chapter)
        elif text == BOARD:
            become(cell, board(homes()))
        elif re.search(r"\bex\.", text):
            become(cell, markdown(text, chapter, stem, asked, number))
    return notebook


def markdown(text, chapter, stem, asked, number):
    """What stands in the page in place of a cell; `asked` collects names of questions."""
    if found := GUESSES.fullmatch(text):
        key = f"{chapter.guess.chapter}.guess.{found[1]}"
        return guess(key) if found[2] else guessed(key)
    if found := ASKS.fullmatch(text):
        asked.add(found[1])
        return exercise(getattr(chapter, found[1]), f"notebooks/{stem}.ipynb")
    if (found := CHECKS.fullmatch(text)) and found[1] in asked:
        return ""
    raise ValueError(
        f"{stem}, cell {number}: expected `ex.NAME`, then a cell that ends with "
        f'`ex.NAME.check(...)`, or `ex.guess("name")`; received {text!r}. The book shows an '
        f"exercise in place of such cells. Write the cell in one of these forms."
    )


def chapter_of(notebook):
    """The exercises' module that a notebook imports as `ex`, or None."""
    cells = ("".join(cell["source"]) for cell in notebook["cells"])
    found = next(filter(None, map(CHAPTER.search, cells)), None)
    return found and importlib.import_module(f"helpers.exercises.chapter_{found[1]}")


def linked(text, chapter):
    """Markdown in which the name of a question, in backticks, leads to it."""

    def link(found):
        question = getattr(chapter, found[2], None)
        return f'<a href="#{anchor(question)}">{found[0]}</a>' if question else found[0]

    return NAMED.sub(link, text) if chapter else text


def become(cell, text):
    """Turn a code cell into Markdown."""
    for key in ("outputs", "execution_count"):
        cell.pop(key, None)
    cell.update(cell_type="markdown", source=text)


@functools.cache
def homes():
    """Pairs of a chapter's module of exercises and the stem of its notebook, in order."""
    stems = {path.stem: json.loads(path.read_bytes()) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    found = ((chapter_of(notebook), stem) for stem, notebook in stems.items())
    return tuple((chapter, stem) for chapter, stem in found if chapter)
