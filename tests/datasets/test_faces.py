"""Faces follow their factors: each moves what its name says, and nothing else."""

import time

import numpy as np
import pytest

from helpers.datasets.faces import draw_faces, faces

NAMES = faces(1, seed=0, size=16).names
SHARES = {"glasses": 0.3, "beard": 0.25, "hat": 0.2}
SIGNED = ("fringe", "brows", "smile", "pose")
# Between which heights, as shares of the picture, a factor may change it, for a young person who
# looks straight at us with short straight hair and wears nothing but a shirt.
PLACES = {
    "skin": (0.2, 1), "hair": (0, 0.65), "length": (0, 1), "curl": (0, 0.75), "fringe": (0, 0.65),
    "age": (0, 0.75), "eyes": (0.4, 0.55), "openness": (0.35, 0.55), "brows": (0.25, 0.45),
    "glasses": (0.35, 0.65), "smile": (0.6, 0.85), "beard": (0.45, 0.9), "width": (0, 0.9),
    "jaw": (0.45, 0.9), "hat": (0, 0.4), "pose": (0, 1), "background": (0, 1), "clothes": (0.8, 1),
}  # fmt: skip


def person(**statements):
    """Factors of one person, `(1, 18)`."""
    plain = dict.fromkeys(NAMES, 0.5) | dict.fromkeys((*SHARES, *SIGNED, "age"), 0.0)
    plain |= {"skin": 0.3, "length": 0.4, "curl": 0.3} | statements
    return np.array([[plain[name] for name in NAMES]], "float32")


def picture(size=32, **statements):
    return draw_faces(person(**statements), size)[0].astype(int)


def change(name, **statements):
    """How much each pixel changes as one factor goes from end to end, `(32, 32)`."""
    low = -1 if name in SIGNED else 0
    ends = (picture(**statements | {name: value}) for value in (low, 1))
    return abs(np.subtract(*ends)).max(axis=-1)


@pytest.fixture(scope="module")
def many():
    return faces(3000, seed=3, size=16)


def test_pictures_factors_and_names_go_together():
    people = faces(7, seed=1, size=48)
    assert people.images.shape == (7, 48, 48, 3) and people.images.dtype == "uint8"
    assert people.factors.shape == (7, len(people.names)) and people.factors.dtype == "float32"
    np.testing.assert_array_equal(draw_faces(people.factors, 48), people.images)


def test_the_seed_decides():
    np.testing.assert_array_equal(faces(20, seed=4).images, faces(20, seed=4).images)
    assert (faces(20, seed=4).images != faces(20, seed=5).images).any(axis=(1, 2, 3)).all()
    assert not np.array_equal(faces(3).images, faces(3).images)


def test_the_first_people_of_a_seed_are_the_same_whatever_the_number_and_the_size():
    few, more, larger = faces(3, seed=6), faces(300, seed=6), faces(3, seed=6, size=64)
    np.testing.assert_array_equal(few.factors, more.factors[:3])
    np.testing.assert_array_equal(few.factors, larger.factors)
    np.testing.assert_allclose(few.images.astype(int), more.images[:3], atol=1)


def test_a_larger_size_is_the_same_scene():
    small, large = faces(40, seed=7).images, faces(40, seed=7, size=128).images
    averaged = large.reshape(40, 32, 4, 32, 4, 3).mean(axis=(2, 4))
    apart = abs(averaged - small).mean(axis=(1, 2, 3))
    assert apart.max() < 6 < 20 < abs(averaged - small[::-1]).mean()


def test_drawing_leaves_the_factors_as_they_are():
    factors = faces(2, seed=0).factors
    before = factors.copy()
    draw_faces(factors)
    np.testing.assert_array_equal(factors, before)


@pytest.mark.parametrize("name", NAMES)
def test_a_factor_changes_its_place_and_nothing_else(name):
    changed = change(name)
    top, bottom = (np.array(PLACES[name]) * 32).astype(int)
    assert (changed > 25).sum() >= 8
    assert changed[:top].max(initial=0) <= 2 and changed[bottom:].max(initial=0) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_factor_moves_the_picture_without_jumps(name):
    low = -1 if name in SIGNED else 0
    factors = np.repeat(faces(1, seed=8).factors, 1001, axis=0)
    factors[:, NAMES.index(name)] = np.linspace(low, 1, 1001)
    images = draw_faces(factors, size=16).astype(int)
    assert 0 < abs(np.diff(images, axis=0)).max() <= 16


@pytest.mark.parametrize("name", [name for name in NAMES if name != "background"])
def test_only_the_background_changes_the_upper_corners(name):
    assert change(name, hat=0.0)[:3, [0, 1, 30, 31]].max() == 0
    assert change("background")[:3, [0, 1, 30, 31]].min() > 10


def test_the_background_stays_behind():
    assert change("background")[10:28, 13:19].max() == 0


