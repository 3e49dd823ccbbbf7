"""What holds for an honest R²: it is measured on rows that nobody learnt from."""

import numpy as np
from scipy.spatial.distance import cdist

from helpers.exercises.agreement import expect
from helpers.exercises.answers import NotYet, run

SHAPES = {(2,): "two numbers were returned. R² is one", (1,): "an array of one number was returned"}
ROWS = 2000


class Reader:
    """A `fit` that counts how many rows it learnt from, was asked about, and knew already.

    A row is known if its code is one of those learnt from. So it does not matter in which order
    or unit the codes come.
    """

    def __init__(self, learn):
        self.learn, self.seen, self.asked, self.known = learn, [], 0, 0

    def __call__(self, codes, factor):
        codes, factor = np.asarray(codes, "float64"), np.asarray(factor, "float64")
        if codes.ndim != 2 or factor.shape != codes.shape[:1]:
            raise ValueError(f"fit got codes {codes.shape} and a factor {factor.shape}")
        self.seen.append(len(codes))
        predict, close = self.learn(codes, factor), 1e-5 * codes.std()

        def read(asked):
            z = np.atleast_2d(np.asarray(asked, "float64"))
            gaps = cdist(z, codes)
            known = gaps.min(axis=1) < close
            self.asked += len(z)
            self.known += int(known.sum())
            told = predict(z, gaps.argmin(axis=1), known)
            return told if np.ndim(asked) == 2 else told[0]

        return read


def by_heart(codes, factor):
    """Says what the nearest code it learnt from said: it knows all of those by heart."""
    return lambda z, nearest, known: factor[nearest]


def by_heart_else_off(codes, factor):
    """As by heart. About rows that it does not know it is wrong by 0.7 standard deviations."""
    return lambda z, nearest, known: factor[nearest] + np.where(known, 0, 0.7 * factor.std())


def average(codes, factor):
    """Says the same of every face."""
    return lambda z, nearest, known: np.full(len(z), factor.mean())


def straight(codes, factor):
    """A straight line through what it learnt from."""
    with_one = np.c_[codes, np.ones(len(codes))]
    weights = np.linalg.lstsq(with_one, factor, rcond=None)[0]
    return lambda z, nearest, known: np.c_[z, np.ones(len(z))] @ weights


def check_recovery(answer):
    """R² of a factor read off a code, on faces that the reader has not seen."""
    rng = np.random.default_rng(33)
    # Numbers of size 1 and either sign have the variance 1 in every part of the rows.
    noise, sign = (rng.permutation(np.arange(ROWS) % 2) * 2.0 - 1 for _ in range(2))
    codes = np.c_[2 + sign, rng.normal(1, 3, ROWS), rng.normal(0, 0.5, ROWS)]

    def theirs(codes, factor, learn):
        reader = Reader(learn)
        value = expect(run(answer, codes=codes, factor=factor, fit=reader), (), SHAPES)
        return float(value), reader

    _recovers_nothing_from_noise(*theirs(codes, noise, by_heart))
    for base, spread in ((5, 2.5), (-30, 15)):
        _is_zero_for_the_mean(theirs(codes, base + spread * noise, average)[0])
    far = codes + np.outer(sign, [0, 30, 0])  # the two signs lie far apart
    _asks_about_new_faces(*theirs(far, 5 + sign, by_heart_else_off))
    factor = 5 + codes @ [1.2, 0.1, -0.5] + noise  # variances 1.44 + 0.09 + 0.06, and 1
    _sees_what_is_there(*theirs(codes, factor, straight))
    return (
        "Codes of pure noise recover nothing, a reader that always says the mean gets 0, and a "
        "good code gets its due: the faces that judge were never learnt from."
    )


def _recovers_nothing_from_noise(value, reader):
    if value > 0:
        cause = "faces that the reader is never asked about, or an error that is not squared"
        if value > 1:
            cause = "the `1 -` is missing. What is left is the error, as a share of the variance"
        elif reader.known:
            cause = (
                f"{reader.known} of the {reader.asked} faces that judge were also learnt from. A "
                "reader that knows them by heart looks perfect"
            )
        raise NotYet(f"Codes of pure noise recover the factor with R² = {value:.2f}.", cause)
    if not reader.seen or min(*reader.seen, reader.asked) < ROWS // 10:
        raise NotYet(
            f"The reader learnt from {min(reader.seen, default=0)} faces and was asked about "
            f"{reader.asked}, of {ROWS}.",
            "a split that leaves one side nearly empty. Half and half is fair",
        )


def _is_zero_for_the_mean(value):
    if abs(value) > 0.05:
        raise NotYet(
            f"A reader that says the mean of every face gets {value:.2f}. It knows nothing: 0.",
            "the error is compared with `factor**2`. Compare it with the spread around the mean",
        )


def _asks_about_new_faces(value, reader):
    if abs(value - 0.51) > 0.03:  # 1 - 0.7²
        raise NotYet(
            "A reader knows by heart whom it learnt from, and is 0.7 standard deviations wrong "
            f"about everybody else. So its R² is 1 - 0.49 = 0.51; you report {value:.2f}.",
            f"{reader.known} of the {reader.asked} faces that judge were also learnt from"
            if reader.known
            else "rows of codes and factor that no longer belong together, or no mean square",
        )


def _sees_what_is_there(value, reader):
    if abs(value - 0.614) > 0.12:  # 1.59 / 2.59, give or take what 200 faces allow
        raise NotYet(
            f"Three fifths of this factor's variance can be read off the code; you report "
            f"{value:.2f}.",
            "a term that is missing or too much",
        )
