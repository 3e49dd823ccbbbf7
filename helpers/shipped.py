"""The files that come with the course: where they lie, and an error that teaches without one."""

from pathlib import Path

PACKAGE = Path(__file__).parent
INSIDE, BESIDE = PACKAGE / "data", PACKAGE.parent / "data"
# A wheel carries the files inside the package; in the repository they lie beside it.
DATA = INSIDE if INSIDE.is_dir() else BESIDE


def expect(path, what, mend):
    """Check that a file which comes with the course is there.

    Args:
        path: of the file, in `DATA`.
        what: the file is, for the message.
        mend: what to do without it, from `how_to_mend`.

    Returns:
        The path.

    Raises:
        FileNotFoundError: there is no such file.

    Example:

    >>> from helpers.shipped import DATA, expect, how_to_mend
    >>> expect(DATA / "README.md", "What the files are", how_to_mend("README.md")).name
    'README.md'
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"{what}: expected a file {path.name} in {path.parent}; received no file {path.name}. "
            f"It comes with the course, so this copy of the course is not whole.\n{mend}"
        )
    return path


def how_to_mend(part):
    """What to do where a file or folder of `DATA` is missing or damaged."""
    return (
        f"To mend it in a copy of the repository: git checkout -- data/{part}\n"
        f"Anywhere else, install the course again, from its folder or its wheel:\n"
        f"  pip install --force-reinstall --no-deps PATH"
    )
