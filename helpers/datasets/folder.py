"""Your own pictures, from any folder: photographs, scans, drawings."""

import contextlib
import os
import warnings
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

SMALLEST_SIDE = 16
MOST_PIXELS = 100_000_000  # decoded, these take 0.4 GB, and as much again while they shrink
# Not all that Pillow knows: for EPS it would start another program on the learner's file.
FORMATS = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")
TURNS = (
    None, None, "FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM",
    "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90",
)  # what undoes each EXIF orientation  # fmt: skip


HEIF = b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"  # their brands
MOST_SAMPLE = 281  # the number of the tag of a TIFF that says which level is white
DARK = 64  # of 255: 14 bits in a file of 16 look no brighter than this


class OwnPictures(NamedTuple):
    """Images are uint8 `(n, size, size, 3)`; `skipped` has a `(name, reason)` a file left out."""

    images: np.ndarray
    names: list[str]
    skipped: list[tuple[str, str]]

    def __repr__(self):
        (n, side), left_out = self.images.shape[:2], len(self.skipped)
        return f"OwnPictures({n} picture{'s' * (n > 1)} of {side}×{side}, {left_out} skipped)"


class Unusable(Exception):
    """A picture that is left out, with the reason in plain words."""


def folder(path, size=32):
    """Load your own pictures, each cropped to its central square and shrunk.

    Args:
        path: a folder with pictures, in folders within it too. It is read, never written to.
        size: side of the images in pixels, 16 or more.

    Returns:
        `OwnPictures`: images uint8 `(n, size, size, 3)`, on white where transparent, the first
        frame of an animation, 16 bits per pixel as 8; `names` of their files within the folder,
        sorted; and `skipped`, `(name, reason)` for each file left out. Hidden files are ignored.

    Raises:
        ValueError: not a folder, no picture in it that can be used, or an unfit size.

    Example:

    >>> import tempfile
    >>> from helpers import datasets
    >>> with tempfile.TemporaryDirectory() as path:
    ...     Image.new("RGB", (60, 40), "red").save(f"{path}/red.png")
    ...     datasets.folder(path)
    OwnPictures(1 picture of 32×32, 0 skipped)
    """
    if not isinstance(size, (int, np.integer)) or size < SMALLEST_SIDE:
        raise ValueError(
            f"folder expected size, a whole number of pixels, {SMALLEST_SIDE} or more; received "
            f"{size!r}. Smaller images show too little to learn from."
        )
    root = os.path.expanduser(path) if isinstance(path, (str, Path)) else ""
    if not os.path.isdir(root):
        raise ValueError(
            f"folder expected the path of a folder; received {path!r}. Give the folder that the "
            f"pictures are in, not one of them; a relative path starts from {os.getcwd()!r}."
        )
    pictures, skipped = {}, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's doubts about a file, most of them harmless
        for name in find(root):
            try:
                pictures[name] = read(Path(root, name), int(size))
            except Exception as error:  # on a damaged file Pillow raises almost anything
                skipped.append((name, reason(error)))
    if not pictures:
        listed = [f"\n  {name!r}: {why}" for name, why in skipped[:5]]
        raise ValueError(
            f"folder expected a picture that it can use in {root!r}; received "
            f"{len(skipped)} other files{', such as' if listed else ''}{''.join(listed)}\n"
            f"Put PNG or JPEG pictures there, or give another folder."
        )
    return OwnPictures(np.stack(list(pictures.values())), list(pictures), skipped)


def find(root):
    """Sorted relative names of files, and of folders that are links or cannot be entered."""
    found = []
    walk = os.walk(root, onerror=lambda error: found.append(error.filename))
    for at, folders, files in walk:
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        found += [os.path.join(at, name) for name in files + links if not name.startswith(".")]
    return sorted(Path(name).relative_to(root).as_posix() for name in found)


