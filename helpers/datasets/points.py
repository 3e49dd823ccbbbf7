"""Your own points, from a table of two columns: measurements, places, whatever has x and y."""

import codecs
import csv
import os
import re
from pathlib import Path

import numpy as np

MOST_ROWS = 2_000_000
MOST_BYTES = 200_000_000
LARGEST = 2.0**53  # beyond it 64 bits no longer tell whole numbers apart
START = 65_536  # bytes that say which encoding and which separator
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
MISSING = {"", "-", "?", "na", "n/a", "nan", "null", "none"}
LEFT_OUT = re.compile(r"\s*(#.*|sep=.)?\s*", re.IGNORECASE)  # blank, a comment, Excel's hint
# Without a header such rows may be one number: 1,5 is 1.5, and 12 345 is twelve thousand.
PERHAPS_ONE = {",": r"\s*[+-]?[0-9]+,[0-9]+\s*", None: r"\s*[+-]?[1-9][0-9]{0,2}\s[0-9]{3}\s*"}


def points(path):
    """Read points of the plane from a file of two columns, as tables are saved as CSV.

    Columns are parted by semicolons, tabs, commas or spaces, the same in all rows. With
    semicolons a number may have a decimal comma. A first row of two names is left out, and so
    are blank rows and rows that begin with #. What could mean two things is refused.

    Args:
        path: a text file, UTF-8, or UTF-16 as some programs write it. It is read, never written.

    Returns:
        Points, float64 `(n, 2)`, in the units and the order of the file.

    Raises:
        ValueError: no such file, or something in it that is no point, with its row.

    Example:

    >>> import tempfile
    >>> from helpers import datasets
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "mine.csv")
    ...     _ = table.write_text("width;height\\n1,5;2\\n3;4,25\\n", "utf-8")
    ...     datasets.points(table)
    array([[1.5 , 2.  ],
           [3.  , 4.25]])
    """
    file = found(path)
    try:
        with file.open("rb") as stream:
            start = stream.read(START)
        with file.open(encoding=encoding_of(start), errors="replace", newline="") as stream:
            rows = Rows(start).read(stream)
    except OSError as error:
        raise ValueError(
            f"points expected a file that can be read; received {str(path)!r}, and {error.strerror}"
            f". Close it in other programs, or copy it to another folder."
        ) from None
    if len(rows) < 2 or (rows == rows[0]).all():
        received = f"{len(rows):,} times the same" if len(rows) > 1 else f"{len(rows)} in all"
        raise ValueError(
            f"points expected two different points or more; received {received}. There is no "
            f"shape to learn from fewer."
        )
    return rows


def found(path):
    """The path of a file that is there and of a fit size."""
    file = Path(os.path.expanduser(path)) if isinstance(path, (str, Path)) else None
    if file is None or not os.path.isfile(file):
        what = "a folder, " if file is not None and os.path.isdir(file) else ""
        raise ValueError(
            f"points expected the path of a file with two columns; received {what}"
            f"{str(path)[:200]!r}. A relative path starts from {os.getcwd()!r}; an array needs no "
            f"file."
        )
    if os.path.getsize(file) > MOST_BYTES:
        raise ValueError(
            f"points expected at most {MOST_ROWS:,} rows; received a file of "
            f"{os.path.getsize(file) / 1e6:,.0f} MB. So many are not needed to learn a shape of "
            f"the plane: take every tenth."
        )
    return file


def encoding_of(start):
    """How the first bytes of a file say that it is written."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start or start.startswith((b"PK\3\4", b"%PDF", b"\x1f\x8b")):
        raise ValueError(
            "points expected a text of two columns; received a binary file. A workbook is saved "
            "as CSV in the program that shows it; an array of numpy's needs no file."
        )
    return "utf-8-sig"


class Rows:
    """What is known of a table while it is read: separator, header, decimal sign.

    Args:
        start: the first bytes of the file.
    """

    def __init__(self, start):
        lines = start.decode(encoding_of(start), "replace").splitlines()
        first = [line for line in lines if not LEFT_OUT.fullmatch(line)][:2]
        bare = [re.sub(r'"[^"]*"', "", line).strip(" ") for line in first]
        signs = [sign for sign in ";\t," if bare and sign in bare[0]]
        both = [sign for sign in signs if sign in bare[-1]]
        self.separator = next(iter(both + signs), None)
        self.decimal = ""  # the sign that the file has shown so far

    def read(self, lines):
        """Points `(n, 2)` from the lines of a file."""
        points, header, certain = [], False, self.separator not in PERHAPS_ONE
        perhaps_one = re.compile(PERHAPS_ONE.get(self.separator, ""))
        for row, line in enumerate(lines, 1):
            if LEFT_OUT.fullmatch(line):
                continue
            fields = self.fields(line, row)
            if not points and not header and all(map(is_name, fields)):
                header = certain = True
                continue
            points.append([self.number(field, row) for field in fields])
            certain = certain or not perhaps_one.fullmatch(line)
            if len(points) > MOST_ROWS:
                raise wrong(f"at most {MOST_ROWS:,} points", row, "more", "Take every tenth.")
        if points and not certain:
            shown = line.strip() or "such numbers"
            raise wrong(
                "two columns for certain", row, f"{shown!r} and no header",
                "That may be one number or two: write a first row with two names, x;y, and part "
                "the columns by semicolons.",
            )  # fmt: skip
        return np.array(points, "float64").reshape(-1, 2)

    def fields(self, line, row):
        """The two texts of a line."""
        if '"' in line:
            parts = next(csv.reader([line[:1000]], delimiter=self.separator or " "))
        else:
            parts = line.split(self.separator)
        if len(parts) != 2:
            raise wrong(
                "two columns", row, f"{len(parts)}: {line.strip()[:60]!r}",
                "Keep the two that are the points, with the same semicolon, tab, comma or space "
                "between them in all rows; decimal commas need semicolons.",
            )  # fmt: skip
        return [part.strip() for part in parts]

    def number(self, field, row):
        """A text as a number."""
        sign = "," if "," in field and self.separator == ";" else "." if "." in field else ""
        text = field.replace(",", ".") if sign == "," else field
        if not NUMBER.fullmatch(text):
            gap = field.casefold().lstrip("+-") in MISSING | {"inf", "infinity"}
            advice = "Leave out rows with gaps." if gap else "Write 1.5, or 1,5 with semicolons."
            raise wrong("a finite number", row, repr(field[:60]) if field else "nothing", advice)
        if sign and self.decimal and sign != self.decimal:
            told = f"{field!r} after numbers with a decimal {self.decimal!r}"
            raise wrong("one decimal sign in all rows", row, told, "Write all of them alike.")
        self.decimal = self.decimal or sign
        value = float(text)
        if not abs(value) < LARGEST:
            told = f"{field[:60]!r}"
            advice = "Neighbours are lost in rounding there: take a larger unit."
            raise wrong(f"numbers up to {LARGEST:.0e}", row, told, advice)
        return value


def is_name(field):
    """Whether a text can be the name of a column, and no number or gap."""
    gap = field.casefold().lstrip("+-") in MISSING | {"inf", "infinity"}
    return not gap and not re.match(r"[+-]?[.,]?\d", field)


def wrong(expected, row, received, advice):
    """What is wrong in a row of the file."""
    return ValueError(f"points expected {expected}; received {received} in row {row}. {advice}")
