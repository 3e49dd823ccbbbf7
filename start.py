# Assigned, because under PYTHONOPTIMIZE=2 there are no docstrings, and --help shows this one.
__doc__ = """Open the course, run its tests or build its book, in an environment of its own.

    python start.py [flags]         open the course in JupyterLab; the flags go to Jupyter,
                                    for example --no-browser or --port 9000
    python start.py test [flags]    run the tests; the flags go to pytest
    python start.py book            build the book into book/_build/html; this needs Node 20
    python start.py book --open     the same, then show it in the browser [--port N]
    python start.py --help          show this text

The first run makes the folder .venv beside this file and installs the packages that
requirements.txt names: about 2.5 GB on disk, and some minutes. Later runs start at once. If
anything goes wrong, run it again: a damaged or outdated .venv is made anew, and lives until the
new one is finished.
"""

import ast
import contextlib
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
VENV = (ROOT / ".venv").resolve()  # may be a link to a roomier disk
# The next one grows beside it, under a name of the same length, and then takes its place.
NEXT, LAST = VENV.with_name(VENV.name[:-1] + "~"), VENV.with_name(VENV.name[:-1] + "-")
SCRIPTS, PYTHON = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
STAMP = "start.json"  # in an environment that is finished
LOCK, LOG = ROOT / ".cache" / "start.lock", ROOT / ".cache" / "install.log"

BOOK = ROOT / "book"
PACKAGES = ROOT / ".cache" / "book"  # what the book needs beside .venv, a folder for each lock
OLDEST_NODE = (20,)

FIRST_PAGE = "notebooks/00_start_here.ipynb"
JUPYTER = [
    # Not the notebook's path: the file browser would then begin below the helpers.
    "--LabApp.default_url=/lab/tree/" + FIRST_PAGE,
    # The user's own settings may name another folder, and one in it to begin with.
    *(f"--{manager}.root_dir={ROOT}" for manager in ("ServerApp", "FileContentsManager")),
    "--FileContentsManager.preferred_dir=",
    # The browser gets an address: in a sandbox it may read no file in a hidden folder.
    "--ServerApp.use_redirect_file=False",
]
# Some files of tests at a time, each in a process of its own; tests/lanes.py says how many. It puts
# the longest first; without the last flag, xdist would put those with the most tests there.
SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]

