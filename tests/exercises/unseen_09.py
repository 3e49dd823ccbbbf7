"""Answers that the checks of chapter 9 were not made for: other ways, other mistakes."""

import math

import numpy as np
import scipy
from keras import ops
from scipy.special import logsumexp


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


def log_z(energy, area):
    return logsumexp(-energy) + np.log(area)


def sorted_first(energy, area):
    energy = np.sort(energy)
    return float(-energy[0] + np.log1p(np.exp(energy[0] - energy[1:]).sum()) + np.log(area))


def one_after_the_other(energy, area):
    total = -np.inf
    for e in energy:
        total = np.logaddexp(total, math.log(area) - e)
    return total


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
    "repair_log_z": [
        log_z,
        sorted_first,
        one_after_the_other,
        lambda e, a: np.log(a * np.exp(e.min() - e).sum()) - e.min(),
        lambda e, a: logsumexp(np.log(a) - e),
        lambda e, a: np.log(np.exp(np.float32(-(e - e.min()))).sum()) + np.log(a) - e.min(),
        lambda e, a: ops.convert_to_numpy(ops.logsumexp(-e + math.log(a))),
        lambda e, a: scipy.special.logsumexp(-e.reshape(1, -1), axis=1, b=a)[0],
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
    "repair_log_z": [
        lambda e, a: log_z(e, a) + 1e-2,
        lambda e, a: np.log(np.exp(-e).sum() * a),
        lambda e, a: logsumexp(-e) * np.log(a),
        lambda e, a: logsumexp(-e) + a,
        lambda e, a: np.log(np.mean(np.exp(e.min() - e)) * a * 900) - e.min(),
        lambda e, a: np.log(np.mean(np.exp(e.min() - e)) * 16.0**2) - e.min(),
        lambda e, a: np.max(-e) + np.log(a),
        lambda e, a: log_z(e, a) / np.log(2),
        lambda e, a: np.exp(log_z(e, a)),
        lambda e, a: logsumexp(-e[e < e.mean()]) + np.log(a),
        lambda e, a: np.log(np.exp(-(e - e.mean())).sum()) + np.log(a) + e.mean(),
    ],
}
