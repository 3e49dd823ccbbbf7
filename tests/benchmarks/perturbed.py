"""What changes sides when rounding moves: tests, or the numbers that chapters print.

Each perturbation runs in a process of its own, one on each core at a time. Of tests it prints a
table of those that failed somewhere, and the assertions that held by less than their numbers moved.
Of chapters it prints every line that moved, beside the one that is stored.

python tests/benchmarks/perturbed.py                          tests that train; hours
python tests/benchmarks/perturbed.py tests/explorer/theatre/test_duel.py
python tests/benchmarks/perturbed.py notebooks/11_gan.ipynb --only "weights 1" "SSE 4.1"
"""

import argparse
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import nbformat
from margins import margins
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
TRAINING = re.compile(r"\.(fit|train|train_on_batch)\(")


def processor(isa, core):
    """An older processor: all that oneDNN and NumPy's linear algebra may use of this one."""
    return {"ONEDNN_MAX_CPU_ISA": isa, "OPENBLAS_CORETYPE": core}


def threads(n):
    return dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS"), str(n))


PERTURBATIONS = {
    "as it is": {},
    **{f"weights {seed}": {"PERTURBED_WEIGHTS": str(seed)} for seed in (1, 2, 3)},
    **{f"seed {seed}": {"PERTURBED_SEED": str(seed)} for seed in (1, 2)},
    "one thread": threads(1),
    "two threads": threads(2),
    "AVX2": processor("AVX2", "Haswell"),
    "SSE 4.1": processor("SSE41", "Nehalem"),
    "no oneDNN": {"TF_ENABLE_ONEDNN_OPTS": "0"},
}


def environment(name, folder):
    """The variables of a process under one perturbation."""
    own = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "PYTHONPYCACHEPREFIX": folder,  # assertions that were compiled before report nothing
        "PERTURBED_LOG": f"{folder}/assertions",
        "COURSE_PROGRESS": f"{folder}/progress.json",
    }
    return os.environ | own | PERTURBATIONS[name]


# Tests


def training_tests():
    """Files of tests that train a model. Those in a browser judge nothing that was learnt, nor
    does the contract of all families, after three steps of each.
    """
    files = set((ROOT / "tests").rglob("test_*.py"))
    files -= {*(ROOT / "tests/browser").iterdir(), *(ROOT / "tests").glob("test_taxonomy*.py")}
    return sorted(file for file in files if TRAINING.search(file.read_text()))


def run_tests(name, tests):
    """Under one perturbation: {test: whether it failed}, and what each assertion compared."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", *map(str, tests), "-q"]
        command += ["-p", "tests.benchmarks.perturbation", "-p", "no:cacheprovider"]
        command += ["-o", "enable_assertion_pass_hook=true", f"--junitxml={folder}/junit.xml"]
        env = environment(name, folder)
        subprocess.run(command, cwd=ROOT, env=env, stdout=sys.stderr, check=False)
        cases = ElementTree.parse(f"{folder}/junit.xml").iter("testcase")
        failed = {
            f"{case.get('classname')}::{case.get('name')}": any(
                case.find(word) is not None for word in ("failure", "error")
            )
            for case in cases
        }
        return failed, list(map(json.loads, open(env["PERTURBED_LOG"])))


def print_tests(tests, names):
    failures, gaps = defaultdict(dict), defaultdict(list)
    with ThreadPoolExecutor(os.cpu_count()) as processes:
        runs = processes.map(run_tests, names, itertools.repeat(tests))
        for name, (failed, assertions) in zip(names, runs, strict=True):
            for test, bad in failed.items():
                failures[test][name] = bad
            for place, held_by in margins(assertions).items():
                gaps[place].append(held_by)
            print(f"{name}: {sum(failed.values())} of {len(failed)} failed", flush=True)
    print(f"\nWhat changed sides ({', '.join(names)}):")
    for test, row in failures.items():
        if any(row.values()):
            print("".join("F" if row.get(name, True) else "." for name in names), test)
    print("\nWhat held by less than it moved (least and greatest margin):")
    for (test, line, _, text), found in gaps.items():
        if min(found) < max(found) - min(found):
            print(f"{min(found):9.3g} {max(found):9.3g}  {test}:{line}  {text}")


# Chapters


def run_chapter(name, path):
    """The chapter's cells with what they print under one perturbation."""
    notebook = nbformat.read(path, as_version=4)
    first = "import helpers.backend, tests.benchmarks.perturbation"  # in this order, as chapters do
    notebook.cells.insert(0, nbformat.v4.new_code_cell(first))
    resources = {"metadata": {"path": ROOT / "notebooks"}}
    client = NotebookClient(notebook, timeout=600, allow_errors=True, resources=resources)
    with tempfile.TemporaryDirectory() as folder:
        client.execute(env=environment(name, folder))
    return notebook.cells[1:]


def printed(cell):
    """The lines that a cell printed or returned as text."""
    texts = []
    for output in cell.get("outputs", []):
        texts.append(output.get("text") or output.get("data", {}).get("text/plain") or "")
        texts.append(output.get("evalue", ""))  # of a cell that failed
    return "\n".join(texts).splitlines()


def print_chapter(path, names):
    stored = nbformat.read(path, as_version=4).cells
    for name in names:
        print(f"\n{Path(path).stem}, {name}")
        for i, (old, new) in enumerate(zip(stored, run_chapter(name, path), strict=True)):
            if printed(old) != printed(new):
                print(f"  cell {i}")
                for mark, lines in (("stored", printed(old)), ("now", printed(new))):
                    print("".join(f"    {mark:7}{line}\n" for line in lines if line), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help="tests as pytest names them, or notebooks")
    parser.add_argument("--only", nargs="+", choices=PERTURBATIONS, default=[*PERTURBATIONS])
    asked = parser.parse_args()
    chapters = [what for what in asked.what if what.endswith(".ipynb")]
    tests = [what for what in asked.what if what not in chapters]
    if tests or not chapters:
        print_tests(tests or training_tests(), asked.only)
    for chapter in chapters:
        print_chapter(chapter, asked.only)


if __name__ == "__main__":
    main()
