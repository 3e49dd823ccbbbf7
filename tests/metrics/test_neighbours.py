"""Thumbnails and the nearest training picture."""

import numpy as np
import pytest

from helpers import datasets, metrics

HERD = datasets.horses(80, seed=0).images


def test_a_thumbnail_holds_the_average_colour_of_each_block():
    small = metrics.thumbnails(HERD).reshape(80, 8, 8, 3)
    np.testing.assert_allclose(
        small[7, 2, 5], HERD[7, 8:12, 20:24].mean(axis=(0, 1)) / 255, rtol=1e-5
    )
    np.testing.assert_allclose(metrics.thumbnails(HERD / 255), metrics.thumbnails(HERD), atol=1e-6)


def test_a_thumbnail_of_other_sides_is_asked_for():
    image = np.zeros((1, 32, 32, 3), "uint8")
    image[0, :8, :8, 0] = 255
    small = metrics.thumbnails(image, side=4)
    assert small.shape == (1, 48) and small[0, 0] == 1 and small.sum() == 1


def test_every_training_picture_is_its_own_nearest_even_under_grain():
    grain = np.random.default_rng(0).normal(0, 0.05, HERD.shape)
    noisy = np.clip(HERD / 255 + grain, 0, 1)
    np.testing.assert_array_equal(metrics.nearest(noisy, HERD), np.arange(80))


def test_a_pixel_to_the_side_moves_a_thumbnail_less_than_the_picture():
    moved = np.roll(HERD, 1, axis=2)

    def share(rows):
        spread = np.linalg.norm(rows(HERD) - rows(HERD[::-1]), axis=1)
        return np.median(np.linalg.norm(rows(moved) - rows(HERD), axis=1) / spread)

    assert share(metrics.thumbnails) < 0.8 * share(lambda x: x.reshape(80, -1) / 255)


@pytest.mark.parametrize("shape", [(5, 30, 32, 3), (32, 32, 3)])
def test_pictures_that_blocks_do_not_divide_are_refused(shape):
    with pytest.raises(ValueError, match=r"multiples of 8|one picture"):
        metrics.thumbnails(np.zeros(shape))
