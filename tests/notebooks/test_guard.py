"""What every notebook obeys, read from the files alone: fast, no kernel."""

import ast
import inspect
import json
import re
import statistics
import textwrap
from pathlib import Path

import pytest

from helpers import handmade
from helpers.approximate import Guidance, chains
from helpers.approximate.levels import PictureLevels, PointLevels
from helpers.densities import NormalMixture
from helpers.families import FAMILIES
from helpers.implicit import Translator
from helpers.representation import Autoencoder, contrastive, ways
from helpers.tractable import TextTransformer
from helpers.tractable.bases import NormalBase, UniformBase
from helpers.tractable.coupling import Coupling
from helpers.tractable.looking import Block
from helpers.tractable.orders import InBlocks

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
KNOWN_TAGS = {"nbval-ignore-output", "raises-exception"}
SECTIONS = (
    "The question",
    "The idea",
    "The idea in code",
    "Check it",
    "Train a little, live",
    "Look",
    "Explore live",
    "Break it on purpose",
    "Exercises",
    "What this can and cannot answer",
    "References",
)
MACHINE_PATH = re.compile(r"/(home|root|work|tmp|Users)/|[A-Z]:\\\\Users|site-packages")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return json.loads(path.read_text(encoding="utf-8"))


def code_cells(notebook):
    return [c for c in notebook["cells"] if c["cell_type"] == "code"]


def markdown(notebook):
    return [c for c in notebook["cells"] if c["cell_type"] == "markdown"]


def source(cell):
    return "".join(cell["source"])


def lines(cell):
    return [line for line in source(cell).splitlines() if line.strip()]


def tags(cell):
    return cell["metadata"].get("tags", [])


def test_there_are_notebooks():
    assert {"00_start_here", "08_vae"} <= {path.stem for path in NOTEBOOKS}


def test_every_cell_was_run_once_from_top_to_bottom(notebook):
    counts = [c["execution_count"] for c in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_error_no_stderr_no_path_of_a_machine(notebook):
    for cell in code_cells(notebook):
        for output in cell["outputs"]:
            assert output.get("name") != "stderr", source(cell)
            assert output["output_type"] != "error" or "raises-exception" in tags(cell)
            text = json.dumps({k: v for k, v in output.items() if k != "data"})
            text += json.dumps([v for k, v in output.get("data", {}).items() if "image" not in k])
            assert not MACHINE_PATH.search(text), source(cell)


def test_no_widget_state_is_stored(notebook):
    assert "widgets" not in notebook["metadata"]


def test_tags_are_known_and_no_marker_hides_in_a_comment(notebook):
    for cell in code_cells(notebook):
        unknown = {t for t in tags(cell) if t not in KNOWN_TAGS and not t.startswith("essential:")}
        assert not unknown
        assert not re.search(r"#\s*NBVAL", source(cell)), "write it as a tag"


def test_cells_are_short_and_prose_carries_the_code(notebook):
    sizes = [len(lines(c)) for c in code_cells(notebook)]
    words = sum(len(source(c).split()) for c in markdown(notebook))
    assert statistics.median(sizes) <= 5
    assert statistics.quantiles(sizes, n=10)[-1] <= 12
    assert max(sizes) <= 20
    assert words / sum(sizes) >= 8


def test_the_file_is_small(path):
    assert path.stat().st_size <= 2_000_000


def test_links_resolve(path, notebook):
    text = "\n".join(map(source, markdown(notebook)))
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_every_figure_has_words_beside_it(notebook):
    cells = notebook["cells"]
    for i, cell in enumerate(cells):
        has_picture = any("image/png" in o.get("data", {}) for o in cell.get("outputs", []))
        if has_picture:
            near = [source(c) for c in cells[max(0, i - 1) : i + 3] if c["cell_type"] == "markdown"]
            assert near, f"no text beside the figure of: {source(cell)}"


def test_chapters_follow_the_skeleton(path, notebook):
    if path.stem.startswith("00"):
        return
    headings = re.findall(r"^## (.+)$", "\n".join(map(source, markdown(notebook))), re.M)
    assert [h for h in headings if h in SECTIONS] == list(SECTIONS)


def essential_cells():
    for path in NOTEBOOKS:
        for cell in code_cells(json.loads(path.read_text(encoding="utf-8"))):
            for tag in tags(cell):
                if tag.startswith("essential:"):
                    yield pytest.param(source(cell), tag.removeprefix("essential:"), id=tag)


@pytest.mark.parametrize(("cell", "name"), list(essential_cells()))
def test_essential_code_in_a_notebook_is_the_code_of_the_helper(cell, name):
    family, method = name.split(".")
    kinds = (
        *FAMILIES,
        Guidance,
        NormalMixture,
        Coupling,
        InBlocks,
        NormalBase,
        UniformBase,
        PointLevels,
        PictureLevels,
        Autoencoder,
        Translator,
        TextTransformer,
        Block,
        handmade.Box,
        handmade.Independent,
        handmade.Gaussian,
    )
    homes = {kind.__name__.rpartition(".")[2]: kind for kind in (*kinds, ways, chains, contrastive)}
    helper = getattr(homes[family], method)
    assert bare(cell, method) == bare(textwrap.dedent(inspect.getsource(helper)), method)


def bare(text, name):
    """The syntax tree of function `name` in `text`, without its docstring and decorator."""
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    (function,) = [f for f in functions if f.name == name]
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    function.decorator_list = []  # that of a helper puts arrays into batches
    return ast.dump(function)
