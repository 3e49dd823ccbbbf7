"""A learner's own model from the file that `model.save` wrote."""

import contextlib
import math
import os
import threading
from pathlib import Path

import keras

from helpers.training import no_model, read_model


def is_path(name):
    """Whether a name is that of a file: names of shipped weights have no dot and no folder."""
    return isinstance(name, os.PathLike) or (
        isinstance(name, str) and not set(name).isdisjoint(r".\/")
    )


def rebuilt(path, kinds):
    """The model that a file describes, made from the course's own code.

    Args:
        path: of a file that `model.save` wrote.
        kinds: every class that a file may name.

    Raises:
        FileNotFoundError: there is no file.
        ValueError: it is any other file.
    """
    path = expect_file(path)
    about, weights = read_model(path)
    family, config = about["family"], about["config"]
    if family not in kinds:
        raise no_model(path, f"one of {family!r}, which is none of {', '.join(kinds)}")
    try:
        with at_most(sum(w.size for w in weights)):
            model = kinds[family](**config)
    except RuntimeError:  # settings of Keras: the file is not to blame
        raise
    except Exception as error:  # whatever a stranger's settings make Keras say
        raise no_model(path, f"{config}, which {family} does not take ({error})") from None
    expected = [(tuple(v.shape), is_whole(v.dtype)) for v in model.variables]
    if expected != [(w.shape, is_whole(w.dtype.name)) for w in weights]:
        raise no_model(
            path,
            f"{len(weights)} arrays that do not all have the shapes of the {len(expected)} "
            f"in today's {family} made with {config}",
        )
    for variable, array in zip(model.variables, weights, strict=True):
        variable.assign(array)
    return model


def is_whole(kind):
    """Whether a type counts: random numbers to come do, weights do not."""
    return "int" in kind


def expect_file(path):
    """Check that a file is there, and nothing else of that name."""
    try:
        path = Path(path).expanduser()
        there, is_file = os.path.lexists(path), path.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        raise no_model(path, f"a name that no file can have ({error})") from None
    if not there:
        raise FileNotFoundError(
            f"checkpoints.load expected a file that model.save wrote; received "
            f"{str(path)[:200]!r}, and there is none in {path.absolute().parent}. The names of "
            f"shipped weights have no ending: checkpoints.load('vae-moons')."
        )
    if not is_file:
        kind = "a folder" if path.is_dir() else "no file, but something that may never end"
        raise no_model(path, kind)
    return path


@contextlib.contextmanager
def at_most(numbers):
    """Within, no more weights can be made: a width may ask for more than any memory holds."""
    here, left, add_weight = threading.get_ident(), numbers, keras.layers.Layer.add_weight

    def counted(layer, shape=None, *args, **kwargs):
        nonlocal left
        if threading.get_ident() == here:
            left -= math.prod(shape or ())
        if left < 0:
            raise ValueError(f"the file has only {numbers:,} numbers")
        return add_weight(layer, shape, *args, **kwargs)

    keras.layers.Layer.add_weight = counted
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = add_weight
