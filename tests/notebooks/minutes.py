"""How long a chapter takes to read: `python tests/notebooks/minutes.py`.

200 words a minute, 10 s a line of code, 30 s a picture, 4 minutes a widget; what the computer works
is not counted. What stands below a heading that begins with *Further* is counted apart: it is
folded when the notebook opens, and no core needs it.
"""

import json
import re
from pathlib import Path

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
MINUTES = {"words": 1 / 200, "lines": 1 / 6, "pictures": 1 / 2, "widgets": 4}
WIDGET = "application/vnd.jupyter.widget-view+json"
HEADING = re.compile(r"^(#+) (.+)$", re.M)


def source(cell):
    return "".join(cell["source"])


def headings(cell):
    """(level, text) of every heading of a cell."""
    if cell["cell_type"] != "markdown":
        return []
    return [(len(marks), text) for marks, text in HEADING.findall(source(cell))]


def below(cells, title):
    """For each cell whether it stands below a heading that begins with `title`, or is that."""
    inside = None  # level of the heading that is open
    found = []
    for cell in cells:
        for level, text in headings(cell):
            if inside and level <= inside:
                inside = None
            if text.startswith(title) and not inside:
                inside = level
        found.append(inside is not None)
    return found


def counted(cells):
    """Words, lines of code, pictures and widgets of some cells."""
    count = dict.fromkeys(MINUTES, 0)
    for cell in cells:
        if cell["cell_type"] == "markdown":
            count["words"] += len(source(cell).split())
            continue
        count["lines"] += sum(bool(line.strip()) for line in source(cell).splitlines())
        shown = [output.get("data", {}) for output in cell["outputs"]]
        count["widgets"] += sum(WIDGET in data for data in shown)
        count["pictures"] += sum("image/png" in data and WIDGET not in data for data in shown)
    return count


def minutes(count):
    return sum(MINUTES[kind] * number for kind, number in count.items())


def core_and_further(path):
    """What is counted in the core of a notebook, and in what stands below *Further*."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    further = below(cells, "Further")
    return tuple(
        counted(cell for cell, apart in zip(cells, further, strict=True) if apart == wanted)
        for wanted in (False, True)
    )


if __name__ == "__main__":
    print(f"{'':34}{'minutes':>8}" + "".join(f"{kind:>10}" for kind in MINUTES))
    for path in NOTEBOOKS:
        for part, count in zip(("core", "further"), core_and_further(path), strict=True):
            numbers = "".join(f"{number:10}" for number in count.values())
            print(f"{path.stem:26}{part:8}{minutes(count):8.0f}{numbers}")