# Beginnings of variables that are meant for other programs, and those of them that the course
# takes: how to reach packages, and how many cores to use.
FOREIGN = re.compile("PYTHON|PIP_|PYTEST_|KERAS_|TF_|XLA_|MPLBACKEND|MATPLOTLIBRC|JUPYTERLAB_DIR")
WELCOME = re.compile(
    "PIP_(.*(INDEX|URL|LINKS|PROXY|CERT|HOST|TIMEOUT|RETRIES|CACHE).*|CONFIG_FILE|KEYRING_PROVIDER"
    "|USE_FEATURE)|TF_NUM_.*_THREADS"
)

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
        "Windows TEMP) to a roomier one. Where nothing else can go, remove .venv first.",
    ),
    (
        r"ensurepip is not\s+available|No module named '?(ensurepip|venv)",
        "This Python cannot make environments.",
        "a Python with the modules venv and ensurepip",
        f"On Debian and Ubuntu: sudo apt install python3-venv (where that is not enough: "
        f"python3.{sys.version_info[1]}-venv), {AGAIN}",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "A package is not the one the course was tested with, so it was not installed.",
        "the file whose hash is in requirements.txt (for the book: or in package-lock.json)",
        "Run the same command again, in case a download was cut short. If it fails again, the "
        "place that pip or npm downloads from serves another file: ask whoever runs it.",
    ),
    (
        r"connection broken|ConnectionError|timed out|Could not fetch URL|SSLError|versions: none"
        r"|npm (error|ERR!) (code|errno) E(NOTFOUND|AI_AGAIN|CONN|TIMEDOUT)",
        "The packages could not be downloaded.",
        "a network on the first run and after an update (other runs need none)",
        f"Check the network and the proxy settings, {AGAIN}",
    ),
    (
        r"Errno (1|13|16|30)\]|WinError (5|32)\]",
        "A file could not be written.",
        f"a folder that you may write to: {ROOT}",
        "Move the course into your home folder, or stop the program that uses .venv (a Jupyter "
        f"that is still open, say), {AGAIN}",
    ),
    (
        r"",
        "The environment could not be made.",
        "every step to succeed",
        f"Read {LOG}, if it is there. If the course never opened here, remove .venv, {AGAIN}",
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


def refuse_root(flags):
    """Raise what Jupyter would say after the download: it opens for root only if told to."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and not re.search("allow.root", str(flags)):
        raise Problem(
            "Jupyter does not open for root, who may do anything here, unless it is told to.",
            "the flag --allow-root, or a user who is not root",
            "root, without the flag",
            "Where root is the only user, as in a container, run: python start.py --allow-root. "
            "Elsewhere run the same command without sudo.",
        )


def refuse_node():
    """Raise what keeps the book off this machine before anything is downloaded for it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    version = subprocess.check_output([node, "--version"]).decode().strip() if node else "none"
    if not npm or numbers(version) < OLDEST_NODE:
        raise Problem(
            "The book needs Node, which sets its formulas and bundles its scripts.",
            "Node 20 or newer, with npm, on the PATH",
            f"node: {version}, npm: {'there' if npm else 'none'}",
            f"Install the newest Node of long-term support (nodejs.org has it), {AGAIN} The "
            "course itself needs no Node: python start.py.",
        )


def diagnose(error):
    """The problem behind a refused file, or behind what a failed step said."""
    if isinstance(error, Problem):
        return error
    found = "\n".join(line[:200] for line in str(error).strip().splitlines()[-5:])
    for signs, what, expected, todo in FAILURES:
        if re.search(signs, str(error)):
            return Problem(what, expected, found, todo)


def surroundings():
    """The environment variables for pip, Jupyter and pytest."""
    env = {k: v for k, v in os.environ.items() if not FOREIGN.match(k) or WELCOME.fullmatch(k)}
    env["PATH"] = str(VENV / SCRIPTS) + os.pathsep + env.get("PATH", "")
    env["PYTHONUTF8"] = "1"  # in any locale: the folder's name may stand in a .pth file
    env["PYTHONUNBUFFERED"] = "1"  # the progress of tests is seen in a log, too
    env["KERAS_HOME"] = str(VENV / "share" / "keras")  # not another course's keras.json
    env["JUPYTER_PREFER_ENV_PATH"] = "1"  # nor another Python's kernel
    env.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_QUIET="0", PIP_USER="0")
    return dict(env, VIRTUAL_ENV=str(VENV), TF_CPP_MIN_LOG_LEVEL="3")


def welcome_settings(listing):
    """Of what `pip config list` shows, how to reach packages: as environment variables."""
    pairs = re.findall(r"(?m)^global\.(\S+?)=(.*?)\r?$", listing)
    pairs += re.findall(r"(?m)^install\.(\S+?)=(.*?)\r?$", listing)  # goes before global
    settings = {"PIP_" + key.upper().replace("-", "_"): value for key, value in pairs}
    return {k: ast.literal_eval(v) for k, v in settings.items() if WELCOME.fullmatch(k)}


def folder():
    """The course's folder, in any locale. Paths are inside .venv, so it is none elsewhere."""
    try:
        return os.fsencode(str(ROOT)).decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(
            "Python cannot make an environment in a folder with this name.",
            "a name in UTF-8, as all systems write it today",
            repr(os.fsencode(str(ROOT)))[2:-1],
            f"Rename the folder, for example in plain letters, {AGAIN}",
        ) from None


