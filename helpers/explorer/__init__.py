"""Live widgets: pure render functions (`render`) and the thin shells that show them."""

from helpers.explorer.concepts import ConceptExplorer
from helpers.explorer.latent import LatentExplorer
from helpers.explorer.naming import measured_names
from helpers.explorer.noise_wall import NoiseWall
from helpers.explorer.paths import WAYS, PathExplorer, coders, ways
from helpers.explorer.plane import PlaneExplorer
from helpers.explorer.repainting import RepaintExplorer
from helpers.explorer.statements import TenStatements
from helpers.explorer.theatre import TrainingTheatre
from helpers.explorer.training import LiveTraining

__all__ = [
    "WAYS",
    "ConceptExplorer",
    "LatentExplorer",
    "LiveTraining",
    "NoiseWall",
    "PathExplorer",
    "PlaneExplorer",
    "RepaintExplorer",
    "TenStatements",
    "TrainingTheatre",
    "coders",
    "measured_names",
    "ways",
]
