"""The book, built once, and a browser that may ask no other host for anything."""

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from book import build
from book.serve import Handler, ThreadingHTTPServer

ROOT = Path(__file__).parents[2]
PLACE = "some/path"  # below which the book is served


def start_module():
    """start.py, as a module that works on the environment of these tests."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    start.VENV = Path(sys.prefix)
    return start


@pytest.fixture(scope="session")
def packages():
    """The folder of the book's own packages."""
    if shutil.which("node") is None:
        reason = "the book needs Node 20 or newer: install it"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(f"NOT TESTED: {reason}")
    return start_module().prepare_book()


@pytest.fixture(scope="session")
def book(packages):
    """The folder of the finished book, built anew if anything that it is made of has changed."""
    start = start_module()
    with start.alone("the book"):  # two processes of tests want one book
        stamp = build.STAMP.read_text("utf-8") if build.STAMP.exists() else ""
        if not build.HTML.exists() or stamp != build.sources():
            env = {**os.environ, "PYTHONPATH": str(packages)}
            command = [sys.executable, "-m", "book.build"]
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
    return build.HTML


@pytest.fixture(scope="session")
def site(book, tmp_path_factory):
    """The address of the book on the loopback address, below a path that is not the root."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(book, root / PLACE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{PLACE}/"
    server.shutdown()
    server.server_close()


def watched(context, site):
    """A page of a context: requests to others are aborted and kept, and so are its errors."""
    page = context.new_page()
    page.outside, page.errors = [], []

    def guard(route):
        if route.request.url.startswith((site, "data:", "blob:")):
            return route.continue_()
        page.outside.append(route.request.url)
        return route.abort()

    page.route("**/*", guard)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    return page


@pytest.fixture
def open_page(browser, site):
    """Makes watched pages: `open_page("08_vae.html", width=360, color_scheme="dark")`."""
    contexts = []

    def opened(name, width=1280, height=900, **settings):
        size = {"width": width, "height": height}
        # No guard sees what a service worker asks for; test_offline.py has one.
        context = browser.new_context(viewport=size, service_workers="block", **settings)
        contexts.append(context)
        page = watched(context, site)
        page.goto(site + name)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A watched page, at the book's first one: go on with `page.goto(site + "08_vae.html")`."""
    return open_page("index.html")
