"""The explorer without a browser: what the page would send, sent from Python."""

import base64
import io
import threading
import time

import numpy as np
import pytest
from PIL import Image

from helpers.explorer import LatentExplorer
from helpers.explorer.shell import render
from helpers.taxonomy import NoCode

GREY, COLOUR = (28, 28, 1), (32, 32, 3)


class Blobs:
    """A linear model: encode undoes decode wherever no pixel is clipped."""

    def __init__(self, latent_dim=8, event_shape=GREY, encodes=True):
        self.latent_dim, self.event_shape, self.encodes = latent_dim, event_shape, encodes
        rng = np.random.default_rng(latent_dim)
        self.weights = rng.standard_normal((latent_dim, np.prod(event_shape)), "float32") / 20
        self.weights *= np.linspace(0.2, 1, latent_dim, dtype="float32")[:, None]

    def decode(self, z):
        return (0.5 + z @ self.weights).reshape(-1, *self.event_shape)

    def encode(self, x):
        if not self.encodes:
            raise NoCode("Blobs has no encoder: take another.")
        flat = np.asarray(x, "float32").reshape(len(x), -1) / 255 - 0.5
        return flat @ np.linalg.pinv(self.weights)

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, self.latent_dim), "float32")


@pytest.fixture
def model():
    return Blobs()


@pytest.fixture
def gallery(model):
    images = render.pictures(model.decode, model.noise(40, seed=3))
    return {"images": images, "labels": np.arange(40) % 2, "class_names": ["Bag", "Ankle boot"]}


def sent(live):
    """What the page receives: the picture, the reference and the strips."""
    answer, size = live.page.reply, np.prod(live.page.shape)
    frames = np.frombuffer(live.page.frames, "uint8").reshape(-1, *live.page.shape)
    assert frames.size % size == 0
    head = 2 if answer["reference"] else 1
    strips = frames[head:].reshape(len(answer["dims"]), live.page.positions, *frames.shape[1:])
    return frames[0], frames[1:head], strips


def test_the_most_informative_dimension_comes_first(model):
    live = LatentExplorer(model)
    assert live.page.handles == [f"z {k}" for k in reversed(range(8))]
    assert live.boxes[0].description == "z 7"


@pytest.mark.parametrize("shape", [GREY, COLOUR])
@pytest.mark.parametrize("latent_dim", [2, 8, 32])
def test_every_slider_moves_its_dimension(latent_dim, shape):
    model = Blobs(latent_dim, shape)
    live = LatentExplorer(model)
    expected = np.zeros(latent_dim)
    for slider, box in zip(live.sliders, live.boxes, strict=True):
        slider.value = 1.5
        expected[int(box.description.removeprefix("z "))] = 1.5
        np.testing.assert_array_equal(live.z, expected)
    np.testing.assert_array_equal(live.picture, render.picture(model.decode, expected))
    assert f"Point {np.linalg.norm(expected):.1f} from the centre" in live.status


def test_the_page_gets_what_it_asks_for(model):
    live = LatentExplorer(model)
    values = np.linspace(-2, 2, 8)
    live.page.set_state({"request": {"z": values.tolist(), "dims": [1, 4], "count": 1}})
    z = values[::-1]  # the sliders run from z 7 to z 0
    picture, reference, strips = sent(live)
    assert live.page.reply["to"] == 1 and len(reference) == 0
    np.testing.assert_array_equal(picture, render.picture(model.decode, z))
    np.testing.assert_array_equal(
        strips, render.strips(model.decode, z, [6, 3], render.grid(3, 61))
    )


def test_a_set_point_is_exact_though_its_sliders_are_rounded(model):
    live = LatentExplorer(model)
    live.z = z = model.noise(1, seed=5)[0].astype("float64")
    np.testing.assert_array_equal(live.z, z)
    np.testing.assert_array_equal(sent(live)[0], render.picture(model.decode, z))
    np.testing.assert_allclose([slider.value for slider in live.sliders], z[::-1], atol=0.05)
    live.sliders[0].value = 0.30000000000000004
    assert live.z[7] == 0.3 and live.z[6] == z[6]


