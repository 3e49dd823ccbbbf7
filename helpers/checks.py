"""What models accept, and errors that teach: expected, received, why, what to do."""

import numpy as np

from helpers.pictures import grey_levels, numbers

ROUNDED = 10  # steps of its own digits that data must vary by at least


def shape_text(shape):
    """`(28, 28, 1)` as `(n, 28, 28, 1)`."""
    return "(" + ", ".join(["n", *map(str, shape)]) + ")"


def event_shape(shape, owner):
    """Check the shape of one event: `(d,)` for points or `(height, width, channels)`."""
    shape = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
    counted = all(isinstance(s, int) and not isinstance(s, bool) and s > 0 for s in shape)
    fits = len(shape) == 1 or (len(shape) == 3 and counted and not (shape[0] % 4 or shape[1] % 4))
    if not counted or not fits:
        raise ValueError(
            f"{owner} expected the shape of one event: (2,) for points on the plane, or "
            f"(height, width, channels) with sides that are multiples of 4, such as "
            f"(28, 28, 1); received {shape}. Leave the number of events out."
        )
    return shape


def image_shape(shape, owner):
    """Check the shape of one picture, `(height, width, channels)`."""
    shape = event_shape(shape, owner)
    if len(shape) != 3:
        raise ValueError(
            f"{owner} expected images, event shape (height, width, channels); received {shape}."
        )
    return shape


def whole(number, name, owner, least=1):
    """Check a whole number, 1 or more, or whatever the least is."""
    if not isinstance(number, (int, np.integer)) or isinstance(number, bool) or number < least:
        raise ValueError(
            f"{owner} expected {name}, {least} or more; received {number!r}. Things are counted in "
            f"whole numbers."
        )
    return int(number)


def width(number, owner):
    """Check how wide a network is."""
    return whole(number, "width=, units or channels of a network", owner, least=2)


def point(x, letter, owner):
    """Check one point of the plane and return it as float64 `(2,)`."""
    x = numbers(x, owner).astype("float64")
    if x.shape != (2,) or not np.isfinite(x).all():
        raise ValueError(
            f"{owner} expected two finite numbers, {letter}1 and {letter}2; received {x.tolist()}. "
            f"They are a place on the plane."
        )
    return x


def spread(x, owner):
    """Standard deviation of each coordinate, none of them zero or lost in rounding."""
    x = np.asarray(x)
    step = np.spacing(np.abs(x).max(axis=0)) if x.dtype.kind == "f" else 0
    with np.errstate(over="ignore", invalid="ignore"):
        sd = np.std(x, axis=0, dtype="float64")
    if len(x) < 2 or not (np.ptp(x, axis=0) > 0).all():
        raise ValueError(
            f"{owner} expected at least two different values in every coordinate; received "
            f"{len(x)} points with standard deviations {np.round(sd, 4).tolist()}. Data without "
            f"spread has no density to learn: its points all lie on a line or in one place."
        )
    if not ((sd > ROUNDED * step) & (sd < np.inf)).all():
        raise ValueError(
            f"{owner} expected data that its own digits can tell apart; received standard "
            f"deviations {sd.tolist()}, where {x.dtype} numbers of that size lie "
            f"{np.max(step):.2g} apart. Take an offset away before, in more digits: "
            f"x - x.mean(axis=0)."
        )
    return sd


def known_rows(x, owner):
    """Check rows of data, one or more, all of them finite."""
    lost = ~np.isfinite(x).reshape(len(x), x[:1].size).all(axis=1) if x.ndim else []
    if not len(lost) or np.any(lost):
        received = f"NaN or infinity in {np.sum(lost)} of {len(x)} rows" if len(lost) else "no rows"
        raise ValueError(
            f"{owner} expected rows of finite numbers; received {received}. Nothing can be "
            f"learned from those: leave them out, x[np.isfinite(x).all(axis=1)]."
        )
    return x


