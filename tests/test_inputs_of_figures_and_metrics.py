"""What people pass to figures and metrics, one line a case: the same as uint8, or a sentence."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from sklearn.naive_bayes import GaussianNB

from helpers import datasets, figures, metrics
from helpers.datasets.folder import OwnPictures
from helpers.discriminative import race
from helpers.figures.pictures import mosaic
from helpers.figures.reading import half_drawn
from helpers.representation import contrastive, ways
from helpers.walking import walk

RNG = np.random.default_rng(0)
GREY = RNG.integers(0, 256, (12, 16, 16, 1)).astype("uint8")
COLOUR = RNG.integers(0, 256, (12, 16, 16, 3)).astype("uint8")
POINTS = RNG.normal(size=(40, 2))
FEATURES = RNG.normal(size=(100, 4))
MOONS = datasets.planar("moons")
ORDER = np.arange(256)
LOST, WAYS, EITHER, nan = np.full((40, 2), np.nan), POINTS.reshape(4, 10, 2), ORDER[:40] % 2, np.nan

SHOWN_TO, NAIVE = (POINTS, EITHER), GaussianNB()


def lost(x):
    return np.full(len(x), np.nan)


def flat(x):
    return np.full(len(x), -2.0)


def half(x):
    return np.full(len(x), 0.5)


def rows(x):
    return x.reshape(len(x), -1)


@pytest.fixture(autouse=True)
def _no_figures_left():
    yield
    plt.close("all")


class Frame:
    """Like a data frame: an array inside."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values, dtype)

    def __len__(self):
        return len(self.values)


# Pictures that mean one thing only ------------------------------------------------------------

