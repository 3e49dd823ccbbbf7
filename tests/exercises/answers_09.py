"""Answers to the questions of chapter 09, right and wrong, replayed by test_questions.py."""

import math

import numpy as np
from keras import ops
from scipy.special import logsumexp, softmax

from helpers.exercises.chapter_09.check_levels import chances
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


def divided(weights, axis=1):
    """Weights of levels, divided by their sum along an axis."""
    return weights / weights.sum(axis=axis, keepdims=True)


def along_the_batch(energy):
    return divided(np.exp(-energy), axis=0)


def with_the_batch_mean(energy):
    return chances(energy - 0.3 * energy.mean(axis=0))


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
    "times_as_probable": [np.exp(3), 20.1, 20.09, np.float32(20.0855)],
    "which_level": [0.75, 1 / (1 + np.exp(-1.1)), np.float64(0.7503)],
    "step_by_hand": [1.353, 1.35, 2 - 0.2 - np.sqrt(0.2)],
    "too_wide": [0.625, 5 / 8, 0.125 / (1 - 0.8)],
    "quiz": ["cadbd", "C A D B D", list("cadbd")],
    "repair_levels": [
        chances,
        lambda e: softmax(-e, axis=1),
        lambda e: np.exp(-e - logsumexp(-e, axis=1, keepdims=True)),
        lambda e: ops.softmax(ops.convert_to_tensor(-e), axis=-1),
        lambda e: np.float32(chances(e)),
        lambda e: np.stack([softmax(-row) for row in e]),
        lambda e: chances(e).tolist(),
    ],
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
    "times_as_probable": ["20", 21, -20.1, np.nan, (20.09,)],
    "which_level": ["0", 0.7, 75, np.inf],
    "step_by_hand": [1.3, "one", np.nan, -1.353],
    "too_wide": [0.6, "wide", np.inf, [0.625]],
    "quiz": ["-----", "bbbba", ["c"], {}],
    "repair_levels": [
        lambda e: divided(np.exp(-e)),
        lambda e: divided(np.exp(e.min() - e)),
        lambda e: chances(e).round(1),
        lambda e: np.log(chances(e)),
        lambda e: divided(1 / (1 + np.exp(e))),
        lambda e: chances(e)[::-1],
        lambda e: chances(np.abs(e)),
        lambda e: chances(e) if e.shape[1] == 4 else chances(-e),
        lambda e: chances(np.clip(e, -50, 50)),
    ],
}

BLANK = {
    name: [None, ..., ""]
    for name in ("times_as_probable", "which_level", "step_by_hand", "too_wide", "quiz")
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
    "times_as_probable": [
        (3, "in nats"),
        (2.5, "energies were divided"),
        (0.05, "b is compared with a"),
        (148.4, "energy of b alone"),
    ],
    "which_level": [
        (0.25, "this is level 1"),
        (0.135, "not yet divided"),
        (0.608, "It is exp(-E)"),
        (0.392, "favoured"),
        (0.333, "the ratio of level 1"),
    ],
    "step_by_hand": [
        (1.7, "step size itself"),
        (0.8, "not made smaller"),
        (1.753, "went uphill"),
        (2.247, "the sign of ξ"),
        (1.484, "root of η"),
        (1.6, "without the root"),
        (1.553, "downhill is missing"),
        (1.8, "the shake is missing"),
    ],
    "too_wide": [
        (0.125, "Only tiny steps"),
        (0.025, "bracket divides"),
        (-0.208, "cannot be negative"),
        (0.174, "s² is 0.125 already"),
    ],
    "quiz": [("cadba", "4 of 5"), ("aaaaa", "1 of 5"), ("cadb", "4 letters"), (7, "one letter")],
    "repair_levels": [
        (lambda energy: chances(energy).max(axis=1), "one number for each point"),
        (lambda energy: chances(energy).mean(axis=0), "one number for each level"),
        (lambda energy: chances(energy).T, "axes are swapped"),
        (lambda energy: chances(energy).sum(), "a sum over all numbers"),
        (lambda energy: chances(energy) * np.nan, "not finite"),
        (along_the_batch, "the wrong axis"),
        (lambda energy: np.exp(-energy) / np.exp(-energy).sum(), "one sum over everything"),
        (lambda energy: np.exp(-energy), "nothing was divided"),
        (with_the_batch_mean, "of the other points"),
        (lambda energy: chances(-energy), "here stands exp(E)"),
        (lambda energy: divided(energy), "shared out by the energies"),
        (lambda energy: divided(np.ones(energy.shape)), "the same chance"),
        (lambda energy: chances(1e6 * energy), "keeps its doubts"),
        (lambda energy: chances(2 * energy), "scaled before"),
        (lambda energy: chances(1.5 * energy), "stands in the exponent"),
        (lambda energy: divided(np.exp(-energy)), "is 0 for any computer"),
        (np.zeros((5, 4)), "called first"),
        (lambda: 1, "other arguments"),
    ],
}
