"""The command, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]


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


def save_picture(path, picture):
    Image.fromarray(picture).save(path)
