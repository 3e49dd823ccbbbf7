"""Answers to the questions of chapter 1, right and wrong, replayed by test_questions.py."""

import numpy as np


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


RIGHT = {
    "independent_sampler": [sampler, sampler_by_columns, sampler_as_a_list],
    "predict_noise": ["b", "B", " b "],
    "repair_ratio": [ratio, lambda *given: np.array(ratio(*given), "float32")],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
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
