"""What holds for the best critic of two densities: Bayes' rule, and nothing but differences."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a mean over the pairs. Each pair has its own probability",
    (40, 2): "one number for each point. The two points of a pair belong together",
    (2,): "a sum over the pairs. The points of a pair are the last axis: `axis=-1`",
    (40, 1): "`keepdims=True`, or a slice `[:, :1]` where `[:, 0]` was meant",
}


FAR_P = np.array([[-2000, -2001], [-1, -2], [-9000, -1], [3000, -4000], [-5000, -5000.0]])
FAR_Q = np.array([[0, 0], [-2, -2.5], [-1, -9000], [-4000, 3000], [-7001, -7000.0]])


def sigmoid(m):
    return np.where(m < 0, np.exp(np.minimum(m, 0)), 1.0) / (1 + np.exp(-abs(m)))


def chance(log_p, log_q):
    """Probability that the first of two points is the real one, (pairs, 2) twice -> (pairs,)."""
    realness = log_p - log_q
    return sigmoid(realness[:, 0] - realness[:, 1])


def check_best_critic(answer):
    """How sure the best critic is that the first point of a pair is the real one."""
    rng = np.random.default_rng(11)
    log_p, log_q = rng.normal(-2, 1.5, (2, 40, 2))
    value = _theirs(answer, log_p, log_q)
    cause = cause_of(
        value, _slips(log_p, log_q), "another function than the sigmoid of a difference"
    )
    if ((value < -1e-6) | (value > 1 + 1e-6)).any():
        raise NotYet(
            f"Your probabilities go from {value.min():.2f} to {value.max():.2f}; a probability "
            f"lies between 0 and 1.",
            cause,
        )
    _is_a_coin_where_nothing_can_be_told(_theirs(answer, log_p, log_p), cause)
    _adds_up_to_one(value, _theirs(answer, log_p[:, ::-1].copy(), log_q[:, ::-1].copy()), cause)
    what = "pair {}: by Bayes' rule, p(a) q(b) over the sum of p(a) q(b) and p(b) q(a),"
    agree(value, chance(log_p, log_q), what, cause)
    for pairs in (7, 1, 2):
        log_p, log_q = rng.normal(1, 3, (2, pairs, 2))
        told, cause = _theirs(answer, log_p, log_q), "something that fits one batch only"
        agree(told, chance(log_p, log_q), f"{pairs} pairs, pair {{}}", cause)
    _holds_far_out(answer)
    return (
        "Your critic is a coin where p and q agree, its two answers for a pair add to 1, and it "
        "agrees with Bayes' rule on every pair, however far away."
    )


def _theirs(answer, log_p, log_q):
    value = run(answer, log_p=log_p, log_q=log_q)
    return expect(value, (len(log_p),), SHAPES if len(log_p) == 40 else {})


def _slips(log_p, log_q):
    """The usual slips, and what each gives."""
    real, flat = log_p - log_q, log_p[:, 0] - log_p[:, 1]
    p, q = np.exp(log_p), np.exp(log_q)
    return {
        "the difference of the realness, before the sigmoid": real[:, 0] - real[:, 1],
        "the order of the pair. The first column is the point in question": chance(
            log_p[:, ::-1], log_q[:, ::-1]
        ),
        "the first point alone. In a pair the other point is evidence too": sigmoid(real[:, 0]),
        "q is forgotten. Where the forger goes often, p alone proves nothing": sigmoid(flat),
        "p and q are added. The realness is the difference of their logs": sigmoid(
            (log_p + log_q)[:, 0] - (log_p + log_q)[:, 1]
        ),
        "densities where logs belong. The realness is log p - log q": sigmoid(
            (p - q)[:, 0] - (p - q)[:, 1]
        ),
        "the difference counts twice. One of the two points is real, not both": sigmoid(
            2 * (real[:, 0] - real[:, 1])
        ),
        "a step instead of a sigmoid: the best critic is seldom certain": 1.0
        * (real[:, 0] > real[:, 1]),
    }


def _is_a_coin_where_nothing_can_be_told(value, cause):
    worst = abs(value - 0.5).argmax()
    if abs(value[worst] - 0.5) > 1e-4:
        raise NotYet(
            f"Where the forger's density equals the data's, your critic answers "
            f"{value[worst]:.3f} for pair {worst}. There nothing can be told: expected 0.5.",
            cause,
        )


def _adds_up_to_one(value, turned, cause):
    worst = abs(value + turned - 1).argmax()
    if abs(value + turned - 1)[worst] > 1e-4:
        raise NotYet(
            f"Show pair {worst} in both orders: your two probabilities add to "
            f"{(value + turned)[worst]:.3f}. One of the two points is real, so they add to 1.",
            cause,
        )


def _holds_far_out(answer):
    """Near pairs and far ones in one batch: far for p, for q, for both, with and without doubt."""
    value, right = run(answer, log_p=FAR_P, log_q=FAR_Q), chance(FAR_P, FAR_Q)
    if value.shape != right.shape:
        expect(value, right.shape, {})
    wrong = ~np.isclose(value, right, atol=2e-3)  # NaN is not close
    if wrong.any():
        i = np.flatnonzero(wrong)[0]
        raise NotYet(
            f"For a pair where log p is {FAR_P[i, 0]:,g} and {FAR_P[i, 1]:,g}, and log q is "
            f"{FAR_Q[i, 0]:,g} and {FAR_Q[i, 1]:,g}, your critic answers {value[i]:.3g}; "
            f"{right[i]:.3g} is right.",
            "exp of the log densities, or of their difference: it is 0 or infinite there. "
            "Subtract the logs first, and leave the exponential to a sigmoid",
        )
