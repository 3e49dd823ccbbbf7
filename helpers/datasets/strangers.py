"""Pictures that no model of faces was trained on: what happens to what it never saw."""

import numpy as np

from helpers.datasets.faces import NAMES, draw_faces
from helpers.datasets.folder import folder
from helpers.datasets.horses import horses

# Everything at once: fewer than 1 of 10,000 drawn people come near this one.
EVERYTHING = {
    "skin": 0.15, "hair": 0.75, "length": 0.95, "curl": 0.9, "fringe": -0.6, "age": 0.1,
    "eyes": 0.6, "openness": 0.8, "brows": 0.4, "glasses": 1, "smile": 0.8, "beard": 1,
    "width": 0.6, "jaw": 0.4, "hat": 1, "pose": -0.3, "background": 0.7, "clothes": 0.55,
}  # fmt: skip


def strangers(path=None):
    """A face of a rare kind, and pictures that are no such faces at all.

    Args:
        path: a folder with pictures of yours; the first one is added.

    Returns:
        Name to uint8 `(32, 32, 3)`: a rare face, the same as a pencil sketch, the same upside
        down, a horse; and yours, if there is one.

    Example:

    >>> from helpers.datasets.strangers import strangers
    >>> list(strangers())
    ['rare face', 'sketch', 'upside down', 'horse']
    """
    face = draw_faces(np.array([[EVERYTHING[name] for name in NAMES]]))[0]
    known = {"rare face": face, "sketch": sketch(face), "upside down": face[::-1].copy()}
    known["horse"] = horses(1, seed=3).images[0]
    if path is not None:
        known["yours"] = folder(path).images[0]
    return known


def sketch(picture):
    """A picture as pencil lines on white, dark where its colours change."""
    x = picture.astype("float32") / 255
    down, right = (np.abs(np.diff(x, axis=axis, append=0)).sum(axis=-1) for axis in (0, 1))
    down[-1], right[:, -1] = 0, 0
    lines = np.clip(1 - 1.3 * (down + right), 0.1, 1)
    return np.repeat(np.uint8(255 * lines)[..., None], 3, axis=-1)
