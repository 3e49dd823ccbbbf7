"""One gate: what people have becomes plain numbers, and pictures become 256 grey levels.

Models, figures, metrics and explorers all ask here. What can mean one thing only is taken, what
can mean two is refused.

numbers      anything that holds numbers as an array
grey_levels  pictures as uint8
shades       pictures as floats from 0 to 1, not rounded
several      checks a batch, `(n, height, width, 1 or 3)`
"""

import numpy as np

ROUNDING = 1e-5  # how far beyond 0 and 1 arithmetic may carry a float


def numbers(x, owner):
    """Anything that holds numbers as a numpy array.

    Args:
        x: array, list of arrays or pictures, data frame, tensor, or what `datasets.folder` gives.
        owner: who asks, for the message.

    Raises:
        TypeError: no numbers, or numbers with gaps.
        ValueError: rows of different shapes.

    Example:

    >>> from helpers.pictures import numbers
    >>> numbers([[0, 1], [2, 3]], "This").shape
    (2, 2)
    """
    if isinstance(x, np.ma.MaskedArray):
        if np.ma.is_masked(x):
            raise TypeError(
                f"{owner} expected numbers everywhere; received an array with "
                f"{np.ma.count_masked(x)} masked ones. What lies under a mask would be learned "
                f"like the rest. Drop such rows: np.ma.compress_rows(x)."
            )
        x = x.data
    x = getattr(x, "images", x)  # some that `datasets` give have names or labels beside them
    if hasattr(x, "_fields"):
        raise TypeError(
            f"{owner} expected one array; received {type(x).__name__}, which has several: "
            f"{', '.join(x._fields)}. Give one of them."
        )
    if isinstance(x, (list, tuple)):
        x = stacked(x, owner)
    try:
        array = np.asarray(x)
        if array.dtype.kind == "O" and array.ndim:  # of nullable columns, for example
            texts = any(isinstance(value, (str, bytes)) for value in array.flat)
            array = array if texts else array.astype("float64")
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"{owner} expected numbers everywhere; received {type(x).__name__} with entries that "
            f"are none ({error}). Missing ones cannot be learned: drop such rows, as dropna() does."
        ) from None
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{owner} expected numbers; received {described(x, array)}")
    return array


def described(x, array):
    """What was received where no numbers are in it, and what to do."""
    if array.dtype.kind == "M":
        return "dates. Convert them to numbers first, seconds for example: x.astype('int64') / 1e9."
    if isinstance(x, (str, bytes)):
        return f"the text {x[:40]!r}. A picture file is read by datasets.one_picture(path)."
    if array.dtype.kind in "US" or array.ndim:
        return f"dtype {array.dtype}. Convert it to numbers first."
    if isinstance(x, type) or (callable(x) and hasattr(x, "__name__")):
        return f"{x.__name__}, a class or a function. Give an array of numbers, one row an event."
    if hasattr(x, "toarray"):
        return f"{type(x).__name__}, a sparse matrix. Write its zeros out: x.toarray()."
    if hasattr(x, "sample"):
        return f"{type(x).__name__}, a density. Draw from it: x.sample(20_000, seed=0)."
    return f"{type(x).__name__}. Give an array of numbers, one row an event."


def stacked(rows, owner):
    """A list as one array; its entries may be pictures."""
    if any(isinstance(row, np.ma.MaskedArray) for row in rows):
        rows = [numbers(row, owner) for row in rows]
    try:
        rows = [np.asarray(row) for row in rows]
    except ValueError:
        raise ValueError(
            f"{owner} expected lists of one shape; received {len(rows)}, in some of which rows "
            f"have several lengths. An array has as many numbers in each row."
        ) from None
    shapes = sorted({row.shape for row in rows})
    if len({len(shape) for shape in shapes}) > 1:
        raise ValueError(
            f"{owner} expected one array of numbers; received {len(rows)} things of shapes "
            f"{', '.join(map(str, shapes[:4]))}, such as pictures with their labels. Give one of "
            f"them: x[0]."
        )
    if len(shapes) > 1:
        raise ValueError(
            f"{owner} expected a list of things of one shape; received shapes "
            f"{', '.join(map(str, shapes[:4]))}. Crop or resize them alike first."
        )
    return np.stack(rows) if rows else np.empty(0)


