"""pyproject.toml, the lock, environment.yml, start.py and what the README prints say the same."""

import importlib.util
import itertools
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]

# What a marker sees: os_name, sys_platform, platform_system, platform_machine.
PLATFORMS = {
    "Linux on x86-64": ("posix", "linux", "Linux", "x86_64"),
    "Linux on aarch64": ("posix", "linux", "Linux", "aarch64"),
    "macOS on arm64": ("posix", "darwin", "Darwin", "arm64"),
    "Windows on x86-64": ("nt", "win32", "Windows", "AMD64"),
}
# The first and a late release of each, because a marker may ask for the full version.
PYTHONS = ["3.11.0", "3.11.9", "3.12.0", "3.12.9", "3.13.0", "3.13.9"]


def start():
    """The module start.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files():
    """What the checks compare, as texts that a test can doctor."""
    names = ["pyproject.toml", "requirements.txt", "environment.yml", "README.md", "postBuild"]
    return {name: (ROOT / name).read_text("utf-8") for name in names}


def machines():
    """A name and the marker variables of every supported platform with every Python."""
    for (name, values), python in itertools.product(PLATFORMS.items(), PYTHONS):
        keys = ("os_name", "sys_platform", "platform_system", "platform_machine")
        yield (
            f"{name}, Python {python}",
            {
                **dict(zip(keys, values, strict=True)),
                "python_version": python.rpartition(".")[0],
                "python_full_version": python,
                "implementation_version": python,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "platform_release": "",
                "platform_version": "",
                "extra": "",
            },
        )


def applies(requirement, variables):
    return requirement.marker is None or requirement.marker.evaluate(variables)


def read_lock(text):
    """Each pin of the lock with the hashes that follow it; anything else is a ValueError."""
    for entry in re.sub(r"\\\n|^#.*$", " ", text, flags=re.M).splitlines():
        if entry.strip():
            line, *hashes = re.split(r"\s--hash=", entry)
            yield Requirement(line), [h.strip() for h in hashes]


def lock_faults(pins):
    """Pins that are not exact, or that pip could not verify."""
    for pin, hashes in pins:
        if not re.fullmatch(r"==[^,*]+", str(pin.specifier)):
            yield f"{pin} is not one exact version"
        if not hashes or any(not re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes):
            yield f"{pin} lacks a sha256 hash"


def pin_faults(project, pins):
    """Dependencies that some supported machine would not get, or not in a version they allow."""
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
    for machine, variables in machines():
        versions = {}
        for pin, _ in pins:
            if applies(pin, variables):
                versions.setdefault(canonicalize_name(pin.name), []).append(str(pin.specifier)[2:])
        for name, found in versions.items():
            if len(found) > 1:
                yield f"{machine}: {name} is pinned to {' and '.join(found)}"
        for dependency in map(Requirement, wanted):
            if applies(dependency, variables):
                found = versions.get(canonicalize_name(dependency.name), [])
                if not any(version in dependency.specifier for version in found):
                    yield f"{machine}: {dependency} is pinned to {found or 'nothing'}"


def conda_faults(project, conda):
    """Where environment.yml brings another Python, or other packages, than the lock."""
    pythons = Requirement(f"python{project['project']['requires-python']}").specifier
    lines = [line for line in conda["dependencies"] if isinstance(line, str)]
    python = [line.partition("=")[2].strip("=") for line in lines if line.startswith("python=")]
    if len(python) != 1 or python[0] not in pythons:
        yield f"environment.yml has python {python}, pyproject.toml has {pythons}"
    if sorted(line.partition("=")[0] for line in lines) != ["pip", "python"]:
        yield f"conda brings {lines}, but only Python and pip should come from it"
    if [line["pip"] for line in conda["dependencies"] if isinstance(line, dict)] != [
        ["-r requirements.txt"]
    ]:
        yield "the pip section of environment.yml is not the lock"
    if conda["channels"] != ["conda-forge"]:
        yield f"environment.yml has the channels {conda['channels']}"


def way_in(text, prefix=""):
    """The commands that lead to the course by conda: neighbouring lines, the first a known one."""
    lines = iter(text.splitlines())
    first = f"{prefix}conda env create"
    commands = [next((line for line in lines if line.startswith(first)), "")]
    commands += itertools.takewhile(lambda line: re.match(prefix + "[a-z]", line), lines)
    return [line.removeprefix(prefix) for line in commands]


def command_faults(texts, conda):
    """Where a reader who types the conda lines of the README would be led astray."""
    printed, commented = way_in(texts["README.md"]), way_in(texts["environment.yml"], "#     ")
    if printed != commented:
        yield f"README.md prints {printed}, environment.yml has {commented}"
    install = texts["postBuild"].splitlines()[-1]
    wanted = [
        "conda env create -f environment.yml",
        f"conda activate {conda['name']}",
        install,
        f"jupyter lab {start().FIRST_PAGE}",
    ]
    if printed != wanted:
        yield f"README.md prints {printed}, what works is {wanted}"


def start_faults(project, oldest, newest):
    """Where start.py takes a Python that pyproject.toml refuses, or the other way round."""
    pythons = Requirement(f"python{project['project']['requires-python']}").specifier
    for minor in range(20):
        if (oldest <= (3, minor) <= newest) != (f"3.{minor}.0" in pythons):
            yield f"start.py and pyproject.toml disagree about Python 3.{minor}"


def faults(texts, oldest, newest):
    """Every disagreement, in words."""
    project = tomllib.loads(texts["pyproject.toml"])
    pins = list(read_lock(texts["requirements.txt"]))
    conda = yaml.safe_load(texts["environment.yml"])
    return [
        *lock_faults(pins),
        *pin_faults(project, pins),
        *conda_faults(project, conda),
        *command_faults(texts, conda),
        *start_faults(project, oldest, newest),
    ]


def test_files_agree():
    module = start()
    assert faults(files(), module.OLDEST, module.NEWEST) == []


def test_start_names_the_pythons_it_takes():
    module = start()
    names = re.findall(r"3\.\d+", module.NEEDED)
    minors = range(module.OLDEST[1], module.NEWEST[1] + 1)
    assert names == [f"3.{minor}" for minor in minors]
    assert {Version(python).release[:2] for python in PYTHONS} == {(3, minor) for minor in minors}


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "complaint"),
    [
        ("pyproject.toml", r'"keras>=[^"]*"', '"keras>=999"', "keras>=999 is pinned to"),
        ("pyproject.toml", r'"psutil', '"unheard-of>=1", "psutil', "pinned to nothing"),
        ("pyproject.toml", r"<3\.14", "<3.15", "disagree about Python 3.14"),
        ("pyproject.toml", r">=3\.11,", ">=3.13,", "environment.yml has python"),
        ("requirements.txt", r"(?m)^keras==.*\n(    .*\n)+", "", "keras>=.* is pinned to nothing"),
        ("requirements.txt", r"hatchling==", "hatch==", "hatchling is pinned to nothing"),
        ("requirements.txt", r"(?m)^tensorflow==.*darwin'", "tensorflow==2.21.0 ; "
         "sys_platform == 'linux' and platform_machine != 'x86_64'", "macOS.*tensorflow"),
        ("requirements.txt", r"(?m)^(numpy==[^;]*);.* <.*\\$", r"\1 \\", "numpy is pinned.* and"),
        ("requirements.txt", r"keras==", "keras>=", "is not one exact version"),
        ("requirements.txt", r"(?m)^(keras==\S*) \\\n(    .*\n)+", r"\1\n", "keras.*lacks a sha"),
        ("requirements.txt", r"sha256:\w{9}", "md5:", "lacks a sha256"),
        ("environment.yml", r"python=3\.12", "python=3.10", "environment.yml has python"),
        ("environment.yml", r"- pip\n", "- pip\n  - tensorflow\n", "only Python and pip"),
        ("environment.yml", r"- -r requirements.txt", "- keras", "is not the lock"),
        ("environment.yml", r"conda-forge", "defaults", "has the channels"),
        ("environment.yml", r"(?m)^name: .*", "name: course", "what works is .*activate course"),
        ("environment.yml", r"lab notebooks/\S+", "lab", "README.md prints .* environment.yml has"),
        ("README.md", r"conda activate \S+", "conda activate base", "README.md prints"),
        ("README.md", r"-e \.\n", "-e .\njupyter trust\n", "README.md prints"),
        ("README.md", r"conda env create", "conda create", "README.md prints"),
        ("postBuild", r"--no-deps", "", "what works is"),
    ],
)  # fmt: skip
def test_a_disagreement_is_noticed(name, pattern, replacement, complaint):
    module, texts = start(), files()
    texts[name], found = re.subn(pattern, replacement, texts[name], count=1)
    assert found, f"{pattern!r} is not in {name}, so nothing was doctored"
    complaints = "\n".join(faults(texts, module.OLDEST, module.NEWEST))
    assert re.search(complaint, complaints), complaints


@pytest.mark.parametrize(("oldest", "newest"), [((3, 10), (3, 13)), ((3, 11), (3, 12))])
def test_another_range_in_start_is_noticed(oldest, newest):
    assert faults(files(), oldest, newest)


def test_the_lock_of_jax_is_exact_and_beside_that_of_the_course():
    pins = list(read_lock((ROOT / "requirements-jax.txt").read_text("utf-8")))
    course = {canonicalize_name(pin.name) for pin, _ in read_lock(files()["requirements.txt"])}
    assert {pin.name for pin, _ in pins} == {"jax", "jaxlib"} and not {"jax", "jaxlib"} & course
    assert list(lock_faults(pins)) == []
