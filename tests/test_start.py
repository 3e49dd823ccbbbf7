"""start.py on machines of every kind, and in a small course that installs in a moment.

The tables say what is right, a kind of surroundings, damage or failure a line: SURROUNDINGS,
PIP_FILES, DAMAGES, FAILURES.

The small course holds its own venv.py, pip.py, jupyterlab.py and pytest.py. `python -m` takes the
ones in the current folder first, so start.py runs as it is, as a process, and downloads nothing.
"""

import ast
import importlib.util
import itertools
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
START = (ROOT / "start.py").read_text("utf-8")

# The standard library's venv, but without the seconds it takes to install pip.
VENV = """
import importlib.util, os, pathlib, sys
home = pathlib.Path(os.__file__).parent / "venv"
spec = importlib.util.spec_from_file_location("venv", home / "__init__.py")
venv = importlib.util.module_from_spec(spec)
spec.loader.exec_module(venv)
venv.EnvBuilder(symlinks=os.name != "nt").create(sys.argv[-1])
"""

# Notes how it was called and installs packages, unless the file pip_says holds an error. Its
# settings are those of the real pip.
PIP = """
import json, os, pathlib, subprocess, sys, sysconfig, time
if sys.argv[1] == "config":
    real = os.environ.get("REAL_PIP")
    sys.exit(subprocess.call([real, "-I", "-m", "pip", *sys.argv[1:]]) if real else 0)
pathlib.Path("pip_env.json").write_text(json.dumps(dict(os.environ)))
with open("calls.txt", "a") as calls:
    calls.write("begin " + " ".join(sys.argv[1:]) + "\\n")
pause = pathlib.Path("pause.txt")
time.sleep(float(pause.read_text()) if pause.exists() else 0)
scripts, packages = (pathlib.Path(sysconfig.get_path(kind)) for kind in ("scripts", "purelib"))
for name in ("jupyterlab_files", "keras-3.15.0.dist-info", "pip-23.2.dist-info"):
    (packages / name).mkdir(exist_ok=True)
(scripts / "jupyter").write_text("#!" + sys.executable)
with open("calls.txt", "a") as calls:
    calls.write("end\\n")
if "--target" in sys.argv:
    pathlib.Path(sys.argv[sys.argv.index("--target") + 1]).mkdir(parents=True)
says = pathlib.Path("pip_says.txt")
if says.exists():
    sys.exit(says.read_text())
"""

# Stands in for Jupyter and for pytest: shows what it was given.
PROGRAM = """
import json, os, sys
given = {"argv": sys.argv, "cwd": os.getcwd(), "prefix": sys.prefix, "env": dict(os.environ)}
print(json.dumps(given))
sys.exit(int(os.environ.get("STATUS", 0)))
"""

# What pip, venv and the system really print, shortened.
NO_NETWORK = """WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by
'NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused')'
ERROR: Could not find a version that satisfies the requirement absl-py==2.5.1 (from versions: none)
ERROR: No matching distribution found for absl-py==2.5.1"""
NO_MIRROR = "ERROR: Could not find a version that satisfies absl-py==2.5.1 (from versions: none)"
FULL_DISK = """Installing collected packages: numpy
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"""
WRONG_HASH = """ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you
have updated the package versions, please update the hashes.
    six==1.17.0: Expected sha256 0000, Got 4721"""
NO_VENV = """The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command. apt install python3.11-venv"""


class Course:
    """A folder that start.py takes for the course."""

    def __init__(self, root):
        self.root, self.venv = root, root / ".venv"
        root.mkdir(parents=True)
        code, found = re.subn("(?m)^GIGABYTES = 2.5", "GIGABYTES = 0.01", START)
        assert found == 1  # a small course needs little room
        texts = {"start.py": code, "requirements.txt": "", "pyproject.toml": "", "venv.py": VENV}
        texts.update({"pip.py": PIP, "jupyterlab.py": PROGRAM, "pytest.py": PROGRAM})
        for name, text in texts.items():
            (root / name).write_text(text, "utf-8")

    def command(self, *flags):
        # Whoever runs these tests may be root, for whom Jupyter opens only if told to.
        others = (("test",), ("book",), ("--help",))
        flags = flags if flags[:1] in others else (*flags, "--allow-root")
        return [sys.executable, str(self.root / "start.py"), *flags]

    def start(self, *flags, **variables):
        env = {**os.environ, **variables}
        return subprocess.run(
            self.command(*flags), env=env, cwd=self.root.parent, capture_output=True, text=True
        )

    def change(self, name="pyproject.toml"):
        with (self.root / name).open("a") as file:
            file.write("# changed\n")

    def calls(self):
        calls = self.root / "calls.txt"
        return calls.read_text().splitlines() if calls.exists() else []

    def installations(self):
        return sum("--require-hashes" in call for call in self.calls())

    def wait_for_pip(self):
        deadline = time.monotonic() + 60
        while not self.calls() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert self.calls()


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path / "a course")


