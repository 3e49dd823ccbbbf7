"""What holds for a right lead: a difference of means, counted in its own standard error."""

import math

import numpy as np

from helpers.exercises.agreement import apart, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (3,): "one number for each run. The lead compares the means: one number in all",
    (2,): "a number for each model. The lead is one number for both",
}


def lead(a, b):
    """How many standard errors the mean of b lies above the mean of a."""
    spread = math.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))
    return (np.mean(b) - np.mean(a)) / spread


def check_lead(answer):
    """The lead of the model with scores a over the one with scores b; less is better."""
    a, b = np.array([14.0, 11.5, 18.0]), np.array([15.0, 22.5, 20.0, 19.0])

    def theirs(a, b):
        return float(expect(run(answer, a=np.asarray(a), b=np.asarray(b)), (), SHAPES))

    value = theirs(a, b)
    cause = cause_of(np.array(value), _slips(a, b), "a spread that is not that of the means")
    _trades_sides(theirs, a, b, value, cause)
    _has_no_unit(theirs, a, b, value, cause)
    _ignores_one_lucky_run(theirs, cause)
    _grows_with_runs(theirs, a, b, value, cause)
    _is_the_lead(theirs, a, b, cause)
    rng = np.random.default_rng(12)
    for runs, others, sd in ((2, 9, 5.0), (6, 6, 0.3), (12, 2, 2.0)):
        one, two = rng.gamma(2.0, 3.0, size=runs), 4 + sd * rng.gamma(3.0, 1.0, size=others)
        _is_the_lead(theirs, one, two, "something that fits some runs only")
    return (
        "Your lead changes its sign when the models trade places, has no unit, is not won by one "
        "lucky run, and doubles with four times the runs. Above about 3, look again; below about "
        "2, say that you cannot tell."
    )


def _is_the_lead(theirs, a, b, cause):
    value, right = theirs(a, b), lead(a, b)
    if not math.isclose(value, right, rel_tol=1e-3, abs_tol=1e-4):
        yours, expected = apart(value, right)
        shown = " against ".join(np.array2string(runs, precision=3) for runs in (a, b))
        raise NotYet(f"For the runs {shown} your lead is {yours}; {expected} is right.", cause)


def _slips(a, b):
    """The usual slips, and what each gives."""
    gap, best = np.mean(b) - np.mean(a), np.min(b) - np.min(a)
    one, two = np.var(a, ddof=1), np.var(b, ddof=1)
    right = math.sqrt(one / len(a) + two / len(b))
    slips = {
        "three things: the best runs are compared, by the spread of runs, and spreads are added": (
            best / (math.sqrt(one) + math.sqrt(two))
        ),
        "the best runs are compared. Each model has a mean": best / right,
        "the spread of the runs. A mean of n of them varies less": (
            gap / (math.sqrt(one) + math.sqrt(two))
        ),
        "the spread of the runs, whose variances should be divided by n": (
            gap / math.sqrt(one + two)
        ),
        "standard errors are added. Independent ones add as squares": (
            gap / (math.sqrt(one / len(a)) + math.sqrt(two / len(b)))
        ),
        "`np.var` divides by n. From a sample divide by n - 1: `ddof=1`": (
            gap / math.sqrt(np.var(a) / len(a) + np.var(b) / len(b))
        ),
        "the root is missing: that is a variance": gap / (one / len(a) + two / len(b)),
        "the sign. Less is better, so a leads where b is larger": -gap / right,
        "the difference alone. Divide it by its standard error": gap,
    }
    return {each: np.array(wrong) for each, wrong in slips.items()}


def _trades_sides(theirs, a, b, value, cause):
    if value <= 0:
        raise NotYet(
            f"Here a has the smaller distances, so a leads. Your lead is {value:.3f}; expected "
            f"one above 0.",
            cause,
        )
    if not math.isclose(theirs(b, a), -value, rel_tol=1e-3):
        raise NotYet(
            f"By your formula a leads b by {value:.3f}, and b leads a by {theirs(b, a):.3f}. "
            f"Expected the same with the other sign.",
            cause,
        )


def _has_no_unit(theirs, a, b, value, cause):
    if not math.isclose(theirs(10 * a, 10 * b), value, rel_tol=1e-3):
        raise NotYet(
            f"With all distances ten times as large your lead is {theirs(10 * a, 10 * b):.3f} "
            f"instead of {value:.3f}. Standard errors grow as distances do.",
            cause,
        )


def _ignores_one_lucky_run(theirs, cause):
    lucky, steady = [10.0, 22.0, 25.0], [14.0, 15.0, 16.0]
    value = theirs(lucky, steady)
    if value > 0:
        raise NotYet(
            f"Runs of 10, 22 and 25 against 14, 15 and 16: your lead is {value:.3f}, so the first "
            f"model would win. Its mean is 19, the other's 15.",
            cause,
        )


def _grows_with_runs(theirs, a, b, value, cause):
    several = theirs(np.tile(a, 100), np.tile(b, 100))
    expected = lead(np.tile(a, 100), np.tile(b, 100)) / lead(a, b)
    if not math.isclose(several / value, expected, rel_tol=1e-3):
        raise NotYet(
            f"With a hundred times the runs, spread as before, your lead is {several / value:.2f} "
            f"times as large. A mean is known better by the root of their number: expected "
            f"{expected:.2f} times.",
            cause,
        )
