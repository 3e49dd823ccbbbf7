"""Four painters paint the same scenes, and only their strokes tell them apart."""

import time

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.stats import ks_2samp

from helpers.datasets._moves import swirling
from helpers.datasets.paintings import FAVOURED, NAMES, SCENE, draw_factors, draw_scenes, paintings
from helpers.datasets.strokes import PAINTERS, repaint

GREY = np.full((8, 64, 64, 3), 128, "uint8")


@pytest.fixture(scope="module")
def scenes():
    return draw_scenes(draw_factors(np.random.default_rng(5), 24), 32)


@pytest.fixture(scope="module", params=[True, False], ids=["fair", "favoured"])
def many(request):
    """800 paintings, and whether the painters chose from the same scenes."""
    return request.param, paintings(800, seed=3, fair=request.param)


def directions(pictures, width=1.5):
    """cos and sin of twice the angle along which grey levels change least, by structure tensor."""
    grey = gaussian_filter(pictures.astype(float).mean(axis=-1), (0, 0.7, 0.7))
    y, x = np.gradient(grey, axis=(1, 2))
    tensor = gaussian_filter(np.stack([y**2 - x**2, -2 * x * y]), (0, 0, width, width))
    return tensor / (np.hypot(*tensor) + 1e-9)


def agreement(pictures, angle):
    """1 where strokes follow the angle, 0 where they ignore it, -1 where they cross it."""
    cos, sin = directions(pictures)
    return float((cos * np.cos(2 * angle) + sin * np.sin(2 * angle)).mean())


def field(seed):
    """The swirl painter's angles over grey pictures, `(8, 64, 64)`."""
    scene = np.moveaxis(GREY, 0, -1).astype("float32") / 255
    return np.moveaxis(swirling(scene, np.random.default_rng(seed))[0], -1, 0)


def levels(images):
    """How many of a picture's pixels lie in each quarter of each channel, `(n, 12)`."""
    pixels = images.reshape(len(images), -1, 3) // 64
    return np.concatenate([(pixels == k).mean(axis=1) for k in range(4)], axis=1)


def distance(values, painter):
    """How far the painters' mean histograms are from the mean of all, at most."""
    means = [np.abs(values[painter == k].mean(axis=0) - values.mean(axis=0)) for k in range(4)]
    return np.sum(means, axis=1).max()


def test_shapes_types_and_names():
    pictures = paintings(40, seed=0)
    assert pictures.images.shape == (40, 32, 32, 3) and pictures.images.dtype == np.uint8
    assert pictures.factors.shape == (40, len(NAMES)) and pictures.factors.dtype == np.float32
    assert pictures.names == NAMES and NAMES[0] == "painter"
    assert set(pictures.factors[:, 0]) == {0, 1, 2, 3}


def test_the_same_seed_gives_the_same_pixels_and_another_gives_others():
    first, again, other = (paintings(30, seed).images for seed in (1, 1, 2))
    assert (first == again).all() and (first != other).mean() > 0.9


def test_factors_keep_to_their_ranges_and_fill_them():
    factors = draw_factors(np.random.default_rng(0), 3000, fair=True)
    for (low, high, share), values in zip(SCENE.values(), factors[:, 1:].T, strict=True):
        there = values[values != 0]
        assert abs(len(there) / 3000 - share) < 0.03
        assert low - 1e-6 <= there.min() < low + 0.01 * (high - low)
        assert high - 0.01 * (high - low) < there.max() <= high + 1e-6


@pytest.mark.parametrize("name", SCENE)
def test_every_factor_changes_the_scene_and_nothing_else_does(name):
    middle = [(low + high) / 2 for low, high, _ in SCENE.values()]
    factors = np.array([[0, *middle]] * 3, "float32")
    factors[1:, NAMES.index(name)] = SCENE[name][:2]
    factors[0, 0] = 3
    pictures = draw_scenes(factors, 64).astype(float)
    assert np.abs(pictures[1] - pictures[2]).mean() > 0.5
    np.testing.assert_array_equal(pictures[0], draw_scenes([[0, *middle]], 64)[0])


def test_scenes_are_the_same_at_every_size():
    factors = draw_factors(np.random.default_rng(0), 20)
    large = draw_scenes(factors, 128).reshape(20, 32, 4, 32, 4, 3).mean(axis=(2, 4))
    assert np.abs(large - draw_scenes(factors, 32)).mean() < 3


def test_from_afar_four_paintings_are_one_scene_and_from_near_they_differ(scenes):
    own = np.stack([repaint(scenes, p, seed=0).astype(float) for p in PAINTERS])
    blurred = gaussian_filter(own, (0, 0, 3, 3, 0))
    one = np.abs(blurred[:, None] - blurred).mean(axis=(2, 3, 4, 5)).max()
    assert one < 0.3 * np.abs(blurred - np.roll(blurred, 1, axis=1)).mean()
    fine = np.corrcoef((own - scenes).reshape(4, -1))
    assert fine[~np.eye(4, dtype=bool)].max() < 0.2


