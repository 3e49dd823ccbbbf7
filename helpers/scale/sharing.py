"""How many rows a step has, so that all can take as many of them."""

import math

from helpers.scale.job import PROCESSES


def shared_batch(job, n, usual):
    """Check how many rows a step has, so that the processes can share them.

    Args:
        job: a `Job`.
        n: rows of the data.
        usual: the family's own number of rows for so many.

    Returns:
        That number. By default it is the power of two next to the family's own: it does not
        depend on the number of processes, so that the weights do not either.

    Raises:
        ValueError: the rows cannot be shared.
    """
    size = job.batch_size
    if size is None:
        size = 2 ** round(math.log2(min(usual, n)))
        size = size if size <= n else size // 2
    if size > n:
        raise ValueError(
            f"--batch-size expected at most the {n:,} rows that there are; received {size:,}. No "
            f"row comes twice in a step."
        )
    if job.processes > size:
        raise ValueError(
            f"{PROCESSES}, expected at most one for each of the {size} rows of a step; received "
            f"{job.processes}. The others would have nothing to do: take fewer processes, or more "
            f"rows with --batch-size."
        )
    if size % job.processes:
        near = size // job.processes * job.processes
        raise ValueError(
            f"{PROCESSES}, expected a number that divides the {size} rows of a step; received "
            f"{job.processes}. Each takes as many rows: --batch-size {near} can be shared."
        )
    return size


def expect_batch_for(job, devices):
    """Check that all devices of all hosts get as many rows."""
    if job.batch_size % devices:
        raise ValueError(
            f"--batch-size expected a number that the {devices} devices of all processes can "
            f"share; received {job.batch_size}. Each takes as many rows: --batch-size "
            f"{max(1, job.batch_size // devices) * devices} can be shared."
        )
