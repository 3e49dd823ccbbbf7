"""One picture, from any file to a few pixels: photographs, scans, drawings."""

import contextlib
import math
import threading
from typing import NamedTuple

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

SMALLEST_SIDE = 16
MOST_PIXELS = 100_000_000  # decoded, these take 0.4 GB, and as much again while they shrink
LARGE = 16_000_000  # pixels; of pictures with more, one is decoded at a time
ALONE = threading.Lock()
RESIZED = {"crop": ImageOps.fit, "pad": ImageOps.contain}
# Not all that Pillow knows: for EPS it would start another program on the learner's file.
FORMATS = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")
TURNS = (
    None, None, "FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM",
    "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90",
)  # what undoes each EXIF orientation  # fmt: skip
HEIF = b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"  # their brands
MOST_SAMPLE = 281  # the number of the tag of a TIFF that says which level is white
DARK = 64  # of 255: 14 bits in a file of 16 look no brighter than this


class Unusable(Exception):
    """A picture that is left out, with the reason in plain words."""


class Frame(NamedTuple):
    """What every picture becomes: its sides in pixels, and how it gets their aspect."""

    height: int
    width: int
    aspect: str = "crop"

    def turned(self):
        return self._replace(height=self.width, width=self.height)

    def scale(self, image):
        """By how much the whole picture shrinks: cropped it fills the frame, padded it fits in."""
        across, down = self.width / image.width, self.height / image.height
        return max(across, down) if self.aspect == "crop" else min(across, down)


def read(path, frame):
    """One picture as uint8 `(height, width, 3)`."""
    if not path.is_file():  # opening a pipe would wait for ever
        raise Unusable("not a file: a link to a folder, a closed folder, or a broken link")
    with path.open("rb") as file, opened(file) as image:
        check_size(image, frame)
        with ALONE if image.width * image.height > LARGE else contextlib.nullcontext():
            return np.asarray(decoded(image, frame))


def check_size(image, frame):
    """Leave out what is too small, too large or too thin, before it is decoded."""
    received = f"{image.width} by {image.height} pixels, expected at"
    if min(image.size) < SMALLEST_SIDE:
        raise Unusable(f"too small: {received} least {SMALLEST_SIDE} by {SMALLEST_SIDE}")
    if image.width * image.height > MOST_PIXELS:
        raise Unusable(f"too large: {received} most {MOST_PIXELS // 10**6} megapixels")
    if frame.aspect == "pad" and min(image.size) * least_scale(image, frame) < 1:
        raise Unusable(
            f"too thin: {image.width} by {image.height} pixels, of which padding would leave a "
            f"line narrower than a pixel"
        )


def least_scale(image, frame):
    return min(frame.scale(image), frame.turned().scale(image))


def decoded(image, frame):
    """A picture that is open, upright and as large as the frame, in RGB."""
    scale = 2 * max(frame.scale(image), frame.turned().scale(image))  # twice, for a good mean
    wanted = tuple(math.ceil(scale * side) for side in image.size)
    image.draft(image.mode, wanted)  # a JPEG can be decoded smaller
    stored = image.tile[0][3] if image.tile else ""  # forgotten once it is decoded
    image.load()
    check_depth(image, str(stored))
    turn = None
    with contextlib.suppress(Exception):  # no note, or a damaged one, or 1: upright
        turn = Image.Transpose[TURNS[image.getexif()[ExifTags.Base.Orientation]]]
    if turn is None:
        return shrink(image, frame)
    lying = turn.name.startswith(("ROTATE_90", "ROTATE_270", "TRANS"))
    return shrink(image, frame.turned() if lying else frame).transpose(turn)


def opened(file):
    """A picture that Pillow can read, not yet decoded."""
    formats = [f for f in FORMATS if f in Image.registered_extensions().values()]
    try:
        return Image.open(file, formats=formats)
    except UnidentifiedImageError:
        file.seek(0)
        start = file.read(12)
        if not start:
            raise Unusable("not a picture: an empty file, 0 bytes") from None
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


def shrink(image, frame):
    """A decoded image in RGB on white, as large as the frame: its middle, or all of it."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode[0] in "IF":  # grey levels finer than a byte
        low, high = image.convert("F").getextrema()
        if image.mode == "F" or low < 0 or high > 65535:
            raise Unusable("unknown grey levels: expected at most 16 bits per pixel")
        mode, white = "F", white_said(image) or 65535
    image = image if image.mode == mode else image.convert(mode)  # to convert is to copy
    size, resized = (frame.width, frame.height), RESIZED[frame.aspect]
    small = resized(image, size, Image.Resampling.LANCZOS)
    if mode == "F":
        levels = np.clip(np.rint(np.asarray(small) * (255 / white)), 0, 255)
        small = Image.fromarray(levels.astype("uint8"))
    paper = Image.new("RGBA", small.size, "white")
    small = Image.alpha_composite(paper, small.convert("RGBA")).convert("RGB")
    return small if small.size == size else ImageOps.pad(small, size, color="white")


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
