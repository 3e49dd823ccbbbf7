"""A seventh family in a copy of the course: one file, one test file, its import and its name.

Nothing else is touched there, and contract, family tree, table of abilities, panel and tables of
results hold for seven.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEW = Path(__file__).parent / "seventh_family"
IMPORT = "from helpers.tractable import Autoregressive, NormalizingFlow\n"
ASKED = {  # file: which of its tests, in the words of `pytest -k`
    "test_taxonomy.py": "Independent",
    "test_taxonomy_on_the_plane.py": "Independent",
    "test_refusals_of_families.py": "Independent",
    "tractable/test_independent.py": "test_independent",
    "test_abilities.py": "test_abilities",
    "test_compare.py": "test_compare",
    "figures/test_figures.py": "family_tree or the_tree",
    "explorer/family_panel/test_family_panel.py": "test_family_panel",
    "exercises/test_questions.py": "who_can",
}


@pytest.fixture
def course(tmp_path):
    """A copy of the course with one family more."""
    for folder in ("helpers", "tests", "data/results"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "data/checkpoints").mkdir()
    for file in ("pyproject.toml", "data/checkpoints/manifest.json"):
        shutil.copy(ROOT / file, tmp_path / file)
    shutil.copy(NEW / "independent.py", tmp_path / "helpers/tractable/independent.py")
    shutil.copy(NEW / "oracle.py", tmp_path / "tests/tractable/test_independent.py")
    families = tmp_path / "helpers/families.py"
    text = families.read_text(encoding="utf-8")
    text = text.replace(
        IMPORT, IMPORT + "from helpers.tractable.independent import Independent\n"
    ).replace("    GAN,\n", "    GAN,\n    Independent,\n")
    families.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.trains
def test_the_course_holds_for_a_seventh_family(course):
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider"),
            *("-k", " or ".join(ASKED.values())),
            *(f"tests/{file}" for file in ASKED),
        ],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-1000:]
    for file in ASKED:
        assert f"{file}::" in run.stdout, f"{file}: nothing was asked"
    assert run.stdout.count("Independent-") > 40  # of the contract alone