@pytest.fixture
def start(course, monkeypatch):
    """The small course's start.py as a module that opens nothing."""
    spec = importlib.util.spec_from_file_location("start", course.root / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # On Linux and macOS the real one would put Jupyter in the place of this very process.
    module.real_launch = module.launch
    monkeypatch.setattr(module, "launch", lambda *command: 0)
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000, raising=False)
    return module


def shown(run):
    """What the program that start.py opened was given."""
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def assert_one_message(text, *words):
    assert "Traceback" not in text
    assert [text.count(part) for part in ("Expected:", "Found:", "What to do:")] == [1, 1, 1], text
    for word in words:
        assert word in text


# Machines


def machine(start, **changes):
    linux = start.Machine("CPython", "3.12.1", 64, "linux", "x86_64", "Linux with glibc 2.36")
    return linux._replace(**changes)


MAC = {"platform": "darwin", "system": "macOS 14.2", "processor": "arm64"}
WINDOWS = {"platform": "win32", "system": "Windows", "processor": "win-amd64"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": "3.10.13"}, ["3.11, 3.12 or 3.13", "CPython 3.10.13", "Install Python 3.12"]),
        ({"version": "3.14.0"}, ["3.11, 3.12 or 3.13", "CPython 3.14.0", "Install Python 3.12"]),
        ({"version": "2.7.18"}, ["CPython 2.7.18"]),
        ({"python": "PyPy"}, ["CPython 3.11", "PyPy 3.12.1"]),
        ({"python": "free-threaded CPython"}, ["free-threaded CPython 3.12.1"]),
        ({"bits": 32}, ["64-bit", "32-bit"]),
        ({**WINDOWS, "bits": 32, "processor": "win32"}, ["Install Python 3.12, 64-bit"]),
        ({"system": "linux without glibc"}, ["musl", "python:3.12-slim"]),
        ({"system": "Linux with glibc 2.17"}, ["glibc 2.28", "glibc 2.17"]),
        ({"processor": "ppc64le"}, ["ppc64le", "another computer"]),
        ({"platform": "freebsd14"}, ["another computer"]),
        ({**MAC, "processor": "x86_64"}, ["Intel", "Apple chip", "Docker"]),
        ({**MAC, "system": "macOS 11.7"}, ["macOS 12", "macOS 11.7"]),
        ({**MAC, "processor": "x86_64", "version": "3.10.1"}, ["Intel"]),
        ({**WINDOWS, "processor": "win-arm64"}, ["Windows on ARM", "WSL"]),
    ],
)
@pytest.mark.parametrize("arguments", [[], ["test"]])
def test_an_unsupported_machine_gets_one_message(
    start, course, monkeypatch, capsys, changes, words, arguments
):
    monkeypatch.setattr(start, "this_machine", lambda: machine(start, **changes))
    assert start.main(arguments) == 1
    assert_one_message(capsys.readouterr().err, *words)
    assert not course.venv.exists()


@pytest.mark.parametrize("version", ["3.11.0", "3.12.9", "3.13.5"])
@pytest.mark.parametrize("changes", [{}, {"processor": "aarch64"}, MAC, WINDOWS])
def test_a_supported_machine_is_taken(start, version, changes):
    start.refuse(machine(start, version=version, **changes))


def test_this_machine_is_taken(start):
    start.refuse(start.this_machine())


def test_musl_is_told_from_glibc(start, monkeypatch):
    def confstr(name):
        raise ValueError("unrecognized configuration name")

    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start.os, "confstr", confstr, raising=False)
    assert start.this_machine().system == "linux without glibc"


# A course that works


def test_help(course):
    run = course.start("--help")
    assert run.returncode == 0
    assert "start.py test" in run.stdout and "start.py book" in run.stdout
    assert "go to Jupyter" in run.stdout
    assert not course.venv.exists()


def test_opens_the_first_page_and_passes_flags_on(course):
    opened = shown(course.start("--no-browser", "--port", "9000"))
    *jupyters, no_browser, port, number, _ = opened["argv"][1:]
    assert [no_browser, port, number] == ["--no-browser", "--port", "9000"]
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in jupyters
    assert {f"--{m}.root_dir={course.root}" for m in ("ServerApp", "FileContentsManager")} <= set(
        jupyters
    )
    assert "--ServerApp.use_redirect_file=False" in jupyters
    assert opened["argv"][0].endswith("jupyterlab.py")
    assert Path(opened["cwd"]) == course.root
    assert Path(opened["prefix"]) == course.venv
    assert opened["env"]["VIRTUAL_ENV"] == str(course.venv)


def test_the_first_page_exists(start):
    assert (ROOT / start.FIRST_PAGE).is_file()


