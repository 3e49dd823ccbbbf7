"""What holds for the forger's loss: the critic's, with the two points of a pair swapped."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import run

SHAPES = {
    (): "a mean over the pairs. The forger pays for each pair",
    (6, 1): "`keepdims=True`, or an axis that was added",
    (2, 6): "a price for each point. A pair has one price",
}


def softplus(m):
    return np.logaddexp(0, m)


def check_forger(answer):
    """What the forger pays for each pair, wherever the two points lie."""
    rng = np.random.default_rng(11)
    real, fake = rng.normal(5, 2, 6), rng.normal(4, 2, 6)
    price = expect(run(answer, of_real=real, of_fake=fake), (6,), SHAPES)
    slips = {
        "the order of the two points. This is what the critic pays": softplus(fake - real),
        "the softplus is missing": real - fake,
        "the sign in front. A loss goes down as the forgery gets better": -softplus(real - fake),
        "the forgery alone. It should look more real than its partner": softplus(-fake),
        "the photograph alone. The forger cannot change it": softplus(real),
        "a sigmoid where the softplus belongs": 1 / (1 + np.exp(fake - real)),
    }
    agree(price, softplus(real - fake), "pair {}", cause_of(price, slips, "another formula"))
    for pairs in (1, 3):
        real, fake = rng.normal(0, 30, (2, pairs))
        price = expect(run(answer, of_real=real, of_fake=fake), (pairs,), {})
        agree(price, softplus(real - fake), f"{pairs} pairs, pair {{}}", "it fits one batch only")
    return (
        "The forger pays log 2 where both look alike, and less the more real its own point looks."
    )
