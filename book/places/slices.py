"""What a cell needs of the cells before it, and the live widget that it shows.

A notebook is a row of statements, and `slice_of` goes back from a cell and keeps those that it
depends on. Where it cannot be sure that one is not needed, it keeps it. Figures, prints and
exercises drop out by themselves, for nobody reads what they leave.

* To bind a name is `x = `, `def`, `class`, `import`, `for x in`, `with ... as x`. Inside a loop
  or a condition it may not happen, so what the name held before is needed too.
* To change is `x[0] = `, `x.a = `, `x += `, a method called for nothing else (`x.pop("hat")`), and
  anywhere a method of `CHANGERS` (`history = flow.fit(points)`). To change what a loop runs
  through is to change what the loop reads. A generator of random numbers changes when it is read.
* Who uses a function uses what it looks up, as it is by then, and changes what it changes. Who
  uses a list of things uses the things.

It does not see a change through what came out of a call or out of a list: after
`y = np.asarray(x)` it takes `y[0] = 1` for a change of y alone.

`run` executes the slice. It does not train: see fits.py.
"""

import ast
import contextlib
import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import keras
import nbformat

from book.places import fits
from book.places.find import NOTEBOOKS
from book.places.statements import statements_of


def slice_of(notebook, cell):
    """The statements that a cell needs, its own last one included, as texts in their order.

    Example:

    >>> from book.places.slices import NOTEBOOKS, slice_of
    >>> for statement in slice_of(NOTEBOOKS / "11_gan.ipynb", 124):
    ...     print(statement)
    from helpers import checkpoints, compare, datasets, explorer, figures, metrics
    shipped = checkpoints.load("gan-fashion")
    explorer.LatentExplorer(shipped)
    """
    graph = Graph(notebook, cell)
    return graph.sources(len(graph.statements) - 1)


def run(notebook, cell, fit=fits.recorded):
    """Execute what a cell needs, in the folder of the notebooks, without training.

    Args:
        notebook: path of the notebook.
        cell: number of the cell among all cells; its last line says what it shows.
        fit: what stands in place of training: `fits.recorded`, or `fits.recording(files)`.

    Returns:
        What the cell shows: an explorer, alive, made of the chapter's own models and data. What it
        kept of them are its attributes; `LayerExplorer` keeps no flow, but where it took a grid.

    Raises:
        FileNotFoundError: the slice trains, and for these statements no weights are recorded.
        ValueError: the cell does not end with an expression.
    """
    graph, names, place = Graph(notebook, cell), {}, f"{Path(notebook).stem}-{cell}"
    keras.utils.set_random_seed(0)  # what has no seed of its own is equal in every build
    with contextlib.chdir(NOTEBOOKS), contextlib.redirect_stdout(io.StringIO()):
        for k in graph.needed_by(len(graph.statements) - 1):
            statement = graph.statements[k]
            kind = "eval" if isinstance(statement.node, ast.Expr) else "exec"
            code = compile(statement.source, f"<{place}>", kind)
            with fit(graph.name_of_training(k), place):
                shown = eval(code, names)
    for held in names.values():
        if isinstance(held, TemporaryDirectory):
            held.cleanup()
    if shown is None:
        raise ValueError(
            f"{place} expected a cell whose last line is a live widget; received "
            f"{statement.source!r}, which shows nothing. End the cell with the widget."
        )
    return shown


class Graph:
    """Which statement needs which, from the first of a notebook to the last of a cell."""

    def __init__(self, notebook, cell):
        self.stem = Path(notebook).stem
        self.statements, self.needs = [], []
        self.makers = {}  # name: the statements to which it owes what it holds
        self.looks_up = {}  # name: names that are looked up when it is used
        self.contains, self.part_of = {}, {}  # name: names that change it, or change with it
        self.functions, self.imported, self.generators = {}, set(), set()
        for part in nbformat.read(notebook, as_version=4).cells[: cell + 1]:
            if part.cell_type == "code":
                for statement in statements_of(part.source, self.functions):
                    self.add(statement)

    def add(self, statement):
        k = len(self.statements)
        changes = statement.changes | statement.reads & self.generators
        changes = set() if statement.is_function else reached(changes, self.part_of) - self.imported
        used = reached(statement.reads | changes, self.looks_up)
        self.statements.append(statement)
        self.needs.append(set().union(*(self.makers.get(name, ()) for name in used)))
        for name, contained in self.contains.items():
            if name in changes or contained & changes:
                self.makers[name] = self.makers[name] | {k}
        contains = reached(statement.contains, self.contains)
        part_of = reached(statement.part_of, self.part_of)
        looks_up = statement.looks_up.union(*(self.looks_up.get(name, ()) for name in contains))
        for name in statement.binds:
            kept = set() if statement.certain else self.makers.get(name, set())
            self.makers[name] = kept | {k}
            for links in (*self.contains.values(), *self.part_of.values()):
                links.discard(name)  # what they hold is not what the name stands for now
            self.looks_up[name] = looks_up
            self.contains[name], self.part_of[name] = contains - {name}, part_of - {name}
            self.know(name, statement)

    def know(self, name, statement):
        """Remember what kind of thing a name stands for now."""
        for names, belongs in (
            (self.imported, statement.is_import),
            (self.generators, statement.is_generator),
        ):
            names.discard(name)
            names.update({name} if belongs else ())
        self.functions.pop(name, None)
        if statement.is_function:
            self.functions[name] = statement

    def needed_by(self, k):
        """Numbers of the statements that one needs, itself the last, in their order."""
        return sorted(reached({k}, dict(enumerate(self.needs))))

    def sources(self, k):
        return [self.statements[j].source for j in self.needed_by(k)]

    def name_of_training(self, k):
        """Name of the weights that come out of a statement: another for every change before it."""
        digest = hashlib.sha256("\n".join(self.sources(k)).encode()).hexdigest()
        return "-".join([self.stem, *sorted(self.statements[k].changes), digest[:8]])


def reached(start, ways):
    """All that can be reached from where one starts, the start included."""
    found, rest = set(), list(start)
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += ways.get(one, ())
    return found
