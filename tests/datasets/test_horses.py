"""Horses: each factor moves what its name says, and nothing else."""

import time

import numpy as np
import pytest

from helpers.datasets import _horse_parts as parts
from helpers.datasets.horses import NAMES, RANGES, draw_horses, horses

STANDARD = {
    "facing": 1, "place": 0, "size": 0.48, "build": 0.5, "speed": 0.4, "phase": 0.1, "neck": 0.7,
    "head": 0.5, "tail": 0.3, "coat": 0.33, "mane": 0.1, "mane_length": 0.5, "blaze": 0.8,
    "socks": 0.8, "sky": 0.1, "ground": 0.1, "horizon": 0.6,
}  # fmt: skip

# Rows and columns, in parts of the picture, that hold nearly all of what a factor changes.
WHERE = {
    "facing": (0, 1, 0, 1),
    "place": (0.1, 0.95, 0, 1),
    "size": (0.1, 0.95, 0, 1),
    "build": (0.1, 0.95, 0, 1),
    "speed": (0.1, 0.95, 0, 1),
    "phase": (0.6, 0.95, 0, 1),
    "neck": (0.1, 0.95, 0.55, 1),
    "head": (0.1, 0.6, 0.7, 1),
    "tail": (0.35, 0.85, 0, 0.3),
    "coat": (0.1, 0.95, 0, 1),
    "mane": (0.1, 0.75, 0, 1),
    "mane_length": (0.15, 0.6, 0.4, 0.95),
    "blaze": (0.15, 0.5, 0.75, 1),
    "socks": (0.7, 0.95, 0, 1),
    "sky": (0, 0.61, 0, 1),
    "ground": (0.59, 1, 0, 1),
    "horizon": (0.5, 1, 0, 1),
}


def stage(pixels=32, **moved):
    """The standard horse, with some factors moved; arrays give several pictures."""
    factors = np.broadcast_arrays(*(STANDARD | moved).values(), np.zeros(1))[:-1]
    return draw_horses(np.stack(factors, axis=-1), pixels).astype(float)


def move(name):
    """Mean change of each pixel as one factor goes from low to high in nine steps, `(32, 32)`."""
    if name == "facing":
        pictures = stage(facing=np.array([0, 1]))
    else:
        pictures = stage(**{name: np.linspace(*RANGES[name], 9)})
    return np.abs(np.diff(pictures, axis=0)).mean(axis=(0, 3))


def share(change, top, bottom, left, right):
    rows, columns = (
        np.round(32 * np.array(ends)).astype(int) for ends in ((top, bottom), (left, right))
    )
    return change[slice(*rows), slice(*columns)].sum() / change.sum()


def coloured(pictures, target, near=60):
    """How many pixels are close to a colour, of each picture."""
    return (np.abs(pictures - target).max(axis=-1) < near).sum(axis=(1, 2))


def test_pictures_and_their_factors():
    herd = horses(7, seed=0)
    assert herd.images.shape == (7, 32, 32, 3) and herd.images.dtype == np.uint8
    assert herd.factors.shape == (7, 17) and herd.factors.dtype == np.float32
    assert herd.names == NAMES == tuple(STANDARD) == tuple(WHERE)


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others():
    one, same, other = horses(9, seed=1), horses(9, seed=1), horses(9, seed=2)
    np.testing.assert_array_equal(one.images, same.images)
    np.testing.assert_array_equal(one.factors, same.factors)
    assert (one.images != other.images).any(axis=(1, 2, 3)).all()


def test_factors_fill_their_ranges_and_do_not_leave_them():
    factors = horses(400, seed=0, size=16).factors.astype(float)
    low, high = np.array(list(RANGES.values())).T
    span = high - low
    assert (factors >= low - 1e-6).all() and (factors <= high + 1e-6).all()
    assert (factors.min(axis=0) < low + 0.05 * span).all()
    assert (factors.max(axis=0) > high - 0.05 * span).all()
    assert set(factors[:, 0]) == {0, 1}


def test_factors_are_independent():
    correlation = np.corrcoef(horses(2000, seed=0, size=16).factors.T) - np.eye(17)
    assert np.abs(correlation).max() < 0.12  # 5 standard errors


def test_pictures_come_from_their_factors_alone():
    herd = horses(300, seed=3)  # more than are drawn at a time
    np.testing.assert_array_equal(draw_horses(herd.factors[240:260]), herd.images[240:260])


def test_a_larger_size_is_the_same_scene():
    small, large = horses(20, seed=5), horses(20, seed=5, size=128)
    np.testing.assert_array_equal(small.factors, large.factors)
    shrunk = large.images.reshape(20, 32, 4, 32, 4, 3).mean(axis=(2, 4))
    assert np.abs(shrunk - small.images).mean(axis=(1, 2, 3)).max() < 3
    assert np.abs(shrunk - small.images[::-1]).mean(axis=(1, 2, 3)).min() > 10


