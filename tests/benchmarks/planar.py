"""Every family on every planar dataset, beside scikit-learn's density estimates.

python tests/benchmarks/planar.py                        twenty minutes to an hour, two at a time
python tests/benchmarks/planar.py --scheduler ADDRESS    on the workers of a Dask scheduler

Rows that data/results/planar.json has already are kept, so an interrupted run goes on; delete
the file, or rows of it, to measure again.

20,000 points to train on, 20,000 fresh ones to be judged by, default settings, three seeds. The
first runs, on moons, have this machine to themselves and are timed; the others are tasks of
grid.py, a thread each, and are not. planar_row.py says how a row is measured.
"""

import argparse
import json
import os

import grid
from planar_row import MODELS, TIMED, measure

from helpers import compare, datasets

SEEDS = (0, 1, 2)
RESULTS = compare.FOLDER / "planar.json"
COMMAND = "python tests/benchmarks/planar.py"
SCORES = ("kl", "two_sample", "quality")


def save(rows, file):
    """Replace the file by one with these rows, in the order of families, data and seeds."""
    order = {name: i for i, name in enumerate([*MODELS, *datasets.PLANAR_NAMES, *SEEDS])}
    rows.sort(key=lambda row: [order[row[key]] for key in ("family", "data", "seed")])
    lines = ",\n".join(json.dumps(row) for row in rows)
    text = f'{{"command": "{COMMAND}", "rows": [\n{lines}\n]}}\n'
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, file)


def tell(row, number, total):
    """One more line of the table that grows."""
    scores = "  ".join(f"{name} {row[name]:.3f}" for name in SCORES if name in row)
    where = f"{row['family']:16s} {row['data']:16s} {row['seed']}"
    print(f"{number:3d} of {total}  {where}  {scores}", flush=True)


def fill(file, cells, address=None, **settings):
    """Measure the cells that a file of results lacks, and add each row as soon as it is there.

    Args:
        file: of results; made if there is none.
        cells: of family, data and seed.
        address: of a Dask scheduler; without it, two workers start here.
        settings: of `measure`.

    Returns:
        All rows of the file.
    """
    rows = json.loads(file.read_text("utf-8"))["rows"] if file.exists() else []
    done = {(row["family"], row["data"], row["seed"]) for row in rows}
    missing = [cell for cell in cells if cell not in done]
    if not missing:
        return rows

    def keep(row):
        rows.append(row)
        save(rows, file)
        tell(row, len(rows), len(done) + len(missing))

    with grid.connected(address) as client:
        for cell in missing:
            if cell[1:] == TIMED:
                keep(measure(*cell, **settings))
        others = [cell for cell in missing if cell[1:] != TIMED]
        for row in grid.results(client, measure, others, **settings):
            keep(row)
    return rows


def main():
    parser = argparse.ArgumentParser(description="Every family on every planar dataset.")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of Dask, such as 10.0.0.1:8786")
    address = parser.parse_args().scheduler
    if address is not None:
        grid.expect_scheduler(address)
    cells = [(f, d, s) for s in SEEDS for d in datasets.PLANAR_NAMES for f in MODELS]
    rows = fill(RESULTS, cells, address)
    for value in (*SCORES, "fit_seconds", "sample_seconds"):
        print(f"\n{value}\n\n{compare.Table(rows, value)}")


if __name__ == "__main__":
    main()
