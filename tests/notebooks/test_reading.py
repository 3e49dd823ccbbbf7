"""How a chapter is read: a core of forty minutes, guesses before results, hands every few cells."""

import json
import re

import minutes
import pytest
from minutes import below, headings, source

CHAPTERS = [path for path in minutes.NOTEBOOKS if not path.stem.startswith("00")]
FOLDED = "jp-MarkdownHeadingCollapsed"
TITLES = "Further", "Result"


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def cells(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def core(cells):
    further = below(cells, "Further")
    return [cell for cell, apart in zip(cells, further, strict=True) if not apart]


def test_the_core_takes_forty_minutes_at_most(path, cells):
    count, _ = minutes.core_and_further(path)
    assert minutes.minutes(count) <= 40, count
    said = re.search(r"core takes (\d+) minutes", "\n".join(map(source, cells)))
    assert said, "the first cell says: The core takes N minutes"
    assert abs(int(said[1]) - minutes.minutes(count)) <= 3


def test_what_is_further_and_every_result_is_folded_and_nothing_else(cells):
    for cell in cells:
        titles = [text for _, text in headings(cell) if text.startswith(TITLES)]
        assert bool(titles) == cell["metadata"].get(FOLDED, False), source(cell)
        if titles:
            assert source(cell).lstrip("#").strip().startswith(titles[0]), "a fold begins its cell"


def test_what_ends_a_fold_begins_its_cell(cells):
    inside = None
    for cell in cells:
        for level, text in headings(cell):
            if inside and level <= inside:
                assert source(cell).startswith("#"), source(cell)
                inside = None
            if text.startswith(TITLES) and not inside:
                inside = level


def test_every_prediction_is_written_down_before_its_result_is_opened(cells):
    for i, cell in enumerate(cells):
        if cell["cell_type"] != "markdown" or "**Predict" not in source(cell):
            continue
        after = cells[i + 1 :]
        fold = next(k for k, c in enumerate(after) if c["metadata"].get(FOLDED))
        written = "\n".join(source(c) for c in after[:fold] if c["cell_type"] == "code")
        guess = re.search(r'ex\.guess\("(\w+)", ""\)', written)
        assert guess or "ex.predict_" in written, source(cell)
        assert headings(after[fold])[0][1].startswith("Result")
        if guess:
            shown = next(source(c) for c in after[fold:] if c["cell_type"] == "code")
            assert shown == f'ex.guess("{guess[1]}")'


def test_guesses_have_names_of_their_own(cells):
    names = re.findall(r'ex\.guess\("(\w+)", ""\)', "\n".join(map(source, cells)))
    assert len(names) == len(set(names))


def test_the_learner_types_something_at_least_every_twelve_cells(cells):
    since = 0
    for cell in core(cells):
        asked = cell["cell_type"] == "code" and re.search(
            r"\.check\(|ex\.guess\(\"\w+\", ", source(cell)
        )
        since = 0 if asked else since + 1
        assert since <= 12, source(cell)


def test_a_chapter_opens_with_goals_and_closes_with_questions_on_them(cells):
    first = source(cells[0])
    assert len(re.findall(r"^\d\. ", first, re.M)) == 3, "three goals, numbered"
    assert any("ex.quiz.check(" in source(cell) for cell in cells)
