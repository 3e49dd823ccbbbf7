"""Answers that the checks of chapter 0 were not made for: other ways, other mistakes."""

import numpy as np
from scipy.optimize import approx_fprime


def by_differences(x, y, w, rate, steps):
    w = np.array([w])
    for _ in range(steps):
        w = w - rate * approx_fprime(w, lambda v: np.mean((v * x - y) ** 2), 1e-7)
    return float(w[0])


def with_momentum(x, y, w, rate, steps):
    speed = 0.0
    for _ in range(steps):
        speed = 0.9 * speed - rate * np.mean(2 * (w * x - y) * x)
        w = w + speed
    return w


RIGHT = {"train_a_weight": [by_differences]}
REFUSED = {"train_a_weight": [with_momentum, lambda x, y, w, rate, steps: w]}
