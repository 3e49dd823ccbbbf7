"""Answers to the questions of chapter 11, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops
from scipy.special import expit, softmax
from scipy.stats import norm


def sigmoid(m):
    return 1 / (1 + np.exp(-m))


def critic(log_p, log_q):
    critic = log_p - log_q
    return ops.sigmoid(critic[:, 0] - critic[:, 1])


def critic_in_numpy(log_p, log_q):
    ratio = (log_p[:, 1] - log_q[:, 1]) - (log_p[:, 0] - log_q[:, 0])
    return np.exp(-np.logaddexp(0, ratio))


def critic_of(formula):
    """A critic from what it makes of D(a) and D(b)."""
    return lambda log_p, log_q: formula(*np.transpose(log_p - log_q))


def critic_with_densities(log_p, log_q):
    p, q = np.exp(log_p), np.exp(log_q)
    first, second = p[:, 0] * q[:, 1], p[:, 1] * q[:, 0]
    return first / (first + second)


def round_with(slopes):
    """A round from the slopes of (w, b), given the batch's parts."""

    def answer(x, z, w, b, rate, gamma):
        fake = z + b
        doubt = sigmoid(w * (fake - x))
        parts = {
            "own": np.mean(doubt * (fake - x)),
            "through": np.mean((1 - doubt) * (x - fake)),
            "penalty": 2 * gamma * w,
            "push": np.mean(-(1 - doubt) * w),
            "faint": np.mean(-doubt * w),
        }
        w_slope, b_slope = slopes(**parts)
        return w - rate * w_slope, b - rate * b_slope

    return answer


def played(w_slope):
    return round_with(lambda own, through, penalty, push, faint: (
        w_slope(own, through, penalty), push
    ))  # fmt: skip


right_round = played(lambda own, through, penalty: own + penalty)


def round_in_keras(x, z, w, b, rate, gamma):
    fake = z + b
    doubt = ops.sigmoid(w * (fake - x))
    w_new = w - rate * (ops.mean(doubt * (fake - x)) + 2 * gamma * w)
    return [float(w_new), float(b + rate * ops.mean(1 - doubt) * w)]


def round_without_mean(x, z, w, b, rate, gamma):
    fake = z + b
    doubt = sigmoid(w * (fake - x))
    return w - rate * (doubt * (fake - x) + 2 * gamma * w), b + rate * (1 - doubt) * w


def alternating(x, z, w, b, rate, gamma):
    """The forger answers the critic that has just moved: another game."""
    w_new, _ = right_round(x, z, w, b, rate, gamma)
    return w_new, right_round(x, z, w_new, b, rate, gamma)[1]


def overflowing_harmlessly(log_p, log_q):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp((log_p - log_q) @ [-1, 1]))


def overflowing(log_p, log_q):
    with np.errstate(all="ignore"):
        odds = np.exp((log_p - log_q) @ [1, -1])
        return odds / (1 + odds)


def round_point_by_point(x, z, w, b, rate, gamma):
    w_slope, b_slope = 2 * gamma * w, 0.0
    for real, noise in zip(x, z, strict=True):
        gap = noise + b - real
        doubt = 1 / (1 + np.exp(-w * gap))
        w_slope, b_slope = w_slope + doubt * gap / len(x), b_slope - (1 - doubt) * w / len(x)
    return w - rate * w_slope, b - rate * b_slope


def round_by_differences(x, z, w, b, rate, gamma, h=1e-5):
    def softplus(m):
        return np.logaddexp(0, m).mean()

    def critics(w):
        return softplus(w * (z + b - x)) + gamma * w**2

    def forgers(b):
        return softplus(w * (x - z - b))

    w_slope, b_slope = ((f(v + h) - f(v - h)) / (2 * h) for f, v in ((critics, w), (forgers, b)))
    return w - rate * w_slope, b - rate * b_slope


def round_with_fake(fake):
    """A round in which the forgeries are made otherwise."""

    def answer(x, z, w, b, rate, gamma):
        made = fake(z, b, rate)
        doubt = sigmoid(w * (made - x))
        slope = np.mean(doubt * (made - x)) + 2 * gamma * w
        return w - rate * slope, b + rate * np.mean(1 - doubt) * w

    return answer


def forger_in_numpy(of_real, of_fake):
    return np.log1p(np.exp(of_real - of_fake))


