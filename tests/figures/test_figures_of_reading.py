"""Figures of one number after the other: what they draw is what they were given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import datasets, figures
from helpers.networks.images import reading_order

ORDER = reading_order((4, 6, 1))
PICTURES = np.random.default_rng(0).integers(0, 256, (2, 4, 6, 1), dtype="uint8")


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


def test_stages_have_a_column_for_each_count_and_end_with_the_picture():
    ax = figures.stages({"one": PICTURES[0], "two": PICTURES[1]}, ORDER, [0, 7, 24])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "7", "24"]
    sheet = ax.images[0].get_array()
    np.testing.assert_allclose(sheet[:4, 14:20], np.repeat(PICTURES[0] / 255, 3, axis=-1))


def test_endings_stand_between_what_is_given_and_the_real_one():
    drawn = np.zeros((2, 3, 4, 6, 1), "float32")
    ax = figures.endings(PICTURES, drawn, ORDER, 12)
    sheet = np.asarray(ax.images[0].get_array())
    assert sheet.shape[:2] == (2 * 5 - 1, 5 * 7 - 1)
    np.testing.assert_allclose(sheet[:4, -6:], np.repeat(PICTURES[0] / 255, 3, axis=-1))
    np.testing.assert_allclose(sheet[:2, :6], sheet[:2, -6:])  # the given half
    assert (sheet[:4, 7:13] == 0).all()


def test_the_reading_order_is_numbered_once_each():
    ax = figures.reading_order(ORDER, (4, 6))
    assert sorted(int(text.get_text()) for text in ax.texts) == list(range(1, 25))
    first, last = ax.texts[0].get_position(), ax.texts[-1].get_position()
    assert (first, last) == ((0, 0), (5, 3))


def test_zero_influence_is_left_blank():
    slope = np.zeros((2, 4, 6))
    slope[:, 1, 2] = 0.5
    ax = figures.influence(slope, [(2, 2), (3, 3)])
    for part in ax.child_axes:
        assert part.images[0].get_array().mask.sum() == 23


def test_next_levels_marks_what_was_drawn():
    ax = figures.next_levels(np.full((3, 256), 1 / 256), ["a", "b", "c"], [7, 9, 255])
    assert [part.lines[-1].get_xdata()[0] for part in ax.child_axes] == [7, 9, 255]


def test_slices_of_the_truth_lie_on_the_truth():
    truth = datasets.planar("moons")

    class Same:
        log_density = staticmethod(truth.log_prob)

    parts = figures.slices(Same(), truth, [0.0, 1.0]).child_axes
    assert len(parts) == 3
    for part in parts[1:]:
        curve = part.lines[0].get_xydata()
        edge = part.collections[0].get_paths()[0].vertices
        assert curve[:, 1].max() == pytest.approx(edge[:, 1].max(), rel=1e-5)


def test_changed_below_has_a_line_for_each_name():
    ax = figures.changed_below([[0, 0.5], [0.2, 1]], ["one", "two"], row=1)
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [20, 100])
