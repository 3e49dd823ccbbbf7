"""Answers that the checks of chapter 11 were not made for: other ways, other mistakes."""

import math

import numpy as np
import scipy
from keras import ops
from scipy.special import expit


def critic(log_p, log_q):
    return expit(np.diff(log_q - log_p, axis=1)[:, 0])


def by_bayes_in_logs(log_p, log_q):
    one, two = log_p[:, 0] + log_q[:, 1], log_p[:, 1] + log_q[:, 0]
    return np.exp(one - np.logaddexp(one, two))


def by_branches(log_p, log_q):
    told = []
    for p, q in zip(log_p, log_q, strict=True):
        m = (p[0] - q[0]) - (p[1] - q[1])
        told.append(
            1 / (1 + math.exp(-m))
            if m > 0
            else math.exp(max(m, -700)) / (1 + math.exp(max(m, -700)))
        )
    return told


def naive(log_p, log_q):
    with np.errstate(all="ignore"):
        one, two = np.exp(log_p[:, 0] + log_q[:, 1]), np.exp(log_p[:, 1] + log_q[:, 0])
        return one / (one + two)


def normalised_naive(log_p, log_q):
    """Wrong: one number is taken out of the whole batch."""
    return naive(log_p - log_p.max(), log_q - log_q.max())


def game(x, z, w, b, rate, gamma):
    gap = z + b - x
    doubt = expit(w * gap)
    return (
        w - rate * (np.mean(doubt * gap) + 2 * gamma * w),
        b + rate * w * np.mean(expit(-w * gap)),
    )


def game_by_tensors(x, z, w, b, rate, gamma):
    gap = ops.convert_to_tensor(z + b - x)
    return ops.stack(
        [
            w - rate * (ops.mean(ops.sigmoid(w * gap) * gap) + 2 * gamma * w),
            b + rate * w * ops.mean(ops.sigmoid(-w * gap)),
        ]
    )


def game_by_numbers(x, z, w, b, rate, gamma):
    """Right: slopes by differences of the losses."""

    def slope(loss, at, h=1e-6):
        return (loss(at + h) - loss(at - h)) / (2 * h)

    own = slope(lambda w: np.log1p(np.exp(w * (z + b - x))).mean() + gamma * w**2, w)
    other = slope(lambda b: np.log1p(np.exp(w * (x - z - b))).mean(), b)
    return np.array([w, b]) - rate * np.array([own, other])


def spoilt(**how):
    """Wrong: a right round of other numbers."""

    def answer(x, z, w, b, rate, gamma):
        given = dict(x=x, z=z, w=w, b=b, rate=rate, gamma=gamma)
        return game(**given | {key: change(given) for key, change in how.items()})

    return answer


RIGHT = {
    "best_critic": [
        critic,
        by_bayes_in_logs,
        by_branches,
        lambda p, q: scipy.special.softmax(p - q, axis=-1)[..., 0],
        lambda p, q: ops.softmax(ops.convert_to_tensor(p - q), axis=-1)[:, 0],
        lambda p, q: np.exp(scipy.special.log_expit((p - q)[:, 0] - (p - q)[:, 1])).astype(
            "float32"
        ),
        lambda p, q: 1 - expit((p - q)[:, 1] - (p - q)[:, 0]),
        lambda p, q: [critic(p[[i]], q[[i]])[0] for i in range(len(p))],
    ],
    "repair_round": [
        game,
        game_by_tensors,
        game_by_numbers,
        lambda *given: np.array(game(*given)),
        lambda x, z, w, b, rate, gamma: tuple(np.float32(v) for v in game(x, z, w, b, rate, gamma)),
        lambda x, z, w, b, rate, gamma: game(
            x.astype("float32"), z.astype("float32"), w, b, rate, gamma
        ),
        lambda x, z, w, b, rate, gamma: game(np.repeat(x, 2), np.repeat(z, 2), w, b, rate, gamma),
    ],
}

REFUSED = {
    "best_critic": [
        naive,
        normalised_naive,
        lambda p, q: np.nan_to_num(naive(p, q), nan=0.5),
        lambda p, q: critic(p, q) * (1 - 2e-3) + 1e-3,
        lambda p, q: np.where(critic(p, q) > 0.5, critic(p, q), 0),
        lambda p, q: critic(p / np.abs(p).max(), q / np.abs(q).max()),
        lambda p, q: critic(p, q[::-1]),
        lambda p, q: critic(p, q - q.mean(axis=0)),
        lambda p, q: expit(p[:, 0] - q[:, 1]),
        lambda p, q: np.exp(p[:, 0] - q[:, 0]) / (np.exp(p - q)).sum(axis=1),
    ],
    "repair_round": [
        spoilt(w=lambda g: g["w"] + 1e-2),
        spoilt(gamma=lambda g: g["gamma"] / 2),
        spoilt(gamma=lambda g: 0.0),
        spoilt(rate=lambda g: 0.5),
        spoilt(rate=lambda g: g["rate"] / len(g["x"])),
        spoilt(b=lambda g: g["rate"]),
        spoilt(z=lambda g: np.sort(g["z"])),
        spoilt(x=lambda g: np.full_like(g["x"], 3.0)),
        lambda x, z, w, b, rate, gamma: game(x, z, w, b, rate, gamma) if w < 1 else (w, b),
        lambda x, z, w, b, rate, gamma: (game(x, z, w, b, rate, gamma)[0], b + rate * w / 2),
        lambda x, z, w, b, rate, gamma: (
            (game(x, z, w, b, rate, gamma)[0], b + rate * (np.mean(x) - np.mean(z + b)))
        ),
    ],
}
