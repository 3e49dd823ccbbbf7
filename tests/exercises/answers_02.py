"""Answers to the questions of chapter 2, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops
from scipy.special import logsumexp, softmax


def bayes(log_likelihood, prior):
    joint = log_likelihood + np.log(prior)
    return np.exp(joint - logsumexp(joint, axis=1, keepdims=True))


def bayes_in_keras(log_likelihood, prior):
    return ops.softmax(ops.convert_to_tensor(log_likelihood) + ops.log(prior), axis=1)


def bayes_that_spoils_its_input(log_likelihood, prior):
    log_likelihood += np.log(prior)
    log_likelihood -= log_likelihood.max(axis=1, keepdims=True)
    shares = np.exp(log_likelihood)
    return (shares / shares.sum(axis=1, keepdims=True)).tolist()


def naive(log_likelihood, prior):
    joint = np.exp(log_likelihood) * prior
    return joint / joint.sum(axis=1, keepdims=True)


def clipped(log_likelihood, prior):
    return bayes(np.clip(log_likelihood, -700, 700), prior)


def even(log_likelihood, prior):
    return bayes(log_likelihood, np.full(2, 0.5))


def shares(joint, axis):
    joint = np.exp(joint - joint.max())
    return joint / joint.sum(axis=axis, keepdims=True)


def bayes_by_pairs(log_likelihood, prior):
    """1 over the sum of all ratios to the class in question: no largest is needed."""
    joint = log_likelihood + np.log(prior)
    with np.errstate(over="ignore"):
        return 1 / np.exp(joint[:, None, :] - joint[:, :, None]).sum(axis=2)


def bayes_with_the_prior_behind(log_likelihood, prior):
    shares = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True)) * prior
    return shares / (shares @ np.ones((len(prior), 1)))


def less(take):
    """Bayes' rule with something other than the largest of each row subtracted."""

    def answer(log_likelihood, prior):
        joint = log_likelihood + np.log(prior)
        with np.errstate(all="ignore"):
            shares = np.exp(joint - take(joint))
            return shares / shares.sum(axis=1, keepdims=True)

    return answer


BLANK = {
    "by_hand": [None, ..., ""],
    "half_and_half": [None, ..., ""],
    "times_as_probable": [None, ..., ""],
    "quiz": [None, ..., "", "  "],
}

RIGHT = {
    "by_hand": [0.6, 1.2 / 2, np.float32(0.6), 6 * 0.2 / (6 * 0.2 + 1 * 0.8)],
    "half_and_half": [0.69, 0.7, np.log(2), -np.log(0.5), ops.log(2.0)],
    "times_as_probable": [3072, 3072.0, 32 * 32 * 3, np.int64(3072)],
    "quiz": ["cdbab", "CDBAB", "c, d, b, a, b", ["c", "d", "b", "a", "b"]],
    "bayes_rule": [
        bayes,
        bayes_in_keras,
        bayes_that_spoils_its_input,
        lambda ll, p: bayes(ll, p).astype("float32"),
        lambda ll, p: np.array([softmax(row + np.log(p)) for row in ll]),
        lambda ll, p: ops.softmax(ops.cast(ll + np.log(p), "float32")),
        bayes_by_pairs,
        bayes_with_the_prior_behind,
    ],
    "predict_garments": ["d", "D", " d "],
    "repair_bayes": [
        bayes,
        naive,
        bayes_in_keras,
        bayes_by_pairs,
        bayes_with_the_prior_behind,
        lambda ll, p: [[float(np.exp(a) * q / (np.exp(r) @ p)) for a, q in zip(r, p)] for r in ll],  # noqa: B905
    ],
}

