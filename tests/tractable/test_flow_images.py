"""The flow of images: it inverts, its volume is right, and it bounds a probability of levels."""

import numpy as np
import pytest
import tensorflow as tf
from keras import ops
from random_weights import random_weights

from helpers.backend import gradient
from helpers.densities import Spline
from helpers.taxonomy import Density
from helpers.tractable import NormalizingFlow, splits

SHAPE = (4, 4, 1)  # nothing but the coarsest image


def random_flow(event_shape, size=0.5, **config):
    return random_weights(NormalizingFlow(event_shape, width=8, **config), size)


@pytest.fixture
def x():
    return np.random.default_rng(1).integers(0, 256, (6, 8, 8, 3), dtype="uint8")


def test_a_spline_with_free_ends_maps_the_interval_onto_itself():
    spline = Spline(8, tail_bound=1.0, free_ends=True)
    theta = np.random.default_rng(0).normal(0, 2, (1, spline.parameters)).astype("float32")
    x = np.linspace(-1, 1, 2001, dtype="float32")
    y, log_slope = (np.asarray(v) for v in spline.forward(x, np.repeat(theta, len(x), axis=0)))
    assert (np.diff(y) > 0).all()
    np.testing.assert_allclose([y[0], y[-1]], [-1, 1], atol=1e-5)
    np.testing.assert_allclose(np.exp(log_slope[1:-1]).mean() * 2, 2, rtol=0.02)  # the fall of y
    np.testing.assert_allclose(spline.inverse(y, np.repeat(theta, len(x), 0)), x, atol=1e-3)


@pytest.mark.parametrize("event_shape", [SHAPE, (8, 8, 1), (8, 8, 2)])
def test_the_log_determinant_is_that_of_the_jacobian(event_shape):
    model = random_flow(event_shape, size=0.3, couplings=3)
    d = model.latent_dim
    y = np.random.default_rng(0).uniform(-0.95, 0.95, (4, d)).astype("float32")
    z, log_det = model.forward(y)

    @tf.function(autograph=False)  # built once, not once a row
    def row(i):
        return gradient(lambda y: ops.take(model.forward(y)[0], i, axis=1), y)

    jacobian = np.stack([row(ops.convert_to_tensor(i)) for i in range(d)], axis=1)
    np.testing.assert_allclose(np.linalg.slogdet(jacobian)[1], log_det, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(model.backward(z), y, atol=1e-4)


def test_codes_lead_back_to_the_very_same_pixels(x):
    model = random_flow(x.shape[1:])
    np.testing.assert_array_equal(np.round(np.asarray(model.decode(model.encode(x))) * 255), x)


@pytest.mark.parametrize("event_shape", [SHAPE, (8, 12, 1), (28, 28, 1), (32, 32, 3)])
def test_every_number_is_bent_and_no_number_bends_itself(event_shape):
    pairs = list(splits.of_images(event_shape, 4))
    transformed = np.concatenate([transformed.reshape(-1) for _, transformed in pairs])
    np.testing.assert_array_equal(np.unique(transformed), np.arange(np.prod(event_shape)))
    assert not any(np.intersect1d(identity, transformed).size for identity, transformed in pairs)


def test_a_pixel_is_bent_before_those_that_bend_it():
    # So every network looks at the grey levels themselves, until the coarsest image.
    pairs = [pair for pair in splits.of_images((28, 28, 1), 4) if pair[0].ndim == 3]
    seen = np.zeros(784, bool)
    for identity, transformed in pairs:
        assert not seen[identity].any()
        seen[transformed] = True
    assert (~seen).sum() == 7 * 7


def test_a_sketch_comes_first_and_details_leave_it_alone():
    model = random_flow((8, 8, 1))
    z = model.noise(1, seed=0).reshape(8, 8)
    other = model.noise(1, seed=1).reshape(8, 8).copy()
    other[::2, ::2] = z[::2, ::2]  # the noise of the coarser image
    one, two = np.asarray(model.decode(np.reshape([z, other], (2, 64))))
    np.testing.assert_array_equal(one[::2, ::2], two[::2, ::2])
    assert (one != two).mean() > 0.5


def test_the_steps_between_levels_are_filled_up_and_no_more():
    model, x = NormalizingFlow(SHAPE), np.array([0, 255], "uint8").reshape(2, 1, 1, 1)
    x = np.broadcast_to(x, (2, *SHAPE))
    low = np.asarray(model.base.fill_steps(model.to_model(x), 0.0))
    high = np.asarray(model.base.fill_steps(model.to_model(x), 1.0))
    np.testing.assert_allclose(low[:, 0, 0, 0], [-1, 1 - 2 / 256], atol=1e-6)
    np.testing.assert_allclose(high[:, 0, 0, 0], [-1 + 2 / 256, 1], atol=1e-6)


def test_a_flow_that_bends_nothing_says_eight_bits():
    model, x = NormalizingFlow(SHAPE), np.random.default_rng(0).integers(0, 256, (5, *SHAPE))
    for network in model.networks:
        network.layers[-1].set_weights([0 * w for w in network.layers[-1].get_weights()])
    np.testing.assert_allclose(model.bits_per_dim(x), 8, atol=1e-4)


def test_the_probability_of_all_levels_is_one():
    # The mean of p(level) / 256⁻¹⁶ over levels drawn evenly is the sum over all 256¹⁶ of them.
    model = random_flow(SHAPE, size=0.15, couplings=2)
    x = np.random.default_rng(0).integers(0, 256, (20_000, *SHAPE), dtype="uint8")
    ratio = np.exp(np.asarray(model.log_prob(x), "float64") + 16 * np.log(256))
    assert ratio.std() > 0.1  # it is not flat
    assert ratio.mean() == pytest.approx(1, abs=4 * ratio.std() / np.sqrt(len(x)))


def test_more_draws_give_a_tighter_bound_and_the_tag_says_bound():
    model = random_flow(SHAPE, size=1.0)
    assert model.density is Density.BOUND
    assert NormalizingFlow((2,)).density is Density.EXACT
    x = np.random.default_rng(0).integers(0, 256, (400, *SHAPE), dtype="uint8")
    one, eight = np.asarray(model.log_prob(x)), np.asarray(model.log_density(x))
    assert eight.mean() > one.mean()
