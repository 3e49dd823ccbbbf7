"""Families side by side: measured results that are kept with the course, as tables.

Every result file in data/results comes from a script in tests/benchmarks of the same name.
"""

import json

import numpy as np

from helpers import shipped
from helpers.taxonomy import Density

FOLDER = shipped.DATA / "results"
NAMES = ("images", "planar", "contrastive")


def results(name, part="rows"):
    """Rows of a result file, as they were measured: a list of dictionaries.

    Args:
        name: `"planar"`, `"images"` or `"contrastive"`.
        part: `"rows"`, one for each model and seed; `"images"` has `"races"` too, networks
            trained for equal wall time.

    Raises:
        ValueError: for an unknown name, or a part that the file lacks.
        FileNotFoundError: the file is missing.

    Example:

    >>> from helpers import compare
    >>> rows = compare.results("planar")
    >>> sorted({row["seed"] for row in rows})
    [0, 1, 2]
    """
    if name not in NAMES:
        raise ValueError(f"results expected one of {', '.join(NAMES)}; received {name!r}.")
    mend = shipped.how_to_mend("results")
    file = shipped.expect(FOLDER / f"{name}.json", f"The measured results {name!r}", mend)
    parts = json.loads(file.read_text(encoding="utf-8"))
    lists = [key for key, value in parts.items() if isinstance(value, list)]
    if part not in lists:
        raise ValueError(f"{name} expected part= as one of {lists}; received {part!r}.")
    return parts[part]


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
        digits: behind the point; one number, or one for each column.
        notes: words to stand behind the number, for some `(row, column)`.

    Example:

    >>> from helpers.compare import Table
    >>> runs = [{"family": "A", "data": "moons", "seed": s, "kl": 0.1 * s} for s in (1, 2, 3)]
    >>> print(Table(runs, "kl"))
    | family | moons |
    |---|---|
    | A | 0.200 ± 0.100 |
    """

    def __init__(self, rows, value, row="family", column="data", digits=3, notes=None):
        known = sorted({key for r in rows for key in r})
        for key in (value, row, column):
            if key not in known:
                raise ValueError(
                    f"Table expected one of {', '.join(known)}; received {key!r}. These are the "
                    f"keys that the rows have."
                )
        self.row, self.notes = row, notes or {}
        self.names = list(dict.fromkeys(r[row] for r in rows))
        self.columns = list(dict.fromkeys(r[column] for r in rows))
        self.digits = digits if isinstance(digits, dict) else dict.fromkeys(self.columns, digits)
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
        values, digits = self.cells[name, column], self.digits[column]
        if not values:
            return "–"
        spread = np.std(values, ddof=1) if len(set(values)) > 1 else None
        spread = "" if spread is None else f" ± {spread:.{digits}f}"
        note = self.notes.get((name, column), "")
        return f"{np.mean(values):z,.{digits}f}{spread} {note}".rstrip()

    def __repr__(self):
        lines = [[self.row, *self.columns], ["---"] * (1 + len(self.columns))]
        lines += [[name, *(self.text(name, c) for c in self.columns)] for name in self.names]
        head, rule, *body = lines
        rows = [f"| {' | '.join(line)} |" for line in (head, *body)]
        return "\n".join([rows[0], f"|{'|'.join(rule)}|", *rows[1:]])

    def _repr_markdown_(self):
        return str(self)


COLUMNS = {  # of the comparison of image models: heading and digits
    "bits_per_dim": ("bits per pixel", 3),
    "frechet": ("Fréchet distance", 2),
    "kernel": ("kernel distance", 3),
    "density": ("density", 2),
    "coverage": ("coverage", 2),
    "class_distance": ("class distance", 3),
    "memorisation": ("memorisation", 2),
    "parameters": ("parameters", 0),
    "training_seconds": ("training, core seconds", 0),
    "seconds_1000": ("1,000 samples, s", 1),
    "evaluations": ("evaluations", 0),
}


def table(rows=None):
    """The families on Fashion-MNIST side by side, with floor and ceilings.

    Bits per pixel: -log₂ P(x) / 784 at 256 grey levels, on the whole test set; exact, or a bound
    that the true number lies below. Sample scores: 2,000 samples against 5,000 test images, in
    the 64 features of our own classifier, mean ± sd over three seeds of sampling; they cannot be
    compared with scores in other features.

    Args:
        rows: as in `results("images")`, which is what they are by default.

    Returns:
        A table that a notebook shows; `str` gives Markdown.

    Example:

    >>> from helpers import compare
    >>> "VAE" in str(compare.table())
    True
    """
    rows = results("images") if rows is None else rows
    cells = [
        {"family": row["family"], "column": heading, "value": row.get(key)}
        for row in rows
        for key, (heading, _) in COLUMNS.items()
    ]
    digits = dict(COLUMNS.values())
    kinds = {  # how far a number of bits can be trusted
        (row["family"], "bits per pixel"): Density(row["kind"]).word
        for row in rows
        if row.get("bits_per_dim")
    }
    return Table(cells, "value", column="column", digits=digits, notes=kinds)
