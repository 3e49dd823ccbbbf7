"""Horses as files: the same path as with pictures of one's own, and nobody's files are lost."""

import numpy as np
import pytest
from PIL import Image

from helpers import datasets
from helpers.datasets import herd
from helpers.datasets.herd import write_horses


def contents(at):
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in at.iterdir() if p.is_file()}


def test_the_files_are_the_horses_of_that_seed(tmp_path):
    path = write_horses(tmp_path / "new" / "herd", n=12, seed=3, size=32)
    own = datasets.folder(path, size=32)
    np.testing.assert_array_equal(own.images, datasets.horses(12, seed=3).images)
    assert own.names[:2] == ["horse_00000.png", "horse_00001.png"] and own.skipped == []
    assert sorted(p.name for p in path.iterdir())[0] == herd.SEAL
    assert len(list(path.iterdir())) == 13  # nothing passing is left


def test_more_than_one_part_is_drawn_alike(tmp_path, monkeypatch):
    monkeypatch.setattr(herd, "PART", 5)
    own = datasets.folder(write_horses(str(tmp_path), n=12, seed=3, size=32))
    np.testing.assert_array_equal(own.images, datasets.horses(12, seed=3).images)


def test_the_same_horses_are_not_written_twice(tmp_path):
    write_horses(tmp_path, n=5)
    before = contents(tmp_path)
    write_horses(tmp_path, n=5)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("other", [{"n": 3}, {"n": 8}, {"seed": 1}, {"size": 32}])
def test_other_horses_take_the_place_of_those_written_before(tmp_path, other):
    write_horses(tmp_path, **{"n": 5, "seed": 12, "size": 16})
    asked = {"n": 5, "seed": 12, "size": 16} | other
    write_horses(tmp_path, **asked)
    own = datasets.folder(tmp_path, size=asked["size"])
    np.testing.assert_array_equal(own.images, datasets.horses(**asked).images)


def added(at):
    Image.new("RGB", (40, 40)).save(at / "mine.png")


def painted_over(at):
    Image.new("RGB", (40, 40)).save(at / "horse_00002.png")


def deleted(at):
    (at / "horse_00001.png").unlink()


def renamed(at):
    (at / "horse_00001.png").rename(at / "liesl.png")


def unsealed(at):
    (at / herd.SEAL).unlink()


def damaged(at):
    (at / herd.SEAL).write_bytes(b"\xff\xfe")


def folder_within(at):
    (at / "more").mkdir()


@pytest.mark.parametrize(
    "change", [added, painted_over, deleted, renamed, unsealed, damaged, folder_within]
)
def test_what_was_changed_since_is_not_touched(tmp_path, change):
    write_horses(tmp_path, n=4)
    change(tmp_path)
    before = contents(tmp_path)
    for asked in ({"n": 4}, {"n": 9}):
        with pytest.raises(ValueError, match="Nothing of yours is overwritten"):
            write_horses(tmp_path, **asked)
    assert contents(tmp_path) == before


def test_hidden_files_of_the_system_do_not_matter(tmp_path):
    write_horses(tmp_path, n=4)
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    write_horses(tmp_path, n=6)
    assert len(datasets.folder(tmp_path).names) == 6 and (tmp_path / ".DS_Store").exists()


def test_an_interrupted_drawing_leaves_nothing_behind(tmp_path, monkeypatch):
    def save(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Image.Image, "save", save)
    with pytest.raises(KeyboardInterrupt):
        write_horses(tmp_path, n=4)
    assert list(tmp_path.iterdir()) == []


REFUSED = {
    "none": ({"n": 0}, "1 or more"),
    "half": ({"n": 2.5}, "1 or more"),
    "a small size": ({"size": 8}, "16 pixels or more"),
    "a seed in words": ({"seed": "lucky"}, "whole number from 0"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_drawn_is_refused_before_a_folder_is_made(tmp_path, case):
    asked, words = REFUSED[case]
    with pytest.raises((ValueError, TypeError), match=words):
        write_horses(tmp_path / "herd", **asked)
    assert not (tmp_path / "herd").exists()


@pytest.mark.parametrize("path", [None, 3, "", b"herd"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(ValueError, match="expected the path of a folder"):
        write_horses(path)


def test_a_file_is_refused(tmp_path):
    (tmp_path / "herd").write_text("mine")
    with pytest.raises(ValueError, match="expected the path of a folder"):
        write_horses(tmp_path / "herd")
    assert (tmp_path / "herd").read_text() == "mine"
