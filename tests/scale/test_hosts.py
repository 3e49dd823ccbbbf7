"""Hosts meet, agree and train together, or say why not: each a thread that starts a process."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from commands import ROOT, save_picture, start

from helpers import datasets
from helpers.scale import job, launching, meeting, train

LOCAL = "SLURM_PROCID", "SLURM_LOCALID"


def host(process, port, *words, wait=60, data="moons"):
    """A host that has begun, in a thread: a future of the sentence it ends with, or of None."""
    where = ["--coordinator", f"127.0.0.1:{port}", "--process", process, "--wait", wait]
    words = ["diffusion", "--data", data, "--processes", 2, *where, *words]

    def run():
        try:
            launching.run(job.checked(train.parser().parse_args(map(str, words))))
        except launching.Failed as failed:
            return str(failed)

    return ThreadPoolExecutor(1).submit(run)


def ends(hosts):
    """The sentence of each."""
    return [started.result(timeout=300) for started in hosts]


def test_hosts_train_together_and_only_process_0_saves(tmp_path):
    port = meeting.free_port()
    out = tmp_path / "mine.npz"
    hosts = [host(i, port, "--steps", 3, "--out", out) for i in (0, 1)]
    assert ends(hosts) == [None, None]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.npz"]


def test_other_options_on_two_hosts_are_found(tmp_path):
    port = meeting.free_port()
    for why in ends([host(0, port, "--seed", 1), host(1, port, "--seed", 2)]):
        assert "expected the same options" in why and "--seed 1" in why and "--seed 2" in why


def test_other_data_on_two_hosts_are_found(tmp_path):
    port = meeting.free_port()
    for i in (0, 1):
        folder = tmp_path / str(i) / "herd"
        folder.mkdir(parents=True)
        for k, picture in enumerate(datasets.horses(8, seed=i).images):
            save_picture(folder / f"{k}.png", picture)
    for why in ends([host(i, port, data=tmp_path / str(i) / "herd") for i in (0, 1)]):
        assert "expected the same data" in why


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
    words = ["diffusion", "--data", "moons", "--processes", "2", "--batch-size", "128"]
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
    (why,) = ends([host(0, meeting.free_port(), wait=5)])
    assert "expected all 2 processes within 5 seconds" in why


def test_without_process_0_the_others_do_not_wait_for_ever():
    (why,) = ends([host(1, meeting.free_port(), wait=2)])
    assert "nobody answered" in why


def test_slurm_needs_no_flags(tmp_path):
    step = {"SLURM_JOB_ID": str(os.getpid()), "SLURM_STEP_NODELIST": "localhost"}
    step |= {"SLURM_NTASKS": "2", "SLURM_STEP_NUM_NODES": "1"}
    words = ["gan", "--data", "moons", "--steps", 3, "--out", tmp_path / "mine.npz"]
    tasks = [start(*words, env=step | dict.fromkeys(LOCAL, str(i))) for i in (0, 1)]
    told = [task.communicate(timeout=300) for task in tasks]
    assert [task.returncode for task in tasks] == [0, 0], told
    assert (tmp_path / "mine.npz").exists()
