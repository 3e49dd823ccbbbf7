"""From strokes to a density, without a page: dots, tiny strokes, scribbles, and what is refused."""

import math

import numpy as np
import pytest

from helpers import datasets
from helpers.explorer.drawing import strokes as drawn

RNG = np.random.default_rng(0)
ODD = {
    "a dot": ([[[1.9, -1.9]]], drawn.THIN),
    "two dots in corners": ([[[-2, -2]], [[2, 2]]], drawn.THIN),
    "the same dot often": ([[[0.5, 0.5]]] * 40, 0.2),
    "a thousand dots": ([[corner] for corner in RNG.uniform(-2, 2, (1000, 2)).tolist()], 0.1),
    "a stroke that stands still": ([[[0.5, 0.5]] * 30], 0.2),
    "a tiny stroke": ([[[0, 0], [0.002, 0.001]]], drawn.THIN),
    "a thin line": ([[[-2, -2], [2, 2]]], drawn.THIN),
    "a level line": ([[[-2, 1.5], [0, 1.5], [2, 1.5]]], drawn.THIN),
    "there and back": ([[[-1, 0], [1, 0], [-1, 0], [1, 0]]], 0.1),
    "a scribble": ([RNG.uniform(-2, 2, (800, 2)).tolist()], drawn.THIN),
    "a letter": ([[[-1, -1.5], [0, 1.5], [1, -1.5]], [[-0.6, -0.4], [0.6, -0.4]]], drawn.THICK),
    "the example": (drawn.example(), 0.16),
}


def grid(truth):
    """Points of a grid over all of a density, half an sd apart, and the area of each."""
    step, low, high = truth.sd / 2, truth.means.min(axis=0), truth.means.max(axis=0)
    ticks = [np.arange(low[k] - 5 * truth.sd, high[k] + 5 * truth.sd, step) for k in (0, 1)]
    return np.stack(np.meshgrid(*ticks), axis=-1).reshape(-1, 2), step**2


@pytest.mark.parametrize("name", ODD)
def test_every_drawing_is_a_density_that_sums_to_1(name):
    truth = drawn.density(*ODD[name])
    points, area = grid(truth)
    assert np.exp(truth.log_prob(points)).sum() * area == pytest.approx(1, abs=2e-3)
    assert np.isfinite(truth.sample(1000, seed=0)).all() and math.isfinite(truth.entropy)


def test_the_entropy_is_that_of_the_samples():
    truth = drawn.density(*ODD["the example"])
    x = truth.sample(20_000, seed=0)
    assert -truth.log_prob(x).mean() == pytest.approx(truth.entropy, abs=0.02)


def test_a_stroke_is_the_curve_along_it():
    letter, thickness = ODD["a letter"]
    truth, curve = drawn.density(letter, thickness), datasets.curve(letter, thickness / 4)
    np.testing.assert_allclose(truth.means, curve.means)
    assert truth.sd == curve.sd == thickness / 4


def test_the_line_holds_95_percent_of_the_points():
    truth = drawn.density([[[-2, 0], [2, 0]]], thickness=0.3)
    across = np.abs(truth.sample(20_000, seed=0)[:, 1])
    assert np.mean(across < 0.15) == pytest.approx(0.954, abs=0.01)


def test_a_dot_weighs_what_it_covers():
    truth = drawn.density([[[0, -1], [0, 1]], [[1.5, 0]]], thickness=0.4)
    dot = truth.sample(20_000, seed=0)[:, 0] > 0.75
    covered = math.pi * 0.2**2
    assert dot.mean() == pytest.approx(covered / (covered + 2 * 0.4), rel=0.1)


def test_only_a_line_that_is_too_long_is_drawn_thicker():
    scribble, thin = ODD["a scribble"]
    length, sd = drawn.spread(scribble, thin)
    assert sd == length / drawn.LONGEST > thin / 4
    assert "as thin as a line so long can be" in drawn.words(scribble, thin)
    short = drawn.example()
    assert drawn.spread(short, 0.16)[1] == 0.04
    assert "as thin" not in drawn.words(short, 0.16)


def test_the_words_count_and_measure():
    assert drawn.words([[[0, 0], [1, 0]]], 0.2) == (
        "1 stroke, length 1.0. 95 % of the points lie within the thickness of the line, 0.20."
    )
    assert drawn.words([[[0, 0], [1, 0]], [[1, 1]]], 0.2).startswith("2 strokes, length 1.1")
    assert drawn.words([], 0.2).startswith("Nothing is drawn. Press on the canvas")


def test_an_empty_canvas_is_no_density():
    with pytest.raises(ValueError, match=r"received an empty canvas.*press Undo"):
        drawn.density([], 0.2)


REFUSED = {
    "nothing": (None, TypeError, "list of corners"),
    "a word": ("A", TypeError, "received str"),
    "a number": (3, TypeError, "received int"),
    "by name": ({"a": [[0, 0]]}, TypeError, "received dict"),
    "one stroke not in a list": (
        [[0, 0], [1, 1]],
        ValueError,
        r"received shape \(2,\)",
    ),
    "three columns": ([[[0, 0, 0]]], ValueError, r"shape \(1, 3\)"),
    "an empty stroke": ([[]], ValueError, "a stroke"),
    "NaN": ([[[0, math.nan]]], ValueError, "NaN or infinity"),
    "infinity": ([[[0, math.inf]]], ValueError, "NaN or infinity"),
    "words": ([[["a", "b"]]], TypeError, "numbers"),
    "outside": ([[[0, 0], [9, 0]]], ValueError, "from -2 to 2; received 9"),
    "too many": (np.zeros((1, 60_000, 2)), ValueError, "at most 50,000 corners"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_drawing_is_refused(name):
    strokes, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        drawn.checked(strokes)


def test_arrays_and_lists_are_the_same_strokes():
    lists = [[[0.0, 1.0], [1.0, 0.5]], [[0.0, 0.0]]]
    assert drawn.checked([np.array(s, "float32") for s in lists]) == drawn.checked(lists) == lists
    assert drawn.checked([]) == []
