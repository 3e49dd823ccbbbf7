"""Open the course, or run its tests, in an environment of its own.

    python start.py [flags]         open the course in JupyterLab; the flags go to Jupyter,
                                    for example --no-browser or --port 9000
    python start.py test [flags]    run the tests; the flags go to pytest
    python start.py --help          show this text

The first run makes the folder .venv beside this file and installs the packages that
requirements.txt names: about 2.5 GB on disk, and some minutes. Later runs start at once. If
anything goes wrong, run it again: an unfinished or damaged .venv is made anew.
"""

import errno
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import textwrap
import time
from collections import namedtuple
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
# An f-string, because Python 2 cannot read one: it stops here and shows the reader this line.
NEEDED = f"CPython 3.11, 3.12 or 3.13, 64-bit"  # noqa: F541
GIGABYTES = 2.5  # a finished .venv is 2.4 GB on Linux x86-64

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TWO_FILES = "-n", "2", "--dist", "loadfile"  # at a time, each in a process of its own
LOCK, STAMP, LOG = VENV / "start.lock", VENV / "start.json", VENV / "install.log"
FIRST_PAGE = "notebooks/00_start_here.ipynb"

SETTINGS = {
    # A subshell would run a slider's callback in a second thread, beside a running cell.
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    # The course works without a network and asks nobody for news.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}

Machine = namedtuple("Machine", "python version bits platform processor system")
SUPPORTED = [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "win-amd64")]
AGAIN = "then run the same command again."

# When; what is wrong; what was expected; what to do. The machine comes before the Python: where
# the machine is wrong, no other Python helps.
REFUSALS = [
    (
        lambda m: m.platform == "darwin" and m.processor != "arm64",
        "TensorFlow is no longer built for Intel Macs.",
        "a Mac with an Apple chip, and a Python built for it",
        "Use another computer, or Linux in Docker on this one. If this Mac does have an Apple "
        "chip, only its Python is for Intel: install a Python for arm64.",
    ),
    (
        lambda m: m.platform == "darwin" and numbers(m.system) < (12,),
        "TensorFlow is not built for this macOS.",
        "macOS 12 or newer",
        f"Update macOS, {AGAIN}",
    ),
    (
        lambda m: m.platform == "win32" and m.processor == "win-arm64",
        "TensorFlow is not built for Windows on ARM.",
        "Windows on x86-64",
        "Run the course in WSL (wsl --install), which is Linux, or use another computer.",
    ),
    (
        lambda m: m.platform == "linux" and numbers(m.system) < (2, 28),
        "TensorFlow is not built for this Linux.",
        "glibc 2.28 or newer as the C library (Alpine has musl instead)",
        "Use Debian, Ubuntu, Fedora or another Linux with glibc. In Docker, take the image "
        "python:3.12-slim instead of python:3.12-alpine.",
    ),
    (
        lambda m: m.bits == 64 and (m.platform, m.processor) not in SUPPORTED,
        "TensorFlow is not built for this computer.",
        "Linux on x86-64 or aarch64, macOS on arm64, or Windows on x86-64",
        "Use another computer.",
    ),
    (
        lambda m: (
            m.python != "CPython" or not OLDEST <= numbers(m.version)[:2] <= NEWEST or m.bits != 64
        ),
        "This Python cannot run the course.",
        NEEDED,
        "Install Python 3.12, 64-bit (python.org has it), then run: "
        + ("py -3.12 start.py" if os.name == "nt" else "python3.12 start.py"),
    ),
]

