"""One noise slider for many models, without a browser."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.approximate import EnergyBased
from helpers.explorer import SideBySide
from helpers.explorer.strips.side_by_side import STEP, steps_between, turned, whole_noise

SHAPE = (8, 8, 1)


class Grey:
    """A picture of one grey level: the noise's first number."""

    latent_dim, event_shape, evaluations = 3, SHAPE, 1

    def __init__(self, contrast):
        self.contrast = contrast

    def decode(self, z):
        level = 0.5 + self.contrast * z[:, :1]
        return level[:, :, None, None] * np.ones((1, *SHAPE), "float32")


MODELS = {"calm": Grey(0.05), "wild": Grey(0.2)}


@pytest.fixture
def live():
    return SideBySide(MODELS)


def send(live, place):
    live.page.set_state({"request": {"places": [place], "count": 1}})


def test_every_angle_leaves_the_noise_standard_normal():
    ends = np.random.default_rng(0).standard_normal((2, 200_000))
    noise = turned(*ends, np.array([0, 17, 45, 230]))
    np.testing.assert_allclose(noise.mean(axis=1), 0, atol=0.01)
    np.testing.assert_allclose(noise.std(axis=1), 1, atol=0.01)
    np.testing.assert_allclose(noise[0], ends[0], atol=1e-6)


def test_noise_turned_by_half_a_circle_is_its_own_negative():
    ends = np.random.default_rng(0).standard_normal((2, 5))
    there, back = turned(*ends, np.array([30, 210]))
    np.testing.assert_allclose(there, -back, atol=1e-5)


def test_steps_between_closes_the_circle():
    pictures = np.uint8([10, 13, 13, 20]).reshape(4, 1, 1, 1) * np.ones((1, 2, 2, 1), "uint8")
    assert steps_between(pictures).tolist() == [10, 3, 0, 7]


def test_all_stops_are_ready_before_anyone_drags(live):
    asked = live.page.reply["number"]
    for place in (0, 7, 30, len(live.degrees) - 1):
        send(live, place)
        pictures = live.picture(0, place)
        assert pictures.shape == (2, *SHAPE)
        np.testing.assert_array_equal(pictures, live.pictures[:, place % (360 // STEP)])
        assert live.values == pytest.approx(live.degrees[place])
        assert f"Angle {live.degrees[place]}°" in live.status
    assert live.page.reply["number"] == asked + 4 and live.seed == 0


def test_each_model_is_told_with_its_own_change(live):
    changes = live.changes
    assert list(changes) == ["calm", "wild"]
    assert changes["wild"].mean() == pytest.approx(4 * changes["calm"].mean(), rel=0.15)
    send(live, 5)
    assert f"wild {changes['wild'][5]:.1f}" in live.status
    curves = np.array(live.page.scores)
    np.testing.assert_allclose(curves[:, 5], [c[5] for c in changes.values()], atol=0.01)
    assert live.page.level == pytest.approx(live.unrelated.mean())


def test_new_noise_says_who_is_at_work_and_changes_all(live, monkeypatch):
    seen, before = [], live.pictures
    work = live.page.work
    monkeypatch.setattr(live.page, "work", lambda busy: (work(busy), seen.append(live.status)))
    live.buttons[0].click()
    assert live.seed == 1 and not np.array_equal(before, live.pictures)
    assert ["1 of 2: calm" in seen[0], "2 of 2: wild" in seen[1]] == [True, True]
    assert "at work" not in live.status and "seed 1" in live.status


def test_the_constructor_tells_how_far_it_is():
    told = []
    SideBySide(MODELS, tell=told.append)
    assert [line.split(",")[0] for line in told] == ["1 of 2: calm", "2 of 2: wild"]


def test_the_shakes_of_a_chain_turn_too():
    model = EnergyBased(SHAPE, width=8, levels=2, steps=1)
    size, decode = whole_noise(model)
    assert size == 3 * 64
    z = np.random.default_rng(0).standard_normal((2, size), "float32")
    z[1, :64] = z[0, :64]  # one start, other shakes
    one, other = decode(z)
    assert one.shape == SHAPE and not np.allclose(one, other)
    np.testing.assert_allclose(decode(z[:1])[0], one, atol=1e-4)


def test_models_of_different_shapes_have_no_common_wall():
    class Large(Grey):
        event_shape = (12, 12, 1)

    with pytest.raises(ValueError, match="pictures of one shape"):
        SideBySide({"small": Grey(1), "large": Large(1)})
    with pytest.raises(ValueError, match="received 0"):
        SideBySide({})


@pytest.mark.parametrize("places", [[99], [-5], [3, 4], "abc", [None]])
def test_nonsense_from_the_page_never_raises(live, places):
    live.page.set_state({"request": {"places": places, "count": 1}})
    assert live.page.error or live.status


def test_errors_of_a_callback_show_in_the_line_of_text(live, monkeypatch):
    monkeypatch.setattr(MODELS["wild"], "decode", lambda z: 1 / 0, raising=False)
    live.buttons[0].click()
    assert "ZeroDivisionError" in live.page.error
    monkeypatch.undo()
    live.buttons[0].click()
    assert live.page.error == ""


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(live, capsys):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "SideBySide(2 models, 60 stops)"
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "") and plt.get_fignums() == []
