"""Shared by all tests: no network, no progress file of the person who runs them, two lanes."""

import os
import tempfile
from pathlib import Path

import keras
import lanes
import pytest
from chromium import running_browser
from lanes import (  # noqa: F401  pytest finds hooks here by their names
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_report_teststatus,
    pytest_xdist_auto_num_workers,
)

NO_NETWORK = Path(__file__).parent / "no_network"


def pytest_configure(config):
    """Every notebook kernel inherits this: no network, progress and caches of its own."""
    lanes.pytest_configure(config)
    os.environ["COURSE_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
    os.environ["COURSE_CACHE"] = tempfile.mkdtemp()
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(NO_NETWORK), os.environ.get("PYTHONPATH")])
    )


def pytest_ignore_collect(collection_path):
    """Doctests are for helpers/; in tests/ only the files of tests are collected."""
    if collection_path.suffix == ".py" and not collection_path.name.startswith("test_"):
        return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before fixtures that train: Keras shuffles the data with the global random state."""
    keras.utils.set_random_seed(0)


@pytest.fixture(autouse=True)
def own_progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))


@pytest.fixture(scope="session")
def browser():
    """One for all: a process can start Playwright only once."""
    with running_browser() as browser:
        yield browser