def fingerprint():
    """Changes with whatever .venv is made from."""
    parts = [platform.python_version(), sysconfig.get_platform(), folder(), json.dumps(SETTINGS)]
    parts = [part.encode("utf-8") for part in parts]
    parts += [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed(venv):
    """Packages and their versions in an environment. Its own Python lists them, so it must run."""
    code = "import os, sysconfig; print(*os.listdir(sysconfig.get_path('purelib')), sep='\\n')"
    command = [str(venv / SCRIPTS / PYTHON), "-I", "-X", "utf8", "-c", code]
    listing = subprocess.check_output(command, stderr=subprocess.DEVNULL).decode("utf-8")
    # The lock has no pip, so any version of it will do.
    return {n for n in listing.splitlines() if not re.match(r"__pycache__|pip-.*dist-info", n)}


def state(venv):
    """What a finished environment was made from, in which folder, and what of it is gone since."""
    try:
        stamp = json.loads((venv / STAMP).read_text("utf-8"))
        return stamp["made_from"], stamp["folder"], set(stamp["installed"]) - installed(venv)
    except (OSError, ValueError, LookupError, TypeError, subprocess.CalledProcessError):
        return None, None, None


def ready(venv):
    """Is it finished, whole and made from what the repository holds now?"""
    return state(venv) == (fingerprint(), folder(), set())


def usable():
    """Does the course open in .venv, if only with other versions than it should have now?"""
    _, made_for, gone = state(VENV)
    return made_for == folder() and all(".dist-info" in name for name in gone)


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


def step(what, command, lock, env):
    """Say what happens, do it, keep its output in the log and return it."""
    print(what + " ...", flush=True)
    # The lock is its standard input: should start.py be killed, pip goes on and still holds it.
    pipes = dict(stdin=lock, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    done = subprocess.run(command, check=False, cwd=str(ROOT), env=env, **pipes)
    output = done.stdout.decode("utf-8", "replace")
    with open(str(LOG), "a", encoding="utf-8") as log:
        log.write(output)
    if done.returncode:
        raise diagnose(output)
    return output


def remove(place):
    """Remove a folder, its stamp first, which must never vouch for half of one."""
    if place.exists():
        if (place / STAMP).exists():
            (place / STAMP).unlink()
        shutil.rmtree(str(place))


def pip_surroundings(pip, lock):
    """The environment variables for pip, with the settings that say how to reach packages."""
    env = surroundings()
    listing = step("Asking pip how to reach packages", [*pip, "config", "list"], lock, env)
    return {**welcome_settings(listing), **env, "PIP_CONFIG_FILE": os.devnull}


def build(lock):
    """Make the next environment from nothing."""
    if importlib.util.find_spec("ensurepip") is None:
        raise diagnose("No module named ensurepip")
    if VENV.exists() and any(VENV.iterdir()):
        print("Making .venv anew: it is unfinished, damaged or out of date ...", flush=True)
    remove(NEXT)
    free = shutil.disk_usage(str(VENV.parent)).free / 1e9
    if free < GIGABYTES:
        raise OSError(errno.ENOSPC, f"only {free:.1f} GB free", str(VENV))
    stamp = {"made_from": fingerprint(), "folder": folder()}
    # Where .venv is activated, sys.executable is a file in it.
    python = getattr(sys, "_base_executable", None) or sys.executable
    venv = [python, "-m", "venv", "--prompt", VENV.name, str(NEXT)]
    pip = [str(NEXT / SCRIPTS / PYTHON), "-m", "pip"]
    install = [*pip, "install", "--progress-bar", "off"]
    packages = [*install, "--only-binary", ":all:", "--require-hashes", "-r", "requirements.txt"]
    course = [*install, "--no-deps", "--no-build-isolation", "-e", "."]
    step("Making the environment in .venv (some seconds)", venv, lock, surroundings())
    env = pip_surroundings(pip, lock)
    step("Installing the packages (0.5 GB to download, 1 to 10 minutes)", packages, lock, env)
    step("Installing the course itself (some seconds)", course, lock, env)
    settings = NEXT / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(SETTINGS, indent=2), "utf-8")
    name_their_place()
    if hasattr(os, "sync"):
        os.sync()  # after a power cut, no stamp may vouch for packages that were never written
    part = NEXT / "start.part"
    part.write_text(json.dumps(dict(stamp, installed=sorted(installed(NEXT)))), "utf-8")
    part.replace(NEXT / STAMP)


def name_their_place():
    """The scripts name the Python that runs them: the one where they will be."""
    here, there = os.fsencode(os.sep + NEXT.name), os.fsencode(os.sep + VENV.name)
    for path in (NEXT / SCRIPTS).iterdir():
        if path.is_file() and not path.is_symlink() and here in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(here, there))


