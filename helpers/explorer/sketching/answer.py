"""What a model makes of one picture, and how far from the sheet of real pictures that is."""

from typing import NamedTuple

import numpy as np

from helpers import checks, given
from helpers.backend import traced
from helpers.explorer.shell.render import pictures
from helpers.pictures import numbers
from helpers.taxonomy import GenerativeModel, gives

WHICH = (
    "Of the shipped ones these can: vae-fashion, vae-fashion-2d, autoencoder-fashion-2d and "
    "vae-faces-16"
)


class Answer(NamedTuple):
    """What a model makes of a picture.

    `code` is float32 `(latent,)`; `back`, what is decoded from it, uint8
    `(height, width, channels)`; `error`, the difference of both pictures, in grey levels.
    """

    code: np.ndarray
    back: np.ndarray
    error: float


def render(model, picture):
    """Encode a picture and decode its code.

    z = encode(x),   x̂ = decode(z),   error = √(mean over pixels of (x̂ - x)²)

    Args:
        model: of images, with `encode` and `decode`.
        picture: `(height, width, channels)`, grey levels 0 to 255 or floats in [0, 1].

    Returns:
        `Answer`.

    Raises:
        ValueError: for a picture of another shape.

    Example:

    >>> import numpy as np
    >>> from helpers import checkpoints
    >>> from helpers.explorer import sketching
    >>> answer = sketching.render(checkpoints.load("vae-fashion"), np.zeros((28, 28, 1)))
    >>> answer.code.shape, answer.back.shape
    ((16,), (28, 28, 1))
    """
    x = checks.events(numbers(picture, "render")[None], model.event_shape, "render")
    code = fast(model, "encode")(x)
    (back,) = pictures(fast(model, "decode"), code)
    (error,) = differences(back[None], x)
    return Answer(np.asarray(code, "float32")[0], back, float(error))


def differences(back, x):
    """Root mean squared difference of pictures, uint8 `(n, ...)` each, in grey levels, `(n,)`."""
    far = back.astype("float64") - x
    return np.sqrt((far**2).mean(axis=tuple(range(1, far.ndim))))


def fast(model, ability):
    """A method of the model that answers one picture in a few milliseconds."""
    method = getattr(model, ability)
    return traced(method) if isinstance(model, GenerativeModel) else method


class Sheet:
    """How far real pictures are from the sheet on which a model's pictures lie.

    Args:
        errors: of real pictures, `(n,)`, as in `Answer`.

    Example:

    >>> from helpers.explorer import sketching
    >>> sketching.Sheet([3.0, 1.0, 2.0, 4.0]).words(3.5)
    'farther from the sheet than 75 of 100 real pictures'
    """

    def __init__(self, errors):
        self.errors = np.sort(np.asarray(errors, "float64"))

    def words(self, error):
        """Where an error lies among those of the real pictures."""
        n = len(self.errors)
        below, above = int((self.errors < error).sum()), int((self.errors > error).sum())
        side, count = ("farther from", below) if below >= above else ("nearer to", above)
        others = f"all {n}" if count == n else f"{100 * count // n} of 100"
        return f"{side} the sheet than {others} real pictures"


def sketchable(model, owner):
    """Check a model that draws again, from a shorter code, what was sketched.

    Raises:
        TypeError: no model, or one without `encode`.
        ValueError: its code is as long as the picture.
    """
    kind = type(given.instance(model, owner)).__name__
    asked = "event_shape", "encode", "decode", "latent_dim"
    encodes = all(hasattr(model, name) for name in asked)
    if not encodes or (isinstance(model, GenerativeModel) and not gives(model, "encode")):
        raise TypeError(
            f"{owner} expected a model that encodes and decodes; received {kind}, which has no "
            f"encoder: it cannot say where on its sheet a sketch lies. {WHICH}."
        )
    size = int(np.prod(model.event_shape))
    if len(model.event_shape) == 3 and model.latent_dim >= size:
        raise ValueError(
            f"{owner} expected a model whose code is shorter than the picture; received {kind} "
            f"with {model.latent_dim} numbers for {size}. Such a code loses nothing: every sketch "
            f"comes back as it was, and none is far from the sheet. {WHICH}."
        )
    return model
