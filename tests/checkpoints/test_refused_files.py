"""Any other file than that of a learner's own model is refused, and nothing in it runs."""

import json
import os
import pickle
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest
from own_points import POINTS, expect_same, points_model

from helpers import checkpoints
from helpers.checkpoints import rebuilding
from helpers.training import packing


def forged(path, about=(), less="sha256", **arrays):
    """The same file with other contents and the hash that belongs to them."""
    with np.load(path) as file:
        content = dict(file)
    told = json.loads(bytes(content["about"])) | dict(about)
    content["about"] = np.frombuffer(json.dumps(told).encode(), "uint8")
    content |= arrays
    content = {k: v for k, v in content.items() if k not in ("sha256", less)}
    hash_of = packing.digest(content) if all(a.dtype != object for a in content.values()) else 0
    np.savez_compressed(path, **content, sha256=hash_of)


def changed(path, **arrays):
    """Other numbers under the old hash."""
    with np.load(path) as file:
        np.savez_compressed(path, **dict(file) | arrays)


def settings(**others):
    return lambda path: forged(path, {"config": points_model().get_config() | others})


class Payload:
    """Makes a file when it is unpickled."""

    def __reduce__(self):
        return open, ("owned", "w")


def without(path, name):
    with np.load(path) as file:
        np.savez_compressed(path, **{k: v for k, v in file.items() if k != name})


def keras_file(path):
    keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1)]).save("other.keras")
    os.replace("other.keras", path)


def one_array(path):
    with path.open("wb") as file:
        np.save(file, np.arange(3))


