"""What all figures look like: colours, markers, new Axes."""

import matplotlib.pyplot as plt

# Okabe and Ito's colours, told apart by every kind of colour vision; ten for ten classes.
PALETTE = (
    "#E69F00", "#0072B2", "#009E73", "#CC79A7", "#56B4E9",
    "#D55E00", "#F0E442", "#000000", "#999999", "#8B5A2B",
)  # fmt: skip
MARKERS = "osDv^<>P*X"
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


def new_axes(width, height, ax=None):
    """The given Axes, or new ones in a figure of `width` by `height` inches."""
    return ax or plt.subplots(figsize=(width, height))[1]
