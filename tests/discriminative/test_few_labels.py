"""Naive Bayes with shared bells has a straight border; with its own bells a bent one."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

from helpers.discriminative import SharedBells


def bend(model):
    """How far the log odds on a line through the plane are from a straight line."""
    rng = np.random.default_rng(0)
    y = np.arange(400) % 2
    x = rng.normal(size=(400, 2)) * np.where(y, 2.0, 0.5)[:, None] + y[:, None]
    along = np.linspace(-2, 2, 41)[:, None] * [1.0, 0.7]
    log_p = model.fit(x, y).predict_log_proba(along)
    return np.abs(np.diff(log_p[:, 1] - log_p[:, 0], 2)).max()


def test_shared_bells_make_the_border_straight():
    assert bend(SharedBells()) < 1e-6
    assert bend(GaussianNB()) > 1e-3


def test_the_shared_variance_is_the_mean_of_the_classes_by_their_shares():
    x, y = np.array([[0.0], [2.0], [10.0], [16.0], [13.0]]), [0, 0, 1, 1, 1]
    model = SharedBells().fit(x, y)
    np.testing.assert_allclose(model.var_[:, 0], 0.4 * 1 + 0.6 * 6, rtol=1e-6)
