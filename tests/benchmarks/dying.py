"""Calls for the tests of the grid: they note that they ran; some end their worker, or never end."""

import time
from pathlib import Path

import psutil


def noted(folder, name, deaths=0):
    """The name; the call notes that it ran, and its first runs kill the process they run in."""
    while name == "endless":
        time.sleep(1)
    notes = Path(folder, name)
    with notes.open("a", encoding="utf-8") as file:
        file.write("run\n")
    if len(notes.read_text("utf-8").splitlines()) <= deaths:
        psutil.Process().kill()
    return name
