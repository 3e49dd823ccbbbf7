"""Fashion-MNIST: photographs of garments, 28 by 28 grey pixels, ten classes."""

import gzip
import hashlib
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers import shipped

SMALL = shipped.DATA / "fashion_mnist.npz"
SYSTEM_FOLDER = Path("/usr/share/datasets/fashion-mnist")
SOURCE = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"

CLASS_NAMES = (
    "T-shirt", "Trousers", "Pullover", "Dress", "Coat",
    "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip

# Each distributor compresses anew, so the content is what is checked.
SHA256_OF_CONTENT = {
    "train-images-idx3": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
MD5_OF_DOWNLOAD = {
    "train-images-idx3": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    "train-labels-idx1": "25c81989df183df01b3e8a0aad5dffbe",
    "t10k-images-idx3": "bef4ecab320f06d8554ea6380940ec79",
    "t10k-labels-idx1": "bb300cfdad3c16e7a12a480ee83cd310",
}


class Garments(NamedTuple):
    """Images are uint8 `(n, 28, 28, 1)`; labels are uint8 `(n,)` and index `class_names`."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    class_names: tuple[str, ...] = CLASS_NAMES


def fashion_mnist(size="small"):
    """Load Fashion-MNIST without a network.

    Args:
        size: `"small"` for the 10,000 training images that come with the course, or
            `"full"` for all 60,000. Both have the same 10,000 test images.

    Returns:
        `Garments`: training images and labels, test images and labels, class names.
        Images are uint8 `(n, 28, 28, 1)` with grey levels 0 (black) to 255 (white).

    Raises:
        ValueError: for an unknown size.
        FileNotFoundError: when the 60,000 are neither on this machine nor downloadable, or the
            file that comes with the course is missing.

    Example:

    >>> from helpers import datasets
    >>> garments = datasets.fashion_mnist()
    >>> garments.train_images.shape, garments.class_names[9]
    ((10000, 28, 28, 1), 'Ankle boot')

    Reference: Xiao, Rasul and Vollgraf, 2017, https://arxiv.org/abs/1708.07747 (MIT licence).
    """
    if size not in ("small", "full"):
        raise ValueError(
            f"fashion_mnist: expected size 'small' (10,000 training images, comes with the "
            f"course) or 'full' (all 60,000); received {size!r}."
        )
    mend = shipped.how_to_mend(SMALL.name)
    with np.load(shipped.expect(SMALL, "The garments of Fashion-MNIST", mend)) as file:
        small = Garments(**file)
    if size == "small":
        return small
    images, labels = (read(name) for name in SHA256_OF_CONTENT if name.startswith("train"))
    return small._replace(train_images=images, train_labels=labels)


def read(name):
    """The array in one of the published files, from `locate(name)`, its content verified."""
    path = locate(name)
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        content, reason = b"", f" ({error})"
    else:
        reason = ""
    if hashlib.sha256(content).hexdigest() != SHA256_OF_CONTENT[name]:
        raise ValueError(
            f"{path}: expected the published Fashion-MNIST, received other bytes{reason}. A "
            f"damaged file would spoil every number made from it. Delete it and try again."
        )
    if "labels" in name:
        return np.frombuffer(content, np.uint8, offset=8).copy()  # a buffer cannot be written to
    return np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28, 1).copy()


def locate(name):
    """Find a published file: the user's cache, then the system folder, then a download."""
    import pooch

    file = f"{name}-ubyte.gz"
    cache = Path(pooch.os_cache("generative-modeling-course"))
    for folder in (cache, SYSTEM_FOLDER):
        if (folder / file).exists():
            return folder / file
    try:
        return Path(pooch.retrieve(SOURCE + file, f"md5:{MD5_OF_DOWNLOAD[name]}", file, cache))
    except Exception as error:
        raise FileNotFoundError(
            f"{file} is not on this machine and could not be downloaded ({error}).\n"
            f"There are three ways to get the 60,000 images:\n"
            f"  1. put the file in {cache}\n"
            f"  2. on Debian and Ubuntu: sudo apt install dataset-fashion-mnist\n"
            f"  3. try again with a network\n"
            f"Or use size='small', which needs none of them."
        ) from error
