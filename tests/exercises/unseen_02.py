"""Answers that the checks of chapter 2 were not made for: other ways, other mistakes."""

import math

import numpy as np
import scipy
from keras import ops


def log_softmax(joint):
    return joint - scipy.special.logsumexp(joint, axis=-1, keepdims=True)


def bayes(ll, p):
    return np.exp(log_softmax(ll + np.log(p)))


def by_longdouble(ll, p):
    joint = ll.astype(np.longdouble) + np.log(p)
    joint = np.exp(joint - np.max(joint, axis=1)[:, None])
    return joint / np.sum(joint, axis=1)[:, None]


def by_math(ll, p):
    told = []
    for row in ll:
        joint = [float(a) + math.log(b) for a, b in zip(row, p, strict=True)]
        above = [math.exp(a - max(joint)) for a in joint]
        told.append([a / math.fsum(above) for a in above])
    return told


def by_addition(ll, p):
    joint = ll + np.log(p)
    return np.exp(joint - np.logaddexp.reduce(joint, axis=1).reshape(-1, 1))


def shifted(shift):
    def answer(ll, p):
        with np.errstate(all="ignore"):
            joint = np.exp(ll - shift(ll)) * p
            return joint / joint.sum(axis=1, keepdims=True)

    return answer


RIGHT = {
    "bayes_rule": [
        by_longdouble,
        by_math,
        by_addition,
        lambda ll, p: scipy.special.softmax(ll + np.log(p), axis=1),
        lambda ll, p: ops.exp(ops.log_softmax(ll + np.log(p), axis=-1)),
        shifted(lambda ll: ll.max(axis=1)[:, None]),
        shifted(lambda ll: ll.max(axis=1, keepdims=True) - 3),
        lambda ll, p: np.vstack([bayes(row[None], p) for row in ll]),
    ],
    "repair_bayes": [
        by_longdouble,
        by_math,
        by_addition,
        shifted(lambda ll: 0),
        shifted(lambda ll: ll.max()),
        lambda ll, p: (np.exp(ll) * p / (np.exp(ll) @ p)[:, None]).astype("float32"),
        lambda ll, p: np.apply_along_axis(
            lambda row: np.exp(row) * p / (np.exp(row) * p).sum(), 1, ll
        ),
    ],
}

REFUSED = {
    "bayes_rule": [
        shifted(lambda ll: ll.max()),
        shifted(lambda ll: np.median(ll, axis=1, keepdims=True)),
        shifted(lambda ll: ll[:1].max(axis=1)),
        lambda ll, p: bayes(np.maximum(ll, ll.max() - 50), p),
        lambda ll, p: bayes(ll, p / p.max() + 0.1),
        lambda ll, p: bayes(ll, p[np.argsort(p)]),
        lambda ll, p: bayes(ll - np.log(p), p),
        lambda ll, p: np.c_[bayes(ll, p)[:, :1], 1 - bayes(ll, p)[:, :1]],
        lambda ll, p: bayes(ll / 2, p),
        lambda ll, p: bayes(np.log1p(np.exp(np.minimum(ll, 50))), p),
    ],
    "repair_bayes": [
        lambda ll, p: bayes(ll * p, p),
        lambda ll, p: bayes(ll, np.sqrt(p)),
        lambda ll, p: bayes(ll, p) - bayes(ll, p).mean(axis=0) + p,
        lambda ll, p: np.exp(ll) * p / (np.exp(ll) * p).sum(axis=0),
        lambda ll, p: np.exp(ll) * p / np.exp(ll).sum(axis=1, keepdims=True),
        lambda ll, p: np.c_[bayes(ll, p)[:, :1], 1 - bayes(ll, p)[:, :1]],
        lambda ll, p: bayes(ll + p, np.ones_like(p)),
    ],
}
