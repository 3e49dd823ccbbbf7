"""The classifier: it learns classes, describes pictures, and is no generative model."""

import keras
import numpy as np
import pytest

from helpers.discriminative import Classifier


def stripes(n, seed=0):
    """Pictures of horizontal (0) or vertical (1) stripes with noise, and which it is."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, n)
    wave = 100 * (np.arange(16) // 4 % 2)
    pictures = np.where(labels[:, None, None] == 1, wave[None, None], wave[None, :, None])
    return np.uint8(pictures + rng.integers(0, 100, (n, 16, 16)))[..., None], labels


@pytest.fixture(scope="module")
def trained():
    keras.utils.set_random_seed(0)
    model = Classifier((16, 16, 1), classes=2, width=8)
    model.fit(*stripes(500), epochs=8, verbose=0)
    return model


@pytest.mark.trains
def test_it_learns_what_tells_classes_apart(trained):
    pictures, labels = stripes(300, seed=1)
    assert (trained.labels(pictures) == labels).mean() > 0.97


def test_probabilities_sum_to_one_and_labels_are_the_largest(trained):
    pictures, _ = stripes(20, seed=2)
    p = trained.probabilities(pictures)
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(p.argmax(axis=1), trained.labels(pictures))


def test_features_are_repeatable_and_know_nothing_of_the_other_pictures(trained):
    pictures, _ = stripes(20, seed=2)
    together = trained.features(pictures)
    assert together.shape == (20, 64)
    np.testing.assert_allclose(trained.features(pictures[3:4]), together[3:4], atol=1e-4)


def test_points_are_refused():
    with pytest.raises(ValueError, match="expected images"):
        Classifier((2,))


def test_wrong_pictures_are_refused(trained):
    with pytest.raises(ValueError, match=r"received \(4, 28, 28, 1\)"):
        trained.features(np.zeros((4, 28, 28, 1)))


LABELS = {
    "from 1": (range(1, 11), "y - 1"),
    "-1 for unknown": ([-1, *range(9)], "received -1 to 8"),
    "between classes": (np.linspace(0, 1, 10), "received 0.111"),
    "NaN": ([np.nan] * 10, "received nan"),
    "words": (["bag"] * 10, "expected numbers"),
    "one-hot": (np.eye(10), "argmax"),
    "one more": ([*range(10), 0], "10 in x, 11 in y"),
    "a column": (np.zeros((10, 1)), r"\(10, 1\)"),
    "others": ([0] * 9 + [70], "np.unique"),
}


@pytest.mark.parametrize("kind", LABELS)
def test_labels_that_no_class_has_are_refused_before_training(kind):
    y, words = LABELS[kind]
    model = Classifier((8, 8, 1), width=4)
    with pytest.raises((ValueError, TypeError), match=words) as error:
        model.fit(np.zeros((10, 8, 8, 1), "uint8"), y)
    assert "received" in str(error.value)
    assert not model.compiled, "training had begun"
