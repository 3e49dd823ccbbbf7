"""What each family can be asked: found out by asking, never by a list that somebody typed."""

import numpy as np

from helpers.taxonomy import Density, Refusal

QUESTIONS = ("sample", "score a point", "encode", "interpolate")


def sample(model, x):
    return model.sample(2, seed=0)


def score(model, x):
    return model.density is not Density.NONE or model.log_density(x)


def encode(model, x):
    return model.encode(x)


def interpolate(model, x):
    """What lies half-way between two events, by their codes."""
    z = np.asarray(model.encode(x))
    return model.decode(z.mean(axis=0, keepdims=True))


ASK = dict(zip(QUESTIONS, (sample, score, encode, interpolate), strict=True))


def refusal(model, question):
    """Why a model cannot answer a question, in its own words; empty where it can.

    Args:
        model: a `GenerativeModel`.
        question: one of `QUESTIONS`.

    Raises:
        ValueError: for another question.

    Example:

    >>> from helpers import abilities
    >>> from helpers.implicit import GAN
    >>> abilities.refusal(GAN((2,), width=8), "score a point").partition(":")[0]
    'GAN is implicit'
    """
    if question not in ASK:
        raise ValueError(
            f"refusal expected one of {', '.join(QUESTIONS)}; received {question!r}. Those are "
            f"the questions that every family is asked."
        )
    try:
        ASK[question](model, np.zeros((2, *model.event_shape), "float32"))
    except Refusal as refused:
        return str(refused)
    return ""


def answers(model):
    """One answer to each question: "yes" or "no", and of a score its kind in one word.

    Example:

    >>> from helpers import abilities
    >>> from helpers.implicit import GAN
    >>> abilities.answers(GAN((2,), width=8))
    ('yes', 'none', 'no', 'no')
    """
    told = {q: "no" if refusal(model, q) else "yes" for q in QUESTIONS}
    return tuple((told | {"score a point": model.density.word}).values())
