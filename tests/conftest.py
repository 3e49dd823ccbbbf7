"""Shared by all tests: no network, no progress file of the person who runs them, two lanes."""

import os
import tempfile
from pathlib import Path

import keras
import lanes
import pytest

NO_NETWORK = Path(__file__).parent / "no_network"


def pytest_addoption(parser):
    group = parser.getgroup("course")
    group.addoption("--quick", action="store_true", help="only what needs no training: minutes")
    group.addoption(
        "--record-seconds", action="store_true", help="write tests/seconds.json after a whole run"
    )


def pytest_configure(config):
    """Every notebook kernel inherits this: no network, and a progress file of its own."""
    config.addinivalue_line("markers", "trains: takes more than seconds; the quick lane skips it")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(lanes.Progress(config))
    os.environ["COURSE_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(NO_NETWORK), os.environ.get("PYTHONPATH")])
    )


def pytest_collection_modifyitems(config, items):
    lanes.arrange(config, items)


def pytest_report_teststatus(report, config):
    """No dots: a line tells when a file is done."""
    if report.passed and report.when == "call" and config.get_verbosity() <= 0:
        return "passed", "", ""


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
