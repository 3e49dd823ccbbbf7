"""Trains what the slices of widgets train, and records the weights that come out.

`python -m book.places.record` does it for every place, which takes some minutes; with names, such
as `09_energy_based-103`, for these. The build only loads what was recorded: see fits.py.
"""

import sys

from book.places import fits, slices
from book.places.find import all_places


def record(names, tell=print):
    """Train and record for some places; for all, if none is named, and drop what none needs."""
    known, written = all_places(), []
    if unknown := sorted(set(names) - set(known)):
        raise SystemExit(f"Expected names of places: {', '.join(known)}; received {unknown}.")
    for name in names or known:
        before = len(written)
        if any(".fit(" in statement for statement in slices.slice_of(*known[name])):
            slices.run(*known[name], fit=fits.recording(written))
        tell(f"{name}: {', '.join(file.name for file in written[before:]) or 'trains nothing'}")
    for file in () if names else set(fits.TRAINED.glob("*.npz")) - set(written):
        file.unlink()
        tell(f"{file.name}: removed, no place needs it")


if __name__ == "__main__":
    record(sys.argv[1:])
