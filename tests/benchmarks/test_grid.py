"""Many trainings at once: as one after the other, each once, whatever dies on the way."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import dask
import grid
import planar
import psutil
import pytest
from distributed import LocalCluster
from dying import noted

HERE = Path(__file__).parent
TINY = {"n": 300, "epochs": 1}
CELLS = [
    *(("KernelDensity", "moons", 1), ("GaussianMixture", "rings", 2), ("VAE", "moons", 1)),
    *(("GAN", "moons", 1), ("KernelDensity", "grid25", 2)),
]
ALONE = f"""
import json, sys
from planar_row import measure
print(json.dumps([measure(*cell, **{TINY}) for cell in reversed({CELLS})]))
"""
STOPPED = f"""
import sys
import time
from pathlib import Path
import planar
if __name__ == "__main__":
    planar.fill(Path(sys.argv[1]), {CELLS[:2]}, **{TINY})
"""


def python(*arguments):
    """A Python that runs beside the benchmarks, with one thread for all mathematics."""
    path = os.pathsep.join([str(HERE), os.environ["PYTHONPATH"]])
    env = {**os.environ, **grid.ONE_THREAD, "OMP_NUM_THREADS": "1", "PYTHONPATH": path}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, *arguments], env=env, **pipes)


def key(row):
    return row["family"], row["data"], row["seed"]


def noted_runs(folder):
    return {path.name: len(path.read_text("utf-8").splitlines()) for path in folder.iterdir()}


@pytest.fixture(scope="module")
def workers():
    """Two workers here, for the calls that no test kills them by."""
    with grid.connected() as client:
        yield client


@pytest.mark.trains
def test_rows_equal_those_made_one_after_the_other(workers):
    together = list(grid.results(workers, planar.measure, CELLS, **TINY))
    answer, problem = python("-c", ALONE).communicate(timeout=600)
    assert answer, problem
    assert sorted(together, key=key) == sorted(json.loads(answer.splitlines()[-1]), key=key)


def test_every_call_runs_once(workers, tmp_path):
    cells = [(str(tmp_path), str(number)) for number in range(20)]
    assert sorted(grid.results(workers, noted, cells)) == sorted(name for _, name in cells)
    assert noted_runs(tmp_path) == {name: 1 for _, name in cells}


def test_a_killed_workers_task_runs_again_and_counts_once(tmp_path):
    cells = [(str(tmp_path), str(number), number == 3) for number in range(8)]
    with grid.connected() as client:
        assert sorted(grid.results(client, noted, cells)) == sorted(name for _, name, _ in cells)
    assert noted_runs(tmp_path)["3"] == 2
    assert noted_runs(tmp_path).keys() == {name for _, name, _ in cells}


def test_a_task_that_kills_every_worker_is_named(tmp_path):
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        with grid.connected(workers=1) as client, pytest.raises(SystemExit, match="more memory"):
            list(grid.results(client, noted, [(str(tmp_path), "deadly", 9)]))


@pytest.mark.trains
def test_stopped_in_the_middle_it_goes_on_where_it_was(tmp_path, capsys):
    file = tmp_path / "planar.json"
    stopped = python("-c", STOPPED, str(file))
    first = stopped.stdout.readline()
    for process in [*psutil.Process(stopped.pid).children(recursive=True), stopped]:
        process.kill()
    stopped.communicate()
    assert first.split()[:3] == ["1", "of", "2"]
    [kept] = json.loads(file.read_text("utf-8"))["rows"]
    rows = planar.fill(file, CELLS[:2], **TINY)
    assert sorted(map(key, rows)) == sorted(CELLS[:2]) and kept in rows
    assert json.loads(file.read_text("utf-8"))["rows"] == rows
    assert capsys.readouterr().out.startswith("  2 of 2")
    assert planar.fill(file, CELLS[:2], "nowhere", **TINY) == rows  # nobody is asked for anything


def test_a_file_of_results_is_whole_or_as_it_was(tmp_path, monkeypatch):
    file = tmp_path / "planar.json"
    row = {"family": "VAE", "data": "moons", "seed": 0}
    planar.save([row], file)
    before = file.read_bytes()
    with pytest.raises(TypeError):
        planar.save([row, {**row, "kl": object()}], file)
    monkeypatch.setattr(planar.os, "replace", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        planar.save([row, {**row, "seed": 1}], file)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "missing port"),
        ("", "missing port"),
        ("http://127.0.0.1:8786", "unknown address scheme 'http'"),
        ("127.0.0.1:port", "invalid literal"),
        ("127.0.0.1:1", "none answered"),
        ("127.0.0.1:99999", "none answered"),
        ("somewhere.invalid:8786", "none answered"),
    ],
)
def test_a_wrong_address_is_refused_in_a_sentence(address, words, monkeypatch):
    monkeypatch.setattr(grid, "PATIENCE", 1)
    with pytest.raises(SystemExit, match=words) as refusal:
        grid.expect_scheduler(address)
    assert f"received {address!r}" in str(refusal.value) and "\n" not in str(refusal.value)


def test_something_else_that_listens_is_no_scheduler(monkeypatch, workers):
    monkeypatch.setattr(grid, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(SystemExit, match="none answered"):
            grid.expect_scheduler(f"127.0.0.1:{silent.getsockname()[1]}")
    with pytest.raises(SystemExit, match="where a worker answers"):
        grid.expect_scheduler(next(iter(workers.scheduler_info()["workers"])))


def test_the_command_refuses_before_it_trains():
    command = python(str(HERE / "planar.py"), "--scheduler", "nonsense")
    answer, problem = command.communicate(timeout=600)
    assert command.returncode == 1 and answer == ""
    assert problem.splitlines()[-1].startswith("--scheduler expected the address")


@pytest.mark.parametrize("name", ["the course", "Keras", "the backend"])
def test_a_worker_with_other_versions_is_refused(name, workers, monkeypatch):
    wanted = {**grid.versions(), name: "another"}
    monkeypatch.setattr(grid, "versions", lambda: wanted)
    with pytest.raises(SystemExit, match=f"expected {name} another, as here; it has ") as refusal:
        list(grid.results(workers, noted, []))
    assert "The worker at tcp://127.0.0.1" in str(refusal.value)


def test_a_worker_with_two_threads_is_refused_when_it_comes_late(tmp_path, capsys):
    local = {"threads_per_worker": 2, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=0, **local) as cluster:
        with grid.connected(cluster.scheduler_address) as client:
            assert "No worker yet" in capsys.readouterr().out
            rows = grid.results(client, noted, [(str(tmp_path), "late")])
            cluster.scale(1)
            with pytest.raises(SystemExit, match="expected one thread; it has 2"):
                next(rows)
    assert noted_runs(tmp_path) == {}


def test_on_a_scheduler_of_its_own_until_it_is_gone(tmp_path, capsys):
    place, shared = tmp_path / "scheduler.json", ("--no-dashboard", "--scheduler-file")
    loopback = ("--host", "127.0.0.1", *shared, str(place))
    scheduler = python("-m", "distributed.cli.dask_scheduler", "--port", "0", *loopback)
    worker = python("-m", "distributed.cli.dask_worker", "--nthreads", "1", *shared, str(place))
    try:
        while not place.exists():
            assert scheduler.poll() is None, scheduler.stderr.read()
            time.sleep(0.1)
        address = json.loads(place.read_text("utf-8"))["address"]
        grid.expect_scheduler(address)
        with grid.connected(address) as client:
            rows = grid.results(client, noted, [(str(tmp_path), "one"), (str(tmp_path), "endless")])
            assert next(rows) == "one"
            scheduler.kill()
            with pytest.raises(SystemExit, match="The scheduler is gone"):
                next(rows)
    finally:
        for process in (*psutil.Process(worker.pid).children(recursive=True), worker, scheduler):
            process.kill()
        for process in (worker, scheduler):
            process.communicate()


def test_without_dask_a_sentence_says_what_to_install(tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError", "utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import grid"
    command = python("-c", code)
    problem = command.communicate(timeout=600)[1].splitlines()[-1]
    assert command.returncode == 1 and problem.endswith("-r requirements-grid.txt")
