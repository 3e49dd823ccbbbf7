"""Run a learner's function and say what went wrong in words, never in a traceback."""

import inspect
import re
import traceback

import numpy as np

BLANKS = ("", "...", "?")
LONGEST = 300  # characters of an error message: TensorFlow's fill a screen
TENSORFLOW = re.compile(r"\{\{.*?\}\} ?| \[Op:\w+\] name: ?")  # names of its inner parts


class NotAttempted(Exception):
    """The answer is still blank."""


class NotYet(Exception):
    """The answer is wrong: what was seen, its usual cause, and the learner's own content."""

    def __init__(self, symptom, cause="", evidence=""):
        super().__init__(symptom)
        self.symptom, self.cause, self.evidence = symptom, cause, evidence


def run(function, **arguments):
    """Call a learner's function, arguments by position, and return its result as an array.

    Args:
        function: what the learner gave to `check`.
        **arguments: named for the report. Arrays are copied, so that a function which changes
            its input spoils nothing.

    Returns:
        float64 array, from whatever numbers came back: NumPy, Keras tensors, plain floats.

    Raises:
        NotAttempted: it returned None or `...`, or raised NotImplementedError.
        NotYet: it is no function, raised anything else, or returned no numbers.

    Example:

    >>> run(lambda x: x + 1, x=np.float32([1, 2])).tolist()
    [2.0, 3.0]
    >>> run(lambda x: x + "one", x=np.float32([1, 2]))
    Traceback (most recent call last):
        ...
    helpers.exercises.answers.NotYet: `<lambda>` raised an error.
    """
    if not callable(function):
        raise NotYet(
            f"`check` expects a function and received {describe(function)}.",
            "the function was called first. Write `check(my_function)`, not "
            "`check(my_function(...))`",
        )
    try:
        result = function(*map(_fresh, arguments.values()))
    except Exception as error:
        if type(error) is NotImplementedError:
            raise NotAttempted("The function raises NotImplementedError.") from None
        raise _report(error, function, arguments) from None
    if result is None:
        raise NotAttempted("The function returns None: it has no answer, or no `return`.")
    if result is ...:
        raise NotAttempted("The function still returns `...`, the blank.")
    return numbers(result)


def numbers(value):
    """A learner's result as a float64 array. Raises `NotYet` where it is no numbers."""
    try:
        if not isinstance(value, np.ndarray | np.generic | int | float | list | tuple):
            # Here and not above: the board should open without waiting for a backend.
            from keras import ops

            value = ops.convert_to_numpy(value)
        array = np.asarray(value)
        if array.dtype.kind in "biuf":
            return array.astype("float64")
    except Exception:  # whatever an object does that is no array
        pass
    raise NotYet(
        f"The function returned {describe(value)}; expected numbers.",
        "a value that is no array was returned, or several values were",
    )


def expect(result, shape, causes):
    """Return a finite result of this shape; anything else raises `NotYet`.

    Args:
        result: float array.
        shape: the right shape.
        causes: `{wrong shape: usual cause}`.
    """
    if result.shape != shape:
        raise NotYet(
            f"Your result has shape {result.shape}; expected {shape}.",
            causes.get(result.shape, "a sum over the wrong axis, or over none"),
        )
    if not np.isfinite(result).all():
        raise NotYet(
            f"Your result is not finite: {describe(result)}.",
            "a logarithm of zero or of a negative number, or a division by zero",
        )
    return result


def cause_of(result, mistakes, default):
    """The cause of a wrong result: the known mistake that gives the same numbers.

    Args:
        result: what the learner's function gave.
        mistakes: `{cause: what it would give}`.
        default: the cause to name where none fits.

    Example:

    >>> cause_of(np.array([2.0]), {"a factor of two": np.array([2.0])}, "a sign")
    'a factor of two'
    """
    for cause, wrong in mistakes.items():
        if np.allclose(result, wrong, rtol=1e-4, atol=1e-5):
            return cause
    return default


def describe(value):
    """A short text for an argument or a result: type, shape and first values.

    Example:

    >>> describe(np.zeros((5, 2), "float32"))
    'float32 (5, 2): 0, 0, 0, ...'
    """
    if isinstance(value, np.ndarray | np.generic):
        first = [
            f"{number:.4g}" if value.dtype.kind == "f" else str(number)
            for number in value.ravel()[:3]
        ]
        more = ["..."] if value.size > 3 else []
        return f"{value.dtype} {value.shape}: {', '.join(first + more)}"
    if callable(value):
        return "a function"
    return _shorten(f"{type(value).__name__} {value!r}", 60)


def _report(error, function, arguments):
    name = getattr(function, "__name__", type(function).__name__)
    width = max(map(len, arguments))
    given = "\n".join(f"  {key:<{width}} = {describe(arguments[key])}" for key in arguments)
    where = _line(error, function)
    message = _shorten(f"{type(error).__name__}: {TENSORFLOW.sub('', str(error))}", LONGEST)
    call = f"{name}({', '.join(arguments)})"
    cause = "" if where else f"other arguments. The function is called as `{call}`"
    return NotYet(
        f"`{name}` raised an error.",
        cause,
        "\n".join(filter(None, [message, where, f"{call} was called with", given])),
    )


def _line(error, function):
    """The deepest line of the learner's own code, the last one they can change."""
    inside = traceback.extract_tb(error.__traceback__)[1:]  # the first is the call in `run`
    code = getattr(inspect.unwrap(function), "__code__", None)
    own = [frame for frame in inside if code and frame.filename == code.co_filename]
    if not (own or inside):
        return ""
    frame = own[-1] if own else inside[0]
    where = f"line {frame.lineno} of {frame.name}"
    return f"{where}: {frame.line}" if frame.line else where


def _fresh(value):
    return value.copy() if isinstance(value, np.ndarray) else value


def _shorten(text, longest):
    return text if len(text) <= longest else text[: longest - 3] + "..."