def test_installs_the_lock_with_hashes_then_the_course(course, start):
    run = course.start()
    calls = [call for call in course.calls() if call != "end"]
    assert len(calls) == 2
    assert "--require-hashes -r requirements.txt" in calls[0]
    assert "--no-deps --no-build-isolation -e ." in calls[1]
    assert run.stdout.count(" ...\n") == 4
    script = (course.venv / start.SCRIPTS / "jupyter").read_text()
    assert Path(script[2:]).parent.parent == course.venv  # though it was made elsewhere


@pytest.mark.parametrize("status", [0, 1, 5])
def test_the_exit_status_of_the_tests_is_passed_on(course, status):
    run = course.start("test", "-q", "tests/test_start.py", STATUS=str(status))
    assert run.returncode == status
    argv = json.loads(run.stdout.splitlines()[-1])["argv"]
    assert argv[1:5] == ["-n", "auto", "--dist", "loadfile"]
    assert argv[5:] == ["--no-loadscope-reorder", "-q", "tests/test_start.py"]


def test_windows_passes_the_exit_status_on_too(start, course, monkeypatch):
    course.start()
    (course.root / "three.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(course.root)  # to come back from
    monkeypatch.setattr(start.signal, "signal", lambda *args: None)
    monkeypatch.setattr(start.os, "name", "nt")
    status = start.real_launch("three")
    monkeypatch.undo()
    assert status == 3


def test_a_second_run_installs_nothing(course):
    course.start()
    calls = course.calls()
    run = course.start()
    assert course.calls() == calls
    assert "Installing" not in run.stdout


def test_settings_are_ones_that_this_jupyterlab_knows(course, start):
    course.start()
    overrides = course.venv / "share/jupyter/lab/settings/overrides.json"
    settings = json.loads(overrides.read_text())
    assert settings == start.SETTINGS
    jsonschema = pytest.importorskip("jsonschema")
    for plugin, values in settings.items():
        package, _, name = plugin.partition(":")
        schema = json.loads(
            Path(sys.prefix, "share/jupyter/lab/schemas", package, name + ".json").read_text()
        )
        assert set(values) <= set(schema["properties"])
        jsonschema.validate(values, schema)


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_makes_the_environment_anew(course, name):
    course.start()
    course.change(name)
    shown(course.start())
    assert course.installations() == 2
    shown(course.start())
    assert course.installations() == 2


def test_a_link_to_a_roomier_disk_stays(course, tmp_path):
    roomy = tmp_path / "roomy"
    roomy.mkdir()
    try:
        course.venv.symlink_to(roomy, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    for _ in range(2):
        assert Path(shown(course.start())["prefix"]) == roomy
        assert course.venv.is_symlink()
        course.change()


def test_a_moved_folder_makes_the_environment_anew(course):
    course.start()
    course.root.rename(course.root.parent / "moved")
    moved = course.root.parent / "moved"
    course.root, course.venv = moved, moved / ".venv"
    assert Path(shown(course.start())["prefix"]) == course.venv
    assert course.installations() == 2


# Surroundings

LEFT_OUT = None  # in the tables: the program does not see the variable

SURROUNDINGS = [  # what is set; what Jupyter is given
    ({"MPLBACKEND": "Agg"}, {"MPLBACKEND": LEFT_OUT}),  # else all pictures vanish
    ({"MATPLOTLIBRC": "/mine"}, {"MATPLOTLIBRC": LEFT_OUT}),
    ({"PYTHONOPTIMIZE": "2"}, {"PYTHONOPTIMIZE": LEFT_OUT}),
    ({"PYTHONHOME": sys.base_prefix}, {"PYTHONHOME": LEFT_OUT}),
    ({"PYTHONPATH": "elsewhere"}, {"PYTHONPATH": LEFT_OUT}),
    ({"PYTHONSTARTUP": "mine.py"}, {"PYTHONSTARTUP": LEFT_OUT}),
    ({"PYTHONDONTWRITEBYTECODE": "1"}, {"PYTHONDONTWRITEBYTECODE": LEFT_OUT}),
    ({"PYTHONWARNINGS": "error"}, {"PYTHONWARNINGS": LEFT_OUT}),
    ({"PYTHONSAFEPATH": "1"}, {"PYTHONSAFEPATH": LEFT_OUT}),
    ({"PYTHONUSERBASE": "elsewhere"}, {"PYTHONUSERBASE": LEFT_OUT}),
    ({"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": LEFT_OUT}),
    ({"PYTHONINSPECT": "1"}, {"PYTHONINSPECT": LEFT_OUT}),
    ({"PYTHONUTF8": "0"}, {"PYTHONUTF8": "1"}),
    ({"KERAS_BACKEND": "torch"}, {"KERAS_BACKEND": LEFT_OUT}),  # .venv has TensorFlow only
    ({"KERAS_MAX_EPOCHS": "1"}, {"KERAS_MAX_EPOCHS": LEFT_OUT}),
    ({"KERAS_HOME": "elsewhere"}, {"KERAS_HOME": "{venv}/share/keras"}),
    ({"TF_USE_LEGACY_KERAS": "1"}, {"TF_USE_LEGACY_KERAS": LEFT_OUT}),
    ({"TF_ENABLE_ONEDNN_OPTS": "0"}, {"TF_ENABLE_ONEDNN_OPTS": LEFT_OUT}),
    ({"TF_CPP_MIN_LOG_LEVEL": "0"}, {"TF_CPP_MIN_LOG_LEVEL": "3"}),
    ({"TF_NUM_INTRAOP_THREADS": "1"}, {"TF_NUM_INTRAOP_THREADS": "1"}),
    ({"XLA_FLAGS": "--unheard-of"}, {"XLA_FLAGS": LEFT_OUT}),
    ({"PYTEST_ADDOPTS": "-k nothing"}, {"PYTEST_ADDOPTS": LEFT_OUT}),
    ({"JUPYTERLAB_DIR": "elsewhere"}, {"JUPYTERLAB_DIR": LEFT_OUT}),
    ({"JUPYTER_PREFER_ENV_PATH": "0"}, {"JUPYTER_PREFER_ENV_PATH": "1"}),
    ({"JUPYTER_TOKEN": "mine"}, {"JUPYTER_TOKEN": "mine"}),
    ({"HTTPS_PROXY": "http://proxy"}, {"HTTPS_PROXY": "http://proxy"}),
    ({"PIP_TARGET": "elsewhere", "PIP_PREFIX": "mine"}, {"PIP_TARGET": None, "PIP_PREFIX": None}),
    ({"PIP_USER": "1"}, {"PIP_USER": "0"}),
]


@pytest.mark.parametrize(("variables", "right"), SURROUNDINGS, ids=lambda table: "-".join(table))
def test_surroundings_do_not_decide(course, variables, right):
    given = shown(course.start(**variables))
    right = {k: v and v.format(venv=course.venv) for k, v in right.items()}
    assert {name: given["env"].get(name) for name in right} == right
    assert Path(given["prefix"]) == course.venv
    assert course.installations() == 1


def test_help_needs_no_docstrings(course):
    assert "start.py test" in course.start("--help", PYTHONOPTIMIZE="2").stdout


MIRROR, OTHER = "https://mirror.example/simple", "https://other.example/simple"

PIP_FILES = [  # a line of a pip.conf; what is set; what pip is given
    ("[global]\nindex-url = " + MIRROR, {}, {"PIP_INDEX_URL": MIRROR}),
    ("[install]\nindex-url = " + MIRROR, {}, {"PIP_INDEX_URL": MIRROR}),
    (f"[global]\nindex-url = {OTHER}\n[install]\nindex-url = {MIRROR}", {},
     {"PIP_INDEX_URL": MIRROR}),
    ("[global]\nindex-url = " + OTHER, {"PIP_INDEX_URL": MIRROR}, {"PIP_INDEX_URL": MIRROR}),
    ("[global]\nextra-index-url =\n  http://x\n  http://y", {},
     {"PIP_EXTRA_INDEX_URL": "\nhttp://x\nhttp://y"}),
    ("[global]\nproxy = http://it's:100%@proxy", {}, {"PIP_PROXY": "http://it's:100%@proxy"}),
    ("[global]\ntrusted-host = x\nquiet = 2", {}, {"PIP_TRUSTED_HOST": "x"}),
    ("[global]\ntimeout = 7\nretries = 1", {}, {"PIP_TIMEOUT": "7", "PIP_RETRIES": "1"}),
    ("[global]\nuser = true", {}, {"PIP_USER": "0"}),
    ("[global]\ntarget = elsewhere", {}, {"PIP_TARGET": None}),
    ("[install]\nprefix = elsewhere", {}, {"PIP_PREFIX": None}),
    ("[install]\nno-binary = :all:", {}, {"PIP_NO_BINARY": None}),
    ("[install]\ndry-run = true", {}, {"PIP_DRY_RUN": None}),
    ("", {"PIP_REQUIRE_VIRTUALENV": "1"}, {"PIP_REQUIRE_VIRTUALENV": None}),
    ("", {"PIP_CONSTRAINT": "mine.txt"}, {"PIP_CONSTRAINT": None}),
    ("", {"PIP_DEFAULT_TIMEOUT": "7"}, {"PIP_DEFAULT_TIMEOUT": "7"}),
    ("", {"PIP_PYTHON": "another"}, {"PIP_PYTHON": None}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "variables", "right"), PIP_FILES)
def test_pip_takes_from_its_user_only_the_way_to_packages(course, lines, variables, right):
    (course.root / "pip.conf").write_text(lines)
    variables = {**variables, "PIP_CONFIG_FILE": str(course.root / "pip.conf")}
    shown(course.start(**variables, REAL_PIP=sys.executable))
    given = json.loads((course.root / "pip_env.json").read_text())
    assert {name: given.get(name) for name in right} == right
    assert given["PIP_CONFIG_FILE"] == os.devnull


def test_a_broken_pip_file_is_shown(course):
    (course.root / "pip.conf").write_text("no section = 1")
    run = course.start(PIP_CONFIG_FILE=str(course.root / "pip.conf"), REAL_PIP=sys.executable)
    assert run.returncode == 1
    assert_one_message(run.stderr, "pip.conf")


@pytest.fixture(scope="session")
def latin_1(tmp_path_factory):
    """Variables that set a locale of Latin-1; this system may have none, but a way to make it."""
    home = tmp_path_factory.mktemp("locales")
    command = ["localedef", "-i", "en_US", "-f", "ISO-8859-1", home / "en_US.ISO-8859-1"]
    if not shutil.which("localedef") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no localedef here")
    return {"LOCPATH": str(home), "LC_ALL": "en_US.ISO-8859-1"}


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, ASCII, "latin_1"])
def test_any_locale_opens_a_folder_of_any_name(tmp_path, request, locale):
    locale = request.getfixturevalue(locale) if isinstance(locale, str) else locale
    course = Course(tmp_path / "kürs 1")
    opened = shown(course.start(**locale))
    assert [Path(opened["prefix"]), Path(opened["cwd"])] == [course.venv, course.root]
    shown(course.start())
    assert course.installations() == 1


