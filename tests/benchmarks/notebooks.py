"""Run every notebook and print its seconds and the peak memory of its kernel.

python tests/benchmarks/notebooks.py [name ...]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PEAK = """
import psutil, sys
if sys.platform == "win32":
    peak = psutil.Process().memory_info().peak_wset
else:
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(peak)
"""


def measure(path):
    """Seconds to run all cells, kernel start included, and the kernel's peak memory in GB."""
    notebook = nbformat.read(path, as_version=4)
    cells = len(notebook.cells)
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": NOTEBOOKS}})
    start = time.perf_counter()
    client.execute()
    seconds = time.perf_counter() - start
    return seconds, int(notebook.cells[cells].outputs[0]["text"]) / 1e9


if __name__ == "__main__":
    os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp()) / "progress.json")
    total = 0.0
    print(f"{'notebook':24} {'seconds':>8} {'peak GB':>8}   ({os.cpu_count()} cores)")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            seconds, gigabytes = measure(path)
            total += seconds
            print(f"{path.stem:24} {seconds:8.1f} {gigabytes:8.2f}", flush=True)
    print(f"{'all':24} {total:8.1f}")
