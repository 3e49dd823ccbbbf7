"""What a learner has solved: a small JSON file that belongs to the learner."""

import datetime
import errno
import itertools
import json
import os
import shutil
from enum import StrEnum
from pathlib import Path

from helpers.exercises.alone import alone


class Status(StrEnum):
    """The three verdicts."""

    CORRECT = "correct"
    NOT_YET = "not yet"
    NOT_ATTEMPTED = "not attempted"


def path():
    """Where progress is kept: `COURSE_PROGRESS`, or `my_progress.json` in this folder."""
    return Path(os.environ.get("COURSE_PROGRESS") or "my_progress.json").expanduser()


def load():
    """Read the progress file. What cannot be understood in it is set aside, never lost.

    Returns:
        A pair: what is known about each question, `{name: {"status", "attempts", "hints",
        "first_solved"}}`, and each guess, `{name: {"guess"}}`; and a line for the learner, empty
        where there is nothing to say.

    Raises:
        OSError: the file is there but cannot be read, or could not be set aside.
    """
    with alone(path()):
        return _read()


def record_attempt(name, status):
    """Count an attempt at question `name`. A question once solved stays solved.

    Args:
        name: of the question, such as `"08.kl_to_standard_normal"`.
        status: the verdict, a `Status`.

    Returns:
        A line for the learner, empty where there is nothing to say. A folder that cannot be
        written is said in that line and breaks nothing.

    Example:

    >>> import os, tempfile
    >>> os.environ["COURSE_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "mine.json")
    >>> record_attempt("08.first", Status.CORRECT)
    ''
    >>> record_attempt("08.first", Status.NOT_YET)
    ''
    >>> known, _ = load()
    >>> known["08.first"]["status"], known["08.first"]["attempts"]
    ('correct', 2)
    >>> del os.environ["COURSE_PROGRESS"]
    """

    def attempt(board):
        entry = board.setdefault(name, empty_entry())
        entry["attempts"] += 1
        if status == Status.CORRECT and entry["first_solved"] is None:
            entry["first_solved"] = datetime.date.today().isoformat()
        if entry["status"] != Status.CORRECT:
            entry["status"] = str(status)

    return _change(attempt)


def record_hints(name, used):
    """Remember that `used` hints of question `name` were seen. Returns a line, as above."""

    def hints(board):
        entry = board.setdefault(name, empty_entry())
        entry["hints"] = max(entry["hints"], used)

    return _change(hints)


def record_guess(name, words):
    """Keep a guess under `name`; a later one takes its place. Returns a line, as above."""
    return _change(lambda board: board.update({name: {"guess": words}}))


def empty_entry():
    """What is known about a question that nobody has touched."""
    return {"status": str(Status.NOT_ATTEMPTED), "attempts": 0, "hints": 0, "first_solved": None}


def refusal(verb, error):
    """The line that says that the progress file could not be read or written, and why."""
    return f"{path().name} could not be {verb}: {error.strerror or type(error).__name__}."


def _change(edit):
    try:
        with alone(path()):
            # Read again each time: another notebook may have written since.
            board, note = _read()
            edit(board)
            _write(board)
    except OSError as error:
        return f"Progress was not saved. {refusal('written', error)}"
    return note


def _read():
    """What is in the file. What cannot be understood is copied aside and then left out."""
    try:
        found = json.loads(path().read_bytes())
    except FileNotFoundError:
        return {}, ""
    except (ValueError, RecursionError):  # not JSON, not UTF-8, or nested without end
        found = None
    if not isinstance(found, dict):
        lost = f"{path().name} could not be read. It was set aside as {_set_aside({})}"
        return {}, f"{lost}; a new one starts."
    board = {name: entry for name, entry in found.items() if _entry_understood(entry)}
    if len(board) == len(found):
        return board, ""
    aside, odd = _set_aside(board), len(found) - len(board)
    return board, (
        f"{odd} of {len(found)} entries in {path().name} could not be read. The file as it was is "
        f"kept as {aside}; the others go on."
    )


def _write(board):
    """Write a whole new file and swap it in, so that a crash never leaves half a file."""
    file = Path(os.path.realpath(path()))  # a link goes on leading to the same file
    old = file.stat() if file.exists() else None
    if old and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            json.dump(board, stream, indent=2)
            stream.write("\n")
        if old:
            shutil.copymode(file, part)
        if not old or old.st_nlink == 1:
            os.replace(part, file)
            return
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    shutil.copyfile(part, file)  # a swap would leave the file's other names with the old one
    part.unlink()


def _set_aside(board):
    """Copy the file to the first free `my_progress.corrupt-N.json`, leave `board` in its place."""
    file = path()
    for number in itertools.count(1):
        aside = file.with_name(f"{file.stem}.corrupt-{number}{file.suffix}")
        if not aside.exists():
            break
    try:
        shutil.copy(file, aside)  # with its rights
        _write(board)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside.name


def _entry_understood(entry):
    if not isinstance(entry, dict):
        return False
    return isinstance(entry.get("guess"), str) or (
        entry.get("status") in list(Status)
        and all(type(entry.get(key)) is int and entry[key] >= 0 for key in ("attempts", "hints"))
        and isinstance(entry.get("first_solved"), str | None)
        and "first_solved" in entry
    )
