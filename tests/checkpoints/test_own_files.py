"""The file of a learner's own model: what is kept in it, and where it may be written."""

import copy
import json
import os
from pathlib import Path

import keras
import numpy as np
import pytest
from own_points import POINTS, expect_same, points_model

from helpers import checkpoints
from helpers.approximate import VAE
from helpers.implicit import GAN
from helpers.training import packing


def test_the_file_says_what_is_in_it(path):
    with np.load(path, allow_pickle=False) as file:
        about = json.loads(bytes(file["about"]))
        assert {file[name].dtype.kind for name in file} <= set("fiu")
        assert file["0 shift"].dtype == file["1 scale"].dtype == "float64"
    assert about["family"] == "VAE" and about["format"] == packing.FORMAT
    assert about["config"] == dict(event_shape=[2], latent_dim=2, beta=1.0, width=4, seed=1)


def test_a_file_is_no_larger_than_its_weights_in_32_bits(path):
    model = VAE((8, 8, 1), width=16)
    model.save(path)
    assert path.stat().st_size < 4 * model.count_params() + 10_000


def test_averaged_weights_come_back_and_the_noise_of_training_stays_gone(tmp_path):
    model = GAN((2,), width=4, seed=0)
    model.fit(POINTS, epochs=30, verbose=0)
    model.save(tmp_path / "mine.npz")
    again = checkpoints.load(tmp_path / "mine.npz")
    expect_same(model, again)
    again.compile()
    assert int(again.steps_taken.state[1]) == int(model.steps_taken.state[1]) > 0
    again.compile()  # once more: another training
    assert int(again.steps_taken.state[1]) == 0


def test_settings_changed_since_and_those_of_numpy_come_back(path):
    model = points_model(beta=np.float32(2))
    model.beta = 3
    model.save(path)
    assert checkpoints.load(path).beta == 3
    for seed in (None, np.int64(7)):
        VAE((2,), width=np.int64(4), seed=seed).save(path)
        assert checkpoints.load(path).get_config()["width"] == 4


@pytest.mark.parametrize("own", [True, False])
def test_a_copy_trains_on_as_the_original_does(own):
    model = points_model()
    model.compile(keras.optimizers.SGD(1e-3, momentum=0.9) if own else None)
    model.fit(POINTS, epochs=2, verbose=0)
    twin = copy.deepcopy(model)
    assert type(twin.optimizer) is type(model.optimizer) and twin.anneals == model.anneals
    for each in (model, twin):
        keras.utils.set_random_seed(0)
        each.fit(POINTS, epochs=2, verbose=0)
    for a, b in zip(model.weights, twin.weights, strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-5, atol=1e-6)


class Mine(VAE):
    """A class of a learner's own, made in another way."""

    def __init__(self, **settings):
        super().__init__((2,), width=4, **settings)


def test_a_class_of_ones_own_is_copied_but_not_saved(tmp_path):
    model = Mine(seed=2)
    expect_same(model, copy.deepcopy(model))
    with pytest.raises(ValueError, match=r"expected a model of the course.*save_weights"):
        model.save(tmp_path / "mine.npz")
    assert not list(tmp_path.iterdir())


# Where it is written


@pytest.mark.parametrize("name", ["mine.npz", "Vögel und Füße.NPZ", "a.b.npz", "日本.npz", "'.npz"])
@pytest.mark.parametrize("kind", [str, Path])
def test_any_name_of_a_file_will_do(tmp_path, monkeypatch, name, kind):
    monkeypatch.chdir(tmp_path)
    points_model().save(kind(name))
    points_model().save(kind(name))  # in its place
    assert os.listdir(tmp_path) == [name]
    expect_same(points_model(), checkpoints.load(kind(name)))
    expect_same(points_model(), checkpoints.load(kind(tmp_path / name)))


@pytest.mark.parametrize(
    "name",
    ["", None, 3, b"mine.npz", "mine", "mine.h5", "mine.keras", "mine.npz.txt", "none/mine.npz",
     "folder.npz", "a\0.npz", 250 * "a" + ".npz", "/dev/zero", "."],
)  # fmt: skip
def test_other_places_are_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("folder.npz").mkdir()
    with pytest.raises((TypeError, ValueError), match=r"VAE\.save expected .* received"):
        points_model().save(name)
    assert os.listdir(tmp_path) == ["folder.npz"]


def test_what_is_no_such_file_is_not_replaced(path, tmp_path):
    for content in (b"a diary", path.read_bytes()[:-9]):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="holds something else"):
            points_model().save(path)
        assert path.read_bytes() == content
    np.savez(path, mine=np.arange(3))
    with pytest.raises(ValueError, match="holds something else"):
        points_model().save(path)
    path.write_bytes(b"")  # holds nothing
    points_model().save(path)
    assert os.listdir(tmp_path) == ["mine.npz"]


def test_an_unfinished_file_never_takes_the_place_of_a_whole_one(path, monkeypatch, tmp_path):
    before = path.read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half of it")
        raise OSError("no space left")

    monkeypatch.setattr(packing.np, "savez_compressed", full_disk)
    with pytest.raises(OSError, match="no space left"):
        points_model(beta=2.0).save(path)
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["mine.npz"]


def test_weights_that_are_no_numbers_and_models_without_are_not_saved(path):
    before, broken, unbuilt = path.read_bytes(), points_model(), points_model()
    broken.weights[3].assign(np.nan * broken.weights[3])
    unbuilt.built = False
    for model, words in ((broken, "smaller learning rate"), (unbuilt, "not built")):
        with pytest.raises(ValueError, match=words):
            model.save(path)
    with pytest.raises(ValueError, match="settings up to 10,000"):
        VAE((1,), width=2, latent_dim=10_001).save(path)
    assert path.read_bytes() == before
