"""The pure half of the explorer: codes in, uint8 pictures out."""

import io

import numpy as np
import pytest
from PIL import Image

from helpers.explorer.shell import render

RNG = np.random.default_rng(0)
WEIGHTS = {1: RNG.uniform(-0.05, 0.05, (4, 6, 5, 1)), 3: RNG.uniform(-0.05, 0.05, (4, 6, 5, 3))}


def linear(channels):
    """A decoder with a closed form: 0.5 + z W, too small to be clipped."""
    return lambda z: 0.5 + np.tensordot(z, WEIGHTS[channels], 1)


def test_grey_levels_are_rounded_and_clipped():
    assert render.to_uint8([0, 0.001, 0.003, 0.5, 1, 1.5, -1]).tolist() == [
        *(0, 0, 1, 128, 255, 255, 0),
    ]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_broken_weights_are_named(bad):
    with pytest.raises(ValueError, match=r"received NaN or infinity.*load or train it again"):
        render.to_uint8([0.5, bad])


@pytest.mark.parametrize("channels", [1, 3])
def test_a_strip_moves_one_dimension(channels):
    decode, z, places = linear(channels), np.float32([1, -2, 0.5, 0]), render.grid(3, 7)
    strips = render.strips(decode, z, [2, 0], places)
    assert strips.shape == (2, 7, 6, 5, channels) and strips.dtype == np.uint8
    for row, dim in enumerate([2, 0]):
        for column, place in enumerate(places):
            moved = z.copy()
            moved[dim] = place
            np.testing.assert_array_equal(strips[row, column], render.picture(decode, moved))


def test_strips_take_one_batch():
    sizes = []
    decode = linear(1)
    render.strips(lambda z: sizes.append(len(z)) or decode(z), np.zeros(4), range(4), np.zeros(61))
    assert sizes == [4 * 61]


def test_many_pictures_are_decoded_in_pieces():
    z = RNG.standard_normal((2 * render.BATCH + 1, 4))
    sizes = []
    decode = linear(1)
    many = render.pictures(lambda z: sizes.append(len(z)) or decode(z), z)
    assert sizes == [render.BATCH, render.BATCH, 1]
    np.testing.assert_array_equal(many[-1], render.picture(decode, z[-1]))


def test_lattice_axes():
    def decode(z):
        return z[:, :, None, None]

    plane = render.lattice(decode, [0.0, 0.2, 1.0])
    assert plane.shape == (3, 3, 2, 1, 1)
    assert plane[1, 2, :, 0, 0].tolist() == [51, 255]


def test_sensitivity_of_a_linear_decoder():
    """Moving z_k from -1.5 to 1.5 changes pixel p by 3 W_kp, wherever the others are."""
    decode = linear(3)
    expected = (3 * 255 * WEIGHTS[3].reshape(4, -1)) ** 2
    # Each of two pictures is rounded to whole grey levels, which adds 1/12 of variance.
    found = render.sensitivity(decode, 4, points=16)
    np.testing.assert_allclose(found, expected.mean(axis=1) + 2 / 12, rtol=0.05)


def test_an_ignored_dimension_comes_last():
    def decode(z):
        return 0.5 + 0.1 * z[:, [0, 3, 2], None, None] * [[[0.1]], [[1]], [[0.5]]]

    assert render.sensitivity(decode, 4)[1] == 0
    assert render.ranking(decode, 4, pace=0) == [3, 2, 0, 1]


def test_a_plane_and_a_slow_decoder_keep_their_order():
    def decode(z):
        raise AssertionError("no need to decode")

    assert render.ranking(decode, 2, pace=0) == [0, 1]
    assert render.ranking(decode, 5, pace=1) == [0, 1, 2, 3, 4]


def test_a_slow_decoder_is_not_timed_on_a_batch(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(render.time, "perf_counter", lambda: next(clock))
    sizes = []
    pace = render.seconds_a_picture(lambda z: sizes.append(len(z)) or linear(1)(z), 4)
    assert pace == 1 and max(sizes) == 1


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("rows", [0, 2])
def test_static_picture(channels, rows):
    decode = linear(channels)
    frames = render.strips(decode, np.zeros(4), range(2), render.grid(3, 9))[:rows]
    picture = render.picture(decode, np.zeros(4))
    with Image.open(io.BytesIO(render.static(picture, frames, ["z 0", "z 1"]))) as png:
        pixels = np.asarray(png)
    zoom = 252 // 6
    assert pixels.shape == (6 * zoom, 5 * zoom + 40 + 9 * 5, 3)
    np.testing.assert_array_equal(pixels[::zoom, : 5 * zoom : zoom], picture * np.uint8([1, 1, 1]))
