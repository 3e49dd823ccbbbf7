"""What holds for pictures that went through principal components: properties first."""

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run

SHAPES = {
    (6, 2): "the code was returned. The way back is missing: `codes @ directions + mean`",
    (6,): "a sum over the pixels. Every pixel comes back",
    (2, 6): "the code has its axes swapped: (faces, numbers) is `(x - mean) @ directions.T`",
}


def check_pca(answer):
    """Encode by orthonormal directions and decode again."""
    rng = np.random.default_rng(3)
    directions = np.linalg.qr(rng.normal(size=(5, 2)))[0].T  # (2, 5), orthonormal rows
    mean = np.array([3.0, -1.0, 2.0, 0.5, 1.0])
    x = mean + rng.normal(size=(6, 5))

    def theirs(x):
        return expect(run(answer, x=x, mean=mean, directions=directions), x.shape, SHAPES)

    value, slips = theirs(x), _slips(x, mean, directions)
    _keeps_the_mean(theirs(np.tile(mean, (6, 1))), mean, cause_of(value, slips, "an offset"))
    inside = mean + rng.normal(size=(6, 2)) @ directions
    _keeps_what_the_directions_span(theirs(inside), inside, cause_of(value, slips, "a factor"))
    right = mean + (x - mean) @ directions.T @ directions
    if not np.allclose(value, right, atol=1e-6):
        raise NotYet(
            "Faces that the directions can describe come back whole, but others do not come "
            "back as the nearest such face.",
            cause_of(value, slips, "a result that depends on more than the face and its code"),
        )
    return (
        "The mean face comes back, faces made of the directions come back, and every other "
        "face comes back as the nearest one of those."
    )


def _slips(x, mean, directions):
    """The usual slips, and what each gives."""
    through = directions.T @ directions
    return {
        "the mean was not subtracted before encoding": x @ through + mean,
        "the mean was not added after decoding": (x - mean) @ through,
        "the mean was neither subtracted nor added": x @ through,
        "the mean was subtracted instead of added": (x - mean) @ through - mean,
        "each face lost its own mean, not the mean face": (
            (x - x.mean(axis=1, keepdims=True)) @ through + x.mean(axis=1, keepdims=True)
        ),
        "the faces came back untouched. They have to go through two numbers": x,
    }


def _keeps_the_mean(value, mean, cause):
    if not np.allclose(value, mean, atol=1e-6):
        raise NotYet(
            f"The mean face itself came back {abs(value - mean).max():.2g} off. Its code is all "
            "zeros, and zeros decode to the mean face.",
            cause,
        )


def _keeps_what_the_directions_span(value, inside, cause):
    if not np.allclose(value, inside, atol=1e-6):
        raise NotYet(
            "A face that is the mean plus some of each direction came back changed. Two numbers "
            "describe it completely.",
            cause,
        )
