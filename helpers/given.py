"""What functions are given beside data: names, numbers, labels, seeds, models, other functions.

As in `checks`, errors teach: expected, received, why, what to do.
"""

import numpy as np

from helpers.pictures import numbers


def labels(y, classes, owner, n=None):
    """Check class numbers, `(n,)` whole numbers from 0 to classes - 1, and return them as int64.

    Raises:
        ValueError: other numbers, another shape, or another length than `n`.
        TypeError: no numbers.
    """
    y = numbers(y, f"{owner} labels")
    expected = f"{owner} expected labels, whole numbers from 0 to {classes - 1}, one a picture;"
    if y.ndim == 2 and y.shape[1] == classes and ((y == 0) | (y == 1)).all():
        raise ValueError(f"{expected} received a row of 0s and 1s for each: y.argmax(axis=1).")
    if y.ndim != 1 or len(y) == 0 or n not in (None, len(y)):
        many = "" if n is None else f" for {n} pictures"
        raise ValueError(f"{expected} received shape {y.shape}{many}. Row i belongs to picture i.")
    anew = "np.unique(y, return_inverse=True)[1] numbers them anew from 0."
    odd = y[~np.isfinite(y) | (y != np.floor(y))] if y.dtype.kind == "f" else []
    if len(odd):
        raise ValueError(f"{expected} received {odd[0]:g}. Nothing is of a class between: {anew}")
    if y.min() < 0 or y.max() >= classes:
        advice = "Counted from 0 they are y - 1." if y.min() == 1 and y.max() == classes else anew
        raise ValueError(
            f"{expected} received {y.min():g} to {y.max():g}. The network has one answer for each "
            f"of its {classes} classes. {advice}"
        )
    return y.astype("int64")


def named(things, owner, most=None):
    """Check a dictionary by name, at least one thing and at most so many.

    Raises:
        TypeError: no dictionary.
        ValueError: too few or too many.
    """
    if not hasattr(things, "items"):
        raise TypeError(
            f"{owner} expected a dictionary, each thing by its name; received "
            f"{type(things).__name__}. The names are written into the picture: {{'mine': x}}."
        )
    if not things or len(things) > (most or len(things)):
        expected = "one thing or more" if most is None else f"1 to {most} things"
        raise ValueError(
            f"{owner} expected {expected} by name; received {len(things)}. "
            f"{'Each has a colour of its own: leave some out.' if things else 'Give it one.'}"
        )
    return things


def array(x, shape, name, owner):
    """Check finite numbers of a shape, in which None is any length but 0."""
    x = numbers(x, f"{owner} {name}")
    fits = x.ndim == len(shape) and all(
        have == (want or have or 1) for have, want in zip(x.shape, shape, strict=True)
    )
    if not fits or (x.dtype.kind == "f" and not np.isfinite(x).all()):
        wanted = ", ".join("any" if want is None else str(want) for want in shape)
        raise ValueError(
            f"{owner} expected {name} as finite numbers of shape ({wanted}); received shape "
            f"{x.shape}{' with NaN or infinity' if fits else ''}. Each number has a place of its "
            f"own."
        )
    return x


def one_each(words, n, name, owner):
    """Check words, one for each of `n` things."""
    words = listed(words)
    if len(words or []) != n:
        count = "none" if words is None else len(words)
        raise ValueError(
            f"{owner} expected {name} as a list, one for each of {n}; received {count}. They are "
            f"written beside what they belong to, in its order."
        )
    return words


def listed(words):
    """What can be gone through, as a list; None where nothing can."""
    try:
        return list(words)
    except TypeError:
        return None


def number(x, name, owner):
    """Check a finite number."""
    if isinstance(x, (int, float, np.number)) and np.isfinite(x):
        return float(x)
    raise ValueError(
        f"{owner} expected {name}, a finite number; received {x!r}. It is drawn as a line."
    )


