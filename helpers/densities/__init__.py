"""Building blocks of p(x): densities with a formula, no network in sight.

likelihoods   what a decoder's numbers say about pixels
mixtures      sums of bells: their density, their shares, their quantiles
splines       curves that rise from end to end, and back
low_rank      a bell over pictures that is fitted in a second
"""

from helpers.densities.likelihoods import HALF_BIN, DiscretisedLogistic, Gaussian, log_bin
from helpers.densities.low_rank import LowRankGaussian
from helpers.densities.mixtures import LevelMixture, NormalMixture, normal_cdf, normal_quantile
from helpers.densities.splines import Spline

__all__ = [
    "HALF_BIN",
    "DiscretisedLogistic",
    "Gaussian",
    "LevelMixture",
    "LowRankGaussian",
    "NormalMixture",
    "Spline",
    "log_bin",
    "normal_cdf",
    "normal_quantile",
]