def test_pupils_irises_and_whites_are_told_apart():
    eye = picture(eyes=0.75, openness=1.0)[13:17, 10:15].reshape(-1, 3)
    assert eye.sum(axis=1).min() < 200 and eye.min(axis=1).max() > 190
    assert (eye[:, 2] - eye[:, 0]).max() > 20  # blue, which no skin is


def test_nose_cheeks_ears_and_the_hair_behind_the_neck_are_there():
    cropped, long = picture(64, length=0.0), picture(64, length=1.0)
    light, red = cropped.sum(axis=-1), cropped[..., 0] - cropped[..., 1]
    assert light[38, 32] < light[38, 37] - 30  # under the nose, beside it
    assert red[39, 41] > red[48, 36] + 5  # cheek, chin
    assert abs(cropped[31, 49] - picture(64, length=0.0, background=1.0)[31, 49]).max() == 0  # ear
    assert long[50, 40].max() < 100 < cropped[50, 40].max()  # between the neck and a lock


def test_a_smile_shows_teeth_and_sadness_does_not():
    bright = [picture(smile=s)[20:27, 12:20].min(axis=-1).max() for s in (-1.0, 1.0)]
    assert bright[1] > 190 > 170 > bright[0]


def test_a_hat_has_a_crown_above_the_head_and_a_brim_on_both_sides():
    changed = change("hat", length=0.0)
    assert changed[1, 16] > 30 and changed[9:11, 4].max() > 30 and changed[9:11, 27].max() > 30


@pytest.mark.parametrize("worn", [{}, {"hat": 1.0, "glasses": 1.0, "beard": 1.0}])
def test_turning_to_the_other_side_mirrors_a_symmetric_person(worn):
    left, right = picture(pose=-0.8, **worn), picture(pose=0.8, **worn)
    np.testing.assert_allclose(left[:, ::-1], right, atol=1)
    assert abs(left - right).max() > 80
    parted = picture(pose=-0.8, fringe=0.8, **worn)
    np.testing.assert_allclose(parted[:, ::-1], picture(pose=0.8, fringe=-0.8, **worn), atol=1)


def test_what_is_nearer_to_us_moves_farther_as_a_head_turns():
    def centre(name, **statements):
        weight = change(name, **statements).sum(axis=0)
        return (weight * np.arange(32)).sum() / weight.sum()

    hair, eyes, smile, shirt = (
        centre(name, pose=1.0) - centre(name, pose=0.0)
        for name in ("hair", "glasses", "smile", "clothes")
    )
    assert abs(shirt) < 0.5 and abs(hair) < 1.5 < 2 < eyes < 5 and smile > 2


def test_factors_fill_their_ranges_evenly(many):
    for name, values in zip(many.names, many.factors.T, strict=True):
        if name in SHARES:
            assert set(np.unique(values)) == {0, 1}
            sd = np.sqrt(SHARES[name] * (1 - SHARES[name]) / len(values))
            assert abs(values.mean() - SHARES[name]) < 4 * sd, name
        else:
            low = -1 if name in SIGNED else 0
            shares = np.histogram(values, bins=10, range=(low, 1))[0] / len(values)
            assert low <= values.min() and values.max() <= 1
            assert abs(shares - 0.1).max() < 4 * np.sqrt(0.09 / len(values)), name


def test_factors_are_independent(many):
    between = np.corrcoef(many.factors.T) - np.eye(len(NAMES))
    assert abs(between).max() < 4.5 / np.sqrt(len(many.factors))


@pytest.mark.parametrize("n", [0, -1, 2.5])
def test_a_number_of_people_is_whole_and_positive(n):
    with pytest.raises(ValueError, match="faces expected a number of people, 1 or more"):
        faces(n)


@pytest.mark.parametrize("size", [15, 0, 32.0])
def test_a_picture_too_small_for_a_face_is_refused(size):
    with pytest.raises(ValueError, match="pixels a side"):
        faces(1, seed=0, size=size)


@pytest.mark.parametrize(
    ("factors", "message"),
    [
        (person()[0], r"takes many: factors\[None\]"),
        (person()[:, :-1], r"shape \(n, 18\); received \(1, 17\)"),
        (person()[:0], r"received \(0, 18\)"),
        (person(smile=1.5), "'smile' from -1 to 1; received 1.5 in row 0"),
        (person(hat=-1.0), "'hat' from 0 to 1; received -1 in row 0"),
        (person(skin=np.nan), "'skin' from 0 to 1; received nan"),
    ],
)
def test_factors_that_describe_nobody_are_refused(factors, message):
    with pytest.raises(ValueError, match=message):
        draw_faces(factors)


def test_a_thousand_faces_take_less_than_a_minute():
    start = time.perf_counter()
    faces(1000, seed=0)
    assert time.perf_counter() - start < 60
