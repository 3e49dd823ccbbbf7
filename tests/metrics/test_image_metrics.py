"""Scores in feature space against closed forms, floors by simulation, and a corruption ladder."""

import numpy as np
import pytest
from scipy import linalg

from helpers import datasets, metrics


@pytest.fixture(scope="module")
def rng():
    return np.random.default_rng(0)


def test_frechet_distance_of_two_normals_follows_the_formula(rng):
    mean, d = np.array([1.0, -2.0, 0.5]), 3
    factor_a, factor_b = rng.normal(size=(2, d, d))
    cov_a, cov_b = factor_a @ factor_a.T, factor_b @ factor_b.T
    a = rng.normal(size=(200_000, d)) @ factor_a.T + mean
    b = rng.normal(size=(200_000, d)) @ factor_b.T
    cross = linalg.sqrtm(cov_a @ cov_b).real
    truth = mean @ mean + np.trace(cov_a + cov_b - 2 * cross)
    assert metrics.frechet_distance(a, b).value == pytest.approx(truth, rel=0.02)


def test_frechet_floor_is_what_equal_distributions_score(rng):
    scale = np.array([3.0, 1.0, 0.3, 0.1])
    scores = [
        metrics.frechet_distance(*(scale * rng.normal(size=(n, 4)) for n in (400, 300)))
        for _ in range(200)
    ]
    values = np.array([s.value for s in scores])
    assert values.mean() == pytest.approx(np.mean([s.floor for s in scores]), rel=0.08)


def test_a_set_has_no_frechet_distance_from_itself(rng):
    x = rng.normal(size=(500, 8))
    assert metrics.frechet_distance(x, x).value == pytest.approx(0, abs=1e-6)


def test_frechet_distance_survives_features_that_never_fire(rng):
    x = rng.normal(size=(500, 8)) * [1, 1, 1, 1, 0, 0, 0, 0]
    assert metrics.frechet_distance(x + 1, x).value == pytest.approx(8, rel=1e-6)


def test_kernel_distance_is_unbiased_and_agrees_with_its_expectation(rng):
    same = [
        metrics.kernel_distance(*rng.normal(size=(2, 200, 4)), block=100).value for _ in range(100)
    ]
    assert abs(np.mean(same)) < 4 * np.std(same) / 10
    # (xy + 1)³ = Σ C(3, i) xⁱ yⁱ, so it is Σ C(3, i) (E aⁱ - E bⁱ)²: the first three moments.
    a, b = rng.normal(1, 1, (40_000, 1)), rng.normal(0, 1, (40_000, 1))
    score = metrics.kernel_distance(a, b, block=1000)
    truth = 3 * (1 - 0) ** 2 + 3 * (2 - 1) ** 2 + (4 - 0) ** 2
    assert abs(score.value - truth) < 5 * score.error


def test_density_is_one_and_coverage_its_floor_for_equal_distributions(rng):
    scores = [
        metrics.density_and_coverage(rng.normal(size=(300, 3)), rng.normal(size=(400, 3)))
        for _ in range(30)
    ]
    assert np.mean([s.density.value for s in scores]) == pytest.approx(1, abs=0.05)
    coverage = np.mean([s.coverage.value for s in scores])
    assert coverage == pytest.approx(scores[0].coverage.floor, abs=0.01)


def test_density_and_coverage_see_junk_and_dropped_halves(rng):
    real = rng.normal(size=(400, 3))
    junk = metrics.density_and_coverage(rng.normal(20, 1, (400, 3)), real)
    assert junk.density.value == junk.coverage.value == 0
    half = rng.normal(size=(2000, 3))
    half = metrics.density_and_coverage(half[half[:, 0] > 0][:400], real)
    assert half.coverage.value < 0.75 and half.density.value > 0.9


def test_copies_score_zero_and_fresh_data_one(rng):
    train, fresh, held_out = rng.normal(size=(3, 1000, 4))
    assert metrics.memorisation(train[:200], train, held_out).value == 0
    assert metrics.memorisation(fresh, train, held_out).value == pytest.approx(1, abs=0.1)
    near = train[:500] + 0.05 * rng.normal(size=(500, 4))
    assert metrics.memorisation(near, train, held_out).value < 0.5


def test_class_distance_is_the_share_in_a_wrong_class_and_its_floor_what_chance_gives(rng):
    real = np.repeat(np.arange(10), 100)
    assert metrics.class_distance(real, real).value == 0
    assert metrics.class_distance(np.zeros(50, int), real).value == pytest.approx(0.9)
    scores = [metrics.class_distance(*rng.integers(10, size=(2, 1000))) for _ in range(300)]
    assert np.mean([s.value for s in scores]) == pytest.approx(scores[0].floor, rel=0.05)


LADDERS = {
    "noise": lambda x, much, rng: x + much * rng.normal(size=x.shape),
    "dropped classes": lambda x, much, rng: np.concatenate([x[: int(len(x) * (1 - much))]] * 9),
    "shrunk": lambda x, much, rng: x * (1 - much) + x.mean(axis=0) * much,
}


@pytest.mark.parametrize("corruption", LADDERS)
def test_worse_pictures_score_worse(corruption, rng):
    garments = datasets.fashion_mnist()
    order = np.argsort(garments.test_labels[:4000], kind="stable")  # classes one after the other
    pixels = garments.test_images[:4000][order].reshape(4000, 28, 28) / 255
    features = pixels.reshape(4000, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(4000, 49)
    real, model = features[::2], features[1::2]
    for score in (metrics.frechet_distance, metrics.kernel_distance):
        steps = [LADDERS[corruption](model, much, rng)[:2000] for much in (0, 0.2, 0.4, 0.8)]
        values = [score(x, real).value for x in steps]
        assert values == sorted(values), score.__name__
        assert values[0] < 2 * max(score(model, real).floor, values[1] / 4)


@pytest.mark.parametrize(
    ("a", "message"),
    [
        (np.zeros((5, 3)), r"\(5, 3\) and \(50, 2\)"),
        (np.zeros(5), r"received \(5,\)"),
        (np.full((50, 2), np.nan), "NaN"),
    ],
)
def test_bad_features_are_refused(a, message, rng):
    b = rng.normal(size=(50, 2))
    for score in (metrics.frechet_distance, metrics.kernel_distance, metrics.density_and_coverage):
        with pytest.raises(ValueError, match=message):
            score(a, b)
    with pytest.raises(ValueError, match="more rows than the 2"):
        metrics.frechet_distance(b[:2], b)


def test_the_nearest_distance_is_that_to_the_nearest(rng):
    a, real = rng.normal(size=(20, 5)), rng.normal(size=(300, 5))
    expected = np.linalg.norm(a[:, None] - real, axis=-1).min(axis=1)
    np.testing.assert_allclose(metrics.nearest_distance(a, real), expected)
    assert not metrics.nearest_distance(real[:7], real).any()
    with pytest.raises(ValueError, match="Put pictures through the classifier first"):
        metrics.nearest_distance(a[:, :3], real)
