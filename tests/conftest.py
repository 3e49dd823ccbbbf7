"""Shared by all tests: no network, no progress file of the person who runs them."""

import os
from pathlib import Path

import pytest

NO_NETWORK = Path(__file__).parent / "no_network"


def pytest_configure(config):
    """Cut the network for every notebook kernel: it inherits this environment."""
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(NO_NETWORK), os.environ.get("PYTHONPATH")])
    )


@pytest.fixture(autouse=True)
def own_progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