RIGHT = {
    "critic_pays": [0.13, 0.1269, 0.127, np.float32(0.12693), np.logaddexp(0, -2)],
    "one_number": [(20,), [20], np.array([20])],
    "coin": [0.69, 0.6931, 0.7, np.log(2), np.float32(0.693)],
    "forger_pays": [
        lambda r, f: ops.softplus(r - f),
        lambda r, f: np.logaddexp(0, r - f),
        forger_in_numpy,
        lambda r, f: -np.log(expit(f - r)),
        lambda r, f: [float(np.logaddexp(0, a - b)) for a, b in zip(r, f, strict=True)],
    ],
    "floors": [2.7, 2.66, 2.65, np.float64(11.05 / 4.15)],
    "quiz": ["acbdb", "ACBDB", "a c b d b", list("acbdb")],
    "best_critic": [
        critic,
        critic_in_numpy,
        critic_of(lambda a, b: np.exp(-np.logaddexp(0, b - a))),
        critic_of(lambda a, b: expit(a - b).astype("float32")),
        lambda log_p, log_q: critic(log_p.astype("float32"), log_q.astype("float32")),
        lambda log_p, log_q: softmax(log_p - log_q, axis=1)[:, 0],
        lambda log_p, log_q: [expit((p - q) @ [1, -1]) for p, q in zip(log_p, log_q, strict=True)],
        critic_of(lambda a, b: (1 + np.tanh((a - b) / 2)) / 2),
        overflowing_harmlessly,
    ],
    "predict_losses": ["c", "C", " c "],
    "repair_round": [
        right_round,
        round_in_keras,
        lambda *given: np.array(right_round(*given), "float32"),
        lambda *given: list(map(float, right_round(*given))),
        round_point_by_point,
        round_by_differences,
        lambda x, z, w, b, rate, gamma: right_round(x[::-1], z[::-1], w, b, rate, gamma),
    ],
}