def grey_levels(x, owner):
    """Pictures as uint8: whole numbers 0 to 255 as they are, floats 0 to 1 rounded to 256 levels.

    Args:
        x: pictures of any shape; booleans are black and white.
        owner: who asks, for the message.

    Raises:
        TypeError, ValueError: what they mean is not certain.

    Example:

    >>> from helpers.pictures import grey_levels
    >>> grey_levels([0.0, 0.5, 1.0], "This").tolist()
    [0, 128, 255]
    """
    x = checked(x, owner)
    return np.round(x * 255).astype("uint8") if x.dtype.kind == "f" else x


def shades(x, owner):
    """Pictures as floats from 0 to 1: grey levels divided by 255, floats as they are.

    Args:
        x: as in `grey_levels`.
        owner: who asks, for the message.

    Example:

    >>> from helpers.pictures import shades
    >>> shades([0, 51, 255], "This").tolist()
    [0.0, 0.2, 1.0]
    """
    x = checked(x, owner)
    return x if x.dtype.kind == "f" else x / 255


def several(x, owner):
    """A batch of pictures, `(n, height, width, 1 or 3)`: uint8, or floats in [0, 1].

    Args:
        x: as in `grey_levels`, one picture or more.
        owner: who asks, for the message.

    Raises:
        ValueError: no picture, or another shape.
    """
    x = numbers(x, owner)
    if x.ndim != 4 or x.shape[3] not in (1, 3) or x.size == 0:
        raise ValueError(
            f"{owner} expected pictures, (n, height, width, 1) grey or (n, height, width, 3) "
            f"colour; received {x.shape}. {reshaped(x)}"
        )
    return checked(x, owner)


def reshaped(x):
    """How an array could become a batch of pictures."""
    if x.size == 0:
        return "There is nothing to look at: give one picture or more."
    if x.ndim == 3 and x.shape[2] in (1, 3):
        return "That is one picture: x[None] is a batch of one."
    if x.ndim == 4 and x.shape[3] in (2, 4):
        return "The last channel says how opaque a pixel is: leave it out, x[..., :-1]."
    if x.ndim == 3:
        return "The channel axis is missing: x[..., None]."
    if x.ndim == 2:
        return "For one grey picture use x[None, ..., None]; rows of numbers need x.reshape first."
    return "Give one batch of pictures."


def checked(x, owner):
    """Pictures as uint8 grey levels, or as floats that lie in [0, 1]."""
    x = numbers(x, owner)
    if x.dtype.kind == "b":
        return x.astype("uint8") * np.uint8(255)
    low, high = (x.min(), x.max()) if x.size else (0, 0)
    if x.dtype.kind == "f":
        slack = max(ROUNDING, np.finfo(x.dtype).eps)
        if not (low >= -slack and high <= 1 + slack):  # NaN is neither
            raise ValueError(
                f"{owner} expected float images between 0 and 1; received {low:g} to {high:g}. "
                f"A picture is about 256 known grey levels. For levels 0 to 255 use "
                f"x.astype('uint8'); for -1 to 1 use (x + 1) / 2; "
                f"for what overshoots np.clip(x, 0, 1)."
            )
        return x if low >= 0 and high <= 1 else np.clip(x, 0, 1)
    if low < 0 or high > 255:
        raise ValueError(
            f"{owner} expected grey levels from 0 to 255; received {low} to {high}. "
            f"{finer(low, high)}"
        )
    if high == 1:
        raise ValueError(
            f"{owner} expected grey levels from 0 to 255; received whole numbers 0 and 1 only, "
            f"which as levels are all but black. If 1 means white, use x.astype(bool)."
        )
    return x.astype("uint8")


def finer(low, high):
    """What to do with levels that are no bytes."""
    bits = int(high).bit_length()
    if low >= 0 and bits in (10, 12, 14, 16):
        return f"They look like {bits} bits: x // {2 ** (bits - 8)} has 8."
    return "Scale the images to that range first."
