"""A model that is kept, shared and copied: numbers and what it was made with, never code."""

import inspect

import numpy as np

from helpers.training import packing

SINGLE = (bool, int, float, str, np.generic)  # settings that are one thing
HERE = (
    "To keep or share a model: model.save('mine.npz') and checkpoints.load('mine.npz'). To copy "
    "it: copy.deepcopy(model)."
)


class Kept:
    """A model that can be saved and copied.

    It remembers what it was made with. So class, settings and numbers are all that it takes to
    make it again. Stands before Keras's class among the bases.
    """

    def __new__(cls, *args, **kwargs):
        model = super().__new__(cls, *args, **kwargs)
        vars(model)["made_with"] = made_with(cls, args, kwargs)
        return model

    def get_config(self):
        """What the model is made with, as it stands now, in JSON's types: `from_config` of it makes
        one like it, untrained.
        """
        now = {name: getattr(self, name, None) for name in self.made_with}
        settings = self.made_with | {k: v for k, v in now.items() if isinstance(v, SINGLE)}
        return {name: plain(value) for name, value in settings.items()}

    def save(self, path):
        """Write the model into a file that `checkpoints.load(path)` makes it from again.

        The file holds numbers: the weights in 32 bits, as they are, and the units of points in 64;
        what random numbers come next, and the step of training. Beside them, as numbers too, the
        name of the class and what it was made with. A hash tells whether a number has changed. No
        code is in it, and none of it is ever run. Training can go on; the optimizer begins anew,
        while `fit(resume=...)` keeps its state as well.

        Args:
            path: of the file, `"mine.npz"`. One that is there already is replaced, if it is such a
                file, when the new one is complete.

        Raises:
            TypeError, ValueError: no such file can be written, or would be refused when read: a
                class that is not the course's, weights that are no numbers.

        Example:

        >>> import numpy as np, tempfile
        >>> from helpers import checkpoints
        >>> from helpers.approximate import VAE
        >>> vae = VAE((2,), width=4)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     vae.save(f"{folder}/mine.npz")
        ...     again = checkpoints.load(f"{folder}/mine.npz")
        >>> np.allclose(again.sample(5, seed=0), vae.sample(5, seed=0))
        True
        """
        owner = f"{type(self).__name__}.save"
        path = packing.file_for_model(path, owner)
        packing.write(path, packing.packed(self, owner))

    def __deepcopy__(self, memo):
        other = memo[id(self)] = self.from_config(self.get_config())
        if self.compiled:
            other.compile_from_config(self.get_compile_config())
            for model in (self, other):
                model.optimizer.build(model.trainable_variables)
        for mine, theirs in zip(everything(self), everything(other), strict=True):
            theirs.assign(mine)
        return other

    def __reduce__(self):
        raise TypeError(
            f"pickle expected something that may be pickled; received {type(self).__name__}. "
            f"Whoever opens a pickle runs what stands in it, so no model of the course is one. "
            f"{HERE}"
        )

    def save_assets(self, folder):
        """Keras asks for what else belongs into a file of a whole model."""
        raise TypeError(
            f"keras.saving expected a class that it can find when it reads the file; received "
            f"{type(self).__name__}, which is known to the course alone. {HERE}"
        )


def everything(model):
    """All variables: weights, random numbers, the optimizer's own."""
    return [*model.variables, *(model.optimizer.variables if model.compiled else ())]


def made_with(kind, args, kwargs):
    """The settings of a model by name, usual ones among them."""
    bound = inspect.signature(kind.__init__).bind_partial(None, *args, **kwargs)
    bound.apply_defaults()
    settings = bound.arguments
    _self, *parameters = bound.signature.parameters.values()
    others = [settings.pop(p.name) for p in parameters if p.kind is p.VAR_KEYWORD]
    return {p.name: settings[p.name] for p in parameters if p.name in settings} | dict(*others)


def plain(value):
    """A setting as JSON has it, so that it comes back as it was."""
    if isinstance(value, np.generic):
        return value.item()
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value
