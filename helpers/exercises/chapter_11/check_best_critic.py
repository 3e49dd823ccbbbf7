"""What holds for the best critic of two densities: Bayes' rule, and nothing but differences."""

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run

SHAPES = {
    (): "a mean over the pairs. Each pair has its own probability",
    (40, 2): "one number for each point. The two points of a pair are judged together",
    (2,): "a sum over the pairs. The points of a pair are the last axis: `axis=-1`",
    (40, 1): "`keepdims=True`, or a slice `[:, :1]` where `[:, 0]` was meant",
}


def sigmoid(m):
    return np.where(m < 0, np.exp(np.minimum(m, 0)), 1.0) / (1 + np.exp(-abs(m)))


def chance(log_p, log_q):
    """Probability that the first of two points is the real one, (pairs, 2) twice -> (pairs,)."""
    verdict = log_p - log_q
    return sigmoid(verdict[:, 0] - verdict[:, 1])


def check_best_critic(answer):
    """How sure the best critic is that the first point of a pair is the real one."""
    rng = np.random.default_rng(11)
    log_p, log_q = rng.normal(-2, 1.5, (2, 40, 2))

    def theirs(log_p, log_q):
        return expect(run(answer, log_p=log_p, log_q=log_q), (len(log_p),), SHAPES)

    value, right = theirs(log_p, log_q), chance(log_p, log_q)
    slips = _slips(log_p, log_q)
    cause = cause_of(value, slips, "another function than the sigmoid of a difference")
    if ((value < -1e-6) | (value > 1 + 1e-6)).any():
        raise NotYet(
            f"Your probabilities go from {value.min():.2f} to {value.max():.2f}; a probability "
            f"lies between 0 and 1.",
            cause,
        )
    _is_a_coin_where_nothing_can_be_told(theirs, log_p, cause)
    _adds_up_to_one(theirs, value, log_p, log_q, cause)
    if not np.allclose(value, right, rtol=1e-4, atol=1e-5):
        raise NotYet(
            f"For the first pair Bayes' rule gives {right[0]:.3f}: p(a) q(b) over the sum of "
            f"p(a) q(b) and p(b) q(a). Your function gives {value[0]:.3f}.",
            cause,
        )
    _stays_finite(theirs)
    return (
        "Your critic is a coin where p and q agree, its two answers for a pair add to 1, and it "
        "agrees with Bayes' rule on every pair, however far away."
    )


def _slips(log_p, log_q):
    """The usual slips, and what each gives."""
    verdict, flat = log_p - log_q, log_p[:, 0] - log_p[:, 1]
    p, q = np.exp(log_p), np.exp(log_q)
    return {
        "the difference of the verdicts, before the sigmoid": verdict[:, 0] - verdict[:, 1],
        "the order of the pair. The first column is the point in question": chance(
            log_p[:, ::-1], log_q[:, ::-1]
        ),
        "the first point alone. In a pair the other point is evidence too": sigmoid(verdict[:, 0]),
        "q is forgotten. Where the forger goes often, p alone proves nothing": sigmoid(flat),
        "p and q are added. The verdict is the difference of their logs": sigmoid(
            (log_p + log_q)[:, 0] - (log_p + log_q)[:, 1]
        ),
        "densities where logs belong. The verdict is log p - log q": sigmoid(
            (p - q)[:, 0] - (p - q)[:, 1]
        ),
        "the difference counts twice. One of the two points is real, not both": sigmoid(
            2 * (verdict[:, 0] - verdict[:, 1])
        ),
        "a step instead of a sigmoid: the best critic is seldom certain": 1.0
        * (verdict[:, 0] > verdict[:, 1]),
    }


def _is_a_coin_where_nothing_can_be_told(theirs, log_p, cause):
    value = theirs(log_p, log_p)
    if not np.allclose(value, 0.5, atol=1e-4):
        raise NotYet(
            f"Where the forger's density equals the data's, your critic answers {value[0]:.3f} "
            f"for the first pair. There nothing can be told: expected 0.5.",
            cause,
        )


def _adds_up_to_one(theirs, value, log_p, log_q, cause):
    both = value + theirs(log_p[:, ::-1].copy(), log_q[:, ::-1].copy())
    if not np.allclose(both, 1, atol=1e-4):
        raise NotYet(
            f"Show the first pair in both orders: your two probabilities add to {both[0]:.3f}. "
            f"One of the two points is real, so they add to 1.",
            cause,
        )


def _stays_finite(theirs):
    far = np.array([[-2000.0, -2001.0], [-2001.0, -2000.0]])
    value, right = run_quietly(theirs, far, np.zeros((2, 2))), sigmoid(np.array([1.0, -1.0]))
    if not np.allclose(value, right, rtol=1e-3):
        raise NotYet(
            f"For points where log p is -2,000 and -2,001, your critic answers {value[0]:.3g} and "
            f"{value[1]:.3g}; expected {right[0]:.3g} and {right[1]:.3g}.",
            "exp of the log densities: it is 0 there. Subtract the logs first",
        )


def run_quietly(theirs, log_p, log_q):
    """Numbers also where the learner's formula overflows; NaN stays NaN."""
    with np.errstate(all="ignore"):
        try:
            return theirs(log_p, log_q)
        except NotYet:
            return np.full(len(log_p), np.nan)