@pytest.mark.parametrize("locale", [{}, ASCII, "latin_1"])
def test_a_folder_of_another_encoding_gets_one_message(tmp_path, request, locale):
    locale = request.getfixturevalue(locale) if isinstance(locale, str) else locale
    try:
        course = Course(Path(os.fsdecode(os.fsencode(tmp_path) + b"/k\xfcrs")))
    except OSError:
        pytest.skip("all names here are UTF-8")
    run = course.start(**locale)
    assert run.returncode == 1
    assert_one_message(run.stderr, r"k\xfcrs", "UTF-8", "Rename the folder")
    assert not course.venv.exists()


@pytest.mark.parametrize(
    ("user", "arguments", "opens"),
    [
        (0, [], False),
        (0, ["--no-browser", "--ServerApp.allow_origin=x"], False),
        (0, ["--allow-root"], True),
        (0, ["--port=9000", "--ServerApp.allow_root=True"], True),
        (0, ["test"], True),
        (1000, [], True),
    ],
)
def test_root_hears_of_the_flag_before_the_download(
    start, course, monkeypatch, capsys, user, arguments, opens
):
    monkeypatch.setattr(start.os, "geteuid", lambda: user, raising=False)
    assert start.main(arguments) == (0 if opens else 1)
    assert course.venv.exists() == opens
    if not opens:
        assert_one_message(capsys.readouterr().err, "python start.py --allow-root", "container")


