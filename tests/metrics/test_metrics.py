"""Scores against closed forms, against real data scored by real data, and up a ladder of damage."""

import math

import numpy as np
import pytest
from scipy import stats

from helpers import datasets, metrics
from helpers.datasets._densities import Mixture

NORMAL = Mixture("normal", np.zeros((1, 2)), 1.0)


def normal(n, mean=(0.0, 0.0), sd=1.0, seed=0):
    return np.random.default_rng(seed).normal(mean, sd, (n, 2))


# Against the truth


@pytest.mark.parametrize("shift, sd", [(0, 1), (0.7, 1), (0, 2), (1, 0.8)])
def test_kl_between_normals_is_the_closed_form(shift, sd):
    def log_q(x):
        return stats.norm([shift, 0], sd).logpdf(x).sum(axis=1)

    known = 2 * math.log(sd) + (2 + shift**2) / (2 * sd**2) - 1
    score = metrics.kl_to_truth(log_q, NORMAL, NORMAL.sample(20_000, seed=0))
    assert abs(score.value - known) < 4 * score.error + 1e-6
    assert (score.unit, score.floor) == ("nats", 0.0)


def test_the_standard_error_of_a_kl_is_its_spread_over_fresh_points():
    def log_q(x):
        return stats.norm(0, 1.5).logpdf(x).sum(axis=1)

    scores = [metrics.kl_to_truth(log_q, NORMAL, NORMAL.sample(500, seed=s)) for s in range(200)]
    assert np.std([s.value for s in scores]) == pytest.approx(scores[0].error, rel=0.2)


def test_kl_takes_values_as_well_as_a_function():
    x = NORMAL.sample(50, seed=0)
    assert metrics.kl_to_truth(NORMAL.log_prob(x) - 0.5, NORMAL, x).value == pytest.approx(0.5)


def test_kl_of_a_model_that_rules_a_real_point_out_is_infinite():
    x = NORMAL.sample(50, seed=0)
    score = metrics.kl_to_truth(np.r_[-np.inf, np.zeros(49)], NORMAL, x)
    assert score.value == score.error == np.inf


@pytest.mark.parametrize(
    "log_q, message",
    [
        (np.zeros((50, 1)), r"received shape \(50, 1\)"),
        (np.zeros(()), r"received shape \(\)"),
        (np.full(50, np.nan), "50 NaN"),
    ],
)
def test_kl_refuses_what_is_not_one_log_density_a_point(log_q, message):
    with pytest.raises(ValueError, match=message):
        metrics.kl_to_truth(log_q, NORMAL, NORMAL.sample(50, seed=0))


def test_kl_refuses_points_that_cannot_come_from_the_truth():
    board = datasets.planar("checkerboard")
    with pytest.raises(ValueError, match="50 where checkerboard has no mass"):
        metrics.kl_to_truth(np.zeros(50), board, np.full((50, 2), 9.0))


@pytest.mark.parametrize("name", datasets.PLANAR_NAMES)
def test_the_truth_scores_its_own_floors(name):
    truth = datasets.planar(name)
    x = truth.sample(4000, seed=7)
    assert metrics.kl_to_truth(truth.log_prob, truth, x).value == 0
    score = metrics.negative_log_truth(x, truth)
    assert abs(score.value - score.floor) < 4 * score.error + 1e-9
    assert score.floor == truth.entropy


def test_negative_log_truth_of_a_wider_normal_is_the_cross_entropy():
    score = metrics.negative_log_truth(normal(20_000, sd=2.0), NORMAL)
    assert abs(score.value - (math.log(2 * math.pi) + 4)) < 4 * score.error


def test_huddling_on_a_peak_scores_below_the_floor_and_so_below_is_not_better():
    truth = datasets.planar("eight_gaussians")
    score = metrics.negative_log_truth(np.repeat(truth.means[:1], 100, axis=0), truth)
    assert score.value < score.floor - 0.9
    assert score.direction == "nearest the floor is best"


