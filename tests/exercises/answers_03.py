"""Answers to the questions of chapter 3, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops


def pca(x, mean, directions):
    return (x - mean) @ directions.T @ directions + mean


def pca_in_keras(x, mean, directions):
    return ops.matmul(ops.matmul(x - mean, directions.T), directions) + mean


def pca_face_by_face(x, mean, directions):
    return [mean + sum(((face - mean) @ d) * d for d in directions) for face in x]


def recovery(codes, factor, fit, half=200, total=None, rows=None):
    rows = np.arange(len(codes)) if rows is None else rows
    learn, judge = rows[:half], rows[half:]
    error = np.mean((factor[judge] - fit(codes[learn], factor[learn])(codes[judge])) ** 2)
    return 1 - error / (np.var(factor[judge]) if total is None else total)


def every_other(codes, factor, fit):
    return recovery(codes, factor, fit, rows=np.r_[0 : len(codes) : 2, 1 : len(codes) : 2])


def on_the_same_faces(codes, factor, fit):
    return 1 - np.mean((factor - fit(codes, factor)(codes)) ** 2) / np.var(factor)


def judged_on_all(codes, factor, fit):
    return 1 - np.mean((factor - fit(codes[:200], factor[:200])(codes)) ** 2) / np.var(factor)


def out_of_order(codes, factor, fit):
    read = fit(codes[:200], factor[:200])
    return 1 - np.mean((factor[:199:-1] - read(codes[200:])) ** 2) / np.var(factor[200:])


RIGHT = {
    "pca_and_back": [pca, pca_in_keras, pca_face_by_face],
    "predict_turn": ["c", "C", " c "],
    "repair_recovery": [recovery, every_other],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "pca_and_back": [
        (lambda x, m, d: (x - m) @ d.T, "The way back is missing"),
        (lambda x, m, d: ((x - m) @ d.T).T, "axes swapped"),
        (lambda x, m, d: pca(x, m, d).sum(axis=1), "Every pixel comes back"),
        (lambda x, m, d: x @ d.T @ d + m, "not subtracted before"),
        (lambda x, m, d: (x - m) @ d.T @ d, "not added after"),
        (lambda x, m, d: x @ d.T @ d, "neither subtracted"),
        (lambda x, m, d: (x - m) @ d.T @ d - m, "subtracted instead of added"),
        (
            lambda x, m, d: pca(x, x.mean(axis=1, keepdims=True), d),
            "its own mean",
        ),
        (lambda x, m, d: x, "untouched"),
        (lambda x, m, d: 2 * (x - m) @ d.T @ d + m, "a factor"),
        (lambda x, m, d: pca(x, m, d) + 1, "an offset"),
        (lambda x, m, d: pca(x, m, d) * np.nan, "not finite"),
        (lambda x, m, d: (x - m) @ d, "raised an error"),
        (pca(np.ones((6, 5)), np.ones(5), np.ones((2, 5))), "called first"),
    ],
    "predict_turn": [
        ("a", "exactly the codes"),
        ("b", "ask each number alone"),
        ("d", "all numbers at once"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
    ],
    "repair_recovery": [
        (on_the_same_faces, "400 of the 400"),
        (judged_on_all, "200 of the 400"),
        (lambda z, f, fit: recovery(z, f, fit, half=395), "asked about 5,"),
        (lambda z, f, fit: recovery(z, f, fit, total=np.mean(f**2)), "`factor**2`"),
        (lambda z, f, fit: 1 - recovery(z, f, fit), "`1 -` is missing"),
        (out_of_order, "belong together"),
        (lambda z, f, fit: (recovery(z, f, fit), 1.0), "R² is one"),
        (lambda z, f, fit: [recovery(z, f, fit)], "array of one"),
        (lambda z, f: 0.5, "other arguments"),
        (0.9, "called first"),
    ],
}
