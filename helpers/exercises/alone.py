"""One kernel at a time: a lock that the operating system frees, even if its holder dies."""

import contextlib
import errno
import hashlib
import os
import tempfile
import time
from pathlib import Path

PATIENCE, PAUSE = 10.0, 0.005  # seconds to wait in all, and between two tries

if os.name == "nt":
    import msvcrt

    def _claim(stream):
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _free(stream):
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _claim(stream):
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(stream):
        fcntl.flock(stream, fcntl.LOCK_UN)


@contextlib.contextmanager
def alone(file):
    """Hold `file` for this kernel and thread until the block ends.

    What is locked is an empty file in the folder for temporary files: the learner's own file is
    swapped for a new one at each write, and nothing should lie about beside it.

    Raises:
        TimeoutError: somebody else held it all the while.
    """
    with _lock_file(file).open("a") as stream:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                _claim(stream)
                break
            except (BlockingIOError, PermissionError):  # taken, as Linux and Windows say it
                if time.monotonic() > deadline:
                    raise TimeoutError(errno.ETIMEDOUT, "another program holds it") from None
                time.sleep(PAUSE)
        try:
            yield
        finally:
            _free(stream)


def _lock_file(file):
    whose = f"{getattr(os, 'getuid', int)()} {os.path.realpath(file)}"  # others may not open ours
    name = hashlib.sha256(os.fsencode(whose)).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"course_progress_{name}.lock")
