"""Live widgets: pure render functions (`render`) and the thin shells that show them."""

from helpers.explorer.arena import ForgerAndCritic
from helpers.explorer.concepts import ConceptExplorer
from helpers.explorer.duel import Duel
from helpers.explorer.family_panel import FamilyPanel
from helpers.explorer.journey import JourneyExplorer, there_and_heading
from helpers.explorer.landscape import LandscapeExplorer
from helpers.explorer.latent import LatentExplorer
from helpers.explorer.layers import LayerExplorer
from helpers.explorer.naming import measured_names
from helpers.explorer.noise_wall import NoiseWall
from helpers.explorer.paths import WAYS, PathExplorer, coders, ways
from helpers.explorer.pixels import PixelExplorer
from helpers.explorer.plane import PlaneExplorer
from helpers.explorer.repainting import RepaintExplorer
from helpers.explorer.side_by_side import SideBySide
from helpers.explorer.statements import TenStatements
from helpers.explorer.tasting import BlindTasting
from helpers.explorer.theatre import TrainingTheatre
from helpers.explorer.training import LiveTraining

__all__ = [
    "WAYS",
    "BlindTasting",
    "ConceptExplorer",
    "Duel",
    "FamilyPanel",
    "ForgerAndCritic",
    "JourneyExplorer",
    "LandscapeExplorer",
    "LatentExplorer",
    "LayerExplorer",
    "LiveTraining",
    "NoiseWall",
    "PathExplorer",
    "PixelExplorer",
    "PlaneExplorer",
    "RepaintExplorer",
    "SideBySide",
    "TenStatements",
    "TrainingTheatre",
    "coders",
    "measured_names",
    "there_and_heading",
    "ways",
]
