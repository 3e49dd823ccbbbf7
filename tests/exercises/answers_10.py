"""Answers to the questions of chapter 10, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops

from helpers.exercises.chapter_10.check_follow import follow
from helpers.exercises.chapter_10.check_mixing import error


def mixed(x, eps, t):
    return (1 - t) * eps + t * x


def at(place, when=lambda t: t):
    """An error of a velocity that is asked at another place or time."""

    def answer(velocity, x, eps, t):
        gap = velocity(place(x, eps, t), when(t)) - (x - eps)
        return (gap**2).sum(axis=-1)

    return answer


def against(formula):
    """An error made of the velocity's answer, the data and the noise."""
    return lambda velocity, x, eps, t: formula(velocity(mixed(x, eps, t), t), x, eps)


def gap(formula):
    return against(lambda v, x, eps: formula(v - (x - eps)))


def error_in_keras(velocity, x, eps, t):
    v = velocity(ops.convert_to_tensor(mixed(x, eps, t)), ops.convert_to_tensor(t))
    return ops.sum(ops.square(v - (x - eps)), axis=-1)


def steps_of(start=lambda z: z, when=lambda k, n: k / n, size=lambda n: 1 / n, count=lambda n: n):
    """A sampler whose start, times, step size or number of steps may be wrong."""

    def answer(velocity, z, steps):
        x = start(z)
        for k in range(count(steps)):
            x = x + size(steps) * velocity(x, when(k, steps))
        return x

    return answer


def with_times_for_each(velocity, z, steps):
    return follow(lambda x, t: velocity(x, np.full((len(x), 1), t)), z, steps)


def all_states(velocity, z, steps):
    states = [z]
    for k in range(steps):
        states.append(states[-1] + velocity(states[-1], k / steps) / steps)
    return np.stack(states)


def from_the_start_each_time(velocity, z, steps):
    for k in range(steps):
        x = z + velocity(z, k / steps) / steps
    return x


def noise_of_its_own(velocity, z, steps):
    return follow(velocity, np.random.default_rng(3).normal(size=z.shape), steps)


def with_a_last_touch(velocity, z, steps):
    x = follow(velocity, z, steps)
    return x + 0.2 * (np.ptp(x - z) > 1e-3)


def in_two_halves(velocity, x, eps, t):
    half = len(x) // 2
    parts = (slice(0, half), slice(half, None))
    return np.concatenate([error(velocity, x[p], eps[p], t[p]) for p in parts])


def pair_by_pair(velocity, x, eps, t):
    return [error(velocity, *pair) for pair in zip(x, eps, t, strict=True)]


def number_by_number(velocity, x, eps, t):
    told = []
    for a, noise, when in zip(x, eps, t, strict=True):
        v = velocity(((1 - when) * noise + when * a)[None], when[None])[0]
        told.append(sum((v[i] - (a[i] - noise[i])) ** 2 for i in range(len(a))))
    return told


def asking_twice(velocity, x, eps, t):
    velocity(x, t)
    return error(velocity, x, eps, t)


def in_keras(velocity, z, steps):
    x = ops.convert_to_tensor(z)
    for k in range(steps):
        x = x + ops.cast(velocity(x, k / steps), "float32") / steps
    return x


def summing_times(velocity, z, steps):
    x, t = z, 0.0
    for _ in range(steps):
        x, t = x + velocity(x, t) * (1 / steps), t + 1 / steps
    return x


def by_midpoints(velocity, z, steps):
    x = z
    for k in range(steps):
        half = x + velocity(x, k / steps) / steps / 2
        x = x + velocity(half, (k + 0.5) / steps) / steps
    return x


def nothing(*arguments):
    return None


def dots(*arguments):
    return ...


def not_implemented(*arguments):
    raise NotImplementedError


RIGHT = {
    "error_of_a_velocity": [
        error,
        error_in_keras,
        in_two_halves,
        pair_by_pair,
        number_by_number,
        asking_twice,
        lambda v, x, eps, t: error(v, x.astype("float64"), eps, t.astype("float64")),
        lambda v, x, eps, t: np.linalg.norm(v(eps + t * (x - eps), t) + eps - x, axis=-1) ** 2,
    ],
    "predict_one_step": ["d", "D", " d "],
    "repair_sampler": [
        follow,
        steps_of(),
        with_times_for_each,
        lambda velocity, z, steps: [follow(velocity, noise[None], steps)[0] for noise in z],
        lambda velocity, z, steps: [follow(velocity, noise, steps) for noise in z],
        lambda velocity, z, steps: follow(velocity, z.astype("float64"), steps).tolist(),
        in_keras,
        summing_times,
        lambda velocity, z, steps: follow(velocity, z, steps) + 0 * velocity(z, 0.5),
    ],
}

BLANK = {
    "error_of_a_velocity": [None, ..., not_implemented, nothing, dots],
    "predict_one_step": [None, ..., "", "?"],
    "repair_sampler": [None, ..., not_implemented, nothing, dots],
}

