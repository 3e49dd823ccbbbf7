"""The autoregressive model of images: what it may see, that it sums to one, that it inverts."""

import numpy as np
import pytest
from keras import ops
from random_weights import random_weights

from helpers.backend import gradient
from helpers.densities import LevelMixture, normal_cdf
from helpers.networks import images
from helpers.tractable import Autoregressive

LEVELS = (np.arange(256) / 127.5 - 1).astype("float32")
SHAPE = (12, 12, 1)


@pytest.fixture(scope="module")
def model():
    return random_weights(Autoregressive(SHAPE, components=4, width=16, seed=1), 0.3)


@pytest.fixture
def x():
    return np.random.default_rng(1).integers(0, 256, (6, *SHAPE), dtype="uint8")


def numbered(event_shape):
    """The place of every pixel in reading order, an image of numbers."""
    order = np.arange(np.prod(event_shape)).reshape(1, event_shape[0] // 2, event_shape[1] // 2, -1)
    return np.asarray(images.from_blocks(ops.convert_to_tensor(order)))[0]


def test_blocks_hold_two_by_two_pixels_and_nothing_is_lost():
    x = np.arange(2 * 4 * 6 * 3).reshape(2, 4, 6, 3)
    blocks = np.asarray(images.to_blocks(x))
    np.testing.assert_array_equal(blocks[0, 0, 1], x[0, :2, 2:4].reshape(-1))
    np.testing.assert_array_equal(images.from_blocks(blocks), x)


@pytest.mark.parametrize("event_shape", [SHAPE, (8, 8, 3)])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.55, 0.99])
def test_a_factor_never_depends_on_a_later_pixel(event_shape, share):
    model = Autoregressive(event_shape, components=3, width=8, seed=2)
    i = int(share * model.latent_dim)
    x = np.random.default_rng(0).uniform(-0.9, 0.9, (4, *event_shape)).astype("float32")
    slope = np.abs(gradient(lambda x: model.factors(x)[:, i], x).numpy()).max(axis=0)
    place = numbered(event_shape)
    assert (slope[place > i] == 0).all()
    assert (slope[place == i] > 0).all()


def test_a_factor_depends_on_the_pixels_around_it_that_came_before(model):
    x = np.random.default_rng(0).uniform(-0.9, 0.9, (4, *SHAPE)).astype("float32")
    place = numbered(SHAPE)[:, :, 0]
    for r, c in [(4, 6), (5, 7), (4, 7), (5, 6)]:  # one in each corner of a block
        i = place[r, c]
        slope = gradient(lambda x, i=i: model.factors(x)[:, i], x).numpy()
        seen = np.abs(slope).max(axis=(0, 3)) > 0
        around = [(r - 1, c), (r, c - 1), (r - 1, c + 1), (r - 1, c - 1), (r - 2, c), (r, c - 2)]
        for neighbour in around:
            assert seen[neighbour] == (place[neighbour] < i), (r, c, neighbour)


def test_the_256_levels_of_a_mixture_sum_to_one():
    mixture = LevelMixture(5)
    theta = np.random.default_rng(0).normal(0, 2, (40, 15)).astype("float32")
    log_p = [mixture.log_prob(np.full((40, 1), v), theta) for v in LEVELS]
    np.testing.assert_allclose(np.exp(np.concatenate(log_p, 1)).sum(axis=1), 1, atol=1e-4)


def test_the_cumulative_distribution_of_levels_adds_up_their_probabilities():
    mixture = LevelMixture(3)
    theta = np.random.default_rng(0).normal(0, 1, (7, 9)).astype("float32")
    p = [np.exp(mixture.log_prob(np.full((7, 1), v), theta)) for v in LEVELS]
    for k in [0, 1, 100, 254, 255]:
        below = mixture.below(np.full((7, 1), LEVELS[k]), theta)
        np.testing.assert_allclose(below, np.sum(p[: k + 1], axis=0), atol=1e-4)


def test_the_quantile_is_the_first_level_that_reaches_the_probability():
    mixture, rng = LevelMixture(3), np.random.default_rng(0)
    theta, z = rng.normal(0, 1, (300, 9)), rng.normal(0, 1.5, (300, 1))
    x = mixture.quantile(ops.convert_to_tensor(z), ops.convert_to_tensor(theta))
    assert np.isin(np.round((np.asarray(x) + 1) * 127.5, 6), np.arange(256)).all()
    u = np.asarray(normal_cdf(z))
    assert (np.asarray(mixture.below(x, theta)) >= u - 1e-9).all()
    assert (np.asarray(mixture.below(x - 2 / 255, theta)) < u).all()


