"""The explorers of chapter 02 without a browser: every reading, slider and button."""

import json

import numpy as np
import pytest

from helpers.explorer import PlaneExplorer, RepaintExplorer
from helpers.explorer.plane.plane import Readings
from helpers.explorer.shell import render

NAMES = ("west", "east")
BOUNDS = [[-4.0, 4.0], [-4.0, 4.0]]


def certainty(x):
    return 1 / (1 + np.exp(-3 * np.asarray(x)[:, 0]))


def log_density(x):
    return -0.5 * (np.asarray(x) ** 2).sum(axis=1) - np.log(2 * np.pi)


@pytest.fixture(scope="module")
def points():
    return np.random.default_rng(0).normal(size=(200, 2))


@pytest.fixture(scope="module")
def plane(points):
    return PlaneExplorer(certainty, log_density, points, (points[:, 0] > 0).astype(int), NAMES)


def test_readings_are_those_of_the_models(points):
    readings = Readings(certainty, log_density, points, BOUNDS, NAMES)
    row, column = readings.place([1.0, -2.0])
    assert readings.second[row, column] == pytest.approx(certainty([[1.0, -2.0]])[0], rel=1e-3)
    assert readings.log_p[row, column] == pytest.approx(log_density([[1.0, -2.0]])[0], rel=1e-3)
    assert readings.place([99.0, -99.0]) == (0, 120)


def test_far_away_the_classifier_is_sure_and_the_density_has_never_seen_it(points):
    readings = Readings(certainty, log_density, points, BOUNDS, NAMES)
    assert "50.0 % sure" in readings.describe([0.0, 0.0])
    assert "as usual" in readings.describe([0.0, 0.0])
    far = readings.describe([-4.0, 4.0])
    assert "more than 99.9 % sure of west" in far and "never seen" in far
    assert "rare" in readings.describe([2.5, 0.0])


def test_the_point_moves_and_bad_points_are_refused(plane):
    plane.point = [1.0, 2.0]
    assert plane.point.tolist() == [1.0, 2.0]
    assert plane.status == plane.readings.describe([1.0, 2.0])
    for bad in ([1.0], [np.nan, 0.0]):
        with pytest.raises(ValueError, match="two finite numbers"):
            plane.point = bad
    assert plane.point.tolist() == [1.0, 2.0]


def test_the_plane_shows_a_picture_without_a_page(plane):
    assert all(png.startswith(b"\x89PNG") for png in plane.page.maps)
    assert plane._repr_mimebundle_()["image/png"]
    for slider, box in zip(plane.sliders, plane.boxes, strict=True):
        assert slider.min == box.min < slider.max == box.max


def test_data_that_do_not_fit_are_refused(points):
    with pytest.raises(ValueError, match="as many rows in every array"):
        PlaneExplorer(certainty, log_density, points, np.zeros(3), NAMES)


class Painter:
    """Paints noise on scenes: every slider has to show."""

    event_shape = (8, 8, 3)

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 8, 8, 3), "float32")

    def repaint(self, scenes, noise):
        return np.clip(scenes / 255 + 0.1 * noise, 0, 1).astype("float32")


class Torn(Painter):
    """Works at first."""

    fails = False

    def repaint(self, scenes, noise):
        if self.fails:
            raise RuntimeError("the brush broke")
        return super().repaint(scenes, noise)


def opinion(x):
    return x.mean(axis=(1, 2, 3)) / 255


@pytest.fixture
def live():
    scenes = np.stack([np.full((8, 8, 3), level, "uint8") for level in (50, 120, 200)])
    return RepaintExplorer(Painter(), scenes, opinion)


def ask(live, z, dims, count=1):
    live.page.request = {"z": z, "dims": dims, "count": count}
    return live.page.reply


def test_the_noise_is_as_long_as_any(live):
    for z in ([0.0, 0.0], [2.0, -1.0]):
        noise = (live._decode(np.array([z]))[0] - live.scene / 255) / 0.1
        assert noise.std() == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize("k", [0, 1])
def test_every_slider_moves_the_strokes_through_its_strip(live, k):
    z = [0.0, 0.0]
    answer = ask(live, z, [k])
    assert answer["dims"] == [k] and json.dumps(answer)
    frames = np.frombuffer(live.page.frames, "uint8").reshape(-1, 8, 8, 3)
    assert len(frames) == 2 + live.page.positions
    places = render.grid(live.page.reach, live.page.positions)
    z[k] = places[3]
    np.testing.assert_array_equal(frames[2 + 3], render.picture(live._decode, z))
    np.testing.assert_array_equal(frames[1], live.scene)
    assert (frames[2] != frames[-1]).any()


def test_buttons(live):
    new, following, reset = live.buttons
    before = live.picture
    new.click()
    assert live.number == 0 and (live.picture != before).any()
    for number in (1, 2, 0):
        following.click()
        assert live.number == number
        assert f"Scene {number + 1} of 3" in live.status
    live.sliders[0].value = 1.0
    reset.click()
    assert not live.z.any()
    assert [button.description for button in live.buttons] == ["New strokes", "Next scene", "Reset"]


def test_the_line_of_text_gives_both_opinions(live):
    painted, plain = opinion(np.stack([live.picture, live.scene]))
    assert f"with {painted:.0%}" in live.status and f"with {plain:.0%}" in live.status


def test_what_goes_wrong_shows_in_the_line_of_text():
    model = Torn()
    live = RepaintExplorer(model, np.zeros((1, 8, 8, 3), "uint8"), opinion)
    model.fails = True
    reply = ask(live, [0.0, 0.0], [0], count=7)
    assert (reply["error"], reply["to"]) == ("RuntimeError: the brush broke", 7)
    live.buttons[0].click()
    assert "the brush broke" in live.page.error


def test_scenes_of_another_size_are_refused():
    with pytest.raises(ValueError, match="RepaintExplorer scenes="):
        RepaintExplorer(Painter(), np.zeros((1, 16, 16, 3), "uint8"), opinion)


def test_a_picture_for_viewers_without_widgets(live):
    assert live._repr_mimebundle_()["image/png"]
    assert repr(live) == "RepaintExplorer(3 scenes, 8×8)"
