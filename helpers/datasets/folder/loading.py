"""A folder of your own pictures, from the path to the pictures."""

import os
import warnings
from pathlib import Path

import numpy as np

from helpers import given
from helpers.datasets.folder import keeping
from helpers.datasets.folder.decoding import decode
from helpers.datasets.folder.finding import find, state
from helpers.datasets.folder.reading import RESIZED, SMALLEST_SIDE, Frame

MOST_BYTES = 1_000_000_000  # of all pictures together


def folder(path, size=32, aspect="crop"):
    """Load your own pictures, each shrunk to the same few pixels.

    Args:
        path: a folder with pictures, in folders within it too. It is read, never written to.
        size: side of the images in pixels, 16 or more; or two of them, `(height, width)`.
            Models take multiples of 4.
        aspect: how a picture of other proportions gets these: `"crop"` keeps as much of its
            middle as fits, `"pad"` keeps all of it, with white beside.

    Returns:
        `OwnPictures`: images uint8 `(n, height, width, 3)`, upright, on white where transparent,
        the first frame of an animation, 16 bits per pixel as 8; `names` of their files within the
        folder, sorted; and `skipped`, `(name, reason)` for each file left out, which prints as a
        report. Of equal files the first is used. Hidden files are ignored. `split` holds some
        pictures out.

        What was read is kept in the user's folder of caches, so that an unchanged folder is not
        decoded twice.

    Raises:
        ValueError: not a folder, no picture in it that can be used, too many for the memory, or an
            unfit size or aspect.

    Example:

    >>> import tempfile
    >>> from PIL import Image
    >>> from helpers import datasets
    >>> with tempfile.TemporaryDirectory() as path:
    ...     Image.new("RGB", (60, 40), "red").save(f"{path}/red.png")
    ...     datasets.folder(path, size=(32, 48))
    OwnPictures(1 picture of 32×48, 0 skipped)
    """
    frame = checked_frame(size, aspect)
    root = os.path.expanduser(path) if isinstance(path, (str, Path)) else ""
    if not os.path.isdir(root):
        raise ValueError(
            f"folder expected the path of a folder; received {path!r}. Give the folder that the "
            f"pictures are in, not one of them; a relative path starts from {os.getcwd()!r}."
        )
    names = find(root)
    check_room(len(names), frame)
    name = keeping.key(root, [state(root, name) for name in names], frame)
    own = keeping.kept(name, frame)
    if own is None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's doubts about a file, most of them harmless
            own = decode(root, names, frame)
        check_some(own, root)
        keeping.keep(name, own)
    return own


def checked_frame(size, aspect):
    """What every picture becomes, from what the learner says."""
    sides = tuple(size) if isinstance(size, (tuple, list)) else (size, size)
    whole = all(isinstance(s, (int, np.integer)) and s >= SMALLEST_SIDE for s in sides)
    if len(sides) != 2 or not whole:
        raise ValueError(
            f"folder expected size, a whole number of pixels, {SMALLEST_SIDE} or more; received "
            f"{size!r}. Smaller images show too little to learn from. Two such numbers are height "
            f"and width: size=(32, 48)."
        )
    return Frame(*map(int, sides), given.one_of(aspect, RESIZED, "folder aspect=", "ways"))


def check_room(files, frame):
    """Refuse more pictures than the memory holds, before the first is decoded."""
    needed = files * frame.height * frame.width * 3
    if needed > MOST_BYTES:
        raise ValueError(
            f"folder expected pictures that take {MOST_BYTES / 1e9:g} GB at most; received "
            f"{files:,} files, at {frame.height} by {frame.width} pixels {needed / 1e9:.1f} GB. "
            f"All of them lie in memory while a model learns: give a smaller size, or fewer files."
        )


def check_some(own, root):
    """Refuse a folder without a picture that can be used."""
    if not own.names:
        listed = [f"\n  {name!r}: {why}" for name, why in own.skipped[:5]]
        raise ValueError(
            f"folder expected a picture that it can use in {root!r}; received "
            f"{len(own.skipped)} other files{', such as' if listed else ''}{''.join(listed)}\n"
            f"Put PNG or JPEG pictures there, or give another folder."
        )
