"""Several processes train as one does, and end together. Each test starts some."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from helpers import checkpoints, datasets
from helpers.scale import job, launching, meeting, train

ROOT = Path(__file__).parents[2]
STEPS = 100


def run(*words, code=None, **settings):
    """A command in a process of its own: its status, what it printed, and its errors."""
    started = start(*words, code=code, **settings)
    printed, errors = started.communicate(timeout=600)
    return started.returncode, printed, errors


def start(*words, code=None, env=None):
    how = ["-m", "helpers.scale.train"] if code is None else ["-c", code]
    return subprocess.Popen(
        [sys.executable, *how, *map(str, words)],
        cwd=ROOT,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def sentence(errors):
    """The last line of the errors, without the bar before it."""
    return errors.replace("\r", "\n").strip().splitlines()[-1]


def numbers(path):
    model = checkpoints.load(str(path))
    return [np.asarray(w) for w in model.get_weights()]


def farthest(one, other):
    return max(np.abs(a - b).max() for a, b in zip(numbers(one), numbers(other), strict=True))


@pytest.mark.parametrize("family", ["vae", "diffusion", "gan"])
def test_two_processes_learn_the_weights_of_one(family, tmp_path):
    for n in (1, 2):
        words = [family, "--data", "moons", "--steps", STEPS, "--processes", n]
        status, printed, errors = run(*words, "--out", tmp_path / f"{n}.npz")
        assert status == 0, errors
        assert printed.count(f"{STEPS} steps in") == 1  # once, not by each
    assert farthest(tmp_path / "1.npz", tmp_path / "2.npz") < 1e-5
    untrained = job.FAMILY[family]((2,), seed=0).get_weights()
    learnt = numbers(tmp_path / "2.npz")
    assert max(np.abs(a - b).max() for a, b in zip(untrained, learnt, strict=True)) > 1e-3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.npz", "2.npz"]


LOCAL = "SLURM_PROCID", "SLURM_LOCALID"

# The command, but saving every moment
OFTEN = """
import sys
from helpers.scale import job, launching, train
made = job.checked(train.parser().parse_args(sys.argv[1:]))._replace(save_every=0.0)
try:
    launching.run(made)
except launching.Failed as failed:
    sys.exit(str(failed))
