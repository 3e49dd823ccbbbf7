"""Build the book: python -m book.build, in the environment that start.py makes for it.

--open               then serve it on the loopback address and open it in the browser
--port N             serve it on this port; without it, on one that is free

book/_build/source   what Sphinx reads: chapters and pages
book/_build/static   what it passes on: scripts, styles, fonts
book/_build/next     the book while it grows
book/_build/html     the finished book
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from pathlib import Path

from book import assemble, scripts, serve

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent
BUILD = BOOK / "_build"
STATIC, SOURCE, NEXT, HTML, TREES = (
    BUILD / name for name in ("static", "source", "next", "html", "trees")
)
# What Sphinx and its theme leave that no page asks for.
LEFTOVERS = (
    ".buildinfo",
    ".nojekyll",
    "objects.inv",
    "_sources",
    "jupyter_execute",
    "_static/**/*.map",
    "_static/**/*.LICENSE.txt",
    "_static/locales",
    "_static/images",
    "_static/vendor",
    "_static/scripts/fontawesome.js",
    "_static/webpack-macros.html",
    "_static/sbt-webpack-macros.html",
)


def clean():
    """Forget what an earlier build left."""
    for folder in (STATIC, SOURCE, NEXT, TREES):
        shutil.rmtree(folder, ignore_errors=True)


def chapters_and_pages():
    """Put together what Sphinx reads."""
    assemble.write(SOURCE)


def browser_parts():
    """Bundle scripts, copy styles, fonts and runtimes of others."""
    scripts.write(STATIC, NEXT)


def pages():
    """Turn chapters and pages into HTML."""
    from sphinx.cmd.build import build_main

    flags = ["--builder", "html", "--quiet", "--fail-on-warning", "--keep-going"]
    status = build_main([*flags, "-c", str(BOOK), "-d", str(TREES), str(SOURCE), str(NEXT)])
    if status:
        raise SystemExit("The pages could not be built: what is wrong stands above.")
    for pattern in LEFTOVERS:
        for path in NEXT.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def places():
    """Write what makes the widgets of the chapters live."""
    if importlib.util.find_spec("book.places.export") is None:
        return
    from book.places.export import export

    export(NEXT / "_static")


def hashes():
    """List all files with size and hash, for whoever keeps them."""
    lines = []
    for path in sorted(p for p in NEXT.rglob("*") if p.is_file()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{digest} {path.stat().st_size} {path.relative_to(NEXT).as_posix()}\n")
    (NEXT / "_static" / "files.txt").write_text("".join(lines), "utf-8", newline="\n")


def replace():
    """Put the finished book in the place of the last one."""
    last = BUILD / "last"
    shutil.rmtree(last, ignore_errors=True)
    if HTML.exists():
        HTML.rename(last)
    NEXT.rename(HTML)
    shutil.rmtree(last, ignore_errors=True)


def last_commit():
    """The second of the last commit, so that two builds of it carry one date."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "0"


def build():
    """All steps, with the seconds that each took."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", last_commit())
    for step in (clean, chapters_and_pages, browser_parts, pages, places, hashes, replace):
        began = time.monotonic()
        print(step.__doc__, flush=True)
        step()
        print(f"    {time.monotonic() - began:.1f} s", flush=True)
    print(f"The book stands in {HTML.relative_to(ROOT)}.", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser("start.py book", description="Build the book.")
    parser.add_argument("--open", action="store_true", help="show it in the browser")
    parser.add_argument("--port", type=int, default=0, help="with --open: where it is served")
    chosen = parser.parse_args()
    build()
    if chosen.open:
        serve.show(HTML, chosen.port)