# Likewise, told from the words that a failed step or a refused file leaves.
FAILURES = [
    (
        r"Errno 28\]|No space left|WinError 112\]|quota exceeded",
        "The disk is full.",
        f"about {GIGABYTES} GB free for .venv, and 1 GB for downloads",
        f"Make room, {AGAIN} If only the folder for temporary files is full, set TMPDIR (on "
        "Windows TEMP) to a roomier one.",
    ),
    (
        r"ensurepip is not\s+available|No module named '?(ensurepip|venv)",
        "This Python cannot make environments.",
        "a Python with the modules venv and ensurepip",
        f"On Debian and Ubuntu: sudo apt install python3-venv (where that is not enough: "
        f"python3.{sys.version_info[1]}-venv), {AGAIN}",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package is not the one the course was tested with, so it was not installed.",
        "the file whose hash is in requirements.txt",
        "Run the same command again, in case a download was cut short. If it fails again, the "
        "place that pip downloads from serves another file: ask whoever runs it.",
    ),
    (
        r"connection broken|ConnectionError|timed out|Could not fetch URL|SSLError",
        "The packages could not be downloaded.",
        "a network on the first run (later runs need none)",
        f"Check the network and the proxy settings, {AGAIN}",
    ),
    (
        r"Errno (1|13|30)\]|WinError (5|32)\]",
        "A file could not be written.",
        f"a folder that you may write to: {ROOT}",
        "Move the course into your home folder, or stop the program that uses .venv (a Jupyter "
        f"that is still open, say), {AGAIN}",
    ),
    (
        r"",
        "The environment could not be made.",
        "every step to succeed",
        f"Read {LOG}, if it is there; remove the folder .venv, {AGAIN}",
    ),
]


class Problem(Exception):
    """What the reader can mend, in words."""

    def __init__(self, what, expected, found, todo):
        parts = [
            ("Expected:", expected),
            ("Found:", found),
            ("What to do:", textwrap.fill(todo, 84)),
        ]
        lines = [f"  {name:<12}" + text.replace("\n", "\n" + 14 * " ") for name, text in parts]
        super().__init__("\n".join([what, *lines]))


def numbers(text):
    """The numbers in a text, such as a version's."""
    return tuple(int(n) for n in re.findall(r"\d+", text))


def this_machine():
    """What tells supported machines and Pythons from others."""
    python = platform.python_implementation()
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        python = "free-threaded " + python
    bits = 64 if sys.maxsize > 2**32 else 32
    processor = os.uname().machine if hasattr(os, "uname") else sysconfig.get_platform()
    system = {"darwin": "macOS " + platform.mac_ver()[0], "win32": "Windows"}.get(sys.platform)
    if system is None:
        try:
            system = "Linux with " + os.confstr("CS_GNU_LIBC_VERSION")
        except (AttributeError, TypeError, ValueError, OSError):
            system = sys.platform + " without glibc"
    return Machine(python, platform.python_version(), bits, sys.platform, processor, system)


def refuse(m):
    """Raise the problem that keeps the course off this machine, if there is one."""
    found = f"{m.python} {m.version}, {m.bits}-bit, on {m.system}, {m.processor}"
    for is_so, what, expected, todo in REFUSALS:
        if is_so(m):
            raise Problem(what, expected, found, todo)


def diagnose(output):
    """The problem behind a failed step or a refused file."""
    found = "\n".join(line[:200] for line in output.strip().splitlines()[-5:])
    for signs, what, expected, todo in FAILURES:
        if re.search(signs, output):
            return Problem(what, expected, found, todo)


