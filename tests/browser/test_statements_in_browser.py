"""Ten statements and named sliders in JupyterLab: every slider and button is moved."""

import numpy as np
import pytest
from test_sliders_in_browser import Live

from helpers.datasets.faces import NAMES
from helpers.explorer.latent.statements import Listener
from helpers.explorer.shell import render

SETUP = "from helpers.explorer import LatentExplorer, TenStatements"
NAMED = """
from helpers.explorer.latent.statements import Listener
live1 = LatentExplorer(Listener(), names=[f"z {k}: skin .{k + 10}, hair .05" for k in range(18)])
live1
"""
CELLS = [SETUP, "live0 = TenStatements(seed=3)\nlive0", NAMED]


class Game(Live):
    """The game in the page; the pure function in this process."""

    def names(self):
        labels = self.root.locator(".widget-text label").all_text_contents()
        return [NAMES.index(label.partition(":")[0]) for label in labels]

    def agree(self):
        z = self.z()
        np.testing.assert_array_equal(self.pixels(), render.picture(self.model.decode, z))
        assert self.status.inner_text().startswith(f"{np.count_nonzero(z)} of 10 statements")
        return z


@pytest.fixture
def game(notebook):
    return Game(notebook, 0, Listener())


def test_every_statement_follows_the_mouse(game):
    for k, name in enumerate(game.names()):
        game.drag(k, 30 if k % 2 else -30)
        z = game.check()
        assert (z[name] > 0) if k % 2 else (z[name] < 0)
    assert "8 too many" in game.status.inner_text()


def test_the_drag_itself_is_drawn_in_the_page(game):
    game.drawn_while_dragged(12)


def test_buttons_and_keyboard(game):
    game.handles.nth(2).focus()
    for key in ["ArrowRight"] * 3 + ["ArrowLeft"]:
        game.notebook.page.keyboard.press(key)
    assert game.check()[game.names()[2]] == 0.2
    game.press("Reveal")
    game.wait_for_kernel("live{k}.left(live{k}.z) == 0")
    assert "0% of the difference is left" in game.status.inner_text()
    game.press("New face")
    game.wait_for_kernel("not live{k}.z.any()")
    captions = game.root.locator("figcaption").all_inner_texts()
    assert captions == ["drawn by your listener", "the face you saw"]


def test_everything_has_a_name(game):
    labels = [handle.get_attribute("aria-label") for handle in game.handles.all()]
    assert len(labels) == 18 and "smile: sad to broad" in labels
    for label in labels:
        assert game.root.get_by_role("spinbutton", name=label, exact=True).count() == 1


def test_measured_names_are_shown_whole(notebook):
    root = notebook.page.locator(".latent-explorer").nth(1)
    cut = root.locator(".widget-text label").evaluate_all(
        "labels => labels.filter(l => l.offsetParent && l.scrollWidth > l.clientWidth).length"
    )
    assert cut == 0
    handles = root.locator(".noUi-handle").all()
    assert {h.get_attribute("aria-label") for h in handles} == {
        f"z {k}: skin .{k + 10}, hair .05" for k in range(18)
    }
