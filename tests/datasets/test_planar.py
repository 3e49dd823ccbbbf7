"""Known densities against integrals, closed forms and their own samples."""

import functools
import math
import tracemalloc

import numpy as np
import pytest
from scipy import special, stats
from sklearn.datasets import make_moons

from helpers import datasets
from helpers.datasets._densities import Mixture, Pinwheel

LETTER = [[[0, 2], [0, 0], [1, 0]], [[0, 1], [1, 1]]]
MADE = {
    "letter": lambda: datasets.curve(LETTER),
    "islands": lambda: datasets.islands(apart=6),
}
CASES = [*datasets.PLANAR_NAMES, *MADE]
CELLS, FINER = 12, 15  # cells a side for the chi-squared test, and lattice points a cell
# Computed for the course from samples, so to two digits after the point.
PUBLISHED_ENTROPY = {
    "moons": 1.002,
    "spirals": 2.535,
    "rings": 2.623,
    "pinwheel": 0.932,
    "eight_gaussians": 2.835,
    "checkerboard": math.log(32),
    "grid25": 0.066,
}


@functools.cache
def make(name):
    return MADE[name]() if name in MADE else datasets.planar(name)


@functools.cache
def mass(name):
    """Probabilities of a fine lattice of little squares over the bounds, `(180, 180)`."""
    truth = make(name)
    (x0, x1), (y0, y1) = truth.bounds
    side = FINER * CELLS
    x = x0 + (x1 - x0) * (np.arange(side) + 0.5) / side
    y = y0 + (y1 - y0) * (np.arange(side) + 0.5) / side
    lattice = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1).reshape(-1, 2)
    area = (x1 - x0) * (y1 - y0) / side**2
    return np.exp(truth.log_prob(lattice)).reshape(side, side) * area


@pytest.mark.parametrize("name", CASES)
def test_samples_are_float32_points_and_follow_the_seed(name):
    truth = make(name)
    x = truth.sample(300, seed=1)
    assert x.shape == (300, 2) and x.dtype == "float32"
    np.testing.assert_array_equal(x, truth.sample(300, seed=1))
    assert not np.array_equal(x, truth.sample(300, seed=2))
    assert not np.array_equal(truth.sample(3), truth.sample(3))


@pytest.mark.parametrize("name", CASES)
def test_the_density_integrates_to_one_within_the_bounds(name):
    # Four standard deviations are left out at most, and lattice cells straddle no edge.
    assert mass(name).sum() == pytest.approx(1, abs=2e-4)


@pytest.mark.parametrize("name", CASES)
def test_samples_follow_the_density(name):
    truth = make(name)
    expected = mass(name).reshape(CELLS, FINER, CELLS, FINER).sum(axis=(1, 3)).ravel()
    x = truth.sample(20_000, seed=3)
    counts = np.histogram2d(*x.T, bins=CELLS, range=truth.bounds)[0].ravel()
    enough = expected * len(x) > 10
    expected = np.append(expected[enough], 1 - expected[enough].sum())
    counts = np.append(counts[enough], len(x) - counts[enough].sum())
    chi2 = ((counts - len(x) * expected) ** 2 / np.maximum(len(x) * expected, 1)).sum()
    assert stats.chi2(len(counts) - 1).sf(chi2) > 1e-3


@pytest.mark.parametrize("name", CASES)
def test_the_entropy_is_the_mean_surprise_of_samples(name):
    truth = make(name)
    surprise = -truth.log_prob(truth.sample(20_000, seed=4))
    error = surprise.std() / math.sqrt(len(surprise))
    assert abs(surprise.mean() - truth.entropy) < 4 * error + 1e-9


@pytest.mark.parametrize("name", datasets.PLANAR_NAMES)
def test_the_entropies_are_the_published_ones(name):
    assert make(name).entropy == pytest.approx(PUBLISHED_ENTROPY[name], abs=0.008)


def test_far_apart_normals_have_the_entropy_of_their_sum():
    known = math.log(25) + math.log(2 * math.pi * math.e * 0.05**2)
    assert make("grid25").entropy == pytest.approx(known, abs=1e-6)


