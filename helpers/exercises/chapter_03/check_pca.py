"""What holds for pictures that went through principal components: properties first."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (6, 2): "the code was returned. The way back is missing: `codes @ directions + mean`",
    (6,): "a sum over the pixels. Every pixel comes back",
    (2, 6): "the code has its axes swapped: (faces, numbers) is `(x - mean) @ directions.T`",
}
SIZES = ((9, 7, 3), (1, 4, 1), (4, 8, 6))  # faces, pixels, directions


def check_pca(answer):
    """Encode by orthonormal directions and decode again."""
    rng = np.random.default_rng(3)
    x, mean, directions = _faces(rng, 6, 5, 2)

    def theirs(x, mean=mean, directions=directions):
        value = run(answer, x=x, mean=mean, directions=directions)
        return expect(value, x.shape, SHAPES if x.shape == (6, 5) else {})

    value, slips = theirs(x), _slips(x, mean, directions)
    _keeps_the_mean(theirs(np.tile(mean, (6, 1))), mean, cause_of(value, slips, "an offset"))
    inside = mean + rng.normal(size=(6, 2)) @ directions
    _keeps_what_the_directions_span(theirs(inside), inside, cause_of(value, slips, "a factor"))
    usual = "a result that depends on more than the face and its code"
    cause, what = cause_of(value, slips, usual), "face {}, pixel {},"
    agree(value, there_and_back(x, mean, directions), what, cause)
    for size in SIZES:
        faces = _faces(rng, *size)
        what = (
            f"{size[0]} faces of {size[1]} pixels and {size[2]} directions: face {{}}, pixel {{}},"
        )
        agree(theirs(*faces), there_and_back(*faces), what, "something that fits one size only")
    return (
        "The mean face comes back, faces made of the directions come back, and every other "
        "face comes back as the nearest one of those."
    )


def there_and_back(x, mean, directions):
    """Faces through orthonormal directions, `(n, pixels)` to `(n, pixels)`."""
    return mean + (x - mean) @ directions.T @ directions


def _faces(rng, n, pixels, k):
    """Faces, a mean face that is not theirs, and orthonormal directions, `(k, pixels)`."""
    directions = np.linalg.qr(rng.normal(size=(pixels, k)))[0].T
    mean = rng.normal(1, 2, size=pixels)
    return mean + rng.normal(0.5, 1, size=(n, pixels)), mean, directions


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
        "the mean of the faces that were given. Use `mean`": (
            there_and_back(x, x.mean(axis=0), directions)
        ),
        "the faces came back untouched. They have to go through two numbers": x,
    }


def _keeps_the_mean(value, mean, cause):
    if not np.allclose(value, mean, atol=1e-4):
        raise NotYet(
            f"The mean face itself came back {abs(value - mean).max():.2g} off. Its code is all "
            "zeros, and zeros decode to the mean face.",
            cause,
        )


def _keeps_what_the_directions_span(value, inside, cause):
    if not np.allclose(value, inside, atol=1e-4):
        raise NotYet(
            "A face that is the mean plus some of each direction came back changed. Two numbers "
            "describe it completely.",
            cause,
        )
