"""Whether each class is drawn as often as it should be."""

import numpy as np

from helpers import checks, given
from helpers.metrics.score import LESS, Score


def class_distance(labels, real_labels, classes=10):
    """Half the summed difference of two histograms of labels: the share in a wrong class.

    Args:
        labels: what a classifier takes the model's pictures for, integers `(n,)`.
        real_labels: labels of real ones, `(m,)`.
        classes: how many there are.

    Returns:
        `Score`; less is better; the floor is what two real sets of these sizes score on average,
        Σ √(p (1 - p) (1/n + 1/m) / 2π).
    """
    classes = checks.whole(classes, "classes", "class_distance")
    both = [given.labels(y, classes, "class_distance") for y in (labels, real_labels)]
    n, m = map(len, both)
    p, q = (np.bincount(y, minlength=classes) / len(y) for y in both)
    floor = np.sqrt(q * (1 - q) * (1 / n + 1 / m) / (2 * np.pi)).sum()
    return Score(float(np.abs(p - q).sum() / 2), "of pictures", LESS, float(floor))
