"""The journey from noise to picture, without a browser: every control is moved from Python."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.explorer import JourneyExplorer
from helpers.explorer.strips.journey import ANY, STEPS, TICKS, there_and_heading

SHAPE = (8, 8, 1)
NAMES = ["Coat", "Dress", "Bag"]


class Straight:
    """A guide that goes straight from noise to a grey level: the class's, if one is wanted."""

    latent_dim, event_shape = 64, SHAPE

    def __init__(self):
        self.model, self.asked = self, []

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 64), "float32")

    def times(self, steps):
        return np.linspace(0, 0.95, steps + 1)

    def trajectory(self, z, steps, wanted, strength):
        self.asked.append((steps, wanted, strength))
        start = (z.reshape(-1, 1, *SHAPE) + 1) / 2
        end = np.full_like(start, 0.5 + 0.1 * wanted * min(strength, 4))
        t = self.times(steps).reshape(1, -1, 1, 1, 1)
        return np.concatenate([(1 - t) * start + t * end, end], axis=1)


def judge(pictures):
    assert pictures.min() >= 0 and pictures.max() <= 1
    return np.round((pictures.mean(axis=(1, 2, 3)) - 0.5) * 10).astype(int).clip(0, 2)


@pytest.fixture
def live():
    return JourneyExplorer(Straight(), NAMES, judge, pictures=3)


def send(live, place):
    live.page.set_state({"request": {"places": [place], "count": 1}})


def test_on_a_straight_way_the_heading_is_the_end_all_along():
    guide = Straight()
    states = guide.trajectory(guide.noise(4, seed=0), 5, 1, 1.0)
    there, heading = there_and_heading(states, guide.times(5))
    assert there.shape == heading.shape == (len(TICKS), 4, *SHAPE)
    assert np.ptp(heading) <= 1
    np.testing.assert_array_equal(there[-1], heading[-1])
    halfway = (states[:, 0] + states[:, -1]) / 2
    expected = np.round(255 * np.clip(halfway, 0, 1))
    assert np.abs(there[len(TICKS) // 2] - expected).max() <= 1


def test_the_time_slider_has_all_its_pictures(live):
    assert live.guide.asked == [(16, 0, 0.0)]
    for place in (0, 13, len(TICKS) - 1):
        send(live, place)
        assert live.values == pytest.approx(TICKS[place])
        assert f"Time {TICKS[place]:.2f}: {1 - TICKS[place]:.0%} noise" in live.status
        picture = live.picture(0, place)[0]
        assert picture.shape == (17, 26, 1)
        np.testing.assert_array_equal(picture, live._sheets[place])
    assert len(live.guide.asked) == 1  # the kernel made nothing anew


@pytest.mark.parametrize("steps", STEPS)
def test_steps(live, steps):
    live.steps.value = steps
    assert live.guide.asked[-1] == (steps, 0, 0.0)
    assert f"{steps} steps, not nudged" in live.status


def test_class_and_strength(live):
    before = live.finished()
    live.wanted.value = "Bag"
    assert live.guide.asked[-1] == (16, 2, 1.0)
    assert "nudged towards Bag with strength 1." in live.status
    assert live.status.endswith("like: Bag, Bag, Bag.")
    assert not np.array_equal(before, live.finished())
    live.strength.value = 0.5
    assert live.guide.asked[-1] == (16, 2, 0.5) and "Dress, Dress" in live.status
    live.wanted.value = ANY
    np.testing.assert_array_equal(before, live.finished())


def test_new_noise(live):
    before = live.page.frames, live.page.reply["number"]
    live.buttons[0].click()
    assert live.page.frames != before[0] and live.page.reply["number"] > before[1]


def test_while_it_works_the_text_says_so(live, monkeypatch):
    seen = []
    monkeypatch.setattr(live, "_judge", lambda x: seen.append(live.status) or judge(x))
    live.steps.value = 8
    assert "at work" in seen[0] and "at work" not in live.status


@pytest.mark.parametrize("places", [[99], [-5], [3, 4], "abc", [None]])
def test_nonsense_from_the_page_never_raises(live, places):
    live.page.set_state({"request": {"places": places, "count": 1}})
    assert live.page.error or live.status


def test_errors_of_a_callback_show_in_the_line_of_text(live, monkeypatch):
    monkeypatch.setattr(live, "_judge", lambda x: 1 / 0)
    live.steps.value = 4
    assert "ZeroDivisionError" in live.page.error
    monkeypatch.undo()
    live.steps.value = 2
    assert live.page.error == "" and "2 steps" in live.status


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(live, capsys):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "JourneyExplorer(3 noises, 51 times)"
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "") and plt.get_fignums() == []


def test_a_judge_that_gives_probabilities_is_refused():
    with pytest.raises(ValueError, match=r"judge expected labels.*received shape \(3, 5\)"):
        JourneyExplorer(Straight(), NAMES, lambda x: np.full((len(x), 5), 0.2), pictures=3)