def test_one_sample_where_the_truth_has_no_mass_costs_everything():
    board = datasets.planar("checkerboard")
    score = metrics.negative_log_truth(np.vstack([board.sample(50, seed=0), [[9, 9]]]), board)
    assert score.value == score.error == np.inf


# Samples against samples


@pytest.mark.parametrize("distance", [0.0, 1.0, 2.0, 6.0])
def test_the_classifier_is_nearly_as_good_as_the_best_one(distance):
    best = stats.norm.cdf(distance / 2)
    score = metrics.two_sample_accuracy(normal(4000, (distance, 0)), normal(4000, seed=1), seed=0)
    assert best - 0.04 < score.value < best + 0.025
    assert score.floor == 0.5


def test_accuracy_of_real_against_real_is_a_coin_within_its_error():
    moons = datasets.planar("moons")
    scores = [
        metrics.two_sample_accuracy(moons.sample(600, seed=s), moons.sample(600, seed=100 + s), s)
        for s in range(20)
    ]
    assert np.mean([s.value for s in scores]) == pytest.approx(0.5, abs=0.015)
    assert scores[0].error == pytest.approx(math.sqrt(0.25 / 600), rel=0.02)


def test_copies_of_the_real_points_push_the_accuracy_below_a_coin():
    moons = datasets.planar("moons").sample(2000, seed=0)
    assert metrics.two_sample_accuracy(moons, moons).value < 0.5


@pytest.mark.parametrize("distance", [0.5, 2.0])
def test_energy_distance_of_two_normals_is_the_closed_form(distance):
    # The difference of two points has sd √2, so its length follows Rice's distribution.
    apart, within = stats.rice(distance / math.sqrt(2), scale=math.sqrt(2)), stats.rayleigh
    known = 2 * apart.mean() - 2 * within(scale=math.sqrt(2)).mean()
    score = metrics.energy_distance(normal(3000, (distance, 0)), normal(3000, seed=1))
    assert score.value - score.floor == pytest.approx(known, rel=0.12)


def test_sliced_wasserstein_of_a_shift_is_two_over_pi_of_its_length():
    x = normal(500)
    score = metrics.sliced_wasserstein(x + np.array([3, -4]), x, seed=3)
    assert score.value == pytest.approx(2 / math.pi * 5, rel=1e-3)


def test_sliced_wasserstein_of_a_scaling_is_the_closed_form():
    score = metrics.sliced_wasserstein(normal(4000, sd=1.5), normal(4000, seed=1))
    assert score.value == pytest.approx(0.5 * math.sqrt(2 / math.pi), rel=0.05)


@pytest.mark.parametrize("distance", [metrics.energy_distance, metrics.sliced_wasserstein])
@pytest.mark.parametrize("name", ["moons", "eight_gaussians"])
def test_the_floor_is_what_two_real_sets_score(distance, name):
    truth = datasets.planar(name)
    scores = [
        distance(truth.sample(200, seed=s), truth.sample(200, seed=1000 + s)) for s in range(60)
    ]
    measured, floor = np.mean([(s.value, s.floor) for s in scores], axis=0)
    assert measured == pytest.approx(floor, rel=0.2)


@pytest.mark.parametrize(
    "score", [metrics.energy_distance, metrics.sliced_wasserstein, metrics.two_sample_accuracy]
)
def test_sets_of_unequal_size_can_be_compared(score):
    one, other = score(normal(300), normal(500, seed=1)), score(normal(500), normal(300, seed=1))
    for result in (one, other):
        assert result.value == pytest.approx(result.floor, abs=0.12)


@pytest.mark.parametrize(
    "score", [metrics.energy_distance, metrics.sliced_wasserstein, metrics.two_sample_accuracy]
)
def test_sets_that_cannot_be_compared_are_refused(score):
    with pytest.raises(ValueError, match="at least 20 points in each set; received 19 and 50"):
        score(normal(19), normal(50))
    with pytest.raises(ValueError, match=r"received \(50, 3\)"):
        score(np.zeros((50, 3)), normal(50))
    with pytest.raises(ValueError, match="NaN"):
        score(np.full((50, 2), np.nan), normal(50))


