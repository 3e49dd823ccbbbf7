"""What people pass to explorers, one line a case: the words of the message."""

import numpy as np
import pytest

from helpers import checkpoints, datasets, explorer, metrics
from helpers.approximate import VAE
from helpers.explorer.shell import render
from helpers.implicit import GAN, Translator
from helpers.tractable import Autoregressive, NormalizingFlow, TextTransformer

TEST = datasets.fashion_mnist().test_images[:40]
MOONS = datasets.planar("moons")
POINTS = MOONS.sample(60, seed=0)
EITHER = np.arange(60) % 2
HERD = datasets.horses(30, seed=0).images


@pytest.fixture(scope="module")
def vae():
    return checkpoints.load("vae-fashion")


@pytest.fixture(scope="module")
def live(vae):
    return explorer.LatentExplorer(vae, TEST)


@pytest.fixture(scope="module")
def gan():
    return GAN((32, 32, 3), latent_dim=8, width=8)


def flat(x):
    return np.reshape(x, (len(x), -1))[:, :9]


def lost(x):
    return np.full(len(x), np.nan)


def sure(x):
    return np.ones(len(x))


def concepts(model, column):
    vectors = {"a": np.zeros(16)}
    return explorer.ConceptExplorer(model, TEST, vectors, flat, {"a": column})


def repainting(opinion):
    return explorer.RepaintExplorer(Translator((16, 16, 3), width=4), SCENES, opinion)


def duel():
    return explorer.Duel(GAN((2,), width=8), MOONS)


def refused(call, words):
    with pytest.raises((ValueError, TypeError), match=words) as error:
        call()
    assert "expected" in str(error.value)
    assert "received" in str(error.value)


@pytest.mark.parametrize("i", [1.5, 40, -1, "3", None, np.nan, True, [1], np.arange(2)])
def test_an_image_has_a_whole_number(live, i):
    refused(lambda: live.show_image(i), "from 0 to 39")


@pytest.mark.parametrize("z", ["home", None, [0.0], np.full(16, np.nan), np.zeros((1, 16))])
def test_a_place_is_one_finite_code(live, z):
    refused(lambda: setattr(live, "z", z), "expected")


def test_whole_numbers_of_numpy_are_numbers(live):
    live.show_image(np.int64(3))
    assert "real image 3" in live.status


@pytest.mark.parametrize("kind", [np.int64, np.uint16, "float64", list])
def test_pictures_that_mean_the_same_are_shown_alike(vae, live, kind):
    x = TEST / 255 if kind == "float64" else TEST.astype(kind) if kind is not list else list(TEST)
    again = explorer.LatentExplorer(vae, x)
    for one in (again, live):
        one.show_image(5)
    np.testing.assert_array_equal(again.picture, live.picture)


