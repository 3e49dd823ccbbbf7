"""Families side by side: measured results that are kept with the course, as tables.

Every result file in data/results comes from a script in tests/benchmarks of the same name.
"""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[1] / "data" / "results"


def results(name):
    """Rows of a result file, as they were measured: a list of dictionaries.

    Args:
        name: `"planar"`.

    Raises:
        ValueError: for a name without a file.

    Example:

    >>> from helpers import compare
    >>> rows = compare.results("planar")
    >>> sorted({row["seed"] for row in rows})
    [0, 1, 2]
    """
    known = sorted(path.stem for path in FOLDER.glob("*.json"))
    if name not in known:
        raise ValueError(f"results expected one of {', '.join(known)}; received {name!r}.")
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["rows"]


class Table:
    """Mean and spread of a number, a row for each value of one key and a column for another.

    The spread is the standard deviation over the runs of a cell (seeds), with n - 1 below. A
    dash stands where nothing was measured. In a notebook it shows as a table; `str` gives
    Markdown.

    Args:
        rows: dictionaries, such as `results("planar")`.
        value: key of the number, such as `"kl"`.
        row: key whose values name the rows.
        column: key whose values name the columns.
        digits: behind the point.

    Example:

    >>> from helpers.compare import Table
    >>> runs = [{"family": "A", "data": "moons", "seed": s, "kl": 0.1 * s} for s in (1, 2, 3)]
    >>> print(Table(runs, "kl"))
    | family | moons |
    |---|---|
    | A | 0.200 ± 0.100 |
    """

    def __init__(self, rows, value, row="family", column="data", digits=3):
        known = sorted({key for r in rows for key in r})
        for key in (value, row, column):
            if key not in known:
                raise ValueError(
                    f"Table expected one of {', '.join(known)}; received {key!r}. These are the "
                    f"keys that the rows have."
                )
        self.row, self.digits = row, digits
        self.names = list(dict.fromkeys(r[row] for r in rows))
        self.columns = list(dict.fromkeys(r[column] for r in rows))
        self.cells = {
            (name, head): [
                r[value]
                for r in rows
                if (r[row], r[column]) == (name, head) and r.get(value) is not None
            ]
            for name in self.names
            for head in self.columns
        }

    def mean(self, name, column):
        """Mean of a cell's runs; NaN without any."""
        values = self.cells[name, column]
        return float(np.mean(values)) if values else float("nan")

    def text(self, name, column):
        values = self.cells[name, column]
        if not values:
            return "–"
        spread = f" ± {np.std(values, ddof=1):.{self.digits}f}" if len(values) > 1 else ""
        return f"{np.mean(values):.{self.digits}f}{spread}"

    def __str__(self):
        lines = [[self.row, *self.columns], ["---"] * (1 + len(self.columns))]
        lines += [[name, *(self.text(name, c) for c in self.columns)] for name in self.names]
        head, rule, *body = lines
        rows = [f"| {' | '.join(line)} |" for line in (head, *body)]
        return "\n".join([rows[0], f"|{'|'.join(rule)}|", *rows[1:]])

    def _repr_markdown_(self):
        return str(self)
