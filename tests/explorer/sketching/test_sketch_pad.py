"""The sketch pad without a browser: what the page would send, sent from Python."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from helpers import checkpoints, datasets
from helpers.explorer import SketchPad
from helpers.explorer.shell import render as shown
from helpers.explorer.sketching import Sheet, render

GREY, COLOUR = (28, 28, 1), (32, 32, 3)
GARMENTS = datasets.fashion_mnist()
TOPS = {0, 2, 3, 4, 6}  # T-shirt, pullover, dress, coat, shirt


class Flat:
    """A sheet that is a plane: decode(z) = 1/2 + z W with orthonormal rows, encode projects."""

    def __init__(self, latent_dim=8, event_shape=GREY):
        self.latent_dim, self.event_shape = latent_dim, event_shape
        rows = np.random.default_rng(latent_dim).standard_normal((np.prod(event_shape), latent_dim))
        self.rows = np.linalg.qr(rows)[0].T.astype("float32")

    def decode(self, z):
        return (0.5 + np.asarray(z) @ self.rows).reshape(-1, *self.event_shape)

    def encode(self, x):
        x = np.asarray(x)
        x = x / 255 if x.dtype == "uint8" else x
        return ((x.reshape(len(x), -1) - 0.5) @ self.rows.T).astype("float32")

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, self.latent_dim), "float32")


def real(model, n=40):
    """Pictures near the sheet, some nearer than others."""
    x = model.decode(model.noise(n, seed=3))
    off = (
        np.random.default_rng(0).normal(0, 1, x.shape) * np.linspace(0, 0.1, n)[:, None, None, None]
    )
    return shown.to_uint8(x + off)


@pytest.fixture
def model():
    return Flat()


@pytest.fixture
def live(model):
    return SketchPad(model, real(model), np.arange(40) % 2, ["Bag", "Coat"])


def drawn(live, picture, drawing):
    """What the page sends while somebody draws."""
    request = {"sketched": True, "drawing": drawing, "z": [], "dims": []}
    count = live.page.request["count"] + 1
    sketch = memoryview(np.ascontiguousarray(picture).tobytes())
    live.page.set_state({"sketch": sketch, "request": {**request, "count": count}})
    assert live.page.reply["to"] == count and not live.page.error


def t_shirt(grey=200):
    picture = np.zeros(GREY, "uint8")
    picture[3:27, 8:20] = picture[4:11, 3:25] = grey
    return picture


def trousers(grey=180):
    picture = np.zeros(GREY, "uint8")
    picture[1:7, 9:19] = picture[7:27, 9:13] = picture[7:27, 15:19] = grey
    return picture


# The answer


def test_a_picture_on_the_sheet_comes_back_and_one_off_it_as_its_foot(model):
    rng = np.random.default_rng(1)
    z = rng.normal(0, 1, 8)
    on = shown.picture(model.decode, z)
    answer = render(model, on)
    np.testing.assert_allclose(answer.code, z, atol=0.05)
    assert answer.error < 1  # levels are rounded
    off = rng.normal(0, 1, GREY)
    off -= model.decode(model.encode(off[None] + 0.5))[0] - 0.5  # at a right angle to the sheet
    off *= 0.1 / off.std()
    answer = render(model, shown.to_uint8(on / 255 + off))
    assert answer.error == pytest.approx(25.5, rel=0.05)  # a tenth of the 255 levels
    np.testing.assert_allclose(answer.code, z, atol=0.05)


def test_levels_and_floats_are_one_picture(model):
    picture = real(model)[7]
    one, other = render(model, picture), render(model, picture / 255)
    np.testing.assert_array_equal(one.back, other.back)
    assert one.error == other.error


@pytest.mark.parametrize(
    "error, words",
    [
        (0.5, "nearer to the sheet than all 4"),
        (1.5, "nearer to the sheet than 75 of 100"),
        (2.5, "farther from the sheet than 50 of 100"),
        (3.5, "farther from the sheet than 75 of 100"),
        (9.0, "farther from the sheet than all 4"),
    ],
)
def test_a_distance_in_words(error, words):
    assert Sheet([4, 2, 3, 1]).words(error) == f"{words} real pictures"


@pytest.mark.parametrize("name", ["vae-fashion", "vae-fashion-2d", "autoencoder-fashion-2d"])
def test_a_sketched_garment_comes_back_as_one(name):
    model, judge = checkpoints.load(name), checkpoints.load("classifier-fashion")
    for picture, classes in ((t_shirt(), TOPS), (trousers(), {1})):
        back = render(model, picture).back
        assert int(judge.probabilities(back[None])[0].argmax()) in classes


# What the page gets


@pytest.mark.parametrize("drawing", [True, False])
def test_all_that_follows_from_a_sketch_comes_in_one_reply(live, model, drawing):
    picture = real(model)[5]
    number = live.page.reply["number"]
    drawn(live, picture, drawing)
    code = model.encode(picture[None])[0]
    page, size = live.page, picture.size
    assert page.reply["number"] == number + 1 and page.reply["moved"]
    np.testing.assert_allclose(page.point, code[live._order], atol=1e-6)
    np.testing.assert_array_equal(live.sketch, picture)
    back = np.frombuffer(page.frames, "uint8")[:size].reshape(GREY)
    np.testing.assert_array_equal(back, shown.picture(model.decode, code))
    np.testing.assert_array_equal(back, live.back)
    assert page.distance == live.error and page.caption == "what comes back"
    assert page.reply["status"] == live.status
    np.testing.assert_allclose(live.z, code, atol=1e-6)


def test_the_sliders_wait_until_the_brush_is_lifted(live, model):
    before = [slider.value for slider in live.sliders]
    picture = real(model)[6]
    drawn(live, picture, drawing=True)
    assert [slider.value for slider in live.sliders] == before
    drawn(live, picture, drawing=False)
    code = model.encode(picture[None])[0]
    values = np.array([slider.value for slider in live.sliders])
    np.testing.assert_allclose(values, code[live._order], atol=live.page.step)


def test_sliders_go_on_from_the_code_and_back(live, model):
    live.sketch = real(model)[6]
    code = live.z
    live.sliders[0].value = 1.5
    z = code.copy()
    z[live._order[0]] = 1.5
    np.testing.assert_allclose(live.z, z, atol=1e-6)
    asked = {"z": z[live._order].tolist(), "dims": [0, 1], "count": 9}
    live.page.set_state({"request": asked})
    assert live.page.caption == "where the sliders are" and live.page.reply["dims"] == [0, 1]
    assert f"The sliders are {np.linalg.norm(z - code):.1f} from its code." in live.status
    live.buttons[2].click()
    np.testing.assert_allclose(live.z, code, atol=1e-6)
    assert live.page.caption == "what comes back"


def test_the_nearest_pictures_are_those_with_the_nearest_codes(live, model):
    images = real(model)
    live.sketch = images[8]
    assert live.page.neighbours[:784] == images[8].tobytes()
    far = np.linalg.norm(model.encode(images) - model.encode(images[8][None]), axis=1)
    near = np.argsort(far)[:5]
    assert live.page.neighbours == images[near].tobytes()
    assert live.page.titles == [["Bag", "Coat"][i % 2] for i in near]


@pytest.mark.parametrize("i", [0, 20, 39])
def test_a_real_picture_lies_where_it_counts_itself(live, model, i):
    live.show_image(i)
    np.testing.assert_array_equal(live.sketch, real(model)[i])
    assert min(np.abs(np.array(live.page.errors) - live.error)) < 0.05


def test_buttons(live):
    for button in live.buttons:
        number = live.page.reply["number"]
        button.click()
        assert live.page.reply["number"] > number and not live.page.error
    assert [b.description for b in live.buttons] == [
        "Random point",
        "Real picture",
        "Back to the sketch",
    ]


@pytest.mark.parametrize(
    "state",
    [
        {"sketch": memoryview(b"12"), "request": {"sketched": True, "drawing": False, "count": 1}},
        {"request": {"sketched": True, "count": 2}},
        {"request": {"count": 3}},
    ],
)
def test_nonsense_from_the_page_is_said_and_nothing_is_lost(live, state):
    z = live.z
    live.page.set_state(state)
    assert live.page.error and live.page.reply["to"] == live.page.request["count"]
    np.testing.assert_array_equal(live.z, z)
    live.sketch = t_shirt()
    assert not live.page.error


# Other pictures and models


def test_an_empty_pad_is_the_paper_of_the_pictures():
    faces = datasets.faces(30, seed=0).images
    live = SketchPad(Flat(8, COLOUR), faces)
    rim = np.concatenate([faces[:, 0], faces[:, -1], faces[:, :, 0], faces[:, :, -1]], axis=1)
    assert live.page.ground == np.median(rim, axis=(0, 1)).astype(int).tolist()
    assert (live.sketch == live.page.ground).all()
    assert len(live.page.inks) == 10 and np.shape(live.page.inks) == (10, 3)
    assert live.page.titles[0].startswith("no. ")


def test_without_images_it_says_what_it_knows(model):
    live = SketchPad(model)
    live.sketch = t_shirt()
    assert live.status.endswith("grey levels.") and live.page.errors == []
    assert live.buttons[1].disabled and "images=" in live.buttons[1].tooltip
    with pytest.raises(ValueError, match="images="):
        live.show_image(0)


def test_a_far_sketch_widens_the_sliders(live):
    live.sketch = np.full(GREY, 255)
    assert live.page.reach >= np.abs(live.z).max()


@pytest.mark.parametrize(
    "picture",
    [np.zeros((28, 28)), np.zeros((1, 28, 28, 1)), np.full(GREY, 7.0), np.full(GREY, np.nan), "T"],
)
def test_what_is_no_picture_is_refused_and_the_sketch_stays(live, picture):
    live.sketch = t_shirt()
    with pytest.raises((ValueError, TypeError), match="expected"):
        live.sketch = picture
    np.testing.assert_array_equal(live.sketch, t_shirt())


@pytest.mark.parametrize("name", ["gan-fashion", "energy-fashion", "classifier-fashion"])
def test_a_model_without_an_encoder_is_refused_and_told_who_has_one(name):
    with pytest.raises(TypeError, match=r"no encoder.*vae-fashion"):
        SketchPad(checkpoints.load(name))


@pytest.mark.parametrize("name", ["flow-fashion", "diffusion-fashion", "autoregressive-fashion"])
def test_a_code_as_long_as_the_picture_is_refused(name):
    with pytest.raises(ValueError, match=r"shorter than the picture.*vae-fashion"):
        SketchPad(checkpoints.load(name))


@pytest.mark.parametrize("model", ["vae-fashion", None, SketchPad])
def test_what_is_no_model_is_refused(model):
    with pytest.raises(TypeError, match="SketchPad expected"):
        SketchPad(model)


def test_points_are_refused():
    with pytest.raises(ValueError, match="SketchPad expected a model of images"):
        SketchPad(checkpoints.load("vae-moons"))


def test_images_and_labels_are_checked_in_its_name(model):
    for images, labels in ((real(model)[:, :14], None), (real(model), [0.5] * 40)):
        with pytest.raises(ValueError, match="SketchPad"):
            SketchPad(model, images, labels)


def test_viewers_without_widgets_get_a_picture(live):
    live.sketch = t_shirt()
    data = live._repr_mimebundle_()
    assert data["text/plain"] == "SketchPad(8 sliders, 28×28 grey)"
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert image.width > 600 and len(np.unique(np.asarray(image.convert("L")))) > 50
