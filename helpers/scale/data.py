"""What is learned from, on this host: one file of rows, of which each process reads its own."""

import hashlib

import keras
import numpy as np

from helpers import datasets

POINTS = 100_000  # of a shape on the plane, drawn with seed 0


def write(name, path):
    """Write the data into a file that can be read in parts.

    Args:
        name: `"moons"` or another shape, `"fashion"`, or the path of a folder of pictures.
        path: of the file, `.npy`.

    Returns:
        Shape of the data, their digest, and what there is to tell of them.

    Raises:
        ValueError: a folder without a picture that can be used.
    """
    if name in datasets.PLANAR_NAMES:
        rows, told = datasets.planar(name).sample(POINTS, seed=0), f"{POINTS:,} points of {name}"
    elif name == "fashion":
        rows, told = datasets.fashion_mnist().train_images, "10,000 garments of Fashion-MNIST"
    else:
        own = datasets.folder(name)
        rows, told = own.images, repr(own)
    np.save(path, rows, allow_pickle=False)
    digest = hashlib.sha256(str(rows.shape).encode() + np.ascontiguousarray(rows).data)
    return rows.shape, digest.hexdigest(), told


class Part(keras.utils.PyDataset):
    """The rows of one process, step after step.

    Pass k goes through the rows in an order that seed and k decide, the same in every process and
    whatever their number. Step t takes the next `batch_size` rows of it, and process i of N the
    i-th N-th of those.

    Args:
        path: of the file of rows.
        job: a `Job`.
        process: i.
        first: the step to begin with.
    """

    def __init__(self, path, job, process, first):
        super().__init__()
        self.rows = np.load(path, mmap_mode="r", allow_pickle=False)
        self.job, self.first, self.order = job, first, (-1, None)
        share = job.batch_size // job.processes
        self.mine = slice(process * share, (process + 1) * share)

    @property
    def num_batches(self):
        return self.job.steps - self.first

    def __getitem__(self, i):
        return (np.asarray(self.rows[self.places(self.first + i)[self.mine]]),)

    def places(self, step):
        """Where the rows of a step lie, those of all processes."""
        batches = len(self.rows) // self.job.batch_size
        k, i = divmod(step, batches)
        if self.order[0] != k:
            rng = np.random.default_rng([self.job.seed, k])
            self.order = k, rng.permutation(len(self.rows))
        return self.order[1][i * self.job.batch_size :][: self.job.batch_size]