SAME = {
    "int64": lambda x: x.astype("int64"),
    "int32": lambda x: x.astype("int32"),
    "uint16": lambda x: x.astype("uint16"),
    "float64": lambda x: x / 255,
    "float32": lambda x: (x / 255).astype("float32"),
    "overshoot": lambda x: x / 255 * (1 + 2e-6) - 1e-6,
    "a list of pictures": list,
    "nested lists": lambda x: x.tolist(),
    "images of Pillow": lambda x: [Image.fromarray(p) for p in x],
    "what folder gives": lambda x: OwnPictures(x, ["a"] * len(x), []),
    "nothing masked": lambda x: np.ma.masked_array(x),
    "an array inside": Frame,
}
SHOWN = {
    "images": lambda x: figures.images(x).images[0].get_array(),
    "rows": lambda x: figures.rows({"a": x}).images[0].get_array(),
    "mosaic": lambda x: mosaic(x, 4),
    "opinions": lambda x: figures.opinions(x, ["a"] * 12).images[0].get_array(),
    "fading": lambda x: figures.fading(x, [1, 0.5]).images[0].get_array(),
}
SCORED = {
    "thumbnails": lambda x: metrics.thumbnails(x),
    "nearest": lambda x: metrics.nearest(x, COLOUR[::-1]),
    "nearest of": lambda x: metrics.nearest(COLOUR[::-1], x),
    "independent pixels": lambda x: metrics.independent_pixels(x, COLOUR),
    "independent pixels of": lambda x: metrics.independent_pixels(COLOUR, x),
    "memorisation": lambda x: metrics.memorisation(x, COLOUR[:6] // 2, COLOUR[6:]).value,
    "memorised": lambda x: metrics.memorisation(COLOUR // 2, x, COLOUR[6:] // 3).value,
}


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("seen", [*SHOWN, *SCORED])
def test_what_means_the_same_gives_the_same(kind, seen):
    what = {**SHOWN, **SCORED}[seen]
    received, expected = what(SAME[kind](COLOUR)), what(COLOUR)
    np.testing.assert_allclose(received, expected, atol=1e-5)


def test_booleans_are_black_and_white():
    np.testing.assert_array_equal(mosaic(GREY > 127, 4), mosaic(np.where(GREY > 127, 255, 0), 4))


# Pictures that could mean two things, or none ---------------------------------------------------

NO_PICTURES = {
    "floats to 255": (GREY.astype("float32"), "between 0 and 1; received"),
    "float64 to 255": (GREY.astype("float64"), "between 0 and 1; received"),
    "-1 to 1": (GREY / 127.5 - 1, r"\(x \+ 1\) / 2"),
    "sixteen bits": (GREY.astype("uint16") * 257, "16 bits"),
    "negative": (-GREY.astype("int64"), "from 0 to 255; received -"),
    "whole 0 and 1": ((GREY > 9).astype(int), "astype"),
    "NaN": (np.full(GREY.shape, np.nan), "received nan"),
    "infinity": (np.full(GREY.shape, np.inf), "received inf"),
    "masked": (np.ma.masked_less(GREY, 99), "masked"),
    "masked in a list": ([np.ma.masked_less(x, 99) for x in GREY], "masked"),
    "one picture": (GREY[0], r"one picture: x\[None\]"),
    "no channels": (GREY[..., 0], r"x\[..., None\]"),
    "a plane of pixels": (GREY[0, ..., 0], r"x\[None, ..., None\]"),
    "opacity": (np.concatenate([COLOUR, GREY], axis=-1), "opaque"),
    "none": (GREY[:0], "nothing to look at"),
    "an empty list": ([], "nothing to look at"),
    "with labels": ((GREY, np.arange(12)), "labels"),
    "a name": ("cat.png", "one_picture"),
    "nothing": (None, "NoneType"),
    "complex": (GREY.astype(complex), "complex"),
    "objects": (np.array([object()] * 3), "none"),
    "a truth": (MOONS, "density"),
    "a number": (3, "received"),
}
TAKE_PICTURES = {
    "images": figures.images,
    "mosaic": lambda x: mosaic(x, 4),
    "rows": lambda x: figures.rows({"a": x}),
    "fading": lambda x: figures.fading(x, [1, 0]),
    "opinions": lambda x: figures.opinions(x, ["a"] * 12),
    "thumbnails": metrics.thumbnails,
    "nearest": lambda x: metrics.nearest(x, GREY),
}


@pytest.mark.parametrize("kind", NO_PICTURES)
@pytest.mark.parametrize("name", TAKE_PICTURES)
def test_what_is_no_picture_for_certain_is_refused(kind, name):
    x, words = NO_PICTURES[kind]
    refused(lambda: TAKE_PICTURES[name](x), words)


def refused(call, words):
    """The call raises a sentence: expected, received, and these words."""
    with pytest.raises((ValueError, TypeError), match=words) as error:
        call()
    assert "expected" in str(error.value)
    assert "received" in str(error.value)
    assert not plt.get_fignums(), "an empty figure was left behind"


# Everything else ----------------------------------------------------------------------------------

REFUSED = {
    "columns": (lambda: figures.images(GREY, 0), "columns"),
    "no rows": (lambda: figures.rows({}), "received 0"),
    "rows without names": (lambda: figures.rows(GREY), "dictionary"),
    "rows of two lengths": (lambda: figures.rows({"a": GREY, "b": GREY[:5]}), "in every row"),
    "rows grey and coloured": (lambda: figures.rows({"a": GREY, "b": COLOUR}), "in every row"),
    "half a batch": (lambda: half_drawn(GREY, ORDER, 5), r"x\[0\]"),
    "too many known": (lambda: half_drawn(GREY[0], ORDER, 300), "from 0 to 256"),
    "texts": (lambda: figures.opinions(COLOUR, ["a"]), "one for each of 12; received 1"),
    "a code as a batch": (lambda: figures.traversals(np.asarray, POINTS, [0]), "one code"),
    "a code of NaN": (lambda: figures.traversals(np.asarray, [np.nan] * 4, [0]), "finite"),
    "a dimension": (lambda: figures.traversals(np.asarray, np.zeros(4), [4]), "from 0 to 3"),
    "reach": (lambda: figures.latent_map(np.asarray, reach=np.nan), "above 0"),
    "side": (lambda: figures.latent_map(np.asarray, side=1), "2 pictures or more"),
    "decode": (lambda: figures.latent_map(GREY), "without brackets"),
    "labels of codes": (lambda: figures.codes(POINTS, np.full(40, 2), ["a", "b"]), "0 to 1"),
    "samples in space": (lambda: figures.samples_over_truth(FEATURES, MOONS), r"\(n, 2\)"),
    "a point": (lambda: figures.samples_over_truth(POINTS[0], MOONS), r"x\[None\]"),
    "no points": (lambda: figures.samples_over_truth(POINTS[:0], MOONS), r"\(0, 2\)"),
    "truth": (lambda: figures.samples_over_truth(POINTS, 3), "bounds"),
    "a class": (lambda: figures.density_map(type(MOONS), MOONS.bounds, 9), "density"),
    "points as density": (lambda: figures.density_map(POINTS), "density"),
    "bounds": (lambda: figures.density_map(MOONS, ((1, 0), (0, 1)), 9), "rising"),
    "values": (lambda: figures.critic_map(lambda x: x, MOONS.bounds), "one value"),
    "transport": (lambda: figures.transport(POINTS, POINTS[:9]), "as many rows"),
    "ways": (lambda: figures.trajectories(POINTS), r"\(n, T, 2\)"),
    "lost ways": (lambda: figures.trajectories(np.full((3, 4, 2), np.nan)), "NaN"),
    "eleven colours": (lambda: figures.norms({k: POINTS for k in range(11)}), "1 to 10"),
    "four bars": (
        lambda: figures.accuracies({k: {"x": 1.0} for k in "abcd"}), "1 to 3"
    ),
    "curves without names": (lambda: figures.training_curves([1, 2, 3]), "dictionary"),
    "class shares": (lambda: figures.class_shares({"a": [0, 3]}, ["b", "c"]), "from 0 to 1"),
    "a figure for Axes": (lambda: figures.images(GREY, ax=Figure()), "one Axes"),
    "Axes by number": (lambda: figures.bits({"a": 1.0}, ax=3), "one Axes; received int"),
    "several Axes": (
        lambda: figures.norms({"a": POINTS}, ax=Figure().subplots(1, 2)), r"axes\[0\]"
    ),
    "three Axes": (
        lambda: figures.certainty_and_density(half, flat, POINTS, EITHER, "ab", ax=[1] * 3), "of 2"
    ),
    "lost samples": (lambda: figures.samples_over_truth(LOST, MOONS), "NaN or infinity in all 40"),
    "lost clouds": (lambda: figures.clouds({"a": LOST}, MOONS), "broken"),
    "columns of clouds": (lambda: figures.clouds({"a": POINTS}, MOONS, columns=0), "columns"),
    "bounds of journeys": (lambda: figures.journeys({"a": WAYS}, MOONS, bounds=3), "rising"),
    "lost journeys": (lambda: figures.journeys({"a": WAYS * nan}, MOONS), "NaN"),
    "a lost critic": (lambda: figures.critic_map(lost, MOONS.bounds), "every place"),
    "a lost energy": (lambda: figures.energy_landscape(lost, MOONS.bounds), "every place"),
    "a lost walk": (lambda: figures.walks({"a": WAYS}, lost, MOONS.bounds), "every place"),
    "lost certainty": (
        lambda: figures.certainty_and_density(lost, flat, POINTS, EITHER, "ab"), "every place"
    ),
    "certainty in nats": (
        lambda: figures.certainty_and_density(flat, flat, POINTS, EITHER, "ab"), "from 0 to 1"
    ),
    "lost curves": (lambda: figures.training_curves({"a": [nan, 1]}), "NaN"),
    "a curve of one number": (lambda: figures.training_curves({"a": 3}), "finite numbers of shape"),
    "bits of NaN": (lambda: figures.bits({"a": nan}), "one finite number; received nan"),
    "bits in words": (lambda: figures.bits({"a": "b"}), "the text 'b'"),
    "no bits": (lambda: figures.bits({"a": None}), "NoneType"),
    "a ladder of NaN": (lambda: figures.ladder({"a": nan}, 1), "received nan"),
    "a row of scores": (lambda: figures.ladder({"a": [1.0, 2.0]}, 1), r"received shape \(2,\)"),
    "codes without columns": (lambda: figures.norms({"a": POINTS[:, 0]}), r"\(any, any\)"),
    "a curve too short": (lambda: figures.overshoot([1, 2], {"a": [1]}, 1), r"of shape \(2\)"),
    "lost scores": (lambda: figures.along_the_way({"a": [nan]}, 1), "NaN"),
    "lost KL": (lambda: figures.kl_by_dimension({"a": [nan]}), "NaN"),
    "a KL": (lambda: figures.kl_by_dimension({"a": 3}), r"received shape \(\)"),
    "lost energies": (lambda: figures.energies({"a": [nan]}), "NaN"),
    "a trace": (lambda: figures.traces({"a": nan}, "y"), r"\(any, any\)"),
    "lost changes": (lambda: figures.restlessness({"a": [nan]}, 1), "NaN"),
    "lost recovery": (lambda: figures.factor_recovery({"a": [nan]}, ["b"]), "NaN"),
    "draws of other sizes": (lambda: figures.race({"a": np.zeros((2, 2))}, [1]), r"\(any, 1\)"),
    "one draw": (lambda: figures.race({"a": [1]}, [1]), r"\(any, 1\)"),
    "accuracy in percent": (lambda: figures.race({"a": [[70]]}, [1]), "from 0 to 1; received 70"),
    "no labels": (lambda: figures.race({"a": [[1]]}, [0]), "above 0"),
    "an accuracy": (lambda: figures.accuracies({"a": 1.0}), "dictionary"),
    "accuracies of two": (lambda: figures.accuracies({"a": {"x": 2.0}}), "from 0 to 1"),
    "unlike accuracies": (
        lambda: figures.accuracies({"a": {"x": 1}, "b": {"y": 1}}), "for some only"
    ),
    "a success": (lambda: figures.success({"a": 2}), "dictionary"),
    "more than all": (lambda: figures.success({"a": {"x": 2}}), "from -1 to 1"),
    "curves without settings": (lambda: figures.distance_curves({"a": [1, 2]}, "b"), "dictionary"),
    "a setting in words": (lambda: figures.distance_curves({"a": {"b": 1}}, "b"), "settings"),
    "errors without sizes": (lambda: figures.error_by_size({"a": [1, 2]}, 1), "dictionary"),
    "half a number": (lambda: figures.error_by_size({"a": {1.5: 1}}, 1), "1 or more"),
    "a lost error": (lambda: figures.error_by_size({"a": {1: nan}}, 1), "received nan"),
    "no rows of results": (lambda: figures.quality_against([], "a", "b"), "dictionaries"),
    "no real rows": (
        lambda: figures.quality_against([{"family": "a", "frechet": 1}], "a", "b"), "begins with"
    ),
    "one score of two": (lambda: figures.quality_and_novelty({"a": 1}, 1), r"of shape \(2\)"),
    "marginals": (lambda: figures.marginals({"a": [POINTS]}, [0, 1]), r"\(2, any\)"),
    "no velocity": (
        lambda: figures.velocity_fields({"a": 3}, [POINTS], [0]), "expected a function"
    ),
    "lost velocities": (
        lambda: figures.velocity_fields({"a": lambda x, t: x * nan}, [POINTS], [0]), "NaN"
    ),
    "a coupling": (lambda: figures.coupling_curves({"a": 3}), r"\(2, any\)"),
    "a coupling in words": (lambda: figures.coupling_curves({"a": [[1], [2]]}), "each a"),
    "a grid of one": (lambda: figures.stretched_grid(len, side=1), "2 points or more"),
    "no layers": (lambda: figures.stretched_grid(np.asarray), "what transport gives"),
    "dimensions": (lambda: figures.traversals(np.asarray, np.zeros(2), 3), "dims"),
    "names of a code": (
        lambda: figures.traversals(np.asarray, np.zeros(2), [0], names="abc"), "one for each of 2"
    ),
    "few pictures": (lambda: figures.latent_map(lambda z: COLOUR[:1]), "2 in codes"),
    "words in a number": (lambda: figures.attention(3, [[[1]]], ["a"]), "received 3"),
    "no words": (lambda: figures.attention("", np.zeros((1, 1, 1)), ["a"]), "one character"),
    "looks of two": (lambda: figures.attention("a", [[[2]]], ["a"]), "from 0 to 1"),
    "no families": (lambda: figures.family_tree(None), "received None"),
    "families by number": (lambda: figures.family_tree([3]), r"received \[3\]"),
    "a level of 300": (
        lambda: figures.next_levels(np.full((1, 256), 1 / 256), ["a"], [300]), "from 0 to 255"
    ),
    "chances of two": (lambda: figures.next_levels([[2] * 256], ["a"], [3]), "from 0 to 1"),
    "a time after the picture": (lambda: figures.fading(GREY, [2]), "times from 0 to 1"),
    "a seed of fading": (lambda: figures.fading(GREY, [1], seed="a"), "seed"),
    "one place for all": (
        lambda: figures.stages({"a": GREY[0]}, np.zeros(256, int), [1]), "has its turn"
    ),
    "shares of seven": (lambda: figures.factor_matrix([[7.0, 7]], ["a"]), "from 0 to 1"),
    "features of one row": (lambda: metrics.frechet_distance(FEATURES[:1], FEATURES), "two rows"),
    "few rows": (lambda: metrics.frechet_distance(FEATURES[:4], FEATURES), "more rows"),
    "pictures as features": (lambda: metrics.kernel_distance(GREY, GREY), "classifier"),
    "unlike features": (lambda: metrics.kernel_distance(FEATURES, POINTS), r"\(100, 4\)"),
    "labelled features": (
        lambda: metrics.kernel_distance((FEATURES, np.arange(100)), FEATURES), "labels"
    ),
    "NaN in features": (
        lambda: metrics.nearest_distance(FEATURES, np.full((9, 4), np.nan)), "NaN"
    ),
    "block": (lambda: metrics.kernel_distance(FEATURES, FEATURES, block=0), "block"),
    "neighbours": (lambda: metrics.density_and_coverage(FEATURES, FEATURES[:5], 5), "more than 5"),
    "copies held out": (lambda: metrics.memorisation(GREY, GREY, GREY), "not trained on"),
    "float classes": (lambda: metrics.class_distance([0.5], [1]), "received 0.5"),
    "negative classes": (lambda: metrics.class_distance([-1], [1]), "received -1"),
    "classes 1 to 10": (lambda: metrics.class_distance(range(1, 11), [1]), "y - 1"),
    "no classes": (lambda: metrics.class_distance([], [1]), "shape"),
    "two shapes": (lambda: metrics.independent_pixels(GREY, COLOUR), "one shape"),
    "grey near colour": (lambda: metrics.nearest(GREY, COLOUR), "both kinds"),
    "blocks": (lambda: metrics.thumbnails(GREY, 5), "multiples of 5"),
    "few points": (lambda: metrics.energy_distance(POINTS[:1], POINTS), "at least 20"),
    "constant points": (
        lambda: metrics.two_sample_accuracy(POINTS, np.ones((40, 2))), "different values"
    ),
    "labelled points": (
        lambda: metrics.sliced_wasserstein((POINTS, np.arange(40)), POINTS), "labels"
    ),
    "points as truth": (lambda: metrics.negative_log_truth(POINTS, POINTS), "energy_distance"),
    "log density": (lambda: metrics.kl_to_truth([1.0], MOONS, POINTS), "one log density a point"),
    "sd": (lambda: metrics.modes(POINTS, POINTS[:3], 0), "above 0"),
    "a constant factor": (
        lambda: metrics.information_share(RNG.random((400, 2)), np.ones((400, 1))), "vary"
    ),
    "a factor constant in one half": (
        lambda: metrics.recovery(
            RNG.random((200, 3)), np.r_[np.arange(100.0), np.zeros(100)][:, None]
        ),
        "vary",
    ),
    "rows of two kinds": (
        lambda: metrics.memorisation(rows(GREY[:4] / 255), rows(GREY[4:8]), rows(GREY[8:])),
        "one kind",
    ),
    "many copies": (
        lambda: metrics.density_and_coverage(FEATURES, np.repeat(FEATURES[:9], 10, 0)), "equal"
    ),
    "huge features": (lambda: metrics.kernel_distance(FEATURES * 1e110, FEATURES), "larger unit"),
    "huge points": (lambda: metrics.energy_distance(POINTS * 1e200, POINTS), "larger unit"),
    "a seed in words": (lambda: metrics.kernel_distance(FEATURES, FEATURES, seed="a"), "seed"),
    "a seed of points": (lambda: metrics.two_sample_accuracy(POINTS, POINTS, seed=-1), "seed"),
    "a foreign letter": (lambda: metrics.trigram_bits("abab", "abc", "ab\n"), "'c'"),
    "no line break": (lambda: metrics.trigram_bits("abab", "ab", "ab"), "add it"),
    "nothing to code": (lambda: metrics.trigram_bits("abab", "", "ab\n"), "an empty one"),
    "nothing to compress": (lambda: metrics.compressor_bits("abab", ""), "an empty one"),
    "bytes": (lambda: metrics.compressor_bits("abab", b"ab"), "bytes"),
    "a weight of counts": (lambda: metrics.trigram_chances("ab", "ab", weight=0), "above 0"),
    "one code column": (lambda: metrics.recovery(POINTS[:, 0], POINTS), r"x\[:, None\]"),
    "opposite codes": (lambda: ways.slerp([1, 2], [-2, -4], [0.5]), "opposite"),
    "a code of zeros": (lambda: ways.slerp([0, 0], [1, 0], [0.5]), "ways.straight"),
    "one number": (lambda: ways.slerp([1.0], [2.0], [0.5]), "ways.straight"),
    "codes with NaN": (lambda: ways.slerp([np.nan, 0], [1, 0], [0.5]), "NaN"),
    "huge codes": (lambda: ways.slerp([1e200, 0], [0, 1], [0.5]), r"below 1e\+100"),
    "codes beyond squares": (
        lambda: ways.through_data([0, 0], [1, 1], [0.5], POINTS * 1e200), r"below 1e\+100"
    ),
    "no neighbours": (
        lambda: ways.through_data([0, 0], [1, 1], [0.5], POINTS, neighbours=0), "neighbours"
    ),
    "half a neighbour": (
        lambda: ways.through_data([0, 0], [1, 1], [0.5], POINTS, neighbours=1.5), "neighbours"
    ),
    "a seed of views": (lambda: contrastive.view(GREY, seed="a"), "seed"),
    "a seed of an encoder": (lambda: contrastive.trained(GREY, 2, seed="a"), "seed"),
    "a seed of a walk": (lambda: walk(np.sin, POINTS, 1, 0.1, 3, seed="a"), "seed"),
    "a class that races": (lambda: race({"a": GaussianNB}, SHOWN_TO, SHOWN_TO, [3]), "brackets"),
    "no labels to race": (lambda: race({"a": NAIVE}, POINTS, SHOWN_TO, [3]), "inputs and labels"),
    "other rows": (lambda: race({"a": NAIVE}, SHOWN_TO, (FEATURES[:40], EITHER), [3]), "one shape"),
    "labels left out": (lambda: race({"a": NAIVE}, SHOWN_TO, (POINTS, EITHER[:9]), [3]), "rows"),
    "lost inputs": (lambda: race({"a": NAIVE}, (LOST, EITHER), SHOWN_TO, [3]), "NaN"),
    "no inputs": (lambda: race({"a": NAIVE}, ([], []), SHOWN_TO, [3]), "no rows"),
    "no sizes": (lambda: race({"a": NAIVE}, SHOWN_TO, SHOWN_TO, []), "sizes"),
    "shares": (lambda: ways.straight([0.0], [1.0], "half"), "text"),
    "all have it": (lambda: ways.concept_vector(POINTS, np.full(40, True)), "40 of 40"),
    "shares of a concept": (lambda: ways.concept_vector(POINTS, np.full(40, 0.4)), "> 0.5"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_other_things_are_refused_with_a_sentence(case):
    refused(*REFUSED[case])


# Scores that say no more than they know -----------------------------------------------------------


def test_one_block_has_no_spread():
    told = str(metrics.kernel_distance(FEATURES, FEATURES))
    assert "no spread" in told
    assert "±" not in told and "nan" not in told
    assert "±" in str(metrics.kernel_distance(FEATURES, FEATURES, block=20))


def test_constant_features_have_a_distance():
    a, b = np.zeros((9, 2)), np.tile([3.0, 4.0], (9, 1))
    assert metrics.frechet_distance(a, b).value == pytest.approx(25)


def test_features_of_one_number_have_a_distance():
    x = FEATURES[:, :1]
    assert metrics.frechet_distance(x + 2, x).value == pytest.approx(4)


def test_far_from_zero_distances_are_as_exact():
    x = RNG.normal(size=(50, 64))
    near, far = (metrics.nearest_distance(x + a, x + a + 0.5) for a in (0, 1e9))
    np.testing.assert_allclose(far, near, rtol=1e-6)


def test_blocks_of_rows_add_up_to_the_distance_of_all_pairs():
    a, b = RNG.normal(size=(40, 3)), RNG.normal(size=(1500, 3)) + 0.3

    def kernel(x, y):
        return (x @ y.T / 3 + 1) ** 3

    within = [
        (k.sum() - np.trace(k)) / (len(k) * (len(k) - 1)) for k in (kernel(a, a), kernel(b, b))
    ]
    right = sum(within) - 2 * kernel(a, b).mean()
    assert metrics.kernel_distance(a, b).value == pytest.approx(right)


@pytest.mark.parametrize("b, middle", [([1.0, 2.0], [1, 2]), ([3.0, 6.0], [2, 4])])
def test_along_a_code_the_way_is_straight(b, middle):
    np.testing.assert_allclose(ways.slerp([1.0, 2.0], b, [0, 0.5, 1]), [[1, 2], middle, b])


@pytest.mark.parametrize("angle", 10.0 ** -np.arange(1, 13))
def test_short_arcs_are_as_exact_as_long_ones(angle):
    b = np.array([np.cos(angle), np.sin(angle)])
    half = ways.slerp([1.0, 0.0], b, [0.5])[0]
    np.testing.assert_allclose(half, [np.cos(angle / 2), np.sin(angle / 2)], atol=1e-6)
    assert half[1] == pytest.approx(np.sin(angle / 2), rel=1e-3)
