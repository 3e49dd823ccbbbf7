"""The course as a package: what a wheel carries, and that it works far from the repository."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import helpers
from helpers import checkpoints, compare, datasets
from helpers.datasets import fashion

ROOT = Path(__file__).resolve().parents[1]
ONLY_IN_THE_REPOSITORY = {"build_fashion_mnist.py", "build_prose.py", "readme.png"}

# Says as JSON what was found. Other copies of the course, such as an editable installation, go
# off the path first.
ELSEWHERE = """
import json, pathlib, sys
sys.path = [p for p in sys.path if p == sys.argv[1] or not pathlib.Path(p, "helpers").exists()]

import helpers
from helpers import checkpoints, compare, datasets, explorer
from helpers.explorer.shell import Page

pages = Page.__subclasses__()
print(json.dumps({
    "modules": [m.__file__ for name, m in sys.modules.items() if name.startswith("helpers")],
    "version": helpers.__version__,
    "garments": datasets.fashion_mnist().test_images.shape,
    "prose": len(datasets.prose().train),
    "results": {name: len(compare.results(name)) for name in compare.NAMES},
    "weights": checkpoints.load("vae-moons").count_params(),
    "pages": {kind.__name__: [str(kind._esm), str(kind._css)] for kind in pages},
}))
"""


def run(*command, cwd=ROOT, **variables):
    """What a Python program prints; it must succeed."""
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(folder):
    """Files in a folder of the repository, but for what an editor or Python leaves there."""
    names = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return {name for name in names if not re.search(r"(^|/)(\.|__pycache__)", name)}


def members(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder that holds nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    return folder


def test_a_wheel_carries_the_package_and_its_data_and_nothing_else(wheel):
    package = {f"helpers/{name}" for name in files(ROOT / "helpers")}
    data = {f"helpers/data/{name}" for name in files(ROOT / "data") - ONLY_IN_THE_REPOSITORY}
    assert len(package) > 100 and "helpers/data/fashion_mnist.npz" in data
    assert members(wheel) == package | data
    assert wheel.stat().st_size < 30e6


def test_a_wheel_from_a_source_distribution_is_the_same(wheel, tmp_path):
    run("-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path))
    source = next(tmp_path.glob("*.tar.gz"))
    offline = "--no-deps", "--no-index", "--no-build-isolation"
    run("-m", "pip", "wheel", *offline, "-w", str(tmp_path), str(source))
    assert members(tmp_path / wheel.name) == members(wheel)


def test_an_installed_copy_works_far_from_the_repository(installed, tmp_path):
    output = run("-c", ELSEWHERE, str(installed), cwd=tmp_path, PYTHONPATH=str(installed))
    found = json.loads(output.splitlines()[-1])
    assert len(found["modules"]) > 100
    assert {name for name in found["modules"] if installed not in Path(name).parents} == set()
    assert found["version"] == helpers.__version__
    assert found["garments"] == [10_000, 28, 28, 1]
    assert found["prose"] == len(datasets.prose().train)
    assert found["results"] == {name: len(compare.results(name)) for name in compare.NAMES}
    assert found["weights"] == checkpoints.manifest()["vae-moons"]["parameters"]
    assert len(found["pages"]) > 5
    for script, style in found["pages"].values():
        assert "export default" in script and "{" in style


def test_an_editable_installation_copies_nothing(tmp_path):
    offline = "--no-deps", "--no-index", "--no-build-isolation"
    run("-m", "pip", "install", *offline, "--target", str(tmp_path), "-e", str(ROOT))
    assert not (tmp_path / "helpers").exists()
    [link] = tmp_path.glob("*.pth")
    assert Path(link.read_text("utf-8").strip()) == ROOT


def test_the_version_has_one_home(wheel):
    assert wheel.name.split("-")[1] == helpers.__version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
    newest = next(line for line in changes if line.startswith("## "))
    assert newest.split()[1] == helpers.__version__


def missing(monkeypatch, tmp_path):
    monkeypatch.setattr(checkpoints, "MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr(compare, "FOLDER", tmp_path)
    monkeypatch.setattr(fashion, "SMALL", tmp_path / "fashion_mnist.npz")
    monkeypatch.setattr(sys.modules["helpers.datasets.prose"], "FILE", tmp_path / "prose.txt")


@pytest.mark.parametrize(
    ("load", "file", "part"),
    [
        (checkpoints.manifest, "manifest.json", "checkpoints"),
        (datasets.fashion_mnist, "fashion_mnist.npz", "fashion_mnist.npz"),
        (lambda: compare.results("planar"), "planar.json", "results"),
        (datasets.prose, "prose.txt", "prose.txt"),
    ],
)
def test_missing_data_is_refused_with_both_ways_to_mend_it(monkeypatch, tmp_path, load, file, part):
    missing(monkeypatch, tmp_path)
    with pytest.raises(FileNotFoundError, match=r"expected a file .* received no file") as refusal:
        load()
    for words in (file, str(tmp_path), f"git checkout -- data/{part}", "pip install --force"):
        assert words in str(refusal.value)


OPTIONAL = {"jax"}  # by KERAS_BACKEND=jax only, from requirements-jax.txt


def imported_packages():
    """First parts of what helpers/ imports from outside the standard library and itself."""
    for path in (ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            yield from (name.partition(".")[0] for name in names)


def test_importing_helpers_needs_only_what_pyproject_lists():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    outside = set(imported_packages()) - set(sys.stdlib_module_names) - {"helpers"} - OPTIONAL
    assert {"keras", "numpy", "tensorflow"} <= outside
    brought = packages_distributions()
    unlisted = {
        name for name in outside if listed.isdisjoint(map(canonicalize_name, brought[name]))
    }
    assert unlisted == set()
