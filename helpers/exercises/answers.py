"""Run a learner's function and say what went wrong in words, never in a traceback."""

import inspect
import re
import traceback
from numbers import Number

import numpy as np

BLANKS = ("", "...", "?")
LONGEST = 300  # characters of an error message: TensorFlow's fill a screen
NUMPY = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}  # its defaults
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
        with np.errstate(**NUMPY):  # and nothing that it sets itself outlives the call
            result = function(*map(_fresh, arguments.values()))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # `sys.exit` too
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
        if array.dtype.kind == "O" and all(isinstance(each, Number) for each in array.flat):
            array = array.astype("float64")  # fractions, decimals
        if array.dtype.kind in "biuf":
            return array.astype("float64")
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever an object does that is no array
        pass
    raise NotYet(
        f"The function returned {describe(value)}; expected numbers.",
        "a value that is no array was returned, or several values were",
    )


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
    return _shorten(f"{type(value).__name__} {_shown(repr, value)}", 60)


def _report(error, function, arguments):
    name = getattr(function, "__name__", type(function).__name__)
    width = max(map(len, arguments))
    given = "\n".join(f"  {key:<{width}} = {describe(arguments[key])}" for key in arguments)
    where = _line(error, function)
    said = TENSORFLOW.sub("", _shown(str, error))
    message = _shorten(f"{type(error).__name__}: {said}", LONGEST)
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


def _shown(how, value):
    """`how(value)`, where a learner's class may have a `__repr__` that fails."""
    try:
        return how(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return f"(its text raises {type(error).__name__})"


def _fresh(value):
    return value.copy() if isinstance(value, np.ndarray) else value


def _shorten(text, longest):
    return text if len(text) <= longest else text[: longest - 3] + "..."
