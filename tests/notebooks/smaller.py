"""Pictures of executed notebooks in fewer bytes, pixel for pixel the same.

python tests/notebooks/smaller.py notebooks/08_vae.ipynb
"""

import base64
import io
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image


def smaller(png):
    """The same pixels: without an opacity that is full, and by a palette where 256 colours do."""
    image = Image.open(io.BytesIO(png))
    if image.mode == "RGBA" and np.asarray(image)[..., 3].min() == 255:
        image = image.convert("RGB")
    if image.mode == "RGB" and len(image.getcolors(1 << 24)) <= 256:
        palette = image.convert("P", palette=Image.ADAPTIVE, colors=256)
        if np.array_equal(np.asarray(palette.convert("RGB")), np.asarray(image)):
            image = palette
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return min(png, file.getvalue(), key=len)


def main(path):
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if stored := output.get("data", {}).get("image/png"):
                png = smaller(base64.b64decode(stored))
                output["data"]["image/png"] = base64.b64encode(png).decode()
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        main(Path(name))
