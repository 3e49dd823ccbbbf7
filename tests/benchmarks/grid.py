"""Many trainings at once: calls of one function as Dask tasks, on this machine or on many.

A call is told everything, its seed too, so it does not matter where and after what it runs. Each
worker is a process with one thread, because Keras's random state belongs to a process. If a worker
dies, its task runs again on another; each result counts once.

On every machine, in the folder of the course:

    python start.py --version                                    makes .venv, if there is none
    .venv/bin/python -m pip install --no-deps -r requirements-grid.txt
    .venv/bin/dask scheduler --host ADDRESS --no-dashboard       on one of them
    .venv/bin/dask worker ADDRESS:8786 --nthreads 1 --nworkers 2 --no-dashboard

Whoever reaches the scheduler's port can run code on all workers: open it to a network that you
trust, no other.
"""

import asyncio
import contextlib
import functools
import hashlib
import importlib
import inspect
import logging
import os
import pkgutil
import platform
from pathlib import Path

try:
    from distributed import (
        CancelledError,
        Client,
        KilledWorker,
        LocalCluster,
        as_completed,
        get_worker,
        rpc,
    )
    from distributed.diagnostics.plugin import UploadFile
except ImportError:
    raise SystemExit(
        "Many trainings at once expected Dask, which the course's own packages do not bring: "
        "python -m pip install --no-deps -r requirements-grid.txt"
    ) from None

import helpers

# isort: split
import keras

ONE_THREAD = {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
PATIENCE = 15  # seconds in which a scheduler has to answer
START_WORKER = ".venv/bin/dask worker {} --nthreads 1 --no-dashboard"


class Unfit(Exception):
    """A worker whose results would not be those of this machine."""


@contextlib.contextmanager
def connected(address=None, workers=2):
    """A client of the scheduler at an address, or of one with so many workers of its own here."""
    if address is None:
        # Both listen on the loopback address alone. That a worker ended is no news: its task
        # runs again.
        quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": "ERROR"}
        with LocalCluster(n_workers=workers, threads_per_worker=1, **quiet) as cluster:
            with Client(cluster) as client:
                yield client
        return
    logging.getLogger("distributed.client").setLevel("CRITICAL")  # `results` says it in a sentence
    with Client(address, timeout=PATIENCE) as client:
        if not client.scheduler_info()["workers"]:
            start = START_WORKER.format(address)
            print(f"No worker yet; waiting for one: {start}", flush=True)
        yield client


def expect_scheduler(address):
    """Refuse an address at which no scheduler answers."""

    async def identity():
        async with rpc(address) as server:
            return (await server.identity())["type"]

    expected = (
        f"--scheduler expected the address of a Dask scheduler, host:port; received {address!r}"
    )
    try:
        kind = asyncio.run(asyncio.wait_for(identity(), PATIENCE))
    except TimeoutError:
        raise SystemExit(
            f"{expected}, where none answered for {PATIENCE} s. Is it running, and does it listen "
            f"on that address? .venv/bin/dask scheduler --host ADDRESS --no-dashboard"
        ) from None
    except (OSError, ValueError, TypeError) as error:
        raise SystemExit(f"{expected}: {error}.") from None
    if kind != "Scheduler":
        raise SystemExit(f"{expected}, where a {kind.lower()} answers. Give its scheduler's.")


@functools.cache
def versions():
    """What results depend on beside the arguments of a call."""
    backend = keras.backend.backend()
    modules = {"Keras": "keras", "NumPy": "numpy", "SciPy": "scipy", "scikit-learn": "sklearn"}
    modules[backend] = backend
    found = {name: importlib.import_module(module).__version__ for name, module in modules.items()}
    found["Python"] = ".".join(platform.python_version_tuple()[:2])
    return {"the course": f"{helpers.__version__} ({sources()})", "the backend": backend, **found}


def sources():
    """Eight characters that change with the sources of `helpers`."""
    folder, digest = Path(helpers.__file__).parent, hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def fault(wanted, dask_worker):
    """Why results of a worker would not be those of this machine, in words; None if they are."""
    who = f"The worker at {dask_worker.address} expected"
    for name, version in wanted.items():
        found = versions().get(name, "none")
        if found != version:
            return (
                f"{who} {name} {version}, as here; it has {found}. What different versions made "
                f"does not belong in one table: install the same there, and start it again."
            )
    threads = dask_worker.state.nthreads
    if threads != 1:
        return (
            f"{who} one thread; it has {threads}. Trainings in one process share a random state: "
            f"start it with --nthreads 1 and, for more at once, --nworkers."
        )
    return None


def call(name, cell, settings, wanted):
    """One call, on the worker that got it; the function is named as `module:function`."""
    found = fault(wanted, get_worker())
    if found:
        raise Unfit(found)
    os.environ |= ONE_THREAD  # read when TensorFlow first computes
    return pkgutil.resolve_name(name)(*cell, **settings)


def results(client, function, cells, **settings):
    """`function(*cell, **settings)` of all cells, each as soon as it is there.

    Args:
        client: as from `connected`.
        function: of a module; its file is sent to the workers.
        cells: tuples of arguments.
    """
    name, wanted = f"{function.__module__}:{function.__name__}", versions()

    def task(cell):  # sent whole, since the scheduler has no such module
        from grid import call

        return call(name, cell, settings, wanted)

    try:
        for module in (Path(__file__), Path(inspect.getfile(function))):
            client.register_plugin(UploadFile(str(module)), name=module.name)
        for found in filter(None, client.run(fault, wanted).values()):
            raise Unfit(found)
        futures = [client.submit(task, cell, pure=False) for cell in cells]
        for future in as_completed(futures):
            yield future.result()
    except Unfit as error:
        raise SystemExit(str(error)) from None
    except ModuleNotFoundError as error:
        raise SystemExit(
            f"The workers expected the course; received {str(error)[0].lower()}{str(error)[1:]}. "
            f"Start them in its environment: {START_WORKER.format('ADDRESS')}"
        ) from None
    except CancelledError:
        raise SystemExit(
            "The scheduler is gone, and with it all that its workers were doing. Start it again, "
            "and its workers; then the same command goes on with what is missing."
        ) from None
    except KilledWorker as error:
        raise SystemExit(
            f"{error} A task whose workers die again and again needs more memory than they have."
        ) from None
