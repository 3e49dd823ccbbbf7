"""The course's own prose as data."""

import json
import subprocess
import sys
from pathlib import Path

from helpers import datasets
from helpers.datasets.prose import FILE, passages, words

ROOT = Path(__file__).resolve().parents[2]


def test_whole_passages_are_held_out_and_none_stands_on_both_sides():
    text = datasets.prose()
    train, held_out = (part.splitlines() for part in text)
    assert set(train).isdisjoint(held_out)
    assert sorted(train + held_out) == sorted(FILE.read_text("utf-8").splitlines())
    assert len(train) == len(set(train)) and 8 < len(train) / len(held_out) < 10
    assert text.train.endswith("\n") and text.held_out.endswith("\n")


def test_it_is_plain_text_of_modest_size():
    text = datasets.prose()
    assert 100_000 < FILE.stat().st_size < 400_000
    assert text.alphabet.startswith("\n ") and len(text.alphabet) < 90
    assert (text.train + text.held_out).isascii() and "  " not in text.train
    assert len(set(text.held_out) - set(text.train)) == 0


def test_words_lose_their_marks_and_nothing_else():
    marked = "* **One** idea: *draw* `x`, see [the map](00_start_here.ipynb)\n  – and “wait”…"
    assert words(marked) == 'One idea: draw x, see the map - and "wait"...'


def test_formulas_tables_headings_and_code_are_left_out(tmp_path):
    long = "This is a sentence that is long enough to be a passage of its own."
    cells = [f"## {long}\n\n{long}", f"| {long} |", f"```\n{long} In code.\n```", f"{long} $x_1$"]
    cells += [f"Before:\n\n* {long[:-1]}, first.\n* {long[:-1]}, second."]
    notebook = {"cells": [{"cell_type": "markdown", "source": [cell]} for cell in cells]}
    (path := tmp_path / "n.ipynb").write_text(json.dumps(notebook))
    assert passages(path) == [long, f"{long[:-1]}, first.", f"{long[:-1]}, second."]


def test_the_file_can_be_built_again_from_the_chapters():
    code = "import pathlib; pathlib.Path.write_text = lambda self, text, *a, **k: print(text)"
    build = f"{code}; import runpy; runpy.run_path('data/build_prose.py')"
    done = subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, text=True)
    made = set(done.stdout.splitlines())
    committed = FILE.read_text("utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    # Chapters go on being edited; the file is what models of the course were trained on.
    assert sum(line in made for line in committed) > 0.5 * len(committed)
