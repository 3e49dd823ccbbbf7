"""The progress file: never lost, never half written, never in the way."""

import datetime
import json
import os
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light import START

from helpers import exercises
from helpers.exercises import alone, progress
from helpers.exercises import chapter_08 as ex
from helpers.exercises.progress import Status, load, record_attempt, record_hints

GOOD = {"status": "correct", "attempts": 2, "hints": 1, "first_solved": "2024-05-01"}


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The learner's progress file, not yet written."""
    path = tmp_path / "my_progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    return path


def known(file):
    return json.loads(file.read_text("utf-8"))


def test_the_file_is_in_the_working_folder_unless_said_otherwise(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    record_attempt("08.x", Status.NOT_YET)
    assert [path.name for path in tmp_path.iterdir()] == ["my_progress.json"]


def test_a_check_is_recorded_readably(file):
    ex.predict_beta.check("a")
    ex.predict_beta.check("c")
    today = datetime.date.today().isoformat()
    assert known(file) == {
        "08.predict_beta": {
            "status": "correct",
            "attempts": 2,
            "hints": 0,
            "first_solved": today,
        }
    }
    assert len(file.read_text("utf-8").splitlines()) > 5


def test_a_blank_answer_writes_nothing(file):
    ex.predict_beta.check(None)
    exercises.board()
    assert not file.exists()


def test_what_is_solved_stays_solved(file):
    ex.predict_beta.check("c")
    solved = known(file)["08.predict_beta"]["first_solved"]
    verdict = ex.predict_beta.check("a")
    assert verdict.status == Status.NOT_YET
    entry = known(file)["08.predict_beta"]
    assert entry == {"status": "correct", "attempts": 2, "hints": 0, "first_solved": solved}


def test_the_first_date_is_kept(file):
    file.write_text(json.dumps({"08.predict_beta": GOOD}), "utf-8")
    ex.predict_beta.check("c")
    assert known(file)["08.predict_beta"]["first_solved"] == "2024-05-01"


def test_hints_are_counted_once_each(file, monkeypatch):
    monkeypatch.setattr(ex.predict_beta, "_hints_seen", 0)
    for _ in range(4):
        ex.predict_beta.hint()
    assert known(file)["08.predict_beta"]["hints"] == 2
    record_hints("08.predict_beta", 1)  # a new kernel starts at the first hint again
    assert known(file)["08.predict_beta"]["hints"] == 2


def test_questions_of_other_versions_are_kept(file):
    old = {"99.gone": GOOD | {"remark": "mine"}}
    file.write_text(json.dumps(old), "utf-8")
    record_attempt("08.x", Status.CORRECT)
    assert known(file)["99.gone"] == old["99.gone"]


CORRUPT = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b'{"08.x": 3}',
    b'{"08.x": {"status": "done"}}',
    json.dumps({"08.x": GOOD | {"status": ["correct"]}}).encode(),
    json.dumps({"08.x": GOOD | {"attempts": "2"}}).encode(),
    json.dumps({"08.x": GOOD | {"attempts": -1}}).encode(),
    json.dumps({"08.x": GOOD | {"hints": True}}).encode(),
    json.dumps({"08.x": GOOD | {"first_solved": 2024}}).encode(),
    json.dumps({"08.x": {k: v for k, v in GOOD.items() if k != "first_solved"}}).encode(),
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", CORRUPT)
def test_a_corrupt_file_is_set_aside_and_said(file, content):
    file.write_bytes(content)
    verdict = ex.predict_beta.check("c")
    assert verdict.status == Status.CORRECT
    assert "my_progress.corrupt-1.json" in verdict.note
    assert "corrupt-1" in repr(verdict)
    assert "corrupt-1" in verdict._repr_html_()
    assert file.with_name("my_progress.corrupt-1.json").read_bytes() == content
    assert known(file)["08.predict_beta"]["status"] == "correct"
    assert ex.predict_beta.check("c").note == ""


def test_one_odd_entry_hides_none_of_the_good_ones(file):
    good = {f"08.question_{number}": GOOD for number in range(36)}
    content = json.dumps(good | {"08.odd": GOOD | {"attempts": "two"}})
    file.write_text(content, "utf-8")
    verdict = ex.predict_beta.check("c")
    assert "1 of 37 entries" in verdict.note
    assert "my_progress.corrupt-1.json" in verdict.note
    assert file.with_name("my_progress.corrupt-1.json").read_text("utf-8") == content
    assert known(file) == good | {"08.predict_beta": known(file)["08.predict_beta"]}
    assert exercises.board().note == ""


def test_corrupt_files_count_up_and_are_never_overwritten(file):
    for number in (1, 2, 3):
        file.write_text(f"broken {number}", "utf-8")
        exercises.board()
    for number in (1, 2, 3):
        aside = file.with_name(f"my_progress.corrupt-{number}.json")
        assert aside.read_text("utf-8") == f"broken {number}"


def test_the_board_says_that_a_file_was_set_aside(file):
    file.write_text("broken", "utf-8")
    board = exercises.board()
    assert "corrupt-1" in repr(board)
    assert "corrupt-1" in board._repr_html_()


@settings(deadline=None, max_examples=60, derandomize=True)
@given(content=st.binary(max_size=200))
def test_no_content_breaks_a_check_or_is_lost(content):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder) / "my_progress.json"
        patch.setenv("COURSE_PROGRESS", str(file))
        file.write_bytes(content)
        assert ex.predict_beta.check("c").status == Status.CORRECT
        board, note = load()
        assert (board["08.predict_beta"]["status"], note) == ("correct", "")
        aside = file.with_name("my_progress.corrupt-1.json")
        assert (aside.read_bytes() if aside.exists() else b"{}") == content or json.loads(content)


