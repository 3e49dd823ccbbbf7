"""What the pages of all widgets have in common, without a browser."""

import importlib
import pathlib
import pkgutil

import anywidget
import pytest

from helpers import explorer

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