def test_an_old_python_reads_up_to_its_sentence():
    assert START.isascii()
    ast.parse(START, feature_version=(3, 6))
    first = next(node for node in ast.walk(ast.parse(START)) if isinstance(node, ast.JoinedStr))
    assert "CPython 3.11" in START.splitlines()[first.lineno - 1]


# A course that was interrupted or damaged


def leftovers(course):
    """What lies beside .venv, of one that was to come or of one that has gone."""
    return [p.name for p in course.root.iterdir() if p.name in (".ven~", ".ven-")]


def half_made(course):
    course.venv.mkdir()
    (course.venv / "pyvenv.cfg").write_text("home = ")


def no_stamp(course):
    course.start()
    (course.venv / "start.json").unlink()


def torn_stamp(course):
    course.start()
    (course.venv / "start.json").write_text('{"made_from": "12')


def stamp_of_another_version(course):
    course.start()
    (course.venv / "start.json").write_text('{"made_from": "12", "installed": []}')


def package_gone(course):
    course.start()
    next(course.venv.rglob("jupyterlab_files")).rmdir()


def another_version(course):
    course.start()
    keras = next(course.venv.rglob("keras-3.15.0.dist-info"))
    keras.rename(keras.with_name("keras-3.14.0.dist-info"))


def python_gone(course):
    course.start()
    for python in (course.venv / ("Scripts" if os.name == "nt" else "bin")).glob("python*"):
        python.unlink()


def python_broken(course):
    python_gone(course)
    name = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    (course.venv / name).write_text("not a program")
    (course.venv / name).chmod(0o755)