entries = st.fixed_dictionaries(
    {
        "status": st.sampled_from([str(status) for status in Status]),
        "attempts": st.integers(0, 10**6),
        "hints": st.integers(0, 9),
        "first_solved": st.none() | st.text(),
    }
)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(board=st.dictionaries(st.text(), entries, max_size=4))
def test_what_others_wrote_survives_a_write(board):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder) / "p.json"
        patch.setenv("COURSE_PROGRESS", str(file))
        file.write_text(json.dumps(board), "utf-8")
        assert record_attempt("08.mine", Status.NOT_YET) == ""
        board.pop("08.mine", None)
        after = known(file)
        assert {name: after[name] for name in board} == board


def refuse(*arguments, **keywords):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("broken", ["json.dump", "os.replace"])
def test_an_unwritable_folder_never_breaks_a_check(file, monkeypatch, broken):
    module, name = broken.split(".")
    monkeypatch.setattr(getattr(progress, module), name, refuse)
    verdict = ex.predict_beta.check("c")
    assert verdict.status == Status.CORRECT
    assert verdict.note == (
        "Progress was not saved. my_progress.json could not be written: Permission denied."
    )
    assert "Permission denied" in repr(ex.predict_beta.hint())
    assert list(file.parent.iterdir()) == []


def test_a_missing_folder_never_breaks_a_check(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "nowhere" / "p.json"))
    assert "not saved" in ex.predict_beta.check("c").note
    assert exercises.board().note == ""


def test_a_folder_in_place_of_the_file_never_breaks_anything(file):
    file.mkdir()
    assert "not saved" in ex.predict_beta.check("c").note
    assert "could not be read" in exercises.board().note


def test_a_corrupt_file_that_cannot_be_moved_is_left_alone(file, monkeypatch):
    file.write_text("broken", "utf-8")
    monkeypatch.setattr(progress.os, "replace", refuse)
    assert "not saved" in ex.predict_beta.check("c").note
    assert "could not be read" in exercises.board().note
    assert [path.name for path in file.parent.iterdir()] == ["my_progress.json"]
    assert file.read_text("utf-8") == "broken"


# --- the file is the learner's: its rights, its links -----------------------------------------

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights, and links on request")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_rights_are_kept(file, mode):
    file.write_text("{}", "utf-8")
    file.chmod(mode)
    ex.predict_beta.check("c")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_rights_of_any_new_file(file):
    ex.predict_beta.check("c")
    (file.parent / "any").touch()
    assert file.stat().st_mode == (file.parent / "any").stat().st_mode


