"""Answers that the checks of chapter 5 were not made for: other ways, other mistakes."""

import math

import numpy as np
import scipy
from answers_05 import TABLE
from keras import ops


def log_p(energy, area):
    return -energy - scipy.special.logsumexp(-energy) - np.log(area)


def by_hand(energy, area):
    z = 0.0
    for e in energy:
        z += math.exp(-e) * area
    return np.array([math.log(math.exp(-e) / z) for e in energy])


RIGHT = {
    "who_can": [
        TABLE,
        dict(reversed(TABLE.items())),
        {row: [word.title() for word in words] for row, words in TABLE.items()},
    ],
    "repair_constant": [
        log_p,
        by_hand,
        lambda e, a: np.log(scipy.special.softmax(-e) / a),
        lambda e, a: -(e + np.log(a * np.exp(-e).sum())).astype("float32"),
        lambda e, a: (
            -e - np.log(np.trapezoid(np.append(np.exp(-e), 0), dx=a) + np.exp(-e[0]) * a / 2)
        ),
        lambda e, a: ops.convert_to_tensor(log_p(e, a)),
        lambda e, a: -e - np.log(np.mean(np.exp(-e)) * len(e) * a),
        lambda e, a: -np.float32(e) - np.log(np.sum(np.exp(-np.float32(e))) * np.float32(a)),
    ],
}

REFUSED = {
    "who_can": [
        {k: v[::-1] for k, v in TABLE.items()},
        {k: [True, v[1], True, True] for k, v in TABLE.items()},
        {k: " ".join(v) for k, v in TABLE.items()},
        TABLE | {"GAN": ["yes", "unnormalised", "no", "no"]},
        TABLE | {"NormalizingFlow": ["yes", "exact", "yes", "no"]},
    ],
    "repair_constant": [
        lambda e, a: log_p(e, a) + a,
        lambda e, a: log_p(e, np.sqrt(a)),
        lambda e, a: log_p(e * a, a),
        lambda e, a: -e - np.log(np.sum(np.exp(-e) * a) + np.exp(-e.max())),
        lambda e, a: -e - np.log(np.sum(np.exp(-e))) / a,
        lambda e, a: -e - np.sum(np.log(np.exp(-e) * a)),
        lambda e, a: -e - np.log10(np.exp(-e).sum() * a),
        lambda e, a: np.exp(log_p(e, a)) - 1,
        lambda e, a: log_p(np.roll(e, 1), a),
        lambda e, a: log_p(e - e.mean(), a) - 0.001 * e,
    ],
}
