"""Forger and critic without a browser: who moves, who is ahead, collapse and repair."""

import asyncio
import base64
import io
import math

import numpy as np
import pytest
from PIL import Image

from helpers import datasets
from helpers.approximate import VAE
from helpers.explorer import Duel, ForgerAndCritic
from helpers.explorer.theatre.duel import RATES
from helpers.implicit import GAN

RING = datasets.planar("eight_gaussians")


@pytest.fixture(autouse=True, scope="module")
def no_event_loop():
    """Hide the loop that Playwright leaves running when browser tests come first."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(outer)


def players(model):
    return {"critic": model.critic_network, "forger": model.generator}


def weights(network):
    return [w.numpy() for w in network.trainable_weights]


@pytest.fixture(scope="module")
def made():
    return Duel(GAN((2,), width=8), RING)


@pytest.fixture
def duel(made):
    made.restart()
    made.movers = "critic", "forger"
    made.gamma, made.hearing = made.model.gamma, 1.0
    return made


@pytest.fixture(scope="module")
def shown():
    return ForgerAndCritic(GAN((2,), width=8), RING)


@pytest.fixture
def live(shown):
    shown.repair()
    shown.who.value = "critic", "forger"
    shown.restart()
    return shown


@pytest.mark.parametrize("mover", ["critic", "forger"])
def test_only_who_moves_changes(duel, mover):
    before = {name: weights(network) for name, network in players(duel.model).items()}
    duel.movers = [mover]
    duel.train(2)
    for name, network in players(duel.model).items():
        pairs = zip(before[name], weights(network), strict=True)
        assert all(np.array_equal(a, b) for a, b in pairs) == (name != mover)
    assert duel.moves == {"critic": 0, "forger": 0} | {mover: 2}


def test_the_losses_are_the_models_own(duel):
    model = duel.model

    def mean(loss):
        pair = duel._batch()
        return float(np.mean(loss(pair["real"], model.generator(pair["z"]))))

    def critic_loss(real, fake):
        return model.critic_loss(real, fake, model.gamma)

    for player, loss in (("critic", critic_loss), ("forger", model.generator_loss)):
        duel.movers, before = [player], mean(loss)
        duel.train()
        assert duel.losses[player] == pytest.approx(before, rel=1e-4)


def test_the_penalty_is_live(duel):
    duel.gamma = 0.0
    duel.train()
    gentle = duel.losses["critic"]
    duel.restart()
    duel.gamma = 5.0
    duel.train()
    assert duel.losses["critic"] > gentle


def test_step_sizes_belong_to_their_player(duel):
    duel.set_rate("critic", 0.0)
    before = weights(duel.model.critic_network)
    duel.train(2)
    duel.set_rate("critic", RATES["critic"])
    assert all(map(np.array_equal, before, weights(duel.model.critic_network)))
    assert duel.rate("forger") == pytest.approx(RATES["forger"])


def test_restart_is_the_beginning_again(duel):
    duel.train(7)
    first = duel.losses, duel.samples()
    duel.restart()
    assert duel.steps == 0 and duel.accuracies == [] and duel.losses == {}
    duel.train(4)
    duel.train(3)  # the same batches however training is cut into pieces
    assert duel.losses == first[0]
    np.testing.assert_array_equal(duel.samples(), first[1])


@pytest.mark.parametrize(
    "shift, share, word", [(5.0, 1.0, "critic"), (-5.0, 0.0, "forger"), (0.0, 0.5, "nobody")]
)
def test_who_is_ahead_is_counted_in_pairs(duel, monkeypatch, shift, share, word):
    monkeypatch.setattr(duel, "_realness", lambda x: np.full(len(x), shift * (x is duel.real)))
    assert duel.accuracy == share and duel.ahead == word
    assert f"tells {share:.0%} of pairs right" in duel.status


def test_a_verdict_is_0_half_way_between_data_and_forgeries(duel):
    sides = [np.median(duel.realness(x)) for x in (duel.real, duel.samples())]
    assert sides[0] == pytest.approx(-sides[1], abs=1e-5)


def test_a_deaf_forger_makes_one_point_of_all_noise():
    duel = Duel(GAN((2,), width=8, skip=False), RING)
    spread = np.ptp(duel.samples(), axis=0)
    ear, *others = weights(duel.model.generator)
    duel.hearing = 1e-3
    duel.set_rate("forger", 0.0)
    duel.train()
    now, *_ = weights(duel.model.generator)
    np.testing.assert_allclose(now, 0.97 * ear, rtol=1e-6)
    duel.train(240)  # 0.97^240 < 0.001
    now, *rest = weights(duel.model.generator)
    np.testing.assert_allclose(now, 1e-3 * ear, rtol=1e-4)
    assert all(map(np.array_equal, others, rest))
    assert (np.ptp(duel.samples(), axis=0) < 0.05 * spread).all()


@pytest.mark.trains
def test_collapse_can_be_provoked_and_repaired():
    live = ForgerAndCritic(GAN((2,), width=64, gamma=0.05, skip=False), RING)
    duel = live.duel
    duel.train(200)
    assert duel.caught == 8 and duel.ahead != "forger"
    live.provoke()
    duel.train(200)
    assert 1 <= duel.caught <= 2
    assert all(abs(loss - math.log(2)) < 0.3 for loss in duel.losses.values())  # no alarm
    live.repair()
    duel.train(400)
    assert duel.caught == 8


def test_divergence_teaches(duel):
    duel.model.critic_network.trainable_weights[0].assign(
        np.full(duel.model.critic_network.trainable_weights[0].shape, np.nan)
    )
    with pytest.raises(FloatingPointError, match=r"diverged.*Restart, with smaller steps"):
        duel.train()


@pytest.mark.parametrize(
    "model, data, error, message",
    [
        (lambda: VAE((2,), width=4), RING, ValueError, "two players.*received VAE"),
        (lambda: GAN((28, 28, 1)), RING, ValueError, "event_shape"),
        (lambda: GAN((2,), width=4), "moons", TypeError, "A name alone"),
    ],
)
def test_errors_teach(model, data, error, message):
    with pytest.raises(error, match=message):
        Duel(model(), data)


def test_plain_points_play_too():
    duel = Duel(GAN((2,), width=8), RING.sample(300, seed=0))
    duel.train(2)
    assert "Modes" not in duel.status and duel.samples().shape == (500, 2)


def test_every_button_and_slider(live):
    _, one, restart, provoke, repair = live.buttons
    own = live.duel.rate("critic"), live.duel.gamma
    one.click()
    assert live.steps == 1 and "Round 1." in live.status
    for who in (("critic",), ("forger",), ("forger",), ("critic", "forger")):
        live.who.value = who
        one.click()
    assert live.duel.moves == {"critic": 3, "forger": 4} and live.steps == 5
    provoke.click()
    assert live.duel.hearing < 0.1 and live.duel.rate("forger") > 100 * live.duel.rate("critic")
    repair.click()
    assert (live.duel.rate("critic"), live.duel.gamma) == pytest.approx(own)
    assert live.duel.hearing == 1
    live.rates["critic"].value = 1e-3
    live.rates["forger"].value = 1e-2
    live.gamma.value = 0.02
    live.hearing.value = 0.5
    assert live.duel.hearing == 0.5
    assert live.duel.rate("critic") == pytest.approx(1e-3)
    assert live.duel.rate("forger") == pytest.approx(1e-2)
    assert live.duel.gamma == pytest.approx(0.02)
    restart.click()
    assert live.steps == 0 and not live.page.error


def test_it_plays_and_pauses(live):
    live.step()

    async def cells():
        live.buttons[0].click()
        while live.steps < 5:
            await asyncio.sleep(0.01)
        live.buttons[0].click()
        await live._task

    live._loop = None
    asyncio.run(cells())
    assert live.steps >= 5 and not live.playing and not live.page.error


@pytest.mark.parametrize("speed", [2, 20])
def test_a_slow_speed_is_slow(live, speed):
    live.step()
    live.speed.value = speed

    async def cells():
        live.play()
        await asyncio.sleep(0.3)
        live.pause()
        await live._task

    asyncio.run(cells())
    assert 2 <= live.steps <= 1 + math.ceil(0.3 * speed) + 1
    live.speed.value = math.inf


def test_the_picture_follows_the_players(live):
    def pixels():
        with Image.open(io.BytesIO(live.frame())) as image:
            assert image.format == "PNG"
            return np.asarray(image)

    before = pixels()
    np.testing.assert_array_equal(pixels(), before)
    live.step(3)
    assert not np.array_equal(pixels(), before)
    live.restart()
    np.testing.assert_array_equal(pixels(), before)


def test_forgeries_that_are_no_numbers_are_left_out(live):
    samples = np.array([[0.0, 0.0], [np.nan, 1.0]])
    png = live._arena.draw(samples, np.full((61, 61), np.nan), [(0, 0.5)])
    assert png[1:4] == b"PNG" and live._arena.samples.get_title().startswith("1 forger")


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(live):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "ForgerAndCritic(GAN on eight_gaussians)"
    assert base64.b64decode(data["image/png"]) == live.page.png


def test_every_control_says_what_it_does(live):
    sliders = [*live.rates.values(), live.gamma, live.hearing]
    for widget in (*live.buttons, live.who, live.speed, *sliders):
        assert widget.description and widget.tooltip
    assert [s.description for s in sliders] == live.page.handles


def test_what_goes_wrong_in_a_callback_is_said_in_the_line_of_text(live, monkeypatch):
    monkeypatch.setattr(live.duel, "train", lambda *a: 1 / 0)
    live.buttons[1].click()
    assert live.page.error and "ZeroDivisionError" in live.status


def test_no_global_random_state_and_no_pyplot(live, no_trace):
    live.step(2)
