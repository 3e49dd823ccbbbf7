"""Answers that the checks of chapter 9 were not made for: other ways, other mistakes."""

import math

import numpy as np
import scipy
from keras import ops


def step(slope, x, eta, heat, shake):
    return np.add(x - eta * slope, math.sqrt(2 * eta * heat) * shake)


def chain_by_chain(slope, x, eta, heat, shake):
    new = np.zeros_like(x)
    for i in range(len(x)):
        new[i] = x[i] - eta * slope[i] + (2 * eta * heat) ** 0.5 * shake[i]
    return new


def as_noise(slope, x, eta, heat, shake):
    """Right: a normal number with this mean and spread."""
    mean, sd = x - eta * slope, np.sqrt(2 * eta * heat)
    return mean + sd * shake


def in_place(slope, x, eta, heat, shake):
    x -= eta * slope
    x += np.sqrt(2 * eta * heat) * shake
    return x


def level_by_level(energy):
    """Right: how much less probable all other levels are, one after the other."""
    columns = []
    for k in range(energy.shape[1]):
        columns.append(1 / np.exp(energy[:, [k]] - energy).sum(axis=1))
    return np.stack(columns, axis=1)


def with_loops(energy):
    rows = []
    for row in energy:
        weights = [math.exp(min(row) - each) for each in row]
        rows.append([w / sum(weights) for w in weights])
    return rows


def logits(energy):
    z = -energy
    z -= z.max(axis=1)[:, None]
    return np.exp(z - np.log(np.exp(z).sum(axis=1))[:, None])


RIGHT = {
    "step_at_a_temperature": [
        step,
        chain_by_chain,
        as_noise,
        in_place,
        lambda slope, x, eta, heat, shake: ops.add(
            x, np.float32((2 * eta * heat) ** 0.5) * shake - np.float32(eta) * slope
        ),
        lambda slope, x, eta, heat, shake: (
            step(slope, x, eta, heat, shake).astype("float64").tolist()
        ),
        lambda slope, x, eta, heat, shake: (
            x + np.sqrt(2 * eta) * (np.sqrt(heat) * shake - np.sqrt(eta / 2) * slope)
        ),
    ],
    "repair_levels": [
        level_by_level,
        with_loops,
        logits,
        lambda e: scipy.special.softmax(-e, axis=-1),
        lambda e: np.exp(scipy.special.log_softmax(-e, axis=1)),
        lambda e: scipy.special.softmax(-e.T, axis=0).T,
        lambda e: ops.convert_to_numpy(ops.softmax(np.float32(-e), axis=1)),
    ],
}

REFUSED = {
    "step_at_a_temperature": [
        lambda slope, x, eta, heat, shake: step(slope, x, eta, heat, shake) if heat < 10 else x,
        lambda slope, x, eta, heat, shake: (
            x - eta * slope + np.sqrt(2 * eta * heat) * shake.mean(axis=0)
        ),
        lambda slope, x, eta, heat, shake: (
            x - eta * (slope - np.sqrt(2 * heat / eta) * shake) * 0.99
        ),
        lambda slope, x, eta, heat, shake: (
            x - eta * slope / (heat or 1) + np.sqrt(2 * eta) * shake * (heat > 0)
        ),
        lambda slope, x, eta, heat, shake: x - eta * slope + np.sqrt(2 * eta * heat + 1e-4) * shake,
        lambda slope, x, eta, heat, shake: (
            x - eta * slope * (heat + 1) + np.sqrt(2 * eta * heat) * shake
        ),
        lambda slope, x, eta, heat, shake: step(slope, x, eta, heat, np.sort(shake, axis=0)),
        lambda slope, x, eta, heat, shake: step(
            slope, step(slope, x, eta, heat, shake), eta, heat, shake
        ),
        lambda slope, x, eta, heat, shake: -step(slope, x, eta, heat, shake),
    ],
    "repair_levels": [
        lambda e: scipy.special.softmax(-e),
        lambda e: scipy.special.softmax(-e, axis=0),
        lambda e: scipy.special.softmax(-e, axis=1) + 1e-2,
        lambda e: scipy.special.softmax(-e / 2, axis=1),
        lambda e: scipy.special.softmax(-(e - e.mean(axis=0)), axis=1),
        lambda e: scipy.special.softmax(-(e**2), axis=1),
        lambda e: (e == e.min(axis=1, keepdims=True)).astype(float),
        lambda e: logits(e)[:, ::-1],
        lambda e: np.exp(-e) / np.exp(-e).sum(axis=1)[:, None],
    ],
}
