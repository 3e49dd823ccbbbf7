"""Shapes have the area and the distances that geometry says."""

import numpy as np
import pytest

from helpers.datasets import drawing

AT = drawing.pixels(64)


def area(distance, n=1):
    pictures = np.zeros((n, 64, 64, 3), "float32")
    drawing.paint(pictures, distance, (1.0, 1.0, 1.0))
    return pictures[..., 0].mean(axis=(1, 2))


def test_an_ellipse_has_its_area_whichever_way_it_is_turned():
    angles = np.linspace(0, np.pi, 7)
    distance = drawing.ellipse(AT, (0.5, 0.5), (0.3, 0.1), angles)
    np.testing.assert_allclose(area(distance, 7), np.pi * 0.3 * 0.1, rtol=0.02)


def test_a_turned_ellipse_points_where_its_angle_says():
    distance = drawing.ellipse(AT, (0.5, 0.5), (0.3, 0.05), np.pi / 4)[0]
    assert distance[42, 42] < 0 < distance[42, 21]  # down and right, not down and left


def test_a_capsule_has_the_area_of_a_strip_and_two_half_discs():
    distance = drawing.capsule(AT, (0.3, 0.5), (0.7, 0.5), 0.2)
    np.testing.assert_allclose(area(distance), 0.4 * 0.2 + np.pi * 0.1**2, rtol=0.01)


def test_a_capsule_tapers_from_its_start_to_its_end():
    distance = drawing.capsule(AT, (0.1, 0.5), (0.9, 0.5), 0.3, 0.1)[0]
    assert (distance[:, 10] < 0).sum() > (distance[:, 54] < 0).sum() > 0


@pytest.mark.parametrize("turned", [1, -1])
def test_a_polygon_has_its_area_in_both_directions(turned):
    hollow = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.5, 0.4), (0.2, 0.8)][::turned]
    np.testing.assert_allclose(area(drawing.polygon(AT, hollow)), 0.36 - 0.12, rtol=0.02)


def test_a_polygon_may_be_another_in_every_picture():
    right = np.array([0.4, 0.8])
    corners = [(0.2, 0.2), (right, 0.2), (right, 0.6), (0.2, 0.6)]
    np.testing.assert_allclose(area(drawing.polygon(AT, corners), 2), [0.08, 0.24], rtol=0.02)


def test_below_is_the_lower_part():
    np.testing.assert_allclose(area(drawing.below(AT, 0.75)), 0.25, atol=0.01)


def test_paint_covers_by_opacity_and_takes_a_colour_for_each_picture():
    pictures = np.zeros((2, 64, 64, 3), "float32")
    everywhere = drawing.below(AT, -1.0)
    drawing.paint(pictures, everywhere, [[1, 0, 0], [0, 1, 0]], opacity=np.array([1.0, 0.5]))
    np.testing.assert_allclose(pictures[:, 5, 5], [[1, 0, 0], [0, 0.5, 0]])
