"""The training theatre without a browser: steps, restart, play on an event loop, errors."""

import asyncio
import base64
import io
import re
import threading
import time
from typing import ClassVar

import keras
import numpy as np
import pytest
from keras import ops
from PIL import Image

from helpers import datasets
from helpers.approximate import VAE
from helpers.explorer import TrainingTheatre
from helpers.taxonomy import Density, GenerativeModel
from helpers.training import Budget

MOONS = datasets.planar("moons")


class Bell(GenerativeModel):
    """A normal whose centre is learnt: every kind of density can be claimed for it."""

    budgets: ClassVar = {1: Budget(40, 64, 0.1), 3: Budget(40, 64, 0.1)}

    def __init__(self, event_shape=(2,), density=Density.EXACT):
        super().__init__(event_shape, 2, seed=0)
        self.density = density
        self.centre = self.add_weight((2,), "ones", name="centre")

    def log_p(self, x):
        far = ops.sum((self.to_model(x) - self.centre) ** 2, axis=-1)
        return -0.5 * far - np.log(2 * np.pi) + self.log_volume()

    def objective(self, x):
        return -self.log_p(x)

    def log_density(self, x):
        return ops.convert_to_numpy(self.log_p(x)) if self.density is not Density.NONE else 1 / 0

    def decode(self, z):
        return self.to_data(z + self.centre)


