"""Many pictures, some at a time: the memory does not grow with the files, and progress is shown."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
from tqdm.auto import tqdm

from helpers.datasets.folder.own import OwnPictures, Skipped
from helpers.datasets.folder.reading import read, reason

WORKERS = min(4, os.cpu_count() or 1)


def decode(root, names, frame):
    """Read every file of a folder.

    Args:
        root: the folder.
        names: of the files within it.
        frame: what every picture becomes, a `Frame`.

    Returns:
        `OwnPictures`.
    """
    images = np.empty((len(names), frame.height, frame.width, 3), "uint8")
    first, skipped = {}, Skipped()  # the first file with each content

    def one(name):
        path = Path(root, name)
        try:
            image = read(path, frame)
            with path.open("rb") as file:
                return image, hashlib.file_digest(file, "sha256").digest()
        except Exception as error:  # on a damaged file Pillow raises almost anything
            return None, reason(error)

    with ThreadPoolExecutor(WORKERS) as pool, closing(pool.map(one, names)) as results:
        told = tqdm(results, "pictures", len(names), leave=False, delay=1)
        for name, (image, known) in zip(names, told, strict=True):
            if image is None:
                skipped.append((name, known))
            elif known in first:
                skipped.append((name, f"a copy: the same file as {first[known]!r}"))
            else:
                images[len(first)] = image
                first[known] = name
    return OwnPictures(images[: len(first)], list(first.values()), skipped)
