"""How good pictures of any kind are, without labels and without a classifier."""

from typing import NamedTuple

import numpy as np

from helpers import given
from helpers.metrics.features import density_and_coverage, frechet_distance
from helpers.metrics.patches import PatchFeatures, check_sides
from helpers.metrics.score import Score
from helpers.pictures import grey_levels, several

LEAST, MOST = 20, 2_000  # pictures of a set: fewer say nothing, more take longer than seconds
DIMS, ROWS = 32, 4  # features at most, and pictures for each


class PictureScore(NamedTuple):
    """Three scores of samples, each with what real pictures score as its floor.

    `ceilings` has the values of the same three for pictures of no use, by name.
    """

    frechet: Score
    density: Score
    coverage: Score
    ceilings: dict[str, tuple[float, float, float]]

    def __str__(self):
        names = "Fréchet distance", "density", "coverage"
        lines = []
        for i, name in enumerate(names):
            others = ", ".join(f"{who} {values[i]:.3g}" for who, values in self.ceilings.items())
            lines.append(f"{name}: {self[i]}; {others}")
        return "\n".join(lines)


def picture_score(real, samples, seed=0):
    """How far samples are from real pictures of any kind, size and colour.

    The features need no labels: they are the patterns of small patches of the real pictures, and
    how much of each lies in which part of a picture (`patches`). Half of the real pictures are
    what samples are compared with; the other half tells what real ones score, the floor.

    Args:
        real: pictures that the model was not trained on, `(n, height, width, 1 or 3)`, 40 or more.
            With those it was trained on, one that learnt them by heart would score best: read
            `memorisation` beside it then.
        samples: the model's, `(m, height, width, 1 or 3)`, 20 or more. Of both at most 2,000 are
            used, and as many samples as half of the real ones.
        seed: which pictures fall into which half.

    Returns:
        `PictureScore`: Fréchet distance, density and coverage of the samples with their floors, as
        in `frechet_distance` and `density_and_coverage`; and in `ceilings` the same for the mean
        picture and for noise. Other real pictures give other features: compare only scores with
        the same `real` and `seed`, and as many samples.

    Raises:
        ValueError: too few or too small pictures, two shapes, or real ones that are all alike.

    Example:

    >>> from helpers import datasets, metrics
    >>> horses = datasets.horses(300, seed=0).images
    >>> good = metrics.picture_score(horses[:200], horses[200:])
    >>> poor = metrics.picture_score(horses[:200], horses[200:, ::-1])
    >>> good.frechet.value < poor.frechet.value < poor.ceilings["noise"][0]
    True
    """
    real, samples = checked(real, samples)
    rng = given.generator(seed, "picture_score")
    real, samples = (rng.permutation(x)[:MOST] for x in (real, samples))
    half = len(real) // 2
    n = min(half, len(samples))
    features = PatchFeatures(real, min(DIMS, n // ROWS), rng)
    known, others = features.of_real[:half], features.of_real[half : half + n]
    mean = np.round(real.mean(axis=0, keepdims=True)).astype("uint8")
    noise = rng.integers(0, 256, (n, *real.shape[1:])).astype("uint8")
    useless = {"mean picture": np.repeat(features(mean), n, axis=0), "noise": features(noise)}
    described = features(samples[:n])
    frechet = frechet_distance(described, known)
    return PictureScore(
        frechet._replace(floor=frechet_distance(others, known).value),
        *density_and_coverage(described, known),
        {name: values(x, known) for name, x in useless.items()},
    )


def values(x, known):
    """Fréchet distance, density and coverage of some features, as plain numbers."""
    scores = frechet_distance(x, known), *density_and_coverage(x, known)
    return tuple(score.value for score in scores)


def checked(real, samples):
    """Two sets of pictures as uint8, of one shape, large enough to compare."""
    owner = "picture_score"
    real, samples = (grey_levels(several(x, owner), owner) for x in (real, samples))
    if real.shape[1:] != samples.shape[1:]:
        raise ValueError(
            f"{owner} expected two sets of pictures of one shape; received real {real.shape} and "
            f"samples {samples.shape}. Patterns are compared place by place: crop or resize them "
            f"alike."
        )
    if len(real) < 2 * LEAST or len(samples) < LEAST:
        raise ValueError(
            f"{owner} expected {2 * LEAST} real pictures or more, and {LEAST} samples; received "
            f"{len(real)} and {len(samples)}. Fewer say nothing about a distribution: hold more "
            f"out, or draw more."
        )
    check_sides(real, owner)
    if (real == real[0]).all():
        raise ValueError(
            f"{owner} expected real pictures that differ; received {len(real)} times the same. "
            f"There is no spread to measure in: give other pictures."
        )
    different = len({picture.tobytes() for picture in real})
    if different < LEAST:
        raise ValueError(
            f"{owner} expected {LEAST} different real pictures or more; received {len(real)}, of "
            f"which {len(real) - different} are equal to others. Copies say nothing new: leave "
            f"them out, and give more pictures."
        )
    return real, samples
