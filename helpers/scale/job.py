"""What is to be trained, checked before any work begins."""

import contextlib
import difflib
import importlib.util
import os
from typing import NamedTuple

from helpers import datasets
from helpers.families import FAMILIES
from helpers.training import file_for_model

SHORT = {"NormalizingFlow": "flow", "EnergyBased": "energy"}
FAMILY = {SHORT.get(kind.__name__, kind.__name__.lower()): kind for kind in FAMILIES}
DATA = (*datasets.PLANAR_NAMES, "fashion")
PROCESSES = "--processes, how many train together"
TOLD, LOST = 3, 4  # how a process ends: it has said why; another process is gone
# What JAX knows a step of Slurm by
SLURM = (
    "SLURM_JOB_ID", "SLURM_STEP_NODELIST", "SLURM_NTASKS", "SLURM_PROCID", "SLURM_LOCALID",
)  # fmt: skip


class Job(NamedTuple):
    """One training, in words and numbers that go to every process as JSON."""

    family: str
    data: str
    processes: int
    steps: int
    seed: int
    batch_size: int | None  # of all processes together; None until the data are known
    out: str | None
    coordinator: str | None  # HOST:PORT; None under Slurm, where JAX finds it, or for one process
    process: int | None  # None where this host starts all
    wait: int
    slurm: bool = False
    loopback: bool = False  # all processes are on this host
    save_every: float = 60.0
    rows: str = ""  # a file with the data
    digest: str = ""  # of the data

    @property
    def resume(self):
        """The file from which a killed training goes on, beside the one that it will end in."""
        return f"{self.out}.training" if self.out else None


def checked(words):
    """The `Job` that a command line means.

    Args:
        words: what `argparse` found, all of it as text or None.

    Raises:
        ValueError: what no training can be made of.
    """
    expect_jax()
    family = one_of(words.family, FAMILY, "FAMILY")
    step = all(name in os.environ for name in SLURM) and int(os.environ["SLURM_NTASKS"]) > 1
    slurm = step and words.coordinator is None and words.process is None
    usual = os.environ["SLURM_NTASKS"] if slurm else "1"
    many = usual if words.processes is None else words.processes
    processes = whole(many, 1, PROCESSES)
    process = placed(words, processes, slurm)
    return Job(
        family,
        named_data(words.data),
        processes,
        whole(words.steps, 1, "--steps, how often all weights change"),
        whole(words.seed, 0, "--seed, which makes weights, order and noise repeatable"),
        None
        if words.batch_size is None
        else whole(words.batch_size, 1, "--batch-size, rows a step"),
        out_file(words.out) if process in (None, 0) else None,
        None if words.coordinator is None else address(words.coordinator),
        process,
        whole(words.wait, 1, "--wait, seconds for which a process waits for the others"),
        slurm,
    )


def expect_jax():
    if importlib.util.find_spec("jax") is None:
        raise ValueError(
            "Training with several processes expected JAX, whose arrays can lie on many machines; "
            "received a Python without it. Install it: pip install -r requirements-jax.txt"
        )


def one_of(word, words, name):
    if word not in words:
        close = difflib.get_close_matches(str(word).lower(), words, 1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise ValueError(f"{name} expected one of {', '.join(words)}; received {word!r}.{hint}")
    return word


def named_data(word):
    """One of the names, or the path of a folder with something in it."""
    if word in DATA:
        return word
    path = os.path.expanduser(word or "")
    if os.path.isdir(path):
        return os.path.abspath(path)
    close = difflib.get_close_matches(str(word).lower(), DATA, 1)
    hint = f"Did you mean {close[0]}? " if close else ""
    raise ValueError(
        f"--data expected one of {', '.join(DATA)}, or the path of a folder of pictures; received "
        f"{word!r}. {hint}A relative path starts from {os.getcwd()!r}."
    )


def whole(text, least, name):
    """A whole number from a text."""
    with contextlib.suppress(ValueError):
        if int(text) >= least:
            return int(text)
    raise ValueError(f"{name}, expected a whole number, {least} or more; received {text!r}.")


def out_file(name):
    """The path of the file of weights, in a folder that can be written to."""
    if name is None:
        return None
    return str(file_for_model(name, "--out").absolute())


def address(text):
    """HOST:PORT, checked."""
    host, _, port = text.rpartition(":")
    with contextlib.suppress(ValueError):
        if host and 0 < int(port) < 2**16:
            return text
    raise ValueError(
        f"--coordinator expected HOST:PORT, with a port from 1 to 65535; received {text!r}. It is "
        f"the host of process 0, as the others reach it, and a port that is free there: "
        f"--coordinator 192.168.0.7:5000"
    )


def placed(words, processes, slurm):
    """The number of this process, or None where this command starts all of them."""
    if slurm:
        given = int(os.environ["SLURM_NTASKS"])
        if given != processes:
            raise ValueError(
                f"{PROCESSES}, expected the {given} tasks of this step of Slurm; received "
                f"{processes}. Slurm starts the processes: leave --processes out, or ask srun for "
                f"another number."
            )
        return int(os.environ["SLURM_PROCID"])
    if (words.coordinator is None) != (words.process is None):
        received = "--coordinator" if words.process is None else "--process"
        raise ValueError(
            f"Several hosts expected --coordinator HOST:PORT and --process I together; received "
            f"only {received}. The first says where process 0 is met, the second which one this "
            f"is, from 0 to {processes - 1}. On one host leave both out."
        )
    if words.process is None:
        return None
    process = whole(words.process, 0, "--process, the number of this one")
    if process >= processes:
        raise ValueError(
            f"--process expected a number from 0 to {processes - 1}, since --processes says that "
            f"there are {processes}; received {process}. Every process has its own number, and "
            f"process 0 is the one that saves."
        )
    return process
