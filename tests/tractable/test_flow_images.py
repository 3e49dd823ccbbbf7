"""The flow of images: it inverts, its volume is right, and it bounds a probability of levels."""

import numpy as np
import pytest

from helpers.backend import gradient
from helpers.splines import Spline
from helpers.taxonomy import Density
from helpers.tractable import NormalizingFlow

SHAPE = (4, 4, 1)


def random_flow(event_shape, size=0.5, **config):
    model, rng = NormalizingFlow(event_shape, width=8, **config), np.random.default_rng(0)
    for w in model.trainable_weights:
        w.assign(w + size * rng.normal(0, 1 / np.sqrt(np.prod(w.shape[:-1])), w.shape))
    return model


@pytest.fixture
def x():
    return np.random.default_rng(1).integers(0, 256, (6, 8, 8, 3), dtype="uint8")


def test_a_spline_with_free_ends_maps_the_interval_onto_itself():
    spline = Spline(8, reach=1.0, free_ends=True)
    theta = np.random.default_rng(0).normal(0, 2, (1, spline.parameters)).astype("float32")
    x = np.linspace(-1, 1, 2001, dtype="float32")
    y, log_slope = (np.asarray(v) for v in spline.forward(x, np.repeat(theta, len(x), axis=0)))
    assert (np.diff(y) > 0).all()
    np.testing.assert_allclose([y[0], y[-1]], [-1, 1], atol=1e-5)
    np.testing.assert_allclose(np.exp(log_slope[1:-1]).mean() * 2, 2, rtol=0.02)  # the fall of y
    np.testing.assert_allclose(spline.inverse(y, np.repeat(theta, len(x), 0)), x, atol=1e-3)


def test_the_log_determinant_is_that_of_the_jacobian():
    model = random_flow(SHAPE, couplings=3)
    y = np.random.default_rng(0).uniform(-0.95, 0.95, (10, *SHAPE)).astype("float32")
    z, log_det = model.forward(y)
    rows = [gradient(lambda y, i=i: model.forward(y)[0][:, 0, 0, i], y).numpy() for i in range(16)]
    jacobian = np.stack(rows, axis=1).reshape(10, 16, 16)
    np.testing.assert_allclose(np.linalg.slogdet(jacobian)[1], log_det, atol=1e-3)
    np.testing.assert_allclose(model.backward(z), y, atol=1e-4)


def test_codes_lead_back_to_the_very_same_pixels(x):
    model = random_flow(x.shape[1:])
    np.testing.assert_array_equal(np.round(np.asarray(model.decode(model.encode(x))) * 255), x)


def test_every_number_of_a_block_is_bent_by_some_coupling():
    model = random_flow((8, 8, 1))
    y = np.random.default_rng(0).uniform(-0.9, 0.9, (1, 8, 8, 1)).astype("float32")
    moved = np.asarray(model.backward(model.forward(y)[0] * 0.9)) - y
    assert (np.abs(moved) > 1e-4).all()


def test_the_steps_between_levels_are_filled_up_and_no_more():
    model, x = NormalizingFlow(SHAPE), np.array([0, 255], "uint8").reshape(2, 1, 1, 1)
    x = np.broadcast_to(x, (2, *SHAPE))
    low = np.asarray(model.fill_steps(model.to_model(x), 0.0))
    high = np.asarray(model.fill_steps(model.to_model(x), 1.0))
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
