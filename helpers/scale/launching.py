"""Start the processes of this host, and see them to their end: one picture, one sentence."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from helpers.scale import data, meeting
from helpers.scale.job import FAMILY, LOST
from helpers.scale.sharing import shared_batch
from helpers.scale.showing import Picture, again

KILLED = -9  # what a process that was killed ends with
GRACE = 5  # seconds in which processes that lost another one end by themselves
ROOT = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A training ended before its end. The message says why, and what to do."""


class Process:
    """A process of this host, and what it tells.

    Args:
        job: a `Job` with its number.
        folder: where what it prints is kept.
        heard: a queue that gets (process, what it tells), and (process, None) at its end.
    """

    def __init__(self, job, folder, heard):
        self.job, self.error, self.meets, self.agreed = job, None, False, job.processes == 1
        self.log = Path(folder, f"process-{job.process}.txt")
        with open(self.log, "wb") as log:
            self.run = subprocess.Popen(
                [sys.executable, "-m", "helpers.scale.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(job),
            )
        with contextlib.suppress(OSError):  # it has ended already, which `listen` will hear
            self.run.stdin.write(json.dumps(job._asdict()).encode() + b"\n")
            self.run.stdin.flush()
        threading.Thread(target=self.listen, args=[heard], daemon=True).start()

    def listen(self, heard):
        with self.run.stdout as lines:
            for line in lines:
                things = json.loads(line)
                self.error = things.get("error", self.error)
                self.meets = self.meets or "meets" in things
                self.agreed = self.agreed or "agreed" in things
                heard.put((self, things))
        self.run.wait()
        heard.put((self, None))

    def end(self):
        """End it, if it has not ended by itself, and close what was opened for it."""
        self.run.kill()
        self.run.wait()
        with contextlib.suppress(OSError):  # the rest of what it was told, which it will not read
            self.run.stdin.close()

    @property
    def lost(self):
        """Whether it ended since another one had."""
        noise = "JAX distributed service" in self.log.read_text("utf-8", errors="replace")
        return self.run.returncode == LOST or noise


def environment(job):
    """Processes of one host share its processor; a graphics card belongs to one process a host."""
    here = {"KERAS_BACKEND": "jax"}
    here["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    if job.loopback:
        here["JAX_PLATFORMS"] = "cpu"
    return os.environ | here


def run(job):
    """Train, with all processes or with the one of this host.

    Args:
        job: a `Job`, from `job.checked`.

    Raises:
        ValueError: the data cannot be used, or not be shared.
        Failed: the training ended before its end.
    """
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        rows = os.path.join(folder, "rows.npy")
        shape, digest, told = data.write(job.data, rows)
        budget = FAMILY[job.family].budgets[len(shape) - 1]
        size = shared_batch(job, shape[0], budget.batch_size_for(shape[0]))
        job = job._replace(rows=rows, digest=digest, batch_size=size)
        picture = Picture(job, told, budget)
        heard, processes = queue.Queue(), []
        try:
            for one in jobs(job):
                processes.append(Process(one, folder, heard))
            see_to_their_end(processes, heard, picture)
        except KeyboardInterrupt:
            raise Failed(f"Stopped. {again(job, picture.saved)}") from None
        finally:
            for process in processes:
                process.end()
            picture.close()
        picture.end()


def jobs(job):
    """A `Job` for each process that is started here."""
    if job.process is not None:
        return [job]
    if job.processes > 1:
        job = job._replace(coordinator=f"127.0.0.1:{meeting.free_port()}", loopback=True)
    return [job._replace(process=i) for i in range(job.processes)]


def see_to_their_end(processes, heard, picture):
    """Show what they tell until all have ended, or one has failed."""
    running = set(processes)
    while running:
        process, things = heard.get()
        picture.hear(process, things)
        if things is not None:
            continue
        running.discard(process)
        if process.run.returncode:
            end = time.monotonic() + GRACE
            while any(p.run.poll() is None for p in running) and time.monotonic() < end:
                time.sleep(0.1)
            while not heard.empty():
                picture.hear(*heard.get())
            ended = [p for p in processes if p.run.returncode]
            raise Failed(why(ended, picture))


def why(ended, picture):
    """In one sentence, why processes ended that should not have."""
    for process in ended:
        if process.error:
            return process.error
    alone = [p for p in ended if not p.lost]  # nobody else was the reason
    process = (alone or ended)[0]
    job, step = process.job, picture.where()
    code = process.run.returncode
    if process.meets and not process.agreed and code != KILLED:
        return (
            f"Process {job.process} expected all {job.processes} processes within {job.wait} "
            f"seconds; received no sign of some, or one of another program at "
            f"{job.coordinator or 'that address'}. They can only train together: start each once, "
            f"with its own --process; --wait takes more seconds."
        )
    if not alone:
        return (
            f"Process {job.process} lost another one {step}: that was killed, or its host cannot "
            f"be reached any more. {again(picture.job, picture.saved)}"
        )
    if code > 0:
        print(process.log.read_text("utf-8", errors="replace")[-4000:], file=sys.stderr)
    how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
    return (
        f"Process {job.process} of {job.processes} {how} {step}, and without it no other can go "
        f"on. {again(picture.job, picture.saved)}"
    )
