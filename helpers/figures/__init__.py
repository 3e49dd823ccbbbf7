"""One function a picture. Each takes the Axes to draw on, or makes them, and returns them.

pictures    the map of the field, sheets of images, latent spaces, bars
planar      points on the plane: densities, samples, paths, landscapes, training
representation   what a code keeps of a picture, and which number found what
samplers    densities side by side, quality against novelty
decisions   what a classifier and a density say, how often they are right
latent      lines and holes in latent spaces, ways through them, concepts
maps        what those share: windows, grids, shades
"""

from helpers.figures.decisions import (
    accuracies,
    certainty_and_density,
    opinions,
    race,
)
from helpers.figures.latent import (
    along_the_way,
    hole_map,
    leaks,
    manifold,
    norms,
    overshoot,
    success,
)
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
from helpers.figures.representation import error_by_size, factor_matrix, factor_recovery
from helpers.figures.samplers import densities, quality_and_novelty

__all__ = [
    "ELSEWHERE",
    "HERE",
    "INK",
    "MARKERS",
    "PALETTE",
    "TREE",
    "accuracies",
    "along_the_way",
    "as_floats",
    "bits",
    "box",
    "certainty_and_density",
    "codes",
    "critic_verdict",
    "densities",
    "density_map",
    "energy_landscape",
    "error_by_size",
    "factor_matrix",
    "factor_recovery",
    "family_tree",
    "hole_map",
    "images",
    "kl_by_dimension",
    "latent_map",
    "leaks",
    "manifold",
    "mosaic",
    "new_axes",
    "norms",
    "opinions",
    "overshoot",
    "path",
    "plt",
    "quality_and_novelty",
    "race",
    "rows",
    "samples_over_truth",
    "success",
    "training_curves",
    "transport",
    "traversals",
]
