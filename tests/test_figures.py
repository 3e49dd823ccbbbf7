"""Figures return the Axes they drew on, keep to the Axes they are given, and say what they show."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from keras import ops
from matplotlib.colors import to_rgb

from helpers import datasets, figures
from helpers.approximate import VAE
from helpers.families import FAMILIES
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


DRAWINGS = {
    "family_tree": lambda ax: figures.family_tree("VAE", ax=ax),
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
    "path": lambda ax: figures.path(np.stack([Z, Z / 2, POINTS], axis=1), MOONS, ax=ax),
    "path_alone": lambda ax: figures.path(np.stack([Z, POINTS], axis=1), ax=ax),
    "energy_landscape": lambda ax: figures.energy_landscape(hill, MOONS.bounds, ax=ax),
    "critic_verdict": lambda ax: figures.critic_verdict(hill, MOONS.bounds, ax=ax),
    "training_curves": lambda ax: figures.training_curves({"a": [3, 2, 1], "b": Z}, ax=ax),
    "error_by_size": lambda ax: figures.error_by_size({"a": {1: 30, 4: 20}}, 40, ax=ax),
    "factor_matrix": lambda ax: figures.factor_matrix(SHARE, ["a", "b", "c"], ax=ax),
    "factor_recovery": lambda ax: figures.factor_recovery({"x": [0, 1, -0.1]}, "abc", ax=ax),
    "densities": lambda ax: figures.densities({"a": MOONS, "b": MOONS}, MOONS.bounds, 20, ax),
    "quality_and_novelty": lambda ax: figures.quality_and_novelty({"a": (9, 0.1)}, 0.5, ax),
    "manifold": lambda ax: figures.manifold(POINTS, Z[:, 0], Z, {"a": Z[:3], "b": Z[3:]}, ax=ax),
    "norms": lambda ax: figures.norms({"a": Z, "b": Z / 2}, ax=ax),
    "along_the_way": lambda ax: figures.along_the_way({"a": [1, 2, 1], "b": [1, 1, 1]}, 1, ax=ax),
    "hole_map": lambda ax: figures.hole_map(RNG.random((5, 5)), Z, ((-1, 1), (-2, 2)), 1, ax=ax),
    "leaks": lambda ax: figures.leaks(SHARE, ["a", "b", "c"], ["a", "d"], ax=ax),
    "success": lambda ax: figures.success({"a": {"x": 1, "y": 0}, "b": {"x": 0, "y": 1}}, ax=ax),
    "overshoot": lambda ax: figures.overshoot([0, 1, 5], {"a": [0, 1, 3]}, 1, ax=ax),
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
    ax = figures.family_tree("VAE")
    bold = [t.get_text() for t in ax.texts if t.get_weight() == "bold"]
    assert bold == ["VAE"]
    words = " ".join(t.get_text() for t in ax.texts).replace(" ", "").replace("-", "").lower()
    assert all(family.__name__.lower() in words for family in FAMILIES)


def test_a_mosaic_puts_every_pixel_where_it_belongs():
    sheet = figures.mosaic(PICTURES, columns=4)
    assert sheet.shape == (17, 35, 1)
    np.testing.assert_allclose(sheet[9:17, 9:17], PICTURES[5] / 255)


def test_the_latent_map_has_its_second_axis_upwards():
    ax = figures.latent_map(lambda z: decode(100 * z[:, ::-1]))
    (image,) = ax.images
    pixels = np.asarray(image.get_array())
    assert pixels[0, 0] == 1 and pixels[-1, 0] == 0


def test_classes_differ_in_marker_and_in_brightness_or_hue():
    assert len(set(figures.MARKERS)) == len(set(figures.PALETTE)) == 10
    colours = np.array([to_rgb(c) for c in figures.PALETTE])
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
    ax = figures.path(np.stack([Z, Z / 2, POINTS], axis=1))
    start, end = ax.lines
    np.testing.assert_allclose(start.get_xydata(), Z)
    np.testing.assert_allclose(end.get_xydata(), POINTS)
    assert len(ax.collections[0].get_segments()) == 2 * len(Z)


def test_a_critic_that_cannot_tell_is_white_there():
    ax = figures.critic_verdict(hill, ((-1, 1), (-1, 1)))
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


def test_leaks_write_every_share_worth_a_word_and_mark_the_concept_itself():
    ax = figures.leaks(SHARE, ["a", "b", "c"], ["a", "d"])
    assert sorted(t.get_text() for t in ax.texts) == ["10", "30", "4", "70"]
    assert [t.get_text() for t in ax.texts if t.get_weight() == "bold"] == ["70"]
