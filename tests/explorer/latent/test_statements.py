"""Describing a face by sliders, without a browser."""

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets.faces import FACTORS
from helpers.explorer import LatentExplorer, TenStatements, measured_names
from helpers.explorer.latent.statements import ENDS, Listener
from helpers.explorer.shell import render

NAMES = list(FACTORS)


@pytest.fixture
def game():
    return TenStatements(seed=3)


def slider(game, factor):
    names = [name.partition(":")[0] for name in game.page.handles]
    return game.sliders[names.index(factor)]


def test_sliders_say_every_factor_and_nothing_else():
    people = datasets.faces(40, seed=1)
    listener = Listener()
    z = listener.sliders(people.factors)
    np.testing.assert_allclose(listener.factors(z), people.factors, atol=1e-6)
    drawn = render.pictures(listener.decode, z)
    assert np.abs(drawn.astype(int) - people.images).max() <= 1
    assert np.abs(z).max() <= 3
    assert list(ENDS) == NAMES


def test_an_unspoken_face_is_in_the_middle_without_glasses_beard_or_hat():
    middle = dict(zip(NAMES, Listener().factors(np.zeros((1, 18)))[0], strict=True))
    assert [middle[name] for name in ("glasses", "beard", "hat")] == [0, 0, 0]
    assert [middle[name] for name in ("skin", "smile")] == [0.5, 0]


def test_every_slider_changes_its_own_factor_and_counts_as_one_statement(game):
    for factor in NAMES:
        slider(game, factor).value = 2.0
        changed = Listener().factors(game.z[None])[0] != Listener().factors(np.zeros(18))
        assert [name for name, c in zip(NAMES, changed, strict=True) if c] == [factor]
        assert game.status.startswith("1 of 10 statements")
        slider(game, factor).value = 0.0
    assert game.status.startswith("0 of 10 statements") and "100%" in game.status


def test_right_statements_are_counted_and_the_truth_leaves_nothing(game):
    game.reveal()
    np.testing.assert_array_equal(game.picture, game.target)
    assert "18 of them right. 8 too many" in game.status and " 0% of" in game.status
    truth = game.z
    game.z = np.where(np.arange(18) == NAMES.index("skin"), -truth, truth)
    wrong = abs(truth[NAMES.index("skin")]) > 0.4
    assert f"{17 if wrong else 18} of them right" in game.status
    assert 0 < game.left(game.z) < 1


def test_no_glasses_is_a_statement_too(game):
    has = game._truth[NAMES.index("glasses")] > 0
    slider(game, "glasses").value = 1.0 if has else -1.0
    assert game.status.startswith("1 of 10 statements, 1 of them right")
    slider(game, "glasses").value = -1.0 if has else 1.0
    assert game.status.startswith("1 of 10 statements, 0 of them right")


def test_buttons(game):
    first = game.target
    new, reveal, reset = game.buttons
    assert [b.description for b in game.buttons] == ["New face", "Reveal", "Reset"]
    assert not any(b.disabled for b in game.buttons)
    slider(game, "hair").value = 1.0
    new.click()
    assert (game.target != first).any() and not game.z.any()
    reveal.click()
    np.testing.assert_array_equal(game.picture, game.target)
    reset.click()
    assert not game.z.any()
    game.random(seed=3)
    np.testing.assert_array_equal(game.target, first)


def test_the_page_gets_the_target_beside_the_drawing(game):
    answer, frames = game.page.reply, np.frombuffer(game.page.frames, "uint8")
    assert answer["reference"] == "the face you saw"
    np.testing.assert_array_equal(frames.reshape(-1, 32, 32, 3)[1], game.target)
    game.page.set_state({"request": {"z": [1.5] * 18, "dims": [2], "count": 1}})
    assert game.page.reply["status"].startswith("18 of 10 statements")
    assert not game.page.error


def test_what_goes_wrong_in_a_callback_is_shown(game, monkeypatch):
    monkeypatch.setattr(game._model, "noise", lambda *args, **kwargs: 1 / 0)
    game.buttons[0].click()
    assert "ZeroDivisionError" in game.page.error


def test_a_game_without_widgets_is_a_picture_and_a_fixed_text(game):
    data = game._repr_mimebundle_()
    assert data["text/plain"] == "TenStatements(18 statements, 32×32 colour)"
    assert "image/png" in data


# Names that were measured, in any explorer


def test_names_say_what_was_measured_largest_first():
    share = np.array([[0.61, 0.004, 0.0], [0.2, 0.04, 0.3], [0.1, 0.0, 0.06]])
    assert measured_names(share, ["skin", "hat", "age"]) == [
        "z 0: skin .61, hat .20",
        "z 1: nothing much",
        "z 2: hat .30, age .06",
    ]


def test_an_explorer_takes_names_in_the_order_of_the_dimensions():
    live = LatentExplorer(Listener(), names=[f"my {name}" for name in NAMES])
    assert sorted(live.page.handles) == sorted(f"my {name}" for name in NAMES)
    for box, control in zip(live.boxes, live.sliders, strict=True):
        control.value = 1.0
        dim = NAMES.index(box.description.removeprefix("my "))
        assert np.flatnonzero(live.z).tolist() == [dim]
        control.value = 0.0


def test_too_few_names_are_refused():
    with pytest.raises(ValueError, match=r"each of the 18 latent dimensions.*received 2"):
        LatentExplorer(Listener(), names=["a", "b"])
