"""Weights: what is shipped is described and whole; what is not ours is refused unopened."""

import hashlib
import json
import pickle

import numpy as np
import pytest

from helpers import checkpoints, datasets, metrics
from helpers.approximate import VAE
from helpers.checkpoints import build
from helpers.checkpoints.recipes import RECIPES, Recipe, trained_with
from helpers.checkpoints.sources import Data
from helpers.discriminative import Classifier, FactorReader
from helpers.implicit import Translator
from helpers.representation import Autoencoder
from helpers.training import Budget
from helpers.training.budgets import PACES

CONFIG = {"event_shape": [2], "latent_dim": 2, "width": 4, "seed": 1}
SHIPPED = checkpoints.manifest() if checkpoints.MANIFEST.exists() else {}
KEYS = {
    "file", "sha256", "family", "config", "parameters", "data", "core_seconds", "versions",
    "command", "test",
}  # fmt: skip


def tiny(config=CONFIG):
    """A small model whose weights are not the ones it starts with."""
    model, rng = VAE(**config), np.random.default_rng(0)
    for weight in model.weights:
        weight.assign(rng.normal(1, 0.3, weight.shape))
    return model


def describe(path, **changes):
    """Write a manifest that knows one file, `tiny`."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    entry = {"file": path.name, "sha256": sha256, "family": "VAE", "config": CONFIG} | changes
    checkpoints.MANIFEST.write_text(json.dumps({"tiny": entry}), encoding="utf-8")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The file of a small checkpoint that is in the manifest, in a folder of its own."""
    monkeypatch.setattr(checkpoints, "FOLDER", tmp_path)
    monkeypatch.setattr(checkpoints, "MANIFEST", tmp_path / "manifest.json")
    path = tmp_path / "tiny.npz"
    checkpoints.ship(tiny(), path)
    describe(path)
    return path


def kept(weight):
    """Weights in half precision; the units of points, of 64 bits, as they are."""
    return weight.numpy().astype("float64" if weight.dtype == "float64" else "float16")


def test_a_loaded_model_is_the_saved_one_in_half_precision(file):
    saved, loaded = tiny(), checkpoints.load("tiny")
    for weight, half in zip(saved.weights, loaded.weights, strict=True):
        np.testing.assert_array_equal(half.numpy(), kept(weight))
    z = saved.noise(50, seed=0)
    np.testing.assert_allclose(loaded.decode(z), saved.decode(z), rtol=1e-2, atol=1e-2)
    for weight in saved.weights:
        weight.assign(kept(weight))
    np.testing.assert_array_equal(loaded.decode(z), saved.decode(z))
    np.testing.assert_array_equal(loaded.sample(5, seed=0), saved.sample(5, seed=0))


def test_a_loaded_model_keeps_the_units_it_was_trained_in(file):
    loaded = checkpoints.load("tiny")
    before, rng = loaded.shift.numpy(), np.random.default_rng(0)
    loaded.standardise(before + rng.normal(1, 2, (20, 2)))
    np.testing.assert_array_equal(loaded.shift.numpy(), before)
    with pytest.raises(ValueError, match="new model"):
        loaded.standardise(rng.normal(50, 9, (20, 2)))


def flipped(data):
    return data[:100] + bytes([data[100] ^ 1]) + data[101:]


