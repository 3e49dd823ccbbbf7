"""What no family takes: it is refused in a sentence, and nothing has changed."""

import functools
import inspect

import numpy as np
import pytest
from small_families import small

from helpers.families import FAMILIES
from helpers.taxonomy import GenerativeModel, NoCode, NoDensity, gives


@pytest.fixture(params=FAMILIES, ids=lambda f: f.__name__, scope="module")
def planar(request):
    return small(request.param, (2,))


BAD_PLANAR = {
    "wrong rank": (np.zeros(2), r"received \(2,\)"),
    "three columns": (np.zeros((4, 3)), r"received \(4, 3\)"),
    "empty": (np.zeros((0, 2)), "empty"),
    "NaN": (np.array([[0, 1], [np.nan, 2]]), "NaN or infinity in 1 of 2 rows, first in row 1"),
    "infinite": (np.array([[0, np.inf], [1, 2]]), "first in row 0"),
    "constant": (np.ones((9, 2)), r"standard deviations \[0.0, 0.0\]"),
    "one point": (np.array([[1.0, 2.0]]), "1 points"),
    "words": (np.array([["a", "b"]]), "numbers"),
}


@pytest.mark.parametrize("name", BAD_PLANAR)
def test_bad_planar_data_is_refused_and_changes_nothing(planar, name):
    x, message = BAD_PLANAR[name]
    before = planar.get_weights()
    with pytest.raises((ValueError, TypeError), match=message):
        planar.fit(x, verbose=0)
    for a, b in zip(before, planar.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


BAD_IMAGES = {
    "no batch axis": (np.zeros((28, 28, 1)), r"x\[None\]"),
    "no channel axis": (np.zeros((3, 28, 28)), r"x\[..., None\]"),
    "colour": (np.zeros((3, 28, 28, 3)), r"received \(3, 28, 28, 3\)"),
    "0 to 255 as floats": (np.full((3, 28, 28, 1), 200.0), "astype"),
    "-1 to 1": (np.full((3, 28, 28, 1), -1.0), r"\(x \+ 1\) / 2"),
    "beyond 255": (np.full((3, 28, 28, 1), 300), "0 to 255; received 300"),
    "NaN": (np.full((3, 28, 28, 1), np.nan), "NaN"),
    "empty": (np.zeros((0, 28, 28, 1)), "empty"),
}


@functools.cache
def untrained(family):
    return family((28, 28, 1))


@pytest.mark.parametrize("method", ["fit", "evaluate", "objective", "encode", "log_density"])
@pytest.mark.parametrize("name", BAD_IMAGES)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_bad_images_are_refused(family, name, method):
    x, message = BAD_IMAGES[name]
    model = untrained(family)
    expected = ValueError
    if method == "encode" and not gives(family, "encode"):
        expected, message = NoCode, "VAE"
    if method == "log_density" and not gives(family, "log_density"):
        expected, message = NoDensity, "VAE"
    with pytest.raises(expected, match=message):
        getattr(model, method)(x)


def test_bad_codes_are_refused(planar):
    wrong = np.zeros((3, planar.latent_dim + 1))
    with pytest.raises(ValueError, match=rf"\(n, {planar.latent_dim}\); received \(3, "):
        planar.decode(wrong)
    with pytest.raises(ValueError, match="models take batches"):
        planar.decode(np.zeros(planar.latent_dim))
    with pytest.raises(ValueError, match="NaN"):
        planar.decode(np.full((1, planar.latent_dim), np.nan))


@pytest.mark.parametrize("n", [0, -1, 2.5, "many"])
def test_a_senseless_number_of_samples_is_refused(planar, n):
    with pytest.raises(ValueError, match="number of samples"):
        planar.sample(n)


COUNTS = {"bins", "components", "couplings", "latent_dim", "levels", "steps"}


@pytest.mark.parametrize("event_shape", [(2,), (28, 28, 1)])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_size_of_nothing_is_refused_and_not_taken_for_the_usual_one(family, event_shape):
    for size in COUNTS & inspect.signature(family).parameters.keys():
        with pytest.raises(ValueError, match="1 or more; received 0"):
            family(event_shape, **{size: 0})


@pytest.mark.parametrize("event_shape", [(28, 28), (30, 30, 1), (0,), "image", ()])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_senseless_event_shape_is_refused(family, event_shape):
    with pytest.raises(ValueError, match="expected the shape of one event"):
        family(event_shape)


def test_the_interface_cannot_be_used_without_a_family():
    with pytest.raises(TypeError, match="abstract"):
        GenerativeModel((2,), 2, 0)
