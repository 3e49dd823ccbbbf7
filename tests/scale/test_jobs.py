"""A command line is understood, or refused in a sentence before any work begins."""

import pytest

from helpers import datasets
from helpers.families import FAMILIES
from helpers.scale import job, sharing, train

GOOD = ["vae", "--data", "moons"]
SLURM = dict.fromkeys(job.SLURM, "3") | {"SLURM_NTASKS": "4", "SLURM_STEP_NODELIST": "node[1-2]"}


@pytest.fixture(autouse=True)
def jax_is_here_and_slurm_is_not(monkeypatch):
    monkeypatch.setattr(job, "expect_jax", lambda: None)
    for name in job.SLURM:
        monkeypatch.delenv(name, raising=False)


def understood(*words):
    return job.checked(train.parser().parse_args(list(words)))


def test_every_family_has_its_name():
    assert set(job.FAMILY) == {"autoregressive", "flow", "vae", "energy", "diffusion", "gan"}
    assert set(job.FAMILY.values()) == set(FAMILIES)


def test_by_default_it_is_a_trial_of_one_process():
    made = understood(*GOOD)
    assert (made.processes, made.steps, made.seed, made.out, made.process) == (
        1,
        100,
        0,
        None,
        None,
    )


@pytest.mark.parametrize("data", [*datasets.PLANAR_NAMES, "fashion"])
def test_data_have_names(data):
    assert understood("gan", "--data", data).data == data


def test_or_are_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    assert understood("gan", "--data", tmp_path.name).data == str(tmp_path)


REFUSED = {
    "no family": ([], "FAMILY expected one of autoregressive"),
    "an unknown family": (["vea", "--data", "moons"], "Did you mean vae"),
    "a class instead": (["VAE", "--data", "moons"], "Did you mean vae"),
    "no data": (["vae"], "--data expected one of moons"),
    "unknown data": (["vae", "--data", "mooons"], "Did you mean moons"),
    "no folder": (["vae", "--data", "/no/such/folder"], "A relative path starts from"),
    "a file for a folder": (["vae", "--data", __file__], "path of a folder"),
    "empty data": (["vae", "--data", ""], "path of a folder"),
    **{
        f"{n!r} processes": ([*GOOD, "--processes", n], "--processes, how many")
        for n in ("0", "-1", "two", "1.5", "nan", "", "1e3", "٣.٥")
    },
    **{f"{n!r} steps": ([*GOOD, "--steps", n], "--steps") for n in ("0", "-5", "many", "0.5")},
    **{f"{n!r} as seed": ([*GOOD, "--seed", n], "--seed") for n in ("-1", "x", "1.0")},
    **{f"{n!r} rows": ([*GOOD, "--batch-size", n], "--batch-size") for n in ("0", "-8", "all")},
    **{f"{n!r} to wait": ([*GOOD, "--wait", n], "--wait") for n in ("0", "long")},
    "no npz": ([*GOOD, "--out", "mine.h5"], "ends in .npz"),
    "no ending": ([*GOOD, "--out", "mine"], "ends in .npz"),
    "no name": ([*GOOD, "--out", ""], "--out expected the name of a file"),
    "a missing folder": ([*GOOD, "--out", "no/such/mine.npz"], "Make the folder first"),
    "a folder as file": ([*GOOD, "--out", "."], "--out expected"),
    "another file of that name": ([*GOOD, "--out", "other.npz"], "which holds something else"),
    "a coordinator alone": ([*GOOD, "--coordinator", "host:1"], "received only --coordinator"),
    "a process alone": ([*GOOD, "--process", "1"], "received only --process"),
    **{
        f"{where!r} as coordinator": (
            [*GOOD, "--processes", "2", "--coordinator", where, "--process", "0"],
            "--coordinator expected HOST:PORT",
        )
        for where in (
            "host",
            "host:",
            ":5000",
            "host:0",
            "host:65536",
            "host:http",
            "",
            "1.2.3.4:-1",
        )
    },
    **{
        f"process {i!r} of 2": (
            [*GOOD, "--processes", "2", "--coordinator", "host:1", "--process", i],
            "--process",
        )
        for i in ("2", "-1", "first", "")
    },
}


@pytest.mark.parametrize("words, sentence", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_meant_is_refused(words, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.npz").write_bytes(b"numbers of mine")
    with pytest.raises((ValueError, TypeError)) as refused:
        understood(*words)
    assert sentence in str(refused.value)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"numbers of mine"]


def test_the_command_ends_with_that_sentence(capsys):
    with pytest.raises(SystemExit) as end:
        train.main(["vae", "--data", "mooons"])
    assert str(end.value).startswith("--data expected") and "\n" not in str(end.value)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="expected a picture"):
        train.main(["vae", "--data", str(tmp_path)])


def test_slurm_says_how_many_there_are_and_which_one_this_is(monkeypatch):
    for name, value in SLURM.items():
        monkeypatch.setenv(name, value)
    made = understood(*GOOD)
    assert (made.processes, made.process, made.coordinator) == (4, 3, None)
    with pytest.raises(ValueError, match="the 4 tasks of this step of Slurm; received 2"):
        understood(*GOOD, "--processes", "2")


def test_a_single_task_of_slurm_may_start_its_own(monkeypatch):
    for name, value in (SLURM | {"SLURM_NTASKS": "1"}).items():
        monkeypatch.setenv(name, value)
    assert understood(*GOOD, "--processes", "2").process is None


def test_without_jax_it_says_how_to_get_it(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(job.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"requirements-jax\.txt"):
        job.expect_jax()


@pytest.mark.parametrize("usual, n, size", [(125, 100_000, 128), (64, 9, 8), (7, 7, 4), (1, 1, 1)])
def test_by_default_a_step_has_as_many_rows_for_any_number_of_processes(usual, n, size):
    sizes = {
        sharing.shared_batch(understood(*GOOD)._replace(processes=p), n, usual) for p in (1, size)
    }
    assert sizes == {size}


@pytest.mark.parametrize(
    "processes, size, sentence",
    [
        (3, None, "--batch-size 126 can be shared"),
        (129, None, "one for each of the 128 rows"),
        (2, 125, "--batch-size 124 can be shared"),
        (5, 4, "one for each of the 4 rows"),
        (1, 1001, "at most the 1,000 rows"),
    ],
)
def test_rows_that_cannot_be_shared_are_refused(processes, size, sentence):
    made = understood(*GOOD)._replace(processes=processes, batch_size=size)
    with pytest.raises(ValueError, match=sentence):
        sharing.shared_batch(made, 1000, 125)