def test_the_same_seed_gives_the_same_score():
    a, b = normal(400), normal(500, seed=1)
    for score in (metrics.sliced_wasserstein, metrics.two_sample_accuracy):
        assert score(a, b, seed=3) == score(a, b, seed=3)


# Modes


def test_the_truth_catches_every_mode_with_nearly_all_samples():
    grid = datasets.planar("grid25")
    found = metrics.modes(grid.sample(5000, seed=0), grid.means, grid.sd)
    assert found.caught.value == 25 == pytest.approx(found.caught.floor)
    assert found.quality.floor == pytest.approx(0.98889, abs=1e-5)
    assert abs(found.quality.value - found.quality.floor) < 4 * found.quality.error


def test_a_few_samples_of_the_truth_miss_the_modes_that_the_floor_says():
    grid = datasets.planar("grid25")
    found = [metrics.modes(grid.sample(40, seed=s), grid.means, grid.sd) for s in range(200)]
    mean = np.mean([f.caught.value for f in found])
    assert mean == pytest.approx(found[0].caught.floor, abs=0.4)


def test_junk_between_the_modes_lowers_the_quality_and_catches_nothing():
    grid = datasets.planar("grid25")
    samples = np.vstack([grid.means[:10], np.ones((30, 2))])
    found = metrics.modes(samples, grid.means, grid.sd)
    assert (found.caught.value, found.quality.value) == (10, 0.25)
    assert metrics.modes(np.ones((9, 2)), grid.means, grid.sd).caught.value == 0


# A ladder of damage


LADDER = {
    "noise": lambda x, level, rng: x + rng.normal(0, 0.4 * level, x.shape),
    "shift": lambda x, level, rng: x + 0.3 * level,
    "lost modes": lambda x, level, rng: x[np.arctan2(x[:, 1], x[:, 0]) > 1.5 * level - np.pi],
}


@pytest.mark.parametrize(
    "score", [metrics.energy_distance, metrics.sliced_wasserstein, metrics.two_sample_accuracy]
)
@pytest.mark.parametrize("damage", LADDER)
def test_more_damage_scores_worse(score, damage):
    truth, rng = datasets.planar("eight_gaussians"), np.random.default_rng(0)
    real, fresh = truth.sample(1500, seed=0), truth.sample(1500, seed=1)
    scores = [score(LADDER[damage](real, level, rng), fresh) for level in range(4)]
    assert (np.diff([s.value for s in scores]) > 0).all()
    assert scores[-1].value > 1.4 * scores[-1].floor


def test_more_noise_is_less_probable_under_the_truth_and_of_lower_quality():
    truth, rng = datasets.planar("eight_gaussians"), np.random.default_rng(0)
    real = truth.sample(1500, seed=0)
    noisy = [LADDER["noise"](real, level, rng) for level in range(4)]
    surprise = [metrics.negative_log_truth(x, truth).value for x in noisy]
    quality = [metrics.modes(x, truth.means, truth.sd).quality.value for x in noisy]
    assert (np.diff(surprise) > 0).all() and (np.diff(quality) < 0).all()


# Images, and how a score reads


def test_independent_pixels_need_eight_bits_for_noise_and_none_for_black():
    noise = np.random.default_rng(0).integers(0, 256, (5000, 4, 4, 1), dtype="uint8")
    assert metrics.independent_pixels(noise, noise[:500]) == pytest.approx(8, abs=0.05)
    black = np.zeros((5000, 4, 4, 1), "uint8")
    assert metrics.independent_pixels(black, black) < 1e-3


def test_independent_pixels_of_garments_is_the_published_baseline():
    garments = datasets.fashion_mnist()
    bits = metrics.independent_pixels(garments.train_images, garments.test_images)
    assert bits == pytest.approx(4.60, abs=0.01)


def test_a_score_prints_its_unit_direction_and_floor():
    score = metrics.Score(0.1234, "nats", "less is better", 0.0)
    assert str(score) == "0.123 nats (less is better; floor 0)"
    assert str(score._replace(error=0.01)) == "0.123 ± 0.01 nats (less is better; floor 0)"
