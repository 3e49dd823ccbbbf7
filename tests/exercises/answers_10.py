"""Answers to the questions of chapter 10, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops

from helpers.exercises.chapter_10.check_follow import follow
from helpers.exercises.chapter_10.check_mixing import error, road


def mixed(x, eps, t):
    return road(x, eps, t)[0]


def speed(x, eps, t):
    return road(x, eps, t)[1]


def at(place, when=lambda t: t):
    """An error of a velocity that is asked at another place or time."""

    def answer(velocity, x, eps, t):
        gap = velocity(place(x, eps, t), when(t)) - speed(x, eps, t)
        return (gap**2).sum(axis=-1)

    return answer


def against(other):
    """An error of the velocity's answer beside something else than the speed."""
    return lambda velocity, x, eps, t: (
        (velocity(mixed(x, eps, t), t) - other(x, eps, t)) ** 2
    ).sum(-1)


def gap(formula):
    return lambda velocity, x, eps, t: formula(velocity(mixed(x, eps, t), t) - speed(x, eps, t))


def turned(x, eps, t, of_x=np.cos, of_eps=np.sin, sign=-1, factor=np.pi / 2):
    """The speed with some slip in it."""
    return factor * (of_x(np.pi / 2 * t) * x + sign * of_eps(np.pi / 2 * t) * eps)


def error_in_keras(velocity, x, eps, t):
    v = velocity(ops.convert_to_tensor(mixed(x, eps, t)), ops.convert_to_tensor(t))
    return ops.sum(ops.square(v - speed(x, eps, t)), axis=-1)


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
        v = velocity(mixed(a, noise, when)[None], when[None])[0]
        own = speed(a, noise, when)
        told.append(sum((v[i] - own[i]) ** 2 for i in range(len(a))))
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


RIGHT = {
    "error_of_a_velocity": [
        error,
        error_in_keras,
        in_two_halves,
        pair_by_pair,
        number_by_number,
        asking_twice,
        lambda v, x, eps, t: error(v, x.astype("float64"), eps, t.astype("float64")),
        lambda v, x, eps, t: (
            np.linalg.norm(v(mixed(x, eps, t), t) - speed(x, eps, t), axis=-1) ** 2
        ),
    ],
    "mixture": [(3.25, -3), [3.25, -3.0], np.array([13 / 4, -3])],
    "average": [(1, 3), [1.0, 3.0], np.array([1, 3])],
    "euler": [3.25, "3.25", 13 / 4, np.float32(3.25)],
    "heading": [1, 1.0, np.float64(1)],
    "quiz": ["bcdab", "B C D A B", ["b", "c", "d", "a", "b"]],
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

REFUSED = {
    "mixture": [3.25, (3.25,), (-3, 3.25), "3.25, -3", (3.25, -3, 0), {3.25: -3}],
    "average": [1, (3, 1), (1, 3, 1), "1, 3", (-1, 3)],
    "euler": [(3.25,), 3.3, -3.25],
    "heading": [(1,), "one", 0, -4],
    "quiz": ["aaaaa", "bcda", "bcdabb", 5, ["b", 3, "d", "a", "b"]],
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
        against(lambda x, eps, t: x - mixed(x, eps, t)),
        against(lambda x, eps, t: 1.01 * speed(x, eps, t)),
        against(lambda x, eps, t: turned(x, eps, t, np.sin, np.cos)),
        lambda v, x, eps, t: ((np.roll(mixed(x, eps, t), 1) - speed(x, eps, t)) ** 2).sum(-1),
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
        (lambda v, x, eps, t: (speed(x, eps, t) ** 2).sum(axis=-1), "never asks"),
        (at(mixed, lambda t: 1 - t), "noise is at 0 and data at 1"),
        (at(mixed, lambda t: t / 2), "was changed before"),
        (at(lambda x, eps, t: mixed(eps, x, t)), "are swapped"),
        (at(lambda x, eps, t: x), "data itself"),
        (at(lambda x, eps, t: eps), "noise itself"),
        (at(lambda x, eps, t: (1 - t) * eps + t * x), "goes by sine and cosine"),
        (at(lambda x, eps, t: np.cos(t) * eps + np.sin(t) * x), "a quarter turn"),
        (at(lambda x, eps, t: np.sin(t) * x + 0.5 * eps), "the sine of the data"),
        (against(lambda x, eps, t: x - eps), "of the straight road"),
        (against(lambda x, eps, t: -speed(x, eps, t)), "turned round"),
        (against(lambda x, eps, t: turned(x, eps, t, factor=1)), "the inner slope"),
        (against(lambda x, eps, t: turned(x, eps, t, sign=1)), "The cosine falls"),
        (against(mixed), "held against the mixture"),
        (against(lambda x, eps, t: x), "held against the data"),
        (against(lambda x, eps, t: eps), "held against the noise"),
        (gap(lambda g: (g**2).mean(-1)), "mean over the coordinates"),
        (gap(lambda g: np.abs(g).sum(-1)), "a median"),
        (gap(lambda g: np.sqrt((g**2).sum(-1))), "root was taken"),
        (gap(lambda g: (g**2).sum(-1) / 2), "one half"),
        (gap(lambda g: g.sum(-1)), "errors cancel"),
        (gap(lambda g: (g**2).sum(-1) + 0.1), "too much or too little"),
        (np.ones(5), "called first"),
        (lambda velocity: velocity, "other arguments"),
    ],
    "mixture": [
        ((1.75, -3), "a quarter is data"),
        ((3.25, 3), "direction is turned round"),
        ((1.75, 3), "time runs the other way"),
        ((4.25, -3), "taken whole"),
        ((3.25, -2.25), "the rest of the way"),
        ((0, 0), "Not (0, 0)"),
        (("a", "b"), "no number"),
    ],
    "average": [
        ((2, 4), "the majority's direction"),
        ((0, 4), "count alike"),
        ((1, 0), "taken to be zero"),
        ((1, 12), "sum of the four squares"),
        ((1, 1.5), "the mean distance"),
        ((5, 5), "Not (5, 5)"),
    ],
    "euler": [
        (2, "asked only once"),
        (3, "at the old place"),
        (6, "step size is missing"),
        (2.25, "at the old time"),
        (5.75, "the end of each step"),
        (6.25, "time runs the other way"),
        (0, "Not 0."),
    ],
    "heading": [
        (-2, "a whole unit of time"),
        (-1, "the time that has passed"),
        (3, "a sign"),
        (2, "the pixel as it is"),
        (7, "Not 7."),
    ],
    "quiz": [
        ("bcdaa", "4 of 5 are right. Think again about 5"),
        ("bcd", "5 questions, 3 letters"),
        ("aaaaa", "1 of 5 are right"),
        (5, "one letter for each question"),
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
