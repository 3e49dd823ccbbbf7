"""One weight, trained: the way downhill is the one of the formula, and the pictures show it."""

import numpy as np
import pytest

from helpers.explorer import LineExplorer
from helpers.explorer.strips.line import STEPS, descent, loss

X = np.random.default_rng(0).uniform(-2, 2, 25)
Y = 0.8 * X + np.random.default_rng(1).normal(0, 0.4, 25)
BEST = X @ Y / (X @ X)


@pytest.fixture
def live():
    return LineExplorer(X, Y)


def test_the_way_downhill_is_geometric():
    shrink = 1 - 2 * 0.05 * np.mean(X**2)
    formula = BEST + shrink ** np.arange(11) * (-1 - BEST)
    np.testing.assert_allclose(descent(X, Y, -1.0, 0.05, 10), formula)


def test_no_weight_has_less_loss_than_the_level_that_is_drawn(live):
    assert live.page.level == pytest.approx(loss(BEST, X, Y))
    assert (loss(np.linspace(-3, 3, 201), X, Y) >= live.page.level).all()


def test_every_step_has_its_picture_its_words_and_its_loss(live):
    assert len(live.page.texts[0]) == len(live.page.scores[0]) == STEPS + 1
    np.testing.assert_allclose(live.page.scores[0], loss(live.weights, X, Y))
    assert not np.array_equal(live.picture(0, 0), live.picture(0, 5))
    assert live.page.texts[0][0].startswith("Step 0, learning rate 0.05. Weight -1, loss")


def test_a_slope_and_a_rate_make_the_next_step(live):
    (said,) = {float(t.split()[-1].rstrip(".")) for t in live.page.texts[0][:1]}
    assert said == pytest.approx(np.diff(live.weights)[0], rel=0.01)


def test_a_large_rate_leaps_over_the_valley_and_a_small_one_creeps(live):
    before = live.page.scores[0][5]
    live.slower()
    assert live.rate == 0.025 and live.page.scores[0][5] > before
    for _ in range(5):
        live.faster()
    assert live.rate == 0.8 and np.ptp(np.sign(live.weights - BEST)) == 2
    assert max(live.page.scores[0]) <= 1.5 * live.page.scores[0][0]


def test_the_rate_has_an_end_and_pictures_stay_finite(live):
    for _ in range(30):
        live.faster()
    assert live.rate == 100
    assert np.isfinite(live.page.scores[0]).all()


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (X, Y[:5], "as many rows"),
        (X * np.nan, Y, "finite"),
        (np.zeros(5), np.ones(5), "not 0 everywhere"),
        ([], [], "rows"),
    ],
)
def test_other_data_is_refused(x, y, words):
    with pytest.raises(ValueError, match=words):
        LineExplorer(x, y)