def events(x, event_shape, owner="This model"):
    """Check data in the learner's units and return it as an array.

    Args:
        x: planar data, any real numbers `(n, 2)`; or images `(n, height, width, channels)`,
            grey levels 0 to 255 as integers or 0 to 1 as floats.
        event_shape: shape of one event.
        owner: who asks, for the message.

    Returns:
        Planar data as float64, images as uint8.

    Raises:
        ValueError: wrong shape, empty, not finite, or outside the range.
        TypeError: not numbers.
    """
    x = numbers(x, owner)
    expected = f"{owner} expected data of shape {shape_text(event_shape)}; received"
    if x.shape[1:] != tuple(event_shape) or x.ndim != len(event_shape) + 1:
        raise ValueError(f"{expected} {x.shape}. {shape_advice(x, event_shape)}")
    if len(x) == 0:
        raise ValueError(f"{expected} an empty array {x.shape}. There is nothing to work on.")
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        bad = np.flatnonzero(~np.isfinite(x.reshape(len(x), -1)).all(axis=1))
        raise ValueError(
            f"{owner} expected finite numbers; received NaN or infinity in {len(bad)} of "
            f"{len(x)} rows, first in row {bad[0]}. One such value turns every weight into "
            f"NaN. Drop those rows: x = x[np.isfinite(x.reshape(len(x), -1)).all(axis=1)]."
        )
    return x.astype("float64") if len(event_shape) == 1 else grey_levels(x, owner)


def shape_advice(x, event_shape):
    """One sentence on how `x` could get the expected shape."""
    if x.shape == tuple(event_shape):
        return "That is one event; models take batches: x[None]."
    if x.ndim == len(event_shape) == 3 and x.shape[1:] == tuple(event_shape[:-1]):
        return "The channel axis is missing: x[..., None]."
    return f"One event of this model has shape {tuple(event_shape)}."


def codes(z, latent_dim, owner="This model"):
    """Check latent vectors and return them as float32 `(n, latent_dim)`.

    Raises:
        ValueError: wrong shape, empty or not finite.
    """
    z = numbers(z, owner).astype("float32", copy=False)
    expected = f"{owner} expected latent vectors of shape (n, {latent_dim}); received"
    if z.ndim == 1 and len(z) == latent_dim:
        raise ValueError(f"{expected} {z.shape}. That is one vector; models take batches: z[None].")
    if z.ndim != 2 or z.shape[1] != latent_dim:
        raise ValueError(
            f"{expected} {z.shape}. Each of the {latent_dim} latent dimensions needs a number: "
            f"model.noise(n) makes n such vectors."
        )
    if len(z) == 0 or not np.isfinite(z).all():
        raise ValueError(f"{expected} {'no rows' if len(z) == 0 else 'NaN or infinity'}.")
    return z


def codes_and_factors(codes, factors, owner):
    """Check two sets of rows that belong together and return them as float64.

    Raises:
        ValueError: other shapes or lengths, no rows, NaN or infinity.
    """
    codes, factors = (numbers(x, owner).astype("float64") for x in (codes, factors))
    if codes.ndim != 2 or factors.ndim != 2 or not 0 < len(codes) == len(factors):
        raise ValueError(
            f"{owner} expected codes (n, d) and factors (n, k) of the same pictures; received "
            f"{codes.shape} and {factors.shape}. Row i of the one belongs to row i of the other; "
            f"a single column needs x[:, None]."
        )
    if not (np.isfinite(codes).all() and np.isfinite(factors).all()):
        raise ValueError(
            f"{owner} expected finite codes and factors; received NaN or infinity. Such rows say "
            f"nothing: leave them out."
        )
    return codes, factors


def finite_rows(x, owner):
    """Check an array with rows, all of them finite: a network may turn NaN into what looks right.

    Raises:
        ValueError: no rows, NaN or infinity.
    """
    x = numbers(x, owner)
    if x.ndim == 0 or len(x) == 0:
        raise ValueError(
            f"{owner} expected rows to work on, (n, ...); received shape {x.shape}. One row is a "
            f"batch of one: x[None]."
        )
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        raise ValueError(
            f"{owner} expected finite numbers; received NaN or infinity. A decoder may turn NaN "
            f"into a picture that looks like any other: find out where it comes from."
        )
    return x


def same_rows(arrays, owner="This model"):
    """Check that arrays, by name, have as many rows; a function stands for as many as asked for.

    Raises:
        ValueError: they have not.
    """
    rows = {name: len(a) for name, a in arrays.items() if not callable(a)}
    if len(set(rows.values())) > 1:
        told = ", ".join(f"{n} in {name}" for name, n in rows.items())
        raise ValueError(
            f"{owner} expected as many rows in every array; received {told}. Row i of the one "
            f"belongs to row i of the other."
        )
