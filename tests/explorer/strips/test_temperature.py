"""Texts at many temperatures on one slider, without a browser."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.explorer import TemperatureExplorer
from helpers.explorer.strips.temperature import wrapped


class Dice:
    """Every letter has the same logits wherever it stands; above temperature 1 the last ones."""

    alphabet = "\n ab"

    def draw(self, u, temperatures, beginning):
        self.asked = u, beginning
        if "?" in beginning:
            raise ValueError("Alphabet.tokens expected characters; received '?'.")
        letters = [("a b\n" if t < 1 else "b  a")[int(4 * u[0])] for t in temperatures]
        return [letter * len(u) for letter in letters]

    def entropies(self, text, temperatures):
        return np.asarray(temperatures) / 2


@pytest.fixture
def live():
    return TemperatureExplorer(Dice(), "a passage", "ab", length=30)


def test_all_texts_are_ready_before_anyone_drags(live):
    page, number = live.page, live.page.reply["number"]
    assert len(page.texts) == len(page.words) == len(page.ticks) == 16
    for place in (0, 7, 15):
        page.set_state({"place": place})
        assert live.temperature == pytest.approx(place / 10)
        assert live.shown == "ab" + page.texts[place]
        assert live.status == page.words[place]
        assert f"Temperature {place / 10:.1f}" in live.status
    assert page.reply["number"] == number  # nobody asked the kernel


def test_the_line_of_text_says_what_the_temperature_buys(live):
    live.temperature = 1.2
    assert "0.60 bits" in live.status and "1.5 equally probable" in live.status
    live.temperature = 0
    assert "0.00 bits" in live.status and "most probable character" in live.status
    assert live.page.scores[0] == pytest.approx(np.array(live.page.ticks) / 2)
    assert live.page.level == 2  # log2 of four letters


def test_one_row_of_numbers_serves_all_temperatures_and_the_button_draws_others(live):
    before, beginning = live._model.asked
    assert before.shape == (30,) and beginning == "ab"
    seen, work = [], live.page.work
    live.page.work = lambda busy: (work(busy), seen.append(live.status))
    live.again.click()
    assert "writing" in seen[0] and "seed 1" in live.status
    assert not np.array_equal(before, live._model.asked[0])


def test_another_beginning_writes_anew_from_the_same_numbers(live):
    before = live._model.asked[0]
    live.beginning.value = "b"
    np.testing.assert_array_equal(live._model.asked[0], before)
    assert live.page.beginning == "b" and live.shown.startswith("b")


def test_a_beginning_that_the_model_cannot_read_is_told_and_the_texts_stay(live):
    shown = live.shown
    live.beginning.value = "what?"
    assert "received '?'" in live.status and live.shown == shown
    live.beginning.value = "a"
    assert live.page.error == ""


def test_whitespace_is_kept_in_the_still_text():
    assert wrapped("a  b\n\n c", columns=3) == "a  \nb\n\n c"
    assert wrapped("ab" * 100, columns=10, most=2) == "\n".join(["ab" * 5] * 2)


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(live, capsys):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "TemperatureExplorer(16 temperatures, 30 characters)"
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "") and plt.get_fignums() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"length": 0}, "1 or more"),
        ({"temperatures": []}, "temperatures"),
        ({"model": Dice}, "the class Dice"),
        ({"model": 3}, "draw"),
    ],
)
def test_refusals(change, words):
    arguments = {"model": Dice(), "passage": "a", **change}
    with pytest.raises((ValueError, TypeError), match=words):
        TemperatureExplorer(**arguments)
