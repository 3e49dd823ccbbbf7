"""Two processes of one host train as one does, and end together. Each test starts some."""

import time

import numpy as np
import psutil
import pytest
from commands import run, save_picture, sentence, start

from helpers import checkpoints, datasets
from helpers.scale import job

STEPS = 100


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


LONGER = ["diffusion", "--data", "moons", "--steps", 300, "--out"]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """The weights of a training that nobody disturbed, of one process."""
    out = tmp_path_factory.mktemp("unbroken") / "mine.npz"
    status, _, errors = run(*LONGER, out)
    assert status == 0, errors
    return out


@pytest.mark.parametrize("victim", [0, 1])
def test_where_one_is_killed_the_other_ends_and_the_next_start_goes_on(victim, unbroken, tmp_path):
    out = tmp_path / "mine.npz"
    started = start(*LONGER, out, "--processes", 2, code=OFTEN)
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

    status, printed, errors = run(*LONGER, out, "--processes", 2)
    assert status == 0, errors
    assert "Goes on from step" in printed and "of 300" not in printed
    assert farthest(out, unbroken) < 1e-5  # as if nothing had happened


def test_where_the_command_is_killed_nothing_stays_behind(tmp_path):
    started = start("diffusion", "--data", "moons", "--steps", "1000000", "--processes", 2)
    others = workers(started, 2)
    started.kill()
    started.communicate()
    assert psutil.wait_procs(others, timeout=60)[1] == []


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