@pytest.fixture(autouse=True)
def no_event_loop():
    """Hide the loop that Playwright leaves running when browser tests come first."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(outer)


@pytest.fixture
def bell():
    return TrainingTheatre(Bell(), MOONS)


def picture(png):
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return np.asarray(image)


def play(live, condition, seconds=20):
    """Play on an event loop until a condition holds, beside a cell that runs meanwhile."""

    async def cells():
        live.play()
        turns = 0
        while not condition() and turns < 100 * seconds:
            await asyncio.sleep(0.01)
            turns += 1
        live.pause()
        await live._task
        return turns

    return asyncio.run(cells())


def test_steps_train_and_are_remembered(bell):
    assert bell.steps == 0 and bell.objective_history == []
    first = bell.kl_history[0]
    bell.step()
    bell.step(25)
    assert bell.steps == 26
    assert [step for step, _ in bell.objective_history] == [1, 11, 21, 26]
    assert [step for step, _ in bell.kl_history] == [0, 1, 26]
    assert bell.kl_history[-1][1] < first[1]


def test_the_objective_is_the_mean_of_the_steps(bell):
    alone = TrainingTheatre(Bell(), MOONS)
    for _ in range(5):
        alone.step()
    bell.step(5)
    ((step, mean),) = bell.objective_history
    assert step == 5
    assert mean == pytest.approx(np.mean([value for _, value in alone.objective_history]), rel=1e-5)


def test_the_kl_is_that_of_the_held_out_points(bell):
    bell.step(60)
    x = MOONS.sample(20_000, seed=7)
    model = bell._session.model
    expected = (MOONS.log_prob(x) - model.log_density(x)).mean()
    assert bell.kl_history[-1][1] == pytest.approx(expected, abs=0.1)


def test_the_picture_follows_the_model(bell):
    before = bell.frame()
    assert picture(before).shape == (416, 1248, 3)
    assert bell.frame() == before == bell.page.png
    bell.step(5)
    assert not np.array_equal(picture(bell.frame()), picture(before))


def test_restart_is_the_beginning_again(bell):
    before = bell.page.png
    bell.step(12)
    trained = list(bell.objective_history), bell.page.png
    bell.restart()
    assert bell.steps == 0 and bell.objective_history == [] and bell.page.png == before
    bell.step(12)
    assert (bell.objective_history, bell.page.png) == trained


def test_restart_brings_back_the_noise_of_training():
    live = TrainingTheatre(VAE((2,), width=4), MOONS)
    live.step(5)
    first = live.objective_history[-1]
    live.restart()
    live.step(5)
    assert live.objective_history[-1] == first


def test_looking_takes_no_noise_from_training():
    one, two = (TrainingTheatre(VAE((2,), width=4), MOONS) for _ in range(2))
    for _ in range(3):
        one.step(2)
        two._session.train(2)
    assert one.objective_history == two.objective_history


def test_a_trained_model_starts_from_what_it_knows():
    model = Bell()
    model.fit(MOONS.sample(640, seed=0), epochs=4, verbose=0)
    centre = model.centre.numpy()
    live = TrainingTheatre(model, MOONS)
    assert live.learning_rate == pytest.approx(0.1)  # training had brought it down
    live.step(3)
    live.restart()
    np.testing.assert_array_equal(model.centre.numpy(), centre)


def test_the_learning_rate_is_live(bell):
    bell.learning_rate = 1e-5
    before = bell._session.model.centre.numpy()
    bell.step(2)
    np.testing.assert_allclose(bell._session.model.centre.numpy(), before, atol=1e-4)
    bell.rate_slider.value = 0.1995
    assert bell.rate_box.value == pytest.approx(0.2) and bell.learning_rate == pytest.approx(0.2)
    bell.rate_box.value = 0.03
    assert bell.rate_slider.value == pytest.approx(0.03)
    assert bell.learning_rate == pytest.approx(0.03)
    bell.restart()
    assert bell.learning_rate == pytest.approx(0.03)


def test_it_plays_between_the_turns_of_other_code(bell):
    turns = play(bell, lambda: bell.steps > 15)
    assert turns > 2 and bell.steps > 15
    assert not bell.playing and bell.buttons[0].description == "Play"
    steps = bell.steps
    assert bell.status.startswith(f"Step {steps}.")
    assert bell._session.model.sample(3, seed=0).shape == (3, 2)
    play(bell, lambda: bell.steps > steps)
    assert bell.steps > steps


def test_it_pauses_by_itself_after_the_familys_budget(bell):
    play(bell, lambda: not bell.playing)
    assert bell.steps == 40 and bell.status.startswith("Step 40.")
    play(bell, lambda: not bell.playing)
    assert bell.steps == 80


def test_a_slow_speed_is_slow(bell):
    bell.step()
    bell.speed.value = 20
    start = time.perf_counter()
    play(bell, lambda: bell.steps >= 5)
    assert time.perf_counter() - start >= 0.1  # however late a busy machine wakes the loop


def test_buttons_from_another_thread_train_on_the_loop(bell, monkeypatch):
    """Callbacks may come on a thread of their own; training stays on the cells' thread."""
    trained_on = []
    train = bell._session.train
    monkeypatch.setattr(
        bell._session, "train", lambda *a: (trained_on.append(threading.get_ident()), train(*a))
    )

    async def cells():
        bell._loop = asyncio.get_running_loop()
        for button in bell.buttons[1:]:
            thread = threading.Thread(target=button.click)
            thread.start()
            thread.join()
            await asyncio.sleep(0.05)

    asyncio.run(cells())
    assert trained_on == [threading.get_ident()]
    assert bell.steps == 0 and not bell.page.error


def test_playing_needs_a_notebook(bell):
    with pytest.raises(RuntimeError, match=r"expected a notebook.*theatre.step\(100\)"):
        bell.play()
    bell.buttons[0].click()
    assert bell.page.error and "expected a notebook" in bell.status


def test_divergence_is_said_where_the_learner_looks(bell):
    bell._session.model.centre.assign([np.nan, np.nan])
    bell.buttons[1].click()
    assert bell.page.error and "training diverged: the objective is nan at step 1" in bell.status
    play(bell, lambda: not bell.playing)
    assert bell.page.error and not bell.playing
    with pytest.raises(FloatingPointError, match="lower learning rate"):
        bell.step()
    bell.restart()
    assert not bell.page.error