REFUSED = {
    "critic_pays": ["little", [0.13], (0.13, 2.13), float("nan")],
    "one_number": [(20, 1, 1), "many", (5,), ()],
    "coin": [0.31, 0.72, -0.69],
    "forger_pays": [
        lambda r, f: np.maximum(r - f, 0),
        lambda r, f: np.logaddexp(0, r - f).round(1),
        lambda r, f: np.logaddexp(0, (r - f)[:1]),
        lambda r, f: np.logaddexp(0, r - f)[::-1],
    ],
    "floors": [3, 11.05, [2.7]],
    "quiz": ["acbd", "aaaaa", 3, "-----"],
    "best_critic": [
        overflowing,
        lambda p, q: np.nan_to_num(overflowing(p, q)),
        lambda p, q: np.nan_to_num(critic_with_densities(p, q), nan=0.5),
        critic_of(lambda a, b: sigmoid(np.clip(a - b, -2, 2))),
        critic_of(lambda a, b: sigmoid(a[:1] - b)),
        critic_of(lambda a, b: sigmoid(a - b)[::-1]),
        critic_of(lambda a, b: sigmoid(a - b).round(1)),
        critic_of(lambda a, b: np.full(len(a), sigmoid(a - b)[0])),
        critic_of(lambda a, b: sigmoid((a - b) / 2)),
        critic_of(lambda a, b: sigmoid(a - b) * (a > -100)),
        critic_of(lambda a, b: (1 + (a - b) / (1 + abs(a - b))) / 2),
        critic_of(lambda a, b: norm.cdf((a - b) / 1.7)),
        lambda p, q: critic(np.maximum(p, -100), np.maximum(q, -100)),
        lambda p, q: critic(p - p.max(), q) if len(p) == 40 else critic(p - p.max(axis=0), q),
    ],
    "repair_round": [
        round_with_fake(lambda z, b, rate: z + rate),
        round_with_fake(lambda z, b, rate: z),
        round_with_fake(lambda z, b, rate: z * b),
        round_with_fake(lambda z, b, rate: z + b - 0.01),
        lambda x, z, w, b, rate, gamma: right_round(x, z, w, b, 0.45, gamma),
        lambda x, z, w, b, rate, gamma: right_round(x, z, w, b, rate, 0.3),
        lambda x, z, w, b, rate, gamma: right_round(x[:1], z[:1], w, b, rate, gamma),
        lambda x, z, w, b, rate, gamma: right_round(x, z * 0, w, b, rate, gamma),
        lambda x, z, w, b, rate, gamma: right_round(x, z, w, b, rate, gamma)[::-1],
        lambda x, z, w, b, rate, gamma: (right_round(x, z, w, b, rate, gamma)[0], b),
        lambda x, z, w, b, rate, gamma: (w, right_round(x, z, w, b, rate, gamma)[1]),
        lambda x, z, w, b, rate, gamma: right_round(x, z, w, b, len(x) * rate / 50, gamma),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "critic_pays": [
        (2.13, "what the forger pays"),
        (-2, "Not -2."),
        (2, "the order is turned round"),
        (0.1353, "the 1 in log"),
        (11.0, "the forgery alone"),
        (13.0, "the photograph alone"),
    ],
    "one_number": [
        ((20, 1), "drops the empty axis"),
        (20, "written with a comma"),
        ((20, 28, 28, 1), "of what goes in"),
        ((1,), "every picture of the batch"),
    ],
    "coin": [
        (0, "the difference of the two"),
        (0.5, "not yet a price"),
        (1, "the price in bits"),
    ],
    "forger_pays": [
        (lambda r, f: ops.softplus(f - r), "what the critic pays"),
        (lambda r, f: r - f, "the softplus is missing"),
        (lambda r, f: -np.logaddexp(0, r - f), "the sign in front"),
        (lambda r, f: np.logaddexp(0, -f), "the forgery alone"),
        (lambda r, f: np.logaddexp(0, r), "the photograph alone"),
        (lambda r, f: expit(r - f), "a sigmoid where"),
        (lambda r, f: 2 * np.logaddexp(0, r - f), "another formula"),
        (lambda r, f: np.logaddexp(0, r - f).mean(), "a mean over the pairs"),
        (lambda r, f: np.logaddexp(0, r - f)[:, None], "keepdims"),
        (lambda r, f: np.logaddexp(0, [r, f]), "a price for each point"),
        (lambda r: r, "other arguments"),
        ("my_forger_loss", "called first"),
    ],
    "floors": [
        (6.9, "was subtracted"),
        (100, "fits into the mean image"),
        (1, "in another row"),
        (0.38, "turned round"),
    ],
    "quiz": [
        ("bcbdb", "Think again about 1."),
        ("bcbda", "Think again about 1, 5."),
        ("acb", "3 letters"),
    ],
    "best_critic": [
        (critic_of(lambda a, b: sigmoid(a - b).mean()), "mean over the pairs"),
        (lambda p, q: sigmoid(p - q), "one number for each point"),
        (lambda p, q: sigmoid((p - q).sum(axis=0)), "a sum over the pairs"),
        (critic_of(lambda a, b: sigmoid(a - b)[:, None]), "keepdims"),
        (critic_of(lambda a, b: sigmoid(a - b) * np.nan), "not finite"),
        (critic_of(lambda a, b: a - b), "before the sigmoid"),
        (critic_of(lambda a, b: sigmoid(b - a)), "the order of the pair"),
        (critic_of(lambda a, b: sigmoid(a)), "the first point alone"),
        (lambda p, q: sigmoid(p[:, 0] - p[:, 1]), "q is forgotten"),
        (lambda p, q: sigmoid((p + q)[:, 0] - (p + q)[:, 1]), "p and q are added"),
        (
            lambda p, q: sigmoid((np.exp(p) - np.exp(q)) @ [1, -1]),
            "densities where logs belong",
        ),
        (critic_of(lambda a, b: 1.0 * (a > b)), "a step instead"),
        (critic_of(lambda a, b: sigmoid(2 * (a - b))), "counts twice"),
        (critic_of(lambda a, b: sigmoid(a - b + 0.1)), "expected 0.5.\nUsual cause: another"),
        (
            critic_of(lambda a, b: sigmoid(a - b + 0.1 * (a - b) ** 2)),
            "add to 1.\nUsual cause: another",
        ),
        (critic_with_densities, "it is 0 or infinite there"),
        (lambda p: p, "other arguments"),
        ("my_critic", "called first"),
    ],
    "predict_losses": [
        ("a", "is right about every pair"),
        ("b", "hold no clue"),
        ("d", "more real than real"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
    ],
    "repair_round": [
        (played(lambda own, through, penalty: -own + through + penalty), "swapped, and"),
        (played(lambda own, through, penalty: -own + penalty), "swapped: this critic"),
        (played(lambda own, through, penalty: own + through + penalty), "unlearnt"),
        (played(lambda own, through, penalty: own), "no penalty"),
        (played(lambda own, through, penalty: own - penalty), "steeper"),
        (played(lambda own, through, penalty: own + penalty / 2), "counts once"),
        (
            round_with(lambda own, penalty, push, **_: (own + penalty, -push)),
            "runs from what looks real",
        ),
        (
            round_with(lambda own, penalty, faint, **_: (own + penalty, faint)),
            "saturating push",
        ),
        (played(lambda own, through, penalty: 2 * own + penalty), "lesson counts twice"),
        (alternating, "already moved"),
        (round_without_mean, "over the batch is missing"),
        (lambda x, z, w, b, rate, gamma: w, "returns both"),
        (lambda x, z, w, b, rate, gamma: (w, b * np.nan), "not finite"),
        (lambda x, z, w, b, rate, gamma: (w, b), "It should rise.\nUsual cause: a sign"),
        (lambda x, z: x, "other arguments"),
        ("my_round", "called first"),
    ],
}
