"""Pictures that no model of faces knows."""

import numpy as np
from PIL import Image

from helpers.datasets.strangers import sketch, strangers


def test_strangers_are_pictures_of_one_size_and_the_same_every_time():
    one, two = strangers(), strangers()
    for name, picture in one.items():
        assert picture.shape == (32, 32, 3) and picture.dtype == np.uint8
        np.testing.assert_array_equal(picture, two[name])
    np.testing.assert_array_equal(one["upside down"][::-1], one["rare face"])


def test_a_folder_adds_a_picture_of_yours(tmp_path):
    Image.new("RGB", (60, 40), "red").save(tmp_path / "me.png")
    assert strangers(tmp_path)["yours"][5, 5].tolist() == [255, 0, 0]


def test_a_sketch_is_dark_where_colours_change_and_white_elsewhere():
    picture = np.zeros((32, 32, 3), "uint8")
    picture[:, 16:] = 255
    lines = sketch(picture)
    assert (np.delete(lines, 15, axis=1) == 255).all() and lines[:, 15].max() < 40
