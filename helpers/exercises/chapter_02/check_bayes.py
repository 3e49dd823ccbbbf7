"""What holds for Bayes' rule from log densities: shares that add up, far out as well as near."""

import numpy as np
from scipy.special import logsumexp

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (2,): "a sum over the pictures. Each picture has its own shares: the classes are axis 1",
    (5,): "one class only, or the sum itself. Every class gets a share",
    (): "a sum over all axes. The classes are the last axis: `axis=1`",
    (2, 5): "rows and columns changed places: pictures come first",
}
# Whole pictures: thousands of nats below zero, or above, and classes far apart. Steps of 1/2 are
# exact in float32. Only differences within a row count.
FAR = np.array(
    [
        [-5000.0, -5002.0, -5001.0],
        [5001.5, 5000.0, 5002.0],
        [-2.5, -1.0, -3.0],
        [0.0, -3000.0, -7000.0],
        [-4000.0, -900.0, 6000.0],
    ]
)
FAR_PRIOR = np.array([0.25, 0.5, 0.25])


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
    usual = "a factor on the log densities, or a prior that is not p(y)"
    _follows_the_rule(answer, usual)
    _holds_far_out(answer)
    return (
        "Your shares add to 1, follow densities and prior, and hold where the densities are "
        "too small for a number of the computer."
    )


def check_repaired(answer):
    """Bayes' rule of a classifier in which two things were wrong."""
    log_likelihood, prior = small_case()
    theirs = _asked(answer, log_likelihood, prior)
    if np.allclose(theirs, posterior(log_likelihood, [0.5, 0.5]), rtol=1e-4, atol=1e-6):
        raise NotYet(
            "Eight of ten pictures are of the first class, and your shares are the same as if "
            "there were five.",
            "the prior is still forgotten",
        )
    _follows_the_rule(answer, "the prior is in the wrong place: it multiplies a density")
    return "Your shares add to 1 over the classes, and a frequent class gets more of them."


def _follows_the_rule(answer, usual):
    log_likelihood, prior = small_case()
    theirs = _asked(answer, log_likelihood, prior)
    wrong = _slips(log_likelihood, prior)
    _adds_to_one(theirs, cause_of(theirs, wrong, "what divides is not the sum over the classes"))
    _agrees(theirs, log_likelihood, prior, cause_of(theirs, wrong, usual))
    rng = np.random.default_rng(3)
    for n, prior in ((7, [0.1, 0.2, 0.3, 0.4]), (1, [0.3, 0.7]), (4, [0.9, 0.1])):
        log_likelihood, prior = rng.normal(-4, 3, size=(n, len(prior))), np.array(prior)
        cause = "something that fits one prior, two classes or five pictures only"
        _agrees(_asked(answer, log_likelihood, prior), log_likelihood, prior, cause)


def _agrees(theirs, log_likelihood, prior, cause):
    n, classes = theirs.shape
    what = f"picture {{}} of {n}, class {{}} of {classes},"
    agree(theirs, posterior(log_likelihood, prior), what, cause, atol=1e-5)


def _asked(answer, log_likelihood, prior):
    value = run(answer, log_likelihood=log_likelihood, prior=prior)
    return expect(value, log_likelihood.shape, SHAPES if log_likelihood.shape == (5, 2) else {})


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
    value = run(answer, log_likelihood=FAR, prior=FAR_PRIOR)
    right = posterior(FAR, FAR_PRIOR)
    if value.shape != FAR.shape:
        expect(value, FAR.shape, {})
    wrong = ~np.isclose(value, right, atol=2e-3)  # NaN is wrong too
    if wrong.any():
        i = np.flatnonzero(wrong.any(axis=1))[0]
        lost = not np.isfinite(value[i]).all()
        raise NotYet(
            f"With log densities {_text(FAR[i])} in one row of many, and the prior "
            f"{_text(FAR_PRIOR)}, your shares are {_text(value[i])}; {_text(right[i])} is right.",
            "`np.exp` of the log densities themselves, or of what is left when something else "
            "than the largest of each row was subtracted"
            if lost
            else "log densities that are clipped, or a small number added to the sum",
        )


def _text(row):
    return ", ".join(f"{number:.4g}" for number in row)
