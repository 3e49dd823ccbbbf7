"""Draw and train without a browser: the canvas's traits, the menu, the theatre below, points."""

import asyncio
import base64
import io
import time

import numpy as np
import pytest
from PIL import Image

from helpers import datasets
from helpers.approximate import VAE
from helpers.explorer import DrawDensity
from helpers.explorer.drawing import draw_density
from helpers.explorer.drawing import strokes as drawn
from helpers.explorer.theatre.session import Session
from helpers.families import FAMILIES
from helpers.implicit import GAN
from helpers.training import resuming

LINE = [[[-1.0, 0.0], [1.0, 0.5]]]


@pytest.fixture(autouse=True)
def no_event_loop():
    """Hide the loop that Playwright leaves running when browser tests come first."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(outer)


@pytest.fixture(scope="module")
def made():
    return DrawDensity([VAE, GAN])


@pytest.fixture
def live(made):
    made.strokes, made.thickness, made.menu.value = drawn.example(), 0.16, "VAE"
    made.page.tell()
    return made


def draw(live, strokes):
    """As the page does."""
    live.page.set_state({"strokes": strokes})


def in_a_notebook(cell):
    """Run a function in an event loop, as a cell, until the theatre pauses; returns its seconds."""

    async def cells():
        start = time.perf_counter()
        live = cell()
        live.theatre._loop = None
        await live.theatre._task
        return time.perf_counter() - start

    return asyncio.run(cells())


def test_it_is_never_empty(live):
    assert live.status.startswith("4 strokes, length 10.8.")
    assert live.theatre.steps == 0 and "curve" in repr(live.theatre)


def test_what_the_page_draws_is_the_density(live):
    draw(live, LINE)
    np.testing.assert_allclose(live.data.means, datasets.curve(LINE, 0.04).means)
    assert live.status.startswith("1 stroke, length 2.1.")
    live.page.set_state({"thickness": 0.4})
    assert live.data.sd == 0.1


def test_the_kernel_draws_on_the_page(live):
    live.strokes = [np.array(LINE[0]), [[0, 1]]]
    assert live.page.strokes == [*LINE, [[0.0, 1.0]]]
    live.thickness = 7
    assert live.thickness == drawn.THICK
    live.thickness = 1e-9
    assert live.thickness == drawn.THIN


def test_the_menu_has_every_family():
    assert [f.label for f in FAMILIES] == list(draw_density._of_the_plane(FAMILIES))


def test_begin_takes_the_drawing_and_the_family_as_they_are(live):
    draw(live, LINE)
    live.menu.value = "GAN"
    live.begin()
    assert repr(live.theatre) == "TrainingTheatre(GAN on curve)"
    assert "KL to the truth unknown: the model gives no density" in live.theatre.status
    draw(live, drawn.example())  # the theatre goes on with what it began with
    assert len(live.theatre._session.data.means) != len(live.data.means)
    live.menu.value = "VAE"
    live.begin()
    live.theatre.step(20)
    live.begin()
    assert live.theatre.steps == 0 and len(live.theatre.kl_history) == 1


def test_the_same_drawing_and_seed_train_alike(live):
    histories = []
    for _ in range(2):
        live.begin()
        live.theatre.step(5)
        histories.append(list(live.theatre.objective_history))
    assert histories[0] == histories[1]


def test_the_kl_falls_as_it_trains(live):
    live.begin()
    live.theatre.step(150)
    (_, first), *_, (_, last) = live.theatre.kl_history
    assert last < first / 2


def test_the_button_trains_beside_other_cells_and_ends_in_time(live, monkeypatch):
    monkeypatch.setattr(draw_density, "SECONDS", 1)

    def cell():
        live.theatre._loop = asyncio.get_running_loop()
        live.button.click()
        return live

    in_a_notebook(cell)
    assert 0 < live.theatre.steps < VAE((2,)).budget.steps and not live.theatre.playing
    assert not live.page.error and not live.page.busy
    assert live.status.startswith("4 strokes")


def test_a_press_while_it_trains_begins_anew(live, monkeypatch):
    monkeypatch.setattr(draw_density, "SECONDS", 2)

    async def cells():
        live.theatre._loop = asyncio.get_running_loop()
        live.button.click()
        await asyncio.sleep(0.5)
        live.menu.value = "GAN"
        live.button.click()
        await live.theatre._task

    asyncio.run(cells())
    live.theatre._loop = None
    assert repr(live.theatre) == "TrainingTheatre(GAN on curve)" and live.theatre.steps > 0
    assert not live.theatre.page.error


def test_an_empty_canvas_is_said_in_the_line_of_text(live):
    before = live.theatre.page.png
    draw(live, [])
    assert live.status.startswith("Nothing is drawn.")
    live.button.click()
    assert "received an empty canvas" in live.status
    assert live.theatre.page.png == before
    draw(live, LINE)
    assert live.status.startswith("1 stroke")
    draw(live, [])
    assert live.still()[1:4] == b"PNG"


@pytest.mark.parametrize("nonsense", [[[[9, 9]]], [["a"]], [[[None, 1]]], [[[1]]], [3]])
def test_nonsense_from_the_page_never_raises(live, nonsense):
    draw(live, nonsense)
    live.button.click()
    assert live.page.error and "expected" in live.page.error


def test_points_train_and_claim_no_kl(tmp_path):
    (tmp_path / "mine.csv").write_text("x;y\n" + "1,5;2\n3;4,25\n0;1\n" * 30, "utf-8")
    live = DrawDensity([VAE], points=datasets.points(tmp_path / "mine.csv"))
    assert live.status == "90 points of your own. Their density is unknown: no KL."
    live.begin()
    live.theatre.step(3)
    assert live.theatre.kl_history == [] and "without a density" in live.theatre.status
    assert live.still()[1:4] == b"PNG"


def test_viewers_without_widgets_get_the_drawing_and_a_fixed_text(live):
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "DrawDensity(VAE, GAN)"
    with Image.open(io.BytesIO(base64.b64decode(data["image/png"]))) as image:
        assert np.asarray(image).min() < 200


def test_every_control_says_what_it_does(live):
    for widget in (live.menu, live.button):
        assert widget.description and widget.tooltip


REFUSED = {
    "no families": (lambda: DrawDensity([]), TypeError, "helpers.families.FAMILIES"),
    "a family": (lambda: DrawDensity(VAE), TypeError, "expected families"),
    "models": (lambda: DrawDensity([VAE((2,), width=4)]), TypeError, "expected families"),
    "names": (lambda: DrawDensity(["VAE"]), TypeError, "expected families"),
    "a path": (lambda: DrawDensity([VAE], points="mine.csv"), TypeError, "expected numbers"),
    "three columns": (lambda: DrawDensity([VAE], np.zeros((5, 3))), ValueError, r"\(n, 2\)"),
    "equal points": (lambda: DrawDensity([VAE], np.zeros((5, 2))), ValueError, "different values"),
    "a seed": (lambda: DrawDensity([VAE], seed="a"), TypeError, "seed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_it_cannot_use_is_refused(name):
    call, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        call()


@pytest.mark.parametrize("thickness", [0, -1, "thin", None, float("nan")])
def test_a_thickness_is_a_number(live, thickness):
    with pytest.raises(ValueError, match="expected thickness"):
        live.thickness = thickness


HARD = {
    "a dot": [[[1.9, 1.9]]],
    "two dots in corners": [[[-2, -2]], [[2, 2]]],
    "a thin slanting line": [[[-2, -2], [2, 2]]],
    "a thin level line": [[[-2, 1.5], [2, 1.5]]],
    "a scribble": [np.random.default_rng(0).uniform(-2, 2, (400, 2)).tolist()],
}


@pytest.mark.trains
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_no_drawing_breaks_a_family(family):
    model = family((2,))  # one for all drawings: its graph takes longer to build than to run
    model.compile()
    beginning = [v.numpy() for v in resuming.state(model)]
    for strokes in HARD.values():
        for variable, value in zip(resuming.state(model), beginning, strict=True):
            variable.assign(value)
        session = Session(model, drawn.density(strokes, drawn.THIN), seed=0)
        session.train(200)
        session.measure()
        samples, log_p = session.look()
        assert np.isfinite(samples).all() and np.isfinite(session.kls).all()
        assert log_p is None or not np.isnan(log_p).any()