def test_swirls_follow_their_flow_and_no_other():
    swirls, hatches = (repaint(GREY, painter, seed=4) for painter in ("swirls", "hatches"))
    assert agreement(swirls, field(seed=4)) > 0.7
    assert agreement(swirls, field(seed=5)) < 0.3
    assert abs(agreement(hatches, field(seed=4))) < 0.2


def test_hatches_share_one_direction_and_no_one_else_does():
    shared = {p: np.hypot(*directions(repaint(GREY, p, 0)).mean(axis=(1, 2, 3))) for p in PAINTERS}
    assert shared.pop("hatches") > 0.8 > 0.3 > max(shared.values())
    assert agreement(repaint(GREY, "hatches", 0), -np.pi / 4) > 0.8


def test_swirls_go_round_a_sun():
    y, x = np.mgrid[:64, :64] - 31.5
    sun = np.repeat(np.where(np.hypot(x, y) < 14, 220, 60)[None, ..., None], 3, axis=-1)
    painted = repaint(np.repeat(sun, 8, axis=0).astype("uint8"), "swirls", seed=0)
    ring = (np.hypot(x, y) > 15) & (np.hypot(x, y) < 20)
    cos, sin = directions(painted - sun.astype(float), width=1)
    around = np.arctan2(x, -y)
    assert (cos * np.cos(2 * around) + sin * np.sin(2 * around))[:, ring].mean() > 0.5


def test_dabs_are_smaller_than_blocks():
    def size(painter):
        grey = repaint(GREY, painter, seed=0).mean(axis=-1) - 128
        return (grey[:, :, 3:] * grey[:, :, :-3]).mean() / grey.var()

    assert size("dabs") < 0.1 < 0.3 < size("blocks")


def test_painters_choose_the_same_scenes_only_if_fair():
    for fair in (True, False):
        factors = draw_factors(np.random.default_rng(1), 4000, fair)
        swirls = factors[:, 0] == 0
        for name, values in zip(NAMES[1:], factors[:, 1:].T, strict=True):
            same = ks_2samp(values[swirls], values[~swirls]).pvalue
            assert same < 1e-9 if name in FAVOURED and not fair else same > 1e-3, name


def test_colours_tell_the_painter_only_if_not_fair_and_then_not_always(many):
    fair, pictures = many
    values, painter = levels(pictures.images), pictures.factors[:, 0]
    rng = np.random.default_rng(0)
    chance = [distance(values, rng.permutation(painter)) for _ in range(300)]
    red, _, blue = np.moveaxis(pictures.images.mean(axis=(1, 2)), -1, 0)
    bluer = ((blue - red)[painter == 0][:, None] > (blue - red)[painter != 0]).mean()
    if fair:
        assert distance(values, painter) < np.quantile(chance, 0.99) and abs(bluer - 0.5) < 0.06
    else:
        assert distance(values, painter) > 2 * np.max(chance) and 0.65 < bluer < 0.9


@pytest.mark.parametrize("side", [16, 28, 33, 100])
def test_own_pictures_of_any_size_are_repainted_and_left_as_they_are(side):
    own = np.random.default_rng(0).integers(100, 150, (3, side, side, 3), "uint8")
    before = own.copy()
    for painter in PAINTERS:
        painted = repaint(own, painter, seed=0)
        assert painted.shape == own.shape and painted.dtype == np.uint8
        np.testing.assert_array_equal(painted, repaint(own, painter, seed=0))
        assert (painted != own).any(axis=(0, 3)).all()
    np.testing.assert_array_equal(own, before)


def test_unknown_painters_are_refused_and_the_known_are_named():
    with pytest.raises(ValueError, match=r"swirls, dabs, blocks, hatches; received 'monet'"):
        repaint(GREY, "monet", seed=0)


@pytest.mark.parametrize(
    "images",
    [GREY[0], GREY[:, :15, :15], GREY[:, :40], GREY[..., :1], GREY[:0]],
    ids=["one", "small", "oblong", "grey", "none"],
)
def test_other_pictures_are_refused(images):
    with pytest.raises(ValueError, match="repaint expected pictures"):
        repaint(images, "dabs", seed=0)


@pytest.mark.parametrize("n, size, message", [(0, 32, "1 or more"), (2, 15, "16"), (2, 32.5, "32")])
def test_senseless_numbers_and_factors_are_refused(n, size, message):
    with pytest.raises(ValueError, match=message):
        paintings(n, seed=0, size=size)
    with pytest.raises(ValueError, match=r"factors \(n, 18\).*received shape \(18,\)"):
        draw_scenes(np.zeros(18), 32)


def test_a_thousand_paintings_take_seconds():
    start = time.perf_counter()
    paintings(1000, seed=0)
    assert time.perf_counter() - start < 60
