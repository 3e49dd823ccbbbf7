"""What the shipped weights learnt from, and the pictures they are scored on."""

from typing import NamedTuple

import numpy as np

from helpers import datasets

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


def horses():
    return drawn("horses", datasets.horses)


def faces():
    return drawn("faces", datasets.faces)


def drawn(what, draw, n=20_000):
    """Pictures drawn with seed 0 to learn from, others to check and to score."""
    parts = [(draw(m, seed=seed).images,) for seed, m in enumerate((n, 1_000, 2_000))]
    return Data(f"{n:,} {what} drawn with seed 0", *parts)