DAMAGE = {
    "one bit flipped": flipped,
    "truncated": lambda data: data[:-1],
    "half": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "something appended": lambda data: data + b" ",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_other_bytes_are_refused_unopened_with_the_command_that_mends_it(file, monkeypatch, damage):
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    monkeypatch.setattr(np, "load", lambda *args, **kwargs: pytest.fail("the file was opened"))
    with pytest.raises(ValueError, match=r"tiny\.npz: expected SHA-256 .*; received") as refusal:
        checkpoints.load("tiny")
    assert f"{len(file.read_bytes()):,} bytes" in str(refusal.value)
    assert "git checkout -- data/checkpoints" in str(refusal.value)
    assert "python -m helpers.checkpoints.build tiny" in str(refusal.value)


def test_a_missing_file_is_refused_with_the_command_that_mends_it(file):
    file.unlink()
    with pytest.raises(FileNotFoundError, match=r"no file tiny\.npz") as refusal:
        checkpoints.load("tiny")
    assert "python -m helpers.checkpoints.build tiny" in str(refusal.value)


@pytest.mark.parametrize("name", ["vae", "", None, "tiny "])
def test_an_unknown_name_is_refused_with_the_known_ones(file, name):
    with pytest.raises(ValueError, match="expected one of tiny; received"):
        checkpoints.load(name)


class Payload:
    """Creates a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_a_pickle_is_refused_and_does_not_run_even_with_the_right_hash(file, tmp_path):
    payload = np.empty(1, object)
    payload[0] = Payload(tmp_path / "owned")
    np.savez(file, payload)
    describe(file)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        checkpoints.load("tiny")
    file.write_bytes(pickle.dumps(payload[0]))
    describe(file)
    with pytest.raises(ValueError, match="pickle"):
        checkpoints.load("tiny")
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("changes", [{"width": 8}, {"latent_dim": 3}])
def test_weights_of_another_model_are_refused(file, changes):
    describe(file, config=CONFIG | changes)
    with pytest.raises(ValueError):
        checkpoints.load("tiny")


# How weights are made


def few_points():
    points = np.random.default_rng(0).normal(size=(64, 2))
    return Data("64 points", (points,), None, (points,))


@pytest.fixture
def recipe(file, tmp_path, monkeypatch):
    """A recipe of seconds, `quick`, whose weights go into a folder of their own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    config = dict(event_shape=(2,), width=4, seed=0)
    monkeypatch.setitem(RECIPES, "quick", Recipe(VAE, config, 1, few_points))
    monkeypatch.setattr(build, "scores", lambda model, points: {"points": len(points)})
    return RECIPES["quick"]


def weights(name):
    return [w.numpy() for w in checkpoints.load(name).weights]


def same(one, other):
    return all(map(np.array_equal, one, other))


def test_a_build_describes_what_it_made(recipe):
    build.build("quick")
    entry = checkpoints.manifest()["quick"]
    assert entry["data"] == "64 points" and entry["test"] == {"points": 64}
    assert trained_with("quick").items() <= entry.items()


def test_a_second_build_trains_anew(recipe, tmp_path, monkeypatch):
    build.build("quick")
    first = weights("quick")
    assert not list((tmp_path / "temporary").iterdir())
    build.build("quick")
    assert same(first, weights("quick"))
    monkeypatch.setitem(RECIPES, "quick", recipe._replace(config=recipe.config | {"seed": 1}))
    build.build("quick")
    assert not same(first, weights("quick"))


def test_a_stopped_build_goes_on_unless_its_recipe_has_changed(recipe, tmp_path, monkeypatch):
    def stopped(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as stop, pytest.raises(KeyboardInterrupt):
        stop.setattr(checkpoints, "ship", stopped)
        build.build("quick")
    (left,) = (tmp_path / "temporary").iterdir()
    assert left == build.resume_file("quick", trained_with("quick"))
    monkeypatch.setitem(RECIPES, "quick", recipe._replace(epochs=2))
    assert left != build.resume_file("quick", trained_with("quick"))


CHANGES = {
    "seed": lambda r: r._replace(config=r.config | {"seed": 1}),
    "epochs": lambda r: r._replace(epochs=7),
    "data": lambda r: r._replace(source=few_points),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["vae-moons", "vae-faces-16"])
def test_a_changed_recipe_is_noticed(monkeypatch, name, change):
    before = trained_with(name)
    monkeypatch.setitem(RECIPES, name, CHANGES[change](RECIPES[name]))
    assert trained_with(name) != before


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("helpers.approximate.VAE.budgets", {1: Budget(9, 9, 1e-3), 3: Budget(9, 9, 1e-3)}),
        ("helpers.approximate.VAE.budgets", {1: VAE.budgets[1]._replace(first_noise=0.9)}),
        ("helpers.training.trainable.PACES", {1: PACES[1]._replace(hold=0.5)}),
        ("helpers.checkpoints.recipes.shuffled", lambda rows, batch_size: [rows[:batch_size]]),
    ],
)
def test_another_way_of_training_is_noticed(monkeypatch, place, value):
    before = trained_with("vae-moons")
    monkeypatch.setattr(place, value)
    assert trained_with("vae-moons") != before


# What is shipped


def test_every_recipe_is_shipped_and_everything_shipped_has_a_recipe():
    files = {path.name for path in checkpoints.FOLDER.glob("*.npz")}
    assert set(SHIPPED) == set(RECIPES)
    assert files == {entry["file"] for entry in SHIPPED.values()}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_manifest_says_all_about_a_shipped_file(name):
    entry, path = SHIPPED[name], checkpoints.FOLDER / SHIPPED[name]["file"]
    assert KEYS <= entry.keys()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    assert path.stat().st_size <= 3e6
    assert entry["family"] in checkpoints.KINDS
    assert entry["command"] == f"python -m helpers.checkpoints.build {name}"
    assert {"python", "keras", "numpy", "tensorflow"} <= entry["versions"].keys()
    assert isinstance(entry["config"]["seed"], int)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_weights_were_trained_as_the_recipe_says_today_or_are_called_outdated(name):
    how = trained_with(name)
    as_today = {key: SHIPPED[name].get(key) for key in how} == how
    assert as_today != ("outdated" in SHIPPED[name])


