"""A folder of drawn horses: pictures for those who have none at hand."""

import hashlib
import os
import tempfile
from pathlib import Path

from PIL import Image

from helpers import checks, given
from helpers.datasets.horses import draw_horses, horse_factors
from helpers.datasets.pictures import PART

SEAL = ".drawn_horses"  # a hidden file with what the horses are, so that they are known again


def write_horses(folder, n=2000, seed=0, size=64):
    """Write drawn horses as PNG files, the way that pictures of your own would lie in a folder.

    Args:
        folder: path of a folder that is not there yet, is empty, or holds horses written before.
        n: number of pictures.
        seed: the same number gives the same horses, those of `horses(n, seed, size)`.
        size: pixels a side, 16 or more.

    Returns:
        The path of the folder. Where it holds these very horses already, nothing is written.

    Raises:
        ValueError: the folder holds anything else, or horses that were changed: nothing of yours
            is ever overwritten. Or a number of pictures or a size that is unfit.

    Example:

    >>> import tempfile
    >>> from helpers import datasets
    >>> with tempfile.TemporaryDirectory() as at:
    ...     datasets.folder(datasets.write_horses(f"{at}/herd", n=20))
    OwnPictures(20 pictures of 32×32, 0 skipped)
    """
    n = checks.whole(n, "a number of pictures", "write_horses")
    seed = given.seed(seed, "write_horses")
    path = checked_path(folder)
    what = f"{n} horses of {size} pixels, seed {seed}"
    if sealed(path, what):
        return path
    check_own(path)
    factors = horse_factors(n, seed)
    draw_horses(factors[:1], size)  # an unfit size is refused before anything is written
    path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path, prefix=".") as part:
        for i in range(0, n, PART):
            for k, image in enumerate(draw_horses(factors[i : i + PART], size), i):
                Image.fromarray(image).save(Path(part, f"horse_{k:05}.png"))
        for old in visible(path):
            old.unlink()
        for new in sorted(Path(part).iterdir()):
            os.replace(new, path / new.name)
    (path / SEAL).write_text(f"{what}\n{digest(path)}\n", encoding="utf-8")
    return path


def checked_path(folder):
    """Check that horses can be written to a path, as far as can be seen."""
    path = Path(folder).expanduser() if isinstance(folder, (str, Path)) and str(folder) else None
    if path is None or (path.exists() and not path.is_dir()):
        raise ValueError(
            f"write_horses expected the path of a folder, new or empty; received {folder!r}. Each "
            f"horse becomes a file in it: 'my_pictures', for example."
        )
    return path


def check_own(path):
    """Refuse a folder with anything in it that was not written here, or was changed since."""
    if path.exists() and visible(path) and not sealed(path):
        raise ValueError(
            f"write_horses expected a folder that is new, empty, or holds only horses written by "
            f"it; received {str(path)!r} with other files, such as "
            f"{sorted(p.name for p in visible(path))[0]!r}. Nothing of yours is overwritten: give "
            f"another path, or use these pictures: datasets.folder({str(path)!r})."
        )


def sealed(path, what=""):
    """Whether a folder holds horses just as they were written, and which."""
    try:
        words, known = (path / SEAL).read_text(encoding="utf-8").splitlines()
        return what in ("", words) and known == digest(path)
    except (OSError, ValueError):  # no seal, or a damaged one
        return False


def digest(path):
    """A number that stands for the names and contents of all visible files."""
    told = hashlib.sha256()
    for file in sorted(visible(path)):
        told.update(file.name.encode())
        told.update(hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def visible(path):
    return [file for file in path.iterdir() if not file.name.startswith(".")]
