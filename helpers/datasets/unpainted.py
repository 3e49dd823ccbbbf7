"""Pictures that are no paintings, beside one that is; and one picture of your own."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers import checks, given
from helpers.datasets.attribution import swirls_or_not
from helpers.datasets.fashion import fashion_mnist
from helpers.datasets.folder import FORMATS, Frame, read
from helpers.datasets.horses import horses
from helpers.datasets.stripping import without_layout


class Unpainted(NamedTuple):
    """Images uint8 `(n, 32, 32, 3)` and what each shows."""

    images: np.ndarray
    names: list[str]


def unpainted(seed):
    """A painting, and five pictures that nobody painted.

    Args:
        seed: the same seed gives the same pictures.

    Returns:
        `Unpainted`: a painting, the same in shuffled squares, a horse, a garment, noise, flat grey.

    Example:

    >>> from helpers import datasets
    >>> datasets.unpainted(seed=0).images.shape
    (6, 32, 32, 3)
    """
    rng = given.generator(seed, "unpainted")
    images, labels = swirls_or_not(2, seed)
    painting = images[labels == 1]
    named = {
        "a painting": painting,
        "shuffled": without_layout(painting, seed),
        "a horse": horses(1, seed=seed).images,
        "a garment": coloured_garments(seed + 1)[-1:],
        "noise": rng.integers(0, 256, painting.shape).astype("uint8"),
        "flat grey": np.full_like(painting, 110),
    }
    return Unpainted(np.concatenate(list(named.values())), list(named))


def coloured_garments(n):
    """The first test garments on 32 by 32 pixels with three equal channels."""
    n = checks.whole(n, "a number of garments", "coloured_garments")
    known = fashion_mnist().test_images
    if n > len(known):
        raise ValueError(
            f"coloured_garments expected a number up to {len(known):,}; received {n:,}. More test "
            f"garments there are not."
        )
    garments = np.pad(known[:n], ((0, 0), (2, 2), (2, 2), (0, 0)))
    return np.repeat(garments, 3, axis=-1)


def one_picture(path=None, size=64):
    """One picture of yours, cropped to its central square and shrunk; a drawn horse by default.

    Args:
        path: of a picture file. It is read, never written to.
        size: side in pixels, 16 or more.

    Returns:
        uint8 `(size, size, 3)`.

    Raises:
        ValueError: where there is no picture that can be used.

    Example:

    >>> from helpers import datasets
    >>> datasets.one_picture().shape
    (64, 64, 3)
    """
    if checks.whole(size, "size", "one_picture") < 16:
        raise ValueError(
            f"one_picture expected a size of 16 pixels or more; received {size}. On fewer little "
            f"can be told apart."
        )
    if path is None:
        return horses(1, seed=3, size=size).images[0]
    try:
        return read(Path(path).expanduser(), Frame(size, size))
    except Exception as error:  # on a damaged file Pillow raises almost anything
        raise ValueError(
            f"one_picture expected a picture file, {', '.join(FORMATS)}; received {path!r}: "
            f"{error}. A relative path starts from {str(Path.cwd())!r}."
        ) from error
