"""Who may import whom in helpers/: read from the source, so imports inside functions count."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FAMILY_FOLDERS = ("helpers.tractable", "helpers.approximate", "helpers.implicit")
FAMILY_MAY_IMPORT = {
    "helpers.taxonomy",
    "helpers.training",
    "helpers.networks",
    "helpers.networks.images",
    "helpers.densities",
    "helpers.checks",
    "helpers.given",
    "helpers.pictures",
    "helpers.batching",
    "helpers.backend",
}
# They see a model only through the interface, so that a new family changes none of them.
FAMILY_BLIND = ("helpers.figures", "helpers.explorer", "helpers.metrics", "helpers.datasets")
# build.py writes the version of TensorFlow into the manifest.
MAY_IMPORT_A_BACKEND = {
    *("helpers.backend.opening", "helpers.backend.group"),
    "helpers.checkpoints.build",
}
# Rooms whose modules are their own business: others import what the room exports.
ROOMS = (
    *("discriminative", "representation", "training", "densities", "implicit"),
    *("explorer.shell", "explorer.latent", "explorer.strips", "explorer.theatre"),
)
# Exported as modules.
OPEN = {
    "helpers.explorer.shell.png",
    "helpers.explorer.shell.render",
    "helpers.representation.ways",
}
BACKENDS = {"tensorflow", "torch", "jax"}


def module_name(path, root):
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path, root, modules):
    """Dotted names that a file imports; `from package import module` gives the module."""
    package = path.parent.relative_to(root).parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in modules else base


def import_graph(root=ROOT):
    """Every module in helpers/ with the set of names it imports."""
    paths = {module_name(path, root): path for path in (root / "helpers").rglob("*.py")}
    return {name: set(imported(path, root, paths)) for name, path in paths.items()}


def reached(graph, start):
    """All modules that importing one brings in, itself left out."""
    found, waiting = set(), [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def is_in(module, folders):
    return any(module == folder or module.startswith(folder + ".") for folder in folders)


def offences(graph):
    """Sentences, one for each import that breaks a rule."""
    for name, imports in graph.items():
        ours = {i for i in imports if is_in(i, ["helpers"])} - {"helpers"}
        if is_in(name, FAMILY_FOLDERS):
            own = [folder for folder in FAMILY_FOLDERS if is_in(name, [folder])]
            for other in ours - FAMILY_MAY_IMPORT:
                if not is_in(other, own):
                    yield f"{name}, a family, imports {other}"
        if is_in(name, FAMILY_BLIND):
            for other in reached(graph, name):
                if is_in(other, [*FAMILY_FOLDERS, "helpers.families"]):
                    yield f"{name} reaches {other}, a family"
        if not is_in(name, ["helpers.exercises"]):
            for other in ours:
                if is_in(other, ["helpers.exercises"]):
                    yield f"{name} imports {other}, exercises"
        for other in ours - OPEN:
            room = other.rpartition(".")[0]
            if room.removeprefix("helpers.") in ROOMS and not is_in(name, [room]):
                yield f"{name} imports {other}, its room's own business"
        if name not in MAY_IMPORT_A_BACKEND:
            for other in imports:
                if other.partition(".")[0] in BACKENDS:
                    yield f"{name} imports {other}, a backend"


def test_imports_go_in_one_direction():
    assert FAMILY_MAY_IMPORT <= import_graph().keys()  # otherwise nothing was read
    assert sorted(offences(import_graph())) == []


def test_the_interface_and_its_tools_know_no_family():
    graph = import_graph()
    for name in FAMILY_MAY_IMPORT:
        known = {m for m in reached(graph, name) if is_in(m, [*FAMILY_FOLDERS, "helpers.families"])}
        assert known == set(), name


def test_no_module_reaches_itself():
    graph = import_graph()
    packages = {name.rpartition(".")[0] for name in graph}  # these do import their own modules
    assert {name for name in graph.keys() - packages if name in reached(graph, name)} == set()


BROKEN = {
    "figures.py": ("from helpers.approximate import VAE", "figures reaches helpers.approximate"),
    "metrics/planar.py": ("import helpers.implicit.gan", "planar reaches helpers.implicit.gan"),
    "explorer/panel.py": ("from ..families import FAMILIES", "panel reaches helpers.families"),
    "datasets/faces.py": ("from helpers import middle", "faces reaches helpers.families"),
    "approximate/vae.py": ("from helpers import metrics", "family, imports helpers.metrics"),
    "tractable/flow.py": ("from helpers.approximate import vae", "family, imports"),
    "compare.py": ("from helpers.training.units import DataUnits", "its room's own business"),
    "taxonomy.py": ("def f():\n    from helpers import exercises", "exercises, exercises"),
    "networks.py": ("def f():\n    import tensorflow.math", "tensorflow.math, a backend"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_every_rule_notices_when_it_is_broken(tmp_path, path):
    source, message = BROKEN[path]
    files = {
        "approximate/__init__.py": "from helpers.approximate.vae import VAE",
        "approximate/vae.py": "from helpers import checks",
        "exercises/__init__.py": "from helpers import metrics",
        "families.py": "from helpers.approximate import VAE",
        "metrics/__init__.py": "from . import planar",
        "middle.py": "from helpers.families import FAMILIES",
        "backend/opening.py": "import tensorflow as tf",
        "checks.py": "",
    }
    for name, text in {**files, path: source}.items():
        file = tmp_path / "helpers" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert any(message in offence for offence in offences(import_graph(tmp_path)))