REFUSED = {
    "by_hand": [0.5, 60, "3/5", [0.6], (0.6, 0.4), bayes],
    "half_and_half": [2, np.log(0.5) / 2, "log 2", [0.69] * 5],
    "times_as_probable": [3071, 1024, 2.0**70, "2**3072"],
    "quiz": ["bbbbb", "c", 5, bayes, "cdbabb"],
    "bayes_rule": [
        less(lambda j: j.max()),
        less(lambda j: j.min(axis=1, keepdims=True)),
        less(lambda j: j.mean(axis=1, keepdims=True)),
        less(lambda j: j[:, :1]),
        less(lambda j: j.max(axis=0)),
        less(lambda j: -5000),
        lambda ll, p: bayes(ll, np.array([0.8, 0.2])) if len(p) == 2 else bayes(ll, p),
        lambda ll, p: np.tile(bayes(ll, p)[:1], (len(ll), 1)),
        lambda ll, p: np.nan_to_num(less(lambda j: j.max())(ll, p)),
        lambda ll, p: bayes(ll, p).round(1),
        lambda ll, p: np.eye(len(p))[(ll + np.log(p)).argmax(axis=1)],
        lambda ll, p: shares(ll + np.log(p), 1)[::-1],
    ],
    "repair_bayes": [
        lambda ll, p: bayes(ll, [0.8, 0.2]) if len(p) == 2 else bayes(ll, p),
        lambda ll, p: bayes(ll, p[::-1]),
        lambda ll, p: bayes(ll, p) * p / (bayes(ll, p) * p).sum(axis=1, keepdims=True),
        lambda ll, p: np.tile(bayes(ll, p)[:1], (len(ll), 1)),
        lambda ll, p: (bayes(ll, p) + bayes(ll, np.full(len(p), 1 / len(p)))) / 2,
        lambda ll, p: np.exp(ll) * p / (np.exp(ll) * p).sum(),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "by_hand": [
        (6 / 7, "was left out"),
        (1.2, "not divided by p(x)"),
        (0.4, "share of the others"),
        (0.2, "prior alone"),
        (1.5, "not by the sum"),
        (bayes, "no number and no list"),
    ],
    "half_and_half": [
        (0.5, "this is the share"),
        (1, "to base 2"),
        (0.3, "to base 10"),
        (-0.69, "the sign"),
        ("half", "Not 'half'"),
    ],
    "times_as_probable": [
        (1, "this is one dimension"),
        (-3072, "the sign"),
        (2, "the factor"),
        (18432, "all the bits"),
    ],
    "quiz": [
        ("cdbaa", "about 5."),
        ("adbab", "about 1."),
        ("cdba", "4 letters"),
        (12345, "received int"),
        ("abcda", "0 of 5"),
    ],
    "bayes_rule": [
        (naive, "themselves"),
        (clipped, "clipped"),
        (lambda ll, p: np.log(bayes(ll, p)), "still logarithms"),
        (lambda ll, p: np.exp(ll + np.log(p)), "was not divided"),
        (lambda ll, p: np.exp(ll), "neither prior nor sum"),
        (lambda ll, p: shares(ll + np.log(p), 0), "sum over the pictures. Add"),
        (lambda ll, p: shares(ll + np.log(p), None), "over everything"),
        (even, "the prior is missing"),
        (lambda ll, p: bayes(ll, np.exp(p)), "without its logarithm"),
        (lambda ll, p: bayes(ll, 1 / p), "divided by, not multiplied"),
        (lambda ll, p: bayes(ll, p**2), "twice"),
        (lambda ll, p: bayes(ll, p)[:, ::-1], "swapped"),
        (
            lambda ll, p: np.exp(ll + np.log(p) - (ll + np.log(p)).max(axis=1, keepdims=True)),
            "the sum left out",
        ),
        (lambda ll, p: bayes(2 * ll, p), "a factor on the log densities"),
        (lambda ll, p: 1.1 * bayes(ll, p), "what divides is not"),
        (lambda ll, p: bayes(ll, p)[:, 1], "one class only"),
        (lambda ll, p: bayes(ll, p).sum(axis=0), "Each picture has its own shares"),
        (lambda ll, p: bayes(ll, p).sum(), "over all axes"),
        (lambda ll, p: bayes(ll, p).T, "changed places"),
        (lambda ll, p: bayes(ll, p) * np.nan, "not finite"),
        (lambda ll: ll, "other arguments"),
        (np.ones((5, 2)), "called first"),
    ],
    "predict_garments": [
        ("a", "would be nice"),
        ("b", "everything else"),
        ("c", "both be below"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
        (bayes, "received a function"),
    ],
    "repair_bayes": [
        (even, "still forgotten"),
        (lambda ll, p: 1.1 * bayes(ll, p), "what divides is not"),
        (lambda ll, p: shares(ll + np.log(p), 0), "sum over the pictures. Add"),
        (lambda ll, p: bayes(ll, 1 / p), "divided by, not multiplied"),
        (lambda ll, p: bayes(ll * p, [0.5, 0.5]), "in the wrong place"),
        (lambda ll, p: np.exp(ll) * p, "was not divided"),
        (lambda ll, p: bayes(ll, p)[:, 0], "one class only"),
        (lambda ll: ll, "other arguments"),
        ("my_classifier", "called first"),
    ],
}
