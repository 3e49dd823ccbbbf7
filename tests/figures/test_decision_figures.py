"""Pictures of deciding: what they show is what they were given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import figures
from helpers.figures.decisions import window_around


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_accuracies_are_bars_of_the_right_height():
    ax = figures.accuracies({"one": {"a": 0.5, "b": 0.9}, "two": {"a": 0.6, "b": 1.0}})
    assert [bar.get_height() for bar in ax.patches] == [0.5, 0.9, 0.6, 1.0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b"]
    assert {text.get_text() for text in ax.get_legend().get_texts()} == {"one", "two"}


def test_a_race_shows_the_means():
    scores = np.array([[0.5, 0.7], [0.7, 0.9]])
    ax = figures.race({"model": scores}, [5, 50])
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [0.6, 0.8])
    assert ax.get_xscale() == "log"


def test_opinions_stand_below_their_pictures():
    pictures = np.zeros((3, 8, 8, 3), "uint8")
    pictures[1] = 255
    ax = figures.opinions(pictures, ["a\nb", "c\nd", "e\nf"])
    assert [text.get_text() for text in ax.texts] == ["a\nb", "c\nd", "e\nf"]
    sheet = ax.images[0].get_array()
    assert sheet[:, :8].max() == 0 and sheet[:, 10:18].min() == 1


def test_both_maps_show_one_window_with_the_data():
    points = np.random.default_rng(0).normal(size=(60, 2))
    labels = (points[:, 0] > 0).astype(int)
    left, right = figures.certainty_and_density(
        lambda x: 1.0 * (x[:, 0] > 0), lambda x: -(x**2).sum(axis=1), points, labels, ("A", "B")
    )
    bounds = window_around(points, 0.6)
    for ax in (left, right):
        np.testing.assert_allclose([*ax.get_xlim(), *ax.get_ylim()], np.ravel(bounds))
        assert sum(len(dots.get_offsets()) for dots in ax.collections[:2]) == 60
    assert left.images[0].get_array()[60, 120] == 1  # east: the second class
    assert right.get_title() == "density"
