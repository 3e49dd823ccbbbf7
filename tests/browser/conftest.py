"""JupyterLab in a real browser: fixtures for the tests and benchmarks of live widgets."""

import contextlib
import json
import os
import pathlib
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests"))  # for benchmarks, which load this file by its path
from chromium import running_browser  # noqa: E402, F401

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


@contextlib.contextmanager
def running_lab(folder):
    """JupyterLab on loopback with a random token and nobody's settings; yields its address."""
    (folder / "app").mkdir()
    (folder / "app" / "overrides.json").write_text(json.dumps(SETTINGS), "utf-8")
    (folder / "work").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    kinds = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    kinds += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    paths = {kind: str(folder / kind.lower()) for kind in kinds}
    python_path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    env = {**os.environ, **paths, "JUPYTER_TOKEN": token, "PYTHONPATH": python_path}
    options = ["--no-browser", "--expose-app-in-browser", "--ServerApp.ip=127.0.0.1"]
    options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    options += [
        f"--ServerApp.root_dir={folder / 'work'}",
        f"--LabApp.app_settings_dir={folder / 'app'}",
    ]
    options += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with (folder / "lab.log").open("w") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for_server(process, f"{address}/api", folder / "lab.log")
            yield Lab(address, token, folder)
        finally:
            process.terminate()
            process.wait(30)


def _wait_for_server(process, address, log, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8')[-3000:]}")


class Lab:
    """A running JupyterLab: its address, its token, its folders."""

    def __init__(self, address, token, folder):
        self.address, self.token, self.folder = address, token, folder

    def add(self, source):
        """Put a notebook, a path or a list of code cells, where the server sees it."""
        if isinstance(source, (str, pathlib.Path)):
            notebook = nbformat.read(source, as_version=4)
        else:
            notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, source)))
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        name = f"{secrets.token_hex(4)}.ipynb"
        nbformat.write(notebook, self.folder / "work" / name)
        return f"{self.address}/lab/workspaces/{name[:8]}/tree/{name}?token={self.token}"


class Notebook:
    """A notebook open in JupyterLab.

    Args:
        browser: from `running_browser`.
        address: from `Lab.add`.
        width: of the window, in pixels.
    """

    def __init__(self, browser, address, width=1280, theme="Light"):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.goto(address)
        self.page.wait_for_function(
            "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
            " === 'idle'",
            timeout=120_000,
        )
        self.command("application:toggle-left-area")
        self.command("apputils:change-theme", {"theme": f"JupyterLab {theme}"})

    def command(self, name, args=None):
        """Run a JupyterLab command."""
        self.page.evaluate("([n, a]) => jupyterapp.commands.execute(n, a)", [name, args or {}])

    def run_all(self, seconds=120):
        """Run every cell, wait until the kernel rests, and fail on an error in a cell."""
        self.command("notebook:run-all-cells")
        self.wait_idle(seconds)
        assert self.page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0

    def wait_idle(self, seconds=60):
        """Wait until the kernel has nothing left to do."""
        self.page.wait_for_function(
            "jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
            " && !document.querySelector('.jp-InputArea-prompt')?.textContent.includes('*')",
            timeout=seconds * 1000,
        )

    def python(self, code):
        """Run code in the kernel, outside the notebook; returns what it prints."""
        return self.page.evaluate(
            """async (code) => {
                const session = jupyterapp.shell.currentWidget.sessionContext.session;
                const future = session.kernel.requestExecute({code, store_history: false});
                let text = "";
                future.onIOPub = ({content}) => {
                    text += content.text ?? content.traceback?.join("\\n") ?? "";
                };
                await future.done;
                return text;
            }""",
            code,
        )

    def shot(self, path, selector=".jp-OutputArea-output"):
        """Save a picture of the first output."""
        self.page.locator(selector).first.screenshot(path=path)

    def close(self):
        self.page.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="module")
def open_notebook(browser, lab):
    """Open a notebook, a path or a list of code cells, in JupyterLab."""
    opened = []

    def open_notebook(source, **options):
        opened.append(Notebook(browser, lab.add(source), **options))
        return opened[-1]

    yield open_notebook
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="module")
def notebook(request, open_notebook):
    """What a test file calls CELLS, run in JupyterLab; nothing may have gone wrong by the end."""
    notebook = open_notebook(request.module.CELLS)
    notebook.run_all()
    yield notebook
    assert notebook.errors == []
