"""What holds for samples of independent numbers: values seen before, no whole rows, no bonds."""

import numpy as np

from helpers.exercises.answers import NotYet, expect, run

ROWS, NUMBERS, DRAWS = 200, 3, 3000
SHAPES = {
    (ROWS, NUMBERS): "as many pictures as the training data has. You were asked for `n`",
    (DRAWS,): "one number a picture. Each picture has `x.shape[1]` numbers",
    (NUMBERS, DRAWS): "rows and columns are swapped. Transpose the result",
    (NUMBERS,): "one picture. You were asked for `n`",
}


def check_sampler(answer):
    """n rows, each number drawn from its own column by itself."""
    first = np.random.default_rng(0).normal(size=(ROWS, 1))
    x = first + 0.3 * np.random.default_rng(1).normal(size=(ROWS, NUMBERS))  # columns go together

    def theirs(seed):
        rng = np.random.default_rng(seed)
        return expect(run(answer, x=x, n=DRAWS, rng=rng), (DRAWS, NUMBERS), SHAPES)

    drawn = theirs(10)
    rows = _rows_of(drawn, x)
    _is_no_copy(rows)
    _uses_all_values(rows)
    _knows_no_other_column(rows)
    if np.array_equal(drawn, theirs(11)):
        raise NotYet(
            "Two different generators gave the same pictures.",
            "a generator made inside the function. Draw from `rng`, the one you are given",
        )
    return (
        "Every number stood at its place in some training picture, all are used equally often, and "
        "no number knows of its neighbours."
    )


def _rows_of(drawn, x):
    """From which training picture each number came."""
    rows = np.empty(drawn.shape, int)
    for j, column in enumerate(x.T):
        order = np.argsort(column)
        near = order[np.clip(np.searchsorted(column[order], drawn[:, j]), 0, ROWS - 1)]
        unknown = ~np.isclose(column[near], drawn[:, j], rtol=1e-5)
        if unknown.any():
            i = np.flatnonzero(unknown)[0]
            elsewhere = np.isclose(x, drawn[i, j], rtol=1e-5).any()
            raise NotYet(
                f"Picture {i} has {drawn[i, j]:.3f} at place {j}. No training picture has that "
                f"there.",
                "the numbers of all places were mixed. Take each from its own column"
                if elsewhere
                else "new values were made, by averaging or by adding noise. Take what was seen",
            )
        rows[:, j] = near
    return rows


def _is_no_copy(rows):
    whole = (rows == rows[:, :1]).all(axis=1).mean()
    if whole > 0.5:
        raise NotYet(
            f"{whole:.0%} of your pictures are training pictures, whole. That is a copier.",
            "one random row for the whole picture. Choose a row anew for every number",
        )


def _uses_all_values(rows):
    for j, column in enumerate(rows.T):
        counts = np.bincount(column, minlength=ROWS)
        expected = DRAWS / ROWS
        if ((counts - expected) ** 2 / expected).sum() > 2 * ROWS:
            raise NotYet(
                f"At place {j} one training picture is used {counts.max()} times and another "
                f"{counts.min()} times; about {expected:.0f} times each was expected.",
                "rows that are not drawn evenly from 0 to `len(x)` - 1",
            )


def _knows_no_other_column(rows):
    steps = (rows[:, 1:] - rows[:, :-1]) % ROWS
    if (steps == steps[0]).all():
        raise NotYet(
            "Whoever knows where one number of a picture came from knows where the next came from.",
            "one random row, moved along by a fixed step. Draw a row for every number",
        )
    bond = np.abs(np.corrcoef(rows.T)[0, 1:]).max()
    if bond > 0.1:
        raise NotYet(
            f"The training pictures that two places draw from are correlated by {bond:.2f}; "
            f"independent draws give 0.",
            "sorted draws, or rows drawn near each other",
        )
