"""Features of pictures without labels: how much of which small patterns lies where.

The patterns are found in the pictures themselves, so any pictures have them, of any size, grey or
in colour.
"""

import numpy as np
from sklearn.decomposition import PCA

from helpers import checks

SIDE, KINDS, CELLS = 5, 16, 3  # of a patch; patterns; parts of a picture along each side
LEAST = 8  # pixels along a side that patches can be found in
PART, PATCHES = 100, 20_000  # pictures at a time, patches to learn from; both bound the memory
FAINTEST = 0.01  # variance, as a share of the largest, below which a direction counts less
FLAT = 1e-3  # of the grey scale, a quarter of a level: nothing smaller is seen


class PatchFeatures:
    """Numbers that describe pictures by patches of 5 by 5 pixels, at full, half, quarter size.

    The patterns are the principal components of patches of `real`. A feature is the mean, over one
    of 3 by 3 cells of a picture, of how much of a pattern is in the patches there, or how much is
    in none; and mean colours. The principal components of all these, each with about the same
    spread over `real`, are the features.

    Args:
        real: pictures, uint8 `(n, height, width, channels)`.
        dims: how many features.
        rng: numpy's generator; which patches are looked at.

    `of_real` has the features of `real`, `(n, dims)`.
    """

    def __init__(self, real, dims, rng):
        self.patterns = []
        for x, step in scales(real[rng.permutation(len(real))[: 3 * PART]]):
            found = rng.permutation(rows(patches(x, step)))[:PATCHES]
            most = min(KINDS, len(found), found.shape[1] - x.shape[3] - 1)
            self.patterns.append(PCA(most, random_state=0).fit(found))
        described = self.describe(real)
        self.middle = [group.mean(axis=0) for group in described]
        self.spread = [np.sqrt(group.var(axis=0).sum()) + FLAT for group in described]
        joined = self.joined(described)
        self.pca = PCA(dims, random_state=0).fit(joined)
        variance = self.pca.explained_variance_
        self.unit = np.sqrt(variance + FAINTEST * variance[0])
        self.of_real = self.pca.transform(joined) / self.unit

    def __call__(self, x):
        """Pictures uint8 `(n, height, width, channels)` to features `(n, dims)`."""
        return self.pca.transform(self.joined(self.describe(x))) / self.unit

    def joined(self, described):
        """All groups of numbers in one row, each group with the same spread."""
        parts = zip(described, self.middle, self.spread, strict=True)
        return np.concatenate([(x - middle) / spread for x, middle, spread in parts], axis=1)

    def describe(self, x):
        """Groups of numbers, each `(n, numbers)`: colours, and patterns at every scale."""
        parts = [self.describe_part(x[i : i + PART]) for i in range(0, len(x), PART)]
        return [np.concatenate(group) for group in zip(*parts, strict=True)]

    def describe_part(self, x):
        groups = [in_cells(x / np.float32(255))]
        for (part, step), pca in zip(scales(x), self.patterns, strict=True):
            found = patches(part, step)
            apart = rows(found) - pca.mean_.astype("float32")
            amount = apart @ pca.components_.T.astype("float32")
            left = np.sum(apart**2, axis=1) - np.sum(amount**2, axis=1)
            amount /= np.sqrt(pca.explained_variance_).astype("float32") + FLAT
            unknown = pca.noise_variance_ * (apart.shape[1] - amount.shape[1])
            left = np.sqrt(np.maximum(left, 0) / (unknown + FLAT**2))[:, None]
            both = np.concatenate([np.maximum(amount, 0), np.maximum(-amount, 0)], axis=1)
            for how_much in (both, left):  # the root keeps what is rare from counting most
                groups.append(np.sqrt(in_cells(how_much.reshape(*found.shape[:3], -1))))
        return groups


def scales(x):
    """Pictures as floats at full, half and quarter size, each with the step between patches."""
    x = x / np.float32(255)
    while min(x.shape[1:3]) >= LEAST:
        yield x, max(1, min(x.shape[1:3]) // 16)
        n, height, width, channels = x.shape
        x = x[:, : height // 2 * 2, : width // 2 * 2]
        x = x.reshape(n, height // 2, 2, width // 2, 2, channels).mean(axis=(2, 4))


def patches(x, step):
    """Patches without their mean colour, `(n, rows, columns, numbers)`."""
    view = np.lib.stride_tricks.sliding_window_view(x, (SIDE, SIDE), axis=(1, 2))
    view = view[:, ::step, ::step]  # (n, rows, columns, channels, 5, 5)
    found = view.reshape(*view.shape[:4], -1)
    found -= found.mean(axis=-1, keepdims=True)
    return found.reshape(*found.shape[:3], -1)


def rows(found):
    return found.reshape(-1, found.shape[-1])


def in_cells(x):
    """Means over 3 by 3 cells, `(n, rows, columns, d)` to `(n, 9 d)`."""
    for axis in (1, 2):
        cells = np.array_split(x, CELLS, axis=axis)
        x = np.stack([cell.mean(axis=axis) for cell in cells], axis=axis)
    return x.reshape(len(x), -1)


def check_sides(x, owner):
    """Check that pictures are large enough for patches."""
    if min(x.shape[1:3]) < LEAST:
        raise ValueError(
            f"{owner} expected pictures of {LEAST} by {LEAST} pixels or more; received "
            f"{checks.shape_text(x.shape[1:])}. On fewer there are no patterns to compare."
        )
