"""Pictures to learn from and pictures held out, none of them on both sides."""

import numpy as np
from PIL import Image
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.neighbors import NearestNeighbors

from helpers import given

SIDE = 8  # blocks a side that pictures are compared by
NEAR = 2.0  # grey levels: a copy in another size or format differs less, on average over blocks
PART = 512  # rows at a time; bounds the memory


def split(images, held_out, seed):
    """Row numbers of two sides, sorted: to learn from, and held out."""
    if not isinstance(held_out, (float, np.floating)) or not 0 < held_out < 1:
        raise ValueError(
            f"split expected held_out, a share between 0 and 1; received {held_out!r}. 0.1 holds "
            f"out a tenth; both sides need pictures."
        )
    rng = given.generator(seed, "split")
    groups = alike(images)
    sizes = np.bincount(groups)
    if len(sizes) < 2:
        raise ValueError(
            f"split expected two pictures or more that differ; received {len(images)} that look "
            f"alike. A copy of what was learnt would judge nothing: add other pictures."
        )
    order = rng.permutation(len(sizes))
    before = np.cumsum(sizes[order]) - sizes[order]
    out = order[before < round(held_out * len(images))][: len(sizes) - 1]
    chosen = np.isin(groups, out if len(out) else order[:1])
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


def alike(images):
    """A group number for each picture: those that look the same have the same, `(n,)`."""
    blocks = np.stack([small(image) for image in images])
    near = NearestNeighbors(radius=NEAR * blocks.shape[1] ** 0.5, algorithm="brute").fit(blocks)
    n = len(images)
    groups = np.arange(n)
    for i in range(0, n, PART):
        found = near.radius_neighbors_graph(blocks[i : i + PART]).tocoo()
        _, first, of = np.unique(groups, return_index=True, return_inverse=True)
        ends = np.r_[found.row + i, np.arange(n)], np.r_[found.col, first[of]]
        groups = connected_components(coo_array((np.ones(len(ends[0])), ends), (n, n)))[1]
    return groups


def small(image):
    """Mean colours of 8 by 8 blocks, a row of numbers."""
    blocks = Image.fromarray(image).resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(blocks, "float32").ravel()