def surroundings():
    """The environment variables for pip, Jupyter and pytest."""
    env = dict(os.environ, VIRTUAL_ENV=str(VENV), PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0")
    env["PATH"] = str(PYTHON.parent) + os.pathsep + env.get("PATH", "")
    env.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    for name in ("PYTHONHOME", "PYTHONPATH"):  # other packages would hide the course's own
        env.pop(name, None)
    return env


def fingerprint():
    """Changes with whatever .venv is made from; its folder counts, because paths are inside."""
    parts = [platform.python_version(), sysconfig.get_platform(), str(ROOT), json.dumps(SETTINGS)]
    parts += [(ROOT / name).read_text("utf-8") for name in ("requirements.txt", "pyproject.toml")]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def installed():
    """The names in .venv's package folder. Its own Python lists them, so it must run."""
    code = "import os, sysconfig; print(*os.listdir(sysconfig.get_path('purelib')), sep='\\n')"
    command = [str(PYTHON), "-I", "-X", "utf8", "-c", code]
    listing = subprocess.check_output(command, stderr=subprocess.DEVNULL).decode("utf-8")
    return {n for n in listing.splitlines() if n != "__pycache__" and "dist-info" not in n}


def ready():
    """Is .venv finished, whole and made from what the repository holds now?"""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        return stamp["made_from"] == fingerprint() and set(stamp["installed"]) <= installed()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False


def acquired(lock):
    """Take the lock if nobody has it. The system frees it, however its holder ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # some network disks know no locks: there, go without
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def step(what, command, lock):
    """Say what happens, do it, and keep its output in the log."""
    print(what + " ...", flush=True)
    # The lock is its standard input: should start.py be killed, pip goes on and still holds it.
    pipes = dict(stdin=lock, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    done = subprocess.run(command, check=False, cwd=str(ROOT), env=surroundings(), **pipes)
    output = done.stdout.decode("utf-8", "replace")
    with open(str(LOG), "a", encoding="utf-8") as log:
        log.write(output)
    if done.returncode:
        raise diagnose(output)


def clear():
    """Empty .venv, but for the lock. Nobody can say what an interrupted installation left."""
    if any(path != LOCK for path in VENV.iterdir()):
        print("Clearing .venv, which is unfinished, damaged or out of date ...", flush=True)
    if STAMP.exists():  # goes first, so that it never vouches for a half-cleared folder
        STAMP.unlink()
    for path in VENV.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        elif path != LOCK:
            path.unlink()


def build(lock):
    """Make .venv from nothing."""
    if importlib.util.find_spec("ensurepip") is None:
        raise diagnose("No module named ensurepip")
    clear()
    free = shutil.disk_usage(str(VENV)).free / 1e9
    if free < GIGABYTES:
        raise OSError(errno.ENOSPC, f"only {free:.1f} GB free", str(VENV))
    # Where .venv is activated, sys.executable is the file that was just removed.
    python = getattr(sys, "_base_executable", None) or sys.executable
    pip = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off"]
    packages = ["--only-binary", ":all:", "--require-hashes", "-r", "requirements.txt"]
    course = ["--no-deps", "--no-build-isolation", "-e", "."]
    step("Making the environment in .venv (some seconds)", [python, "-m", "venv", str(VENV)], lock)
    step("Installing the packages (0.5 GB to download, 1 to 10 minutes)", pip + packages, lock)
    step("Installing the course itself (some seconds)", pip + course, lock)
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(SETTINGS, indent=2), "utf-8")
    stamp = json.dumps({"made_from": fingerprint(), "installed": sorted(installed())})
    if hasattr(os, "sync"):
        os.sync()  # after a power cut, no stamp may vouch for packages that were never written
    part = STAMP.with_suffix(".part")
    part.write_text(stamp, "utf-8")
    part.replace(STAMP)


def prepare():
    """Build .venv unless it is ready. Of two runs at once, one builds and the other waits."""
    if ready():
        return
    VENV.mkdir(exist_ok=True)
    with open(str(LOCK), "a") as lock:
        if not acquired(lock):
            print("Another start.py is preparing .venv. Waiting for it ...", flush=True)
            while not acquired(lock):
                time.sleep(0.5)
        if not ready():
            build(lock)


def launch(command):
    """Hand over to Jupyter or pytest, whose exit status becomes ours."""
    os.chdir(str(ROOT))
    if os.name != "nt":
        os.execve(command[0], command, surroundings())
    child = subprocess.Popen(command, env=surroundings())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the child: Jupyter asks first
    return child.wait()


def main(arguments):
    """Do what the command line asks; return the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    try:
        refuse(this_machine())
        prepare()
        if arguments[:1] == ["test"]:
            return launch([str(PYTHON), "-m", "pytest", *TWO_FILES, *arguments[1:]])
        print("Opening the course. To stop it, press Ctrl-C here.", flush=True)
        # Not the notebook's path: the file browser would then begin below the helpers.
        page = "--LabApp.default_url=/lab/tree/" + FIRST_PAGE
        return launch([str(PYTHON), "-m", "jupyterlab", page, *arguments])
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(diagnose(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. To go on, run the same command again.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
