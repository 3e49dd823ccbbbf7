"""The pictures of a folder, and the report of what was left out."""

from typing import NamedTuple

import numpy as np

from helpers.datasets.folder.splitting import split

SHOWN = 3  # names of each kind


class Skipped(list):
    """`(name, reason)` for each file left out. Printed, each kind of reason stands once.

    Example:

    >>> from helpers.datasets.folder.own import Skipped
    >>> Skipped([("a.txt", "not a picture: text"), ("b.txt", "not a picture: text")])
    2 files skipped
    2 × not a picture: text
        'a.txt', 'b.txt'
    """

    def __repr__(self):
        kinds = {}
        for name, reason in self:
            kinds.setdefault(reason.partition(":")[0], []).append((name, reason))
        lines = [f"{len(self) or 'No'} file{'s' * (len(self) != 1)} skipped"]
        for kind, files in sorted(kinds.items(), key=lambda item: -len(item[1])):
            alike = len({reason for _, reason in files}) == 1
            told = [f"{n!r}" if alike else f"{n!r}{r.removeprefix(kind)}" for n, r in files[:SHOWN]]
            more = [f"and {len(files) - SHOWN:,} more"] if len(files) > SHOWN else []
            lines.append(f"{len(files):,} × {files[0][1] if alike else kind}")
            lines.append("    " + (", " if alike else "\n    ").join(told + more))
        return "\n".join(lines)


class OwnPictures(NamedTuple):
    """Images are uint8 `(n, height, width, 3)`; `skipped` tells what was left out, and why."""

    images: np.ndarray
    names: list[str]
    skipped: list[tuple[str, str]]

    def __repr__(self):
        (n, height, width), left_out = self.images.shape[:3], len(self.skipped)
        return f"OwnPictures({n} picture{'s' * (n != 1)} of {height}×{width}, {left_out} skipped)"

    def split(self, held_out=0.1, seed=0):
        """Hold some pictures out: what a model must not learn from, to be judged by.

        Pictures that look alike, such as a copy in another size or format, stay on one side.

        Args:
            held_out: their share, between 0 and 1.
            seed: the same seed holds out the same pictures.

        Returns:
            Two `OwnPictures`: to learn from, and held out.

        Raises:
            ValueError: another share, or fewer than two pictures that differ.

        Example:

        >>> from helpers import datasets
        >>> herd = datasets.horses(50, seed=0).images
        >>> mine = OwnPictures(herd, [f"{i}.png" for i in range(50)], [])
        >>> mine.split(held_out=0.2, seed=0)
        (OwnPictures(40 pictures of 32×32, 0 skipped), OwnPictures(10 pictures of 32×32, 0 skipped))
        """
        sides = split(self.images, held_out, seed)
        return tuple(
            OwnPictures(self.images[rows], [self.names[i] for i in rows], Skipped())
            for rows in sides
        )
