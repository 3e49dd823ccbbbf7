"""Answers to the questions of chapter 09, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.special import logsumexp

from helpers.exercises.chapter_09.check_log_z import log_z
from helpers.exercises.chapter_09.check_walk import langevin


def step_in_keras(slope, x, step, temperature, shake):
    down = ops.convert_to_tensor(x) - step * ops.convert_to_tensor(slope)
    return down + ops.sqrt(2.0 * step * temperature) * shake


def shaken_by(size):
    """A step whose shake has another size, a function of step and temperature."""
    return lambda slope, x, step, heat, shake: x - step * slope + size(step, heat) * shake


def moved(move):
    """A step that is wrong without heat, a function of slope and step."""

    def answer(slope, x, step, heat, shake):
        return x + move(slope, step) + np.sqrt(2 * step * heat) * shake

    return answer


def only_the_move(slope, x, step, heat, shake):
    return langevin(slope, 0 * x, step, heat, shake)


def plain_log_z(energy, area):
    top = np.max(-energy)
    return np.log(np.sum(np.exp(-energy - top))) + top + np.log(area)


def overflowing(energy, area):
    return np.log(np.maximum(np.sum(np.exp(-energy)) * area, 1e-300))


def added_energies(energy, area):
    return -np.log(energy.sum() * area)


def nothing(*arguments):
    return None


def dots(*arguments):
    return ...


def not_implemented(*arguments):
    raise NotImplementedError


RIGHT = {
    "step_at_a_temperature": [
        langevin,
        step_in_keras,
        lambda slope, x, step, heat, shake: langevin(
            *(each.astype("float64") for each in (slope, x)), step, heat, shake
        ),
        lambda slope, x, step, heat, shake: (
            x + heat * (-step / (heat or 1) * slope + (2 * step / (heat or 1)) ** 0.5 * shake)
            if heat
            else x - step * slope
        ),
        lambda slope, x, step, heat, shake: [
            [b - step * a + math.sqrt(2 * step * heat) * c for a, b, c in zip(*row, strict=True)]
            for row in zip(slope, x, shake, strict=True)
        ],
        lambda slope, x, step, heat, shake: (
            np.random.default_rng(0).normal() * 0 + langevin(slope, x, step, heat, shake)
        ),
    ],
    "predict_islands": ["a", "A", " a "],
    "repair_log_z": [
        log_z,
        plain_log_z,
        lambda e, a: logsumexp(-e, b=a),
        lambda e, a: ops.logsumexp(-e) + math.log(a),
        lambda e, a: np.float32(log_z(e, a)),
        lambda e, a: np.logaddexp.reduce(-e) + np.log(a),
        lambda e, a: plain_log_z(e.astype("float32"), np.float32(a)),
        lambda e, a: math.log(a * sum(math.exp(min(e) - each) for each in e)) - min(e),
    ],
}

BLANK = {
    "step_at_a_temperature": [None, ..., not_implemented, nothing, dots],
    "predict_islands": [None, ..., "", "?"],
    "repair_log_z": [None, ..., not_implemented, nothing, dots],
}

REFUSED = {
    "step_at_a_temperature": [
        shaken_by(lambda step, heat: np.sqrt(2 * 0.05 * heat)),
        shaken_by(lambda step, heat: np.sqrt(2 * step * min(heat, 3))),
        shaken_by(lambda step, heat: np.sqrt(2 * step * heat) if heat <= 1 else np.sqrt(6 * step)),
        lambda slope, x, step, heat, shake: langevin(slope, x, step, heat, shake[:1]),
        lambda slope, x, step, heat, shake: langevin(slope[:1], x, step, heat, shake),
        lambda slope, x, step, heat, shake: langevin(slope, x, step, heat, shake[:, :1]),
        lambda slope, x, step, heat, shake: langevin(
            slope, x, step, heat, np.random.default_rng(0).normal(size=x.shape)
        ),
        lambda slope, x, step, heat, shake: langevin(slope / max(heat, 1), x, step, heat, shake),
        lambda slope, x, step, heat, shake: langevin(slope, x, step, heat, abs(shake)),
        lambda *given: langevin(*given).round(1),
        lambda slope, x, step, heat, shake: langevin(np.clip(slope, -1, 1), x, step, heat, shake),
    ],
    "repair_log_z": [
        lambda e, a: log_z(e - e.min(), a),
        lambda e, a: np.log(a) - e.min(),
        lambda e, a: log_z(e[:-1], a) if len(e) > 60 else log_z(e[::2], a),
        lambda e, a: np.log(np.sum(np.exp(-e)) * a),
        lambda e, a: np.log(np.sum(np.exp(-np.minimum(e, 700))) * a),
        lambda e, a: log_z(np.maximum(e, 0), a),
        lambda e, a: round(log_z(e, a), 1),
        lambda e, a: float(np.log(2 * np.pi * 0.8 * 1.3) - e.min() + 0.005),
        lambda e, a: log_z(e.mean() + 0 * e, a),
        lambda e, a: -log_z(e, a),
        lambda e, a: log_z(e, abs(a)) if a != 0.01 else log_z(e, 1),
        lambda e, a: str(log_z(e, a)),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "step_at_a_temperature": [
        (lambda *given: langevin(*given).mean(), "mean over all chains"),
        (lambda *given: langevin(*given).mean(axis=0), "mean over the chains"),
        (lambda *given: langevin(*given).sum(axis=1), "over the coordinates"),
        (lambda *given: langevin(*given).T, "axes are swapped"),
        (lambda *given: langevin(*given) * np.nan, "not finite"),
        (moved(lambda slope, step: step * slope), "sign of the slope"),
        (moved(lambda slope, step: -slope), "not multiplied by the step"),
        (moved(lambda slope, step: 0), "the slope is missing"),
        (moved(lambda slope, step: -2 * step * slope), "taken twice"),
        (only_the_move, "Add it to `x`"),
        (shaken_by(lambda step, heat: np.sqrt(2 * step)), "vanish with the temperature"),
        (shaken_by(lambda step, heat: np.sqrt(step * heat)), "the 2 is missing"),
        (shaken_by(lambda step, heat: 2 * step * heat), "root is missing"),
        (shaken_by(lambda step, heat: 2 * step * np.sqrt(heat)), "only over the temperature"),
        (shaken_by(lambda step, heat: np.sqrt(2 * step) * heat), "only over the step"),
        (shaken_by(lambda step, heat: 0), "the shake is missing"),
        (shaken_by(lambda step, heat: np.sqrt(2 * heat)), "temperature alone"),
        (shaken_by(lambda step, heat: -np.sqrt(2 * step * heat)), "is subtracted"),
        (shaken_by(lambda step, heat: step * np.sqrt(2 * heat)), "squared under the root"),
        (shaken_by(lambda step, heat: 1.1 * np.sqrt(2 * step * heat)), "a factor of the shake"),
        (np.ones((6, 2)), "called first"),
        (lambda slope: slope, "other arguments"),
    ],
    "predict_islands": [
        ("b", "infinitely many steps"),
        ("c", "do not know of each other"),
        ("d", "brought back to land"),
        ("e", "received str 'e'"),
        (1, "received int 1"),
    ],
    "repair_log_z": [
        (lambda energy, area: -energy, "a sum over the cells"),
        (lambda energy, area: np.array([log_z(energy, area)]), "list of one number"),
        (lambda energy, area: np.nan * log_z(energy, area), "not finite"),
        (lambda energy, area: log_z(-energy, area), "here stands exp(E)"),
        (lambda energy, area: 1.7, "no exponential at the beginning"),
        (added_energies, "energies were added up"),
        (lambda energy, area: logsumexp(-energy), "area of a cell is missing"),
        (lambda energy, area: log_z(energy, 1 / area), "divided by the area"),
        (lambda energy, area: log_z(energy, np.sqrt(area)), "width of a cell"),
        (lambda energy, area: log_z(energy, area / len(energy)), "One of them is enough"),
        (lambda energy, area: log_z(energy, area**1.2), "what a cell is worth"),
        (lambda energy, area: log_z(energy, area) + 0.5, "no business here"),
        (overflowing, "is 0 for any computer"),
        (3.0, "called first"),
        (lambda energy: energy, "other arguments"),
    ],
}
