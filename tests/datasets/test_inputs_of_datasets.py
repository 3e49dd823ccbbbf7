"""What people pass to datasets, one line a case: the words of the message."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from helpers import datasets, metrics

COLOUR = np.random.default_rng(0).integers(2, 256, (3, 32, 32, 3)).astype("uint8")
FACES, MOONS = datasets.faces(2, seed=0), datasets.planar("moons")

REFUSED = {
    "no faces": (lambda: datasets.faces(0), "1 or more"),
    "faces in words": (lambda: datasets.faces("5"), "received '5'"),
    "half a horse": (lambda: datasets.horses(1.5, seed=0), "received 1.5"),
    "a size of float": (lambda: datasets.horses(1, seed=0, size=32.0), "received 32.0"),
    "a small size": (lambda: datasets.paintings(1, seed=0, size=8), "16 pixels or more"),
    "a seed in words": (lambda: datasets.faces(1, seed="lucky"), "whole number from 0"),
    "a seed of float": (lambda: datasets.horses(1, seed=0.5), "whole number from 0"),
    "a negative seed": (lambda: datasets.planar("moons").sample(3, seed=-1), "received -1"),
    "factors in words": (lambda: datasets.draw_faces("smile"), "smile"),
    "NaN factors": (lambda: datasets.draw_faces(np.full((1, 18), np.nan)), "received nan"),
    "one person": (lambda: datasets.draw_faces(FACES.factors[0]), r"factors\[None\]"),
    "an unknown column": (lambda: datasets.draw_told(FACES.factors, [18]), "from 0 to 17"),
    "one column": (lambda: datasets.draw_told(FACES.factors, 3), r"\[0, 9\]"),
    "an unknown shape": (lambda: datasets.planar("moon"), "received 'moon'"),
    "an array for a name": (lambda: datasets.planar(np.zeros((5, 2))), "datasets.curve"),
    "islands": (lambda: datasets.islands("far"), "apart"),
    "a line of words": (lambda: datasets.curve("abc"), "corners"),
    "a set of points": (lambda: datasets.curve({1, 2}), "corners"),
    "a width in words": (lambda: datasets.curve([[0, 0], [1, 1]], "thin"), "received 'thin'"),
    "strokes by name": (lambda: datasets.curve({"a": [[0, 0], [1, 1]]}), "corners"),
    "a sparse matrix": (lambda: datasets.curve(csr_matrix([[0, 0], [1, 1]])), "corners"),
    "a line far away": (lambda: datasets.curve([[4e8, 5e8], [4e8 + 30, 5e8]]), "offset"),
    "a line too short": (lambda: datasets.curve([[0, 0], [1e-320, 0]]), "32 bits"),
    "a line too long": (lambda: datasets.curve([[0, 0], [1e39, 0]]), "32 bits"),
    "islands far away": (lambda: datasets.islands(1e10), "sd of 0.25"),
    "more garments": (lambda: datasets.coloured_garments(10**9), "10,000"),
    "a picture of no size": (lambda: datasets.one_picture(size=0), "1 or more"),
    "a small picture": (lambda: datasets.one_picture(size=8), "16 pixels or more"),
    "a distant point": (lambda: metrics.kl_to_truth([0.0], MOONS, [[1e200, 0]]), "no mass"),
    "an unknown size": (lambda: datasets.fashion_mnist(10_000), "'small'"),
    "a painter": (lambda: datasets.repaint(COLOUR, "Monet", 0), "swirls"),
    "a painter's number": (lambda: datasets.repaint(COLOUR, np.arange(3), 0), "swirls"),
    "floats to 255": (lambda: datasets.repaint(COLOUR.astype(float), "dabs", 0), "0 and 1"),
    "one picture": (lambda: datasets.strip(COLOUR[0], "colour"), r"image\[None\]"),
    "an unknown feature": (lambda: datasets.strip(COLOUR, "sound"), "layout"),
    "a side": (lambda: datasets.strip(COLOUR[:, :20, :20], "layout"), "multiple of 8"),
    "a size between": (lambda: datasets.shrink(COLOUR, 12), "divides 32"),
    "no garments": (lambda: datasets.coloured_garments(0), "1 or more"),
    "subjects": (lambda: datasets.swirls_or_not(4, 0, ["own"]), "fair"),
    "a crop": (lambda: datasets.scene_pairs(1, 0, 32, crop=0), "crop"),
    "no file": (lambda: datasets.one_picture("/nowhere.png"), "picture file"),
    "no folder": (lambda: datasets.folder(3), "path of a folder"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_refused_with_a_sentence(case):
    call, words = REFUSED[case]
    with pytest.raises((ValueError, TypeError), match=words) as error:
        call()
    assert "expected" in str(error.value)
    assert "received" in str(error.value)


@pytest.mark.parametrize("kind", ["int64", "uint16", "float64"])
def test_pictures_that_mean_the_same_are_painted_alike(kind):
    x = COLOUR / 255 if kind == "float64" else COLOUR.astype(kind)
    for make in (
        lambda x: datasets.repaint(x, "blocks", 0),
        lambda x: datasets.strip(x, "all three"),
        datasets.colour_histogram,
        metrics.thumbnails,
    ):
        np.testing.assert_allclose(make(x), make(COLOUR), atol=1e-6)


def test_what_faces_gives_can_be_drawn_again():
    np.testing.assert_array_equal(datasets.draw_faces(FACES), FACES.images)


@pytest.mark.parametrize("name", datasets.PLANAR_NAMES)
@pytest.mark.parametrize("far", [1e155, 1.7e308])
def test_far_away_there_is_no_mass(name, far):
    np.testing.assert_array_equal(datasets.planar(name).log_prob([[far, -far]]), -np.inf)


def test_what_holds_points_can_be_scored():
    points = MOONS.sample(5, seed=0)
    log_p = MOONS.log_prob(SimpleNamespace(images=points))
    np.testing.assert_array_equal(log_p, MOONS.log_prob(points))
