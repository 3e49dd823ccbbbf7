"""What holds for samples of independent numbers: values seen before, no whole rows, no bonds."""

import itertools

import numpy as np
from scipy.special import gammainc, gammaincc

from helpers.exercises.agreement import expect
from helpers.exercises.answers import NotYet, run

SIZES = ((40, 3, 8000), (25, 4, 6000), (300, 5, 200))  # training pictures, numbers, new pictures
RARE = 1e-9  # how seldom chance alone may look like a mistake, in each of some 300 tests


def check_sampler(answer):
    """n rows, each number drawn from its own column by itself."""
    for size in SIZES:
        x = _pictures(*size[:2])
        drawn = _theirs(answer, x, size[2], 10)
        rows = _rows_of(drawn, x)
        _uses_all_values(rows, len(x))
        _knows_no_other_picture(rows, len(x))
        _is_no_copy(rows)
        _knows_no_other_number(rows, len(x))
    _draws_from_rng(answer, x, size[2], drawn)
    return (
        "Every number stood at its place in some training picture, all are used equally often, and "
        "no number knows of its neighbours."
    )


def _pictures(rows, numbers):
    """Pictures whose columns go together. No number occurs twice, and float32 holds them all."""
    rng = np.random.default_rng(rows)
    height = rng.normal(size=(rows, 1)) + 0.3 * rng.normal(size=(rows, numbers))
    steps = rng.integers(1, 9, size=rows * numbers)
    x = np.empty(rows * numbers)
    x[height.ravel().argsort()] = 3 + steps.cumsum() / 64
    return x.reshape(rows, numbers)


def _theirs(answer, x, n, seed):
    shapes = {
        x.shape: "as many pictures as the training data has. You were asked for `n`",
        (n,): "one number a picture. Each picture has `x.shape[1]` numbers",
        (x.shape[1], n): "rows and columns are swapped. Transpose the result",
        (x.shape[1],): "one picture. You were asked for `n`",
    }
    value = run(answer, x=x, n=n, rng=np.random.default_rng(seed))
    return expect(value, (n, x.shape[1]), shapes)


def _rows_of(drawn, x):
    """From which training picture each number came."""
    rows = np.empty(drawn.shape, int)
    for j, column in enumerate(x.T):
        gaps = abs(drawn[:, j, None] - column)
        rows[:, j] = gaps.argmin(axis=1)
        unknown = gaps.min(axis=1) > 1e-4
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
    return rows


def _is_no_copy(rows):
    whole = (rows == rows[:, :1]).all(axis=1).mean()
    if whole > 0.5:
        raise NotYet(
            f"{whole:.0%} of your pictures are training pictures, whole. That is a copier.",
            "one random row for the whole picture. Choose a row anew for every number",
        )


def _uses_all_values(rows, m):
    for j, column in enumerate(rows.T):
        counts, expected = np.bincount(column, minlength=m), len(rows) / m
        few, many = _tails(column[:, None], m)
        if min(many, _so_few(counts.min(), expected)) < RARE:
            raise NotYet(
                f"At place {j} one training picture is used {counts.max()} times and another "
                f"{counts.min()} times; about {expected:.3g} times each was expected.",
                "rows that are not drawn evenly from 0 to `len(x)` - 1",
            )
        if few < RARE:
            raise NotYet(
                f"At place {j} the training pictures are used {counts.min()} to {counts.max()} "
                f"times. Chance is less even: some are drawn twice while others wait.",
                "rows drawn without replacement, or dealt out in turn",
            )


def _knows_no_other_number(rows, m):
    places = range(rows.shape[1])
    for some in [*itertools.combinations(places, 2), tuple(places)]:
        if min(_tails(rows[:, some], m)) < RARE:
            steps = (rows[:, 1:] - rows[:, :-1]) % m
            cause = "rows that several numbers of a picture share. Draw a row for every number"
            if (steps == steps[0]).all():
                cause = "one random row, moved along by a fixed step. Draw a row for every number"
            raise NotYet(
                "Whoever knows where some numbers of a picture came from can tell where the "
                f"others came from: pictures that agree at places {', '.join(map(str, some))} "
                "are more or fewer than chance makes.",
                cause,
            )


def _knows_no_other_picture(rows, m):
    """Pairs of one picture with the next, and of the first half with the second."""
    for apart in (1, len(rows) // 2):
        one, two = rows[:-apart], rows[apart:]
        for j, k in itertools.product(range(rows.shape[1]), repeat=2):
            if min(_tails(np.stack([one[:, j], two[:, k]], axis=1), m)) < RARE:
                raise NotYet(
                    f"Whoever knows place {j} of one picture can tell something of place {k} of "
                    f"the picture {apart} after it.",
                    "sorted draws, pictures used twice, or rows drawn near each other",
                )


def _tails(rows, m):
    """How probable chance makes so few pairs of pictures that agree at all places, or so many."""
    n, cells = len(rows), m ** rows.shape[1]
    counts = np.unique(rows @ m ** np.arange(rows.shape[1]), return_counts=True)[1]
    met = (counts * (counts - 1) / 2).sum()
    if n <= 4 * cells:  # few pairs: their number is Poisson
        expected = n * (n - 1) / 2 / cells
        return _so_few(met, expected), gammainc(met, expected)
    # Pearson's statistic of equal shares, written with `met`, is χ² of so many degrees.
    statistic, degrees = (2 * met + n) * cells / n - n, cells - 1
    return gammainc(degrees / 2, statistic / 2), gammaincc(degrees / 2, statistic / 2)


def _so_few(count, expected):
    """P(at most `count`) of a Poisson number."""
    return gammaincc(count + 1, expected)


def _draws_from_rng(answer, x, n, drawn):
    if np.array_equal(drawn, _theirs(answer, x, n, 11)):
        raise NotYet(
            "Two different generators gave the same pictures.",
            "a generator made inside the function. Draw from `rng`, the one you are given",
        )
    if not np.array_equal(drawn, _theirs(answer, x, n, 10)):
        raise NotYet(
            "The same generator gave other pictures the second time.",
            "another source of random numbers. Draw from `rng`, so that a seed repeats a picture",
        )
