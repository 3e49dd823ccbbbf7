"""The order of files, the quick lane and the lines that tell how far a run is."""

import functools
import json
import os
import re
import subprocess
import sys
import types
from pathlib import Path

import lanes
import pytest

HERE = Path(__file__).parent
CONFTEST = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
import lanes
from lanes import *
from lanes import pytest_addoption, pytest_collection_modifyitems, pytest_configure
from lanes import pytest_xdist_auto_num_workers
lanes.SECONDS = Path(__file__).with_name("seconds.json")
"""
FILES = {
    "test_short.py": "def test_one(): pass\ndef test_two(): pass\n",
    "test_long.py": "def test_it(): pass\n",
    "test_trains.py": "import pytest\n@pytest.mark.trains\ndef test_it(): pass\n",
    "tests/browser/test_drag.py": "def test_it(): pass\n",
    "tests/book/test_page.py": "import pytest\n@pytest.fixture\ndef book(): pass\n"
    "@pytest.fixture\ndef site(book): pass\ndef test_it(site): pass\n",
    "tests/browser/test_sliders_in_browser.py": "def test_it(): pass\n",
    "test_threads.py": "import os\nfrom pathlib import Path\n"
    "def test_it(): Path('threads').write_text(os.environ.get('OMP_NUM_THREADS', 'all'))\n",
    "test_fails.py": "def test_it(): assert False\n",
}
TWO = "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"
SECONDS = {"test_short.py": 1.0, "test_long.py": 90.0}


@pytest.fixture(scope="module")
def tmp_path(tmp_path_factory):
    return tmp_path_factory.mktemp("tree")


@pytest.fixture(scope="module")
def run(tmp_path):
    """Run pytest on a small tree, once for the same flags; returns what it prints."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "seconds.json").write_text(json.dumps(SECONDS))

    env = {name: value for name, value in os.environ.items() if name not in lanes.THREADS}

    @functools.cache
    def run(*flags):
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", "."]
        done = subprocess.run(
            [*command, *flags], cwd=tmp_path, env=env, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    return run


def told(output):
    """Files in the order in which they were said to be done, with the share done by then."""
    return re.findall(r"^ *(\d+)%, about \d+ min left  (\S+):", output, re.M)


def test_the_longest_file_goes_first(run):
    assert told(run())[0][1] == "test_long.py"


@pytest.mark.parametrize("flags", [(), TWO])
def test_every_file_is_told_once_and_the_last_is_the_end(run, flags):
    lines = told(run(*flags))
    assert sorted(file for _, file in lines) == sorted(FILES)
    assert int(lines[-1][0]) == 100
    assert [int(share) for share, _ in lines] == sorted(int(share) for share, _ in lines)


def test_what_failed_is_told_with_its_file(run):
    output = run(*TWO)
    assert re.search(r"test_fails.py: 1 failed", output)
    assert re.search(r"test_short.py: 2 passed", output)


@pytest.mark.parametrize("flags", [(), TWO])
def test_the_quick_lane_says_what_it_left_out(run, flags):
    output = run("--quick", *flags)
    left = {"test_trains.py", "tests/browser/test_drag.py", "tests/book/test_page.py"}
    assert {file for _, file in told(output)} == FILES.keys() - left
    for word in ("tests that train", "browser tests", "tests of the built book"):
        assert re.search(rf"\b1 {word}", output)
    assert "python start.py test" in output


def test_two_processes_share_the_cores(run, tmp_path):
    run("test_threads.py")
    assert (tmp_path / "threads").read_text() == "all"
    run("test_threads.py", *TWO)
    assert int((tmp_path / "threads").read_text()) == max(1, os.cpu_count() // 2)


@pytest.mark.parametrize(
    "cores, gigabytes, limits, processes",
    [
        (1, 4, {}, 2),
        (2, 64, {}, 2),
        (4, 15.6, {}, 4),
        (8, 7.7, {}, 2),
        (8, 16, {"cpu.max": "max 100000\n", "memory.max": "max\n"}, 4),
        (12, 64, {}, 8),
        (64, 256, {"cpu.max": "300000 100000\n"}, 3),
        (64, 256, {"memory.max": f"{16 * 2**30}\n"}, 4),
    ],
)
def test_there_are_as_many_processes_as_cores_and_memory_bear(
    monkeypatch, tmp_path, cores, gigabytes, limits, processes
):
    monkeypatch.setattr(lanes, "CONTAINER", tmp_path)
    for name in ("cpu.max", "memory.max"):
        (tmp_path / name).unlink(missing_ok=True)
        if name in limits:
            (tmp_path / name).write_text(limits[name])
    monkeypatch.setattr(lanes.os, "cpu_count", lambda: cores)
    memory = types.SimpleNamespace(total=gigabytes * 2**30)
    monkeypatch.setattr(lanes.psutil, "virtual_memory", lambda: memory)
    assert lanes.pytest_xdist_auto_num_workers(None) == processes


def test_a_whole_run_leaves_nothing_out(run):
    assert "left out" not in run()


def test_seconds_are_recorded_when_asked(run, tmp_path):
    run("--record-seconds")
    known = json.loads((tmp_path / "seconds.json").read_text())
    assert known.keys() == FILES.keys() and known["test_long.py"] < 90
