"""The noise wall without a browser: every slider, box and button is moved from Python."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from helpers import datasets
from helpers.explorer import NoiseWall
from helpers.explorer.wall.noise_wall import STRENGTHS, variety, walls
from helpers.metrics import nearest

TRAIN = datasets.horses(50, seed=0).images


class Tints:
    """A grey picture that noise tints; numpy only."""

    latent_dim, event_shape = 4, (32, 32, 3)

    def decode(self, z):
        z = np.asarray(z)
        return 0.5 + 0.1 * z[:, None, None, :3] * np.ones((32, 32, 1))

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 4), "float32")


@pytest.fixture
def live():
    return NoiseWall(Tints(), TRAIN, pictures=6, columns=3)


def frames(live, name="samples"):
    """What the page has, `(strengths, n, h, w, c)`."""
    return np.frombuffer(getattr(live.page, name), "uint8").reshape(31, *live.page.shape)


def test_walls_are_the_decoded_noise_at_each_strength():
    model = Tints()
    z = model.noise(6, seed=3)
    wall = walls(model.decode, z, [0, 1, 1.5])
    assert wall.shape == (3, 6, 32, 32, 3) and wall.dtype == np.uint8
    expected = np.round(255 * np.clip(model.decode(1.5 * z), 0, 1))
    np.testing.assert_array_equal(wall[2], expected)


def test_variety_is_zero_for_equal_pictures_and_grows_with_the_noise():
    wall = walls(Tints().decode, Tints().noise(6, seed=0), [0, 0.5, 1])
    assert variety(wall[0]) == 0 < variety(wall[1]) < variety(wall[2])


def test_without_noise_all_are_equal(live):
    live.strength = 0
    assert (live.pictures == live.pictures[:1]).all()
    assert live.status.startswith("Noise strength 0.00: variety 0 %".replace(" %", "%"))


@pytest.mark.parametrize("k", range(0, 31, 5))
def test_every_place_of_the_slider_has_its_wall(live, k):
    live.slider.value = STRENGTHS[k]
    expected = walls(Tints().decode, Tints().noise(6, seed=0), [STRENGTHS[k]])[0]
    np.testing.assert_array_equal(live.pictures, expected)
    np.testing.assert_array_equal(frames(live)[k], expected)
    assert f"Noise strength {STRENGTHS[k]:.2f}" in live.status


def test_the_neighbours_are_the_nearest_training_pictures(live):
    np.testing.assert_array_equal(live.neighbours, TRAIN[nearest(live.pictures, TRAIN)])
    np.testing.assert_array_equal(frames(live, "nearest")[20], live.neighbours)


def test_buttons(live):
    new, same = live.buttons
    before = frames(live)
    new.click()
    assert live.seed == 1 and "seed 1" in live.status
    assert not np.array_equal(frames(live)[20], before[20])
    after = frames(live)
    same.click()
    assert live.seed == 1 and "0 of 18,432 numbers changed" in live.status
    np.testing.assert_array_equal(frames(live), after)
    live.toggle.value = True
    assert live.page.beside
    live.toggle.value = False
    assert not live.page.beside


@pytest.mark.parametrize("value", [-3, 9, 0.333])
def test_any_strength_is_brought_to_a_place_of_the_slider(live, value):
    live.strength = value
    assert 0 <= live.strength <= 1.5 and live.pictures.shape == (6, 32, 32, 3)


def test_a_broken_model_speaks_in_the_line_of_text(live):
    live._decode = lambda z: np.full((len(z), 32, 32, 3), np.nan)
    live.buttons[0].click()
    assert "ValueError" in live.status and "NaN" in live.status


@pytest.mark.parametrize("train", [TRAIN[..., :1], TRAIN[0]])
def test_training_pictures_of_another_shape_are_refused(train):
    with pytest.raises(ValueError, match="NoiseWall expected"):
        NoiseWall(Tints(), train)


def test_a_viewer_without_widgets_gets_a_picture(live):
    png = base64.b64decode(live._repr_mimebundle_()["image/png"])
    assert Image.open(io.BytesIO(png)).size == (3 * (3 * 33 - 1), 3 * (2 * 33 - 1))
    assert repr(live) == "NoiseWall(6 pictures of 32×32)"
