"""An energy on a grid: its slopes, its valleys, and whether chains that walk on it have mixed."""

import math

import numpy as np

from helpers.figures import maps
from helpers.walking import changes, nearest

SIDE = 161  # places along each side of the window
# Shares that a walk may have outside the window, and by which its valleys may be off.
LIMITS = {"most_gone": 0.05, "most_off": 0.15}


class Landscape:
    """An energy on a grid: heights, slopes, and how much of exp(-E / T) lies in each valley.

    Outside the window the slope of the nearest edge goes on.

    Args:
        energy: `(n, 2)` to `(n,)`.
        valleys: the middle of each, `(k, 2)`.
        bounds: the window, `((left, right), (bottom, top))`; it is made square.
    """

    def __init__(self, energy, valleys, bounds):
        middle = [(low + high) / 2 for low, high in bounds]
        reach = max((high - low) / 2 for low, high in bounds)
        self.bounds = tuple((float(m - reach), float(m + reach)) for m in middle)
        self.valleys = np.asarray(valleys, "float64")
        height = maps.without_gaps(energy, self.bounds, SIDE, "LandscapeExplorer").astype("float64")
        self.height = (height - height.min()).astype("float32")  # (row, column)
        step = 2 * reach / (SIDE - 1)
        up, right = np.gradient(height, step)
        self.slopes = np.stack([right, up], axis=-1).astype("float32")
        self._valley = nearest(maps.grid(self.bounds, SIDE), self.valleys)

    def slope(self, x):
        """∇E between the places of the grid, `(n, 2)` to `(n, 2)`."""
        low, high = np.transpose(self.bounds)
        tick = np.clip((x - low) / (high - low) * (SIDE - 1), 0, SIDE - 1)
        cell = np.minimum(np.floor(tick), SIDE - 2).astype(int)
        (right, up), (column, row) = (tick - cell).T[..., None], cell.T
        slopes = self.slopes.astype("float64")
        below = slopes[row, column] * (1 - right) + slopes[row, column + 1] * right
        above = slopes[row + 1, column] * (1 - right) + slopes[row + 1, column + 1] * right
        return below * (1 - up) + above * up

    def weights(self, temperature):
        """The share of exp(-E / T) in each valley, `(k,)`: where chains that mix are found."""
        mass = np.exp(-self.height.astype("float64").ravel() / temperature)
        return np.bincount(self._valley, mass, len(self.valleys)) / mass.sum()

    def outside(self, x):
        """Which places are out of the window, `(..., 2)` to `(...)`."""
        low, high = np.transpose(self.bounds)
        return ((x < low) | (x > high)).any(axis=-1)


def diagnose(landscape, states, temperature):
    """Have these chains mixed? Numbers of a walk, and the answer in words.

    Args:
        landscape: a `Landscape`.
        states: the walk so far, `(chains, states, 2)`.
        temperature: of the walk.

    Returns:
        Changes of valley, shares of the valleys over the last half of the walk `(k,)`, and the
        diagnosis.
    """
    late = states[:, states.shape[1] // 2 :]
    shares = np.bincount(nearest(late, landscape.valleys).ravel(), minlength=len(landscape.valleys))
    shares = shares / shares.sum()
    count = int(changes(states, landscape.valleys).sum())
    off = 0.5 * np.abs(shares - landscape.weights(temperature)).sum()
    gone = landscape.outside(states).mean()
    if gone > LIMITS["most_gone"]:
        diagnosis = f"Too hot, or steps too large: {percent(gone)} of the states left the window."
    elif count == 0:
        diagnosis = "Not mixed: no chain has left its valley, so the shares are those of the start."
    elif off > LIMITS["most_off"]:
        diagnosis = f"Not mixed yet: the shares of the valleys are off by {percent(off)}."
    else:
        diagnosis = f"Mixed, as far as shares can tell: they are off by {percent(off)}."
    return count, shares, diagnosis


def percent(share):
    return f"{math.floor(100 * share + 0.5)} %"
