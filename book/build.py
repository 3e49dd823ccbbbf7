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
import os
import shutil
import subprocess
import time
from pathlib import Path

from book import assemble, listing, scripts, serve

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent
BUILD = BOOK / "_build"
STATIC, SOURCE, NEXT, HTML, TREES = (
    BUILD / name for name in ("static", "source", "next", "html", "trees")
)
OUTPUTS = BUILD / "jupyter_execute"  # where myst-nb puts the pictures of the notebooks
STAMP = BUILD / "made_of"  # the hash of what the finished book was made of
MADE_OF = ("book", "helpers", "notebooks", "data", "README.md", "CHANGELOG.md")
PASSED_BY = {"node_modules", "_build", "__pycache__", ".ipynb_checkpoints"}
# What Sphinx and its theme leave that no page asks for.
LEFTOVERS = (
    ".buildinfo",
    ".nojekyll",
    "objects.inv",
    "_sources",
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
    for folder in (STATIC, SOURCE, NEXT, TREES, OUTPUTS):
        shutil.rmtree(folder, ignore_errors=True)


def chapters_and_pages():
    """Put together what Sphinx reads."""
    assemble.write(SOURCE)


def browser_parts():
    """Bundle scripts, copy styles, fonts and runtimes of others."""
    scripts.write(STATIC)


def pages():
    """Turn chapters and pages into HTML."""
    from sphinx.cmd.build import build_main

    flags = ["--builder", "html", "--quiet", "--fail-on-warning", "--keep-going"]
    flags += ["-c", str(BOOK), "-d", str(TREES), "-D", f"html_static_path={STATIC}"]
    status = build_main([*flags, str(SOURCE), str(NEXT)])
    if status:
        raise SystemExit("The pages could not be built: what is wrong stands above.")
    for pattern in LEFTOVERS:
        for path in NEXT.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def places():
    """Write what makes the widgets of the chapters live."""
    from book.places.export import export

    export(NEXT / "_static")


def hashes():
    """List all files with size and hash, for the service worker that keeps them."""
    listing.write(NEXT)


def replace():
    """Put the finished book in the place of the last one."""
    last = BUILD / "last"
    shutil.rmtree(last, ignore_errors=True)
    if HTML.exists():
        HTML.rename(last)
    NEXT.rename(HTML)
    shutil.rmtree(last, ignore_errors=True)


def sources():
    """A hash of all that the book is made of."""
    digest = hashlib.sha256()
    for name in MADE_OF:
        paths = [ROOT / name] if (ROOT / name).is_file() else sorted((ROOT / name).rglob("*"))
        for path in paths:
            if path.is_file() and PASSED_BY.isdisjoint(path.parts):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def last_commit():
    """The second of the last commit, so that two builds of it carry one date."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "0"


def build():
    """All steps, with the seconds that each took."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", last_commit())
    made_of = sources()
    for step in (clean, chapters_and_pages, browser_parts, pages, places, hashes, replace):
        began = time.monotonic()
        print(step.__doc__, flush=True)
        step()
        print(f"    {time.monotonic() - began:.1f} s", flush=True)
    STAMP.write_text(made_of, "utf-8")
    print(f"The book stands in {HTML.relative_to(ROOT)}.", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser("start.py book", description="Build the book.")
    parser.add_argument("--open", action="store_true", help="show it in the browser")
    parser.add_argument("--port", type=int, default=0, help="with --open: where it is served")
    chosen = parser.parse_args()
    build()
    if chosen.open:
        serve.show(HTML, chosen.port)
