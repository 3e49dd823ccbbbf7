"""Answers to the questions of chapter 1, right and wrong, replayed by test_questions.py."""

import statistics

import numpy as np
from keras import ops
from scipy.spatial import KDTree


def sampler(x, n, rng):
    return np.take_along_axis(x, rng.integers(len(x), size=(n, x.shape[1])), axis=0)


def sampler_by_columns(x, n, rng):
    return np.stack([rng.choice(column, n) for column in x.T], axis=1)


def sampler_as_a_list(x, n, rng):
    return sampler(x, n, rng).tolist()


def sampler_with_its_own_seed(x, n, rng):
    return sampler(x, n, np.random.default_rng(3))


def sorted_sampler(x, n, rng):
    rows = np.sort(rng.integers(len(x), size=(n, x.shape[1])), axis=0)
    return np.take_along_axis(x, rows, axis=0)


def stepping_sampler(x, n, rng):
    rows = rng.integers(len(x), size=(n, 1)) + np.arange(x.shape[1])
    return np.take_along_axis(x, rows % len(x), axis=0)


def uneven_sampler(x, n, rng):
    rows = rng.integers(len(x) // 2, size=(n, x.shape[1]))
    return np.take_along_axis(x, rows, axis=0)


def ratio(samples, train, held_out, nearest):
    return np.median(nearest(samples, train)) / np.median(nearest(held_out, train))


def medians(formula):
    """A ratio answer from three medians: samples to train, held-out to train, train to train."""

    def answer(samples, train, held_out, nearest):
        pairs = (samples, train), (held_out, train), (train, train)
        return formula(*(np.median(nearest(a, b)) for a, b in pairs))

    return answer


def sampler_in_loops(x, n, rng):
    return [[x[rng.integers(len(x)), j] for j in range(x.shape[1])] for _ in range(n)]


def sampler_that_throws_numbers_away(x, n, rng):
    rows = rng.permutation(rng.integers(len(x), size=(2 * n, x.shape[1])))[:n]
    return x[rows, np.arange(x.shape[1])]


def shuffled_columns(x, n, rng):
    return rng.permuted(x, axis=0)[rng.integers(len(x), size=n)]


def with_the_same_row_twice(x, n, rng):
    rows = rng.integers(len(x), size=(n, x.shape[1]))
    rows[:, 1] = rows[:, 0]
    return np.take_along_axis(x, rows, axis=0)


def third_from_two(x, n, rng):
    """Any two columns are independent. The third follows from them."""
    rows = rng.integers(len(x), size=(n, x.shape[1]))
    rows[:, 2] = (rows[:, 0] + rows[:, 1]) % len(x)
    return np.take_along_axis(x, rows, axis=0)


def dealt_out(x, n, rng):
    return np.stack([rng.permutation(np.resize(column, n)) for column in x.T], axis=1)


RIGHT = {
    "shape_of_a_dataset": [(500, 28, 28, 1), [500, 28, 28, 1], np.array([500, 28, 28, 1])],
    "share_between_knots": [0.025, 1 / 40, np.float32(0.025)],
    "keeps_correlation": ["Gaussian", " gaussian "],
    "ratio_of_copies": [0, 0.0, np.float32(0)],
    "best_single_answer": [100, 100.0],
    "quiz": ["cadbc", "C A D B C", list("cadbc")],
    "independent_sampler": [
        sampler,
        sampler_by_columns,
        sampler_as_a_list,
        sampler_in_loops,
        sampler_that_throws_numbers_away,
        lambda x, n, rng: sampler(x, n, rng).astype("float32"),
        lambda x, n, rng: ops.convert_to_tensor(sampler(x, n, rng)),
        lambda x, n, rng: x[(rng.random((n, x.shape[1])) * len(x)).astype(int), range(x.shape[1])],
    ],
    "predict_noise": ["b", "B", " b "],
    "repair_ratio": [
        ratio,
        lambda *given: np.array(ratio(*given), "float32"),
        lambda s, t, h, nearest: (
            statistics.median(nearest(s, t).tolist()) / statistics.median(nearest(h, t).tolist())
        ),
        lambda s, t, h, nearest: (
            np.median([nearest(row[None], t)[0] for row in s])
            / np.median([nearest(row[None], t)[0] for row in h])
        ),
        lambda s, t, h, nearest: (
            np.median(KDTree(t).query(s)[0]) / np.quantile(KDTree(t).query(h)[0], 0.5)
        ),
    ],
}

REFUSED = {
    "shape_of_a_dataset": ["500", (500,), object(), np.nan, "many"],
    "share_between_knots": ["a fortieth", 0.25, -0.025, np.nan],
    "keeps_correlation": ["all", 3, "copier"],
    "ratio_of_copies": [1, "zero", np.inf],
    "best_single_answer": [50, "either", [0, 200]],
    "quiz": ["-----", "edcba", ["c"], {}],
    "independent_sampler": [
        shuffled_columns,
        lambda x, n, rng: np.sort(sampler(x, n, rng), axis=0),
        lambda x, n, rng: np.sort(sampler(x, n, rng), axis=1),
        with_the_same_row_twice,
        third_from_two,
        dealt_out,
        lambda x, n, rng: np.tile(sampler(x, n // 2, rng), (2, 1)),
        lambda x, n, rng: np.stack([rng.choice(c, n, replace=n > len(c)) for c in x.T], axis=1),
        lambda x, n, rng: sampler(x[:-1], n, rng),
        lambda x, n, rng: sampler(x[1:], n, rng),
        lambda x, n, rng: sampler(np.vstack([x, x[:1]]), n, rng),
        lambda x, n, rng: sampler(x, n, np.random.default_rng()),
        lambda x, n, rng: sampler(x, n, rng).round(2),
        lambda x, n, rng: sampler(x, n, rng)[:, :3],
    ],
    "repair_ratio": [
        lambda s, t, h, nearest: np.median(nearest(s, t)) / np.median(nearest(h, s)),
        lambda s, t, h, nearest: np.median(nearest(s, t)) / np.median(nearest(s, h)),
        lambda s, t, h, nearest: np.median(nearest(s, t)) / np.median(nearest(h, t[:50])),
        lambda s, t, h, nearest: min(np.median(nearest(s, t)) / np.median(nearest(h, t)), 5),
        lambda s, t, h, nearest: np.log1p(np.median(nearest(s, t)) / np.median(nearest(h, t))),
        lambda s, t, h, nearest: np.median(nearest(s, t)) / 1.07,
        lambda s, t, h, nearest: np.min(nearest(s, t)) / np.min(nearest(h, t)),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "shape_of_a_dataset": [
        ((500, 28, 28), "the last axis was left out"),
        ((500, 28, 28, 3), "red, green and blue"),
        ((500, 784), "in one row"),
        ((28, 28, 1, 500), "come first"),
    ],
    "share_between_knots": [
        (1 / 41, "between them are gaps"),
        (2.5, "percent"),
        (1 / 42, "the first and the last"),
    ],
    "keeps_correlation": [("box", "its own ends"), ("independent", "column by column")],
    "ratio_of_copies": [
        (1.5, "only the 40"),
        (0.6, "The ratio compares medians"),
        (0.4, "share of new samples"),
        (6, "distance of the new"),
    ],
    "best_single_answer": [(0, "Not 0"), (200, "Not 200")],
    "quiz": [("cadbd", "4 of 5"), ("aaaaa", "1 of 5"), ("cadb", "4 letters"), (7, "one letter")],
    "independent_sampler": [
        (lambda x, n, rng: x[rng.integers(len(x), size=n)], "a copier"),
        (lambda x, n, rng: rng.choice(x.ravel(), (n, x.shape[1])), "places were mixed"),
        (lambda x, n, rng: rng.normal(x.mean(0), x.std(0), (n, x.shape[1])), "new values"),
        (lambda x, n, rng: x, "training data has. You"),
        (lambda x, n, rng: rng.choice(x[:, 0], n), "one number a picture"),
        (lambda x, n, rng: sampler(x, n, rng).T, "Transpose"),
        (lambda x, n, rng: sampler(x, 1, rng)[0], "one picture."),
        (lambda x, n, rng: sampler(x, n + 1, rng), "wrong axis"),
        (lambda x, n, rng: sampler(x, n, rng) * np.nan, "not finite"),
        (sorted_sampler, "sorted draws"),
        (stepping_sampler, "fixed step"),
        (uneven_sampler, "not drawn evenly"),
        (sampler_with_its_own_seed, "made inside"),
        (lambda x, n: sampler(x, n, np.random), "other arguments"),
        (sampler(np.ones((5, 3)), 2, np.random.default_rng(0)), "called first"),
    ],
    "predict_noise": [
        ("a", "zeros too"),
        ("c", "rolls no dice"),
        ("d", "first half is right"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
        (ratio, "received a function"),
    ],
    "repair_ratio": [
        (medians(lambda s, h, t: t / s), "stands in for unseen data, and"),
        (medians(lambda s, h, t: h / s), "upside down: what"),
        (medians(lambda s, h, t: s / t), "not finite"),
        (medians(lambda s, h, t: s), "the distance itself"),
        (medians(lambda s, h, t: s - h), "a difference"),
        (medians(lambda s, h, t: (s / h) ** 2), "another distance"),
        (
            lambda samples, train, held_out, nearest: (
                np.median(nearest(samples, held_out)) / np.median(nearest(held_out, train))
            ),
            "held against the held-out",
        ),
        (
            lambda samples, train, held_out, nearest: (
                np.median(nearest(train, samples)) / np.median(nearest(held_out, train))
            ),
            "swapped",
        ),
        (
            lambda samples, train, held_out, nearest: (
                nearest(samples, train).mean() / nearest(held_out, train).mean()
            ),
            "means.",
        ),
        (
            lambda samples, train, held_out, nearest: (
                nearest(samples, train) / np.median(nearest(held_out, train))
            ),
            "one number a sample",
        ),
        (lambda samples, train: 1.0, "other arguments"),
        ("my_ratio", "called first"),
    ],
}