def test_samples_of_levels_have_their_probabilities():
    mixture = LevelMixture(3)
    theta = np.repeat(np.random.default_rng(3).normal(0, 1, (1, 9)), 20_000, axis=0)
    one, z = theta[:1].astype("float32"), np.random.default_rng(4).standard_normal((20_000, 1))
    x = np.asarray(mixture.quantile(ops.convert_to_tensor(z), ops.convert_to_tensor(theta)))
    p = np.exp([np.asarray(mixture.log_prob(np.full((1, 1), v), one))[0, 0] for v in LEVELS])
    counts = np.bincount(np.round((x[:, 0] + 1) * 127.5).astype(int), minlength=256)
    tenths = [part.sum() for part in np.array_split(counts / 20_000, 10)]
    np.testing.assert_allclose(tenths, [part.sum() for part in np.array_split(p, 10)], atol=0.015)


def test_codes_lead_back_to_the_very_same_pixels(model):
    # A code has 24 binary digits; a level with less than a millionth fills too few of them.
    x = np.random.default_rng(1).integers(0, 256, (20, *SHAPE), dtype="uint8")
    told_apart = np.asarray(model.factors(model.to_model(x))).min(axis=1) > np.log(1e-6)
    assert told_apart.sum() >= 10
    x = x[told_apart]
    np.testing.assert_array_equal(np.round(model.decode(model.encode(x)) * 255), x)


def test_drawing_pixel_by_pixel_follows_the_factors_that_score_them(model):
    z = model.noise(6, seed=0)
    x = model.decode(z)
    again = np.asarray(model.encode(x))  # the middle of the interval that z lies in
    apart = np.asarray(normal_cdf(again)) - np.asarray(normal_cdf(z))
    p = np.exp(np.asarray(model.factors(model.to_model(x))))
    assert (np.abs(apart) <= p / 2 + 1e-3).all()


def test_bits_of_an_untrained_flat_model_are_those_of_256_equal_levels():
    model = Autoregressive(SHAPE, components=2, width=8)
    model.mixture.split = lambda theta: (  # one bell far wider than the scale has equal bins
        np.log([[0.5, 0.5]]),
        np.zeros((1, 2), "float32"),
        np.full((1, 2), 12.0, "float32"),
    )
    inside = np.full((1, *SHAPE), 128, "uint8")
    scale = np.exp(12.0)
    bits = -np.log2(1 / 255 * 2 / (4 * scale))
    assert float(model.bits_per_dim(inside)[0]) == pytest.approx(bits, rel=0.01)


@pytest.mark.parametrize("known", [0, 1, 58, 143, 144])
def test_completing_keeps_what_is_known_however_improbable_and_draws_the_rest(model, x, known):
    z = model.noise(3, seed=0)
    y = np.round(np.asarray(model.complete(x[:1], known, z)) * 255)
    place = numbered(SHAPE)
    np.testing.assert_array_equal(y[:, place < known], np.tile(x[0][place < known], (3, 1)))
    if known < 100:
        assert (y[0][place >= known] != y[1][place >= known]).any()


def test_completing_with_the_noise_of_the_picture_gives_the_picture_back(model):
    x = np.round(model.sample(6, seed=3) * 255).astype("uint8")  # no level that has no noise
    y = model.complete(x, 50, np.asarray(model.encode(x)))
    np.testing.assert_array_equal(np.round(y * 255), x)
    np.testing.assert_array_equal(
        model.complete(x, 0, model.noise(6, 1)), model.decode(model.noise(6, 1))
    )


def test_the_probabilities_of_all_levels_hold_the_factor_of_the_one_that_stands_there(model, x):
    p = np.asarray(model.level_probabilities(x))
    np.testing.assert_allclose(p.sum(axis=-1), 1, atol=1e-4)
    order = np.argsort(numbered(SHAPE).reshape(-1))
    levels = x.reshape(6, -1)[:, order]
    there = np.take_along_axis(p, levels[..., None].astype(int), axis=-1)[..., 0]
    np.testing.assert_allclose(np.log(there), model.factors(model.to_model(x)), atol=1e-3)


@pytest.mark.parametrize("known", [-1, 145])
def test_no_event_has_that_many_numbers(model, x, known):
    with pytest.raises(ValueError, match="0 to 144 known numbers"):
        model.complete(x[:1], known, model.noise(1, 0))
