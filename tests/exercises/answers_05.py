"""Answers to the questions of chapter 5, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.special import logsumexp

from helpers.abilities import answers
from helpers.families import FAMILIES

SIX = {
    "Autoregressive": ("yes", "exact", "yes", "yes"),
    "NormalizingFlow": ("yes", "exact", "yes", "yes"),
    "VAE": ("yes", "bound", "yes", "yes"),
    "EnergyBased": ("yes", "unnormalised", "no", "no"),
    "Diffusion": ("yes", "estimate", "yes", "yes"),
    "GAN": ("yes", "none", "no", "no"),
}
NEW = {f.__name__: answers(f((2,))) for f in FAMILIES if f.__name__ not in SIX}
TABLE = SIX | NEW
BLANK_ROW = (..., ..., ..., ...)


def log_p(energy, area):
    return -energy - np.log(np.exp(-energy).sum() * area)


def with_total(formula):
    """An answer from the energy, the sum of exp(-E), the area and the number of cells."""
    return lambda energy, area: formula(energy, np.exp(-energy).sum(), area, len(energy))


def fitted_to_one_energy(energy, area):
    return log_p(energy, area) + 0.01 * (energy.min() > 3) * np.sign(energy - energy.mean())


RIGHT = {
    "density": [2, 2.0, np.float32(2), 40 / 2000 / 0.01],
    "cells": [810_000, 30**4, 8.1e5, np.int64(810_000)],
    "likelier": [4, 4.0, np.array(4.0)],
    "decided": ["A", "a", " A "],
    "quiz": ["cbdab", "CBDAB", "c b d a b", "c, b, d, a, b", [*"cbdab"]],
    "who_can": [
        TABLE,
        {row: list(cells) for row, cells in TABLE.items()},
        {row: tuple(f" {cell.upper()} " for cell in cells) for row, cells in TABLE.items()},
        {row: np.array(cells) for row, cells in TABLE.items()},
        TABLE | {"Guessing": ("no",)},
    ],
    "predict_constant": ["a", "A", " a "],
    "repair_constant": [
        log_p,
        with_total(lambda e, s, a, n: -e - math.log(s) - math.log(a)),
        lambda e, a: log_p(e.astype("float32"), np.float32(a)),
        lambda e, a: -e - (logsumexp(-e) + math.log(a)),
        lambda e, a: ops.log_softmax(-e) - math.log(a),
        lambda e, a: [-each - math.log(sum(math.exp(-other) for other in e) * a) for each in e],
        lambda e, a: np.log(np.exp(-e) / (np.exp(-e) * a).sum()),
        lambda e, a: e.min() - e - np.log(np.exp(e.min() - e).sum() * a),
    ],
}

BLANK = {
    **{key: [None, ..., "", "?"] for key in ("density", "cells", "likelier", "decided", "quiz")},
    "who_can": [
        None,
        ...,
        dict.fromkeys(TABLE, BLANK_ROW),
        dict.fromkeys(TABLE, ("", "?", None, ...)),
    ],
}

REFUSED = {
    "density": [20, 0.5, (2.0, 2.0), log_p],
    "cells": [900**2 - 1, 4**30, (30, 30, 30, 30)],
    "likelier": [54.6, 5.5],
    "decided": ["C", "A or B", 1, "both"],
    "quiz": ["aaaaa", "cbdaa", "badbc", "cbda", "cbdabb", 5, "open!"],
    "who_can": [
        {row: np.array([0, 1, 2, 3]) for row in TABLE},
        {row: [np.ones(2)] * 4 for row in TABLE},
        {row: "yes" for row in TABLE},
        [*TABLE.items()],
        dict.fromkeys(TABLE, ("yes", "exact", "yes", "yes")),
    ],
    "repair_constant": [
        lambda e, a: log_p(e, a)[::-1],
        lambda e, a: np.sort(log_p(e, a)),
        lambda e, a: -e - np.log(np.exp(-e).sum() * 5.5 * 4.6 / 414),
        lambda e, a: -e - np.log(np.exp(-e).mean() * 5.5 * 4.6),
        lambda e, a: log_p(e, a).round(2),
        lambda e, a: np.full_like(e, log_p(e, a).mean()),
        lambda e, a: -e - np.log(np.exp(-e)[:-1].sum() * a),
        lambda e, a: -e - np.log(np.exp(-e).sum() * a + 0.01),
        lambda e, a: np.log(a) - e - np.log(np.exp(-e).sum()),
        lambda e, a: -e + e.min() - np.log(np.exp(-e).sum() * a),
        lambda e, a: np.maximum(log_p(e, a), -8),
        lambda e, a: -abs(e) - np.log(np.exp(-abs(e)).sum() * a),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "density": [
        (0.02, "this is a probability"),
        (0.0002, "multiplied by the area"),
        (4000, "number of points is in it"),
        (2.5, "Not 2.5"),
    ],
    "cells": [
        (900, "for two numbers"),
        (120, "sides were added"),
        (1800, "doubled"),
        (27_000, "for three numbers"),
        (3600, "multiplied by 4"),
    ],
    "likelier": [
        (-4, "a low energy"),
        (1, "were added. A ratio"),
        (-1, "with a sign"),
        (1.5, "B has an energy too"),
        (-1.5, "energy of A alone"),
    ],
    "decided": [("B", "nearer to zero"), ("open", "are left for A")],
    "quiz": [
        ("cbdaa", "4 of 5 are right. Think again about 5"),
        ("abdab", "again about 1."),
        ("aaaaa", "1 of 5 are right"),
        ("cbda", "4 letters"),
        (7, "received int 7"),
    ],
    "who_can": [
        (TABLE | {"GAN": BLANK_ROW}, f"4 of {4 * len(TABLE)} cells"),
        (TABLE | {"GAN": ("yes", "none", "yes", "no")}, "GAN, encode: you wrote 'yes'"),
        (TABLE | {"GAN": ("yes", "exact", "no", "no")}, "GAN, log p(x): you wrote 'exact'"),
        (TABLE | {"EnergyBased": ("no", "unnormalised", "no", "no")}, "EnergyBased, sample"),
        (TABLE | {"EnergyBased": ("yes", "exact", "no", "no")}, "EnergyBased, log p(x)"),
        (TABLE | {"VAE": ("yes", "exact", "yes", "yes")}, "VAE, log p(x): you wrote 'exact'"),
        (TABLE | {"Diffusion": ("yes", "estimate", "yes", "no")}, "Diffusion, interpolate"),
        (TABLE | {"Autoregressive": ("yes", "exact", "no", "no")}, "Autoregressive, encode"),
        (TABLE | {"VAE": ("yes", "yes", "yes", "yes")}, "received 'yes'"),
        (TABLE | {"VAE": ("yes", "bound", "yes")}, "a comma or an answer"),
        ({k: v for k, v in TABLE.items() if k != "VAE"}, "no row 'VAE'"),
        (TABLE["VAE"], "dictionary; received tuple"),
        (log_p, "received a function"),
    ],
    "predict_constant": [
        ("b", "Higher than what"),
        ("d", "The samples stay, that much"),
        ("c", "if anybody divided"),
        ("e", "received str 'e'"),
        (7, "received int 7"),
    ],
    "repair_constant": [
        (with_total(lambda e, s, a, n: -e / math.log(s / n)), "the mean has to become"),
        (with_total(lambda e, s, a, n: -e / math.log(s * a)), "log Z divides"),
        (with_total(lambda e, s, a, n: -e - math.log(s / n)), "a mean stands"),
        (with_total(lambda e, s, a, n: -e - math.log(s)), "area of a cell is missing"),
        (with_total(lambda e, s, a, n: -e - math.log(s / a)), "the area divides"),
        (with_total(lambda e, s, a, n: -e + math.log(s * a)), "log Z is added"),
        (with_total(lambda e, s, a, n: -e), "log Z is missing"),
        (with_total(lambda e, s, a, n: e - math.log(s * a)), "sign of the energy"),
        (with_total(lambda e, s, a, n: np.exp(-e) / s / a), "this is p(x)"),
        (with_total(lambda e, s, a, n: e + math.log(s * a)), "a loss"),
        (with_total(lambda e, s, a, n: -e - s * a), "Z itself"),
        (lambda e, a: log_p(e, a) / math.log(2), "bits"),
        (lambda e, a: log_p(e, a) - 0.5, "a factor on one term"),
        (lambda e, a: log_p(e, a)[::-1], "changed places"),
        (fitted_to_one_energy, "moves by up to"),
        (lambda e, a: log_p(e, a).sum(), "Each cell has its own"),
        (lambda e, a: log_p(e, a)[:, None], "an axis too many"),
        (lambda e, a: log_p(e, a) * np.nan, "not finite"),
        (lambda e: e, "other arguments"),
        ("my_log_p", "called first"),
    ],
}