def pictures_for(model):
    """Test pictures of the size that the model knows."""
    if model.event_shape[-1] == 1:
        return datasets.fashion_mnist().test_images[:200]
    return datasets.faces(200, seed=2).images


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_weights_load_into_a_model_that_does_its_work(name):
    model = checkpoints.load(name)
    assert model.count_params() == SHIPPED[name]["parameters"]
    assert all(np.isfinite(weight.numpy()).all() for weight in model.weights)
    if isinstance(model, Classifier) and model.classes == 2:
        images, labels = datasets.swirls_or_not(300, seed=2, subjects="fair")
        assert (model.labels(images) == labels).mean() > 0.9
        return
    if isinstance(model, Translator):
        scenes, paintings = datasets.scene_pairs(20, seed=2)
        painted = 255 * model.repaint(scenes, seed=0)
        rough = [np.abs(np.diff(x, axis=2)).mean() for x in (1.0 * scenes, painted)]
        assert rough[1] > 1.5 * rough[0]  # strokes
        assert np.abs(painted - paintings).mean() < 40  # of the same scene
        return
    if isinstance(model, Classifier):
        garments = datasets.fashion_mnist()
        right = model.labels(garments.test_images[:1000]) == garments.test_labels[:1000]
        assert right.mean() > 0.8
        return
    if isinstance(model, Autoencoder):
        x = pictures_for(model)
        back = model.decode(model.encode(x))
        assert ((back - x / 255) ** 2).mean() < 0.9 * (x / 255).var(axis=0).mean()
        return
    if isinstance(model, FactorReader):
        drawn = (datasets.horses if "horses" in name else datasets.faces)(200, seed=2)
        together = np.corrcoef(model.read(drawn.images).T, drawn.factors.T).diagonal(model.factors)
        assert np.median(together) > 0.7
        return
    if not model.is_image:
        truth = datasets.planar("moons")
        real, drawn = truth.sample(1000, seed=2), model.sample(1000, seed=2)
        assert metrics.two_sample_accuracy(drawn, real).value < 0.65
        assert (checkpoints.FOLDER / SHIPPED[name]["file"]).stat().st_size <= 3e5
        return
    samples = model.sample(4, seed=0)
    assert samples.shape == (4, *model.event_shape) and np.isfinite(samples).all()
    assert samples.std() > 0.05


def test_the_data_folder_holds_at_most_thirty_megabytes():
    data = checkpoints.FOLDER.parent
    assert sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) <= 30e6


MANIFESTS = {
    "empty": ("", "damaged or unfinished"),
    "cut off": ('{"vae-fashion": {"file": ', "damaged or unfinished"),
    "a list": ("[1, 2]", "damaged or unfinished"),
    "a number": ("3", "damaged or unfinished"),
    "no entries": ("{}", "damaged or unfinished"),
    "no dictionaries": ('{"vae-fashion": 3}', "damaged or unfinished"),
    "missing keys": ('{"vae-fashion": {"file": "vae-fashion.npz"}}', "config, family"),
    "no text": (b"\xff\xfe\x00", "damaged or unfinished"),
}


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_damaged_manifest_says_how_to_mend_it(tmp_path, monkeypatch, kind):
    content, words = MANIFESTS[kind]
    file = tmp_path / "manifest.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setattr(checkpoints, "MANIFEST", file)
    with pytest.raises(ValueError, match=words) as error:
        checkpoints.load("vae-fashion")
    assert "git checkout" in str(error.value)


@pytest.mark.parametrize("family", ["VAE", "Oracle"])
def test_an_entry_that_no_model_fits_is_refused(family):
    entry = {"family": family, "config": {"depth": 3}, "file": "a.npz", "sha256": "0"}
    with pytest.raises(ValueError, match="another version"):
        checkpoints.built(entry, "mine")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"words"])
def test_bytes_that_are_no_weights_are_refused(content):
    with pytest.raises(ValueError, match=r"expected an .npz file"):
        checkpoints.unpacked(content, "mine")


@pytest.mark.parametrize("name", [None, 3, ["vae-fashion"], "vae"])
def test_names_that_no_checkpoint_has_are_refused(name):
    with pytest.raises(ValueError, match=r"expected one of .*vae-fashion"):
        checkpoints.load(name)
