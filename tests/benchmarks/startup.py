"""Seconds from Run All to a live slider, beside `import keras` alone, in one run.

python tests/benchmarks/startup.py
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
from conftest import Notebook, running_browser, running_lab

CELLS = [
    "from helpers import checkpoints, datasets, explorer\ngarments = datasets.fashion_mnist()",
    "vae = checkpoints.load('vae-fashion')",
    "explorer.LatentExplorer(vae, garments.test_images[:1000], garments.test_labels[:1000])",
]


def import_keras():
    """Seconds of `import keras` in a fresh Python."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import keras"], check=True, capture_output=True)
    return time.perf_counter() - start


def live_slider(browser, lab):
    """Seconds from Run All until the first slider and the picture are there."""
    notebook = Notebook(browser, lab.add(CELLS))
    start = time.perf_counter()
    notebook.command("notebook:run-all-cells")
    notebook.page.wait_for_selector(".latent-explorer canvas", timeout=120_000)
    notebook.page.wait_for_selector(".latent-explorer .noUi-handle", timeout=120_000)
    seconds = time.perf_counter() - start
    notebook.close()
    return seconds


if __name__ == "__main__":
    import_keras()  # once uncounted: the disk cache is warm for both
    folder = Path(tempfile.mkdtemp())
    with running_lab(folder) as lab, running_browser() as browser:
        for _ in range(3):
            alone, live = import_keras(), live_slider(browser, lab)
            print(
                f"import keras {alone:.1f} s, Run All to a live slider {live:.1f} s, "
                f"ratio {live / alone:.1f}",
                flush=True,
            )
