"""Answers to the questions of chapter 0, right and wrong, replayed by test_questions.py."""

import numpy as np


def training(x, y, w, rate, steps):
    for _ in range(steps):
        w = w - rate * np.mean(2 * (w * x - y) * x)
    return w


def in_closed_form(x, y, w, rate, steps):
    best = x @ y / (x @ x)
    return best + (1 - 2 * rate * np.mean(x**2)) ** steps * (w - best)


def with_lists(x, y, w, rate, steps):
    for _ in range(steps):
        slopes = [2 * (w * a - b) * a for a, b in zip(x, y, strict=True)]
        w -= rate * sum(slopes) / len(slopes)
    return [w][0]


def with_slope(slope):
    """A training with another slope."""

    def answer(x, y, w, rate, steps):
        for _ in range(steps):
            w = w - rate * slope(w, x, y)
        return w

    return answer


def with_steps(more):
    return lambda x, y, w, rate, steps: training(x, y, w, rate, steps + more)


RIGHT = {
    "one_step": [1.7, np.float32(1.7), 17 / 10],
    "train_a_weight": [training, in_closed_form, with_lists],
    "steps_of_a_pass": [1200, 1200.0],
    "bits_of_an_eighth": [3, 3.0, np.log2(8)],
    "shape_of_a_sum": [(5, 7, 2), [5, 7, 2]],
}
WRONG = {
    "one_step": [
        (2.3, "uphill"),
        (-1, "learning rate was left out"),
        (0.3, "length of the step"),
        (1.3, "added to the step"),
    ],
    "train_a_weight": [
        (with_slope(lambda w, x, y: -np.mean(2 * (w * x - y) * x)), "uphill"),
        (with_slope(lambda w, x, y: np.mean((w * x - y) * x)), "factor 2"),
        (with_slope(lambda w, x, y: np.sum(2 * (w * x - y) * x)), "in place of the mean"),
        (with_slope(lambda w, x, y: 2 * (w * x - y) * x), "one number for each point"),
        (with_steps(1), "too many"),
        (with_steps(-1), "too few"),
        (with_steps(-19), "one step instead of all"),
    ],
    "steps_of_a_pass": [(400, "one pass"), (60000, "whole batch"), (133, "three times")],
    "bits_of_an_eighth": [
        (-3, "mind the minus"),
        (np.log(8), "these are nats"),
        (0.125, "the probability"),
        (8, "which power"),
    ],
    "shape_of_a_sum": [
        ((5, 1, 2), "stretched"),
        ((5, 7, 4), "not added"),
        ((7, 5, 2), "from the right"),
    ],
}
REFUSED = {
    "one_step": ["down", 17, [1.7, 1.7], np.nan],
    "train_a_weight": [
        with_slope(lambda w, x, y: np.mean(2 * (w * x - y))),
        with_slope(lambda w, x, y: np.mean(2 * (w * x + y) * x)),
        with_slope(lambda w, x, y: np.mean(abs(w * x - y))),
        lambda x, y, w, rate, steps: x @ y / (x @ x),
        lambda x, y, w, rate, steps: 0.7,
        3,
    ],
    "steps_of_a_pass": [1199, "1,200", np.inf],
    "bits_of_an_eighth": ["three", 3.1],
    "shape_of_a_sum": [(5, 7), (2, 7, 5), "5, 7, 2"],
}
