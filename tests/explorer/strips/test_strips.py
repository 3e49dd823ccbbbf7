"""Ways and concepts on sliders, without a browser: what the page would send, sent from Python."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.explorer import ConceptExplorer, PathExplorer
from helpers.explorer.shell import render
from helpers.explorer.strips.paths import POSITIONS, pictures_along
from helpers.representation import ways

SHAPE = (8, 8, 3)
RNG = np.random.default_rng(0)
NAMES = ["glasses", "hat", "smile"]


class Colours:
    """A linear model whose code is the mean of each channel."""

    latent_dim, event_shape = 3, SHAPE

    def decode(self, z):
        z = np.asarray(z, "float32")
        return np.tile(z[:, None, None], (1, *SHAPE[:2], 1)) / 4 + 0.5

    def encode(self, x):
        return 4 * (np.asarray(x, "float32").mean(axis=(1, 2)) / 255 - 0.5)


MODEL = Colours()
PICTURES = render.pictures(MODEL.decode, RNG.normal(scale=0.5, size=(60, 3)))
VECTORS = dict(zip(NAMES, np.eye(3) / 2, strict=True))


def features(x):
    return np.asarray(render.to_uint8(x) if np.asarray(x).dtype.kind == "f" else x, "float64").mean(
        axis=(1, 2)
    )


def read(x):
    """Statements from 0 to 1: the channels in another order, after one that nobody asks for."""
    return np.c_[np.zeros(len(x)), features(x)[:, ::-1] / 255]


@pytest.fixture
def paths():
    return PathExplorer(MODEL, PICTURES, features, [f"picture {i}" for i in range(60)], (3, 7))


@pytest.fixture
def concepts():
    return ConceptExplorer(MODEL, PICTURES, VECTORS, read, dict(glasses=3, hat=2, smile=1))


def send(live, places):
    """What the page sets when a slider is let go."""
    live.page.set_state({"request": {"places": places, "count": 1}})


def test_all_ways_share_their_ends_and_only_those():
    codes = MODEL.encode(PICTURES)
    sheet = pictures_along(MODEL.decode, codes, 0, 1, np.linspace(0, 1, 11))
    assert sheet.shape == (4, 11, *SHAPE) and sheet.dtype == np.uint8
    for end in (0, -1):
        assert (np.ptp(sheet[:, end].astype(int), axis=0) <= 1).all()
    straight = render.pictures(MODEL.decode, ways.straight(codes[0], codes[1], [0.5]))[0]
    np.testing.assert_array_equal(sheet[1, 5], straight)
    assert not np.array_equal(sheet[2, 5], straight)


def test_every_place_of_the_slider_has_its_pictures_scores_and_words(paths):
    assert np.array(paths.page.scores).shape == (4, POSITIONS)
    for place in (0, 17, POSITIONS - 1):
        send(paths, [place])
        assert paths.values == pytest.approx(place / (POSITIONS - 1))
        pictures = paths.picture(0, place)
        assert pictures.shape == (4, *SHAPE)
        assert f"{place / (POSITIONS - 1):.0%} of the way from picture 3 to" in paths.status
        straight = paths.page.scores[1][place]
        expected = np.linalg.norm(features(pictures[1:2]) - features(PICTURES), axis=1).min()
        assert straight == pytest.approx(expected, abs=1e-3)
        assert f"straight {straight:.1f}" in paths.status


def test_another_pair(paths):
    before = paths.page.frames, paths.page.reply["number"]
    paths.buttons[0].click()
    assert paths.page.frames != before[0] and paths.page.reply["number"] == before[1] + 1
    paths.between(3, 7)
    assert paths.page.frames == before[0]


@pytest.mark.parametrize("ends", [(0, 0), (-1, 3), (0, 60)])
def test_ends_are_two_of_the_pictures(paths, ends):
    with pytest.raises(ValueError, match="from 0 to 59"):
        paths.between(*ends)


@pytest.mark.parametrize("k", range(3))
def test_every_concept_slider_moves_its_concept_and_no_other(concepts, k):
    places = [20, 20, 20]
    send(concepts, [*places[:k], 30, *places[k + 1 :]])
    z = MODEL.encode(PICTURES[:1])
    moved = z + concepts.values @ np.stack(list(VECTORS.values()))
    expected = render.pictures(MODEL.decode, moved)[0]
    for slider in range(3):  # the strips of all sliders cross where they stand
        shown = concepts.picture(slider, concepts.page.places[slider])[0]
        np.testing.assert_array_equal(shown, expected)
    now = read(expected[None])[0, 3 - k]
    assert f"→\xa0{now:.0%}" in concepts.status.split("\n")[1].split(" · ")[k]
    assert concepts.status.split("\n")[1].startswith("glasses\xa0")


def test_a_strip_follows_its_slider(concepts):
    strip = np.stack([concepts.picture(0, place)[0] for place in range(41)])
    values = strip.mean(axis=(1, 2))
    assert (np.diff(values[:, 0]) >= 0).all() and np.ptp(values[:, 1:], axis=0).max() == 0


def test_another_face_and_reset(concepts):
    concepts.values = [1, -1, 0.5]
    np.testing.assert_allclose(concepts.values, [1, -1, 0.5], atol=1e-6)
    concepts.buttons[1].click()
    assert not concepts.values.any()
    stills = concepts.page.still_frames
    concepts.buttons[0].click()
    assert concepts.page.still_frames != stills and "face 1" in concepts.status


def test_a_picture_of_ones_own(concepts):
    concepts.show_picture(PICTURES[9], "me")
    assert "The reader on me" in concepts.status
    still = np.frombuffer(concepts.page.still_frames, "uint8").reshape(2, *SHAPE)
    np.testing.assert_array_equal(still[0], PICTURES[9])
    with pytest.raises(ValueError, match="expected data of shape"):
        concepts.show_picture(np.zeros((9, 9, 3), "uint8"))


@pytest.mark.parametrize("places", [[99, -5, 20], [3], "abc", [None, 1, 2]])
def test_nonsense_from_the_page_never_raises(concepts, places):
    send(concepts, places)
    told = concepts.page.error or concepts.status
    assert told


def test_values_are_checked(concepts):
    with pytest.raises(ValueError, match="3 finite numbers, one a slider: glasses, hat, smile"):
        concepts.values = [1, 2]
    with pytest.raises(ValueError, match="3 finite numbers"):
        concepts.values = [np.nan, 0, 0]


def test_errors_of_a_callback_show_in_the_line_of_text(concepts, monkeypatch):
    monkeypatch.setattr(concepts, "_read", lambda x: 1 / 0)
    concepts.buttons[1].click()
    assert "ZeroDivisionError" in concepts.page.error
    monkeypatch.undo()
    concepts.buttons[1].click()
    assert concepts.page.error == ""


@pytest.mark.parametrize("kind", ["paths", "concepts"])
def test_viewers_without_widgets_get_a_picture_and_a_fixed_text(kind, request, capsys):
    live = request.getfixturevalue(kind)
    data = live._repr_mimebundle_()
    assert data["text/plain"] == repr(live)
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "") and plt.get_fignums() == []
