"""Chapters as Sphinx reads them: without what only a kernel can show, each place with its name."""

import json
from pathlib import Path

WIDGET = "application/vnd.jupyter.widget-view+json"


def is_place(cell):
    """Does a live widget stand below this cell?"""
    return any(WIDGET in output.get("data", {}) for output in cell.get("outputs", []))


def place_name(chapter, index):
    return f"{Path(chapter).stem}-{index}"


def prepare(app, docname, source):
    """Name the places and the folded headings, and leave the still picture of each widget."""
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        return
    notebook = json.loads(source[0])
    for index, cell in enumerate(notebook["cells"]):
        if is_place(cell):
            cell["metadata"]["place"] = place_name(docname, index)
            for output in cell["outputs"]:
                output.get("data", {}).pop(WIDGET, None)
    source[0] = json.dumps(notebook)


def setup(app):
    app.connect("source-read", prepare)
