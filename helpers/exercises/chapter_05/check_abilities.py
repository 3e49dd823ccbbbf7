"""What holds for a right table of abilities: it agrees with what the classes themselves answer."""

import functools

import numpy as np

from helpers.exercises.answers import BLANKS, NotAttempted, NotYet, describe

KINDS = ("exact", "bound", "estimate", "unnormalised", "none")
WORDS = (("yes", "no"), KINDS, ("yes", "no"), ("yes", "no"))
COLUMNS = ("sample", "log p(x)", "encode", "interpolate")
ASKED = {  # column: what to think of where a cell is wrong
    "sample": "Is there a family on the map that cannot draw a new x?",
    "log p(x)": "Which branch of the map is it on, and what does that branch do about p(x)?",
    "encode": "What, in this family, would lead from a given point back to noise?",
    "interpolate": "It takes a code of each point, and a decoder between them.",
}


@functools.cache
def all_answers():
    """Family to its answers, of models of the plane that have learnt nothing."""
    # Here and not above: the board should open without waiting for a backend.
    from helpers.abilities import answers
    from helpers.families import FAMILIES

    return {family.__name__: answers(family((2,), width=8)) for family in FAMILIES}


def check_abilities(answer):
    """A dictionary: family to four words."""
    told = _cleaned(answer)
    truth = all_answers()
    for row, column in ((row, k) for k in range(len(COLUMNS)) for row in truth):
        if told[row][column] != truth[row][column]:
            head = COLUMNS[column]
            raise NotYet(
                f"{row}, {head}: you wrote {told[row][column]!r}, and the class says something "
                f"else. {ASKED[head]}"
            )
    return (
        "All 24 cells agree with what the classes answer when they are asked: two exact, three "
        "kinds of almost, one none; and two that cannot encode."
    )


def _cleaned(answer):
    if not isinstance(answer, dict):
        raise NotYet(
            f"`check` expects the table, a dictionary; received {describe(answer)}.",
            "one row was given, or a function",
        )
    missing = [row for row in all_answers() if row not in answer]
    if missing:
        raise NotYet(f"The table has no row {missing[0]!r}.", "a row was renamed or deleted")
    rows = {row: answer[row] for row in all_answers()}
    for row, cells in rows.items():
        if not isinstance(cells, tuple | list | np.ndarray) or len(cells) != len(COLUMNS):
            raise NotYet(
                f"{row}: expected four answers, {', '.join(COLUMNS)}; received {describe(cells)}.",
                "a comma or an answer is missing",
            )
    cells = [cell for row in rows.values() for cell in row]
    blank = sum(_is_blank(cell) for cell in cells)
    if blank == len(cells):
        raise NotAttempted("The table is still blank.")
    if blank:
        raise NotYet(f"{blank} of {len(cells)} cells are still blank.", "a guess is allowed")
    return {row: _words(row, cells) for row, cells in rows.items()}


def _words(row, cells):
    words = [cell.strip().lower() if isinstance(cell, str) else cell for cell in cells]
    for word, allowed, head in zip(words, WORDS, COLUMNS, strict=True):
        if not isinstance(word, str) or word not in allowed:
            received = repr(word) if isinstance(word, str) else describe(word)
            raise NotYet(
                f"{row}, {head}: expected one of {', '.join(allowed)}; received {received}.",
                "a spelling, or two columns changed places",
            )
    return words


def _is_blank(cell):
    return cell is None or cell is ... or (isinstance(cell, str) and cell.strip() in BLANKS)