REFUSED = {
    "error_of_a_velocity": [
        lambda v, x, eps, t: error(v, x, eps, t[:1]),
        lambda v, x, eps, t: error(v, x, eps, np.full_like(t, t.mean())),
        lambda v, x, eps, t: np.full(len(x), error(v, x, eps, t).mean()),
        lambda v, x, eps, t: error(v, x[:1], eps, t),
        lambda v, x, eps, t: error(v, x, eps[::-1], t),
        lambda v, x, eps, t: error(v, x, eps, t)[::-1],
        lambda v, x, eps, t: error(v, x, eps, t).round(1),
        lambda v, x, eps, t: error(v, x, eps, t) * 3 / x.shape[1],
        lambda v, x, eps, t: error(v, x, eps, t)[0],
        lambda v, x, eps, t: ((v(mixed(x, eps, t), t) - (x - mixed(x, eps, t))) ** 2).sum(-1),
        lambda v, x, eps, t: (
            (v(mixed(x, eps, t), t) - (x - mixed(x, eps, t)) / (1 - t) * 1.01) ** 2
        ).sum(-1),
        lambda v, x, eps, t: ((np.roll(mixed(x, eps, t), 1) - (x - eps)) ** 2).sum(-1),
        lambda v, x, eps, t: np.clip(error(v, x, eps, t), 0, 10),
    ],
    "repair_sampler": [
        by_midpoints,
        steps_of(count=lambda n: 8),
        steps_of(count=lambda n: n - 1),
        steps_of(when=lambda k, n: k / 8),
        steps_of(when=lambda k, n: (k + 0.5) / n),
        steps_of(when=lambda k, n: k / max(n - 1, 1)),
        steps_of(size=lambda n: 0.125),
        lambda velocity, z, steps: follow(velocity, z[:1], steps) + 0 * z,
        lambda velocity, z, steps: follow(velocity, z - z.mean(axis=0), steps),
        lambda velocity, z, steps: follow(velocity, z, steps).round(1),
        lambda velocity, z, steps: follow(velocity, z, steps)[::-1],
        lambda velocity, z, steps: follow(velocity, z[:, ::-1], steps),
        lambda velocity, z, steps: np.clip(follow(velocity, z, steps), -1, 1),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "error_of_a_velocity": [
        (lambda v, x, eps, t: error(v, x, eps, t).mean(), "all axes"),
        (gap(lambda g: g**2), "over the coordinates is missing"),
        (gap(lambda g: (g**2).sum(axis=0)), "over the batch"),
        (lambda v, x, eps, t: error(v, x, eps, t)[:, None], "keepdims"),
        (lambda v, x, eps, t: error(v, x, eps, t) * np.nan, "not finite"),
        (lambda v, x, eps, t: ((x - eps) ** 2).sum(axis=-1), "never asks"),
        (at(mixed, lambda t: 1 - t), "noise is at 0 and data at 1"),
        (at(mixed, lambda t: t / 2), "was changed before"),
        (at(lambda x, eps, t: mixed(eps, x, t)), "are swapped"),
        (at(lambda x, eps, t: x), "data itself"),
        (at(lambda x, eps, t: eps), "noise itself"),
        (at(lambda x, eps, t: x + (1 - t) * eps), "whole data"),
        (at(lambda x, eps, t: np.sqrt(1 - t) * eps + np.sqrt(t) * x), "roots of the shares"),
        (at(lambda x, eps, t: t * x + 0.5 * eps), "must add to 1"),
        (against(lambda v, x, eps: ((v - (eps - x)) ** 2).sum(-1)), "turned round"),
        (against(lambda v, x, eps: ((v - x) ** 2).sum(-1)), "held against the data"),
        (against(lambda v, x, eps: ((v - eps) ** 2).sum(-1)), "held against the noise"),
        (gap(lambda g: (g**2).mean(-1)), "mean over the coordinates"),
        (gap(lambda g: np.abs(g).sum(-1)), "a median"),
        (gap(lambda g: np.sqrt((g**2).sum(-1))), "root was taken"),
        (gap(lambda g: (g**2).sum(-1) / 2), "one half"),
        (gap(lambda g: g.sum(-1)), "errors cancel"),
        (gap(lambda g: (g**2).sum(-1) + 0.1), "too much or too little"),
        (np.ones(5), "called first"),
        (lambda velocity: velocity, "other arguments"),
    ],
    "predict_one_step": [
        ("a", "leave the noise behind"),
        ("b", "a trace of one"),
        ("c", "all classes are averaged"),
        ("e", "received str 'e'"),
        (1, "received int 1"),
    ],
    "repair_sampler": [
        (all_states, "every state"),
        (lambda *given: follow(*given).mean(axis=0), "over the batch"),
        (lambda *given: follow(*given).T, "axes are swapped"),
        (lambda *given: follow(*given) * np.nan, "not finite"),
        (steps_of(count=lambda n: n + 1), "was asked 9 times"),
        (lambda velocity, z, steps: z, "was asked 0 times"),
        (steps_of(when=lambda k, n: 1 - k / n), "backwards. Noise"),
        (steps_of(when=lambda k, n: 1 - (k + 1) / n), "starts a step late"),
        (steps_of(when=lambda k, n: (k + 1) / n), "end of each step"),
        (steps_of(when=lambda k, n: k), "number of the step was passed"),
        (steps_of(when=lambda k, n: 0.0), "stands still"),
        (steps_of(when=lambda k, n: (k / n) ** 2), "step k is k / steps"),
        (steps_of(start=lambda z: z / 2), "0.5 times the noise"),
        (steps_of(start=lambda z: 3 * z), "3 times the noise"),
        (noise_of_its_own, "noise of its own"),
        (steps_of(size=lambda n: 1), "step size is missing"),
        (steps_of(size=lambda n: -1 / n), "the sign"),
        (steps_of(size=lambda n: 1 / (n - 1)), "which is 1 / steps"),
        (from_the_start_each_time, "only one step's share"),
        (with_a_last_touch, "added at the end"),
        ("my_sampler", "called first"),
        (lambda velocity: velocity, "other arguments"),
    ],
}
