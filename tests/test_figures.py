"""Figures return the Axes they drew on, keep to the Axes they are given, and say what they show."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from keras import ops
from matplotlib.colors import to_rgb

from helpers import figures
from helpers.families import FAMILIES

RNG = np.random.default_rng(0)
PICTURES = RNG.integers(0, 256, (6, 8, 8, 1), dtype="uint8")
NAMES = [f"class {k}" for k in range(10)]


def decode(z):
    return ops.tile(ops.sigmoid(ops.cast(z, "float32"))[:, :1, None, None], (1, 8, 8, 1))


DRAWINGS = {
    "family_tree": lambda ax: figures.family_tree("VAE", ax=ax),
    "images": lambda ax: figures.images(PICTURES, columns=3, ax=ax),
    "rows": lambda ax: figures.rows({"a": PICTURES, "b": PICTURES / 255}, ax=ax),
    "latent_map": lambda ax: figures.latent_map(decode, side=4, ax=ax),
    "codes": lambda ax: figures.codes(RNG.normal(size=(50, 2)), np.arange(50) % 10, NAMES, ax=ax),
    "bits": lambda ax: figures.bits({"guessing": 8.0, "ours": 3.3}, ax=ax),
    "kl_by_dimension": lambda ax: figures.kl_by_dimension({"a": RNG.random(4)}, ax=ax),
    "traversals": lambda ax: figures.traversals(decode, np.zeros(3), [0, 2], steps=3, ax=ax),
}


@pytest.fixture(autouse=True)
def no_window(monkeypatch):
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