def test_a_far_point_widens_the_sliders(model):
    live = LatentExplorer(model)
    live.z = [0, 0, 0, 4.2, 0, 0, 0, -0.3]
    assert live.sliders[4].value == pytest.approx(4.2) and live.z[3] == 4.2
    assert {(slider.min, slider.max, slider.step) for slider in live.sliders} == {(-4.5, 4.5, 0.15)}
    assert {(box.min, box.max, box.step) for box in live.boxes} == {(-4.5, 4.5, 0.15)}


def test_a_plane_gets_all_its_pictures():
    model = Blobs(2)
    live = LatentExplorer(model)
    expected = render.lattice(model.decode, render.grid(3, 61))
    assert live.page.lattice == expected.tobytes()
    assert LatentExplorer(Blobs(8)).page.lattice == b""


def test_many_dimensions_fold_and_very_many_stop_at_64():
    live = LatentExplorer(Blobs(100))
    assert len(live.sliders) == 64 and live.page.shown == 8
    live.random()
    assert np.count_nonzero(live.z) == 100


def test_random_points_repeat(model):
    one, two = LatentExplorer(model), LatentExplorer(model)
    one.random(), two.random()
    np.testing.assert_array_equal(one.z, two.z)
    one.random()
    assert not np.array_equal(one.z, two.z)
    one.random(seed=1)
    np.testing.assert_array_equal(one.z, model.noise(1, seed=1)[0])


def test_reset(model):
    live = LatentExplorer(model)
    live.random()
    live.reset()
    assert not live.z.any() and all(slider.value == 0 for slider in live.sliders)


def test_a_real_image_stands_beside_its_decoded_code(model, gallery):
    live = LatentExplorer(model, **gallery)
    live.show_image(3)
    picture, reference, _ = sent(live)
    assert live.page.reply["reference"] == "original"
    np.testing.assert_array_equal(reference[0], gallery["images"][3])
    np.testing.assert_array_equal(picture, render.picture(model.decode, live.z))
    assert "This is the code of real image 3, an Ankle boot." in live.status
    live.sliders[0].value += 0.5
    assert "Moved 0.5 from the code of real image 3, an Ankle boot." in live.status
    live.reset()
    assert live.page.reply["reference"] == "nearest real image"


def test_the_nearest_image_is_named(model, gallery):
    live = LatentExplorer(model, **gallery)
    live.z = model.encode(gallery["images"])[12] + 0.01
    assert live.status.endswith("Nearest real image: 12, a Bag.")
    np.testing.assert_array_equal(sent(live)[1][0], gallery["images"][12])


def test_buttons(model, gallery):
    live = LatentExplorer(model, **gallery)
    random, real, reset = live.buttons
    random.click()
    np.testing.assert_array_equal(live.z, model.noise(1, seed=1)[0])
    real.click()
    assert live.page.reply["reference"] == "original"
    reset.click()
    assert not live.z.any()


def test_without_an_encoder_the_button_says_why(gallery):
    live = LatentExplorer(Blobs(encodes=False), **gallery)
    assert (
        live.buttons[1].disabled
        and live.buttons[1].tooltip == "Blobs has no encoder: take another."
    )
    with pytest.raises(ValueError, match=r"cannot show a real image\. Blobs has no encoder"):
        live.show_image(0)
    assert LatentExplorer(Blobs()).buttons[1].tooltip == (
        "Give the explorer images= and it can encode one."
    )


def test_a_slow_decoder_is_drawn_one_picture_at_a_time(model, monkeypatch):
    monkeypatch.setattr(render, "seconds_a_picture", lambda decode, latent_dim: 0.2)
    live = LatentExplorer(model)
    picture, _, strips = sent(live)
    assert live.page.chunk == 0 and len(strips) == 0
    np.testing.assert_array_equal(picture, render.picture(model.decode, np.zeros(8)))
    assert "image/png" in live._repr_mimebundle_()


