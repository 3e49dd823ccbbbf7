"""A low-rank hill over pictures, and the race with few labels."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

from helpers.densities import LowRankGaussian
from helpers.discriminative import race


@pytest.fixture(scope="module")
def images():
    rng = np.random.default_rng(0)
    smooth = rng.normal(size=(300, 2)) @ rng.normal(size=(2, 48)) * 25 + 128
    return (
        np.clip(smooth + rng.normal(0, 8, (300, 48)), 0, 255).astype("uint8").reshape(-1, 4, 4, 3)
    )


def test_it_is_the_density_of_the_normal_distribution_it_says(images):
    model = LowRankGaussian(images, axes=2)
    w = model.directions
    covariance = w.T @ np.diag(model.along - model.beyond) @ w + model.beyond * np.eye(48)
    fractions = np.random.default_rng(0).random(images.shape)
    x = ((images + fractions) / 256).reshape(300, -1)
    exact = multivariate_normal(model.mean, covariance).logpdf(x) - 48 * np.log(256)
    np.testing.assert_allclose(model.log_prob(images), exact, rtol=1e-6)


def test_more_axes_explain_more_and_all_beat_guessing(images):
    bits = [LowRankGaussian(images, axes).bits_per_dim(images).mean() for axes in (1, 2)]
    assert bits[1] < bits[0] < 8


def test_noise_is_less_probable_and_a_flat_picture_more(images):
    """A high p(x) does not mean "looks like the data": the top of the hill is an average."""
    model = LowRankGaussian(images, axes=2)
    mean = np.round(images.mean(axis=0)).astype("uint8")[None]
    noise = np.random.default_rng(1).integers(0, 256, (20, 4, 4, 3)).astype("uint8")
    usual = model.bits_per_dim(images).mean()
    assert model.bits_per_dim(mean)[0] < usual < model.bits_per_dim(noise).min()


def test_too_few_images_are_refused(images):
    with pytest.raises(ValueError, match="129 or more; received 100"):
        LowRankGaussian(images[:100])


def test_generative_wins_early_and_discriminative_late():
    """Numbers that are nearly copies: naive Bayes is wrong about them, but settles early."""
    rng = np.random.default_rng(0)
    y = np.arange(4000) % 2
    own = rng.normal(0.4 * y[:, None], 1, (4000, 30))
    copies = np.repeat(rng.normal(0.6 * y, 1, 4000)[:, None], 10, axis=1)
    x = np.concatenate([own, copies + 0.3 * rng.normal(size=(4000, 10))], axis=1)
    models = {"Bayes": GaussianNB(), "logistic": LogisticRegression(C=1e4, max_iter=1000)}
    train, test = (x[:2000], y[:2000]), (x[2000:], y[2000:])
    scores = race(models, train, test, [20, 900], repeats=6)
    early, late = (scores["Bayes"] - scores["logistic"]).mean(axis=0)
    assert early > 0 > late


def test_a_race_repeats_itself_and_refuses_more_labels_than_there_are():
    x, y = np.random.default_rng(0).normal(size=(40, 3)), np.arange(40) % 2
    runs = [race({"Bayes": GaussianNB()}, (x, y), (x, y), [5, 20], repeats=3) for _ in range(2)]
    np.testing.assert_array_equal(runs[0]["Bayes"], runs[1]["Bayes"])
    assert runs[0]["Bayes"].shape == (3, 2)
    with pytest.raises(ValueError, match="up to 20"):
        race({"Bayes": GaussianNB()}, (x, y), (x, y), [21])