def not_negative(number, name, owner):
    """Check a weight, 0 or more."""
    if isinstance(number, (int, float, np.number)) and 0 <= number < np.inf:
        return float(number)
    raise ValueError(
        f"{owner} expected {name}, a number from 0; received {number!r}. Below 0 it would turn "
        f"what it weighs into its opposite."
    )


def positive(number, name, owner):
    """Check a number above 0."""
    if isinstance(number, (int, float, np.number)) and 0 < number < np.inf:
        return float(number)
    raise ValueError(
        f"{owner} expected {name}, a number above 0; received {number!r}. With 0 or less there "
        f"is nothing left of it."
    )


def index(i, n, owner, what="image"):
    """Check the number of one of `n` things, counted from 0."""
    if not isinstance(i, (int, np.integer)) or isinstance(i, bool) or not 0 <= i < n:
        raise ValueError(
            f"{owner} expected the number of an {what}, a whole one from 0 to {n - 1}; received "
            f"{i!r}. They are counted from 0, as in an array."
        )
    return int(i)


def class_names(names, owner):
    """Check names of classes: a list of them, or None; a text is one name, and not its letters."""
    if isinstance(names, str) or (names is not None and listed(names) is None):
        raise TypeError(
            f"{owner} expected class_names= as a list, a name for each class; received {names!r}. "
            f"Label k is called class_names[k]."
        )
    return [] if names is None else list(names)


def one_of(name, names, owner, what="names"):
    """Check a name."""
    if not isinstance(name, str) or name not in names:
        raise ValueError(
            f"{owner} expected one of {', '.join(names)}; received {name!r}. These are the {what} "
            f"there are, in quotes."
        )
    return name


def generator(seed, owner):
    """Random numbers that a seed makes repeatable."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise TypeError(
            f"{owner} expected seed, a whole number from 0, or None for another one each time; "
            f"received {seed!r}. The same seed gives the same random numbers."
        ) from None


def seed(number, owner):
    """Check a seed, a whole number from 0; None is another one each time."""
    if number is None:
        return int(np.random.default_rng().integers(2**20))
    if isinstance(number, (int, np.integer)) and not isinstance(number, bool) and number >= 0:
        return int(number)
    raise TypeError(
        f"{owner} expected seed, a whole number from 0, or None for another one each time; "
        f"received {number!r}. The same seed gives the same random numbers."
    )


def text(words, name, owner):
    """Check a text of one character or more."""
    if not isinstance(words, str) or not words:
        received = "an empty text" if words == "" else type(words).__name__
        raise TypeError(
            f"{owner} expected {name}, a text of one character or more; received {received}. "
            f"datasets.prose() gives texts."
        )
    return words


def density(truth, owner):
    """Check a truth whose density is known."""
    if isinstance(truth, type) or not hasattr(truth, "log_prob"):
        raise TypeError(
            f"{owner} expected a truth whose density is known, such as datasets.planar('moons'); "
            f"received {type(truth).__name__}. Plain points have none: compare them with "
            f"metrics.energy_distance."
        )
    return truth


def instance(model, owner, *abilities):
    """Check a model: made, not its class, and with what the explorer asks of it."""
    if isinstance(model, type):
        raise TypeError(
            f"{owner} expected a model; received the class {model.__name__}. A class has no "
            f"weights: {model.__name__}((28, 28, 1)) makes a model, checkpoints.load(name) gives "
            f"a trained one."
        )
    if missing := [name for name in abilities if not hasattr(model, name)]:
        raise TypeError(
            f"{owner} expected a model with {', '.join(abilities)}; received "
            f"{type(model).__name__} without {', '.join(missing)}. checkpoints.load(name) gives "
            f"trained ones."
        )
    return model


def called(function, name):
    """Check a function."""
    if not callable(function) or isinstance(function, type):
        raise TypeError(
            f"{name}= expected a function, which is asked about pictures or points; received "
            f"{type(function).__name__}. Give it without brackets: model.{name}, not "
            f"model.{name}(x)."
        )
    return function