DAMAGES = [half_made, no_stamp, torn_stamp, stamp_of_another_version, package_gone]
DAMAGES += [another_version, python_gone, python_broken]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_environment_is_made_anew(course, damage):
    damage(course)
    before = course.installations()
    stray = course.venv / "stray.txt"
    stray.write_text("left behind")
    run = course.start()
    assert Path(shown(run)["prefix"]) == course.venv
    assert "unfinished, damaged or out of date" in run.stdout
    assert course.installations() == before + 1
    assert not stray.exists()


def test_another_pip_is_no_damage(course):
    course.start()
    pip = next(course.venv.rglob("pip-23.2.dist-info"))
    pip.rename(pip.with_name("pip-26.0.dist-info"))
    shown(course.start())
    assert course.installations() == 1


@pytest.mark.parametrize("at", ["venv", "config", "--require-hashes", "--no-deps", "end"])
def test_an_interruption_anywhere_is_repaired(start, course, monkeypatch, capsys, at):
    step = start.step

    def interrupted(what, command, lock, env):
        output = step(what, command, lock, env)
        if at in command:
            raise KeyboardInterrupt
        return output

    def interrupted_end():
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "step", interrupted)
    if at == "end":
        monkeypatch.setattr(start, "name_their_place", interrupted_end)
    assert start.main([]) == 130
    err = capsys.readouterr().err
    assert len(err.split("\n")) <= 3 and "Stopped." in err
    assert leftovers(course) == []
    shown(course.start())


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a running program's file")
def test_its_own_python_can_make_it_anew(course, start):
    no_stamp(course)
    python = course.venv / start.SCRIPTS / start.PYTHON
    run = subprocess.run(
        [python, *course.command()[1:]], capture_output=True, text=True, cwd=course.root
    )
    assert Path(shown(run)["prefix"]) == course.venv


needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@needs_signals
def test_ctrl_c_says_one_line(course):
    (course.root / "pause.txt").write_text("60")
    # A test that runs in the background ignores Ctrl-C, and its children would too.
    code = (
        "import runpy, signal, sys; sys.argv = sys.argv[1:];"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, *course.command()[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    course.wait_for_pip()
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip() == "Stopped. To go on, run the same command again."
    (course.root / "pause.txt").unlink()
    shown(course.start())


@needs_signals
def test_a_pip_that_outlives_start_is_waited_for(course):
    (course.root / "pause.txt").write_text("1")
    with subprocess.Popen(course.command(), stdout=subprocess.DEVNULL) as child:
        course.wait_for_pip()
        child.kill()
    (course.root / "pause.txt").unlink()
    shown(course.start())
    assert [call.split()[0] for call in course.calls()] == ["begin", "end"] * 3


def test_two_at_once_install_once(course):
    (course.root / "pause.txt").write_text("0.5")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    children = [subprocess.Popen(course.command(), **pipes) for _ in range(2)]
    outputs = [child.communicate(timeout=60)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0], outputs
    assert course.installations() == 1


# A course that cannot be installed

FAILURES = [  # what pip says, if not venv; what the reader is told
    (NO_NETWORK, ["could not be downloaded", "network"]),
    (NO_MIRROR, ["could not be downloaded", "proxy"]),
    (FULL_DISK, ["disk is full", "about 0.01 GB"]),
    (WRONG_HASH, ["hash", "six==1.17.0"]),
    ("ERROR: [Errno 13] Permission denied: '.venv'", ["could not be written", "a course"]),
    ("ERROR: something new", ["something new", "install.log"]),
]


@pytest.mark.parametrize(("says", "words"), FAILURES)
def test_a_failed_installation_gets_one_message(course, says, words):
    (course.root / "pip_says.txt").write_text(says)
    run = course.start()
    assert run.returncode == 1
    assert_one_message(run.stderr, *words)
    assert says in (course.root / ".cache" / "install.log").read_text()
    assert leftovers(course) == []
    (course.root / "pip_says.txt").unlink()
    shown(course.start("test"))


@pytest.mark.parametrize("outdate", [Course.change, another_version])
@pytest.mark.parametrize(("says", "words"), FAILURES)
def test_the_old_environment_lives_until_the_new_one_is_finished(course, says, words, outdate):
    course.start()
    outdate(course)
    (course.venv / "old.txt").write_text("")
    (course.root / "pip_says.txt").write_text(says)
    run = course.start()
    assert Path(shown(run)["prefix"]) == course.venv
    assert_one_message(run.stderr, *words, "the course opens as it was")
    tests = course.start("test")  # would say nothing about the course as it is
    assert tests.returncode == 1
    assert_one_message(tests.stderr, *words)
    assert (course.venv / "old.txt").exists() and leftovers(course) == []
    (course.root / "pip_says.txt").unlink()
    shown(course.start())
    assert not (course.venv / "old.txt").exists() and leftovers(course) == []


@pytest.mark.parametrize("seconds_held", [3, 60])
def test_files_that_windows_holds_are_waited_for(start, course, monkeypatch, capsys, seconds_held):
    """A scanner lets go in a moment; of an open Jupyter the reader hears, and loses nothing."""
    course.start()
    course.change()
    clock, rename = [0.0], Path.rename

    def sleep(seconds):
        clock[0] += seconds

    def held(path, to):
        if clock[0] < seconds_held:
            raise PermissionError(13, "Permission denied", str(path))
        return rename(path, to)

    monkeypatch.setattr(start.time, "sleep", sleep)
    monkeypatch.setattr(start.Path, "rename", held)
    assert start.main([]) == 0
    if seconds_held == 60:
        assert_one_message(capsys.readouterr().err, "stop the program that uses .venv", "as it was")
        clock[0] = 60.0
        assert start.main([]) == 0
    assert "What to do" not in capsys.readouterr().err
    assert course.installations() == 2 and leftovers(course) == []


def test_a_damaged_environment_does_not_open(course):
    package_gone(course)
    (course.root / "pip_says.txt").write_text(NO_NETWORK)
    run = course.start()
    assert run.returncode == 1
    assert_one_message(run.stderr, "could not be downloaded")


def test_an_environment_of_another_folder_does_not_open(course):
    course.start()
    (course.root / "pip_says.txt").write_text(NO_NETWORK)
    at_first, moved = course.root, course.root.parent / "moved"
    course.root = at_first.rename(moved)
    assert course.start().returncode == 1
    course.root = moved.rename(at_first)
    shown(course.start())


# Ends start.py without a word when it is about to touch the disk for the n-th time.
KILLED = """
import os, runpy, sys
n, sys.argv = int(sys.argv[1]), sys.argv[2:]
def hook(event, args):
    global n
    touches = event in ("os.rename", "shutil.rmtree", "subprocess.Popen")
    n -= touches or event == "os.remove" and os.fspath(args[0]).endswith("start.json")
    if n == 0:
        os._exit(9)
sys.addaudithook(hook)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_a_kill_at_any_moment_leaves_a_course_that_opens(course):
    course.start()
    for moment in itertools.count(1):
        course.change()
        killed = [sys.executable, "-c", KILLED, str(moment), *course.command()[1:]]
        status = subprocess.run(killed, capture_output=True).returncode
        assert status in (0, 9)
        (course.root / "pip_says.txt").write_text(NO_NETWORK)
        shown(course.start())
        (course.root / "pip_says.txt").unlink()
        shown(course.start())
        assert leftovers(course) == []
        if status == 0:
            break
    assert moment > 10


def test_python_without_venv_names_the_package(course):
    (course.root / "venv.py").write_text(f"import sys; sys.exit({NO_VENV!r})")
    run = course.start()
    assert run.returncode == 1
    assert_one_message(run.stderr, "sudo apt install python3-venv")
    (course.root / "venv.py").write_text(VENV)
    shown(course.start())


def test_python_without_ensurepip_names_the_package(start, monkeypatch, capsys):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    assert start.main([]) == 1
    assert_one_message(capsys.readouterr().err, "sudo apt install python3-venv")


def test_too_little_room_is_noticed_before_the_download(start, course, monkeypatch, capsys):
    usage = shutil.disk_usage(course.root)._replace(free=1_000_000)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda path: usage)
    assert start.main([]) == 1
    assert_one_message(capsys.readouterr().err, "about 0.01 GB", "only 0.0 GB free")
    assert not course.calls()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "x"), ["disk is full"]),
        (PermissionError(13, "Permission denied", "x"), ["folder that you may write to"]),
        (OSError(30, "Read-only file system", "x"), ["folder that you may write to"]),
        (OSError(5, "Input/output error", "x"), ["Input/output error"]),
    ],
)
def test_a_refused_file_gets_one_message(start, monkeypatch, capsys, error, words):
    def mkdir(*args, **kwargs):
        raise error

    monkeypatch.setattr(start.Path, "mkdir", mkdir)
    assert start.main([]) == 1
    assert_one_message(capsys.readouterr().err, *words)


def test_a_file_in_the_place_of_the_folder(course):
    course.venv.write_text("")
    run = course.start()
    assert run.returncode == 1
    assert_one_message(run.stderr, ".venv")


# A course with a book

# Stands in for npm: notes how it was called, and installs unless the file npm_says holds an error.
NPM = """
import pathlib, shutil, sys
with open("calls.txt", "a") as calls:
    calls.write("npm " + " ".join(sys.argv[1:]) + "\\n")
modules = pathlib.Path("book", "node_modules")
if modules.exists():
    shutil.rmtree(str(modules))
says = pathlib.Path("npm_says.txt")
if says.exists():
    sys.exit(says.read_text())
modules.mkdir()
"""
NPM_OFFLINE = "npm error code ENOTFOUND\nnpm error syscall getaddrinfo"
NPM_OTHER = "npm error code EINTEGRITY\nnpm error sha512-AAAA== integrity checksum failed"


def tool(folder, name, *command):
    """A program on the PATH that runs a command."""
    folder.mkdir(exist_ok=True)
    line = subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)
    if os.name == "nt":
        (folder / f"{name}.cmd").write_text(f"@{line} %*\n")
    else:
        (folder / name).write_text(f'#!/bin/sh\n{line} "$@"\n')
        (folder / name).chmod(0o755)


SYSTEM = [os.environ["SYSTEMROOT"] + r"\System32"] if os.name == "nt" else []


def says(text):
    return sys.executable, "-c", f"print({text!r})"


@pytest.fixture
def library(course, monkeypatch):
    """A small course with a book and all tools for it, and no others on the PATH."""
    (course.root / "book").mkdir()
    texts = {
        "build.py": PROGRAM,
        "__init__.py": "",
        "requirements.txt": "",
        "package-lock.json": "",
    }
    for name, text in texts.items():
        (course.root / "book" / name).write_text(text)
    (course.root / "npm.py").write_text(NPM)
    tools = course.root / "tools"
    tool(tools, "node", *says("v20.1.0"))
    tool(tools, "npm", sys.executable, str(course.root / "npm.py"))
    monkeypatch.setenv("PATH", os.pathsep.join([str(tools), *SYSTEM]))
    return course


def book_calls(course):
    """The installations that only the book needs."""
    return [call for call in course.calls() if "--target" in call or call.startswith("npm ci")]


def test_the_book_is_built_with_packages_of_its_own(library):
    given = shown(library.start("book", "--open", "--port", "9000"))
    assert given["argv"][1:] == ["--open", "--port", "9000"]
    assert Path(given["prefix"]) == library.venv
    packages = Path(given["env"]["PYTHONPATH"])
    assert packages.parent == library.root / ".cache" / "book" and packages.is_dir()
    npm, pip = book_calls(library)
    assert "--ignore-scripts" in npm
    assert "--no-deps" in pip and "--require-hashes" in pip
    assert str(library.venv) not in pip  # learners' packages stay as they are


def test_the_book_is_built_for_root_too(library, start, monkeypatch):
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start, "launch", lambda *command, **variables: 7)
    assert start.main(["book"]) == 7


def test_a_second_book_installs_nothing(library):
    library.start("book")
    calls = book_calls(library)
    shown(library.start("book"))
    assert book_calls(library) == calls


@pytest.mark.parametrize(
    ("name", "sign"), [("book/requirements.txt", "--target"), ("book/package-lock.json", "npm ci")]
)
def test_a_changed_lock_of_the_book_installs_that_part_anew(library, name, sign):
    before = shown(library.start("book"))["env"]["PYTHONPATH"]
    library.change(name)
    after = shown(library.start("book"))["env"]["PYTHONPATH"]
    assert (before != after) == (sign == "--target")
    assert len(book_calls(library)) == 3 and sign in book_calls(library)[-1]


def test_learners_install_nothing_of_the_book(library):
    shown(library.start())
    assert book_calls(library) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda tools: shutil.rmtree(tools), ["Node 20 or newer", "node: none, npm: none"]),
        (lambda tools: tool(tools, "node", *says("v18.20.0")), ["node: v18.20.0, npm: there"]),
        (lambda tools: next(tools.glob("npm*")).unlink(), ["node: v20.1.0, npm: none"]),
    ],
)
def test_without_node_the_book_gets_one_message(library, change, words):
    change(library.root / "tools")
    run = library.start("book")
    assert run.returncode == 1
    assert_one_message(run.stderr, *words)
    assert not library.venv.exists()  # nothing was downloaded for it


@pytest.mark.parametrize(
    ("file", "says", "words"),
    [
        ("npm_says.txt", NPM_OFFLINE, ["could not be downloaded", "ENOTFOUND"]),
        ("npm_says.txt", NPM_OTHER, ["hash", "package-lock.json"]),
        ("pip_says.txt", NO_NETWORK, ["could not be downloaded", "network"]),
        ("pip_says.txt", WRONG_HASH, ["hash", "six==1.17.0"]),
    ],
)
def test_a_failed_installation_of_the_book_gets_one_message(library, file, says, words):
    shown(library.start())
    (library.root / file).write_text(says)
    run = library.start("book")
    assert run.returncode == 1
    assert_one_message(run.stderr, *words)
    (library.root / file).unlink()
    packages = Path(shown(library.start("book"))["env"]["PYTHONPATH"])
    assert list(packages.parent.iterdir()) == [packages]


def test_the_book_is_not_built_in_an_old_environment(library):
    shown(library.start("book"))
    library.change()
    (library.root / "pip_says.txt").write_text(NO_NETWORK)
    run = library.start("book")
    assert run.returncode == 1
    assert_one_message(run.stderr, "could not be downloaded")
