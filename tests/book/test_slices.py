"""What a cell needs of the cells before it: each rule on a small notebook, then the real places."""

import json
import re
from pathlib import Path

import keras
import nbformat
import numpy as np
import pytest

from book.places import fits, record, slices
from book.places.find import all_places


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook of some cells; returns its path."""

    def write(*cells):
        path = tmp_path / "small.ipynb"
        nbformat.write(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells]), path
        )
        return path

    return write


@pytest.fixture
def sliced(notebook):
    """The slice of the last of some cells, by its lines."""
    return lambda *cells: slices.slice_of(notebook(*cells), len(cells) - 1)


NEEDED = {  # rule: (cells, statements that are needed, as places in the row of all)
    "a name that is bound": (["a = 1\nb = 2", "a"], [0, 2]),
    "what a name is made of": (["a = 1", "b = a + 1", "c = 5", "b"], [0, 1, 3]),
    "the newest binding": (["a = 1", "a = 2", "a"], [1, 2]),
    "the binding before it, read by the newest": (["a = 1", "a = a + 1", "a"], [0, 1, 2]),
    "a binding after it is not its own": (["a = 1", "b = a", "a = 2", "b"], [0, 1, 3]),
    "a definition": (["def f(): return 1", "f()"], [0, 1]),
    "a class and its base": (["class A: pass", "class B(A): pass", "B()"], [0, 1, 2]),
    "a method's free name": (["k = 1", "class A:\n    def f(self): return k", "A()"], [0, 1, 2]),
    "an import": (["import math", "import json", "math.pi"], [0, 2]),
    "an import by another name": (["import math as m", "from json import loads", "m.pi"], [0, 2]),
    "a pair": (["a, (b, *c) = 1, (2, 3)", "c"], [0, 1]),
    "a name given on the way": (["(a := 2) + 1", "a"], [0, 1]),
    "a loop's name": (["for a in [1, 2]: pass", "a"], [0, 1]),
    "a loop that may bind nothing": (
        ["a = 0", "n = 3", "for a in range(n): pass", "a"],
        [0, 1, 2, 3],
    ),
    "a condition": (["a, b = 0, 1", "if b:\n    a = 2", "a"], [0, 1, 2]),
    "with": (["import io", "with io.StringIO() as a:\n    b = a.read()", "b"], [0, 1, 2]),
    "added to": (["a, b = [], [1]", "a += b", "a"], [0, 1, 2]),
    "an item set": (["a = {}", "a['x'] = 1", "b = {}\nb['x'] = 1", "a"], [0, 1, 4]),
    "an item deleted": (["a = {'x': 1}", "del a['x']", "a"], [0, 1, 2]),
    "an attribute set": (["class A: pass", "a = A()", "a.b = 1", "a"], [0, 1, 2, 3]),
    "a method called for nothing else": (["a = {1}", "a.add(2)", "a"], [0, 1, 2]),
    "a method deep inside": (["a = {'x': [1]}", "a['x'].append(2)", "a"], [0, 1, 2]),
    "a question asked for nothing else": (["a = print", "a.decode(2)", "a"], [0, 2]),
    "training": (["m = []", "h = m.fit(1)", "n = m.sample(1)", "m"], [0, 1, 3]),
    "not the copy that was made between": (
        ["m = []", "h = m.fit(1)", "e = []", "e.set_weights(m)", "h = m.fit(2)", "m"],
        [0, 1, 4, 5],
    ),
    "things of a list, changed in a loop": (
        ["a = [[], []]", "for b in a:\n    b.append(1)", "a"],
        [0, 1, 2],
    ),
    "the list of the pairs that is changed": (
        [
            "a, c = [[]], [1]",
            "d = [[2]]",
            "for k, (b, e) in enumerate(zip(a, d)):\n    b.append(e)",
            "d",
        ],
        [1, 3],
    ),
    "things changed in a comprehension": (
        ["a = [[]]", "[b.append(1) for b in a]", "a"],
        [0, 1, 2],
    ),
    "what is in a list, changed later": (
        ["m = []", "a = {'m': m}", "m.append(1)", "a"],
        [0, 1, 2, 3],
    ),
    "the whole of a part": (["a = [1]", "b = a[:]", "b[0] = 2", "a"], [0, 1, 2, 3]),
    "what a function looks up": (["k = 2", "def f(x): return k * x", "f(1)"], [0, 1, 2]),
    "what it looks up, as it is by then": (
        ["k = 2", "def f(x): return k * x", "k = 3", "f(1)"],
        [1, 2, 3],
    ),
    "what functions of a function look up": (
        ["k = 2", "def f(): return k", "def g(): return f()", "a = [g]", "k = 3", "a"],
        [0, 1, 2, 3, 4, 5],
    ),
    "what a function looks up, changed later": (
        ["m = []", "def f(): return m", "m.append(1)", "f()"],
        [0, 1, 2, 3],
    ),
    "a function's own names": (["x = 1", "def f(x):\n    y = x\n    return y", "f(2)"], [1, 2]),
    "what a lambda looks up": (["k = 2", "f = lambda x: k * x", "f"], [0, 1, 2]),
    "a function's argument that it changes": (
        ["def f(m, x=0): m.append(1)", "a, b = [], []", "f(a, x=b)", "f(x=a, m=b)", "a"],
        [0, 1, 2, 4],
    ),
    "a name of outside that a function changes": (
        ["a = []", "def f(): a.append(1)", "def g(): f()", "g()", "a"],
        [0, 1, 2, 3, 4],
    ),
    "a name that a function binds outside": (
        ["a = 1", "def f():\n    global a\n    a = 2", "f()", "a"],
        [0, 1, 2, 3],
    ),
    "a comprehension's own names": (["x = 5", "a = [x for x in [1]]", "a"], [1, 2]),
    "a comprehension's other names": (["k = 5", "a = [k * x for x in [1]]", "a"], [0, 1, 2]),
    "deleted and made again": (["a = 1", "del a", "a = 2", "a"], [2, 3]),
    "random numbers drawn before": (
        ["import numpy as np", "r = np.random.default_rng(0)", "print(r.normal())", "r.normal()"],
        [0, 1, 2, 3],
    ),
    "prints": (["a = 1", "b = 2", "print(a, b)", "a"], [0, 3]),
    "figures and exercises": (
        ["import figures, ex", "a = [1]", "ax = figures.images(a)", "ex.one.check(a)", "a"],
        [1, 4],
    ),
    "what was said to IPython": (["%matplotlib inline\na = 1\n!ls", "%%time\na"], [0, 1]),
    "decorated": (["import functools", "@functools.cache\ndef f(): return 1", "f()"], [0, 1, 2]),
    "the rest of its own cell": (["a = 1", "b = 2\nc = 3\nb"], [1, 3]),
}


@pytest.mark.parametrize("rule", NEEDED)
def test_keeps_what_the_last_line_needs_and_nothing_else(rule, notebook):
    cells, expected = NEEDED[rule]
    graph = slices.Graph(notebook(*cells), len(cells) - 1)
    assert graph.needed_by(len(graph.statements) - 1) == expected


def test_statements_keep_their_text(sliced):
    assert sliced("@property  # why\ndef f():\n    return (1,\n  2)  # two", "f") == [
        "@property  # why\ndef f():\n    return (1,\n  2)",
        "f",
    ]


def test_only_the_slice_runs_and_in_the_folder_of_the_notebooks(notebook):
    path = notebook("1 / 0", "import os\na = [os.getcwd()]\nprint(a)", "a.append(2)", "a")
    assert slices.run(path, 3) == [str(slices.NOTEBOOKS), 2]


def test_nothing_is_printed_and_the_folder_stays(notebook, capsys):
    here = Path.cwd()
    slices.run(notebook("def f():\n    print('loud')\n    return 1\nf()"), 0)
    assert capsys.readouterr().out == ""
    assert Path.cwd() == here


def test_refuses_a_cell_that_shows_nothing(notebook):
    with pytest.raises(
        ValueError, match="small-0 expected a cell whose last line is a live widget"
    ):
        slices.run(notebook("a = 1"), 0)


MODEL = """import keras
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
x = keras.ops.ones((8, 1))"""
CHAPTER = MODEL, "print('hello')", "h = [model.fit(x, x + k, verbose=0) for k in (1, 2)]", "model"


@pytest.fixture
def trained(tmp_path, monkeypatch):
    """A folder of recorded weights of its own."""
    monkeypatch.setattr(fits, "TRAINED", tmp_path / "trained")
    return tmp_path / "trained"


@pytest.fixture
def never_trains(monkeypatch):
    def fit(*args, **kwargs):
        raise AssertionError("it trained")

    monkeypatch.setattr(keras.Model, "fit", fit)


@pytest.fixture
def recorded(notebook, trained):
    """The chapter's model as it came out of training, its weights recorded."""
    return slices.run(notebook(*CHAPTER), 3, fit=fits.recording([]))


