"""Answers that the checks of chapter 10 were not made for: other ways, other mistakes."""

import numpy as np
from keras import ops


def road(x, eps, t):
    a = t * np.pi / 2
    c, s = np.cos(a), np.sin(a)
    return c * eps + s * x, (c * x - s * eps) * np.pi / 2


def error(velocity, x, eps, t):
    place, speed = road(x, eps, t)
    gap = velocity(place, t) - speed
    return np.einsum("bd,bd->b", gap, gap)


def with_one_time_each(velocity, x, eps, t):
    return [
        float(error(velocity, a[None], e[None], np.array([[u]]))[0])
        for a, e, u in zip(x, eps, t[:, 0], strict=True)
    ]


def in_thirds_backwards(velocity, x, eps, t):
    told = np.zeros(len(x))
    for rows in np.array_split(np.arange(len(x))[::-1], 3):
        if len(rows):
            told[rows] = error(velocity, x[rows], eps[rows], t[rows])
    return told


def by_tensors(velocity, x, eps, t):
    x, eps, t = (ops.convert_to_tensor(a) for a in (x, eps, t))
    c, s = ops.cos(np.pi / 2 * t), ops.sin(np.pi / 2 * t)
    answer = ops.convert_to_tensor(np.float32(velocity(c * eps + s * x, t)))
    return ops.norm(answer - np.pi / 2 * (c * x - s * eps), axis=-1) ** 2


def by_differences(velocity, x, eps, t):
    """The slope of the road, measured."""
    x, eps, t, h = (np.asarray(a, "float64") for a in (x, eps, t, 1e-4))
    speed = (road(x, eps, t + h)[0] - road(x, eps, t - h)[0]) / (2 * h)
    return ((velocity(road(x, eps, t)[0], t) - speed) ** 2).sum(axis=1)


def held(velocity, x, eps, t):
    place, speed = road(x, eps, t)
    return velocity(place, t) - speed


def follow(velocity, z, steps):
    x = np.array(z)
    for t in np.linspace(0, 1, steps, endpoint=False):
        x += velocity(x, t) / steps
    return x


def by_recursion(velocity, z, steps, k=0):
    return (
        z
        if k == steps
        else by_recursion(velocity, z + velocity(z, k / steps) / steps, steps, k + 1)
    )


def row_by_row(velocity, z, steps):
    return np.vstack([follow(velocity, z[[i]], steps) for i in range(len(z))])


def while_time_lasts(velocity, z, steps):
    x, k = z, 0
    while k < steps:
        x, k = x + velocity(x, np.full((len(z), 1), k / steps, "float32")) * (1.0 / steps), k + 1
    return x


def heun(velocity, z, steps):
    x = z
    for k in range(steps):
        v = velocity(x, k / steps)
        x = x + (v + velocity(x + v / steps, (k + 1) / steps)) / (2 * steps)
    return x


def euler(start=lambda z: z, time=lambda k, n: k / n, size=lambda n: 1 / n, end=lambda x: x):
    def answer(velocity, z, steps):
        x = start(z)
        for k in range(steps):
            x = x + size(steps) * velocity(x, time(k, steps))
        return end(x)

    return answer


RIGHT = {
    "error_of_a_velocity": [
        error,
        with_one_time_each,
        in_thirds_backwards,
        by_tensors,
        by_differences,
        lambda *given: np.sum(np.square(held(*given)), 1).tolist(),
        lambda *given: np.diag((lambda g: g @ g.T)(held(*given))),
        lambda *given: sum(g**2 for g in held(*given).T),
        lambda v, x, eps, t: error(v, np.repeat(x, 2, 0), np.repeat(eps, 2, 0), np.repeat(t, 2, 0))[
            ::2
        ],
    ],
    "repair_sampler": [
        follow,
        by_recursion,
        row_by_row,
        while_time_lasts,
        euler(),
        lambda v, z, n: follow(lambda x, t: v(x, np.float32(t)), z, n),
        lambda v, z, n: follow(v, np.vstack([z, z]), n)[: len(z)],
        lambda v, z, n: ops.convert_to_tensor(follow(v, z, n)),
    ],
}

REFUSED = {
    "error_of_a_velocity": [
        lambda v, x, eps, t: error(v, x, eps, t * 0 + 0.5),
        lambda v, x, eps, t: error(v, eps, x, 1 - t),
        lambda v, x, eps, t: error(v, x, eps, t) * t[:, 0],
        lambda v, x, eps, t: error(v, x, np.roll(eps, 1, 0), t),
        lambda v, x, eps, t: error(lambda a, b: v(a, b * 0), x, eps, t),
        lambda v, x, eps, t: error(lambda a, b: v(a, b[::-1]), x, eps, t),
        lambda v, x, eps, t: error(lambda a, b: v(a, b) * t, x, eps, t),
        lambda v, x, eps, t: error(v, x, eps, t).max() * np.ones(len(x)),
        lambda *given: np.abs(held(*given)).sum(1) ** 2,
        lambda v, x, eps, t: (
            (v(road(x, eps, t)[0], t) ** 2).sum(1) + (road(x, eps, t)[1] ** 2).sum(1)
        ),
        lambda v, x, eps, t: ((v((1 - t) * eps + t * x, t) - (x - eps)) ** 2).sum(
            1
        ),  # the straight road's
    ],
    "repair_sampler": [
        heun,
        euler(time=lambda k, n: (k + 1) / (n + 1)),
        euler(time=lambda k, n: np.sqrt(k / n)),
        euler(size=lambda n: 1 / (n + 1)),
        euler(start=lambda z: z / np.linalg.norm(z, axis=1, keepdims=True)),
        euler(end=lambda x: x + 0.01),
        euler(end=lambda x: np.sort(x, axis=0)),
        euler(start=lambda z: np.tile(z[:1], (len(z), 1))),
        lambda v, z, n: euler()(v, z, 2 * n),
        lambda v, z, n: z + v(z, 0.0),
        lambda v, z, n: z + np.mean([v(z, k / n) for k in range(n)], axis=0),
    ],
}
