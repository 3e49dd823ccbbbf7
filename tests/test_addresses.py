"""No file of the repository holds the address of a package index."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# In pieces, so that this file holds no such address itself.
INDEX = re.compile(
    "|".join(
        [
            *(rf"\b{name}\.{end}\b" for name, end in [
                ("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "(org|com)"),
                ("prefix", "dev"), ("npmjs", "(org|com)"), ("yarnpkg", "com"),
            ]),
            r"\b(index|extra[-_]index|find)[-_](url|links)\b\W{0,4}(https?|file|//)",
        ]
    ),
    re.IGNORECASE,
)  # fmt: skip


def texts_of_the_repository():
    """Path and text of each file that git holds, or would; without git, of each file there is."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        output = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in output.decode("utf-8").split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        hidden = {".git", ".venv", ".cache", "__pycache__"}
        paths = [p for p in ROOT.rglob("*") if hidden.isdisjoint(p.relative_to(ROOT).parts)]
    for path in paths:
        if path.is_file():
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def test_no_index_address_in_the_repository():
    read = dict(texts_of_the_repository())
    assert {"start.py", "requirements.txt", "environment.yml"} <= set(read)
    assert {path: INDEX.search(text)[0] for path, text in read.items() if INDEX.search(text)} == {}


@pytest.mark.parametrize(
    "pieces",
    [
        ("https://", "pypi", ".org/simple"),
        ("files.", "pythonhosted", ".org"),
        ("conda.", "anaconda", ".org"),
        ("--index", "-url https://mirror.example"),
        ("extra_index", "_url=http://10.0.0.1"),
    ],
)
def test_an_index_address_is_noticed(pieces):
    assert INDEX.search("see " + "".join(pieces) + " for more")
