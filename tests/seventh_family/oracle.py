"""The family of independent numbers against what statistics says of them."""

import numpy as np
import pytest
from helpers.tractable.independent import Independent

SHIFT, SCALE = np.array([100.0, -3.0]), np.array([4.0, 0.1])


@pytest.fixture(scope="module")
def fitted():
    model = Independent((2,))
    model.fit(SHIFT + SCALE * np.random.default_rng(0).standard_normal((20_000, 2)), verbose=0)
    return model


def test_two_normals_are_learnt_to_a_hundredth_of_a_nat(fitted):
    u = np.random.default_rng(1).standard_normal((20_000, 2))
    truth = (-0.5 * u**2 - np.log(SCALE) - 0.5 * np.log(2 * np.pi)).sum(axis=1)
    assert abs((truth - fitted.log_density(SHIFT + SCALE * u)).mean()) < 0.02


def test_the_density_adds_up_to_one(fitted):
    ticks = (np.arange(400) + 0.5) / 400 * 16 - 8
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    p = np.exp(fitted.log_density(SHIFT + SCALE * grid).astype("float64"))
    assert p.sum() * SCALE.prod() * (16 / 400) ** 2 == pytest.approx(1, abs=1e-3)


def test_a_code_leads_back_to_its_point(fitted):
    x = np.float32(SHIFT + SCALE * np.random.default_rng(2).standard_normal((100, 2)))
    np.testing.assert_allclose(fitted.decode(fitted.encode(x)), x, atol=1e-3 * SCALE.max())
