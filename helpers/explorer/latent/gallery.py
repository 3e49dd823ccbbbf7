"""The real images an explorer knows: their codes, their names, and which one is nearest."""

import numpy as np

from helpers import checks, given
from helpers.backend import batched
from helpers.pictures import numbers
from helpers.taxonomy import GenerativeModel, NoCode


class Gallery:
    """Real images beside their codes.

    Args:
        model: encodes the images, if it can.
        images: `(n, height, width, channels)`, or None.
        labels: `(n,)` whole numbers, or None.
        class_names: name of each label, or None.
        owner: who asks, for messages.
    """

    def __init__(self, model, images, labels, class_names, owner):
        self.names = given.class_names(class_names, owner)
        self.images = self.labels = self.codes = None
        self.no_codes = "Give the explorer images= and it can encode one."
        if images is None:
            return
        self.images = checks.events(images, model.event_shape, f"{owner} images=")
        self.labels = _labels(labels, len(self.images), self.names, owner)
        try:
            self.codes, self.no_codes = _encode(model, self.images), ""
        except NoCode as error:
            self.no_codes = str(error)

    @property
    def reach(self):
        """How far the codes reach from 0, but for the outermost hundredth."""
        return 0.0 if self.codes is None else float(np.quantile(np.abs(self.codes), 0.99))

    def reference(self, z, origin):
        """The real image to show beside the picture at `z`: a caption and the image.

        Args:
            z: latent vector.
            origin: number of the image that was encoded, or None for the nearest one.
        """
        if self.codes is None:
            return "", np.empty(0, "uint8")
        if origin is None:
            return "nearest real image", self.images[self.nearest(z)]
        return "original", self.images[origin]

    def describe(self, z, origin):
        """The same in words."""
        if self.codes is None:
            return ""
        if origin is None:
            return f"Nearest real image: {self.title(self.nearest(z))}."
        moved = np.linalg.norm(z - self.codes[origin])
        if moved < 1e-3:
            return f"This is the code of real image {self.title(origin)}."
        return f"Moved {moved:.1f} from the code of real image {self.title(origin)}."

    def nearest(self, z):
        """Number of the image whose code is nearest to `z`."""
        return self.neighbours(z, 1)[0]

    def neighbours(self, z, count):
        """Numbers of the images whose codes are nearest to `z`, the nearest first."""
        far = ((self.codes - z) ** 2).sum(axis=1)
        return np.argsort(far, kind="stable")[:count].tolist()

    def title(self, i):
        """What a reader calls image `i`: '412, a Bag'."""
        if self.labels is None:
            return str(i)
        name = self.class_name(self.labels[i])
        return f"{i}, {'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"

    def class_name(self, label):
        """The name of a class, or its number where it has none."""
        return str(self.names[label]) if self.names else f"class {label}"

    def dots(self, limit=400):
        """Codes, classes and class names of the first images, for a map."""
        if self.codes is None:
            return {}
        dots = {"codes": self.codes[:limit].tolist(), "labels": [], "names": []}
        if self.labels is not None:
            labels = self.labels[:limit]
            dots["names"] = [self.class_name(label) for label in range(labels.max() + 1)]
            dots["labels"] = labels.tolist()
        return dots


def _labels(labels, n, names, owner):
    if labels is None:
        return None
    labels = numbers(labels, f"{owner} labels=")
    if labels.shape != (n,) or labels.dtype.kind not in "iu":
        raise ValueError(
            f"{owner} expected labels= to hold one whole number for each of the {n} "
            f"images; received shape {labels.shape} of {labels.dtype}. Cut both alike: "
            f"images[:500], labels[:500]."
        )
    if names and not 0 <= labels.min() <= labels.max() < len(names):
        raise ValueError(
            f"{owner} expected labels= from 0 to {len(names) - 1}, one for each of "
            f"class_names=; received {labels.min()} to {labels.max()}. Name every class."
        )
    return labels


def _encode(model, images):
    if not isinstance(model, GenerativeModel):
        return np.asarray(model.encode(images), "float32")
    model.encode(images[:1])  # outside the graph, so that NoCode arrives as it was raised
    return batched(model.encode, images)
