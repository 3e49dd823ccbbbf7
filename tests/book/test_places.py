"""Places of live widgets: all are found, and their files are the same each time."""

import json

import ipywidgets as widgets
import numpy as np
import pytest

from book.brains import PACKS
from book.places import export
from book.places.find import all_places
from helpers import explorer
from helpers.explorer.shell import Explorer


def linked():
    """A small widget whose parts refer to each other, one link that nothing refers to."""
    one, two = widgets.FloatSlider(value=1), widgets.FloatText(value=1)
    box = widgets.VBox([one, two, widgets.Button(description="Go")])
    box.link = widgets.jslink((one, "value"), (two, "value"))
    return box


def state(box):
    names = {}
    return export.numbered(export.state_of(box), box.model_id, names, "06_small-7"), names


def test_every_chapter_with_a_widget_has_its_places():
    chapters = {name[:2] for name in all_places()}
    assert chapters == {f"{k:02}" for k in range(14)}
    assert len(all_places()) >= 26


def test_every_widget_of_the_course_has_a_brain():
    live = {n for n in explorer.__all__ if isinstance(getattr(explorer, n), type)}
    live = {n for n in live if issubclass(getattr(explorer, n), Explorer)}
    assert set(PACKS) == live


def test_two_exports_are_equal_though_ids_are_random():
    (one, _), (two, _) = state(linked()), state(linked())
    assert one == two
    assert next(iter(one["state"])) == "06_small-7-000"
    assert "IPY_MODEL_06_small-7-" in json.dumps(one)


def test_every_reference_has_its_widget():
    manager_state, names = state(linked())
    referred = export.references({k: v["state"] for k, v in manager_state["state"].items()})
    assert set(referred) <= set(manager_state["state"]) == set(names.values())


def test_equal_arrays_share_a_file(tmp_path):
    described = export.stored({"a": np.arange(3), "b": np.arange(3), "c": np.arange(4)}, tmp_path)
    assert described["a"]["file"] == described["b"]["file"] != described["c"]["file"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("place", ["04_latent_space-120"])
def test_a_real_place_is_written_the_same_twice(place, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        assert export.write(folder, place, *all_places()[place]) == "live"
    one, two = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.*")} for f in folders)
    assert one == two
