"""What figures draw: finite numbers, alone, by name or in tables, in the range they can have."""

import numpy as np

from helpers import given
from helpers.pictures import ROUNDING, numbers


def number(x, name, owner):
    """Check one finite number, which an array or a tensor may hold."""
    x = numbers(x, f"{owner} {name}")
    if x.size != 1 or not np.isfinite(x).all():
        received = x.tolist() if x.size == 1 else f"shape {x.shape}"
        raise ValueError(
            f"{owner} expected {name} as one finite number; received {received}. It has one place "
            f"in the picture."
        )
    return x.item()


def by_name(named, owner, most=None):
    """Check one finite number for each name."""
    named = given.named(named, owner, most)
    return {name: number(x, repr(name), owner) for name, x in named.items()}


def arrays(named, shape, owner, most=None):
    """Check finite numbers of one shape for each name, as in `given.array`."""
    named = given.named(named, owner, most)
    return {name: given.array(x, shape, repr(name), owner) for name, x in named.items()}


def tables(named, owner, most=None):
    """Check a dictionary of finite numbers for each name."""
    named = given.named(named, owner, most)
    return {name: by_name(table, f"{owner} {name!r}") for name, table in named.items()}


def equal_tables(named, owner, most=None):
    """As `tables`, with the same keys in each."""
    known = tables(named, owner, most)
    first, *others = (set(table) for table in known.values())
    if odd := [key for keys in others for key in keys ^ first]:
        raise ValueError(
            f"{owner} expected the same keys for every name; received {odd[0]!r} for some only. "
            f"What stands beside each other is compared: give each a number for it, or none."
        )
    return known


def within(x, low, high, name, owner):
    """Check finite numbers that lie in a range, but for rounding."""
    x = numbers(x, f"{owner} {name}")
    outside = x[~((x >= low - ROUNDING) & (x <= high + ROUNDING))]
    if outside.size:
        raise ValueError(
            f"{owner} expected {name} from {low} to {high}; received {outside[0]:g}. Nothing can "
            f"lie beyond, and drawn it would look like a result."
        )
    return x


def answers(function, x, shape, name, owner):
    """What a function says of `x`: finite numbers `(len(x), *shape)`."""
    return given.array(function(x), (len(x), *shape), f"what {name} gives", owner)


def records(rows, keys, owner):
    """Check a list of dictionaries, one or more, each with these keys."""
    rows = given.listed(rows) or []
    if not rows or not all(isinstance(row, dict) and set(keys) <= set(row) for row in rows):
        raise ValueError(
            f"{owner} expected rows, dictionaries with {', '.join(keys)}; received {len(rows)} "
            f"{'of which some lack them' if rows else 'rows'}. helpers.compare.results('images') "
            f"has such rows."
        )
    return rows
