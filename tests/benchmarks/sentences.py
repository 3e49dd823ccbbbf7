"""Numbers in the prose of 03, 04 and 06 that no cell prints, half a minute.

python tests/benchmarks/sentences.py
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from helpers import checkpoints, datasets, explorer, metrics
from helpers.networks import images

SEEN = 10  # grey levels by which a pixel must differ


def pixels_changed(people, name, low, high):
    """Of 1,024, how many pixels of a face differ between two values of a factor: median."""
    faces = []
    for value in (low, high):
        factors = people.factors.copy()
        factors[:, people.names.index(name)] = value
        faces.append(datasets.draw_faces(factors).astype(int))
    differs = np.abs(faces[0] - faces[1]).max(axis=-1) > SEEN
    return np.median(differs.sum(axis=(1, 2)))


def grey_levels_off(name, pictures):
    """Root mean square of what an encoder-decoder gets wrong."""
    encode, decode = explorer.coders(checkpoints.load(name))
    return 255 * np.sqrt(np.mean((decode(encode(pictures)) - pictures / 255) ** 2))


def moved_is_farther_than_another(garments, moved, known):
    """Share of garments that lie farther from themselves, moved, than from the nearest other."""
    own = np.linalg.norm(moved - garments, axis=1)
    return np.mean(own > metrics.nearest_distance(garments, known))


def first_pixels(pictures, count=4):
    """Bits per pixel of the first ones in reading order."""
    model = checkpoints.load("autoregressive-fashion")
    chances = model.level_probabilities(pictures)  # (n, pixel in reading order, 256)
    order = images.reading_order(model.event_shape)
    levels = pictures.reshape(len(pictures), -1)[:, order].astype(int)
    bits = -np.log2(np.take_along_axis(chances, levels[:, :, None], axis=2) + 1e-12)
    return bits[:, :count].mean()


if __name__ == "__main__":
    people = datasets.faces(300, seed=2)
    for name, low, high in (("smile", -1, 1), ("eyes", 0, 0.75), ("hair", 0, 1)):
        print(f"03: {name} changes {pixels_changed(people, name, low, high):.0f} of 1,024 pixels")
    garments = datasets.fashion_mnist()
    for name in ("autoencoder-fashion-2d", "vae-fashion-2d"):
        off = grey_levels_off(name, garments.test_images[:2000])
        print(f"04: {name} is {off:.0f} grey levels off")
    judge = checkpoints.load("classifier-fashion")
    some = garments.test_images[:1000]
    sets = (some, np.roll(some, 2, axis=2), garments.train_images)
    share = moved_is_farther_than_another(*(judge.features(x) for x in sets))
    print(f"04: {share:.0%} of garments, moved by 2 pixels, are nearer to another, in features")
    bits = first_pixels(garments.test_images[:100])
    print(f"06: the first four pixels cost {bits:.3f} bits each")