def test_what_goes_wrong_in_a_callback_is_shown(model):
    live = LatentExplorer(model)
    model.weights[:] = np.nan
    live._decode = model.decode
    live.buttons[0].click()
    assert "received NaN or infinity" in live.page.error
    live.page.set_state({"request": {"z": [0.0] * 8, "dims": [], "count": 4}})
    assert live.page.reply["to"] == 4 and "NaN" in live.page.error


def test_a_thousand_slider_events(model):
    live = LatentExplorer(model)
    start = time.perf_counter()
    for value in np.random.default_rng(0).uniform(-3, 3, 1000).round(1):
        live.sliders[2].set_state({"value": value})
    live.sliders[2].set_state({"value": 1.7})
    assert time.perf_counter() - start < 5
    assert live.z[5] == 1.7 and np.count_nonzero(live.z) == 1


def test_the_page_and_a_cell_at_the_same_time(model):
    """Callbacks may come on a thread of their own while a cell runs."""
    live = LatentExplorer(model)
    points = model.noise(50, seed=0).astype("float64")

    def page():
        for count, z in enumerate(points):
            live.page.set_state({"request": {"z": z.tolist(), "dims": [0], "count": count}})
            assert not live.page.error

    def cell():
        for z in points:
            live.z = z

    failures = []
    threads = [
        threading.Thread(target=lambda work=work: _run(work, failures)) for work in (page, cell)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    np.testing.assert_array_equal(live.z, points[-1])
    order = [int(name.removeprefix("z ")) for name in live.page.handles]
    z = np.zeros(8)
    z[order] = live.page.reply["z"]
    np.testing.assert_array_equal(sent(live)[0], render.picture(model.decode, z))


def _run(work, failures):
    try:
        work()
    except BaseException as error:
        failures.append(error)


def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(model):
    live = LatentExplorer(model)
    data = live._repr_mimebundle_()
    assert data["text/plain"] == repr(live) == "LatentExplorer(8 sliders, 28×28 grey)"
    assert "application/vnd.jupyter.widget-view+json" in data
    with Image.open(io.BytesIO(base64.b64decode(data["image/png"]))) as png:
        assert png.size == (252 + 40 + 9 * 28, 252)
    assert repr(LatentExplorer(Blobs(2, COLOUR))) == "LatentExplorer(2 sliders, 32×32 colour)"


@pytest.mark.parametrize(
    "z, message",
    [
        (np.zeros(3), r"8 finite numbers.*received shape \(3,\)"),
        (np.zeros((1, 8)), r"received shape \(1, 8\)"),
        ([0, 0, 0, np.nan, 0, 0, 0, 0], "received NaN or infinity"),
    ],
)
def test_wrong_points(model, z, message):
    live = LatentExplorer(model)
    with pytest.raises(ValueError, match=message):
        live.z = z
    assert not live.z.any()


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"images": np.zeros((40, 28, 28), "uint8")}, "channel axis is missing"),
        ({"images": np.zeros((0, 28, 28, 1), "uint8")}, "empty array"),
        ({"images": np.full((40, 28, 28, 1), np.nan)}, "finite numbers"),
        ({"labels": [0, 1]}, "one whole number for each of the 40 images"),
        ({"labels": np.zeros(40)}, "received shape .* of float64"),
        ({"class_names": ["Bag"]}, "from 0 to 0.*received 0 to 1"),
    ],
)
def test_wrong_galleries(model, gallery, changes, message):
    with pytest.raises(ValueError, match=message):
        LatentExplorer(model, **{**gallery, **changes})


def test_a_model_of_points_is_refused():
    with pytest.raises(ValueError, match=r"event_shape \(2,\).*helpers.figures"):
        LatentExplorer(Blobs(event_shape=(2,)))


def test_a_missing_image_is_refused(model, gallery):
    live = LatentExplorer(model, **gallery)
    for i in (-1, 40):
        with pytest.raises(ValueError, match=f"from 0 to 39; received {i}"):
            live.show_image(i)
