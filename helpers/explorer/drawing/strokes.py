"""From strokes on a canvas to a density and to words: pure functions, no widget in sight."""

import numpy as np

from helpers import datasets, given

REACH = 2.0  # the canvas is [-REACH, REACH]²
WINDOW = ((-2.3, 2.3), (-2.3, 2.3))  # of pictures: the canvas, and what scatters beyond it
THIN, THICK = 0.08, 0.6  # thinner lines are hard on networks; thicker ones blur every shape
WITHIN = 4  # sds of scatter in a thickness: it holds 95 % of the points across
DOT = 3  # sds of line in a dot: so it weighs about as much as it covers
LONGEST = 1400  # sds of line in a drawing; a curve can have 1500
MOST_CORNERS = 50_000


def example():
    """Something to begin with: a face that smiles, two of its strokes dots."""
    round_ = np.linspace(0, 2 * np.pi, 61)
    head = 1.4 * np.stack([np.sin(round_), np.cos(round_)], axis=1)
    low = np.linspace(-1, 1, 31)
    mouth = np.stack([0.9 * np.sin(low), 0.2 - 0.9 * np.cos(low)], axis=1)
    return [*(s.round(3).tolist() for s in (head, mouth)), [[-0.5, 0.5]], [[0.5, 0.5]]]


def checked(strokes):
    """Check strokes, each `(m, 2)` on the canvas, one point a dot; returns lists of floats.

    Raises:
        TypeError, ValueError: no such strokes, points outside, or too many.
    """
    drawn = [given.array(s, (None, 2), "a stroke", "DrawDensity") for s in _several(strokes)]
    far = max((np.abs(s).max() for s in drawn), default=0)
    if far > REACH:
        raise ValueError(
            f"DrawDensity expected strokes on its canvas, from {-REACH:g} to {REACH:g}; received "
            f"{far:g}. Scale them, or give your own line to datasets.curve."
        )
    if sum(map(len, drawn)) > MOST_CORNERS:
        raise ValueError(
            f"DrawDensity expected at most {MOST_CORNERS:,} corners; received "
            f"{sum(map(len, drawn)):,}. The page would be slow: take every tenth."
        )
    return [s.astype("float64").tolist() for s in drawn]


def _several(strokes):
    if isinstance(strokes, (str, bytes, dict)) or given.listed(strokes) is None:
        raise TypeError(
            f"DrawDensity expected strokes, a list of corners (m, 2); received "
            f"{type(strokes).__name__}. One stroke of two points is [[[-1, 0], [1, 0]]]."
        )
    return given.listed(strokes)


def spread(strokes, thickness):
    """Length of a drawing, a dot's included, and sd of the points around it.

    The sd is a quarter of the thickness, or more for a line so long that a curve needs it.
    """
    dot = DOT * thickness / WITHIN
    length = sum(max(dot, _length(stroke)) for stroke in strokes)
    return length, max(thickness / WITHIN, length / LONGEST)


def density(strokes, thickness):
    """A drawing as a distribution: even along its strokes, normal across them.

    Args:
        strokes: as `checked` gives them, one or more.
        thickness: of the line; 95 % of the points lie within it.

    Returns:
        As from `datasets.curve`, with the canvas and a margin as its window.

    Raises:
        ValueError: nothing is drawn.

    Example:

    >>> from helpers.explorer.drawing import strokes
    >>> dot = strokes.density([[[1.0, 0.5]]], thickness=0.2)
    >>> dot.sample(4000, seed=0).mean(axis=0).round(2).tolist(), dot.sd
    ([1.0, 0.5], 0.05)
    """
    if not strokes:
        raise ValueError(
            "DrawDensity expected a drawing; received an empty canvas. There is nothing to learn: "
            "draw a stroke, or press Undo."
        )
    _, sd = spread(strokes, thickness)
    drawn = datasets.curve([_line(s, DOT * thickness / WITHIN) for s in strokes], sd)
    drawn.bounds = WINDOW
    return drawn


def _line(stroke, dot):
    """A stroke as a line; a dot, or what is shorter, as a short line drawn over and over."""
    if _length(stroke) >= dot:
        return np.array(stroke)
    middle = (np.min(stroke, axis=0) + np.max(stroke, axis=0)) / 2
    return middle + np.array([[-1, 0], [1, 0], [-1, 0], [1, 0]]) * (dot / 6)


def _length(stroke):
    return float(np.hypot(*np.diff(stroke, axis=0).T).sum())


def words(strokes, thickness):
    """A drawing in words; the page's twin is `tellDrawing`."""
    if not strokes:
        return "Nothing is drawn. Press on the canvas and drag, or use arrow keys and Space."
    length, sd = spread(strokes, thickness)
    many = "1 stroke" if len(strokes) == 1 else f"{len(strokes)} strokes"
    so_long = ", as thin as a line so long can be" if sd > thickness / WITHIN else ""
    return (
        f"{many}, length {length:.1f}. 95 % of the points lie within the thickness of the line, "
        f"{WITHIN * sd:.2f}{so_long}."
    )
