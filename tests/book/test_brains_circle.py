"""SideBySide in the page: six samplers, each with the pictures of Python."""

import numpy as np

from helpers import checkpoints
from helpers.explorer.strips import SideBySide
from helpers.explorer.strips.side_by_side import turned, whole_noise
from tests.book.strips import Strips, near

CIRCLE = "12_side_by_side-93"
LONG = 240_000  # milliseconds: six models, a hundred steps each


def test_side_by_side_quick_ones_first_then_stopped(page, site):
    live = Strips(page, site, CIRCLE)
    assert "noise with seed 0." in live.status
    quick = {"flow": "NormalizingFlow", "vae": "VAE", "gan": "GAN"}
    models = {name: checkpoints.load(f"{kind}-fashion") for kind, name in quick.items()}
    explorer = SideBySide(models, seed=1)
    live.node.locator(".jupyter-button", has_text="New noise").click()
    page.wait_for_function("t => t.innerText.includes('4 of 6')", arg=live.node.element_handle())
    live.node.locator(".jupyter-button", has_text="Stop").click()
    live.node.locator(".jupyter-button", has_text="New noise").wait_for()
    assert "noise with seed 1." in live.status
    assert live.status.endswith("noise before: Autoregressive, EnergyBased, Diffusion.")
    titles = live.node.locator("figcaption").all_inner_texts()
    live.slide("angle", "ArrowRight", 3)
    for name, pictures in zip(models, explorer.pictures, strict=True):
        assert f"{name} {explorer.changes[name][3]:.1f}" in live.status
        near(live.pictures()[titles.index(name)][..., :1], pictures[3])


def test_side_by_side_all_six(page, site):
    live = Strips(page, site, CIRCLE)
    live.node.locator(".jupyter-button", has_text="New noise").click()
    live.node.locator(".jupyter-button", has_text="Stop").wait_for()
    live.node.locator(".jupyter-button", has_text="New noise").wait_for(timeout=LONG)
    assert "Still of" not in live.status
    titles = live.node.locator("figcaption").all_inner_texts()
    shown = dict(zip(titles, live.pictures(), strict=True))
    # One rounded pixel of an autoregressive picture changes all that follow.
    for kind, name, levels, share in (
        ("diffusion", "Diffusion", 2, 0.99),
        ("energy", "EnergyBased", 2, 0.99),
        ("autoregressive", "Autoregressive", 1, 0.9),
    ):
        size, decode = whole_noise(checkpoints.load(f"{kind}-fashion"))
        ends = np.random.default_rng(1).standard_normal((2, size), "float32")
        expected = np.round(np.clip(decode(turned(*ends, np.zeros(1))), 0, 1) * 255)
        near(shown[name][..., :1], expected[0], levels, share)