def other_zip(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("about.npy", "words")


NOW = np.zeros(2)
DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "words": lambda path: path.write_text("a diary", encoding="utf-8"),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "other zip": other_zip,
    "other arrays": lambda path: np.savez(path, mine=np.arange(3)),
    "one array": one_array,
    "a pickle": lambda path: path.write_bytes(pickle.dumps(Payload())),
    "pickled about": lambda path: np.savez(path, about=np.array([Payload()])),
    "pickled weights": lambda path: forged(path, **{"4 kernel": np.array([Payload()])}),
    "of Keras": keras_file,
    "shipped": lambda path: path.write_bytes((checkpoints.FOLDER / "vae-moons.npz").read_bytes()),
    "for resume": lambda path: points_model().fit(
        POINTS, epochs=1, verbose=0, resume=path.unlink() or path
    ),
    "other weights": lambda path: changed(path, **{"0 shift": NOW + 1}),
    "other hash": lambda path: changed(path, sha256=np.zeros(32, "uint8")),
    "other about": lambda path: changed(path, about=np.frombuffer(b"{}", "uint8")),
    "no hash": lambda path: without(path, "sha256"),
    "no description": lambda path: without(path, "about"),
    "an array less": lambda path: forged(path, less="4 kernel"),
    "an array more": lambda path: forged(path, more=NOW),
    "other shapes": lambda path: forged(path, **{"0 shift": np.zeros(3)}),
    "words for weights": lambda path: forged(path, **{"0 shift": np.array(["a", "b"])}),
    "whole numbers for weights": lambda path: forged(path, **{"0 shift": np.array([1, 2])}),
    "NaN": lambda path: forged(path, **{"0 shift": NOW * np.nan}),
    "infinity": lambda path: forged(path, **{"0 shift": NOW + np.inf}),
    "another family": lambda path: forged(path, {"family": "GAN"}),
    "no family": lambda path: forged(path, {"family": "Oracle"}),
    "a class elsewhere": lambda path: forged(path, {"family": "os.system"}),
    "a family that is a list": lambda path: forged(path, {"family": ["VAE"]}),
    "a configuration that is a word": lambda path: forged(path, {"config": "VAE"}),
    "settings that are none": settings(depth=3),
    "settings of another width": settings(width=5),
    "a word for a size": settings(width="wide"),
    "a negative size": settings(latent_dim=-1),
    "a size that fills the memory": settings(width=10_000),
    "a size beyond all": settings(latent_dim=10**30),
    "events that fill the memory": settings(event_shape=[4096, 4096, 4]),
    "events of nothing": settings(event_shape=[]),
    "form 0": lambda path: forged(path, {"format": 0}),
    "a form that is a word": lambda path: forged(path, {"format": "1"}),
    "deep": lambda path: changed(path, about=np.frombuffer(100_000 * b"[", "uint8")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_any_other_file_is_refused_and_nothing_runs(path, tmp_path, monkeypatch, damage):
    monkeypatch.chdir(tmp_path)
    DAMAGE[damage](path)
    before = path.read_bytes()
    refusal = r"mine\.npz: expected a file that model\.save wrote; received .*Nothing of it was"
    with pytest.raises(ValueError, match=refusal) as error:
        checkpoints.load(path)
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["mine.npz"]
    assert len(str(error.value)) < 1000


@pytest.mark.parametrize("byte", range(20))
def test_a_file_with_one_bit_changed_is_refused_or_the_same(path, byte):
    """A bit of the zip's own times and flags means nothing; any other is noticed."""
    content = bytearray(path.read_bytes())
    content[byte * len(content) // 20] ^= 4
    path.write_bytes(content)
    try:
        expect_same(points_model(), checkpoints.load(path))
    except ValueError as refusal:
        assert "expected a file that model.save wrote" in str(refusal)


def test_a_later_form_says_that_the_course_is_older(path):
    forged(path, {"format": packing.FORMAT + 1, "course": "9.0"})
    with pytest.raises(ValueError, match=r"version 9\.0 of the course.*take the newer"):
        checkpoints.load(path)


@pytest.mark.parametrize("name", ["about", "more"])
def test_what_unpacks_to_more_than_the_memory_is_refused_before(path, monkeypatch, name):
    monkeypatch.setattr(np, "load", lambda *args, **kwargs: pytest.fail("it was unpacked"))
    monkeypatch.setattr(packing, "LARGEST", 10**6)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("about.npy", bytes(2 * 10**6 if name == "about" else 0))
        file.writestr(f"{name}-again.npy", bytes(10**6))
    assert path.stat().st_size < 10**4
    with pytest.raises(ValueError, match="could fill the memory"):
        checkpoints.load(path)


def test_a_header_that_promises_more_than_there_is_is_refused(path):
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }"
    start = b"\x93NUMPY\x01\x00" + (len(header) + 1).to_bytes(2, "little") + header.encode() + b"\n"
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("more.npy", start)
    with pytest.raises(ValueError, match="cannot be read to its end"):
        checkpoints.load(path)


def test_layers_are_made_as_before_after_a_refusal(path):
    add_weight = keras.layers.Layer.add_weight
    with pytest.raises(ValueError, match="only 3 numbers"), rebuilding.at_most(3):
        points_model()
    assert keras.layers.Layer.add_weight is add_weight


NO_FILES = ["folder", "/dev/zero", "link to /dev/zero", "a link to nowhere", "a\0.npz", 300 * "a/b"]


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_refused(tmp_path, monkeypatch, name):
    if "/dev/zero" in name and not os.path.exists("/dev/zero"):
        return
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    if "link" in name:
        os.symlink("/dev/zero" if "zero" in name else "nowhere", tmp_path / "link.npz")
        name = "link.npz"
    with pytest.raises((ValueError, FileNotFoundError), match=r"expected a file that model\.save"):
        checkpoints.load(Path(name) if "\0" not in name else name)


def test_a_link_to_a_file_is_the_file(path, tmp_path):
    os.symlink(path, tmp_path / "link.npz")
    expect_same(points_model(), checkpoints.load(tmp_path / "link.npz"))


def test_a_shipped_name_is_no_file_and_a_file_is_no_shipped_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    points_model().save("vae-moons.npz")
    Path("vae-moons").write_text("a diary", encoding="utf-8")
    assert checkpoints.load("vae-moons").get_config()["width"] == 64
    assert checkpoints.load("vae-moons.npz").get_config()["width"] == 4
    for missing in ("gan-moons.npz", "./vae", Path("vae-fashion"), "../tiny"):
        with pytest.raises(FileNotFoundError, match=r"there is none in .*have no ending"):
            checkpoints.load(missing)
