"""What one of the processes does: meet the others, agree with them, train, save."""

import json
import tempfile
import time
from pathlib import Path

import keras
import numpy as np
from keras import ops

from helpers.backend import group
from helpers.scale import agreement
from helpers.scale.data import Part
from helpers.scale.job import FAMILY
from helpers.scale.meeting import expect_a_way
from helpers.scale.sharing import expect_batch_for
from helpers.training import Finite, Saver, annealed_rates


class Annealed(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of a family at every step: it knows the step, wherever training begins."""

    def __init__(self, model, steps):
        self.rates = annealed_rates(model.budget.learning_rate, steps, model.pace)

    def __call__(self, step):
        last = len(self.rates) - 1
        return ops.take(
            ops.convert_to_tensor(self.rates), ops.minimum(ops.cast(step, "int32"), last)
        )

    def get_config(self):
        return {"rates": self.rates}


class Telling(keras.callbacks.Callback):
    """Tells the step now and then, and each saving."""

    def __init__(self, tell, first, saver):
        super().__init__()
        self.tell, self.first, self.saver, self.told = tell, first, saver, 0.0

    def on_train_begin(self, logs=None):
        self.saved = self.saver and self.saver.saved

    def on_train_batch_end(self, batch, logs=None):
        step, now = self.first + batch + 1, time.perf_counter()
        if now - self.told > 0.5 or batch + 1 == self.params["steps"]:
            self.told = now
            self.tell(step=step, loss=float(logs["loss"]))
        if self.saver and self.saver.saved != self.saved:
            self.saved = self.saver.saved
            self.tell(saved=step)


def train(job, tell):
    """Take part in a training.

    Args:
        job: a `Job`, with the number of this process.
        tell: a function of things by name.

    Raises:
        ValueError: the processes cannot meet, or differ in what they were told.
    """
    meet(job, tell)
    expect_batch_for(job, group.share_batches(job.processes == 1 and job.batch_size % 2 == 0))
    keras.utils.set_random_seed(job.seed)
    part = Part(job.rows, job, job.process, 0)
    model = made(job, part.rows)
    part.first = restored(model, job)
    tell(begins=part.first)
    if part.num_batches:
        fit(model, part, job, tell)
    if job.out and job.process == 0:
        model.save(job.out)
        Path(job.resume).unlink(missing_ok=True)
    if job.processes > 1:
        group.leave()
    tell(done=True)


def meet(job, tell):
    """Open the group of processes, and check that all are of one mind."""
    if job.processes == 1:
        return
    host, port = job.coordinator.rsplit(":", 1) if job.coordinator else (None, None)
    if host:
        expect_a_way(host.strip("[]"), int(port), job.process, job.wait)
    tell(meets=True)
    group.join(host and host.strip("[]"), port, job.processes, job.process, job.wait)
    agreement.expect_same(group.told_by_all("facts", json.dumps(agreement.facts(job)), job.wait))
    tell(agreed=True)


def made(job, rows):
    """The model, with its own optimizer and a learning rate that falls along so many steps."""
    model = FAMILY[job.family](rows.shape[1:], seed=job.seed)
    model.standardise(np.asarray(rows) if rows.ndim == 2 else rows[:1])
    optimizer = model.own_optimizer()
    optimizer.learning_rate = Annealed(model, job.steps)
    model.compile(optimizer, steps_per_execution=1)
    return model


def told(job):
    """What a file from which training goes on must have begun with."""
    return f"{agreement.options(job._replace(processes=1))}, data {job.digest}"


def restored(model, job):
    """The step to go on with. Process 0 reads the file, and all get what it says."""
    path = Path(job.resume) if job.resume else None
    content = path.read_bytes() if job.process == 0 and path and path.exists() else b""
    if job.processes > 1:
        content = group.told_by_first(content)
    if content:
        with tempfile.TemporaryDirectory() as folder:
            if job.process:
                path = Path(folder, "process 0.training")
                path.write_bytes(content)
            expect_restored(model, Saver(path, told(job)), job)
    return int(model.optimizer.iterations)


def expect_restored(model, saver, job):
    """Put what the file holds into the model."""
    try:
        saver.restore(model)
    except ValueError:
        raise ValueError(
            f"--out expected a file beside it that goes on with {told(job)}; received another "
            f"training in {saver.path.name}, or a damaged file. That would be lost: delete it, or "
            f"take another --out."
        ) from None


def fit(model, part, job, tell):
    """Keras's own fit, in one pass of so many steps."""
    callbacks = [Finite()]
    if job.process == 0:
        saver = Saver(job.resume, told(job)) if job.resume else None
        if saver:
            saver.seconds = job.save_every
            callbacks.append(saver)
        callbacks.append(Telling(tell, part.first, saver))
    keras.Model.fit(model, part, epochs=1, shuffle=False, verbose=0, callbacks=callbacks)