@pytest.mark.parametrize(
    "density, words, title",
    [
        (Density.EXACT, r"KL to the truth \d.\d{3} nats", "KL (nats)"),
        (Density.BOUND, "KL to the truth at most ", "KL, upper bound (nats)"),
        (Density.ESTIMATE, "KL to the truth about ", "KL, estimated (nats)"),
        (Density.UNNORMALISED, "unknown: the model gives .* an unknown constant", None),
        (Density.NONE, "unknown: the model gives no density", None),
    ],
)
def test_every_kind_of_density_is_named(density, words, title):
    live = TrainingTheatre(Bell(density=density), MOONS)
    live.step(2)
    assert live.status.startswith("Step 2. Objective ")
    assert re.search(words, live.status)
    titles = [ax.get_title() for ax in live._picture.figure.axes]
    has_map = density is not Density.NONE
    assert titles == [
        *["1,000 samples", *[density.value] * has_map, "objective", *[title] * bool(title)]
    ]


def test_a_constant_that_a_grid_can_tell_makes_a_kl():
    class Shifted(Bell):
        def log_density(self, x):
            return super().log_density(x) + 3.0

        def log_partition(self, side):
            return 3.0

    plain = TrainingTheatre(Bell(density=Density.EXACT), MOONS)
    shifted = TrainingTheatre(Shifted(density=Density.UNNORMALISED), MOONS)
    for live in (plain, shifted):
        live.step(2)
    assert shifted.kl_history[-1][1] == pytest.approx(plain.kl_history[-1][1], abs=1e-4)
    assert "KL to the truth about" in shifted.status


def test_plain_points_have_no_kl():
    live = TrainingTheatre(Bell(), MOONS.sample(500, seed=0).tolist())
    live.step(2)
    assert live.kl_history == [] and "the data come without a density" in live.status
    assert repr(live) == "TrainingTheatre(Bell on 500 points)"


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(bell):
    data = bell._repr_mimebundle_()
    assert data["text/plain"] == repr(bell) == "TrainingTheatre(Bell on moons)"
    assert base64.b64decode(data["image/png"]) == bell.page.png
    assert "application/vnd.jupyter.widget-view+json" in data


def test_every_control_says_what_it_does(bell):
    for widget in (*bell.buttons, bell.speed, bell.rate_box):
        assert widget.description and widget.tooltip


def test_no_global_random_state_and_no_pyplot(bell, no_trace):
    bell.step(3)


@pytest.mark.parametrize(
    "model, data, error, message",
    [
        (lambda: Bell((28, 28, 1)), MOONS, ValueError, "Images learn too slowly.*LiveTraining"),
        (lambda: "VAE", MOONS, ValueError, "received str"),
        (Bell, "moons", TypeError, r"datasets.planar\('moons'\).*A name alone"),
        (Bell, np.zeros((5, 3)), ValueError, r"data= expected data of shape \(n, 2\)"),
        (Bell, np.full((5, 2), np.nan), ValueError, "finite numbers"),
        (Bell, np.zeros((5, 2)), ValueError, "different values in every coordinate"),
    ],
)
def test_errors_teach(model, data, error, message):
    with pytest.raises(error, match=message):
        TrainingTheatre(model(), data)


@pytest.mark.parametrize("n", [0, -1, 1.5])
def test_a_number_of_steps_is_whole(bell, n):
    with pytest.raises(ValueError, match="a number of steps, 1 or more"):
        bell.step(n)


class Duel(Bell):
    """Owns its step and two optimizers, as a family with a critic does."""

    def compile(self, **kwargs):
        super().compile(**kwargs)
        self.critic_optimizer = keras.optimizers.Adam(0.2)

    def train_step(self, data):
        x = data[0] if isinstance(data, tuple) else data
        slope = ops.mean(self.centre - self.to_model(x), axis=0)
        self.optimizer.apply([slope], [self.centre])
        self.critic_optimizer.apply([slope], [self.centre])
        return {"critic": ops.sum(slope**2)}


def test_a_family_may_own_its_step_and_several_optimizers():
    live = TrainingTheatre(Duel(density=Density.NONE), MOONS)
    live.learning_rate = 0.05
    assert float(live._session.model.critic_optimizer.learning_rate) == pytest.approx(0.1)
    live.step()
    live.step(12)
    history = list(live.objective_history)
    assert history[-1][1] < history[0][1]
    live.restart()
    live.step()
    live.step(12)
    assert live.objective_history == history
