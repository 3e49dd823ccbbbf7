"""The pixel explorer without a browser: what the page would send, sent from Python."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest
from random_weights import random_weights

from helpers.explorer import PixelExplorer
from helpers.explorer.pixels.canvas import tell
from helpers.figures.reading import NEXT, OPEN, half_drawn
from helpers.networks.images import reading_order
from helpers.tractable import Autoregressive

SHAPE = (8, 8, 1)
REAL = np.random.default_rng(0).integers(0, 256, (3, *SHAPE), dtype="uint8")


@pytest.fixture(scope="module")
def model():
    return random_weights(Autoregressive(SHAPE, components=3, width=8, seed=1), 0.3)


@pytest.fixture
def live(model):
    return PixelExplorer(model, REAL)


def in_order(live):
    return live.picture.reshape(-1)[live.order]


def endings(live):
    return np.frombuffer(live.page.endings, "uint8").reshape(3, 64)[:, live.order]


def ask(live, wish):
    """What the page sets when the slider is let go, or the brush is lifted."""
    live.page.set_state({"request": {**wish, "count": live.page.request["count"] + 1}})


def paint(live, pixels):
    ask(live, {"pixels": pixels})


def test_blocks_of_four_pixels_are_read_left_to_right_and_top_to_bottom():
    order = reading_order((4, 4, 1))
    assert order.tolist() == [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]


def test_a_half_drawn_picture_hides_what_is_to_come():
    order = reading_order(SHAPE)
    drawn = half_drawn(REAL[0], order, 10).reshape(-1, 3)
    np.testing.assert_allclose(
        drawn[order[:10]], REAL[0].reshape(-1, 1)[order[:10]] / 255 + [0] * 3
    )
    np.testing.assert_allclose(drawn[order[10]], NEXT)
    np.testing.assert_allclose(drawn[order[11:]], np.tile(OPEN, (53, 1)))


@pytest.mark.parametrize("known", [0, 1, 30, 63, 64])
def test_every_place_of_the_slider_has_its_words_and_its_endings(live, known):
    before = live.picture
    ask(live, {"known": known})
    np.testing.assert_array_equal(live.picture, before)
    assert (endings(live)[:, :known] == in_order(live)[:known]).all()
    assert live.status.startswith(f"{known} of 64" if known < 64 else "All 64 pixels decided")
    assert not live.page.busy


def test_the_words_are_those_of_the_models_probabilities(live, model):
    x = live.picture[None]
    chances = np.frombuffer(live.page.chances, "float32").reshape(64, 256)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-3)
    p = chances[np.arange(64), in_order(live)]
    np.testing.assert_allclose(
        np.log(p), np.asarray(model.factors(model.to_model(x)))[0], atol=2e-3
    )
    live.known = 64
    assert f"{float(model.bits_per_dim(x)[0]):.2f} a pixel" in live.status


def test_painting_a_pixel_keeps_it_and_what_came_before_and_draws_the_rest(live):
    before, place = in_order(live), live.order[20]
    live.page.set_state({"level": 255})
    paint(live, [int(place)])
    after = in_order(live)
    assert live.known == 21 and after[20] == 255
    np.testing.assert_array_equal(after[:20], before[:20])
    assert (after[21:] != before[21:]).any()


def test_a_stroke_decides_all_up_to_its_last_pixel(live):
    before = in_order(live)
    paint(live, [int(live.order[5]), int(live.order[30])])
    after = in_order(live)
    assert live.known == 31 and after[5] == after[30] == 255
    untouched = np.setdiff1d(np.arange(31), [5, 30])
    np.testing.assert_array_equal(after[untouched], before[untouched])


def test_painting_what_stands_there_already_changes_nothing(live):
    before = live.picture
    place = int(live.order[12])
    live.paint([place], int(before.reshape(-1)[place]))
    np.testing.assert_array_equal(live.picture, before)


@pytest.mark.parametrize("level", [0, 100, 255])
def test_the_keyboards_way_to_set_a_pixel(live, level):
    live.known = 32
    live.page.set_state({"level": level})
    live.buttons[3].click()
    assert in_order(live)[32] == level and live.known == 33
    live.known = 64
    before = live.picture
    live.buttons[3].click()  # no pixel is left to set
    np.testing.assert_array_equal(live.picture, before)


def test_drawing_the_rest_anew_keeps_what_is_decided(live):
    live.known, before = 16, in_order(live)
    live.buttons[2].click()
    np.testing.assert_array_equal(in_order(live)[:16], before[:16])
    assert (in_order(live)[16:] != before[16:]).any() and live.known == 16


def test_new_real_and_undo(live):
    first = live.picture
    live.buttons[0].click()
    assert (live.picture != first).any()
    live.buttons[1].click()
    np.testing.assert_array_equal(live.picture, REAL[0])
    live.buttons[1].click()
    np.testing.assert_array_equal(live.picture, REAL[1])
    for _ in range(3):
        live.buttons[4].click()
    np.testing.assert_array_equal(live.picture, first)
    live.buttons[4].click()  # nothing left to undo
    assert live.page.error == ""


@pytest.mark.parametrize("pixels", [[64], [-1], [], "abc", None])
def test_nonsense_from_the_page_is_told_in_the_line_of_text(live, pixels):
    paint(live, pixels)
    assert "Error" in live.status and not live.page.busy
    paint(live, [0])
    assert "Error" not in live.status


@pytest.mark.parametrize("known", [-5, 9999])
def test_a_place_beyond_the_slider_is_its_end(live, known):
    ask(live, {"known": known})
    assert live.known == (0 if known < 0 else 64) and live.status


def test_every_line_of_text_counts_the_bits_paid():
    chances = np.full((4, 256), 1 / 256)
    texts = tell(chances, np.array([7, 7, 7, 7]), np.arange(4), 2)
    assert "2 of 4 pixels decided, for 16 bits. Next: row 2, column 1." in texts[2]
    assert texts[4] == "All 4 pixels decided: 32 bits, 8.00 a pixel."


def test_other_models_and_pictures_are_refused(model):
    class NoPixels:
        event_shape = SHAPE

    with pytest.raises(ValueError, match="expected an autoregressive model of grey pictures"):
        PixelExplorer(NoPixels(), REAL)
    with pytest.raises(ValueError, match="PixelExplorer pictures="):
        PixelExplorer(model, REAL[:, :4])


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(live, capsys):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == repr(live) == "PixelExplorer(64 pixels, 8×8 grey)"
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "") and plt.get_fignums() == []
