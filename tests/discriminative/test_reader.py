"""The reader: it reads what made a picture, however soft the picture is, and refuses the rest."""

import numpy as np
import pytest

from helpers.discriminative import FactorReader


def squares(n, seed=0):
    """A bright square whose brightness and side are the factors."""
    rng = np.random.default_rng(seed)
    factors = np.stack([rng.random(n), rng.random(n) < 0.5], axis=-1).astype("float32")
    x = np.zeros((n, 16, 16, 1), "uint8")
    for picture, (light, right) in zip(x, factors, strict=True):
        picture[4:12, 8 * int(right) : 8 * int(right) + 8] = 80 + 170 * light
    return x, factors


@pytest.fixture(scope="module")
def trained():
    reader = FactorReader((16, 16, 1), factors=2, width=8)
    reader.fit(*squares(1000), epochs=12, verbose=0)
    return reader


@pytest.mark.trains
def test_it_reads_a_range_and_a_choice(trained):
    x, factors = squares(300, seed=1)
    read = trained.read(x)
    assert read.shape == (300, 2) and 0 <= read.min() <= read.max() <= 1
    assert np.abs(read[:, 0] - factors[:, 0]).mean() < 0.1
    assert ((read[:, 1] > 0.5) == factors[:, 1]).mean() > 0.98


def test_reading_is_repeatable_and_each_picture_stands_alone(trained):
    x, _ = squares(20, seed=2)
    np.testing.assert_allclose(trained.read(x[3:4]), trained.read(x)[3:4], atol=1e-5)
    assert trained.features(x).shape == (20, 64)


def test_softening_is_for_training_only(trained):
    x, _ = squares(20, seed=3)
    np.testing.assert_array_equal(trained(x), trained(x))
    assert not np.array_equal(trained(x, training=True), trained(x, training=True))


def test_points_and_factors_out_of_range_are_refused():
    with pytest.raises(ValueError, match="expected images"):
        FactorReader((2,), 3)
    reader, x = FactorReader((16, 16, 1), 2, width=4), np.zeros((4, 16, 16, 1), "uint8")
    with pytest.raises(ValueError, match=r"from 0 to 1.*datasets.statements"):
        reader.fit(x, np.full((4, 2), 1.5))
    with pytest.raises(ValueError, match=r"shape \(n, 2\)"):
        reader.fit(x, np.zeros((4, 3)))
