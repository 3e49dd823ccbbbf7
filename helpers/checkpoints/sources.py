"""What the shipped weights learnt from, and the pictures they are scored on."""

from typing import NamedTuple

import numpy as np

from helpers import datasets
from helpers.datasets.horses import RANGES

HELD_OUT = 5_000  # the last training garments: no family learns from them, the classifier does


class Data(NamedTuple):
    """Arguments of `fit`, of its validation, and of the score; and words for the manifest."""

    about: str
    train: tuple[np.ndarray, ...]
    validation: tuple[np.ndarray, ...] | None
    test: tuple[np.ndarray, ...]


def fashion():
    """Garments: what the six families learn from."""
    garments = datasets.fashion_mnist("full")
    train, held_out = np.split(garments.train_images, [-HELD_OUT])
    about = f"Fashion-MNIST, the first {len(train):,} of 60,000 training images"
    return Data(about, (train,), (held_out,), (garments.test_images,))


def fashion_labels():
    """Garments that no family saw, with their classes."""
    garments = datasets.fashion_mnist("full")
    train = garments.train_images[-HELD_OUT:], garments.train_labels[-HELD_OUT:]
    about = f"Fashion-MNIST, the last {HELD_OUT:,} of 60,000 training images"
    return Data(about, train, None, (garments.test_images, garments.test_labels))


def moons():
    """Two half moons on the plane, whose true density is known."""
    truth = datasets.planar("moons")
    train, test = truth.sample(20_000, seed=0), truth.sample(20_000, seed=1000)
    return Data("20,000 points of moons drawn with seed 0", (train,), None, (test,))


def horses():
    return sampled("horses", datasets.horses)


def horses_read():
    """Horses that no generative model saw, with their factors from 0 to 1."""
    parts = [datasets.horses(m, seed=seed) for m, seed in ((10_000, 3), (1_000, 1), (2_000, 2))]
    train, *others = [(part.images, shares(part.factors, RANGES)) for part in parts]
    return Data("10,000 horses drawn with seed 3, and their factors", train, *others)


def shares(factors, ranges):
    """Each factor as a share of its range, from 0 to 1."""
    low, high = np.array(list(ranges.values()), "float32").T
    return np.clip((factors - low) / (high - low), 0, 1)


def faces():
    return sampled("faces", datasets.faces)


def faces_read():
    """Faces that no autoencoder saw, with their statements from 0 to 1."""
    parts = [datasets.faces(m, seed=seed) for m, seed in ((10_000, 3), (1_000, 1), (2_000, 2))]
    train, *others = [(part.images, datasets.statements(part.factors)) for part in parts]
    return Data("10,000 faces drawn with seed 3, and their statements", train, *others)


def swirls_or_not():
    """Scenes that all choose alike, so that only strokes tell; some are left unpainted."""
    sizes = ((8_000, 10), (500, 11), (1_000, 12))
    parts = [tuple(datasets.swirls_or_not(m, seed, "fair", plain=True)) for m, seed in sizes]
    about = "8,000 pictures drawn with seed 10 of scenes that all choose alike: swirls or not"
    return Data(about, *parts)


def scenes_and_swirls():
    """Scenes and paintings of them at 64 by 64, cut into squares of 32 by 32."""
    parts = [datasets.scene_pairs(m, seed, 64, 32) for m, seed in ((1_000, 20), (20, 21))]
    test = datasets.scene_pairs(50, 22, 64, 32)
    about = "1,000 scenes of 64 by 64 drawn with seed 20 and painted, cut into squares of 32 by 32"
    return Data(about, *map(tuple, (*parts, test)))


def sampled(what, draw, n=20_000):
    """Pictures drawn with seed 0 to learn from, others to check and to score."""
    parts = [(draw(m, seed=seed).images,) for seed, m in enumerate((n, 1_000, 2_000))]
    return Data(f"{n:,} {what} drawn with seed 0", *parts)
