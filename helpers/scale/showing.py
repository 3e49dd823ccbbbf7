"""How a training goes, shown once: by process 0."""

import time

from tqdm import tqdm


class Picture:
    """Lines about a training and its bar.

    Args:
        job: a `Job`.
        data: words about the data.
        budget: the family's own, a `Budget`.
    """

    def __init__(self, job, data, budget):
        self.job, self.bar, self.start = job, None, None
        self.step, self.first, self.saved, self.loss = 0, 0, 0, None
        if self.shows:
            many = f"{job.processes} processes" if job.processes > 1 else "1 process"
            print(f"{job.family} on {data}, {job.batch_size} rows a step, {many}")
            print(f"{job.steps:,} steps; its own budget has {budget.steps:,}", flush=True)
            if not job.out:
                print("Nothing will be kept: that takes --out mine.npz", flush=True)
        else:
            print(
                f"Process {job.process} of {job.processes}; process 0 shows how it goes", flush=True
            )

    @property
    def shows(self):
        return not self.job.process

    def where(self):
        """How far it has come, in words."""
        return f"at step {self.step:,} of {self.job.steps:,}" if self.shows else "on the way"

    def hear(self, process, things):
        """Show what a process tells."""
        if process.job.process or not things:
            return
        self.saved = things.get("saved", self.saved)
        if "begins" in things:
            self.begin(things["begins"])
        if "step" in things:
            self.step, self.loss = things["step"], things["loss"]
            self.bar.set_postfix_str(f"mean loss {self.loss:.4g}", refresh=False)
            self.bar.update(self.step - self.bar.n)

    def begin(self, step):
        self.step = self.first = self.saved = step
        self.start = time.perf_counter()
        if step:
            print(f"Goes on from step {step:,}, which {self.job.resume} keeps", flush=True)
        self.bar = tqdm(total=self.job.steps, initial=step, desc=self.job.family, unit="step")

    def close(self):
        if self.bar is not None:
            self.bar.close()

    def end(self):
        """Say what was done."""
        if not self.shows:
            return print(f"Process {self.job.process} is done", flush=True)
        seconds = time.perf_counter() - self.start
        steps = self.job.steps - self.first
        print(f"{steps:,} steps in {seconds:.1f} s")
        if self.job.out:
            print(f"The weights are in {self.job.out}")


def again(job, saved):
    """What to do when a training ended before its end."""
    where = "" if job.process is None else " on every host"
    if job.process:
        return f"Start the same command again{where}: it goes on from what process 0 saved last."
    if not job.out:
        return (
            f"Start the same command again{where}: it begins anew; with --out mine.npz it would "
            f"go on from the last minute."
        )
    if not saved:
        return f"Start the same command again{where}: it begins anew, nothing was saved yet."
    return f"Start the same command again{where}: it goes on from step {saved:,}."
