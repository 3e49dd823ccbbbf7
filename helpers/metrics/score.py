"""What every score says about itself."""

import math
from typing import NamedTuple

import numpy as np

LESS, MORE, NEAR = "less is better", "more is better", "nearest the floor is best"


class Score(NamedTuple):
    """A number that says its unit, which way is better, and what the truth itself scores.

    `value` and `floor` are in the same `unit`; `error` is the standard error of the value,
    where it is known: NaN where one value or one block leaves no spread to tell it from. A model
    can beat the floor only by chance or by cheating.

    Example:

    >>> from helpers.metrics import Score
    >>> print(Score(0.561, "nats", "less is better", floor=0.0, error=0.012))
    0.561 ± 0.012 nats (less is better; floor 0)
    """

    value: float
    unit: str
    direction: str
    floor: float
    error: float | None = None

    def __str__(self):
        known = self.error is not None and not math.isnan(self.error)
        error = f" ± {self.error:.2g}" if known else ""
        note = "" if known or self.error is None else "; error unknown: one block, no spread"
        floor = f"floor {self.floor:.3g}"
        return f"{self.value:.3g}{error} {self.unit} ({self.direction}; {floor}{note})"


def standard_error(values):
    """Standard error of the mean; infinite when a value is, NaN of a single value."""
    if not np.isfinite(values).all():
        return math.inf
    n = len(values)
    return float(np.std(values, ddof=1) / math.sqrt(n)) if n > 1 else math.nan
