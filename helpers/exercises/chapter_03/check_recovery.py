"""What holds for an honest R²: it is measured on rows that nobody learnt from."""

import numpy as np

from helpers.exercises.answers import NotYet, expect, run

SHAPES = {(2,): "two numbers were returned. R² is one", (1,): "an array of one number was returned"}
ROWS = 400


class Reader:
    """A `fit` that writes down which rows it learnt from, and which it was asked about.

    Every code carries the number of its row in its last column.
    """

    def __init__(self, learn):
        self.learn, self.seen, self.asked = learn, [], []

    def __call__(self, codes, factor):
        codes, factor = np.asarray(codes), np.asarray(factor)
        if codes.ndim != 2 or len(codes) != len(factor):
            raise ValueError(f"fit got codes {codes.shape} and a factor {factor.shape}")
        self.seen = self._rows(codes)
        predict = self.learn(codes[:, :-1], factor)

        def read(codes):
            self.asked = self._rows(codes)
            return predict(np.asarray(codes)[:, :-1])

        return read

    def _rows(self, codes):
        return np.asarray(codes)[:, -1].round().astype(int).tolist()


def nearest(codes, factor):
    """Says what the nearest code it learnt from said: it knows all of those by heart."""
    return lambda z: factor[((z[:, None] - codes) ** 2).sum(axis=-1).argmin(axis=1)]


def average(codes, factor):
    """Says the same of every face."""
    return lambda z: np.full(len(z), factor.mean())


def straight(codes, factor):
    """A straight line through what it learnt from."""
    with_one = np.c_[codes, np.ones(len(codes))]
    weights = np.linalg.lstsq(with_one, factor, rcond=None)[0]
    return lambda z: np.c_[z, np.ones(len(z))] @ weights


def check_recovery(answer):
    """R² of a factor read off a code, on faces that the reader has not seen."""
    rng = np.random.default_rng(33)
    noise, codes = rng.normal(size=(2, ROWS, 2))
    factor = 5 + codes @ [2.0, -1.0] + rng.normal(size=ROWS)

    def theirs(codes, factor, learn):
        reader = Reader(learn)
        numbered = np.c_[codes, np.arange(ROWS)]
        value = expect(run(answer, codes=numbered, factor=factor, fit=reader), (), SHAPES)
        return float(value), reader

    by_heart, reader = theirs(noise, factor, nearest)
    _asks_about_new_faces(by_heart, reader)
    _uses_enough(reader)
    _is_zero_for_the_mean(theirs(codes, factor, average)[0])
    _sees_what_is_there(*theirs(codes, factor, straight))
    return (
        "Codes of pure noise recover nothing, a reader that always says the mean gets 0, and a "
        "good code gets its due: the faces that judge were never learnt from."
    )


def _asks_about_new_faces(value, reader):
    both = set(reader.seen) & set(reader.asked)
    if both:
        raise NotYet(
            f"Codes of pure noise recover the factor with R² = {value:.2f}.",
            f"{len(both)} of the {len(reader.asked)} faces that judge were also learnt from. A "
            "reader that knows them by heart looks perfect",
        )


def _uses_enough(reader):
    if min(len(reader.seen), len(reader.asked)) < ROWS // 10:
        raise NotYet(
            f"The reader learnt from {len(reader.seen)} faces and was asked about "
            f"{len(reader.asked)}, of {ROWS}.",
            "a split that leaves one side nearly empty. Half and half is fair",
        )


def _is_zero_for_the_mean(value):
    if abs(value) > 0.1:
        cause = "the error is compared with `factor**2`. Compare it with the spread around the mean"
        if value > 0.95:
            cause = "the `1 -` is missing. What is left is the error, as a share of the variance"
        raise NotYet(
            f"A reader that says the mean of every face gets {value:.2f}. It knows nothing: 0.",
            cause,
        )


def _sees_what_is_there(value, reader):
    if not 0.74 < value < 0.92:  # the truth is 5 / 6, give or take what 200 faces allow
        raise NotYet(
            f"Five sixths of this factor's variance can be read off the code; you report "
            f"{value:.2f}.",
            "the rows of codes and factor no longer belong together, or a term that is missing",
        )
