"""A yardstick without labels: the more damaged, the farther from real ones, for any pictures."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from helpers import datasets, metrics
from helpers.metrics import yardstick

N = 240


def garments(n, seed):
    return datasets.fashion_mnist().test_images[seed * 1000 : seed * 1000 + n]


REAL = {
    "horses": lambda n, seed: datasets.horses(n, seed=seed).images,
    "faces": lambda n, seed: datasets.faces(n, seed=seed).images,
    "garments": garments,
    "rectangles": lambda n, seed: datasets.horses(n, seed=seed, size=48).images[:, 8:40],
}


@pytest.fixture(scope="module", params=REAL)
def sets(request):
    """Real pictures, and real ones held out."""
    make = REAL[request.param]
    return make(2 * N, 0), make(N, 1)


def grain(x, sd, rng):
    return np.clip(x + rng.normal(0, sd, x.shape), 0, 255).astype("uint8")


def blurred(x, radius, rng):
    how = ImageFilter.GaussianBlur(radius)
    images = [np.asarray(Image.fromarray(image.squeeze()).filter(how)) for image in x]
    return np.stack(images).reshape(x.shape)


def shuffled(x, squares, rng):
    """Some squares of a sixteenth of the picture change places."""
    x = x.copy()
    height, width = x.shape[1] // 4, x.shape[2] // 4
    for image in x:
        at = rng.choice(16, squares, replace=False)
        cut = [slice(k // 4 * height, k // 4 * height + height) for k in at]
        cut = list(zip(cut, [slice(k % 4 * width, k % 4 * width + width) for k in at], strict=True))
        taken = [image[place].copy() for place in cut]
        for place, square in zip(cut, taken[1:] + taken[:1], strict=True):
            image[place] = square
    return x


def dimmed(x, share, rng):
    return (x * (1 - share)).astype("uint8")


def covered(x, side, rng):
    """A square of one colour lies over every picture."""
    x = x.copy()
    for image in x:
        row, column = rng.integers(0, 28 - side, 2)
        image[row : row + side, column : column + side] = rng.integers(0, 256, x.shape[3])
    return x


def alike(x, kinds, rng):
    """Only so many different pictures."""
    return x[rng.integers(0, kinds, len(x))]


DAMAGES = {
    "grain": (grain, 10, 40),
    "blur": (blurred, 0.7, 2),
    "squares change places": (shuffled, 3, 14),
    "dimmed": (dimmed, 0.2, 0.5),
    "covered": (covered, 7, 16),
    "few kinds": (alike, 60, 8),
}


@pytest.fixture(scope="module")
def fresh(sets):
    """What the real ones held out score."""
    return metrics.picture_score(*sets, seed=0)


@pytest.mark.parametrize("damage", DAMAGES)
def test_real_before_slightly_before_heavily_damaged_before_noise(sets, fresh, damage):
    real, held_out = sets
    how, slightly, heavily = DAMAGES[damage]
    rng = np.random.default_rng(0)
    damaged = how(held_out, slightly, rng), how(held_out, heavily, rng)
    scores = [fresh, *(metrics.picture_score(real, x, seed=0) for x in damaged)]
    steps = [score.frechet.value for score in scores]
    assert steps == sorted(steps) and steps[-1] < scores[0].ceilings["noise"][0]
    assert steps[0] < 1.5 * scores[0].frechet.floor
    coverage = [score.coverage.value for score in scores]
    assert coverage[0] > coverage[2] >= scores[0].ceilings["noise"][2]


def test_fresh_pictures_score_like_the_floor_for_other_seeds_too(sets):
    real, held_out = sets
    for seed in range(1, 4):
        score = metrics.picture_score(real, held_out, seed=seed)
        assert score.frechet.value == pytest.approx(score.frechet.floor, rel=0.5)
        assert score.density.value == pytest.approx(1, abs=0.3)
        assert score.coverage.value == pytest.approx(score.coverage.floor, abs=0.12)
        assert score.ceilings["mean picture"][0] > 10 * score.frechet.floor


def test_the_same_seed_gives_the_same_score(sets):
    real, held_out = sets
    assert metrics.picture_score(real, held_out, 1) == metrics.picture_score(real, held_out, 1)


def test_no_more_than_so_many_pictures_are_looked_at(sets, monkeypatch):
    monkeypatch.setattr(yardstick, "MOST", 100)
    made = []
    kind = yardstick.PatchFeatures
    monkeypatch.setattr(
        yardstick, "PatchFeatures", lambda real, *how: made.append(len(real)) or kind(real, *how)
    )
    metrics.picture_score(*sets)
    assert made == [100]


def test_it_says_floor_and_ceilings_in_words():
    horses = datasets.horses(60, seed=0).images
    lines = str(metrics.picture_score(horses[:40], horses[40:])).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Fréchet distance", "density", "coverage"]
    assert all("floor" in line and "mean picture" in line and "noise" in line for line in lines)


def test_floats_score_like_their_grey_levels():
    horses = datasets.horses(60, seed=0).images
    a, b = (metrics.picture_score(horses[:40], x) for x in (horses[40:], horses[40:] / 255))
    assert a == b


def test_drawings_in_black_and_white_have_a_score():
    x = (np.random.default_rng(0).random((100, 16, 16, 1)) < 0.1).repeat(2, 1).repeat(2, 2)
    score = metrics.picture_score(x[:60], x[60:])
    assert np.isfinite([score.frechet.value, score.coverage.value]).all()


HERD = datasets.horses(60, seed=0).images
REFUSED = {
    "too few": (HERD[:39], HERD[40:], "40 real pictures or more"),
    "too few samples": (HERD[:40], HERD[:19], "and 20 samples"),
    "two sizes": (HERD[:40], HERD[40:, :16], "one shape"),
    "two kinds": (HERD[:40], HERD[40:, ..., :1], "one shape"),
    "small ones": (HERD[:40, :7], HERD[40:, :7], "8 by 8 pixels"),
    "all the same": (HERD[[0] * 40], HERD[40:], "that differ"),
    "many copies": (HERD[np.arange(40) % 2], HERD[40:], "are equal"),
    "no pictures": (HERD[0], HERD[40:], r"x\[None\]"),
    "words": ("real", HERD[40:], "expected numbers"),
    "floats to 255": (HERD[:40].astype(float), HERD[40:], "between 0 and 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_score_is_refused_with_a_sentence(case):
    real, samples, words = REFUSED[case]
    with pytest.raises((ValueError, TypeError), match=words) as error:
        metrics.picture_score(real, samples)
    assert "expected" in str(error.value) and "received" in str(error.value)


@pytest.mark.parametrize("kind", ["horses", "garments"])
def test_copies_and_fresh_pictures_are_told_apart(kind):
    train, held_out, fresh = (REAL[kind](n, seed) for n, seed in ((400, 0), (100, 1), (100, 2)))
    rng = np.random.default_rng(0)
    assert metrics.memorisation(grain(train[:100], 2, rng), train, held_out).value < 0.5
    assert metrics.memorisation(fresh, train, held_out).value == pytest.approx(1, abs=0.15)
