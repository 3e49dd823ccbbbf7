"""Curves of one's own: even along their length, normal across, and refused with a way out."""

import math

import numpy as np
import pytest
from scipy import stats

from helpers import datasets

LETTER = [[[0, 2], [0, 0], [1, 0]], [[0, 1], [1, 1]]]


def test_along_a_straight_line_the_density_is_the_integral_of_the_normal():
    line = datasets.curve([[0, 0], [10, 0]], sd=0.3)
    x = np.random.default_rng(0).uniform([-0.6, -0.9], [10.6, 0.9], (500, 2))
    along = (stats.norm.cdf(x[:, 0] / 0.3) - stats.norm.cdf((x[:, 0] - 10) / 0.3)) / 10
    known = np.log(along) + stats.norm(0, 0.3).logpdf(x[:, 1])
    np.testing.assert_allclose(line.log_prob(x), known, atol=0.01)


def test_points_spread_evenly_by_length_however_the_corners_lie():
    even = datasets.curve([[0, 0], [8, 0]])
    crowded = datasets.curve([[0, 0], [0.1, 0], [0.1, 0], [0.2, 0], [8, 0]])
    np.testing.assert_allclose(even.means, crowded.means)
    np.testing.assert_allclose(np.diff(even.means[:, 0]), 8 / len(even.means))


def test_each_stroke_gets_mass_by_its_length_and_the_gap_gets_none():
    two = datasets.curve([np.array([[0, 0], [3, 0]]), np.array([[0, 5], [1, 5]])], sd=0.05)
    upper = two.means[:, 1] > 2.5
    assert upper.mean() == pytest.approx(0.25, abs=0.01)
    assert set(np.unique(two.means[:, 1])) == {0.0, 5.0}


def test_a_larger_drawing_has_a_larger_entropy():
    small, large = datasets.curve(LETTER), datasets.curve([10 * np.array(s) for s in LETTER])
    assert large.entropy == pytest.approx(small.entropy + 2 * math.log(10), abs=1e-6)


def test_a_long_scribble_gets_a_width_it_can_have():
    scribble = np.random.default_rng(0).uniform(0, 1, (400, 2))
    drawn = datasets.curve(scribble)
    assert len(drawn.means) <= 1500 and drawn.sample(10, seed=0).shape == (10, 2)


BAD_CURVES = {
    "nothing": ([], {}, r"received \(0,\)"),
    "one point": ([[1, 2]], {}, r"received \(1, 2\).*Two points"),
    "one point in a stroke": ([[[1, 2]], [[0, 0], [1, 1]]], {}, r"received \(1, 2\)"),
    "three columns": (np.zeros((4, 3)), {}, r"received \(4, 3\)"),
    "flat": ([1.0, 2.0, 3.0], {}, r"received \(3,\)"),
    "NaN": ([[0, 0], [np.nan, 1]], {}, "NaN or infinity in row 1"),
    "all equal": ([[1, 2], [1, 2], [1, 2]], {}, r"3 times \[1.0, 2.0\].*short line"),
    "no width": ([[0, 0], [1, 1]], {"sd": 0}, "expected an sd of at least 0.000943"),
    "negative width": ([[0, 0], [1, 1]], {"sd": -1}, "received -1"),
    "too thin": ([[0, 0], [1, 1]], {"sd": 1e-5}, "more than 1500 normals"),
    "width NaN": ([[0, 0], [1, 1]], {"sd": math.nan}, "received nan"),
}


@pytest.mark.parametrize("name", BAD_CURVES)
def test_a_bad_curve_is_refused(name):
    points, options, message = BAD_CURVES[name]
    with pytest.raises(ValueError, match=message):
        datasets.curve(points, **options)
