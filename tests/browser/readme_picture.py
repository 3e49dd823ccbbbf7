"""Take the picture of the README: the explorer of chapter 08, with a garment, after a drag.

python tests/browser/readme_picture.py
"""

import tempfile
from pathlib import Path

from conftest import ROOT, Notebook, running_browser, running_lab

CELLS = [
    "from helpers import checkpoints, datasets, explorer\n"
    "garments = datasets.fashion_mnist()\n"
    "vae = checkpoints.load('vae-fashion')",
    "live = explorer.LatentExplorer(vae, garments.test_images[:1000], "
    "garments.test_labels[:1000], garments.class_names)\nlive",
    "live.show_image(19)",
]


def drag(page, handle, pixels):
    """Drag a slider's handle sideways."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=20)
    page.mouse.up()


if __name__ == "__main__":
    with running_lab(Path(tempfile.mkdtemp())) as lab, running_browser() as browser:
        notebook = Notebook(browser, lab.add(CELLS), width=1280)
        notebook.run_all()
        handles = notebook.page.locator(".latent-explorer .noUi-handle")
        drag(notebook.page, handles.nth(1), 60)
        notebook.wait_idle()
        notebook.page.wait_for_timeout(500)
        notebook.page.locator(".latent-explorer").first.screenshot(path=ROOT / "data/readme.png")
