"""One function a picture. Each takes the Axes to draw on, or makes them, and returns them.

pictures    sheets of images, latent spaces, bars
planar      points on the plane: densities, samples, paths, landscapes, training
reading     one number after the other: orders, half-drawn images, next numbers
words       text: who looks at whom
representation   what a code keeps of a picture, and which number found what
samplers    densities side by side, quality against novelty
decisions   what a classifier and a density say, how often they are right
latent      lines and holes in latent spaces, ways through them, concepts
families    the map of the field, what all draw, and their ways there
flows       a stretched band, a transported grid, bits against looks
movement    mixtures of noise and data, directions, steps and times
chains      ways over a landscape, traces, energies of pictures
players     what critics say against the truth, who made which class
comparison  quality against a price, a score as its setting changes
maps        what those share: windows, grids, shades
values      checks of the numbers that are drawn
style       colours, markers, new Axes
"""

from helpers.figures.chains import energies, traces, walks
from helpers.figures.comparison import distance_curves, ladder, quality_against, restlessness
from helpers.figures.decisions import (
    accuracies,
    certainty_and_density,
    opinions,
    race,
)
from helpers.figures.families import clouds, family_tree, journeys
from helpers.figures.flows import (
    coupling_curves,
    likelihood_and_looks,
    rubber_band,
    stretched_grid,
)
from helpers.figures.latent import (
    along_the_way,
    bound_and_gap,
    hole_map,
    leaks,
    manifold,
    norms,
    overshoot,
    success,
)
from helpers.figures.movement import (
    crossing_pairs,
    fading,
    marginals,
    mixing,
    steps_and_quality,
    velocity_fields,
)
from helpers.figures.pictures import (
    bits,
    codes,
    images,
    kl_by_dimension,
    latent_map,
    rows,
    traversals,
)
from helpers.figures.planar import (
    critic_map,
    density_map,
    energy_landscape,
    samples_over_truth,
    training_curves,
    trajectories,
    transport,
)
from helpers.figures.players import class_shares, critic_against_truth, critic_and_samples
from helpers.figures.reading import (
    changed_below,
    endings,
    influence,
    next_levels,
    reading_order,
    slices,
    stages,
)
from helpers.figures.representation import error_by_size, factor_matrix, factor_recovery
from helpers.figures.samplers import densities, quality_and_novelty
from helpers.figures.words import attention

__all__ = [
    "accuracies",
    "along_the_way",
    "attention",
    "bits",
    "bound_and_gap",
    "certainty_and_density",
    "changed_below",
    "class_shares",
    "clouds",
    "codes",
    "coupling_curves",
    "critic_against_truth",
    "critic_and_samples",
    "critic_map",
    "crossing_pairs",
    "densities",
    "density_map",
    "distance_curves",
    "endings",
    "energies",
    "energy_landscape",
    "error_by_size",
    "factor_matrix",
    "factor_recovery",
    "fading",
    "family_tree",
    "hole_map",
    "images",
    "influence",
    "journeys",
    "kl_by_dimension",
    "ladder",
    "latent_map",
    "leaks",
    "likelihood_and_looks",
    "manifold",
    "marginals",
    "mixing",
    "next_levels",
    "norms",
    "opinions",
    "overshoot",
    "quality_against",
    "quality_and_novelty",
    "race",
    "reading_order",
    "restlessness",
    "rows",
    "rubber_band",
    "samples_over_truth",
    "slices",
    "stages",
    "steps_and_quality",
    "stretched_grid",
    "success",
    "traces",
    "training_curves",
    "trajectories",
    "transport",
    "traversals",
    "velocity_fields",
    "walks",
]
