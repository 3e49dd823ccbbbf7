"""What holds for a right share of pairs: properties first, equality last."""

import math

import numpy as np

from helpers.exercises.agreement import cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (5,): "a number for each sample. The mean over all pairs is one number",
    (7,): "a number for each held-out picture. The mean over all pairs is one number",
    (5, 7): "the table of pairs. Its mean is the share",
    (1,): "a list of one number. Return the number",
}
OTHER = "which pairs are counted, or by what the count is divided"


def share(samples, held_out):
    """Share of pairs in which the sample is nearer; equal ones count half."""
    return float((1 - np.sign(np.subtract.outer(samples, held_out))).mean() / 2)


def check_nearer(answer):
    """P(a sample is nearer to the training data than an unseen picture)."""
    samples = np.array([2.0, 3.5, 3.0, 7.5, 0.5])
    held_out = np.array([3.0, 4.0, 6.5, 1.5, 8.0, 2.5, 5.0])

    def theirs(samples, held_out):
        given = {"samples": np.asarray(samples, "float64")}
        value = run(answer, **given, held_out=np.asarray(held_out, "float64"))
        return float(expect(value, (), SHAPES))

    cause = cause_of(np.array(theirs(samples, held_out)), _slips(samples, held_out), OTHER)
    _knows_a_copier(theirs, cause)
    _is_half_of_equals(theirs, cause)
    _trades_sides(theirs, samples, held_out, cause)
    _sees_part_copies(theirs, cause)
    _is_the_share(theirs, samples, held_out, cause)
    rng = np.random.default_rng(13)
    for n, m, levels in ((1, 30, 9), (50, 7, 4), (200, 150, 1000)):
        one, two = rng.integers(levels, size=n) / 3, rng.integers(levels, size=m) / 2.5
        _is_the_share(theirs, one, two, "something that fits some distances only")
    return (
        "Your share is 1 for a copier, one half for two sets of the same kind, and it sees four "
        "copies among ten samples where a ratio of medians sees none."
    )


def _slips(samples, held_out):
    """The usual slips, and what each gives."""
    nearer = samples[:, None] < held_out
    equal = samples[:, None] == held_out
    close = np.quantile(held_out, 0.01)
    slips = {
        "equal pairs count nothing. They count half": nearer.mean(),
        "equal pairs count whole. They count half": (nearer | equal).mean(),
        "the other way around: the held-out picture is nearer in these": 1
        - share(samples, held_out),
        "medians are compared, and not pairs": np.median(samples) / np.median(held_out),
        "only the middles are compared. Each sample meets each held-out picture": (
            float(np.median(samples) < np.median(held_out))
        ),
        "the samples are compared with the middle of the held-out pictures": (
            (samples < np.median(held_out)).mean()
        ),
        "the held-out pictures are compared with the middle of the samples": (
            (np.median(samples) < held_out).mean()
        ),
        "a number of pairs. Divide it by how many there are": nearer.sum() + equal.sum() / 2,
        "pairs divided by the samples alone. There are n · m pairs": (
            (nearer.sum() + equal.sum() / 2) / len(samples)
        ),
        "the lower tail, which is another good question": (samples < close).mean(),
    }
    return {cause: np.array(wrong, "float64") for cause, wrong in slips.items()}


def _knows_a_copier(theirs, cause):
    value = theirs(np.zeros(6), [1.0, 2.0, 3.0])
    if not math.isclose(value, 1, abs_tol=1e-4):
        raise NotYet(
            f"A copier, at distance 0 each time, is nearer in every pair: expected 1. Yours is "
            f"{value:.4g}.",
            cause,
        )


def _is_half_of_equals(theirs, cause):
    for kind in ([4.0, 4.0, 4.0], [1.0, 2.0, 3.0, 4.0]):
        value = theirs(kind, kind)
        if not math.isclose(value, 0.5, abs_tol=1e-4):
            raise NotYet(
                f"Samples and held-out pictures at the same distances {kind}: expected one half. "
                f"Yours is {value:.4g}.",
                cause,
            )


def _trades_sides(theirs, samples, held_out, cause):
    one, two = theirs(samples, held_out), theirs(held_out, samples)
    if not math.isclose(one + two, 1, abs_tol=1e-4):
        raise NotYet(
            f"Trade samples and held-out pictures: {one:.4g} becomes {two:.4g}. In each pair one "
            f"or the other is nearer, so they add up to 1.",
            cause,
        )


def _sees_part_copies(theirs, cause):
    unseen = np.linspace(1, 2, 60)
    value = theirs(np.r_[np.zeros(40), unseen], unseen)
    if not math.isclose(value, 0.7, abs_tol=1e-3):
        raise NotYet(
            f"Forty copies among a hundred samples, the others as far as unseen pictures: "
            f"expected 0.4 · 1 + 0.6 · 0.5 = 0.7. Yours is {value:.4g}.",
            cause,
        )


def _is_the_share(theirs, samples, held_out, cause):
    value, right = theirs(samples, held_out), share(samples, held_out)
    if not math.isclose(value, right, abs_tol=1e-4):
        raise NotYet(
            f"For {len(samples)} samples and {len(held_out)} held-out pictures your share is "
            f"{value:.4f}; {right:.4f} is right.",
            cause,
        )