def test_recorded_weights_come_out_of_fit(recorded, notebook, never_trains):
    model = slices.run(notebook(*CHAPTER), 3)
    assert model is not recorded
    for one, other in zip(model.get_weights(), recorded.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3)


def test_each_fit_of_a_statement_has_weights_of_its_own(recorded, trained):
    first, second = (np.load(path) for path in sorted(trained.iterdir()))
    assert not np.array_equal(first["arr_0"], second["arr_0"])


def test_what_does_not_matter_may_change(recorded, notebook, never_trains):
    changed = (MODEL, "# new\nprint('bye')", "y = 1  # a new one", *CHAPTER[2:])
    slices.run(notebook(*changed), 4)


@pytest.mark.parametrize("old, new", [("(1, 2)", "(1, 3)"), ("sgd", "adam"), ("(8, 1)", "(9, 1)")])
def test_weights_of_other_statements_are_refused(recorded, notebook, never_trains, old, new):
    changed = [cell.replace(old, new) for cell in CHAPTER]
    with pytest.raises(FileNotFoundError, match=r"python -m book.places.record small-3 trains"):
        slices.run(notebook(*changed), 3)


def test_a_damaged_file_is_refused(recorded, notebook, trained, never_trains):
    for file in trained.iterdir():
        file.write_bytes(b"none")
    with pytest.raises(ValueError, match=r"expected an \.npz file of numbers"):
        slices.run(notebook(*CHAPTER), 3)