"""


def workers(started, n):
    """The processes that a command started, in their order."""
    while started.poll() is None:
        found = psutil.Process(started.pid).children(recursive=True)
        found = [p for p in found if "helpers.scale.worker" in p.cmdline()]
        if len(found) == n:
            return sorted(found, key=lambda p: p.create_time())
        time.sleep(0.1)
    raise AssertionError(started.communicate())


@pytest.mark.parametrize("victim", [0, 1])
def test_where_one_is_killed_the_other_ends_and_the_next_start_goes_on(victim, tmp_path):
    out, steps = tmp_path / "mine.npz", 300
    words = ["vae", "--data", "moons", "--steps", steps, "--out", out]
    started = start(*words, "--processes", 2, code=OFTEN)
    while not (tmp_path / "mine.npz.training").exists():
        assert started.poll() is None
        time.sleep(0.1)
    workers(started, 2)[victim].kill()
    killed = time.monotonic()
    errors = started.communicate(timeout=120)[1]
    assert time.monotonic() - killed < 60
    assert started.returncode not in (0, None)
    assert f"Process {victim} of 2 " in sentence(errors)
    assert "it goes on from step" in sentence(errors)
    assert not out.exists()

    status, printed, errors = run(*words, "--processes", 2)
    assert status == 0, errors
    assert "Goes on from step" in printed and "of 300" not in printed
    assert run(*words[:-1], tmp_path / "whole.npz")[0] == 0
    assert farthest(out, tmp_path / "whole.npz") < 1e-5  # as if nothing had happened


def test_where_the_command_is_killed_nothing_stays_behind(tmp_path):
    started = start("vae", "--data", "moons", "--steps", "1000000", "--processes", 2)
    others = workers(started, 2)
    started.kill()
    started.communicate()
    assert psutil.wait_procs(others, timeout=60)[1] == []


def host(process, port, *words, wait=60, data="moons", code=None):
    where = ["--coordinator", f"127.0.0.1:{port}", "--process", process, "--wait", wait]
    return start("vae", "--data", data, "--processes", 2, *where, *words, code=code)


def ends(hosts):
    """Status and sentence of each."""
    told = [started.communicate(timeout=300) for started in hosts]
    pairs = zip(hosts, told, strict=True)
    return [(h.returncode, sentence(errors) if errors.strip() else "") for h, (_, errors) in pairs]


def test_hosts_train_together_and_only_process_0_saves(tmp_path):
    port = meeting.free_port()
    out = tmp_path / "mine.npz"
    hosts = [host(i, port, "--steps", 3, "--out", out) for i in (0, 1)]
    assert [status for status, _ in ends(hosts)] == [0, 0]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.npz"]


def test_other_options_on_two_hosts_are_found(tmp_path):
    port = meeting.free_port()
    for status, why in ends([host(0, port, "--seed", 1), host(1, port, "--seed", 2)]):
        assert status not in (0, None)
        assert "expected the same options" in why and "--seed 1" in why and "--seed 2" in why


def test_other_data_on_two_hosts_are_found(tmp_path):
    port = meeting.free_port()
    for i in (0, 1):
        folder = tmp_path / str(i) / "herd"
        folder.mkdir(parents=True)
        for k, picture in enumerate(datasets.horses(8, seed=i).images):
            save_picture(folder / f"{k}.png", picture)
    for status, why in ends([host(i, port, data=tmp_path / str(i) / "herd") for i in (0, 1)]):
        assert status not in (0, None) and "expected the same data" in why


def save_picture(path, picture):
    from PIL import Image

    Image.fromarray(picture).save(path)


# A process of another version of the course, without whoever starts it
OTHER = """
import helpers
helpers.__version__ = "0.0.1"
from helpers.scale import worker
worker.main()
"""


def test_another_version_on_two_hosts_is_found(tmp_path):
    rows = tmp_path / "rows.npy"
    np.save(rows, datasets.planar("moons").sample(1000, seed=0))
    words = ["vae", "--data", "moons", "--processes", "2", "--batch-size", "128"]
    made = job.checked(train.parser().parse_args(words))._replace(
        coordinator=f"127.0.0.1:{meeting.free_port()}", loopback=True, rows=str(rows), digest="a"
    )
    started = []
    for i, code in enumerate([None, OTHER]):
        how = ["-m", "helpers.scale.worker"] if code is None else ["-c", code]
        started.append(
            subprocess.Popen(
                [sys.executable, *how],
                cwd=ROOT,
                env=launching.environment(made),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )
        started[i].stdin.write(json.dumps(made._replace(process=i)._asdict()).encode() + b"\n")
        started[i].stdin.flush()
    for process in started:
        told = [json.loads(line) for line in process.stdout]
        assert process.wait(60) == job.TOLD
        why = next(things["error"] for things in told if "error" in things)
        assert "expected the same course" in why and "0.0.1" in why
        process.stdin.close()
        process.stdout.close()


def test_without_the_others_process_0_does_not_wait_for_ever():
    ((status, why),) = ends([host(0, meeting.free_port(), wait=5)])
    assert status not in (0, None)
    assert "expected all 2 processes within 5 seconds" in why


def test_without_process_0_the_others_do_not_wait_for_ever():
    ((status, why),) = ends([host(1, meeting.free_port(), wait=2)])
    assert status not in (0, None)
    assert "nobody answered" in why


def test_slurm_needs_no_flags(tmp_path):
    step = {"SLURM_JOB_ID": str(os.getpid()), "SLURM_STEP_NODELIST": "localhost"}
    step |= {"SLURM_NTASKS": "2", "SLURM_STEP_NUM_NODES": "1"}
    words = ["gan", "--data", "moons", "--steps", 3, "--out", tmp_path / "mine.npz"]
    tasks = [start(*words, env=step | dict.fromkeys(LOCAL, str(i))) for i in (0, 1)]
    assert [status for status, _ in ends(tasks)] == [0, 0]
    assert (tmp_path / "mine.npz").exists()


def test_a_file_of_another_training_is_refused_and_kept(tmp_path):
    other = tmp_path / "mine.npz.training"
    other.write_bytes(b"something else")
    status, _, errors = run("vae", "--data", "moons", "--out", tmp_path / "mine.npz")
    assert status not in (0, None) and "delete it, or take another --out" in sentence(errors)
    assert other.read_bytes() == b"something else"


def test_a_folder_of_pictures_is_learned(tmp_path):
    for k, picture in enumerate(datasets.horses(20, seed=0).images):
        save_picture(tmp_path / f"{k}.png", picture)
    status, printed, errors = run("vae", "--data", tmp_path, "--processes", 2, "--steps", 2)
    assert status == 0, errors
    assert "20 pictures of 32×32" in printed and "Nothing will be kept" in printed
