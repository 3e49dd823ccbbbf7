"""Pictures kept from the last time: an unchanged folder is not decoded twice.

They lie in the user's folder of caches, or in that of the variable `COURSE_CACHE`: numbers only,
under a name that stands for all that decides what they are. What is damaged there is made anew;
where nothing can be written, it only takes longer.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

import helpers
from helpers.datasets.folder.own import OwnPictures, Skipped

MOST_BYTES = 1_000_000_000  # of all folders together; the longest unused go first
PASSING = "unreadable", "damaged: MemoryError"  # reasons that may be gone the next time


def place():
    """Where pictures are kept."""
    import pooch

    cache = os.environ.get("COURSE_CACHE") or pooch.os_cache("generative-modeling-course")
    return Path(cache) / "pictures"


def key(root, states, frame):
    """A name for a folder, its files as they are now, the frame, and what reads them."""
    reader = helpers.__version__, PIL.__version__, sorted(Image.registered_extensions().values())
    told = json.dumps([os.path.realpath(root), states, frame, reader])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def kept(name, frame):
    """The `OwnPictures` kept under a name; None where there are none, or damaged ones."""
    try:
        file = place() / f"{name}.npz"
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as parts:
            images, words = parts["images"], json.loads(parts["words"].tobytes())
        names, skipped = words["names"], Skipped(map(tuple, words["skipped"]))
        if images.dtype != "uint8" or images.shape != (len(names), *frame[:2], 3):
            return None
    except Exception:  # a damaged file raises almost anything
        return None
    with contextlib.suppress(OSError):
        os.utime(file)  # used now
    return OwnPictures(images, names, skipped)


def keep(name, own):
    """Keep pictures under a name, written whole or not at all."""
    passing = any(reason.startswith(PASSING) for _, reason in own.skipped)
    if passing or own.images.nbytes > MOST_BYTES:
        return
    words = json.dumps({"names": own.names, "skipped": own.skipped}).encode()
    with contextlib.suppress(OSError):
        at = place()
        at.mkdir(parents=True, exist_ok=True)
        make_room(at, own.images.nbytes)
        with tempfile.TemporaryDirectory(dir=at) as part:
            file = Path(part, "part.npz")
            np.savez(file, images=own.images, words=np.frombuffer(words, "uint8"))
            os.replace(file, at / f"{name}.npz")


def make_room(at, needed):
    """Delete what has been unused longest, until there is room for so many bytes."""
    files = [(file.stat().st_mtime, file.stat().st_size, file) for file in at.glob("*.npz")]
    total = needed + sum(size for _, size, _ in files)
    for _, size, file in sorted(files):
        if total <= MOST_BYTES:
            return
        file.unlink()
        total -= size
