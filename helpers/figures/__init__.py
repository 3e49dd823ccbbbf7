"""One function a picture. Each takes the Axes to draw on, or makes them, and returns them.

pictures    the map of the field, sheets of images, latent spaces, bars
planar      points on the plane: densities, samples, paths, landscapes, training
maps        what those share: windows, grids, shades
"""

from helpers.figures.pictures import (
    ELSEWHERE,
    HERE,
    INK,
    MARKERS,
    PALETTE,
    TREE,
    as_floats,
    bits,
    box,
    codes,
    family_tree,
    images,
    kl_by_dimension,
    latent_map,
    mosaic,
    new_axes,
    plt,
    rows,
    traversals,
)
from helpers.figures.planar import (
    critic_verdict,
    density_map,
    energy_landscape,
    path,
    samples_over_truth,
    training_curves,
    transport,
)

__all__ = [
    "ELSEWHERE",
    "HERE",
    "INK",
    "MARKERS",
    "PALETTE",
    "TREE",
    "as_floats",
    "bits",
    "box",
    "codes",
    "critic_verdict",
    "density_map",
    "energy_landscape",
    "family_tree",
    "images",
    "kl_by_dimension",
    "latent_map",
    "mosaic",
    "new_axes",
    "path",
    "plt",
    "rows",
    "samples_over_truth",
    "training_curves",
    "transport",
    "traversals",
]
