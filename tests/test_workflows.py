"""The workflows test what pyproject.toml promises, with commands that the documents print."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = {"ubuntu-latest", "macos-latest", "windows-latest"}
TEST = "python start.py test"
INSTALL_JAX = "pip install --no-deps --require-hashes -r requirements-jax.txt"
WEEKLY = r"\d+ \d+ \* \* [0-6]"  # minute, hour, any day of any month, one day of the week


def files():
    """What the checks compare, as texts that a test can doctor."""
    names = ["README.md", "CONTRIBUTING.md", "pyproject.toml", ".github/workflows/tests.yml"]
    return {Path(name).name: (ROOT / name).read_text("utf-8") for name in names}


def event_faults(on):
    """Where something would not start the tests, or would start them for some changes only."""
    for event in ("push", "pull_request", "workflow_dispatch"):
        if on.get(event, "absent") is not None:
            yield f"{event} is {on.get(event, 'absent')}, so not every one starts the tests"
    crons = [entry["cron"] for entry in on.get("schedule") or []]
    if len(crons) != 1 or not re.fullmatch(WEEKLY, crons[0]):
        yield f"the schedule {crons} is not once a week"


def matrix_faults(job, pythons):
    """Where the matrix and `requires-python` disagree, or one failure would hide others."""
    matrix = job["strategy"]["matrix"]
    wanted = {f"3.{minor}" for minor in range(30) if f"3.{minor}.0" in pythons}
    if set(map(str, matrix["python"])) != wanted:
        yield f"the matrix has Python {matrix['python']}, pyproject.toml has {pythons}"
    if set(matrix["system"]) != SYSTEMS:
        yield f"the matrix has the systems {matrix['system']}"
    if matrix.keys() != {"python", "system"}:
        yield f"the matrix has {sorted(matrix)}: a cell may be left out"
    if job["runs-on"] != "${{ matrix.system }}" or job["strategy"]["fail-fast"]:
        yield "not every cell of the matrix runs to its end"


def printed(document):
    """Lines of a document, commands without the comments behind them."""
    return {re.sub(r"\s+#.*", "", line) for line in document.splitlines()}


def step_faults(steps, commands):
    """Where a command is printed nowhere, or the tests run with other packages than they should."""
    for line in "\n".join(step.get("run", "") for step in steps).splitlines():
        if line and line not in commands:
            yield f"{line!r} is printed in no document"
    if steps[-1].get("run") != TEST or "if" in steps[-1]:
        yield f"the tests are not run as the README says: {TEST}"
    newest = [step for step in steps if "--upgrade" in step.get("run", "")]
    conditions = [set(re.findall(r"event_name == '(\w+)'", step.get("if", ""))) for step in newest]
    if conditions != [{"schedule", "workflow_dispatch"}]:
        yield "the newest releases are not taken by the schedule and by hand, and only then"
    python = [step["with"]["python-version"] for step in steps if "setup-python" in str(step)]
    if python != ["${{ matrix.python }}"]:
        yield f"the tests run with Python {python}"


def faults(texts):
    """Every disagreement, in words."""
    workflow = yaml.safe_load(texts["tests.yml"])
    project = tomllib.loads(texts["pyproject.toml"])["project"]
    pythons = Requirement(f"python{project['requires-python']}").specifier
    on = workflow[True]  # YAML reads the word "on" as the truth value
    job = workflow["jobs"]["tests"]
    found = [
        *event_faults(on),
        *matrix_faults(job, pythons),
        *step_faults(job["steps"], printed(texts["README.md"] + texts["CONTRIBUTING.md"])),
    ]
    jobs = workflow["jobs"].values()
    if workflow["permissions"] != {"contents": "read"} or any("permissions" in job for job in jobs):
        found.append("the workflow may do more than read")
    hangs = not all("timeout-minutes" in job for job in jobs)
    return [*found, "a job may hang for hours"] if hangs else found


def jax_faults(workflow, document, ci):
    """Where the tests on JAX do not come last, or not after its lock is installed."""
    install, run = INSTALL_JAX, "python -m tests.on_jax"
    *_, before, last = workflow["jobs"]["jax"]["steps"]
    if last != {"run": run} or install not in before.get("run", "").splitlines():
        yield f"the workflow does not {install}, then {run}"
    lines = [line.removeprefix("exec ").removeprefix(".venv/bin/") for line in ci.splitlines()]
    if lines[-2:] != [f"python -m {install}", run]:
        yield f".ci/run does not {install}, then {run}"
    if not {install, run} <= printed(document):
        yield "CONTRIBUTING.md does not print these commands"


def test_either_backend_is_tested():
    texts = files()
    workflow, ci = yaml.safe_load(texts["tests.yml"]), (ROOT / ".ci/run").read_text("utf-8")
    assert list(jax_faults(workflow, texts["CONTRIBUTING.md"], ci)) == []


def test_the_workflow_agrees_with_what_is_promised():
    assert faults(files()) == []


def test_there_is_no_other_workflow():
    found = sorted(path.name for path in (ROOT / ".github/workflows").iterdir())
    assert found == ["book.yml", "tests.yml"]


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "complaint"),
    [
        ("pyproject.toml", r"<3\.14", "<3.15", "matrix has Python"),
        ("tests.yml", r'"3\.11", ', "", "matrix has Python"),
        ("tests.yml", r'"3\.11", "3\.12"', "3.1, 3.12", "matrix has Python"),
        ("tests.yml", "macos-latest, ", "", "matrix has the systems"),
        ("tests.yml", "(?m)^( +)system: .*", r"\g<0>\n\1exclude: []", "may be left out"),
        ("tests.yml", "fail-fast: false", "fail-fast: true", "not every cell"),
        ("tests.yml", "  push:\n", "", "push is absent"),
        ("tests.yml", "  push:\n", "  push: {branches: [main]}\n", "push is .*main"),
        ("tests.yml", r"\* \* 1", "* * *", "is not once a week"),
        ("tests.yml", "contents: read", "contents: write", "do more than read"),
        ("tests.yml", "(?m)^    timeout-minutes.*$", "", "hang"),
        ("tests.yml", r"start\.py test", "start.py test -x", "printed in no document"),
        ("tests.yml", r"python: \[", "python: [3.13]  # [", "matrix has Python"),
        ("tests.yml", r"version: \$.*", "version: 3.12", "run with Python"),
        ("tests.yml", "--upgrade ", "", "newest releases are not taken"),
        ("tests.yml", "github.event_name == 'schedule' .. ", "", "newest releases are not taken"),
        ("README.md", r"python start\.py test +#.*", "", "printed in no document"),
        ("CONTRIBUTING.md", "--generate-hashes ", "", "printed in no document"),
    ],
)
def test_a_disagreement_is_noticed(name, pattern, replacement, complaint):
    texts = files()
    texts[name], found = re.subn(pattern, replacement, texts[name], count=1)
    assert found, f"{pattern!r} is not in {name}, so nothing was doctored"
    assert re.search(complaint, "\n".join(faults(texts)))


def book_faults(text, readme):
    """Where the book would be published untested, from elsewhere than main, or by too much."""
    workflow = yaml.safe_load(text)
    build, publish = (workflow["jobs"][name] for name in ("build", "publish"))
    if workflow[True]["push"] != {"branches": ["main"]} or "main" not in publish.get("if", ""):
        yield "it is not published on each push to main, and only then"
    runs = [step["run"] for step in build["steps"] if "run" in step]
    if runs != ["python start.py book", "python start.py test tests/book"]:
        yield f"it is not built and then tested: {runs}"
    if not set(runs) <= printed(readme):
        yield "README.md does not print these commands"
    if build["steps"][-1]["with"] != {"path": "book/_build/html"} or publish["needs"] != "build":
        yield "what is published is not what was tested"
    wanted = {"pages": "write", "id-token": "write"}
    if workflow["permissions"] != {"contents": "read"} or publish["permissions"] != wanted:
        yield "it may do more than publish"
    if not all("timeout-minutes" in job for job in workflow["jobs"].values()):
        yield "a job may hang for hours"


def book_files():
    return {"book.yml": (ROOT / ".github/workflows/book.yml").read_text("utf-8")} | files()


def test_the_book_is_published_as_it_was_tested():
    texts = book_files()
    assert list(book_faults(texts["book.yml"], texts["README.md"])) == []


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "complaint"),
    [
        ("book.yml", r"branches: \[main\]", "branches: [next]", "only then"),
        ("book.yml", r"    if: .*\n", "", "only then"),
        (
            "book.yml",
            r"      - run: .* tests/book\n",
            "",
            "built and then tested",
        ),
        ("book.yml", r"    needs: build\n", "    needs: []\n", "what was tested"),
        ("book.yml", r"path: book/_build/html", "path: book", "what was tested"),
        ("book.yml", r"contents: read", "contents: write", "do more"),
        ("book.yml", r"timeout-minutes: 15", "continue-on-error: false", "hang"),
        ("README.md", r"python start\.py book +#.*", "", "does not print"),
    ],
)
def test_a_book_that_would_be_published_otherwise_is_noticed(name, pattern, replacement, complaint):
    texts = book_files()
    texts[name], found = re.subn(pattern, replacement, texts[name], count=1)
    assert found, f"{pattern!r} is not in {name}, so nothing was doctored"
    assert re.search(complaint, "\n".join(book_faults(texts["book.yml"], texts["README.md"])))