def test_facing_mirrors_the_picture():
    factors = horses(50, seed=6).factors
    mirrored = factors.copy()
    mirrored[:, 0] = 1 - factors[:, 0]
    pictures = draw_horses(factors)
    np.testing.assert_array_equal(draw_horses(mirrored), pictures[:, :, ::-1])
    assert (pictures != pictures[:, :, ::-1]).any(axis=(1, 2, 3)).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_factor_that_moves_alone_changes_its_part_of_the_picture(name):
    change = move(name)
    assert change.max() > 2
    assert share(change, *WHERE[name]) > 0.9


def test_coat_and_mane_leave_the_sky_as_it_is():
    for name in ("coat", "mane", "socks", "phase"):
        assert (move(name)[:4] == 0).all()


def test_the_coat_goes_from_black_to_white():
    body = stage(coat=np.array([0, 5 / 6]))[:, 17:19, 11:20].mean(axis=(1, 2))
    assert body[0].max() < 60 and body[1].min() > 180


def test_a_bay_has_dark_legs_under_a_brown_body():
    picture = stage(coat=1 / 3, socks=0, speed=0)
    red, green, blue = picture[0, 17, 15]
    assert red > 1.5 * green > 1.5 * blue
    assert coloured(picture[:, 23:28], [33, 20, 18], 30) > 5


def test_bigger_heavier_and_whiter():
    brown = [115, 65, 35]
    for name in ("size", "build"):
        few, many = coloured(stage(**{name: np.array(RANGES[name])}), brown)
        assert many > 1.1 * few
    few, many = coloured(stage(64, socks=np.array([0, 1]))[:, 40:], 255, 60)
    assert many > few + 15
    few, many = coloured(stage(128, blaze=np.array([0, 1])), 255, 40)
    assert many > few + 20


def test_a_raised_head_is_above_a_grazing_one():
    grazing, raised = stage(neck=np.array([0, 1]), speed=0)
    change = np.abs(grazing - raised).mean(axis=-1)[:, 20:]
    assert change[:12].max() > 30 and change[20:28].max() > 30
    assert (np.ptp(grazing[:12, 20:], axis=1) == 0).all()  # nothing but sky up there


def test_a_stride_ends_where_it_began():
    first, last = stage(phase=np.array([0, 1]), speed=1)
    assert np.abs(first - last).max() <= 1


def hoofs_down(speed):
    """How many hoofs carry the horse at each of 100 moments of a stride."""
    phase = np.linspace(0, 1, 100, endpoint=False)
    horse = parts.SimpleNamespace(phase=phase, speed=np.full(100, speed))
    return sum(parts.stride(horse, *hoof)[1] == 0 for hoof in parts.GAITS)


def test_a_walk_always_has_two_hoofs_down_and_a_gallop_flies():
    assert hoofs_down(0.3).min() >= 2
    assert hoofs_down(1.0).min() == 0


def test_a_trot_moves_opposite_legs_together():
    horse = parts.SimpleNamespace(phase=np.linspace(0, 0.99, 50), speed=np.full(50, 0.5))
    for one, other in (("near", "far"), ("far", "near")):
        hind, front = parts.stride(horse, one, "hind"), parts.stride(horse, other, "front")
        np.testing.assert_allclose(hind, front, atol=1e-9)


def one_wrong(name, value):
    factors = horses(3, seed=0).factors
    factors[1, NAMES.index(name)] = value
    return lambda: draw_horses(factors)


BAD = {
    "no pictures": (lambda: horses(0, seed=0), "number of pictures, 1 or more; received 0"),
    "half a picture": (lambda: horses(2.5, seed=0), "received 2.5"),
    "few pixels": (lambda: horses(1, seed=0, size=8), "16 pixels or more; received 8"),
    "half a pixel": (lambda: horses(1, seed=0, size=32.5), "received 32.5"),
    "one row": (lambda: draw_horses(np.zeros(17)), r"received \(17,\).*factors\[None\]"),
    "columns": (lambda: draw_horses(np.zeros((2, 5))), r"\(n, 17\).*received \(2, 5\)"),
    "too high": (one_wrong("coat", 1.5), "coat from 0 to 1; received 1.5 in row 1"),
    "too low": (one_wrong("size", 0.1), "size from 0.43 to 0.52; received 0.1"),
    "NaN": (one_wrong("neck", np.nan), "neck from 0 to 1; received nan in row 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_drawn_is_refused(name):
    call, message = BAD[name]
    with pytest.raises(ValueError, match=message):
        call()


def test_a_thousand_take_less_than_a_minute():
    start = time.perf_counter()
    horses(1000, seed=0)
    assert time.perf_counter() - start < 60
