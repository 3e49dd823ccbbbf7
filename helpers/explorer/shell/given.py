"""What explorers are given: models that exist, and functions."""


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
    if not callable(function):
        raise TypeError(
            f"{name}= expected a function, which is asked about pictures or points; received "
            f"{type(function).__name__}. Give it without brackets: model.{name}, not "
            f"model.{name}(x)."
        )
    return function
