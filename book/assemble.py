"""What Sphinx reads, in one folder: the chapters, the pages, and a page for each module."""

import pkgutil
import re
import shutil
from pathlib import Path

import helpers

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent


def write(folder):
    folder.mkdir(parents=True)
    for path in sorted((ROOT / "notebooks").iterdir()):
        if path.suffix in (".ipynb", ".csv") and not path.stem.startswith("my_progress"):
            shutil.copy(path, folder)
    shutil.copytree(BOOK / "pages", folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "CHANGELOG.md", folder / "changelog.md")
    first = folder / "index.md"
    first.write_text(first.read_text("utf-8").replace("CHAPTERS", chapters()), "utf-8")
    api = folder / "api"
    api.mkdir()
    for module in modules():
        (api / f"{module}.md").write_text(page(module), "utf-8")


def chapters():
    """The chapters as the README lists them: what you will do, and how long it takes."""
    rows = re.findall(
        r"^\| \[(.+)\]\(notebooks/(.+)\) \| (.+?) \| (.+?) \|",
        (ROOT / "README.md").read_text("utf-8"),
        flags=re.M,
    )
    return "\n".join(f"* [{title}]({file}) *{time}* {what}" for title, file, what, time in rows)


def modules():
    """The public modules of the course: no part of their names begins with an underscore."""
    found = pkgutil.walk_packages(helpers.__path__, "helpers.")
    names = ["helpers", *(module.name for module in found)]
    return sorted(name for name in names if "._" not in name)


def children(module):
    """The modules right below this one."""
    return [name for name in modules() if name.rpartition(".")[0] == module]


def page(module):
    """The source of a module's page: its docstring, its members and what is below it."""
    lines = [f"# {module}", "", "```{eval-rst}", f".. automodule:: {module}", "   :members:"]
    lines += ["   :ignore-module-all:", "```"]
    if children(module):
        below = [f"{name.rpartition('.')[2]} <{name}>" for name in children(module)]
        lines += ["", "```{toctree}", ":maxdepth: 1", "", *below, "```"]
    return "\n".join(lines) + "\n"
