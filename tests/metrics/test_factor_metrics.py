"""Scores of codes against factors, where the answer is known."""

import numpy as np
import pytest

from helpers import metrics

RNG = np.random.default_rng(0)
N = 8000
TURN = np.array([[1, -1], [1, 1]]) / np.sqrt(2)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_the_information_of_two_normals_is_their_closed_form(rho):
    x, y = RNG.multivariate_normal([0, 0], [[1, rho], [rho, 1]], N).T
    value = metrics.mutual_information(x[:, None], y[:, None])[0, 0]
    chance = 19**2 / (2 * N)
    assert value == pytest.approx(-0.5 * np.log(1 - rho**2) + chance, abs=0.06)


def test_a_factor_of_two_values_is_said_completely_in_its_own_entropy():
    glasses = (RNG.random((N, 1)) < 0.3).astype(float)
    value = metrics.mutual_information(3 - 2 * glasses, glasses)[0, 0]
    p = glasses.mean()
    assert value == pytest.approx(-p * np.log(p) - (1 - p) * np.log(1 - p), abs=1e-6)


def test_a_number_that_is_the_factor_says_all_of_it_and_another_nothing():
    factors = np.c_[RNG.uniform(size=N), RNG.random(N) < 0.2]
    share = metrics.information_share(factors[:, ::-1], factors)
    np.testing.assert_allclose(share, [[0, 1], [1, 0]], atol=0.02)


def test_the_gap_is_one_for_the_factors_in_another_order_and_units():
    factors = RNG.uniform(size=(N, 3))
    score = metrics.information_gap(np.exp(5 * factors[:, [2, 0, 1]]), factors)
    assert score.value > 0.95
    assert score.floor == pytest.approx(1, abs=0.05)


def test_the_gap_is_lost_in_a_turned_code_and_recovery_is_not():
    factors = RNG.normal(size=(N, 2))
    turned = factors @ TURN
    assert metrics.information_gap(turned, factors).value < 0.02
    assert (metrics.recovery(turned, factors) > 0.97).all()


def test_many_factors_are_recovered_from_themselves_and_from_a_turned_code():
    factors = RNG.uniform(size=(4000, 18))
    turn = np.linalg.qr(RNG.normal(size=(18, 18)))[0]
    assert (metrics.recovery(factors, factors) > 0.97).all()
    assert (metrics.recovery(factors @ turn, factors) > 0.97).all()


def test_nothing_is_recovered_from_noise():
    factors = RNG.normal(size=(N, 2))
    noise = RNG.normal(size=(N, 4))
    assert (np.abs(metrics.recovery(noise, factors)) < 0.15).all()
    assert metrics.information_gap(noise, factors).value < 0.02


def test_recovery_falls_as_the_code_gets_noisier():
    factors = RNG.normal(size=(N, 1))
    values = [
        metrics.recovery(factors + sd * RNG.normal(size=(N, 1)), factors)[0] for sd in (0, 0.5, 2)
    ]
    assert values[0] > 0.99 > values[1] > values[2]
    assert values[1] == pytest.approx(1 / 1.25, abs=0.08)  # the best guess explains 1 / (1 + sd²)


@pytest.mark.parametrize(
    ("codes", "factors", "message"),
    [
        (np.zeros((300, 2)), np.zeros((200, 2)), "of the same pictures"),
        (np.zeros(300), np.zeros((300, 2)), "of the same pictures"),
        (np.zeros((50, 2)), np.zeros((50, 2)), "ten rows a bin"),
        (np.full((300, 2), np.nan), np.zeros((300, 2)), "NaN"),
        (np.zeros((300, 1)), np.zeros((300, 2)), "no second best"),
    ],
)
def test_bad_sets_are_refused(codes, factors, message):
    with pytest.raises(ValueError, match=message):
        metrics.information_gap(codes, factors)
