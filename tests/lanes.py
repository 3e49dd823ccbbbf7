"""How long each file of tests takes: the longest first, the time left in sight, a quick lane."""

import json
import math
import os
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[1]
SECONDS = Path(__file__).with_name("seconds.json")  # measured; --record-seconds writes it anew
CONTAINER = Path("/sys/fs/cgroup")
LEFT_OUT = "left_out"
USUAL = 5.0  # seconds of a file that nobody has measured
THREADS = [
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
]
QUICK_BROWSER = "tests/browser/test_sliders_in_browser.py"


def file_of(nodeid):
    """The path of a test's file; nbval writes `08_vae::ipynb` for a notebook's."""
    return nodeid.replace("::ipynb", ".ipynb").partition("::")[0]


def measured():
    """Seconds of each file, from a run on two cores; {} before the first."""
    return json.loads(SECONDS.read_text("utf-8")) if SECONDS.exists() else {}


def left_out(item):
    """Whether the quick lane leaves a test out, and what to call it: a word, or None."""
    file = file_of(item.nodeid)
    if file.endswith(".ipynb"):
        return "cells of notebooks"
    if "book" in getattr(item, "fixturenames", ()):
        return "tests of the built book"
    if file.startswith("tests/browser/") and file != QUICK_BROWSER:
        return "browser tests"
    if item.get_closest_marker("trains"):
        return "tests that train for longer than seconds"
    return None


def pytest_addoption(parser):
    group = parser.getgroup("course")
    group.addoption("--quick", action="store_true", help="only what needs no training: minutes")
    group.addoption(
        "--record-seconds", action="store_true", help="write tests/seconds.json after a whole run"
    )


def pytest_configure(config):
    config.addinivalue_line("markers", "trains: takes more than seconds; the quick lane skips it")
    share_cores(config.getoption("numprocesses", None))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Progress(config))


def pytest_xdist_auto_num_workers(config):
    """A process for each core and each 4 GB of memory: two at least, eight at most."""
    cores = min(os.cpu_count(), allowed("cpu.max"))
    memory = min(psutil.virtual_memory().total, allowed("memory.max"))
    return max(2, min(round(cores), round(memory / 2**32), 8))


def allowed(limit):
    """What a container on Linux may use of the machine that it sees."""
    file = CONTAINER / limit
    most, *period = file.read_text().split() if file.exists() else ["max"]
    return math.inf if most == "max" else int(most) / int(*period or [1])


def share_cores(processes):
    """Each process computes on its share of the cores: threads of one would wait for another's."""
    if processes:
        for name in THREADS:
            os.environ.setdefault(name, str(max(1, os.cpu_count() // processes)))


def pytest_collection_modifyitems(config, items):
    """Put long files first, so that all processes end together; keep the quick ones if asked."""
    seconds = measured()
    items.sort(key=lambda item: -seconds.get(file_of(item.nodeid), USUAL))
    if not config.getoption("quick"):
        return
    words = {item: left_out(item) for item in items}
    to_whoever_reports = getattr(config, "workeroutput", config.stash)
    to_whoever_reports[LEFT_OUT] = dict(Counter(filter(None, words.values())))
    config.hook.pytest_deselected(items=[item for item in items if words[item]])
    items[:] = [item for item in items if not words[item]]


def pytest_report_teststatus(report, config):
    """No dots: a line tells when a file is done, and what has failed in it."""
    if config.get_verbosity() > 0 or not (report.failed or report.when == "call"):
        return None
    if report.failed:
        return ("failed" if report.when == "call" else "error"), "", ""
    return ("passed", "", "") if report.passed else None


class Progress:
    """Says which file is done, which are running and about how long is left.

    The files' seconds are known from another machine. How much faster or slower this one is
    shows in the files that are done.
    """

    def __init__(self, config):
        self.config, self.expected = config, measured()
        self.start, self.processes = time.monotonic(), 1
        self.tests, self.spent, self.outcomes = {}, Counter(), {}

    def collected(self, nodeids, processes):
        self.tests, self.processes = Counter(map(file_of, nodeids)), processes
        self.total = sum(map(self.usual, self.tests))

    def usual(self, file):
        return self.expected.get(file, USUAL)

    def pytest_collection_finish(self, session):
        if not self.config.getoption("numprocesses", None):
            self.collected([item.nodeid for item in session.items], 1)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node, ids):
        self.collected(ids, self.config.getoption("numprocesses"))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        self.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get(LEFT_OUT)

    def pytest_runtest_logreport(self, report):
        file = file_of(report.nodeid)
        self.spent[file] += report.duration
        outcomes = self.outcomes.setdefault(file, Counter())
        if report.when == "call" or report.outcome != "passed":
            outcomes[report.outcome] += 1
        if report.when == "teardown":
            self.tests[file] -= 1
            if not self.tests[file]:
                self.say(file)

    def say(self, file):
        """One line when a file is done."""
        words = ", ".join(f"{n} {outcome}" for outcome, n in sorted(self.outcomes[file].items()))
        running = [f for f in self.spent if self.tests[f]]
        line = f"{self.clock()}  {file}: {words}, {self.spent[file]:.0f} s"
        line += f"; now {', '.join(running)}" if running else ""
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        reporter.ensure_newline()
        reporter.write_line(line)

    def clock(self):
        """What is done, and about how many minutes are left."""
        done = sum(self.usual(file) for file, tests in self.tests.items() if not tests)
        under_way = sum(min(self.spent[f], self.usual(f)) for f in self.spent if self.tests[f])
        gone, share = time.monotonic() - self.start, (done + under_way) / self.total
        whole = gone / share if share > 0.05 else self.total / self.processes
        return f"{share:4.0%}, about {(1 - share) * whole / 60:.0f} min left"

    def pytest_terminal_summary(self, terminalreporter):
        missing = self.config.stash.get(LEFT_OUT, None)
        if missing:
            words = ", ".join(f"{n:,} {what}" for what, n in missing.items())
            terminalreporter.section("The quick lane left out")
            terminalreporter.line(f"{words}. All of them: python start.py test")
        if self.config.getoption("record_seconds"):
            rounded = {file: round(s, 1) for file, s in sorted(self.spent.items())}
            SECONDS.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
