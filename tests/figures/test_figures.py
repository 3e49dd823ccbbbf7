"""Figures return the Axes they drew on, keep to the Axes they are given, and say what they show."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from keras import ops
from matplotlib.colors import to_rgb

from helpers import datasets, figures
from helpers.approximate import VAE
from helpers.families import FAMILIES
from helpers.figures.pictures import mosaic
from helpers.figures.style import MARKERS, PALETTE
from helpers.taxonomy import NoDensity

RNG = np.random.default_rng(0)
PICTURES = RNG.integers(0, 256, (6, 8, 8, 1), dtype="uint8")
NAMES = [f"class {k}" for k in range(10)]


def decode(z):
    return ops.tile(ops.sigmoid(ops.cast(z, "float32"))[:, :1, None, None], (1, 8, 8, 1))


MOONS = datasets.planar("moons")
POINTS = MOONS.sample(50, seed=0)
Z = RNG.normal(size=(50, 2)).astype("float32")
SHARE = np.array([[0.7, 0.0], [0.04, 0.1], [0.0, 0.3]])


def hill(x):
    """An energy and a critic: 0 on the vertical axis, rising to the right."""
    return np.asarray(x)[:, 0]


def transport(z):
    """Two layers that stretch the first number, more and more."""
    z = np.asarray(z)
    return np.stack([np.c_[z * [k, 1], np.full(len(z), np.log(k))] for k in (1, 2, 3)], axis=1)


class Truth:
    log_density = staticmethod(MOONS.log_prob)


LINE = np.linspace(-2, 2, 50)
FIELDS = {"a": lambda x, t: x * t, "b": lambda x, t: -x}
ROWS = [
    {"family": "A", "bits_per_dim": 3.0, "frechet": 100.0},
    {"family": "B", "bits_per_dim": None, "frechet": 10.0},
]
PRICED = [
    {"family": "A", "kind": "exact", "frechet": 100.0, "seconds": 3.0},
    {"family": "B", "kind": "none", "frechet": 10.0, "seconds": None},
    {"family": "Real images (floor)", "frechet": 4.0},
]
CURVES = {"A": {100: 50.0, 1000: 9.0}, "B": {100: 70.0}}
DRAWINGS = {
    "family_tree": lambda ax: figures.family_tree(FAMILIES, "VAE", ax=ax),
    "family_tree_with_notes": lambda ax: figures.family_tree(
        FAMILIES, notes={"VAE": "a bound"}, ax=ax
    ),
    "clouds": lambda ax: figures.clouds({"a": Z, "b": POINTS}, MOONS, ax=ax),
    "journeys": lambda ax: figures.journeys({"a": np.stack([Z, POINTS], 1)}, MOONS, ax=ax),
    "quality_against": lambda ax: figures.quality_against(PRICED, "seconds", "s", ax=ax),
    "distance_curves": lambda ax: figures.distance_curves(CURVES, "pictures", 3.0, ax=ax),
    "ladder": lambda ax: figures.ladder({"real": 4.0, "noise": 600.0}, 3.0, ax=ax),
    "restlessness": lambda ax: figures.restlessness({"A": RNG.random(60)}, 2.0, ax=ax),
    "images": lambda ax: figures.images(PICTURES, columns=3, ax=ax),
    "rows": lambda ax: figures.rows({"a": PICTURES, "b": PICTURES / 255}, ax=ax),
    "latent_map": lambda ax: figures.latent_map(decode, side=4, ax=ax),
    "codes": lambda ax: figures.codes(RNG.normal(size=(50, 2)), np.arange(50) % 10, NAMES, ax=ax),
    "bits": lambda ax: figures.bits({"guessing": 8.0, "ours": 3.3}, ax=ax),
    "kl_by_dimension": lambda ax: figures.kl_by_dimension({"a": RNG.random(4)}, ax=ax),
    "density_map": lambda ax: figures.density_map(MOONS, side=20, ax=ax),
    "samples_over_truth": lambda ax: figures.samples_over_truth(Z, MOONS, ax=ax),
    "samples_over_points": lambda ax: figures.samples_over_truth(Z, POINTS, ax=ax),
    "transport": lambda ax: figures.transport(Z, POINTS, ax=ax),
    "trajectories": lambda ax: figures.trajectories(
        np.stack([Z, Z / 2, POINTS], axis=1), MOONS, ax=ax
    ),
    "trajectories_alone": lambda ax: figures.trajectories(np.stack([Z, POINTS], axis=1), ax=ax),
    "energy_landscape": lambda ax: figures.energy_landscape(hill, MOONS.bounds, ax=ax),
    "critic_map": lambda ax: figures.critic_map(hill, MOONS.bounds, ax=ax),
    "training_curves": lambda ax: figures.training_curves({"a": [3, 2, 1], "b": Z}, ax=ax),
    "error_by_size": lambda ax: figures.error_by_size({"a": {1: 30, 4: 20}}, 40, ax=ax),
    "factor_matrix": lambda ax: figures.factor_matrix(SHARE, ["a", "b", "c"], ax=ax),
    "factor_recovery": lambda ax: figures.factor_recovery({"x": [0, 1, -0.1]}, "abc", ax=ax),
    "densities": lambda ax: figures.densities({"a": MOONS, "b": MOONS}, MOONS.bounds, 20, ax),
    "quality_and_novelty": lambda ax: figures.quality_and_novelty({"a": (9, 0.1)}, 0.5, ax),
    "manifold": lambda ax: figures.manifold(POINTS, Z[:, 0], Z, {"a": Z[:3], "b": Z[3:]}, ax=ax),
    "norms": lambda ax: figures.norms({"a": Z, "b": Z / 2}, ax=ax),
    "along_the_way": lambda ax: figures.along_the_way({"a": [1, 2, 1], "b": [1, 1, 1]}, 1, ax=ax),
    "bound_and_gap": lambda ax: figures.bound_and_gap(LINE, -(LINE**2) - 3, -2.5, 0.0, ax=ax),
    "hole_map": lambda ax: figures.hole_map(RNG.random((5, 5)), Z, ((-1, 1), (-2, 2)), 1, ax=ax),
    "leaks": lambda ax: figures.leaks(SHARE, ["a", "b", "c"], ["a", "d"], ax=ax),
    "success": lambda ax: figures.success({"a": {"x": 1, "y": 0}, "b": {"x": 0, "y": 1}}, ax=ax),
    "overshoot": lambda ax: figures.overshoot([0, 1, 5], {"a": [0, 1, 3]}, 1, ax=ax),
    "rubber_band": lambda ax: figures.rubber_band(LINE, LINE**2, 2 * LINE, LINE**2 / 2, ax=ax),
    "coupling_curves": lambda ax: figures.coupling_curves({-1.0: (LINE, LINE**3)}, ax=ax),
    "stretched_grid": lambda ax: figures.stretched_grid(transport, MOONS, side=7, ax=ax),
    "likelihood_and_looks": lambda ax: figures.likelihood_and_looks(ROWS, 3, ax=ax),
    "fading": lambda ax: figures.fading(PICTURES[:2], [1, 0.5, 0], ax=ax),
    "mixing": lambda ax: figures.mixing([Z, Z / 2], [0, 1], ax=ax),
    "velocity_fields": lambda ax: figures.velocity_fields(FIELDS, [Z, Z / 2], [0, 1], ax=ax),
    "crossing_pairs": lambda ax: figures.crossing_pairs(Z[:5], Z[5:10], Z[0], Z[1], Z, ax=ax),
    "marginals": lambda ax: figures.marginals({"a": Z.T, "b": Z.T / 2}, [0, 1], ax=ax),
    "steps_and_quality": lambda ax: figures.steps_and_quality({1: 9, 2: 4}, {"b": (3, 3)}, 1, ax),
    "class_shares": lambda ax: figures.class_shares({"a": [0, 1], "b": [9, 9]}, NAMES, ax=ax),
    "critic_against_truth": lambda ax: figures.critic_against_truth(
        {"a": Z[:, 0], "b": Z[:, 1]}, Z[:, 0], ax=ax
    ),
    "critic_and_samples": lambda ax: figures.critic_and_samples(hill, Z, MOONS, ax=ax),
    "stages": lambda ax: figures.stages({"a": PICTURES[0]}, np.arange(64), [0, 9, 64], ax=ax),
    "endings": lambda ax: figures.endings(PICTURES, PICTURES[:, None] / 255, np.arange(64), 9, ax),
    "reading_order": lambda ax: figures.reading_order(np.arange(12), (3, 4), ax=ax),
    "influence": lambda ax: figures.influence(RNG.random((2, 4, 4)), [(0, 1), (3, 3)], ax=ax),
    "next_levels": lambda ax: figures.next_levels(RNG.random((2, 256)), "ab", [7, 255], ax=ax),
    "slices": lambda ax: figures.slices(Truth(), MOONS, [0.0, 1.0], ax=ax),
    "changed_below": lambda ax: figures.changed_below([[0, 1], [0, 0]], "ab", 1, ax=ax),
    "walks": lambda ax: figures.walks({"a": Z.reshape(5, 10, 2)}, hill, MOONS.bounds, ax=ax),
    "traces": lambda ax: figures.traces({"a": Z[:6], "b": Z}, "x", ax=ax),
    "energies": lambda ax: figures.energies({"a": Z[:, 0], "b": [1.0]}, ax=ax),
    "traversals": lambda ax: figures.traversals(decode, np.zeros(3), [0, 2], steps=3, ax=ax),
}


@pytest.fixture(autouse=True)
def no_window(monkeypatch):
    plt.close("all")
    monkeypatch.setattr(plt, "show", lambda: pytest.fail("a figure called plt.show"))
    yield
    plt.close("all")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_draws_on_the_axes_it_is_given_and_returns_them(name):
    figure, ax = plt.subplots()
    assert DRAWINGS[name](ax) is ax
    assert plt.get_fignums() == [figure.number]
    figure.canvas.draw()


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_makes_its_own_axes_when_it_gets_none(name):
    DRAWINGS[name](None).figure.canvas.draw()


def test_the_tree_names_every_family_we_have_and_lights_one():
    ax = figures.family_tree(FAMILIES, "VAE")
    bold = [t.get_text() for t in ax.texts if t.get_weight() == "bold"]
    assert bold == ["VAE"]
    words = [t.get_text() for t in ax.texts]
    for family in FAMILIES:
        assert words.count(family.label) == words.count(family.density.branch) == 1
        label = family.label.replace(" ", "").replace("-", "")
        assert label.lower() == family.__name__.lower()


def test_a_family_that_is_not_on_the_tree_cannot_be_lit():
    with pytest.raises(ValueError, match=r"labels of its families.*received Oracle"):
        figures.family_tree(FAMILIES, here="Oracle")


def test_a_mosaic_puts_every_pixel_where_it_belongs():
    sheet = mosaic(PICTURES, columns=4)
    assert sheet.shape == (17, 35, 1)
    np.testing.assert_allclose(sheet[9:17, 9:17], PICTURES[5] / 255)


def test_the_latent_map_has_its_second_axis_upwards():
    ax = figures.latent_map(lambda z: decode(100 * z[:, ::-1]))
    (image,) = ax.images
    pixels = np.asarray(image.get_array())
    assert pixels[0, 0] == 1 and pixels[-1, 0] == 0


def test_classes_differ_in_marker_and_in_brightness_or_hue():
    assert len(set(MARKERS)) == len(set(PALETTE)) == 10
    colours = np.array([to_rgb(c) for c in PALETTE])
    distance = np.linalg.norm(colours[:, None] - colours, axis=-1) + np.eye(10)
    assert distance.min() > 0.2


def test_a_density_map_says_its_kind_and_puts_points_where_they_are():
    ax = figures.density_map(MOONS, side=50)
    (image,) = ax.images
    assert image.colorbar.ax.get_ylabel() == "log p(x), exact (nats)"
    assert image.get_extent() == pytest.approx(np.ravel(MOONS.bounds))
    pixels = np.asarray(image.get_array())
    y, x = np.unravel_index(pixels.argmax(), pixels.shape)
    ticks = [np.linspace(*limits, 50) for limits in MOONS.bounds]
    top = MOONS.log_prob([[ticks[0][x], ticks[1][y]]])[0]
    assert pixels.max() == pytest.approx(top, abs=1e-4) == image.get_clim()[1]
    assert pixels.min() == image.get_clim()[0] == pixels.max() - 5


def test_a_models_map_needs_a_window_and_a_density():
    vae = VAE((2,), width=4)
    ax = figures.density_map(vae, MOONS.bounds, side=8)
    assert ax.images[0].colorbar.ax.get_ylabel() == "lower bound on log p(x) (nats)"
    with pytest.raises(ValueError, match=r"bounds= as .*received none with VAE"):
        figures.density_map(vae)
    vae.log_density = super(VAE, vae).log_density
    with pytest.raises(NoDensity, match="implicit"):
        figures.density_map(vae, MOONS.bounds)


def test_no_mass_is_white_and_makes_no_warning():
    board = datasets.planar("checkerboard")
    pixels = np.asarray(figures.density_map(board, side=9).images[0].get_array())
    assert sorted(set(pixels.ravel().round(4))) == pytest.approx(
        [-board.entropy - 5, -board.entropy], abs=1e-3
    )


def test_samples_out_of_sight_are_counted():
    far = np.concatenate([POINTS, [[100, 0], [np.nan, 0]]])
    assert figures.samples_over_truth(far, MOONS).get_title() == "52 samples, 2 out of sight"
    assert figures.samples_over_truth(POINTS, MOONS).get_title() == "50 samples"


def test_transport_keeps_the_colour_of_each_point():
    left, right = figures.transport(Z, POINTS).child_axes
    colours = [part.collections[0].get_facecolor() for part in (left, right)]
    np.testing.assert_array_equal(*colours)
    assert len(np.unique(colours[0], axis=0)) == len(Z)
    for part in (left, right):
        assert [text.get_text() for text in part.texts] == list("123456")


def test_a_path_starts_hollow_and_ends_at_the_sample():
    ax = figures.trajectories(np.stack([Z, Z / 2, POINTS], axis=1))
    start, end = ax.lines
    np.testing.assert_allclose(start.get_xydata(), Z)
    np.testing.assert_allclose(end.get_xydata(), POINTS)
    assert len(ax.collections[0].get_segments()) == 2 * len(Z)


def test_a_critic_that_cannot_tell_is_white_there():
    ax = figures.critic_map(hill, ((-1, 1), (-1, 1)))
    low, high = ax.images[0].get_clim()
    assert low == -high
    line = ax.collections[0].get_paths()[0].vertices
    np.testing.assert_allclose(line[:, 0], 0, atol=1e-6)


def test_curves_take_epochs_or_steps_and_know_their_floor():
    ax = figures.training_curves({"a": [3, 2], "b": [[10, 5], [20, 4]]}, "KL (nats)", floor=0)
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 3], [2, 2]])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), [[10, 5], [20, 4]])
    assert ax.texts[0].get_text() == "least possible" and ax.get_ylabel() == "KL (nats)"


def test_a_factor_matrix_writes_the_shares_that_are_worth_a_word():
    ax = figures.factor_matrix(SHARE, ["a", "b", "c"])
    assert sorted(t.get_text() for t in ax.texts) == [".10", ".30", ".70"]


def test_errors_stand_at_their_sizes_under_the_mean_face():
    ax = figures.error_by_size({"pca": {1: 30, 2: 25, 18: 9}, "ours": {2: 20}}, silence=40)
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[1, 30], [2, 25], [18, 9]])
    assert ax.lines[-1].get_ydata()[0] == 40


def test_densities_stand_side_by_side_under_their_names():
    ax = figures.densities({"truth": MOONS, "copy": MOONS}, MOONS.bounds, side=20)
    one, two = ax.child_axes
    assert (one.get_title(), two.get_title()) == ("truth", "copy")
    np.testing.assert_array_equal(one.images[0].get_array(), two.images[0].get_array())


def test_a_copier_stands_left_at_the_floor():
    ax = figures.quality_and_novelty({"copier": (0.5, 0.0), "box": (90, 3)}, floor=0.5)
    copier, box, *_ = ax.lines
    assert copier.get_xydata().tolist() == [[0, 0.5]] and box.get_xydata().tolist() == [[3, 90]]
    assert ax.get_yscale() == "log" and "0: copies" in ax.get_xlabel()


def test_a_concept_that_is_read_less_often_than_before_stays_in_sight():
    assert figures.success({"a": {"x": -0.1, "y": 1}}).get_xlim()[0] < -10
    assert figures.success({"a": {"x": 0, "y": 1}}).get_xlim()[0] == -2


def test_leaks_write_every_share_worth_a_word_and_mark_the_concept_itself():
    ax = figures.leaks(SHARE, ["a", "b", "c"], ["a", "d"])
    assert sorted(t.get_text() for t in ax.texts) == ["10", "30", "4", "70"]
    assert [t.get_text() for t in ax.texts if t.get_weight() == "bold"] == ["70"]


def test_verdicts_are_shifted_to_the_truth_because_they_have_no_zero():
    ax = figures.critic_against_truth({"right": Z[:, 0] + 7}, Z[:, 0])
    dots = ax.collections[0].get_offsets()
    np.testing.assert_allclose(dots[:, 1], dots[:, 0], atol=1e-5)


def test_a_verdict_is_0_half_way_between_data_and_forgeries():
    away = np.array([100, 0])
    far = figures.critic_and_samples(hill, Z + away, MOONS).images[0].get_array()
    near = figures.critic_and_samples(hill, Z - away, MOONS).images[0].get_array()
    assert far.max() < 0 < near.min()


def test_shares_of_classes_add_to_a_hundred():
    ax = figures.class_shares({"a": [0, 0, 0, 1], "b": [2]}, NAMES)
    heights = [[bar.get_height() for bar in bars] for bars in ax.containers]
    assert heights[0][:2] == [75, 25] and sum(heights[1]) == 100
