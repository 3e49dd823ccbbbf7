"""Live widgets: pure functions that render, and thin shells that show them.

One folder a room; a widget's script and style lie beside its Python and have its name.

shell/           what all share
latent/          LatentExplorer, TenStatements, RepaintExplorer: slide the numbers of a code
strips/          PathExplorer, ConceptExplorer, JourneyExplorer, SideBySide: one slider
wall/            NoiseWall               pixels/      PixelExplorer
plane/           PlaneExplorer           layers/      LayerExplorer
landscape/       LandscapeExplorer       family_panel/  FamilyPanel
theatre/         TrainingTheatre, ForgerAndCritic: training made visible
tasting          BlindTasting            live_training  LiveTraining, a callback of fit
"""

from helpers.explorer.family_panel import FamilyPanel
from helpers.explorer.landscape import LandscapeExplorer
from helpers.explorer.latent import LatentExplorer, RepaintExplorer, TenStatements, measured_names
from helpers.explorer.layers import LayerExplorer
from helpers.explorer.live_training import LiveTraining
from helpers.explorer.pixels import PixelExplorer
from helpers.explorer.plane import PlaneExplorer
from helpers.explorer.strips import (
    WAYS,
    ConceptExplorer,
    JourneyExplorer,
    PathExplorer,
    SideBySide,
    coders,
    pictures_along,
    there_and_heading,
)
from helpers.explorer.tasting import BlindTasting
from helpers.explorer.theatre import Duel, ForgerAndCritic, TrainingTheatre
from helpers.explorer.wall import NoiseWall

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
    "pictures_along",
    "there_and_heading",
]
