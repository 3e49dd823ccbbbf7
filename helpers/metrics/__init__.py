"""Scores with unit, direction and floor, and the baselines beside them.

score      what every score says about itself
planar     points on the plane against a known density
samples    points on the plane against other points: for families and data without a density
images     baselines of images
features   pictures by a classifier's features: Fréchet and kernel distance, coverage
copies     whether a model has learned pictures by heart
classes    whether each class is drawn as often as it should be
neighbours   which training picture is nearest
realism    single pictures: how near the nearest real one is
patches    features that need no labels
yardstick  pictures of any kind by these: Fréchet distance, density, coverage, floor and ceilings
text       baselines of text: trigrams, a compressor
factors    codes against the true factors of drawn data
"""

from helpers.metrics.classes import class_distance
from helpers.metrics.copies import memorisation
from helpers.metrics.factors import (
    information_gap,
    information_share,
    mutual_information,
    recovery,
)
from helpers.metrics.features import (
    Support,
    density_and_coverage,
    frechet_distance,
    kernel_distance,
)
from helpers.metrics.images import independent_pixels
from helpers.metrics.neighbours import nearest, thumbnails
from helpers.metrics.planar import Modes, kl_to_truth, modes, negative_log_truth
from helpers.metrics.realism import nearest_distance
from helpers.metrics.samples import energy_distance, sliced_wasserstein, two_sample_accuracy
from helpers.metrics.score import Score
from helpers.metrics.text import compressor_bits, trigram_bits, trigram_chances
from helpers.metrics.yardstick import PictureScore, picture_score

__all__ = [
    "Modes",
    "PictureScore",
    "Score",
    "Support",
    "class_distance",
    "compressor_bits",
    "density_and_coverage",
    "energy_distance",
    "frechet_distance",
    "independent_pixels",
    "information_gap",
    "information_share",
    "kernel_distance",
    "kl_to_truth",
    "memorisation",
    "modes",
    "mutual_information",
    "nearest",
    "nearest_distance",
    "negative_log_truth",
    "picture_score",
    "recovery",
    "sliced_wasserstein",
    "thumbnails",
    "trigram_bits",
    "trigram_chances",
    "two_sample_accuracy",
]
