"""What holds for Bayes' rule from log densities: shares that add up, far out as well as near."""

import numpy as np
from scipy.special import logsumexp

from helpers.exercises.answers import NotYet, cause_of, expect, run

SHAPES = {
    (2,): "a sum over the pictures. Each picture has its own shares: the classes are axis 1",
    (5,): "one class only, or the sum itself. Every class gets a share",
    (): "a sum over all axes. The classes are the last axis: `axis=1`",
    (2, 5): "rows and columns changed places: pictures come first",
}


def posterior(log_likelihood, prior):
    """p(y given x) from log p(x given y), `(n, classes)`, and p(y), `(classes,)`."""
    joint = np.asarray(log_likelihood, "float64") + np.log(prior)
    return np.exp(joint - logsumexp(joint, axis=1, keepdims=True))


def small_case():
    """Five pictures with log densities of a size that anything can handle, and a lopsided prior."""
    log_likelihood = np.random.default_rng(2).normal(-1, 1.5, size=(5, 2))
    return log_likelihood, np.array([0.8, 0.2])


def check_posterior(answer):
    """Bayes' rule, complete and stable."""
    log_likelihood, prior = small_case()
    theirs = _asked(answer, log_likelihood, prior)
    wrong = _slips(log_likelihood, prior)
    _adds_to_one(theirs, cause_of(theirs, wrong, "what divides is not the sum over the classes"))
    if not np.allclose(theirs, posterior(log_likelihood, prior), rtol=1e-4, atol=1e-6):
        raise NotYet(
            f"The shares add to 1, but picture 0 gets {theirs[0, 0]:.3f} for the first class; "
            f"{posterior(log_likelihood, prior)[0, 0]:.3f} is right.",
            cause_of(theirs, wrong, "a factor on the log densities, or a prior that is not p(y)"),
        )
    _holds_far_out(answer)
    return (
        "Your shares add to 1, follow densities and prior, and hold where the densities are "
        "too small for a number of the computer."
    )


def check_repaired(answer):
    """Bayes' rule of a classifier in which two things were wrong."""
    log_likelihood, prior = small_case()
    theirs = _asked(answer, log_likelihood, prior)
    wrong = _slips(log_likelihood, prior)
    even = np.array([0.5, 0.5])
    _adds_to_one(theirs, cause_of(theirs, wrong, "what divides is not the sum over the classes"))
    if np.allclose(theirs, posterior(log_likelihood, even), rtol=1e-4, atol=1e-6):
        raise NotYet(
            "Eight of ten pictures are of the first class, and your shares are the same as if "
            "there were five.",
            "the prior is still forgotten",
        )
    if not np.allclose(theirs, posterior(log_likelihood, prior), rtol=1e-4, atol=1e-6):
        raise NotYet(
            f"The shares add to 1, but picture 0 gets {theirs[0, 0]:.3f} for the first class; "
            f"{posterior(log_likelihood, prior)[0, 0]:.3f} is right.",
            cause_of(theirs, wrong, "the prior is in the wrong place: it multiplies a density"),
        )
    return "Your shares add to 1 over the classes, and a frequent class gets more of them."


def _asked(answer, log_likelihood, prior):
    value = run(answer, log_likelihood=log_likelihood, prior=prior)
    return expect(value, log_likelihood.shape, SHAPES)


def _slips(log_likelihood, prior):
    """The usual slips, and what each gives."""
    joint = log_likelihood + np.log(prior)
    likelihood = np.exp(log_likelihood)
    over_pictures = np.exp(joint - logsumexp(joint, axis=0, keepdims=True))
    return {
        "they are still logarithms. A share is `np.exp` of one": (
            joint - logsumexp(joint, axis=1, keepdims=True)
        ),
        "p(x and y) was not divided by p(x), its sum over the classes": np.exp(joint),
        "p(x given y) was returned: neither prior nor sum": likelihood,
        "divided by a sum over the pictures. Add over the classes: `axis=1`": over_pictures,
        "divided by a sum over everything": np.exp(joint - logsumexp(joint)),
        "the prior is missing": posterior(log_likelihood, [0.5, 0.5]),
        "the prior was added without its logarithm": posterior(log_likelihood, np.exp(prior)),
        "the prior was divided by, not multiplied with": posterior(log_likelihood, 1 / prior),
        "the prior counts twice": posterior(log_likelihood, prior**2),
        "the classes are swapped": posterior(log_likelihood, prior)[:, ::-1],
        "the largest log density was divided by, and the sum left out": np.exp(
            joint - joint.max(axis=1, keepdims=True)
        ),
    }


def _adds_to_one(theirs, cause):
    sums = theirs.sum(axis=1)
    worst = abs(sums - 1).argmax()
    if abs(sums[worst] - 1) > 1e-4:
        raise NotYet(
            f"The shares of picture {worst} add to {sums[worst]:.4g}. One of the classes it is, "
            f"so they add to 1.",
            cause,
        )


def _holds_far_out(answer):
    """Log densities of whole pictures: thousands of nats below zero, or above."""
    for height in (-5000.0, 5000.0):
        far, prior = np.array([[height, height - 2.0]]), np.array([0.5, 0.5])
        value = run(answer, log_likelihood=far, prior=prior)
        if not np.isfinite(value).all():
            raise NotYet(
                f"With log densities {far[0, 0]:g} and {far[0, 1]:g} your shares are "
                f"{value.ravel()}. Only their difference counts: 0.88 and 0.12.",
                "`np.exp` of the log densities themselves. Subtract the largest of a row first",
            )
        if not np.allclose(value, posterior(far, prior), atol=1e-4):
            raise NotYet(
                f"With log densities {far[0, 0]:g} and {far[0, 1]:g} your shares are "
                f"{np.round(value.ravel(), 3).tolist()}; expected 0.88 and 0.12.",
                "log densities that are clipped, or a small number added to the sum",
            )
