"""What all figures look like: colours, markers, new Axes."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

# Okabe and Ito's colours, told apart by every kind of colour vision; ten for ten classes.
PALETTE = (
    "#E69F00", "#0072B2", "#009E73", "#CC79A7", "#56B4E9",
    "#D55E00", "#F0E442", "#000000", "#999999", "#8B5A2B",
)  # fmt: skip
MARKERS = "osDv^<>P*X"
FAMILIES = {
    "autoregressive": 0, "normalizing": 1, "flow": 1, "vae": 2,
    "energy": 3, "diffusion": 4, "gan": 5,
}  # fmt: skip
HERE, ELSEWHERE, INK = "#E69F00", "#F2F2F2", "#333333"

plt.rcParams.update(
    {
        "figure.dpi": 96,
        "figure.constrained_layout.use": True,
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 11,
        "legend.frameon": False,
    }
)


def looks(names):
    """A colour and a marker for each name. A family has its own in the whole course.

    Names that begin like a family are that family's, the first one of each; all others take what
    no family of this picture has.

    Example:

    >>> looks(["GAN", "mine", "VAE"])
    [('#D55E00', '<'), ('#F0E442', '>'), ('#009E73', 'D')]
    """
    own = [
        next((k for f, k in FAMILIES.items() if n.casefold().startswith(f)), None) for n in names
    ]
    own = [k if k not in own[:i] else None for i, k in enumerate(own)]
    order = [*range(6, 10), *range(6)] if any(k is not None for k in own) else range(10)
    free = (k for k in order if k not in own)
    return [(PALETTE[j], MARKERS[j]) for j in (next(free) if k is None else k for k in own)]


def new_axes(width, height, ax=None):
    """The given Axes, or new ones in a figure of `width` by `height` inches."""
    if ax is None:
        return plt.subplots(figsize=(width, height))[1]
    if not isinstance(ax, Axes):
        raise TypeError(
            f"This figure expected ax= as one Axes; received {type(ax).__name__}. It is drawn "
            f"there: figure.add_subplot() gives one, and of several axes[0] is one."
        )
    return ax
