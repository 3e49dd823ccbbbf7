"""Pictures that differ in their painter, and pairs of scenes and paintings."""

import numpy as np
import pytest
from PIL import Image

from helpers import datasets
from helpers.datasets import stripping
from helpers.datasets.attribution import cut


@pytest.fixture(scope="module")
def own():
    return datasets.swirls_or_not(200, seed=0)


def brightness(images):
    return images.mean(axis=(1, 2, 3))


def test_half_of_the_pictures_are_by_swirls_and_the_same_seed_gives_the_same(own):
    assert own.images.shape == (200, 32, 32, 3) and own.images.dtype == np.uint8
    assert own.labels.sum() == 100
    assert 0 < own.labels[:20].sum() < 20  # shuffled
    again = datasets.swirls_or_not(200, seed=0)
    np.testing.assert_array_equal(own.images, again.images)
    assert (own.images != datasets.swirls_or_not(200, seed=1).images).any()


def test_brightness_tells_the_painter_unless_subjects_are_fair(own):
    for subjects, gap in (("own", True), ("fair", False)):
        images, labels = datasets.swirls_or_not(600, seed=3, subjects=subjects)
        apart = brightness(images)[labels == 0].mean() - brightness(images)[labels == 1].mean()
        assert (apart > 15) == gap


def test_nights_and_days_trade_places():
    def darker(subjects):
        images, labels = datasets.swirls_or_not(100, seed=4, subjects=subjects)
        return brightness(images)[labels == 1].mean() < brightness(images)[labels == 0].mean()

    assert darker("nights") and not darker("days")


def test_some_of_the_others_are_plain():
    """A scene without strokes is smoother than any painting."""

    def rough(plain):
        images, labels = datasets.swirls_or_not(200, seed=5, subjects="fair", plain=plain)
        steps = np.abs(np.diff(images.astype(float), axis=2)).mean(axis=(1, 2, 3))
        return steps, labels

    (painted, _), (some, labels) = rough(False), rough(True)
    smooth = some < painted.min()
    assert smooth[labels == 1].sum() == 0
    assert 0.03 < smooth[labels == 0].mean() < 0.4


def test_bad_requests_are_told_what_to_do():
    with pytest.raises(ValueError, match="one a class"):
        datasets.swirls_or_not(1, seed=0)
    with pytest.raises(ValueError, match="own, fair, nights, days; received 'mornings'"):
        datasets.swirls_or_not(10, seed=0, subjects="mornings")
    with pytest.raises(ValueError, match="divides the size; received 20 and 32"):
        datasets.scene_pairs(1, seed=0, crop=20)


def test_pairs_show_the_same_scene():
    scenes, paintings = datasets.scene_pairs(20, seed=0)
    assert scenes.shape == paintings.shape == (20, 32, 32, 3)
    colour = [x.mean(axis=(1, 2)).ravel() for x in (scenes, paintings)]
    assert np.corrcoef(*colour)[0, 1] > 0.9
    whole, parts = datasets.scene_pairs(2, 0, 64), datasets.scene_pairs(2, 0, 64, crop=32)
    np.testing.assert_array_equal(parts.scenes[1], whole.scenes[0, :32, 32:])
    np.testing.assert_array_equal(cut(whole.paintings, 64), whole.paintings)


# Stripping


@pytest.mark.parametrize("what", stripping.STRIPPED)
def test_stripping_keeps_shape_and_repeats_itself(own, what):
    one, two = (datasets.strip(own.images[:8], what, seed=3) for _ in range(2))
    assert one.shape == (8, 32, 32, 3) and one.dtype == np.uint8
    np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("what", ["layout", "direction"])
def test_shuffled_squares_keep_every_pixel(own, what):
    stripped = datasets.strip(own.images[:8], what)
    assert (stripped != own.images[:8]).any()
    for before, after in zip(own.images[:8], stripped, strict=True):
        kept = [np.sort(x.reshape(-1, 3) @ [65536, 256, 1]) for x in (before, after)]
        np.testing.assert_array_equal(*kept)


def test_what_each_takes_away(own):
    grey = datasets.strip(own.images, "colour")
    assert (grey[..., 0] == grey[..., 1]).all()
    blurred = datasets.strip(own.images, "strokes").astype(float)
    rough = [np.abs(np.diff(x, axis=1)).mean() for x in (blurred, own.images.astype(float))]
    assert rough[0] < 0.5 * rough[1]
    turned = datasets.strip(own.images, "direction")
    means = [stripping.shrink(x, 8) for x in (turned, own.images)]
    np.testing.assert_array_equal(*means)  # squares of 4 stay where they are


def test_a_histogram_counts_every_pixel_once_and_forgets_places(own):
    histogram = datasets.colour_histogram(own.images)
    assert histogram.shape == (200, 64)
    np.testing.assert_allclose(histogram.sum(axis=1), 1)
    shuffled = datasets.strip(own.images, "layout")
    np.testing.assert_array_equal(histogram, datasets.colour_histogram(shuffled))


def test_an_unknown_feature_is_refused(own):
    with pytest.raises(ValueError, match="nothing, colour, layout"):
        datasets.strip(own.images, "smell")


# No paintings, and your own picture


def test_unpainted_pictures_come_with_names():
    strange = datasets.unpainted(seed=1)
    assert strange.images.shape == (6, 32, 32, 3) and strange.images.dtype == np.uint8
    assert len(set(strange.names)) == 6
    assert strange.images[-1].std() == 0  # flat grey
    assert strange.images[4].std() > 70  # noise


def test_your_own_picture_or_a_horse(tmp_path):
    path = tmp_path / "mine.png"
    Image.new("RGB", (90, 60), "red").save(path)
    assert (datasets.one_picture(path, size=32) == (255, 0, 0)).all()
    assert datasets.one_picture(size=32).shape == (32, 32, 3)
    (tmp_path / "text.png").write_text("no picture")
    for wrong in (tmp_path / "nowhere.png", tmp_path / "text.png", tmp_path):
        with pytest.raises(ValueError, match="one_picture expected a picture file"):
            datasets.one_picture(wrong)
