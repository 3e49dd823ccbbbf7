"""Chapters as Sphinx reads them: without what only a kernel can show, each place with its name."""

import json
import re
from pathlib import Path

from helpers import explorer

WIDGET = "application/vnd.jupyter.widget-view+json"
MADE = re.compile(r"(?:(\w+) = )?explorer\.([A-Z]\w+)\(")


def is_place(cell):
    """Does a live widget stand below this cell?"""
    return any(WIDGET in output.get("data", {}) for output in cell.get("outputs", []))


def place_name(chapter, index):
    return f"{Path(chapter).stem}-{index}"


def widget_words(cells, index):
    """What the widget below a cell is for, in the first line of its class."""
    source = "".join(cells[index]["source"])
    kinds = [kind for _, kind in MADE.findall(source)]
    for cell in cells[:index]:  # or it was made before, and has a name
        kinds += [kind for name, kind in MADE.findall("".join(cell["source"])) if name == source]
    return getattr(explorer, kinds[-1]).__doc__.splitlines()[0]


def prepare(app, docname, source):
    """Name the places and the folded headings, and leave the still picture of each widget."""
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        return
    notebook = json.loads(source[0])
    for index, cell in enumerate(notebook["cells"]):
        if is_place(cell):
            cell["metadata"]["place"] = place_name(docname, index)
            cell["metadata"]["widget"] = widget_words(notebook["cells"], index)
            for output in cell["outputs"]:
                output.get("data", {}).pop(WIDGET, None)
    source[0] = json.dumps(notebook)


def setup(app):
    app.connect("source-read", prepare)
