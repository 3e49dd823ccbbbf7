"""The paper that pictures have, and the colours to draw on it: what real pictures show of both."""

import numpy as np
from PIL import Image

INKS = 10  # colours to draw with, beside one's own


def ground(images, shape):
    """What pictures have at their rim, a level a channel: their paper. Black if there are none."""
    if images is None:
        return [0] * shape[-1]
    rim = np.concatenate([images[:, 0], images[:, -1], images[:, :, 0], images[:, :, -1]], axis=1)
    return np.median(rim, axis=(0, 1)).astype(int).tolist()


def inks(images):
    """The colours that stand for those of the pictures, from dark to light."""
    if images is None:
        return [[0, 0, 0], [255, 255, 255]]
    sheet = Image.fromarray(images[:200].reshape(-1, images.shape[2], 3))
    few = np.array(sheet.quantize(INKS).getpalette()[: 3 * INKS]).reshape(-1, 3)
    return few[np.argsort(few @ [299, 587, 114], kind="stable")].tolist()
