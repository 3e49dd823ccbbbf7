"""Answers to the questions of chapter 2, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops
from scipy.special import logsumexp


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


RIGHT = {
    "bayes_rule": [bayes, bayes_in_keras, bayes_that_spoils_its_input],
    "predict_garments": ["b", "B", " b "],
    "repair_bayes": [bayes, naive, bayes_in_keras],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
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
        ("c", "everything else"),
        ("d", "both be below"),
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
