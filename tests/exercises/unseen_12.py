"""Answers that the checks of chapter 12 were not made for: other ways, other mistakes."""

import math
from fractions import Fraction

import numpy as np
import scipy
from keras import ops
from scipy.stats import ttest_ind


def step(slope, x, eta, heat, shake):
    return np.add(x - eta * slope, math.sqrt(2 * eta * heat) * shake)


def bits(nats, step, pixels):
    return -(nats / (pixels * math.log(2)) + math.log2(step))


def lead(a, b):
    return (np.average(b) - np.average(a)) / np.sqrt(
        a.var(ddof=1) / a.size + b.var(ddof=1) / b.size
    )


def lead_by_hand(a, b):
    def of_mean(runs):
        mean = sum(runs) / len(runs)
        return mean, sum((r - mean) ** 2 for r in runs) / (len(runs) - 1) / len(runs)

    (one, small), (two, large) = of_mean(a), of_mean(b)
    return (two - one) / (small + large) ** 0.5


def by_fractions(a, b):
    a, b = [Fraction(float(r)) for r in a], [Fraction(float(r)) for r in b]
    return Fraction(lead_by_hand(a, b)).limit_denominator(10**9)


def by_bootstrap(a, b):
    rng = np.random.default_rng(0)
    gaps = [rng.choice(b, len(b)).mean() - rng.choice(a, len(a)).mean() for _ in range(500)]
    return np.mean(gaps) / np.std(gaps)


RIGHT = {
    "same_bits": [
        bits,
        lambda n, s, d: np.log2(np.e) * (-n / d - np.log(s)),
        lambda n, s, d: np.array([bits(float(each), float(s), int(d)) for each in n], "float32"),
        lambda n, s, d: -(np.asarray(n) + scipy.special.xlogy(d, s)) / np.log(2) / d,
        lambda n, s, d: 8 - (n / d + np.log(256 * s)) / np.log(2),
        lambda n, s, d: ops.divide(-(n + d * np.log(s)), d * np.log(2)),
        lambda n, s, d: -np.log(np.exp(n / d) * s) / np.log(2),
    ],
    "repair_lead": [
        lead,
        lead_by_hand,
        by_fractions,
        lambda a, b: -ttest_ind(a, b, equal_var=False)[0],
        lambda a, b: (
            (b.mean() - a.mean()) / np.linalg.norm([scipy.stats.sem(each) for each in (a, b)])
        ),
        lambda a, b: np.array(lead(a, b), "float32"),
        lambda a, b: (b.mean() - a.mean()) / math.sqrt(np.cov(a) / len(a) + np.cov(b) / len(b)),
    ],
}

REFUSED = {
    "same_bits": [
        lambda n, s, d: bits(n, s, d) + 1e-2,
        lambda n, s, d: bits(n.mean(), s, d) + 0 * n,
        lambda n, s, d: bits(n, s, 784 if len(n) > 1 else d),
        lambda n, s, d: bits(n, s / 2, d),
        lambda n, s, d: bits(n, 1 / s, d),
        lambda n, s, d: -(n + np.log(s) * np.sqrt(d)) / (d * np.log(2)),
        lambda n, s, d: np.abs(bits(n, s, d)),
        lambda n, s, d: bits(n, round(s * 255) / 255, d),
        lambda n, s, d: -(n / np.log(2) + d * np.log(s)) / d,
        lambda n, s, d: bits(n * np.log(2), s, d),
    ],
    "repair_lead": [
        by_bootstrap,
        lambda a, b: (
            (b.mean() - a.mean()) / np.sqrt(a.var(ddof=1) / len(b) + b.var(ddof=1) / len(a))
        ),
        lambda a, b: (
            (np.median(b) - np.median(a)) / np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
        ),
        lambda a, b: lead(a, b) * np.sqrt(2),
        lambda a, b: (
            (b.mean() - a.mean()) / np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / (len(a) + len(b)))
        ),
        lambda a, b: (b.mean() - a.mean()) / (np.ptp(a) / len(a) + np.ptp(b) / len(b)),
        lambda a, b: lead(np.append(a, a.mean()), np.append(b, b.mean())),
        lambda a, b: np.tanh(lead(a, b)),
        lambda a, b: lead(a, b[: len(a)]),
        lambda a, b: lead(np.log(a), np.log(b)),
    ],
}
