"""What is known of shipped weights on data that they never saw."""

import numpy as np

from helpers import datasets, metrics
from helpers.approximate import VAE
from helpers.discriminative import Classifier, FactorReader
from helpers.implicit import Translator
from helpers.representation import Autoencoder
from helpers.taxonomy import Density


def scores(model, images, labels=None):
    """What is known of the model on the test pictures; likelihoods at 256 grey levels."""
    if not model.is_image:
        return planar_scores(model, images)
    known = {"images": len(images)}
    if isinstance(model, Classifier):
        right = model.labels(images) == labels
        return known | {"accuracy": round(float(right.mean()), 4)}
    if isinstance(model, FactorReader):
        variance = (labels - labels.mean(axis=0)) ** 2
        unexplained = np.mean((model.read(images) - labels) ** 2, axis=0) / variance.mean(axis=0)
        return known | {"r2": [round(float(1 - share), 3) for share in unexplained]}
    if isinstance(model, Autoencoder):
        difference = model.decode(model.encode(images)) - images / 255
        return known | {"grey_levels_off": round(255 * float(np.mean(difference**2) ** 0.5), 2)}
    if isinstance(model, Translator):
        painted = 255 * model.repaint(images, seed=0)
        off = np.abs((painted - labels).mean(axis=(1, 2)))  # (n, channels)
        return known | {"mean_colour_off_in_levels": round(float(off.mean()), 2)}
    known["density"] = model.density.value
    if model.density in (Density.NONE, Density.UNNORMALISED):
        return known
    bits = np.asarray(model.bits_per_dim(images))
    known["bits_per_dim"] = round(float(bits.mean()), 4)
    known["standard_error"] = round(float(bits.std() / len(bits) ** 0.5), 4)
    if isinstance(model, VAE):
        per_bit = -np.log(2) * images[0].size
        known["bits_per_dim_first_1000"] = round(float(bits[:1000].mean()), 4)
        tight = model.iwae(images[:1000], k=64) / per_bit
        known["bits_per_dim_iwae_64_first_1000"] = round(float(tight.mean()), 4)
    return known


def planar_scores(model, points):
    """Nats a point that a model of the moons wastes, and how well its samples are told from data.

    A bound on the density makes the nats a bound too; an energy is divided by its sum.
    """
    truth = datasets.planar("moons")
    told_apart = metrics.two_sample_accuracy(model.sample(len(points), seed=0), points)
    known = {"points": len(points), "density": model.density.value}
    known["two_sample"] = round(told_apart.value, 4)
    if model.density is Density.NONE:
        return known
    log_p = np.asarray(model.log_density(points))
    if model.density is Density.UNNORMALISED:
        log_p = log_p - model.log_partition()
    kl = metrics.kl_to_truth(log_p, truth, points)
    return known | {"kl_nats": round(kl.value, 4), "standard_error": round(kl.error, 4)}
