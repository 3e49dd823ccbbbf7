"""Views change what they may, and partners cost less than strangers."""

import numpy as np
import pytest

from helpers import datasets
from helpers.representation import contrastive

FACES = datasets.faces(6, seed=0).images


def test_a_view_has_the_shape_of_the_picture_and_is_repeatable():
    one, again, other = (contrastive.view(FACES, seed=k) for k in (0, 0, 1))
    assert one.shape == FACES.shape
    assert one.dtype == "float32"
    assert np.abs(one).max() <= 1
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_without_crops_and_colours_nothing_changes():
    same = contrastive.view(FACES, crops=False, colours=False, seed=0)
    np.testing.assert_allclose(same, FACES / 127.5 - 1, atol=1e-6)


def test_a_crop_holds_colours_of_the_picture_only_and_colours_move_no_pixel():
    crop = np.round(127.5 * (contrastive.view(FACES, colours=False, seed=0) + 1))
    for picture, part in zip(FACES, crop, strict=True):
        known = {tuple(pixel) for pixel in picture.reshape(-1, 3)}
        assert {tuple(pixel) for pixel in part.reshape(-1, 3)} <= known
    flat = np.full((4, 8, 8, 3), 100, "uint8")
    assert np.ptp(contrastive.view(flat, seed=0), axis=(1, 2)).max() < 1e-6


def test_codes_that_tell_nothing_cost_the_logarithm_of_the_batch():
    same = np.ones((8, 3), "float32")
    np.testing.assert_allclose(contrastive.info_nce(same, same), np.log(8), atol=1e-5)


def test_partners_that_agree_cost_less_and_length_does_not_matter():
    codes = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
    found = np.asarray(contrastive.info_nce(codes, codes))
    assert (found < np.log(8)).all()
    np.testing.assert_allclose(contrastive.info_nce(7 * codes, codes), found, atol=1e-4)
    lost = np.asarray(contrastive.info_nce(codes, codes[::-1].copy()))
    assert lost.mean() > found.mean()


@pytest.mark.trains
def test_training_gives_an_encoder_of_the_asked_size_and_lowers_the_cost():
    images = datasets.faces(512, seed=0).images

    def cost(encoder):
        pair = (encoder.predict(contrastive.view(images, seed=k), verbose=0) for k in (1, 2))
        return float(np.mean(contrastive.info_nce(*pair)))

    early, late = (contrastive.trained(images, 4, epochs=n) for n in (1, 8))
    assert early.output_shape == (None, 4)
    assert cost(late) < cost(early)