def test_rings_agree_with_the_bessel_function_of_a_noisy_circle():
    x = np.random.default_rng(0).uniform(-4, 4, (500, 2))
    r, radius, sd = np.hypot(*x.T)[:, None], np.array([3, 2.25, 1.5, 0.75]), 0.08
    circle = np.exp(-((r - radius) ** 2) / (2 * sd**2)) * special.ive(0, r * radius / sd**2)
    known = circle.mean(axis=1) / (2 * np.pi * sd**2)
    np.testing.assert_allclose(np.exp(make("rings").log_prob(x)), known, rtol=1e-3, atol=1e-12)


def test_moons_are_those_of_scikit_learn():
    x, _ = make_moons(20_000, noise=0.1, random_state=0)
    surprise = -make("moons").log_prob(x)
    error = surprise.std() / math.sqrt(len(x))
    assert abs(surprise.mean() - make("moons").entropy) < 4 * error


def test_the_twist_of_the_pinwheel_keeps_areas():
    pinwheel, step = Pinwheel(), 1e-5
    w = np.random.default_rng(0).normal(size=200) + 1j * np.random.default_rng(1).normal(size=200)

    def slope(direction):
        ahead, behind = w + step * direction, w - step * direction
        return (ahead * pinwheel.twist(ahead) - behind * pinwheel.twist(behind)) / (2 * step)

    area = (slope(1).conj() * slope(1j)).imag  # determinant of the two columns
    np.testing.assert_allclose(area, 1, atol=1e-6)


def test_the_checkerboard_has_eight_equal_squares_and_nothing_beside():
    board = make("checkerboard")
    x = board.sample(20_000, seed=5)
    np.testing.assert_allclose(board.log_prob(x), -math.log(32))
    squares, counts = np.unique(np.floor(x / 2), axis=0, return_counts=True)
    assert len(squares) == 8 and np.abs(counts - 2500).max() < 250
    outside = [[-1, 1], [5, 5], [1, -3.9 + 2], [-4.1, -3]]
    assert np.isneginf(board.log_prob(outside)).all()


def test_two_mirrored_spirals_turn_one_and_a_half_times():
    spirals = make("spirals")
    x = spirals.sample(2000, seed=0)
    np.testing.assert_allclose(spirals.log_prob(x), spirals.log_prob(-x))
    assert np.hypot(*spirals.means.T).max() == pytest.approx(np.pi, abs=0.01)


def test_a_long_list_of_points_is_scored_in_little_memory():
    mixture = Mixture("dense", np.random.default_rng(0).normal(size=(1500, 2)), 0.1)
    x = mixture.sample(20_000, seed=0)
    tracemalloc.start()
    whole = mixture.log_prob(x)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50e6  # all at once it would be 240 MB
    one_by_one = [mixture.log_prob(x[i : i + 1])[0] for i in range(0, len(x), 999)]
    np.testing.assert_allclose(whole[::999], one_by_one)


@pytest.mark.parametrize("name", CASES)
def test_points_very_far_away_get_a_very_low_density_without_a_warning(name):
    values = make(name).log_prob([[1e6, -1e6], [-1e3, 0]])
    assert (values < -1e3).all()


@pytest.mark.parametrize("name", CASES)
def test_bad_points_are_refused(name):
    with pytest.raises(ValueError, match=r"received \(2,\)"):
        make(name).log_prob([0.0, 1.0])
    with pytest.raises(ValueError, match="NaN or infinity in 1 of 2 rows"):
        make(name).log_prob([[0.0, 1.0], [np.nan, 0.0]])


@pytest.mark.parametrize("n", [0, -3, 2.5, "many"])
def test_a_senseless_number_of_points_is_refused(n):
    with pytest.raises(ValueError, match=r"moons.sample expected a number of points"):
        make("moons").sample(n)


@pytest.mark.parametrize("name", ["moon", "", None, ["moons"]])
def test_an_unknown_name_is_refused_with_the_known_ones(name):
    with pytest.raises(ValueError, match=r"expected one of moons, .*datasets\.curve"):
        datasets.planar(name)