def read(path, size):
    """One picture as uint8 `(size, size, 3)`."""
    if not path.is_file():  # opening a pipe would wait for ever
        raise Unusable("not a file: a link to a folder, a closed folder, or a broken link")
    with path.open("rb") as file, opened(file) as image:
        received = f"{image.width} by {image.height} pixels, expected at"
        if min(image.size) < SMALLEST_SIDE:
            raise Unusable(f"too small: {received} least {SMALLEST_SIDE} by {SMALLEST_SIDE}")
        if image.width * image.height > MOST_PIXELS:
            raise Unusable(f"too large: {received} most {MOST_PIXELS // 10**6} megapixels")
        image.draft(image.mode, (2 * size, 2 * size))  # a JPEG can be decoded smaller
        stored = image.tile[0][3] if image.tile else ""  # forgotten once it is decoded
        image.load()
        check_depth(image, str(stored))
        small = shrink(image, size)
        with contextlib.suppress(Exception):  # no note, or a damaged one, or 1: upright
            turn = TURNS[image.getexif()[ExifTags.Base.Orientation]]
            small = small.transpose(Image.Transpose[turn])
    return np.asarray(small)


def opened(file):
    """A picture that Pillow can read, not yet decoded."""
    formats = [f for f in FORMATS if f in Image.registered_extensions().values()]
    try:
        return Image.open(file, formats=formats)
    except UnidentifiedImageError:
        file.seek(0)
        start = file.read(12)
        if start[4:8] == b"ftyp" and start[8:12] in HEIF:
            raise Unusable(
                "a HEIC photograph, as telephones take them: export it as JPEG"
            ) from None
        raise


def check_depth(image, stored):
    """Leave out what may have 10, 12 or 14 bits in a file of 16: it would look all but black."""
    if "16" not in stored or white_said(image):
        return
    extrema = image.convert("F" if image.mode[0] == "I" else "RGB").getextrema()
    high = np.max(extrema) / (257 if image.mode[0] == "I" else 1)
    if 0 < high <= DARK:
        raise Unusable(
            "unknown grey levels: 16 bits per pixel, all of them dark, so perhaps fewer bits than "
            "the file says. Save it with 8 bits per pixel"
        )


def white_said(image):
    """The level that means white, where the file says so; otherwise 0."""
    if image.format == "PPM":  # Pillow has scaled it
        return 65535
    tags = getattr(image, "tag_v2", {})
    bits = np.max(tags.get(ExifTags.Base.BitsPerSample, 16))
    return int(np.max(tags.get(MOST_SAMPLE, 0 if bits >= 16 else 2**bits - 1)))


def shrink(image, size):
    """The central square of a decoded image in RGB, `size` pixels wide, on white."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode[0] in "IF":  # grey levels finer than a byte
        low, high = image.convert("F").getextrema()
        if image.mode == "F" or low < 0 or high > 65535:
            raise Unusable("unknown grey levels: expected at most 16 bits per pixel")
        mode, white = "F", white_said(image) or 65535
    image = image if image.mode == mode else image.convert(mode)  # to convert is to copy
    small = ImageOps.fit(image, (size, size), Image.Resampling.LANCZOS)
    if mode == "F":
        levels = np.clip(np.rint(np.asarray(small) * (255 / white)), 0, 255)
        return Image.fromarray(levels.astype("uint8")).convert("RGB")
    white = Image.new("RGBA", small.size, "white")
    return Image.alpha_composite(white, small.convert("RGBA")).convert("RGB")


def reason(error):
    """Why a picture is left out, in plain words."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, UnidentifiedImageError):
        return f"not a picture: expected an intact {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
    if isinstance(error, Image.DecompressionBombError):
        return f"too large: expected at most {MOST_PIXELS // 10**6} megapixels"
    if isinstance(error, OSError) and error.strerror:
        return f"unreadable: {error.strerror}"
    return f"damaged: {str(error) or type(error).__name__}"
