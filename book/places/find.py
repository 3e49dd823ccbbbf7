"""The places of live widgets in the notebooks."""

from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
VIEW = "application/vnd.jupyter.widget-view+json"


def places(notebook):
    """Numbers of the cells of a notebook whose output is a live widget."""
    cells = nbformat.read(notebook, as_version=4).cells
    return [
        i
        for i, cell in enumerate(cells)
        if cell.cell_type == "code" and any(VIEW in o.get("data", {}) for o in cell.outputs)
    ]


def all_places():
    """Name of each place to its notebook's path and its cell's number, in the book's order."""
    return {
        f"{path.stem}-{i}": (path, i)
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for i in places(path)
    }