def move(place, to):
    """Rename a folder. On Windows a virus scanner may hold new files for some seconds."""
    for _ in range(20):
        try:
            return place.rename(to)
        except PermissionError:
            time.sleep(0.5)
    return place.rename(to)


@contextlib.contextmanager
def alone(what):
    """Of two runs at once, one prepares and the other waits."""
    LOCK.parent.mkdir(exist_ok=True)
    with open(str(LOCK), "a") as lock:
        if not acquired(lock):
            print(f"Another start.py is preparing {what}. Waiting for it ...", flush=True)
            while not acquired(lock):
                time.sleep(0.5)
        yield lock


def prepare():
    """Build .venv unless it is ready."""
    if ready(VENV) and not NEXT.exists() and not LAST.exists():
        return
    with alone(".venv") as lock:
        if not ready(VENV):
            if not ready(NEXT):
                try:
                    build(lock)
                except BaseException:
                    remove(NEXT)
                    raise
            remove(LAST)
            if VENV.exists():
                move(VENV, LAST)
            move(NEXT, VENV)
        remove(NEXT)
        remove(LAST)


def book_packages(lock):
    """The folder of the Python packages that only the book needs, installed unless it is there."""
    wanted = BOOK / "requirements.txt"
    place = PACKAGES / hashlib.sha256(fingerprint().encode() + wanted.read_bytes()).hexdigest()[:16]
    if place.exists():
        return place
    remove(PACKAGES)  # those of an older lock
    part = PACKAGES / "part"
    pip = [str(VENV / SCRIPTS / PYTHON), "-m", "pip"]
    install = [*pip, "install", "--progress-bar", "off", "--no-deps", "--only-binary", ":all:"]
    install += ["--target", str(part), "--require-hashes", "-r", str(wanted)]
    env = pip_surroundings(pip, lock)
    step("Installing the book's packages (20 MB to download)", install, lock, env)
    move(part, place)
    return place


def book_scripts(lock):
    """Install what the pages load in a browser, unless it is there."""
    modules = BOOK / "node_modules"
    wanted = hashlib.sha256((BOOK / "package-lock.json").read_bytes()).hexdigest()
    if (modules / STAMP).exists() and (modules / STAMP).read_text("utf-8") == wanted:
        return
    install = [shutil.which("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    install += ["--prefix", str(BOOK)]
    step("Installing the book's browser parts (50 MB to download)", install, lock, surroundings())
    (modules / STAMP).write_text(wanted, "utf-8")


def prepare_book():
    """Install what only the book needs; returns where its Python packages are."""
    with alone("the book") as lock:
        book_scripts(lock)
        return book_packages(lock)


def launch(*module_and_flags, **variables):
    """Hand over to Jupyter, pytest or the book, whose exit status becomes ours."""
    command = [str(VENV / SCRIPTS / PYTHON), "-m", *module_and_flags]
    env = dict(surroundings(), **variables)
    os.chdir(str(ROOT))
    if os.name != "nt":
        os.execve(command[0], command, env)
    child = subprocess.Popen(command, env=env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the child: Jupyter asks first
    return child.wait()


def main(arguments):
    """Do what the command line asks; return the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    testing, booking = arguments[:1] == ["test"], arguments[:1] == ["book"]
    try:
        refuse(this_machine())
        if booking:
            refuse_node()
        elif not testing:
            refuse_root(arguments)
        try:
            prepare()
        except (Problem, OSError) as error:
            # Tests in another environment would say nothing, and a book would not be this one.
            if testing or booking or not usable():
                raise
            print(f"{diagnose(error)}\n\nUntil then the course opens as it was.", file=sys.stderr)
        if booking:
            return launch("book.build", *arguments[1:], PYTHONPATH=str(prepare_book()))
        if testing:
            return launch("pytest", *SIDE_BY_SIDE, *arguments[1:])
        print("Opening the course. To stop it, press Ctrl-C here.", flush=True)
        return launch("jupyterlab", *JUPYTER, *arguments)
    except (Problem, OSError) as error:
        print(diagnose(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. To go on, run the same command again.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