@posix
def test_what_is_set_aside_is_no_more_open_than_it_was(file):
    file.write_text("broken", "utf-8")
    file.chmod(0o600)
    exercises.board()
    aside = file.with_name("my_progress.corrupt-1.json")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_a_file_that_may_not_be_written_is_not_written(file, monkeypatch):
    file.write_text(json.dumps({"08.x": GOOD}), "utf-8")
    monkeypatch.setattr(progress.os, "access", lambda path, mode: False)
    assert "Permission denied" in ex.predict_beta.check("c").note
    assert known(file) == {"08.x": GOOD}


@posix
@pytest.mark.parametrize("content", ["{}", "broken", None])
def test_a_link_goes_on_leading_to_the_same_file(file, tmp_path, content):
    elsewhere = tmp_path / "elsewhere" / "mine.json"
    elsewhere.parent.mkdir()
    if content is not None:
        elsewhere.write_text(content, "utf-8")
    file.symlink_to(elsewhere)
    ex.predict_beta.check("c")
    assert file.is_symlink()
    assert known(elsewhere)["08.predict_beta"]["status"] == "correct"
    assert [path.name for path in elsewhere.parent.iterdir()] == ["mine.json"]


@posix
def test_a_second_name_of_the_file_sees_every_attempt(file, tmp_path):
    file.write_text("{}", "utf-8")
    (tmp_path / "second.json").hardlink_to(file)
    ex.predict_beta.check("a")
    ex.predict_beta.check("c")
    assert known(tmp_path / "second.json")["08.predict_beta"]["attempts"] == 2
    assert {path.name for path in tmp_path.iterdir()} == {"my_progress.json", "second.json"}


@posix
def test_a_link_that_leads_in_a_circle_breaks_nothing(file):
    file.symlink_to(file)
    assert "not saved" in ex.predict_beta.check("c").note
    assert "could not be read" in exercises.board().note


def test_a_crash_while_writing_leaves_the_old_file(file, monkeypatch):
    ex.predict_beta.check("c")
    before = file.read_bytes()

    def crash(board, stream, **keywords):
        stream.write('{"half')
        raise KeyboardInterrupt

    monkeypatch.setattr(progress.json, "dump", crash)
    with pytest.raises(KeyboardInterrupt):
        ex.predict_beta.check("c")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_threads_lose_no_attempt(file):
    with ThreadPoolExecutor(4) as pool:
        notes = list(pool.map(lambda _: record_attempt("08.x", Status.NOT_YET), range(40)))
    assert set(notes) == {""}
    assert known(file)["08.x"]["attempts"] == 40


def kernel(code):
    return subprocess.Popen([sys.executable, "-c", START + code], stdout=subprocess.PIPE, text=True)


def test_two_kernels_lose_no_attempt(file):
    code = (
        "from helpers.exercises.progress import Status, record_attempt\n"
        "for _ in range(100):\n"
        "    for name in ('08.{}', '08.both'):\n"
        "        assert record_attempt(name, Status.NOT_YET) == ''"
    )
    with kernel(code.replace("{}", "one")) as one, kernel(code.replace("{}", "two")) as two:
        assert (one.wait(200), two.wait(200)) == (0, 0)
    attempts = {name: entry["attempts"] for name, entry in known(file).items()}
    assert attempts == {"08.one": 100, "08.two": 100, "08.both": 200}
    assert list(file.parent.iterdir()) == [file]


HOLD = (
    "import pathlib, time\n"
    "from helpers.exercises.alone import alone\n"
    "with alone(pathlib.Path({!r})):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(60)"
)


def test_a_kernel_that_dies_holds_nobody_up(file):
    with kernel(HOLD.format(str(file))) as other:
        assert other.stdout.readline() == "held\n"
        other.kill()
    assert record_attempt("08.x", Status.NOT_YET) == ""


def test_a_kernel_that_holds_the_file_for_too_long_is_said(file, monkeypatch):
    monkeypatch.setattr(alone, "PATIENCE", 0.05)
    with kernel(HOLD.format(str(file))) as other:
        assert other.stdout.readline() == "held\n"
        assert "another program holds it" in record_attempt("08.x", Status.NOT_YET)
        assert "another program holds it" in exercises.board().note
        other.kill()
