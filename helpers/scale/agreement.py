"""What must be equal on every host, told before any device is touched."""

import hashlib
import importlib.metadata
import json
from pathlib import Path

import helpers

SOURCES = Path(helpers.__file__).parent
MEND = {
    "course": "Take the same version of the course on every host",
    "data": "Copy the same files to every host",
    "options": "Start every process with the same options, but for --process",
}
OTHER = "Install the same packages on every host, from the same lock"


class Different(ValueError):
    """Processes differ in what they were told. Each of them finds it."""


def facts(job):
    """What decides the weights, in words that can be compared."""
    return {
        "course": f"version {helpers.__version__} with sources {digest_of_sources()}",
        **{
            name: f"version {importlib.metadata.version(name)}"
            for name in ("keras", "jax", "numpy")
        },
        "options": options(job),
        "data": f"{job.digest[:12]} of {Path(job.data).name}",
    }


def options(job):
    """The options that decide the weights."""
    return (
        f"{job.family} --processes {job.processes} --steps {job.steps} --seed {job.seed} "
        f"--batch-size {job.batch_size}"
    )


def digest_of_sources():
    """The same for the same code, whatever ends its lines."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*.py")):
        digest.update(path.relative_to(SOURCES).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def expect_same(told):
    """Check what all processes told.

    Args:
        told: JSON of each process's `facts`.

    Raises:
        Different: two differ.
    """
    first, *others = map(json.loads, told)
    for process, other in enumerate(others, 1):
        for name in first.keys() | other.keys():
            if first.get(name) != other.get(name):
                raise Different(
                    f"All processes expected the same {name}; received {first.get(name)} in "
                    f"process 0 and {other.get(name)} in process {process}. Their weights would "
                    f"drift apart without a word. {MEND.get(name, OTHER)}."
                )
