"""What the pages of all widgets have in common, without a browser."""

import importlib
import pathlib
import pkgutil
import re

import anywidget
import ipywidgets as widgets
import pytest

from helpers import explorer
from helpers.explorer.shell import Explorer, Page

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(explorer.__path__, "helpers.explorer.")
]
PAGES = {
    kind.__name__: kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, anywidget.AnyWidget) and "_esm" in vars(kind)
}
WIDGETS = [
    name
    for name in explorer.__all__
    if isinstance(kind := getattr(explorer, name), type) and issubclass(kind, widgets.DOMWidget)
]
FOLDER = pathlib.Path(explorer.__file__).parent
NAMESPACE = "http://www.w3.org/2000/svg"  # a name, not an address to load from


def test_every_script_and_style_belongs_to_a_page():
    sent = "".join(str(text) for kind in PAGES.values() for text in (kind._esm, kind._css))
    for file in [*FOLDER.rglob("*.js"), *FOLDER.rglob("*.css")]:
        assert file.read_text("utf-8") in sent, file.name


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(name):
    for text in (str(PAGES[name]._esm), str(PAGES[name]._css)):
        assert "//" not in text.replace("// ", "").replace(NAMESPACE, "")
        assert "import " not in text and "url(" not in text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_each_thing_once(name):
    lines = str(PAGES[name]._esm).splitlines()
    starts = ("function ", "async function ", "class ")
    named = [line.split("(")[0].split("{")[0] for line in lines if line.startswith(starts)]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_the_protocol_and_its_render_only_opens_it(name):
    assert issubclass(PAGES[name], Page)
    last = str(PAGES[name]._esm).rstrip().splitlines()[-1]
    assert re.fullmatch(r"export default { render: \(view\) => new \w+\(view\)\.open\(\) };", last)


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_leaves_to_the_base_what_all_have(name):
    kind = getattr(explorer, name)
    for inherited in ("_repr_mimebundle_", "act", "status"):
        assert getattr(kind, inherited) is getattr(Explorer, inherited)
