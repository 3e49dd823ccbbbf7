"""What holds for a right memorisation ratio: copies score 0, fresh data 1, far samples more."""

import numpy as np
from scipy.spatial.distance import cdist

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run


def nearest(a, b):
    """For each row of `a` the distance to its nearest row of `b`."""
    return cdist(np.atleast_2d(a), np.atleast_2d(b)).min(axis=1)


def ratio(samples, train, held_out):
    return np.median(nearest(samples, train)) / np.median(nearest(held_out, train))


SHAPES = {
    (60,): "one number a sample. The ratio is one number: take the median of each side first",
    (1,): "an array of one number. Return the number itself",
}
SETS = ("fresh samples", "copies", "samples far from all data")


def check_ratio(answer):
    """How near samples lie to the training data, over how near unseen data lies."""
    rng = np.random.default_rng(1)
    train, held_out, fresh = (rng.normal(size=(rows, 4)) for rows in (150, 50, 60))
    copies = train[:60] + rng.normal(0, 0.05, (60, 4))
    sets = fresh, copies, 6 + fresh
    values, right = _both(answer, sets, train, held_out)
    cause = cause_of(values, _slips(sets, train, held_out), "another distance than the nearest")
    if not np.allclose(values, right, rtol=1e-3):
        raise NotYet(_symptom(values), cause)
    _holds_elsewhere(answer)
    return (
        f"Copies score {values[1]:.2f}, fresh data {values[0]:.2f}, and samples far from all data "
        f"{values[2]:.1f}."
    )


def _both(answer, sets, train, held_out):
    """The learner's ratio for each set, and the right one."""
    theirs = [
        float(
            expect(
                run(answer, samples=x, train=train, held_out=held_out, nearest=nearest), (), SHAPES
            )
        )
        for x in sets
    ]
    return np.array(theirs), np.array([ratio(x, train, held_out) for x in sets])


def _holds_elsewhere(answer):
    """Lopsided data, of another size, whose held-out rows lie farther out than training's."""
    rng = np.random.default_rng(2)
    train, held_out = rng.gamma(1.0, size=(90, 3)), 1.4 * rng.gamma(1.0, size=(131, 3))
    sets = 0.7 * rng.gamma(1.0, size=(41, 3)), train[:40] + 0.02, 3 + rng.gamma(1.0, size=(75, 3))
    values, right = _both(answer, sets, train, held_out)
    cause = "a number that fits one set of data, or rows that were left out"
    agree(values, right, "other data, set {} of three,", cause, rtol=1e-3)


def _symptom(values):
    fresh, copies, far = values
    told = f"Copies score {copies:.3g}, fresh data {fresh:.3g}, samples far from all data {far:.3g}"
    return f"{told}; expected about 0, about 1, and more than 1."


def _slips(sets, train, held_out):
    """The usual slips, and what each gives for the three sets."""
    median, unseen = np.median, np.median(nearest(held_out, train))

    def each(formula):
        return np.array([formula(x) for x in sets])

    return {
        "the training data stands in for unseen data, and the ratio is upside down": each(
            lambda x: 0.0
        ),
        "the ratio is upside down: what the samples score belongs on top": each(
            lambda x: unseen / median(nearest(x, train))
        ),
        "the samples are held against the held-out data. A copier copies the training data": each(
            lambda x: median(nearest(x, held_out)) / unseen
        ),
        "the arguments of `nearest` are swapped: it asks each training row for its sample": each(
            lambda x: median(nearest(train, x)) / unseen
        ),
        "means. A few far samples move a mean; the median asks the typical one": each(
            lambda x: nearest(x, train).mean() / nearest(held_out, train).mean()
        ),
        "the distance itself. Without unseen data beside it nobody knows what is near": each(
            lambda x: median(nearest(x, train))
        ),
        "a difference. A ratio has no unit and compares across data": each(
            lambda x: median(nearest(x, train)) - unseen
        ),
    }