OF_A_VAE = {
    "points": (lambda m: explorer.LatentExplorer(VAE((2,), width=8)), "model of images"),
    "a class": (lambda m: explorer.LatentExplorer(VAE), "the class VAE"),
    "no model": (lambda m: explorer.LatentExplorer("vae"), "received str"),
    "no images": (lambda m: explorer.LatentExplorer(m, TEST[:0]), "empty"),
    "floats to 255": (lambda m: explorer.LatentExplorer(m, TEST.astype(float)), "0 and 1"),
    "labels in words": (lambda m: explorer.LatentExplorer(m, TEST, ["a"] * 40), "labels="),
    "a class name": (lambda m: explorer.LatentExplorer(m, TEST, class_names="Bag"), "a list"),
    "names": (lambda m: explorer.LatentExplorer(m, names="z"), "one name for each of the 16"),
    "features": (lambda m: explorer.PathExplorer(m, TEST, flat(TEST)), "without brackets"),
    "three images": (lambda m: explorer.PathExplorer(m, TEST[:3], flat), "4 images or more"),
    "one end": (lambda m: explorer.PathExplorer(m, TEST, flat, ends=3), "two images"),
    "half an end": (lambda m: explorer.PathExplorer(m, TEST, flat, ends=(0, 1.5)), "1.5"),
    "titles": (lambda m: explorer.PathExplorer(m, TEST, flat, ["a"]), "received 1"),
    "no concepts": (lambda m: explorer.ConceptExplorer(m, TEST, {}, flat, {}), "received 0"),
    "no columns": (
        lambda m: explorer.ConceptExplorer(m, TEST, {"a": np.zeros(16)}, flat, {}), "columns="
    ),
    "a vector": (
        lambda m: explorer.ConceptExplorer(m, TEST, {"a": np.zeros(3)}, flat, {"a": 0}), "16"
    ),
    "models": (lambda m: explorer.SideBySide([m]), "dictionary"),
    "classes": (lambda m: explorer.SideBySide({"VAE": VAE}), "the class VAE"),
    "colour": (lambda m: explorer.NoiseWall(m, TEST), "colour pictures"),
    "pixels": (lambda m: explorer.PixelExplorer(m, TEST), "autoregressive"),
    "a judge": (lambda m: explorer.JourneyExplorer(m, ["a"], len), "without times"),
    "planes": (lambda m: explorer.FamilyPanel({"VAE": m}, MOONS), "points on the plane"),
    "no flow": (lambda m: explorer.LayerExplorer(m, MOONS), "a flow"),
    "codes": (lambda m: explorer.pictures_along(m.decode, TEST, 0, 1, [0, 1]), "expected"),
    "names by number": (lambda m: explorer.LatentExplorer(m, names=3), "one name for each"),
    "a seed of codes": (
        lambda m: explorer.LatentExplorer(m, TEST).random(seed="a"), "seed, a whole number"
    ),
    "one feature": (lambda m: explorer.PathExplorer(m, TEST, lambda x: 3), "what features gives"),
    "lost features": (
        lambda m: explorer.PathExplorer(m, TEST, lambda x: flat(x) * np.nan), "NaN"
    ),
    "column 99": (lambda m: concepts(m, 99), "from 0 to 8"),
    "column -1": (lambda m: concepts(m, -1), "from 0 to 8"),
    "a column in words": (lambda m: concepts(m, "x"), "from 0 to 8"),
    "columns by number": (
        lambda m: explorer.ConceptExplorer(m, TEST, {"a": np.zeros(16)}, flat, 3), "columns="
    ),
    "who is told": (lambda m: explorer.SideBySide({"a": m}, tell=3), "function"),
    "a seed side by side": (lambda m: explorer.SideBySide({"a": m}, seed=-1), "seed"),
    "a coder": (lambda m: explorer.coders(VAE), "the class VAE"),
    "a sketch by a class": (lambda m: explorer.SketchPad(VAE), "the class VAE"),
    "no real pictures": (lambda m: explorer.SketchPad(m, TEST[:0]), "SketchPad images=.*empty"),
    "sketches in words": (
        lambda m: explorer.SketchPad(m, TEST, ["a"] * 40), "SketchPad labels"
    ),
    "a sketch of floats": (
        lambda m: setattr(explorer.SketchPad(m), "sketch", TEST[0].astype(float)), "0 and 1"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_A_VAE)
def test_what_an_explorer_cannot_use_is_refused(vae, case):
    call, words = OF_A_VAE[case]
    refused(lambda: call(vae), words)


WRITER = TextTransformer("\n abc", context=8, width=16, seed=0)
SCENES = np.zeros((2, 16, 16, 3), "uint8")
OTHERS = {
    "lost certainty": (lambda: explorer.PlaneExplorer(lost, sure, POINTS, EITHER), "every place"),
    "lost density": (lambda: explorer.PlaneExplorer(sure, lost, POINTS, EITHER), "every place"),
    "certainty in nats": (
        lambda: explorer.PlaneExplorer(lambda x: 9 * sure(x), sure, POINTS, EITHER),
        "from 0 to 1",
    ),
    "a lost landscape": (
        lambda: explorer.LandscapeExplorer({"a": lost}, POINTS, MOONS.bounds),
        "every place",
    ),
    "an energy": (
        lambda: explorer.LandscapeExplorer({"a": 3}, POINTS, MOONS.bounds),
        "expected a function",
    ),
    "a seed of shakes": (
        lambda: explorer.LandscapeExplorer({"a": sure}, POINTS, MOONS.bounds, seed="a"),
        "seed",
    ),
    "a distance in words": (lambda: explorer.BlindTasting({"a": TEST}, {"a": "x"}), "the text 'x'"),
    "no distance": (lambda: explorer.BlindTasting({"a": TEST}, {"a": None}), "NoneType"),
    "distances by number": (lambda: explorer.BlindTasting({"a": TEST}, 3), "dictionary"),
    "a seed of sheets": (lambda: explorer.BlindTasting({"a": TEST}, {"a": 1}, seed="a"), "seed"),
    "no passage": (lambda: explorer.TemperatureExplorer(WRITER, None), "a text of one character"),
    "a seed of texts": (lambda: explorer.TemperatureExplorer(WRITER, "abc", seed=-1), "seed"),
    "opinions": (lambda: repainting(lambda x: x), r"of shape \(2\)"),
    "lost opinions": (lambda: repainting(lost), "NaN"),
    "opinions in percent": (lambda: repainting(lambda x: 50 * sure(x)), "from 0 to 1; received 50"),
    "a seed of families": (
        lambda: explorer.FamilyPanel({"GAN": GAN((2,), width=8)}, MOONS, seed="a"),
        "seed",
    ),
    "a seed of statements": (lambda: explorer.TenStatements(seed="a"), "seed"),
    "nobody": (lambda: setattr(duel(), "movers", ["nobody"]), "critic, forger"),
    "movers by number": (lambda: setattr(duel(), "movers", 3), "critic, forger"),
    "half a round": (lambda: duel().train(1.5), "1 or more"),
    "a seed of a duel": (lambda: explorer.Duel(GAN((2,), width=8), MOONS, seed=1.5), "seed"),
    "lost shares": (lambda: explorer.measured_names([[np.nan, 1.0]], ["a"]), "finite"),
    "shares without names": (lambda: explorer.measured_names([[1.0, 1.0]], None), "0 names"),
    "labels": (lambda: explorer.PlaneExplorer(len, len, POINTS, [0.5] * 60), "0.5"),
    "names": (lambda: explorer.PlaneExplorer(len, len, POINTS, [0] * 60, "AB!"), "two classes"),
    "NaN": (lambda: explorer.PlaneExplorer(len, len, POINTS * np.nan, [0] * 60), "NaN"),
    "no function": (lambda: explorer.PlaneExplorer(3, len, POINTS, [0] * 60), "function"),
    "no landscape": (lambda: explorer.LandscapeExplorer({}, POINTS, MOONS.bounds), "received 0"),
    "bounds": (lambda: explorer.LandscapeExplorer({"a": len}, POINTS, (0, 1)), "bounds="),
    "no truth": (lambda: explorer.LayerExplorer(NormalizingFlow((2,), width=8), POINTS), "density"),
    "no models": (lambda: explorer.FamilyPanel({}, MOONS), "received 0"),
    "a list": (lambda: explorer.FamilyPanel([GAN], MOONS), "dictionary"),
    "no sheets": (lambda: explorer.BlindTasting({}, {}), "received 0"),
    "distances": (lambda: explorer.BlindTasting({"a": TEST}, {"a": np.nan}), "finite"),
    "sheets": (lambda: explorer.BlindTasting({"a": TEST * 1.0}, {"a": 1}), "0 and 1"),
    "no encoder": (
        lambda: explorer.SketchPad(GAN((32, 32, 3), latent_dim=8, width=8)),
        "vae-faces-16",
    ),
    "a theatre": (lambda: explorer.TrainingTheatre(VAE, MOONS), "received"),
    "a count": (lambda: explorer.LiveTraining(0), "1 or more"),
    "half a count": (lambda: explorer.LiveTraining(1.5), "1.5"),
    "a word": (lambda: explorer.LiveTraining("all"), "all"),
    "show": (lambda: explorer.LiveTraining(show=TEST), "function"),
    "shares": (lambda: explorer.measured_names([0.1], ["a"]), r"\(k, d\)"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_what_other_explorers_cannot_use_is_refused(case):
    refused(*OTHERS[case])


@pytest.mark.parametrize("value", ["loud", None, np.nan])
def test_a_wall_has_a_strength(gan, value):
    wall = explorer.NoiseWall(gan, HERD, pictures=2)
    refused(lambda: setattr(wall, "strength", value), "from 0 to 1.5")


@pytest.mark.parametrize("kind", ["int64", "float64"])
def test_the_wall_knows_training_pictures_however_they_come(gan, kind):
    x = HERD / 255 if kind == "float64" else HERD.astype(kind)
    one, other = (explorer.NoiseWall(gan, pictures, pictures=2) for pictures in (x, HERD))
    np.testing.assert_array_equal(one.neighbours, other.neighbours)
    assert one.status == other.status


@pytest.mark.parametrize("pixels, level", [([1.5], 3), ([1], 3.7), ([1], "white"), ("all", 3)])
def test_paint_has_whole_places_and_levels(pixels, level):
    live = explorer.PixelExplorer(Autoregressive((4, 4, 1), width=4), TEST[:2, :4, :4])
    refused(lambda: live.paint(pixels, level), "expected")
    refused(lambda: setattr(live, "known", 1.5), "1.5")


def test_codes_of_nan_are_no_picture(vae):
    _, decode = explorer.coders(vae)
    z = np.full((2, 16), np.nan, "float32")
    for call in (decode, lambda z: render.pictures(vae.decode, z)):
        with pytest.raises(ValueError, match="NaN"):
            call(z)


def test_grey_levels_of_a_decoder_are_shown_as_they_are():
    levels = np.array([0, 7, 255]).reshape(1, 1, 3, 1)
    np.testing.assert_array_equal(render.to_uint8(levels), levels)


@pytest.mark.parametrize("unit", [1, 255])
def test_live_training_shows_pictures_however_they_come(vae, unit):
    watch = explorer.LiveTraining(TEST[:4] / 255 if unit == 255 else TEST[:4].astype("int64"))
    watch.set_model(vae)
    watch.on_train_begin()
    np.testing.assert_allclose(watch.there_and_back(vae)[:4], TEST[:4] / 255, atol=1e-6)


@pytest.mark.parametrize("pictures", [TEST[:4].astype(float), TEST[0], POINTS])
def test_live_training_refuses_before_it_begins(vae, pictures):
    watch = explorer.LiveTraining(pictures)
    watch.set_model(vae)
    refused(watch.on_train_begin, "expected")


def test_scores_of_a_wall_are_those_of_its_pictures():
    np.testing.assert_allclose(metrics.thumbnails(HERD / 255), metrics.thumbnails(HERD), atol=1e-6)