def test_training_is_there_again_afterwards(recorded, notebook):
    train = keras.Model.fit
    slices.run(notebook(*CHAPTER), 3)
    assert keras.Model.fit is train


def test_recording_all_drops_what_no_place_needs(notebook, trained, monkeypatch):
    monkeypatch.setattr(record, "all_places", lambda: {"small-3": (notebook(*CHAPTER), 3)})
    trained.mkdir()
    (trained / "old-0.npz").touch()
    told = []
    record.record([], told.append)
    assert len(list(trained.iterdir())) == 2
    assert [line.partition(":")[0] for line in told] == ["small-3", "old-0.npz"]


def test_recording_says_which_places_there_are(trained):
    with pytest.raises(SystemExit, match=r"Expected names of places: 00_.*received .'none'."):
        record.record(["none"])


PLACES = all_places()


@pytest.mark.parametrize("name", PLACES)
def test_every_place_gave_the_book_its_explorer(name, book):
    brain = json.loads((book / "_static/places" / name / "brain.json").read_text("utf-8"))
    made = re.findall(r"explorer\.([A-Z]\w+)\(", "\n".join(slices.slice_of(*PLACES[name])))
    assert brain["kind"] == made[-1]


def test_files_of_weights_are_small():
    assert sum(file.stat().st_size for file in fits.TRAINED.iterdir()) < 2_000_000
