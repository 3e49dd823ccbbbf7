"""What holds for a right round of the smallest game: who moves which way, and where it ends."""

import numpy as np

from helpers.exercises.agreement import cause_of, expect
from helpers.exercises.answers import NotYet, run
from helpers.exercises.chapter_11.check_best_critic import sigmoid

GAMMA, RATE = 0.3, 0.45
SHAPES = {
    (2, 50): "the mean over the batch is missing: one step for each point",
    (): "one number. The round returns both, `w, b`",
}


def moved(x, z, w, b, rate, gamma):
    """Right new (w, b) of D(x) = w x and G(z) = z + b."""
    fake = z + b
    doubt = sigmoid(w * (fake - x))
    w_slope = np.mean(doubt * (fake - x)) + 2 * gamma * w
    b_slope = np.mean(-(1 - doubt) * w)
    return np.array([w - rate * w_slope, b - rate * b_slope])


def check_game(answer):
    """One round of a critic w x and a forger z + b."""
    rng = np.random.default_rng(12)
    x, z = rng.normal(3, 1, 50), rng.normal(0, 1, 50)
    at = np.array([0.4, 0.7])
    value = _theirs(answer, x, z, *at)
    cause = cause_of(value, _slips(x, z, *at), "a sign, or a factor")
    _critic_learns(_theirs(answer, x, z, 0.0, 0.0)[0], cause)
    _forger_follows(_theirs(answer, x, z, 1.0, 0.0)[1], cause)
    _goes_where_it_should(answer, (x, z, *at, RATE, GAMMA), cause)
    for n, w, b, rate, gamma in ((31, -0.8, 5.0, 0.1, 0.7), (1, 1.3, -2.0, 0.9, 0.05)):
        x, z = rng.normal(3, 2, n), rng.normal(0, 1, n)
        cause = "something that fits one batch, rate or gamma only"
        _goes_where_it_should(answer, (x, z, w, b, rate, gamma), cause)
    w, b = _played(answer)
    return (
        f"Each loss moves its own player. After 400 rounds the forger has shifted its noise by "
        f"{b:.2f}, where 3 is right, and the critic's slope is {w:.2f}: it cannot tell any more."
    )


def _theirs(answer, x, z, w, b, rate=RATE, gamma=GAMMA):
    value = run(answer, x=x, z=z, w=w, b=b, rate=rate, gamma=gamma)
    return expect(value, (2,), SHAPES)


def _goes_where_it_should(answer, given, cause):
    value, right = _theirs(answer, *given), moved(*given)
    if not np.allclose(value, right, rtol=1e-4, atol=1e-4):
        _, _, w, b, rate, gamma = given
        raise NotYet(
            f"From w = {w:g}, b = {b:g}, at rate {rate:g} and gamma {gamma:g}, one round should "
            f"lead to w = {right[0]:.4f}, b = {right[1]:.4f}; yours leads to w = {value[0]:.4f}, "
            f"b = {value[1]:.4f}.",
            cause,
        )


def _slips(x, z, w, b):
    """The usual slips, and what each gives."""
    fake = z + b
    doubt = sigmoid(w * (fake - x))
    own, through = np.mean(doubt * (fake - x)), np.mean((1 - doubt) * (x - fake))
    push, penalty = np.mean(-(1 - doubt) * w), 2 * GAMMA * w

    def after(w_slope, b_slope=push):
        return np.array([w - RATE * w_slope, b - RATE * b_slope])

    return {
        "labels swapped, and the forger's loss reaches the critic": after(-own + through + penalty),
        "labels swapped: this critic learns to call the forgeries real": after(-own + penalty),
        "the forger's loss still reaches the critic: half of its lesson is unlearnt at once": after(
            own + through + penalty
        ),
        "no penalty: the players circle and never come to rest": after(own),
        "the penalty's sign: it makes the critic steeper": after(own - penalty),
        "the penalty counts once; it stands on both sides, real and made": after(own + penalty / 2),
        "the critic's lesson counts twice": after(2 * own + penalty),
        "the forger answers a critic that has already moved. Both step from the same w and b": (
            _one_after_the_other(x, z, w, b)
        ),
        "the forger's sign: it runs from what looks real": after(own + penalty, -push),
        "the forger gets the critic's doubt: the saturating push, faint when it is needed": after(
            own + penalty, np.mean(-doubt * w)
        ),
    }


def _one_after_the_other(x, z, w, b):
    w_new, _ = moved(x, z, w, b, RATE, GAMMA)
    return np.array([w_new, moved(x, z, w_new, b, RATE, GAMMA)[1]])


def _critic_learns(w, cause):
    if w <= 1e-6:
        symptom = "does not move" if abs(w) <= 1e-6 else "takes the forgeries for real"
        raise NotYet(
            f"The data lie at 3, the forgeries at 0, and the critic knows nothing, w = 0. After "
            f"one round w = {w:.3f}: the critic {symptom}. It should rise.",
            cause,
        )


def _forger_follows(b, cause):
    if b <= 1e-6:
        raise NotYet(
            f"The critic says that more is more real, w = 1, and the forger goes from b = 0 to "
            f"b = {b:.3f}. It should follow, to larger b.",
            cause,
        )


def _played(answer, rounds=400):
    """Where a long game ends. Whoever passes every round and not the game remembers something."""
    rng = np.random.default_rng(13)
    w, b = 0.0, 0.0
    for _ in range(rounds):
        x, z = rng.normal(3, 1, 50), rng.normal(0, 1, 50)
        w, b = map(float, _theirs(answer, x, z, w, b))
    if abs(b - 3) > 0.4:
        raise NotYet(
            f"After 400 rounds the forger has shifted its noise by {b:.2f}, where 3 is right.",
            "something that is kept from one round to the next",
        )
    return w, b
